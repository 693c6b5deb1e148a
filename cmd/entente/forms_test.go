package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/ledongthuc/pdf"

	"entente/internal/dossier"
)

// inEveryForm writes a dossier in its four forms and follows every number in the text of each to the note of that number there, which
// must quote the passage that the note was made of, and name its row.
func inEveryForm(t *testing.T, d *dossier.Dossier) {
	t.Helper()
	for form, read := range map[string]func(*testing.T, []byte) (map[int]string, map[int]bool){"md": notesOfMarkdown, "html": notesOfHTML, "docx": notesOfDOCX, "pdf": notesOfPDF} {
		var out bytes.Buffer
		if err := dossierForms[form](&out, d); err != nil {
			t.Fatal(err)
		}
		notes, cited := read(t, out.Bytes())
		if len(notes) != len(d.Notes) {
			t.Errorf("%s: %d notes, want %d", form, len(notes), len(d.Notes))
		}
		for i, n := range d.Notes {
			quote := letters(n.Quote)
			if quote = quote[:min(len(quote), 30)]; !strings.Contains(letters(notes[i+1]), quote) {
				t.Errorf("%s: note %d says %q, want the passage %q", form, i+1, notes[i+1], n.Quote)
			}
			if row := letters(n.Row[:10]); !strings.Contains(letters(notes[i+1]), row) {
				t.Errorf("%s: note %d does not name its row %s: %q", form, i+1, n.Row, notes[i+1])
			}
			if !cited[i+1] {
				t.Errorf("%s: nothing leads to note %d", form, i+1)
			}
		}
		if form == "pdf" {
			if got, want := linksOfPDF(t, out.Bytes()), references(d); got != want {
				t.Errorf("pdf: %d links from the text to notes, want %d", got, want)
			}
		}
		for n := range cited {
			if notes[n] == "" {
				t.Errorf("%s: the number %d leads nowhere", form, n)
			}
		}
	}
}

// references are the numbers of notes in the text.
func references(d *dossier.Dossier) (n int) {
	for _, s := range d.Sections {
		for _, l := range s.Lines {
			n += len(l.Notes)
		}
	}
	return n
}

// letters are the letters and digits of a text, which no form writes otherwise.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func numbered(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func notesOfMarkdown(t *testing.T, b []byte) (notes map[int]string, cited map[int]bool) {
	notes, cited = map[int]string{}, map[int]bool{}
	for l := range strings.SplitSeq(string(b), "\n") {
		if m := regexp.MustCompile(`^\[\^(\d+)\]: (.*)$`).FindStringSubmatch(l); m != nil {
			notes[numbered(t, m[1])] = strings.NewReplacer("&lt;", "<", `\`, "").Replace(m[2])
			continue
		}
		for _, m := range regexp.MustCompile(`\[\^(\d+)\]`).FindAllStringSubmatch(l, -1) {
			cited[numbered(t, m[1])] = true
		}
	}
	return notes, cited
}

func notesOfHTML(t *testing.T, b []byte) (notes map[int]string, cited map[int]bool) {
	notes, cited = map[int]string{}, map[int]bool{}
	for _, m := range regexp.MustCompile(`(?s)<li id="n(\d+)" title="([^"]*)">(.*?)</li>`).FindAllStringSubmatch(string(b), -1) {
		notes[numbered(t, m[1])] = html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[3], " "))
	}
	for _, m := range regexp.MustCompile(`<a href="#n(\d+)">(\d+)</a>`).FindAllStringSubmatch(string(b), -1) {
		if m[1] != m[2] {
			t.Errorf("html: the number %s leads to note %s", m[2], m[1])
		}
		cited[numbered(t, m[1])] = true
	}
	return notes, cited
}

func notesOfDOCX(t *testing.T, b []byte) (notes map[int]string, cited map[int]bool) {
	notes, cited = map[int]string{}, map[int]bool{}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	type element struct {
		ID    string   `xml:"id,attr"`
		Texts []string `xml:"p>r>t"`
	}
	var feet struct {
		Footnotes []element `xml:"footnote"`
	}
	part := func(name string) []byte {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		content, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	if err := xml.Unmarshal(part("word/footnotes.xml"), &feet); err != nil {
		t.Fatal(err)
	}
	for _, f := range feet.Footnotes {
		if n := numbered(t, f.ID); n > 0 { // the others are the lines between text and notes
			notes[n] = strings.Join(f.Texts, "")
		}
	}
	for _, m := range regexp.MustCompile(`<w:footnoteReference w:id="(\d+)"/>`).FindAllSubmatch(part("word/document.xml"), -1) {
		cited[numbered(t, string(m[1]))] = true
	}
	return notes, cited
}

// notesOfPDF reads the notes as they stand one after the other below their heading.
func notesOfPDF(t *testing.T, b []byte) (notes map[int]string, cited map[int]bool) {
	notes, cited = map[int]string{}, map[int]bool{}
	r, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := r.GetPlainText()
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(text)
	if err != nil {
		t.Fatal(err)
	}
	_, feet, found := strings.Cut(string(all), "NOTES")
	if !found {
		t.Fatal("pdf: there are no notes")
	}
	for n := 1; ; n++ {
		_, rest, ok := strings.Cut(feet, fmt.Sprintf("\n\n%d  ", n))
		if !ok {
			break
		}
		notes[n], _, _ = strings.Cut(rest, fmt.Sprintf("\n\n%d  ", n+1))
		feet = "\n\n" + rest
		cited[n] = true // the reader does not say where a link leads; linksOfPDF counts them
	}
	return notes, cited
}

// linksOfPDF counts the links to places on the pages.
func linksOfPDF(t *testing.T, b []byte) (n int) {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.NumPage() {
		links := r.Page(i + 1).V.Key("Annots")
		for k := range links.Len() {
			if links.Index(k).Key("Dest").Len() > 0 {
				n++
			}
		}
	}
	return n
}
