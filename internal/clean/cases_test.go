package clean

import (
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"entente"
	"entente/internal/clean/explain"
	"entente/internal/clean/strand"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the results of the cases into their files")

func cleaner(t testing.TB) *Cleaner {
	t.Helper()
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCases holds what becomes of the page in each file of testdata/cases against what stands below it.
func TestCases(t *testing.T) {
	c := cleaner(t)
	files, err := filepath.Glob("testdata/cases/*.case")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".case"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := ar.Files[0]
			page := entente.Page{Source: in.Name, Raw: in.Data}
			docs, failures := c.Clean(page)
			for i := range docs {
				check(t, &docs[i])
			}
			if len(docs) > 0 && !strings.Contains(docs[0].Decoded, "</") {
				checkCover(t, docs)
			}
			got := render(docs, failures)
			want := ""
			if len(ar.Files) > 1 {
				want = string(ar.Files[1].Data)
			}
			if *update {
				ar.Files = []txtar.File{in, {Name: "want", Data: []byte(got)}}
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func render(docs []entente.Document, failures []entente.Failure) string {
	var b strings.Builder
	for i := range docs {
		d := &docs[i]
		b.WriteString(explain.Head(d))
		for _, p := range d.Parts {
			label := ""
			if p.Label != "" {
				label = " [" + p.Label + "]"
			}
			fmt.Fprintf(&b, "%s%s: %s\n", p.Kind, label, strings.ReplaceAll(p.Span.In(d.Text), "\n", " / "))
		}
		for _, x := range d.Dropped {
			fmt.Fprintf(&b, "- %s: %s\n", x.Reason, explain.OneLine(x.Span.In(d.Decoded), 120))
		}
	}
	for _, f := range failures {
		fmt.Fprintf(&b, "failure %s: %s\n", f.Kind, f.Error)
	}
	return b.String()
}

// check holds the promises of every document: spans lie in their texts, parts cover the text in order, and a run of equal
// length carries equal characters.
func check(t testing.TB, d *entente.Document) {
	t.Helper()
	a := entente.Analysis{Document: *d}
	if err := a.CheckSpans(); err != nil {
		t.Errorf("%s: %v", d.Source, err)
	}
	at := 0
	for i, p := range d.Parts {
		if i > 0 && d.Text[at:p.Start] != "\n\n" || i == 0 && p.Start != 0 {
			t.Errorf("%s: part %d begins at %d, the one before ends at %d", d.Source, i, p.Start, at)
		}
		at = p.End
		if p.Label != "" && !sameLabel(p.Label, p.LabelSource.In(d.Decoded)) {
			t.Errorf("%s: label %q, its source reads %q", d.Source, p.Label, p.LabelSource.In(d.Decoded))
		}
	}
	if at != len(d.Text) {
		t.Errorf("%s: parts end at %d, the text at %d", d.Source, at, len(d.Text))
	}
	for _, r := range d.Map {
		text, source := d.Text[r.Text:r.Text+r.Len], d.Decoded[r.Source:r.Source+r.SourceLength]
		if len([]rune(text)) == len([]rune(source)) && text != source {
			t.Errorf("%s: a run of %d characters reads %q, its source %q", d.Source, len([]rune(text)), text, source)
		}
	}
	for i := 1; i < len(d.Dropped); i++ {
		if d.Dropped[i].Start < d.Dropped[i-1].End {
			t.Errorf("%s: drops %d and %d overlap", d.Source, i-1, i)
		}
	}
}

// sameLabel reports whether a label is what its source reads: the same characters from the first to the last, but for
// spaces, which repairs put in and take out between two of them. Where the source is a page of HTML, tags may stand between.
func sameLabel(label, source string) bool {
	source = tag.ReplaceAllString(source, "")
	solid := func(s string) string { return strings.ReplaceAll(strand.Tidy(strand.At(s, 0)).S, " ", "") }
	bare := strings.TrimSpace(source) == source && strings.TrimSpace(label) == label
	return bare && solid(html.UnescapeString(source)) == solid(label)
}

var tag = regexp.MustCompile(`<[^>]*>`)

// checkCover holds that nothing of a text without markup goes unaccounted: every letter and digit of the source is carried
// over or lies in what was dropped with a reason. Latin letters with diacritics may be parts of a space that was decoded with
// the wrong encoding, and go as it does.
func checkCover(t testing.TB, docs []entente.Document) {
	t.Helper()
	if len(docs) != 1 {
		return // each of several documents of a file has its stretch of it alone
	}
	d := &docs[0]
	seen := make([]bool, len(d.Decoded))
	mark := func(from, to int) {
		for i := from; i < to; i++ {
			seen[i] = true
		}
	}
	for _, r := range d.Map {
		mark(r.Source, r.Source+r.SourceLength)
	}
	for _, x := range d.Dropped {
		mark(x.Start, x.End)
	}
	for i, r := range d.Decoded {
		if !seen[i] && (r < 0x80 || r > 0x2FF) && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			t.Errorf("%s: %q at %d is neither in the text nor dropped: %q", d.Source, r, i, d.Decoded[max(0, i-20):min(len(d.Decoded), i+20)])
			return
		}
	}
}
