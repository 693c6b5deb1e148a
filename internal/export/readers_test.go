package export

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/emersion/go-ical"
)

// outside runs a program over the file of a format; it skips, in words, where the program is not on the machine.
func outside(t *testing.T, d *Data, format, file string, program string, args ...string) (dir, says string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not on this machine, so that %s is not read by it", program, format)
	}
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, write(t, format, d), 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, append(args, path)...)
	c.Dir = filepath.Dir(path)
	c.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1")
	out, err := c.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 77 {
		t.Skipf("%s lacks the library %s, so that %s is not read by it (make readers)", program, strings.TrimSpace(string(out)), format)
	}
	if err != nil {
		t.Fatalf("%s: %v: %s", program, err, out)
	}
	return c.Dir, string(out)
}

// TestXMLKeepsToItsSchema holds feeds and graphs against schemas written for this project from the specifications, and against those
// that their makers publish where ENTENTE_SCHEMAS names a folder that holds them (gexf.xsd from https://gexf.net/1.3/, graphml.xsd
// from http://graphml.graphdrawing.org/xmlns/1.1/).
func TestXMLKeepsToItsSchema(t *testing.T) {
	ours, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for set, d := range data(t) {
		for _, c := range [][3]string{{"gexf", "--schema", "gexf-1.3.xsd"}, {"graphml", "--schema", "graphml.xsd"}, {"atom", "--relaxng", "atom.rng"}} {
			t.Run(set+"/"+c[0], func(t *testing.T) {
				outside(t, d, c[0], "a.xml", "xmllint", "--noout", "--nonet", c[1], filepath.Join(ours, c[2]))
			})
		}
	}
	for format, file := range map[string]string{"gexf": "gexf.xsd", "graphml": "graphml.xsd"} {
		t.Run("published/"+format, func(t *testing.T) {
			schema := filepath.Join(os.Getenv("ENTENTE_SCHEMAS"), file)
			if _, err := os.Stat(schema); os.Getenv("ENTENTE_SCHEMAS") == "" || err != nil {
				t.Skipf("ENTENTE_SCHEMAS names no folder with %s, so that the graph is not held against the schema that its makers publish", file)
			}
			outside(t, sample(), format, "a.xml", "xmllint", "--noout", "--nonet", "--schema", schema)
		})
	}
}

// TestSchemasCanFail breaks what is written, once for each schema, and wants it refused.
func TestSchemasCanFail(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint is not on this machine, so that the schemas of XML are not tried")
	}
	for _, c := range []struct{ format, flag, schema, from, to string }{
		{"gexf", "--schema", "gexf-1.3.xsd", `target="KAZ"`, `target="nobody"`},
		{"gexf", "--schema", "gexf-1.3.xsd", `start="2022-09-14"`, `start="14 September"`},
		{"graphml", "--schema", "graphml.xsd", `key="events"`, `key="acts"`},
		{"atom", "--relaxng", "atom.rng", `T00:00:00Z</updated>`, `</updated>`},
		{"atom", "--relaxng", "atom.rng", `<author><name>entente</name></author>`, ``},
	} {
		whole := string(write(t, c.format, sample()))
		broken := strings.Replace(whole, c.from, c.to, 1)
		if broken == whole {
			t.Errorf("%s holds no %s", c.format, c.from)
			continue
		}
		path := filepath.Join(t.TempDir(), "a.xml")
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("xmllint", "--noout", "--nonet", c.flag, "testdata/"+c.schema, path).CombinedOutput(); err == nil {
			t.Errorf("%s passes with %q for %q: %s", c.schema, c.to, c.from, out)
		}
	}
}

