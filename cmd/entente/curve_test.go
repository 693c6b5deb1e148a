//go:build unix

package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"entente"
	"entente/internal/corpus"
	"entente/internal/ontology"
	"entente/internal/pipeline"
	"entente/internal/sqlite"
)

// BenchmarkCurve reads 10², 10³ … made bulletins of about 90 words into a store on this machine and joins them, and prints what one
// document costs in processor time, and the exponent of the cost in the number of documents: 1 is flat. It goes up to 10⁴, or to the
// number in ENTENTE_CURVE (make curve: 10⁵); every tenth of the longest run is printed for itself.
func BenchmarkCurve(b *testing.B) {
	most := 10_000
	if n, err := strconv.Atoi(os.Getenv("ENTENTE_CURVE")); err == nil {
		most = n
	}
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		b.Fatal(err)
	}
	o, err := ontology.Load()
	if err != nil {
		b.Fatal(err)
	}
	kinds, err := corpus.KindsOf(o)
	if err != nil {
		b.Fatal(err)
	}
	var sizes, reading, joining []float64
	for n := 100; n <= most; n = next(n, most) {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for range b.N {
				read, join := curve(b, p, kinds, n)
				b.ReportMetric(read/float64(n)*1000, "read-cpu-ms/doc")
				b.ReportMetric(join/float64(n)*1000, "join-cpu-ms/doc")
				sizes, reading, joining = append(sizes, float64(n)), append(reading, read), append(joining, join)
			}
		})
	}
	if len(sizes) > 1 {
		fmt.Printf("ratio: cost in the number of documents up to %.0f, to the power of: reading %.2f, joining %.2f\n", sizes[len(sizes)-1], exponent(sizes, reading), exponent(sizes, joining))
	}
}

// next is the size after n: ten times as many, and the most at the end.
func next(n, most int) int {
	if n < most && 10*n > most {
		return most
	}
	return 10 * n
}

// curve gives the processor seconds of reading n documents into a store, and of taking them into its corpus rows.
func curve(b *testing.B, p *pipeline.Pipeline, kinds corpus.Kinds, n int) (read, join float64) {
	b.Helper()
	store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "curve.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	start, done := processor(b), 0
	last := start
	err = p.Run(b.Context(), bulletins(n), workers(), func(r pipeline.Result) error {
		if done++; done%max(n/10, 1) == 0 && n > 1000 {
			now := processor(b)
			fmt.Printf("%d of %d documents: %.2f ms each of the last tenth\n", done, n, (now-last)/float64(n/10)*1000)
			last = now
		}
		return store.Put(b.Context(), entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses})
	})
	if err != nil {
		b.Fatal(err)
	}
	read = processor(b) - start
	start = processor(b)
	if _, err := corpus.Of(b.Context(), store, kinds, entente.Filter{Limit: 1}); err != nil {
		b.Fatal(err)
	}
	return read, processor(b) - start
}

// bulletins are made texts, each another: visits, agreements and trade of states that take turns over thirty years.
func bulletins(n int) func(func(entente.Page, error) bool) {
	states := []string{"Kazakhstan", "Uzbekistan", "China", "Turkey", "Azerbaijan", "Mongolia", "Georgia", "Armenia", "Pakistan", "India", "Iran", "Tajikistan"}
	verbs := []string{"visited", "praised", "criticised"}
	return func(yield func(entente.Page, error) bool) {
		for i := range n {
			a, c := states[i%12], states[(i+1+i/12%11)%12]
			day := time.Date(1992, 1, 1+i*7919%11000, 0, 0, 0, 0, time.UTC)
			text := fmt.Sprintf("The president of %s %s %s on %s. The foreign minister of %s met the foreign minister of %s in talks on line %d of the railway. %s and %s signed an agreement on trade in %d. "+
				"Trade between %s and %s reached %d million dollars in %d. Wagon %d and wagon %d stood at the border for %d hours, and the station of district %d was closed. The president of %s will visit %s in the spring.",
				a, verbs[i%3], c, day.Format("2 January 2006"), a, c, i, a, c, day.Year()-1, a, c, 100+i%900, day.Year()-1, i, i+1, i%72, i, c, a)
			raw := fmt.Appendf(nil, `{"id":"%d","text":%q}`, i, text)
			if !yield(entente.Page{Source: fmt.Sprintf("made.jsonl#%d", i), Raw: raw, Text: text, Layer: "text", Input: entente.Input{ID: strconv.Itoa(i), Date: day.Format("2006-01-02")}}, nil) {
				return
			}
		}
	}
}

// processor is the processor time of this process so far, in seconds.
func processor(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// exponent is the slope of log y in log x, by least squares.
func exponent(x, y []float64) float64 {
	var sx, sy, sxx, sxy float64
	for i := range x {
		a, b := math.Log(x[i]), math.Log(y[i])
		sx, sy, sxx, sxy = sx+a, sy+b, sxx+a*a, sxy+a*b
	}
	n := float64(len(x))
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
