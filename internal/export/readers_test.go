package export

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// outside runs a program over a file of a format; it skips, in words, where the program is not on the machine.
func outside(t *testing.T, format, file string, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not on this machine, so that %s is not read by it", program, format)
	}
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, write(t, format, sample()), 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, append(args, path)...)
	c.Dir = filepath.Dir(path)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", program, err, out)
	}
	return filepath.Dir(path) + "\n" + string(out)
}

func TestXMLIsReadByXmllint(t *testing.T) {
	for _, format := range []string{"gexf", "graphml", "atom"} {
		t.Run(format, func(t *testing.T) { outside(t, format, "a.xml", "xmllint", "--noout", "--nonet") })
	}
}

// TestGEXFKeepsToItsSchema holds the graph against the schema of GEXF 1.3, which is not part of this project: ENTENTE_SCHEMAS names
// the folder that holds it as gexf.xsd, from https://gexf.net/1.3/gexf.xsd.
func TestGEXFKeepsToItsSchema(t *testing.T) {
	schema := filepath.Join(os.Getenv("ENTENTE_SCHEMAS"), "gexf.xsd")
	if _, err := os.Stat(schema); os.Getenv("ENTENTE_SCHEMAS") == "" || err != nil {
		t.Skip("ENTENTE_SCHEMAS names no folder with gexf.xsd (from https://gexf.net/1.3/), so that the graph is not held against it")
	}
	outside(t, "gexf", "a.gexf", "xmllint", "--noout", "--nonet", "--schema", schema)
}

func TestTablesAreReadByPython(t *testing.T) {
	out := outside(t, "events-csv", "a.csv", "python3", "-c", `import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
print(len(rows), rows[0]["cameo"], rows[0]["actor_states"], rows[0]["recipient_states"])`)
	if !strings.Contains(out, "\n3 042 CHN KAZ") {
		t.Errorf("python3 reads %s", out)
	}
}

func TestWorkbookIsReadByLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes seconds to start")
	}
	dir, says, _ := strings.Cut(outside(t, "xlsx", "a.xlsx", "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", "csv"), "\n")
	if strings.Contains(says, "could not be loaded") {
		if found, _ := filepath.Glob("/usr/lib*/libreoffice/program/libsclo.so"); len(found) == 0 {
			t.Skip("LibreOffice is here without Calc, so that the workbook is not read by it")
		}
	}
	b, err := os.ReadFile(filepath.Join(dir, "a.csv"))
	if err != nil || !bytes.Contains(b, []byte("2022-09-14")) || !bytes.Contains(b, []byte("042")) {
		t.Errorf("LibreOffice reads %s, %v (%s); want the day and the code with its zero", b, err, says)
	}
}

// TestGeoJSONKeepsToRFC7946 holds the rules of sections 3 and 4: types, positions as longitude and latitude within their bounds.
func TestGeoJSONKeepsToRFC7946(t *testing.T) {
	var fc struct {
		Type     string
		CRS      any
		Features []struct {
			Type       string
			ID         string
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates []float64
			}
		}
	}
	if err := json.Unmarshal(write(t, "geojson", sample()), &fc); err != nil {
		t.Fatal(err)
	}
	if fc.Type != "FeatureCollection" || fc.CRS != nil || len(fc.Features) == 0 {
		t.Errorf("got %+v", fc)
	}
	for _, f := range fc.Features {
		c := f.Geometry.Coordinates
		if f.Type != "Feature" || f.Properties == nil || f.Geometry.Type != "Point" || len(c) != 2 || c[0] < -180 || c[0] > 180 || c[1] < -90 || c[1] > 90 {
			t.Errorf("got %+v", f)
		}
	}
}

// TestBibliographiesKeepToTheirForms holds what CSL-JSON's schema asks of an item, the line form of RIS, and that BibTeX's braces pair.
func TestBibliographiesKeepToTheirForms(t *testing.T) {
	var items []map[string]any
	if err := json.Unmarshal(write(t, "csl", sample()), &items); err != nil {
		t.Fatal(err)
	}
	known := " id type title author container-title publisher issued URL language note "
	types := " article article-newspaper document interview speech "
	for _, it := range items {
		for k := range it {
			if !strings.Contains(known, " "+k+" ") {
				t.Errorf("CSL has no variable %q", k)
			}
		}
		if kind, _ := it["type"].(string); it["id"] == nil || !strings.Contains(types, " "+kind+" ") {
			t.Errorf("got %v", it)
		}
	}
	line := regexp.MustCompile(`^[A-Z][A-Z0-9]  - .*$`)
	for l := range strings.SplitSeq(strings.TrimSpace(string(write(t, "ris", sample()))), "\r\n") {
		if l != "" && !line.MatchString(l+" ") {
			t.Errorf("no line of RIS: %q", l)
		}
	}
	for parts, want := range map[[3]int]string{{2022, 9, 15}: "2022/09/15", {2022, 9, 0}: "2022/09//", {2022, 0, 0}: "2022///"} {
		have := parts[:]
		for len(have) > 1 && have[len(have)-1] == 0 {
			have = have[:len(have)-1]
		}
		if got := risDate(have); got != want {
			t.Errorf("%v reads %q, want %q", have, got, want)
		}
	}
}
