package dossier

import "testing"

func TestVague(t *testing.T) {
	for _, c := range [][3]string{{"10000000000", "100000000000", "tens of bn"}, {"12", "120", "dozens of"}, {"1000", "10000", "thousands of"}, {"100000", "1000000", "hundreds of thousand"},
		{"10", "100", "tens of"}, {"1000000", "10000000", "millions of"}, {"10", "20", ""}, {"20", "200", ""}, {"1", "10", ""}, {"1.5", "1.50", ""}} {
		if got := vague(c[0], c[1]); got != c[2] {
			t.Errorf("%s to %s: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
