package dossier

import "testing"

// TestClimb puts accounts of one level together: the earliest stands, a day before the month that holds it.
func TestClimb(t *testing.T) {
	dated := func(label, at string) rung { return rung{key: "level", at: at, line: Line{Label: label}} }
	told := rung{key: "level", at: "2019-09-20", told: true, line: Line{Label: "by 2019-09-20"}}
	for _, x := range []struct {
		in   []rung
		want string
	}{
		{[]rung{dated("2019-09", "2019-09-01"), dated("2019-09-11", "2019-09-11")}, "2019-09-11"},
		{[]rung{dated("2019-09-11", "2019-09-11"), dated("2019-09", "2019-09-01")}, "2019-09-11"},
		{[]rung{dated("2019-09-11", "2019-09-11"), dated("2018", "2018-01-01")}, "2018"},
		{[]rung{told, dated("2019-09-11", "2019-09-11")}, "2019-09-11"},
	} {
		var rungs []rung
		for _, n := range x.in {
			rungs = climb(rungs, n)
		}
		if len(rungs) != 1 || rungs[0].line.Label != x.want {
			t.Errorf("%v: %v, want %s", x.in, rungs, x.want)
		}
	}
}
