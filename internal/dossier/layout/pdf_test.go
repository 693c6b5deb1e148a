package layout

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"entente/internal/dossier"
)

func TestPDFHoldsEveryLineAndNote(t *testing.T) {
	d := example()
	var b, again bytes.Buffer
	if err := PDF(&b, d); err != nil {
		t.Fatal(err)
	}
	if err := PDF(&again, d); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same dossier gives other bytes: %v", err)
	}
	r, err := pdf.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
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
	squeeze := func(s string) string { // letters and digits, which the reader is sure to get
		return strings.Map(func(r rune) rune {
			if r > 'z' || r < '0' || r > '9' && r < 'A' {
				return -1
			}
			return r
		}, s)
	}
	page := squeeze(string(all))
	for _, s := range d.Sections {
		for _, l := range s.Lines {
			if words := squeeze(bare(l.Text)); !strings.Contains(page, words[:min(len(words), 20)]) {
				t.Errorf("the line %q is missing", l.Text)
			}
		}
	}
	for i, n := range d.Notes {
		if !strings.Contains(page, squeeze(fmt.Sprintf("%d  %s", i+1, shortNote(d, &n, quoted(d))))[:12]) {
			t.Errorf("note %d is missing", i+1)
		}
	}
}

func TestPDFShowsWhatItsFontsLack(t *testing.T) {
	d := &dossier.Dossier{Title: "中国 and Қазақстан", Sections: []dossier.Section{{Heading: "S", Lines: []dossier.Line{{Text: "a\u200Bb 😀"}}}}}
	var b bytes.Buffer
	if err := PDF(&b, d); err != nil {
		t.Fatal(err)
	}
}

func TestDOCXCarriesTheChart(t *testing.T) {
	d := example()
	for years := range 3 {
		d.Bars = example().Bars[:years]
		var b bytes.Buffer
		if err := DOCX(&b, d); err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		f, err := z.Open("word/media/chart.png")
		if years < 2 {
			if err == nil {
				t.Errorf("a chart of %d years", years)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := png.Decode(f); err != nil {
			t.Error(err)
		}
	}
}
