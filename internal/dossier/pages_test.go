package dossier

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"entente"

	"github.com/ledongthuc/pdf"
)

// much is more than two pages hold: many documents, happenings in all kinds of words, agreements, figures and long statements. Without
// b it is of one actor with several.
func much(b string) Input {
	in := Input{A: "ARN", B: b, Name: names}
	kinds := []string{"state-visit", "meeting", "sanctions", "attack", "document-signing", "economic-aid", "joint-statement", "armed-conflict", "negotiation", "summit"}
	for i := range 160 {
		day := fmt.Sprintf("%d-%02d-%02d", 1960+i/3, 1+i%12, 1+i%28)
		in.news(fmt.Sprint(i), kinds[i%len(kinds)], day, day, []string{"", "m1", "m2"}[i%3], 1+i%4)
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

// TestTwoPages counts the pages of a dossier on two and of one on one, each with far more than two pages hold, in every form.
func TestTwoPages(t *testing.T) {
	for _, b := range []string{"GON", ""} {
		d := Build(much(b))
		if d.Sections[len(d.Sections)-1].More == 0 {
			t.Errorf("on %q: nothing was left out, so that this tries nothing", b)
		}
		for form, write := range map[string]func(io.Writer) error{"pdf": d.PDF, "docx": d.DOCX, "html": d.HTML} {
			t.Run(d.Title+"/"+form, func(t *testing.T) {
				var out bytes.Buffer
				if err := write(&out); err != nil {
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
