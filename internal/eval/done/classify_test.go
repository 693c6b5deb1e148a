package done

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"entente"
)

func TestMacro(t *testing.T) {
	for _, x := range []struct {
		gold, got []string
		want      float64
	}{
		{[]string{"A", "A", "B"}, []string{"A", "A", "B"}, 1},
		{[]string{"A", "A", "B"}, []string{"A", "A", "A"}, 0.4},
		{[]string{"A", "B"}, []string{"", "C"}, 0},
	} {
		if got := macro(x.gold, x.got); math.Abs(got-x.want) > 1e-9 {
			t.Errorf("macro(%v, %v) = %v, want %v", x.gold, x.got, got, x.want)
		}
	}
}

func TestFolds(t *testing.T) {
	rows := []Relation{{Text: "a"}, {Text: "b"}, {Text: "a"}, {Text: "c"}, {Text: "d"}, {Text: "b"}}
	f := Folds(rows, 5)
	if f[0] != f[2] || f[1] != f[5] {
		t.Errorf("rows of one sentence lie in different folds: %v", f)
	}
	seen := map[int]bool{}
	for _, k := range f {
		seen[k] = true
	}
	if len(seen) < 4 {
		t.Errorf("four sentences lie in %d folds: %v", len(seen), f)
	}
}

func TestRelations(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.jsonl")
	if err := os.WriteFile(path, []byte(`{"id":"1","text":"São Tomé met Cabo Verde.","source":[0,8],"target":[13,23],"type":"CONSULT","quad":1}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	rows, err := Relations(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := rows[0].Source.In(rows[0].Text) + "|" + rows[0].Target.In(rows[0].Text); got != "São Tomé|Cabo Verde" {
		t.Errorf("spans hold %s", got)
	}
	if _, err := Relations(path + "x"); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("a missing file gives %v, want %v", err, entente.ErrNotFound)
	}
}
