package who

import (
	"os"
	"runtime"
	"testing"

	"entente"
	"entente/internal/actors"
	"entente/internal/dates"
	"entente/internal/eval/score"
	"entente/internal/gazetteer"
	"entente/internal/places"
	"entente/internal/syntax"
)

// BenchmarkWho measures actors, places and dates together on given parses, in sentences a second, and the heap of the
// gazetteer.
func BenchmarkWho(b *testing.B) {
	gold := os.Getenv("ENTENTE_GOLD")
	if gold == "" {
		b.Skip("needs the gold folder in $ENTENTE_GOLD")
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	g, err := gazetteer.Load()
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	p, err := syntax.New()
	if err != nil {
		b.Fatal(err)
	}
	var texts []*entente.Analysis
	n := 0
	err = score.EachLine(gold, "entities/gum-dev.jsonl.gz", func(d linkedText) bool {
		a := &entente.Analysis{Document: entente.Document{Text: d.Text, Parts: parts(d.Text), Published: score.DayDate(d.Date)}}
		a.Sentences = p.Parse(d.Text, a.Document.Parts)
		n += len(a.Sentences)
		texts = append(texts, a)
		return true
	})
	if err != nil {
		b.Fatal(err)
	}
	r, f, when := actors.New(g), places.New(g), dates.New()
	b.ResetTimer()
	for b.Loop() {
		for _, t := range texts {
			a := *t
			a.Dates = when.Find(&a)
			a.Places = f.Find(&a)
			r.Resolve(&a)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "sentences/s")
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "gazetteer-MB")
	runtime.KeepAlive(g)
}
