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

// TestForeignMinisters holds that the foreign ministers of the larger states since 1990 are known but for a year.
func TestForeignMinisters(t *testing.T) {
	covers := map[string]Cover{}
	for _, c := range load(t).Coverage(2025) {
		covers[c.State] = c
	}
	for _, id := range strings.Fields("ARG AUS BRA CAN CHN DEU EGY FRA GBR IDN IND IRN IRQ ISR ITA JPN KOR MEX OMN PHL POL RUS SAU SGP SYR TUR UKR USA VNM ZAF") {
		if c := covers[id]; len(c.Unknown) > len("1990") {
			t.Errorf("%s: no foreign minister in %s", id, c.Unknown)
		}
	}
}
