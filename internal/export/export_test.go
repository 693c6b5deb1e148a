package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"entente"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

type tables struct{}

func (tables) Name(c string) string {
	return map[string]string{"KAZ": "Kazakhstan", "CHN": "China", "RUS": "Russia"}[c]
}
func (tables) COW(c string) string {
	return map[string]string{"KAZ": "705", "CHN": "710", "RUS": "365"}[c]
}
func (tables) Label(c string) string {
	return map[string]string{"042": "Make a visit"}[c]
}
func (tables) Goldstein(c string) (float64, bool) { return 1.9, c == "042" }

func sample() *Data {
	text := "«Начало» The president of China visited Astana on 14 September 2022 <b>& more</b>; trade reached 31 billion dollars in 2022."
	doc := entente.Brief{ID: "d:1", Source: "a.txt", URL: "https://a.example/1?x=1&y=2", Raw: "sha256:ab", Title: "A visit & its \"results\"", Authors: []string{"A. Writer"}, Publisher: "The Example",
		Published: day1("2022-09-15"), Language: "en", Genre: "news"}
	score, at := 4.0, strings.Index(text, "The")
	parties := map[string]*entente.Party{"m0": {Code: "person:xi-jinping", Of: "CHN", Name: "Xi Jinping", Role: "president", Kind: "person"}, "m1": {Code: "KAZ", Name: "Kazakhstan", Kind: "state"}}
	passage := entente.Span{Start: at, End: len(text)}
	row := func(r entente.Row) entente.Row {
		r.Document, r.Parties, r.Quote, r.Passage = doc, parties, passage.In(text), passage
		return r
	}
	visit := &entente.Event{ID: "e:0123456789abcdef", Type: "CONSULT", Mode: "visit", Kind: "state-visit", Actors: []string{"m0"}, Recipients: []string{"m1"}, Date: day1("2022-09-14"), Status: "happened", Quad: 1, Score: &score,
		CAMEO: "042", Place: &entente.Place{Name: "Astana", Country: "KAZ", Lat: 51.1694, Lon: 71.4491, GeoNames: 1526273}, Confidence: 0.9}
	plan := &entente.Event{ID: "e:1123456789abcdef", Type: "AGREE", Kind: "visit", Actors: []string{"m1"}, Recipients: []string{"m0"}, Date: &entente.Date{EDTF: "2023-05", Start: "2023-05-01", End: "2023-05-31", Precision: "month"}, Status: "planned", Quad: 1}
	denied := &entente.Event{ID: "e:2123456789abcdef", Type: "ACCUSE", Kind: "accusation", Actors: []string{"m1"}, Status: "denied", Quad: 3}
	return &Data{Version: "0.1.0", Countries: tables{}, CAMEO: tables{}, Documents: []entente.Brief{doc}, Text: func(string) string { return text }, Rows: []entente.Row{
		row(entente.Row{Event: visit}), row(entente.Row{Event: plan, Order: 1}), row(entente.Row{Event: denied, Order: 2}),
		row(entente.Row{Statement: &entente.Statement{ID: "s:1", Speaker: "m0", Mode: "direct", About: []string{"KAZ"}, Stance: []entente.Stance{{Toward: "KAZ", Value: "support"}}}}),
		row(entente.Row{Figure: &entente.Figure{ID: "f:1", Op: "=", Value: "31000000000", Unit: "USD", Measure: "trade", Form: "level", Parties: []string{"CHN", "KAZ"}, Modality: "actual",
			Period: &entente.Date{EDTF: "2022", Start: "2022-01-01", End: "2022-12-31", Precision: "year"}}}),
		row(entente.Row{Tie: &entente.Tie{ID: "t:1", Kind: "partnership", Parties: []string{"CHN", "KAZ"}, Name: "=permanent comprehensive strategic partnership", Status: "in-force"}}),
	}}
}

func day1(d string) *entente.Date {
	return &entente.Date{EDTF: d, Start: d, End: d, Precision: "day", Basis: "text"}
}

