package pipeline

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente"
	"entente/internal/spent"
)

// BenchmarkAnalyze measures raw text to records on one goroutine over speeches of 75 years and news: sentences a second of processor
// time (what else runs on the machine counts for nothing), the share of each step in percent, and the most memory held.
func BenchmarkAnalyze(b *testing.B) {
	gold := os.Getenv("ENTENTE_GOLD")
	if gold == "" {
		b.Skip("needs the gold folder in $ENTENTE_GOLD")
	}
	p, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	docs := append(sample(b, filepath.Join(gold, "unga/unga-1946-2020.jsonl.gz"), 100, 4000), sample(b, filepath.Join(gold, "meantime/meantime-dev.jsonl.gz"), 1, 100000)...)
	share := make([]time.Duration, len(p.steps))
	sentences, begin := 0, spent.Time()
	for b.Loop() {
		for _, d := range docs {
			a := &entente.Analysis{Document: d}
			for i, s := range p.steps {
				from := spent.Time()
				s.run(a)
				share[i] += spent.Time() - from
			}
			if _, err := entente.Encode(a); err != nil {
				b.Fatal(err)
			}
			sentences += len(a.Sentences)
		}
	}
	all := spent.Time() - begin
	b.ReportMetric(float64(sentences)/all.Seconds(), "sentences/cpu-s")
	for i, s := range p.steps {
		b.ReportMetric(100*share[i].Seconds()/all.Seconds(), s.name+"-%")
	}
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(use.Maxrss)/1024, "peak-MB")
}

// sample reads every n-th document of a file of JSON Lines, up to so many bytes of each.
func sample(b *testing.B, path string, n, limit int) []entente.Document {
	f, err := os.Open(path) //nolint:gosec // a folder that the caller names
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	var out []entente.Document
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for i := 0; lines.Scan(); i++ {
		if i%n != 0 {
			continue
		}
		var d struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			b.Fatal(err)
		}
		text := strings.ToValidUTF8(d.Text[:min(limit, len(d.Text))], "")
		out = append(out, entente.Document{ID: "d:" + d.ID, Language: "en", Genre: "news", Text: text, Parts: []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(text)}}}})
	}
	if err := lines.Err(); err != nil {
		b.Fatal(err)
	}
	return out
}
