package gazetteer

import (
	"strings"
	"testing"
)

// TestCoverage reports which states are thin, and fails where what is known of heads since 1945 falls under a floor.
func TestCoverage(t *testing.T) {
	g := load(t)
	var years, ruled int
	var thin []string
	for _, c := range g.Coverage(2025) {
		years, ruled = years+c.Years, ruled+c.Ruled
		if c.Thin != "" {
			thin = append(thin, c.State+" "+c.Thin)
		}
	}
	t.Logf("years of states with a head of state or government: %d of %d; without: %s", ruled, years, strings.Join(thin, "; "))
	if ruled*100 < years*93 {
		t.Errorf("heads are known in %d of %d years of states, want 93%%", ruled, years)
	}
}