// python is the interpreter that reads exports back: one with the libraries of testdata/readers.txt, where ENTENTE_PYTHON names it or
// make readers made it, or else that of the machine.
func python() string {
	if p := os.Getenv("ENTENTE_PYTHON"); p != "" {
		return p
	}
	if p, err := filepath.Abs("../../build/readers/bin/python3"); err == nil {
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	return "python3"
}

// TestLibrariesOfPythonReadEveryFormat reads each format back with the library that its users have, and counts what it found.
func TestLibrariesOfPythonReadEveryFormat(t *testing.T) {
	script, err := filepath.Abs("testdata/readers.py")
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		t.Skip("thirteen starts of Python take seconds")
	}
	for set, d := range data(t) {
		events, planned, entities := len(d.events()), 0, map[string]bool{}
		for _, b := range d.Documents {
			entities[b.ID] = true
		}
		for _, r := range d.events() {
			e := r.Event
			if e.Status == "planned" && e.Date != nil && e.Date.Start != "" && e.Date.End != "" {
				planned++
			}
			if e.Status == "denied" || e.Status == "hypothetical" {
				continue
			}
			entities[r.ID()] = true
			for _, p := range r.Sides() {
				if p.Code != "" && (p.Side == "actor" || p.Side == "recipient") {
					entities[p.Code] = true
				}
			}
		}
		edges := len(d.graph().edges)
		for _, c := range []struct {
			format, reader, file string
			want                 int
		}{
			{"events-csv", "table", "a.csv", events}, {"events-parquet", "parquet", "a.parquet", events}, {"statements-parquet", "parquet", "a.parquet", len(d.statementRows())},
			{"figures-parquet", "parquet", "a.parquet", len(d.figureRows())}, {"ties-parquet", "parquet", "a.parquet", len(d.tieRows())},
			{"xlsx", "workbook", "a.xlsx", events}, {"ical", "calendar", "a.ics", planned}, {"bibtex", "bibtex", "a.bib", len(d.Documents)}, {"ris", "ris", "a.ris", len(d.Documents)},
			{"graphml", "graph", "a.graphml", edges}, {"gexf", "graph", "a.gexf", edges}, {"atom", "feed", "a.atom", events}, {"ftm", "ftm", "a.ftm.json", len(entities)},
		} {
			t.Run(set+"/"+c.format, func(t *testing.T) {
				if _, says := outside(t, d, c.format, c.file, python(), script, c.reader); strings.TrimSpace(says) != strconv.Itoa(c.want) {
					t.Errorf("%s finds %s, want %d", c.reader, strings.TrimSpace(says), c.want)
				}
			})
		}
	}
}

func TestWorkbookIsReadByLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes seconds to start")
	}
	dir, says := outside(t, sample(), "xlsx", "a.xlsx", "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", "csv")
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

