//go:build unix

package backfill

import (
	"path/filepath"
	"syscall"
	"testing"
)

// BenchmarkPrism reads and joins the same archive, two hundred speeches where they are, in one process and through Beam on Prism, and gives the ratio of their processor
// times: what Beam's coders, shuffles and the files between the steps cost.
func BenchmarkPrism(b *testing.B) {
	dir := b.TempDir()
	inputs, ok := speeches(b, dir, 100)
	if !ok {
		archive(b, dir, 200)
		inputs = []string{filepath.Join(dir, "pages.warc.gz"), filepath.Join(dir, "lines.jsonl")}
	}
	inProcess(b, inputs...) // the models are loaded
	for b.Loop() {
		start := processor(b)
		want := inProcess(b, inputs...)
		one := processor(b) - start
		start = processor(b)
		j := Job{Inputs: inputs, Out: b.TempDir(), Pages: 64, Workers: 2}
		r, err := j.Run(b.Context(), onPrism)
		if err != nil {
			b.Fatal(err)
		}
		beam := processor(b) - start
		same(b, want, written(b, j.Out, r))
		b.ReportMetric(one*1000/float64(len(want.Records)), "cpu-ms/doc-in-process")
		b.ReportMetric(beam*1000/float64(len(want.Records)), "cpu-ms/doc-on-prism")
		b.ReportMetric(beam/one, "prism/in-process")
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
