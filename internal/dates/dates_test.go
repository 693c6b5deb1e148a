package dates

import (
	"os"
	"strings"
	"testing"

	"entente"
	"entente/internal/dates/expressions"
)

// analysis is a sentence with its day of publication, "-" for none, "2014-09" for a month.
func analysis(published, text string) *entente.Analysis {
	a := &entente.Analysis{Document: entente.Document{Text: text}}
	at := 0
	for _, s := range strings.SplitAfter(text, ".  ") {
		a.Sentences = append(a.Sentences, entente.Sentence{Span: entente.Span{Start: at, End: at + len(s)}})
		at += len(s)
	}
	switch len(published) {
	case 10:
		a.Document.Published = &entente.Date{EDTF: published, Start: published, End: published, Precision: "day"}
	case 7:
		a.Document.Published = &entente.Date{EDTF: published, Start: published + "-01", End: published + "-30", Precision: "month"}
	}
	return a
}

func show(a *entente.Analysis, found []entente.Date) string {
	var out []string
	for _, d := range found {
		v := d.EDTF
		switch {
		case d.Use == "name":
			v = "name"
		case d.Use != "date", strings.HasSuffix(d.Value, "_REF"):
			v = d.Value
		case d.Time != "":
			v += "T" + d.Time
		}
		out = append(out, d.Span.In(a.Document.Text)+": "+v)
	}
	return strings.Join(out, "; ")
}

func TestCases(t *testing.T) {
	b, err := os.ReadFile("testdata/dates.txt")
	if err != nil {
		t.Fatal(err)
	}
	f := New()
	misses := false
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "#") || line == "" {
			misses = misses || line == "# known misses"
			continue
		}
		left, want, ok := strings.Cut(line, " =>")
		published, text, ok2 := strings.Cut(left, " | ")
		if !ok || !ok2 {
			t.Fatalf("not a case: %q", line)
		}
		want = strings.TrimSpace(want)
		a := analysis(published, text)
		got := show(a, f.Find(a))
		switch {
		case !misses && got != want:
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		case misses && got == want:
			t.Errorf("%s: no longer a miss; move it up", text)
		case misses:
			t.Logf("known miss: %s\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestNames holds that every row of names.tsv says on which side of the name the year stands.
func TestNames(t *testing.T) {
	for _, r := range expressions.Rows(nameTable) {
		if !strings.Contains(" before after both never ", " "+r[1]+" ") {
			t.Errorf("names.tsv: %s: side %s", r[0], r[1])
		}
	}
}

// FuzzFind holds that spans lie in the text in their order, and that days run forward, whatever the text.
func FuzzFind(f *testing.F) {
	f.Add("2014-09-20", "On Friday, 6-8 May 1998 and in the early 1990s, two years later, 12:00 UTC.")
	f.Add("-", "29 February 2013; 31/31/2000; the 99th century; year 0; 9999 BC")
	finder := New()
	f.Fuzz(func(t *testing.T, published, text string) {
		a := analysis(published, text)
		at := -1
		for _, d := range finder.Find(a) {
			if d.Span == nil || d.Span.Start < at || d.Span.Empty() || d.Span.End > len(text) {
				t.Fatalf("%q: span %v after %d", text, d.Span, at)
			}
			at = d.Span.Start
			if d.Use != "date" && d.Use != "name" {
				continue
			}
			if d.EDTF != "" && d.Start != "" && d.End != "" && d.Start[0] != '-' && d.End[0] != '-' && (len(d.Start) != 10 || len(d.End) != 10 || d.End < d.Start) {
				t.Fatalf("%q: %s from %s to %s", text, d.EDTF, d.Start, d.End)
			}
		}
	})
}

func TestConcurrent(t *testing.T) {
	f := New()
	a := analysis("2014-09-20", "From May to July 2012, and two years later, on Friday.")
	want := show(a, f.Find(a))
	done := make(chan string)
	for range 8 {
		go func() { done <- show(a, f.Find(a)) }()
	}
	for range 8 {
		if got := <-done; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("The ministers of the two countries met in Lima on Friday and agreed to raise trade to 40 billion dollars by 2015, two years after the pact of 6 May 2011 had been signed by both sides in the presence of the press. ", 100)
	a := &entente.Analysis{Document: entente.Document{Text: text, Published: &entente.Date{Start: "2014-09-20", End: "2014-09-20"}}}
	n := len(text) / 100
	for i := range 100 {
		a.Sentences = append(a.Sentences, entente.Sentence{Span: entente.Span{Start: i * n, End: (i+1)*n - 1}})
	}
	f := New()
	for b.Loop() {
		f.Find(a)
	}
	b.ReportMetric(float64(100*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
