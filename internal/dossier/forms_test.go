package dossier

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

func TestHTMLLeadsEveryNoteSomewhere(t *testing.T) {
	d := Build(sample())
	d.Bars = []Bar{{"2021", 1, 0}, {"2022", 3, 2}}
	var b bytes.Buffer
	if err := d.HTML(&b); err != nil {
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
	d := Build(sample())
	var b, again bytes.Buffer
	if err := d.DOCX(&b); err != nil {
		t.Fatal(err)
	}
	if err := d.DOCX(&again); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same dossier gives other bytes: %v", err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
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
