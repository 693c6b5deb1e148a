//go:build unix

package backfill

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
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
		fmt.Printf("ratio: Beam on Prism / in process %.2f (processor time, %d documents)\n", beam/one, len(want.Records))
	}
}

// BenchmarkFlink reads and joins an archive in one process with two workers, and on Flink with two task managers on the same cores
// (ENTENTE_CLUSTER=flink), and gives the ratio of the times. A small archive goes first, so that the cluster is warm; what is left
// of starting three jobs is in the figure.
func BenchmarkFlink(b *testing.B) {
	if os.Getenv("ENTENTE_CLUSTER") != "flink" {
		b.Skip("no cluster: ENTENTE_CLUSTER=flink")
	}
	dir := b.TempDir()
	inputs, ok := speeches(b, dir, 100)
	if !ok {
		archive(b, dir, 200)
		inputs = []string{filepath.Join(dir, "pages.warc.gz"), filepath.Join(dir, "lines.jsonl")}
	}
	inProcess(b, inputs...)
	bin := program(b)
	s := within(b, bin, inputs, outcome{})
	small := b.TempDir()
	archive(b, small, 4)
	run := func(inputs []string) (seconds float64) {
		start := time.Now()
		j := Job{Inputs: inputs, Out: b.TempDir(), Pages: 16, Parts: 4}
		if err := submit(b, bin, s.endpoint, s.flags, j).wait(30 * time.Minute); err != nil {
			b.Fatal(err)
		}
		return time.Since(start).Seconds()
	}
	fixed := run([]string{filepath.Join(small, "lines.jsonl")})
	for b.Loop() {
		start := time.Now()
		want := inProcess(b, inputs...)
		one := time.Since(start).Seconds()
		flink := run(inputs)
		b.ReportMetric(flink/one, "flink/in-process")
		fmt.Printf("ratio: Beam on Flink / in process %.2f (time on the same cores, %d documents; three jobs of 7 documents take %.1f s of %.1f)\n", flink/one, len(want.Records), fixed, flink)
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
