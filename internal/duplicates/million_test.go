package duplicates

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// BenchmarkMillion holds the signatures of a million documents and compares new ones with all of them: shingles, candidates, the
// exact measure against each candidate, and the new one added. It reports the rate and the memory of the signatures.
// Every tenth new document is a near-copy of one of the last thousand.
func BenchmarkMillion(b *testing.B) {
	const documents = 1_000_000
	before := heap()
	x, r := NewIndex(documents), rand.New(rand.NewPCG(1, 2))
	set := make(Set, sketchSize)
	for range documents - 1000 {
		for i := range set {
			set[i] = r.Uint32()>>4 + 1 // as small as the smallest hashes of a text are
		}
		slices.Sort(set)
		x.Add(set)
	}
	text := strings.Repeat(report, 4) // 500 words
	words := strings.Fields(text)
	fresh := func() string {
		for i := range words {
			words[i] = fmt.Sprintf("w%x", r.Uint32()>>12)
		}
		return strings.Join(words, " ")
	}
	var texts []string
	sets := map[int]Set{}
	for range 1000 {
		texts = append(texts, fresh())
		s := Shingles(texts[len(texts)-1])
		sets[x.Add(s)] = s
	}
	b.ReportAllocs()
	found, n := 0, 0
	for b.Loop() {
		t := texts[n%len(texts)]
		if n++; n%10 == 0 {
			t = strings.Replace(t, " ", " of the ", 3)
		} else {
			b.StopTimer()
			t = fresh()
			b.StartTimer()
		}
		s := Shingles(t)
		for _, c := range x.Candidates(s) {
			if o, ok := sets[c]; ok && Compare(s, o).Kind() != Other {
				found++
			}
		}
		x.Add(s)
	}
	if n >= 1000 && found < n/11 {
		b.Errorf("%d near-copies found among %d documents, want a tenth", found, n)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "documents/s")
	b.ReportMetric(float64(heap()-before)/(1<<20), "MB")
	runtime.KeepAlive(x)
}

// heap is the memory in use, in bytes.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