func write(t *testing.T, name string, d *Data) []byte {
	t.Helper()
	f, err := Find(name)
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if err := f.Write(&a, d); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := f.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	if name != "xlsx" && !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("%s: two runs give different bytes", name)
	}
	return a.Bytes()
}

// TestColumns counts the columns that scripts of the field read by number.
func TestColumns(t *testing.T) {
	for _, c := range []struct {
		name                   string
		columns, lines, header int
		first                  map[int]string
	}{
		{"gdelt", 61, 1, 0, map[int]string{1: "20220914", 5: "CHNGOV", 15: "KAZ", 26: "042", 27: "042", 28: "04", 29: "1", 30: "1.9", 53: "KZ", 60: "https://a.example/1?x=1&y=2"}},
		{"polecat", 40, 3, 1, map[int]string{1: "2022-09-14", 2: "CONSULT", 3: "visit", 4: "4.0", 9: "710", 16: "Kazakhstan", 30: "1526273", 22: "None"}},
		{"icews", 20, 2, 1, map[int]string{1: "2022-09-14", 4: "China", 5: "Make a visit", 6: "042", 10: "Kazakhstan"}},
	} {
		lines := strings.Split(strings.TrimRight(string(write(t, c.name, sample())), "\n"), "\n")
		if len(lines) != c.lines {
			t.Errorf("%s: %d lines, want %d", c.name, len(lines), c.lines)
		}
		for i, l := range lines {
			if n := len(strings.Split(l, "\t")); n != c.columns {
				t.Errorf("%s: line %d has %d columns, want %d", c.name, i, n, c.columns)
			}
		}
		cells := strings.Split(lines[c.header], "\t")
		for k, want := range c.first {
			if cells[k] != want {
				t.Errorf("%s: column %d is %q, want %q", c.name, k+1, cells[k], want)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	for _, name := range []string{"csl", "geojson", "annotations"} {
		var v any
		if err := json.Unmarshal(write(t, name, sample()), &v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, want := range map[string]int{"plover": 2, "ftm": 5} {
		s, n := bufio.NewScanner(bytes.NewReader(write(t, name, sample()))), 0
		for s.Scan() {
			var v map[string]any
			if err := json.Unmarshal(s.Bytes(), &v); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			n++
		}
		if n != want {
			t.Errorf("%s: %d lines, want %d", name, n, want)
		}
	}
	var fc struct {
		Features []struct {
			Geometry struct{ Coordinates []float64 }
		}
	}
	json.Unmarshal(write(t, "geojson", sample()), &fc)
	if len(fc.Features) != 1 || fc.Features[0].Geometry.Coordinates[0] != 71.4491 {
		t.Errorf("geojson: got %+v, want one feature with the longitude first", fc)
	}
}

func TestAnnotationsPointToThePassage(t *testing.T) {
	d := sample()
	var page struct {
		Items []struct {
			Target struct {
				Selector []struct {
					Exact, Prefix string
					Start, End    int
				}
			}
		}
	}
	if err := json.Unmarshal(write(t, "annotations", d), &page); err != nil {
		t.Fatal(err)
	}
	text := []rune(d.Text(""))
	for _, it := range page.Items {
		q, p := it.Target.Selector[0], it.Target.Selector[1]
		if got := string(text[p.Start:p.End]); got != q.Exact || !utf8.ValidString(q.Prefix) || !strings.HasSuffix(string(text[:p.Start]), q.Prefix) {
			t.Errorf("position gives %q, quote %q with prefix %q", got, q.Exact, q.Prefix)
		}
	}
	if len(page.Items) != len(d.Rows) {
		t.Errorf("%d annotations, want %d", len(page.Items), len(d.Rows))
	}
}

func TestXML(t *testing.T) {
	for _, name := range []string{"gexf", "graphml", "atom"} {
		dec := xml.NewDecoder(bytes.NewReader(write(t, name, sample())))
		for {
			_, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
		}
	}
	if g := string(write(t, "gexf", sample())); !strings.Contains(g, `source="CHN" target="KAZ"`) || !strings.Contains(g, `<spell start="2022-09-14" end="2022-09-14"/>`) {
		t.Errorf("gexf lacks the edge or its day: %s", g)
	}
}

func TestCalendarHoldsPlansOnly(t *testing.T) {
	got := string(write(t, "ical", sample()))
	if strings.Count(got, "BEGIN:VEVENT") != 1 || !strings.Contains(got, "DTSTART;VALUE=DATE:20230501\r\nDTEND;VALUE=DATE:20230601\r\n") {
		t.Errorf("got %s", got)
	}
	for _, l := range strings.Split(got, "\r\n") {
		if len(l) > 75 {
			t.Errorf("a line of %d bytes, want at most 75: %s", len(l), l)
		}
	}
}

func TestTables(t *testing.T) {
	for _, name := range Tables() {
		rows, err := csv.NewReader(bytes.NewReader(write(t, name+"-csv", sample()))).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		n := 0
		for _, c := range Codebook() {
			if c.Table == name {
				n++
				if c.About == "" {
					t.Errorf("the codebook says nothing of %s.%s", name, c.Name)
				}
			}
		}
		if len(rows[0]) != n {
			t.Errorf("%s: %d columns, the codebook has %d", name, len(rows[0]), n)
		}
		b := write(t, name+"-parquet", sample())
		f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := f.NumRows(), int64(len(rows)-1); got != want {
			t.Errorf("%s: Parquet holds %d rows, CSV %d", name, got, want)
		}
	}
}

func TestWorkbook(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(write(t, "xlsx", sample())))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(f.GetSheetList(), " "); got != "events statements figures ties codebook" {
		t.Errorf("sheets %s", got)
	}
	rows, err := f.GetRows("ties")
	if err != nil || len(rows) != 2 || rows[1][4] != "=permanent comprehensive strategic partnership" {
		t.Errorf("ties %v, error %v", rows, err)
	}
	if formula, _ := f.GetCellFormula("ties", "E2"); formula != "" {
		t.Errorf("text became the formula %q", formula)
	}
}

func TestSources(t *testing.T) {
	if got := string(write(t, "ris", sample())); !strings.HasPrefix(got, "TY  - NEWS\r\n") || !strings.Contains(got, "DA  - 2022/09/15\r\n") || !strings.HasSuffix(got, "ER  - \r\n\r\n") {
		t.Errorf("RIS: %s", got)
	}
	if got := string(write(t, "bibtex", sample())); !strings.Contains(got, `title = {A visit \& its "results"}`) || strings.Count(got, "{") != strings.Count(got, "}") {
		t.Errorf("BibTeX: %s", got)
	}
}

func TestPanelAndSDMX(t *testing.T) {
	panel, err := csv.NewReader(bytes.NewReader(write(t, "panel", sample()))).ReadAll()
	if err != nil || len(panel) != 2 || strings.Join(panel[1], ",") != "CHN,710,KAZ,705,2022-09,1,1,0,0,0,0,4.00" {
		t.Errorf("panel %v, error %v", panel, err)
	}
	sdmx, err := csv.NewReader(bytes.NewReader(write(t, "sdmx", sample()))).ReadAll()
	if err != nil || len(sdmx) != 2 || sdmx[1][7] != "31000000000" || sdmx[1][6] != "2022" {
		t.Errorf("SDMX %v, error %v", sdmx, err)
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := Find("docx2"); !errors.Is(err, entente.ErrNotFound) || !strings.Contains(err.Error(), "geojson") {
		t.Errorf("got %v, want an error that lists the formats", err)
	}
}

func TestNothingToExport(t *testing.T) {
	for _, f := range Formats() {
		var b bytes.Buffer
		if err := f.Write(&b, &Data{}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestFIPSTable(t *testing.T) {
	last := ""
	for line := range strings.Lines(fipsTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c, f, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || len(c) != 3 || len(f) != 2 || c <= last {
			t.Errorf("row %q: want two codes, sorted", line)
		}
		last = c
	}
	if fips("KAZ") != "KZ" || fips("CHE") != "SZ" || fips("XXX") != "" {
		t.Error("look-ups give other codes")
	}
}
