package imports

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente"
)

// atlas knows the states of the tests.
type atlas struct{}

func (atlas) State(name string) string {
	return map[string]string{"ARN": "ARN", "Arnor": "ARN", "GON": "GON", "Gondor": "GON", "RHN": "RHN", "Rohan": "RHN", "ROU": "ROU"}[name]
}

// line fills the columns of a format; what is not given is left as empty as the format leaves it.
func line(f Format, cells map[string]string) string {
	out := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		if out[i] = cells[c]; out[i] == "" && f.Name == "polecat" {
			out[i] = "None"
		}
	}
	return strings.Join(out, "\t")
}

func find(t *testing.T, name string) Format {
	t.Helper()
	f, err := Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func read(t *testing.T, f Format, file string) (rows []Row, count Count, broken map[int]string) {
	t.Helper()
	broken = map[int]string{}
	count, err := Read(strings.NewReader(file), "f", f, atlas{}, func(r Row) error { rows = append(rows, r); return nil }, func(n int, why string) { broken[n] = why })
	if err != nil {
		t.Fatal(err)
	}
	return rows, count, broken
}

func gdelt(id, day, from, to, code, quad string) map[string]string {
	return map[string]string{"GLOBALEVENTID": id, "SQLDATE": day, "Actor1CountryCode": from, "Actor2CountryCode": to, "EventCode": code, "EventRootCode": code[:2], "QuadClass": quad, "SOURCEURL": "https://a.example/1"}
}

func TestColumnsAreThoseOfTheDocumentation(t *testing.T) {
	for name, want := range map[string]int{"gdelt": 61, "polecat": 40, "icews": 20} {
		f := find(t, name)
		if len(f.Columns) != want || len(index(f.Columns)) != want {
			t.Errorf("%s: %d columns, %d of them different; want %d", name, len(f.Columns), len(index(f.Columns)), want)
		}
	}
	if _, err := Find("cow"); !errors.Is(err, entente.ErrNotFound) || !strings.Contains(err.Error(), "gdelt, icews, polecat") {
		t.Errorf("got %v, want an error that lists the formats", err)
	}
}

func TestEachFormatGivesTheSameRow(t *testing.T) {
	g, i, p := find(t, "gdelt"), find(t, "icews"), find(t, "polecat")
	for _, c := range []struct {
		format Format
		file   string
		class  string
		code   string
	}{
		{g, line(g, gdelt("7", "20220914", "ARN", "GON", "042", "1")), "04", "042"},
		{i, strings.Join(i.Columns, "\t") + "\r\n" + line(i, map[string]string{"Event ID": "7", "Event Date": "2022-09-14", "Source Country": "Arnor", "Target Country": "Gondor", "CAMEO Code": "42"}), "04", "042"},
		{p, "\uFEFF" + strings.Join(p.Columns, "\t") + "\n" + line(p, map[string]string{"Event ID": "7", "Event Date": "2022-09-14", "Actor Country": "Arnor", "Recipient Country": "Gondor", "Event Type": "CONSULT", "Event Mode": "visit",
			"Quad Code": "VERBAL COOPERATION"}), "CONSULT", "visit"},
	} {
		rows, _, broken := read(t, c.format, c.file)
		if len(rows) != 1 || len(broken) != 0 {
			t.Errorf("%s: %d rows, broken %v; want one row", c.format.Name, len(rows), broken)
			continue
		}
		r := rows[0]
		if r.ID != "7" || r.Day != "2022-09-14" || !slices.Equal(r.From, []string{"ARN"}) || !slices.Equal(r.To, []string{"GON"}) || r.Class != c.class || r.Code != c.code || r.Quad != 1 {
			t.Errorf("%s: got %+v", c.format.Name, r)
		}
	}
}

func TestBrokenLinesAreNamedAndSkipped(t *testing.T) {
	f := find(t, "gdelt")
	good := line(f, gdelt("1", "20220914", "ARN", "GON", "042", "1"))
	file := strings.Join([]string{good, "half a line\tof three\tcells", line(f, gdelt("2", "20221301", "ARN", "GON", "042", "1")), line(f, gdelt("3", "20220914", "ARN", "GON", "9X9", "1")),
		line(f, gdelt("4", "20220914", "ARN", "GON", "042", "7")), strings.Repeat("x", longest+1), "", line(f, gdelt("5", "20220914", "ARN", "", "042", "1")),
		line(f, gdelt("6", "20220914", "GON", "GON", "190", "4")), strings.Join(make([]string, 58), "\t"), good}, "\n")
	rows, count, broken := read(t, f, file)
	if len(rows) != 2 || rows[0].Line != 1 || rows[1].Line != 11 {
		t.Errorf("got %+v, want the rows of lines 1 and 11", rows)
	}
	if want := (Count{Lines: 10, Broken: 6, Stateless: 1, Domestic: 1}); count != want {
		t.Errorf("got %+v, want %+v", count, want)
	}
	for n, says := range map[int]string{2: "3 columns, want 61", 3: "SQLDATE", 4: "EventCode", 5: "QuadClass", 6: "longer than", 10: "GDELT 1"} {
		if !strings.Contains(broken[n], says) {
			t.Errorf("line %d: %q, want %q in it", n, broken[n], says)
		}
	}
}

func TestAHeaderOfAnotherFormatIsRefused(t *testing.T) {
	f := find(t, "icews")
	_, err := Read(strings.NewReader("a\tb\n1\t2\n"), "f", f, atlas{}, func(Row) error { return nil }, func(int, string) {})
	if !errors.Is(err, entente.ErrInvalid) || !strings.Contains(err.Error(), `"Event ID"`) {
		t.Errorf("got %v, want an error that names the first missing column", err)
	}
	columns := slices.Concat([]string{"More"}, f.Columns)
	slices.Reverse(columns)
	cells := map[string]string{"Event ID": "1", "Event Date": "2022-09-14", "Source Country": `"Arnor"`, "Target Country": "Gondor", "CAMEO Code": "190"}
	var moved []string
	for _, c := range columns {
		moved = append(moved, cells[c])
	}
	if rows, _, broken := read(t, f, strings.Join(columns, "\t")+"\n"+strings.Join(moved, "\t")); len(rows) != 1 || rows[0].Quad != 4 {
		t.Errorf("columns in another order: got %+v, broken %v", rows, broken)
	}
}

func TestCodesKeepTheirZero(t *testing.T) {
	for in, want := range map[string]string{"042": "04 042", "42": "04 042", "20": "02 020", "311": "03 0311", "1311": "13 1311", "0311": "03 0311", "200": "20 200", "1": "", "000": "", "": "", "11111": "", "04a": ""} {
		root, code, err := cameo(in)
		if got := strings.TrimSpace(root + " " + code); got != want || (err == nil) != (want != "") {
			t.Errorf("%q gives %q and %v, want %q", in, got, err, want)
		}
	}
	if s := states(atlas{}, "ROM; Arnor;;Arnor; Mordor"); !slices.Equal(s, []string{"ROU", "ARN"}) {
		t.Errorf("states %v", s)
	}
}

func TestPackedFiles(t *testing.T) {
	dir := t.TempDir()
	var gz, z bytes.Buffer
	w := gzip.NewWriter(&gz)
	io.WriteString(w, "one")
	w.Close()
	archive := zip.NewWriter(&z)
	for _, name := range []string{"b.csv", "folder/c.csv", "__MACOSX/junk"} {
		e, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(e, name)
	}
	archive.Close()
	for name, data := range map[string][]byte{"plain.csv": []byte("plain"), "packed": gz.Bytes(), "two.zip": z.Bytes(), "empty": nil, ".hidden": []byte("no")} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	err := Open(dir, func(name string, r io.Reader) error {
		b, err := io.ReadAll(r)
		got = append(got, strings.TrimPrefix(name, dir+string(filepath.Separator))+"="+string(b))
		return err
	})
	if want := []string{"empty=", "packed=one", "plain.csv=plain", "two.zip!b.csv=b.csv", "two.zip!folder/c.csv=folder/c.csv"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	short := filepath.Join(dir, "short.gz")
	if err := os.WriteFile(short, gz.Bytes()[:gz.Len()-6], 0o600); err != nil {
		t.Fatal(err)
	}
	err = Open(short, func(_ string, r io.Reader) error {
		_, err := Read(r, short, find(t, "gdelt"), atlas{}, func(Row) error { return nil }, func(int, string) {})
		return err
	})
	if !errors.Is(err, entente.ErrInvalid) || !strings.Contains(err.Error(), "short.gz") {
		t.Errorf("half a file: got %v, want an error that names it", err)
	}
	if err := Open(dir+"/none", nil); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func act(id, day, from, to, class string, quad int) Act {
	a := Act{ID: id, Day: day, Start: day, End: day, From: []string{from}, Class: class, Quad: quad, Kind: "k"}
	if to == "" {
		a.From = strings.Fields(from)
	} else {
		a.To = []string{to}
	}
	return a
}

func TestComparison(t *testing.T) {
	acts := []Act{act("h:1", "2022-09-14", "ARN", "GON", "04", 1), act("h:2", "2022-10-20", "ARN GON", "", "05", 1), act("h:3", "2022-09-15", "ARN", "RHN", "19", 4), act("h:4", "2001-01-01", "ARN", "GON", "04", 1)}
	row := func(day, from, to, class string, quad int) Row {
		return Row{Day: day, From: []string{from}, To: []string{to}, Class: class, Quad: quad}
	}
	c := NewComparison(acts, Options{Pair: [2]string{"GON", "ARN"}, Days: 3})
	for i, x := range []struct {
		row   Row
		alone int
	}{{row("2022-09-12", "GON", "ARN", "04", 1), 0}, {row("2022-09-17", "ARN", "GON", "05", 1), 0}, {row("2022-09-18", "ARN", "GON", "04", 1), 1}, {row("2022-09-14", "ARN", "RHN", "19", 4), 0},
		{Row{Day: "2022-10-31", From: []string{"ARN", "GON"}, Class: "19", Quad: 4}, 1}} {
		if got := c.Add(x.row); len(got) != x.alone {
			t.Errorf("row %d: alone for %v, want %d pairs", i, got, x.alone)
		}
	}
	r := c.Report()
	if r.First != "2022-09-12" || r.Last != "2022-10-31" || r.Elsewhere != 1 || r.Theirs != 4 || r.TheirsMet != 1 || r.TheyNear != 1 || r.Ours != 2 || r.OursMet != 1 {
		t.Errorf("got %+v", r)
	}
	if len(r.OnlyOurs) != 1 || r.OnlyOurs[0].ID != "h:2" {
		t.Errorf("alone of ours: %+v, want h:2; h:4 lies before their first day", r.OnlyOurs)
	}
	if len(r.Cells) != 2 || r.Cells[0].Month != "2022-09" || r.Cells[0].Ours != 1 || r.Cells[0].Theirs != 3 || r.Cells[1].TheirQuad[4] != 1 {
		t.Errorf("months %+v", r.Cells)
	}
	directed := NewComparison(acts, Options{Directed: true, Days: 3})
	if alone := directed.Add(row("2022-10-20", "GON", "ARN", "05", 1)); len(alone) != 0 {
		t.Errorf("what both do to each other stands in both directions; alone for %v", alone)
	}
	if directed.Add(row("2022-09-14", "GON", "ARN", "04", 1)); directed.Report().TheirsMet != 1 {
		t.Errorf("a row in the other direction meets: %+v", directed.Report())
	}
}

// TestOursAreTheSameWhateverTheirsAre holds that no row of theirs changes a count of ours.
func TestOursAreTheSameWhateverTheirsAre(t *testing.T) {
	acts := []Act{act("h:1", "2022-09-14", "ARN", "GON", "04", 1), act("h:2", "2022-09-15", "ARN", "GON", "05", 1)}
	for n := range 4 {
		c := NewComparison(acts, Options{Days: 1})
		c.Add(Row{Day: "2022-09-01", From: []string{"ARN"}, To: []string{"GON"}, Class: "04", Quad: 1})
		for range n * 10 {
			c.Add(Row{Day: "2022-09-30", From: []string{"ARN"}, To: []string{"GON"}, Class: "04", Quad: 1})
		}
		if r := c.Report(); n > 0 && r.Ours != 2 || r.Theirs != 1+n*10 {
			t.Errorf("%d rows of theirs: %d of ours, %d of theirs", 1+n*10, r.Ours, r.Theirs)
		}
	}
}

func TestSpearman(t *testing.T) {
	cells := func(pairs ...[2]int) (out []Cell) {
		for _, p := range pairs {
			out = append(out, Cell{Ours: p[0], Theirs: p[1]})
		}
		return out
	}
	// ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6·4 / (5·24) = 0.8
	if r, ok := spearman(cells([2]int{1, 2}, [2]int{2, 1}, [2]int{3, 9}, [2]int{4, 7}, [2]int{5, 99})); !ok || math.Abs(r-0.8) > 1e-12 {
		t.Errorf("got %v, %v; want 0.8", r, ok)
	}
	if _, ok := spearman(cells([2]int{1, 2}, [2]int{2, 1})); ok {
		t.Error("two months give a correlation")
	}
	if _, ok := spearman(cells([2]int{1, 2}, [2]int{1, 1}, [2]int{1, 5}, [2]int{1, 4}, [2]int{1, 3})); ok {
		t.Error("a side that never changes gives a correlation")
	}
}

// FuzzRead holds that every line is counted once and that a row which is given on is whole.
func FuzzRead(f *testing.F) {
	for _, x := range Formats() {
		cells := map[string]string{"GLOBALEVENTID": "1", "Event ID": "1", "SQLDATE": "20220914", "Event Date": "2022-09-14", "Event Type": "CONSULT", "CAMEO Code": "042", "EventCode": "042", "QuadClass": "1", "Quad Code": "1",
			"Actor1CountryCode": "ARN", "Actor2CountryCode": "GON", "Source Country": "Arnor", "Target Country": "Gondor", "Actor Country": "ARN", "Recipient Country": "GON"}
		file := line(x, cells)
		if x.header {
			file = strings.Join(x.Columns, "\t") + "\n" + file
		}
		f.Add(file)
	}
	f.Add("\x00\n\n\t\r\n")
	f.Fuzz(func(t *testing.T, file string) {
		for _, x := range Formats() {
			rows := 0
			n, err := Read(strings.NewReader(file), "f", x, atlas{}, func(r Row) error {
				rows++
				if r.ID == "" || len(r.Day) != 10 || r.Class == "" || r.Quad < 1 || r.Quad > 4 || len(r.From) == 0 {
					return fmt.Errorf("half a row: %+v", r)
				}
				return nil
			}, func(int, string) {})
			if err != nil && !errors.Is(err, entente.ErrInvalid) {
				t.Fatal(err)
			}
			if n.Lines != n.Broken+n.Stateless+n.Domestic+rows {
				t.Errorf("%s: %+v and %d rows", x.Name, n, rows)
			}
		}
	})
}
