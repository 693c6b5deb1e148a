package layout

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"entente"
	"entente/internal/dossier"
)

// much is more than two pages hold: many documents, happenings in all kinds of words, agreements, figures and long statements. Without
// b it is of one actor with several.
func much(b string) dossier.Input {
	in := dossier.Input{A: "ARN", B: b, Name: func(code string) string {
		return cmp.Or(map[string]string{"ARN": "Arnor", "GON": "Gondor", "ROH": "Rohan"}[code], code)
	}}
	kinds := []string{"state-visit", "meeting", "sanctions", "attack", "document-signing", "economic-aid", "joint-statement", "armed-conflict", "negotiation", "summit"}
	for i := range 160 {
		day := fmt.Sprintf("%d-%02d-%02d", 1960+i/3, 1+i%12, 1+i%28)
		news(&in, fmt.Sprint(i), kinds[i%len(kinds)], day, []string{"", "m1", "m2"}[i%3], 1+i%4)
	}
	long := strings.Repeat("They will go on with what was agreed, and hope that the other side does so too. ", 4)
	for i := range 60 {
		told := fmt.Sprintf("%d-05-%02d", 1990+i/2, 1+i%28)
		doc := entente.Brief{ID: fmt.Sprintf("d:%016d", i), Source: "a.txt", Title: fmt.Sprintf("The ministers of the two countries speak to the press, for the %d. time", i), Publisher: "The Example of the Capital", Published: &entente.Date{EDTF: told, Start: told, End: told}}
		parties := map[string]*entente.Party{"m0": {Code: "person:elda", Of: "ARN", Name: "Elda the Elder", Kind: "person", Role: "foreign minister"}, "m1": {Code: "person:borun", Of: "GON", Name: "Borun", Kind: "person", Role: "president"}}
		who, about := "m0", "GON"
		if i%2 == 1 {
			who, about = "m1", "ARN"
		}
		year := fmt.Sprint(1990 + i/2)
		period := &entente.Date{EDTF: year, Start: year + "-01-01", End: year + "-12-31", Precision: "year"}
		in.Rows = append(in.Rows,
			entente.Row{Document: doc, Parties: parties, Quote: long, Statement: &entente.Statement{ID: fmt.Sprintf("s:%016d", i), Speaker: who, Mode: "direct", About: []string{about}, Role: parties[who].Role}},
			entente.Row{Document: doc, Parties: parties, Quote: long, Figure: &entente.Figure{ID: fmt.Sprintf("f:%016d", i), Measure: "trade", Form: "level", Op: ">", Value: fmt.Sprint(1000000000 + 77000000*i), Unit: "USD",
				Parties: []string{"ARN", "GON"}, Period: period, Modality: "actual", AssertedBy: who}},
			entente.Row{Document: doc, Quote: long, Tie: &entente.Tie{ID: fmt.Sprintf("t:%016d", i), Kind: "agreement", Name: fmt.Sprintf("Agreement on the %d. bridge across the great river of the border", i), Parties: []string{"ARN", "GON"}, Status: "signed"}},
			entente.Row{Document: doc, Quote: long, Tie: &entente.Tie{ID: fmt.Sprintf("m:%016d", i), Kind: "membership", Role: "member", Parties: []string{"ARN", fmt.Sprintf("org:council-%d", i)}}})
	}
	return in
}

// news adds a row with its happening: somebody of Arnor does something to Gondor, told on its day.
func news(in *dossier.Input, id, kind, day, speaker string, quad int) {
	date := &entente.Date{EDTF: day, Start: day, End: day, Precision: "day", Basis: "text"}
	parties := map[string]*entente.Party{"m0": {Code: "ARN", Name: "Arnor", Kind: "state"}, "m1": {Code: "GON", Name: "Gondor", Kind: "state"}, "m2": {Code: "ROH", Name: "Rohan", Kind: "state"}}
	doc := entente.Brief{ID: "d:" + day, Source: day + ".txt", Title: "News of " + day, Published: date}
	in.Rows = append(in.Rows, entente.Row{Document: doc, Parties: parties, Quote: fmt.Sprintf("Of %s: %s.", kind, id), Event: &entente.Event{ID: "e:" + id, Kind: kind, Type: "CONSULT", Status: "happened",
		Actors: []string{"m0"}, Recipients: []string{"m1"}, Date: date, Quad: quad, AssertedBy: speaker}})
	in.Corpus.Happenings = append(in.Corpus.Happenings, entente.Happening{ID: "h:" + id, Kind: kind, Type: "CONSULT", Status: "happened", Actors: []string{"ARN"}, Recipients: []string{"GON"},
		Events: []string{"e:" + id}, Stories: []string{"s:" + id}, Date: date, Quad: quad})
}

// TestTwoPages counts the pages of a dossier on two and of one on one, each with far more than two pages hold, in every form.
func TestTwoPages(t *testing.T) {
	for _, b := range []string{"GON", ""} {
		d := dossier.Build(much(b))
		if d.Sections[len(d.Sections)-1].More == 0 {
			t.Errorf("on %q: nothing was left out, so that this tries nothing", b)
		}
		for form, write := range map[string]func(io.Writer, *dossier.Dossier) error{"pdf": PDF, "docx": DOCX, "html": HTML} {
			t.Run(d.Title+"/"+form, func(t *testing.T) {
				var out bytes.Buffer
				if err := write(&out, &d); err != nil {
					t.Fatal(err)
				}
				if n := pages(t, form, out.Bytes()); n != 2 {
					t.Errorf("%d pages, want 2 (%d notes, %d sources)", n, len(d.Notes), len(d.Sources))
				}
			})
		}
	}
}

// pages counts the pages that a form prints on.
func pages(t *testing.T, form string, b []byte) int {
	t.Helper()
	if form == "pdf" {
		r, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		return r.NumPage()
	}
	if testing.Short() {
		t.Skip("programs that print take seconds to start")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "a."+form)
	if err := os.WriteFile(in, b, 0o600); err != nil {
		t.Fatal(err)
	}
	program, args := "soffice", []string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, in}
	if form == "html" {
		program, args = "chromium", []string{"--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=" + dir + "/profile", "--print-to-pdf=" + dir + "/a.pdf", "file://" + filepath.ToSlash(in)}
	}
	for _, p := range []string{program, "pdfinfo"} {
		if _, err := exec.LookPath(p); err != nil {
			t.Skipf("%s is not on this machine, so that the pages of %s are not counted", p, form)
		}
	}
	says, err := exec.Command(program, args...).CombinedOutput()
	if _, none := os.Stat(dir + "/a.pdf"); none != nil {
		if form == "docx" && strings.Contains(string(says), "could not be loaded") {
			t.Skip("LibreOffice is here without Writer, so that the pages of docx are not counted")
		}
		t.Fatalf("%s: %v: %s", program, err, says)
	}
	info, err := exec.Command("pdfinfo", dir+"/a.pdf").Output()
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`Pages:\s+(\d+)`).FindSubmatch(info)
	if m == nil {
		t.Fatalf("pdfinfo says %s", info)
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
