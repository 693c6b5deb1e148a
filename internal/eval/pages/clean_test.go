package pages

import "testing"

func TestShingleMatch(t *testing.T) {
	for _, c := range []struct {
		truth, text string
		p, r        float64
	}{
		{"a b c d e", "a b c d e", 1, 1},
		{"a b c d e", "a b c d", 1, 0.5},
		{"a b c d", "x a b c d", 0.5, 1},
		{"a b c d", "e f g h", 0, 0},
		{"a b", "a b", 1, 1},
		{"", "", 1, 1},
	} {
		if p, r := shingleMatch(c.truth, c.text); p != c.p || r != c.r {
			t.Errorf("%q against %q: got %v %v, want %v %v", c.text, c.truth, p, r, c.p, c.r)
		}
	}
	if d := dice("Ferry runs again", "the ferry runs again"); d < 0.85 || d > 0.86 {
		t.Errorf("dice: %v, want 6/7", d)
	}
}
