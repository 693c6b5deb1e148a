package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestScriptsOfOtherLanguages exports the example and has the scripts for Python and R read it, where these are there.
func TestScriptsOfOtherLanguages(t *testing.T) {
	dir := t.TempDir()
	db, table := filepath.Join(dir, "a.db"), filepath.Join(dir, "events.csv")
	for _, args := range [][]string{{"read", "-q", "--db", db, "../../examples/silk-road"}, {"export", "events-csv", "--db", db, "--out", table}} {
		if code, _, stderr := call(t, "", args...); code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, stderr)
		}
	}
	for program, script := range map[string]string{"python3": "../../examples/python/dyad.py", "Rscript": "../../examples/r/dyad.R"} {
		t.Run(program, func(t *testing.T) {
			if _, err := exec.LookPath(program); err != nil {
				t.Skipf("%s is not on this machine, so that %s is not tried", program, script)
			}
			out, err := exec.Command(program, script, table, "KAZ", "CHN").CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if !strings.Contains(string(out), "1992") || !strings.Contains(string(out), "2022") {
				t.Errorf("the years 1992 and 2022 are missing:\n%s", out)
			}
			if out, err := exec.Command(program, script).CombinedOutput(); err == nil || !strings.Contains(string(out), "usage:") {
				t.Errorf("without arguments: %v, %s", err, out)
			}
		})
	}
}
