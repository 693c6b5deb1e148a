package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestRecordsSurviveARebuild codes the example texts, and those of $ENTENTE_GOLD where they are, with two builds of the program, one
// of which the compiler did not inline in, on one worker and on eight: the same bytes come out.
func TestRecordsSurviveARebuild(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program twice")
	}
	dir := t.TempDir()
	builds := map[string][]string{"a": nil, "b": {"-gcflags=entente/...=-l"}}
	for name, flags := range builds {
		c := exec.Command("go", append(append([]string{"build"}, flags...), "-o", filepath.Join(dir, name), ".")...)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("build %s: %v\n%s", name, err, out)
		}
	}
	texts := []string{"../../examples/silk-road"}
	if gold := os.Getenv("ENTENTE_GOLD"); gold != "" {
		for _, folder := range []string{"news-dev", filepath.Join("..", "texts")} {
			if _, err := os.Stat(filepath.Join(gold, folder)); err == nil {
				texts = append(texts, filepath.Join(gold, folder))
			}
		}
	}
	coded := func(build, workers string) []byte {
		c := exec.Command(filepath.Join(dir, build), append([]string{"code", "--workers", workers}, texts...)...)
		var out, errs bytes.Buffer
		c.Stdout, c.Stderr = &out, &errs
		if err := c.Run(); err != nil {
			t.Fatalf("code with build %s on %s workers: %v\n%s", build, workers, err, errs.Bytes())
		}
		return out.Bytes()
	}
	want := coded("a", "1")
	t.Logf("%d documents of %q", bytes.Count(want, []byte("\n")), texts)
	if bytes.Count(want, []byte("\n")) < 10 {
		t.Fatal("too few records")
	}
	for _, x := range [][2]string{{"a", "8"}, {"b", "1"}, {"b", "8"}} {
		if !bytes.Equal(coded(x[0], x[1]), want) {
			t.Errorf("build %s gives other records on %s workers than build a on one", x[0], x[1])
		}
	}
}
