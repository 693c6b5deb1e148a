package events_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"entente/internal/ontology"
)

// coded reads type and mode of an event in a case.
var codedAs = regexp.MustCompile(`\b([A-Z]{3,})(?:/([a-z-]+))? [a-z]`)

// TestCasesCover holds that every type and mode of PLOVER stands in three cases at least, known misses left out.
func TestCasesCover(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	types, modes, none := map[string]int{}, map[[2]string]int{}, 0
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		proven, _, _ := strings.Cut(string(b), "\n== known misses")
		for _, line := range strings.Split(proven, "\n") {
			_, want, ok := strings.Cut(line, " => ")
			if ok && want == "none" {
				none++
			}
			seenType, seenMode := map[string]bool{}, map[[2]string]bool{}
			for _, m := range codedAs.FindAllStringSubmatch(want, -1) {
				seenType[m[1]], seenMode[[2]string{m[1], m[2]}] = true, true
			}
			for k := range seenType {
				types[k]++
			}
			for k := range seenMode {
				modes[k]++
			}
		}
	}
	for _, typ := range o.Types {
		if types[typ.Name] < 3 {
			t.Errorf("%s stands in %d cases, want 3", typ.Name, types[typ.Name])
		}
	}
	for _, m := range o.Modes {
		if n := modes[[2]string{m.Type, m.Name}]; n < 3 {
			t.Errorf("%s/%s stands in %d cases, want 3", m.Type, m.Name, n)
		}
	}
	if none < 30 {
		t.Errorf("%d cases have no event, want 30", none)
	}
}
