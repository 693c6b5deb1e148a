package layout

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"entente"
	"entente/internal/dossier"
)

// example is a dossier of two sections, whose notes quote what a form could take for its own marks.
func example() *dossier.Dossier {
	on := func(day string) *entente.Date { return &entente.Date{EDTF: day, Start: day, End: day} }
	first := entente.Brief{ID: "d:a", Source: "a.txt", Title: "News of 2022-09-05", Published: on("2022-09-05")}
	second := entente.Brief{ID: "d:b", Source: "b.txt", Title: "News of 2022-09-15", Published: on("2022-09-15")}
	return &dossier.Dossier{
		Title: "Arnor and Gondor", Subtitle: "2 documents published 2022-09-05 to 2022-09-15; state of 2022-09-15",
		Sections: []dossier.Section{
			{Heading: "In brief", Lines: []dossier.Line{{Label: "Level", Text: "strategic partnership (by 2022-09-15)", Notes: []int{0}}}},
			{Heading: "Ahead", Lead: "Planned, possible or promised; then what fell due.", More: 3, Lines: []dossier.Line{
				{Label: "2022-09-14", Text: "State visit by Elda (Arnor) to Gondor — took place (2022-09-14)", Notes: []int{2, 1}},
				{Label: "Elda (Arnor), 2022-09-14", Text: "\"We have much in common\"", Quote: true, Notes: []int{1}}}},
		},
		Notes: []dossier.Note{{Row: "t:1", Quote: "their strategic partnership", Source: second}, {Row: "e:2", Quote: "Queen Elda [of Arnor] *visited* Gondor.", Source: second},
			{Row: "e:1", Quote: "Queen Elda will visit Gondor.", Said: "Borun (Gondor)", Source: first}},
		Sources: []entente.Brief{first, second},
		Bars:    []dossier.Bar{{Year: "2021", Up: 1}, {Year: "2022", Up: 3, Down: 2}},
	}
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := Markdown(&b, example()); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"# Arnor and Gondor\n",
		"- **Level** strategic partnership (by 2022-09-15)[^1]\n",
		"- **2022-09-14** State visit by Elda (Arnor) to Gondor — took place (2022-09-14)[^3][^2]\n",
		"- **Elda (Arnor), 2022-09-14** “We have much in common”[^2]\n",
		"- … and 3 more\n",
		"[^2]: “Queen Elda \\[of Arnor\\] \\*visited\\* Gondor.” — “News of 2022-09-15”, 2022-09-15 (`e:2`)\n",
		"[^3]: “Queen Elda will visit Gondor.” — Borun (Gondor), in: “News of 2022-09-05”, 2022-09-05 (`e:1`)\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the dossier lacks %q:\n%s", want, got)
		}
	}
}

func TestHTMLLeadsEveryNoteSomewhere(t *testing.T) {
	d := example()
	var b bytes.Buffer
	if err := HTML(&b, d); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	links := regexp.MustCompile(`href="#(n\d+)"`).FindAllStringSubmatch(page, -1)
	if len(links) < len(d.Notes) {
		t.Errorf("%d links to %d notes", len(links), len(d.Notes))
	}
	for _, l := range links {
		if !strings.Contains(page, `id="`+l[1]+`"`) {
			t.Errorf("the link to %s leads nowhere", l[1])
		}
	}
	if strings.Contains(page, "<script") || regexp.MustCompile(`(src|href)="https?:`).MatchString(page) {
		t.Error("the page loads something from elsewhere")
	}
	if !strings.Contains(page, "<svg") || strings.Count(page, "<rect") != 3 {
		t.Error("the chart lacks its three bars")
	}
}

func TestDOCXHasRealFootnotes(t *testing.T) {
	d := example()
	var b, again bytes.Buffer
	if err := DOCX(&b, d); err != nil {
		t.Fatal(err)
	}
	if err := DOCX(&again, d); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same dossier gives other bytes: %v", err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, ".png") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
		for x := xml.NewDecoder(bytes.NewReader(content)); ; {
			if _, err := x.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	if got := strings.Count(parts["word/document.xml"], "<w:footnoteReference "); got != len(d.Notes) {
		t.Errorf("%d references to %d notes", got, len(d.Notes))
	}
	if got := strings.Count(parts["word/footnotes.xml"], "<w:footnoteRef/>"); got != len(d.Notes) {
		t.Errorf("%d footnotes, want %d", got, len(d.Notes))
	}
}