// TestCalendarIsReadByGoICal reads the plans with a parser of RFC 5545.
func TestCalendarIsReadByGoICal(t *testing.T) {
	for set, d := range data(t) {
		cal, err := ical.NewDecoder(bytes.NewReader(write(t, "ical", d))).Decode()
		if err != nil {
			t.Fatalf("%s: %v", set, err)
		}
		for _, e := range cal.Events() {
			from, errFrom := e.DateTimeStart(nil)
			to, errTo := e.DateTimeEnd(nil)
			says, errSays := e.Props.Text(ical.PropSummary)
			if err := cmp.Or(errFrom, errTo, errSays); err != nil || !to.After(from) || says == "" || strings.Contains(says, `\`) {
				t.Errorf("%s: from %v to %v, %q, error %v", set, from, to, says, err)
			}
		}
		if len(cal.Events()) == 0 {
			t.Errorf("%s: no plan", set)
		}
	}
}

// TestBibTeXPairsItsBraces reads the entries as BibTeX does: by braces that pair.
func TestBibTeXPairsItsBraces(t *testing.T) {
	for set, d := range data(t) {
		depth, entries, escaped := 0, 0, false
		for _, r := range string(write(t, "bibtex", d)) {
			switch {
			case escaped:
				escaped = false
			case r == '\\':
				escaped = true
			case r == '{':
				depth++
			case r == '}':
				if depth--; depth == 0 {
					entries++
				}
			case r == '@' && depth > 0:
				continue // within a field
			}
			if depth < 0 {
				t.Fatalf("%s: a brace closes that was not opened", set)
			}
		}
		if depth != 0 || entries != len(d.Documents) {
			t.Errorf("%s: %d entries of %d, %d braces left open", set, entries, len(d.Documents), depth)
		}
	}
}

// TestRISHasItsLines holds the form of RIS: a tag, two spaces, a hyphen and a space; an entry from TY to ER.
func TestRISHasItsLines(t *testing.T) {
	line := regexp.MustCompile(`^[A-Z][A-Z0-9]  - .*$`)
	for set, d := range data(t) {
		open, entries := false, 0
		for l := range strings.SplitSeq(string(write(t, "ris", d)), "\r\n") {
			switch {
			case l == "":
			case !line.MatchString(l):
				t.Errorf("%s: no line of RIS: %q", set, l)
			case strings.HasPrefix(l, "TY") == open:
				t.Errorf("%s: %q stands outside an entry, or begins one within another", set, l)
			case strings.HasPrefix(l, "TY"):
				open = true
			case strings.HasPrefix(l, "ER"):
				open = false
				entries++
			}
		}
		if open || entries != len(d.Documents) {
			t.Errorf("%s: %d entries of %d", set, entries, len(d.Documents))
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

// TestSDMXKeepsToItsForms holds what SDMX-CSV 1.0 and the code lists of SDMX 2.1 ask: header, frequencies, periods, statuses, numbers.
func TestSDMXKeepsToItsForms(t *testing.T) {
	forms := []*regexp.Regexp{
		regexp.MustCompile(`^[A-Z]+:[A-Z]+\(\d+\.\d+\)$`), regexp.MustCompile(`^([ASQMD]|_U)$`), regexp.MustCompile(`^\S+$`), regexp.MustCompile(`^\S+$`), regexp.MustCompile(`^\S+$`), nil,
		regexp.MustCompile(`^\d{4}(-(S[12]|Q[1-4]|(0[1-9]|1[0-2])(-\d\d(/P\d+[YMD])?)?))?$`), regexp.MustCompile(`^-?\d+(\.\d+)?$`), regexp.MustCompile(`^[AEF]$`), nil, nil, regexp.MustCompile(`^d:`)}
	for set, d := range data(t) {
		rows, err := csv.NewReader(bytes.NewReader(write(t, "sdmx", d))).ReadAll()
		if err != nil || len(rows) < 2 || rows[0][0] != "DATAFLOW" || len(rows[0]) != len(forms) {
			t.Fatalf("%s: %v, error %v", set, rows, err)
		}
		for _, r := range rows[1:] {
			for i, f := range forms {
				if f != nil && !f.MatchString(r[i]) {
					t.Errorf("%s: %s cannot be %q in %v", set, rows[0][i], r[i], r)
				}
			}
		}
	}
}

// coded are the forms of the columns that scripts of the field compute with, by the column's number from 0.
var coded = map[string]struct {
	columns, header int
	forms           map[int]string
}{
	"gdelt": {61, 0, map[int]string{0: `\d+`, 1: `\d{8}`, 2: `\d{6}`, 3: `\d{4}`, 4: `\d{4}\.\d{4}`, 7: `([A-Z]{3})?`, 17: `([A-Z]{3})?`, 25: `[01]`, 26: `\d{3,4}`, 27: `\d{3}`, 28: `\d\d`, 29: `[1-4]`, 30: `(-?\d+(\.\d+)?)?`,
		31: `\d+`, 34: ``, 35: `[0-5]`, 43: `[0-5]`, 51: `[0-5]`, 53: `([A-Z]{2})?`, 56: `(-?\d+\.\d+)?`, 57: `(-?\d+\.\d+)?`, 59: `\d{14}`, 60: `.+`}},
	"polecat": {40, 1, map[int]string{0: `\S+`, 1: `\d{4}-\d\d-\d\d`, 2: `[A-Z]+`, 4: `None|-?\d+\.\d`, 5: `(VERBAL|MATERIAL) (COOPERATION|CONFLICT)|None`, 9: `None|\d+(; \d+)*`, 28: `None|-?\d+\.\d{4}`, 30: `None|\d+`, 34: `None|\d{4}-\d\d-\d\d`}},
	"icews":   {20, 1, map[int]string{0: `\d+`, 1: `\d{4}-\d\d-\d\d`, 5: `.+`, 6: `\d{3,4}`, 7: `(-?\d+\.\d)?`, 11: `\d+`, 12: `\d*`, 18: `(-?\d+\.\d{4})?`, 19: `(-?\d+\.\d{4})?`}},
}

// TestCodedColumns holds every line of GDELT, POLECAT and ICEWS against the number and the forms of their columns.
func TestCodedColumns(t *testing.T) {
	for set, d := range data(t) {
		for format, c := range coded {
			lines := strings.Split(strings.TrimSuffix(string(write(t, format, d)), "\n"), "\n")
			if len(lines) <= c.header {
				t.Errorf("%s: %s holds no event", set, format)
			}
			ids := map[string]bool{}
			for i, l := range lines {
				cells := strings.Split(l, "\t")
				if len(cells) != c.columns {
					t.Errorf("%s: line %d of %s has %d columns, want %d", set, i+1, format, len(cells), c.columns)
					continue
				}
				if i < c.header {
					continue
				}
				if ids[cells[0]] {
					t.Errorf("%s: the id %s of %s stands twice", set, cells[0], format)
				}
				ids[cells[0]] = true
				for k, form := range c.forms {
					if ok, err := regexp.MatchString("^("+form+")$", cells[k]); err != nil || !ok {
						t.Errorf("%s: column %d of %s is %q, want %s (%v)", set, k+1, format, cells[k], form, err)
					}
				}
			}
		}
	}
}

// TestNumbersOfSentences holds ICEWS' Sentence Number against the sentence that it counts.
func TestNumbersOfSentences(t *testing.T) {
	for set, d := range data(t) {
		if d.Sentences == nil {
			continue
		}
		for _, r := range d.events() {
			n, err := strconv.Atoi(d.sentence(r))
			if err != nil {
				t.Fatalf("%s: %s has no sentence", set, r.ID())
			}
			if s := d.Sentences(r.Document.ID)[n-1]; !s.Overlaps(r.Passage) {
				t.Errorf("%s: %s is not of sentence %d: %s", set, r.ID(), n, fmt.Sprint(s, r.Passage))
			}
		}
	}
}
