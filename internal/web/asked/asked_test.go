package asked_test

import (
	"net/url"
	"slices"
	"testing"

	"entente/internal/web/asked"
)

// TestQuestion reads what addresses ask.
func TestQuestion(t *testing.T) {
	u, err := url.Parse("/explore?dyad=KAZ,CHN&sort=event,,tie&sort=+figure+&order=newest&limit=7&limit=8&q=+gas+")
	if err != nil {
		t.Fatal(err)
	}
	q := asked.Question(u.Query())
	if !slices.Equal(q.Dyad, []string{"KAZ", "CHN"}) || !slices.Equal(q.Sorts, []string{"event", "tie", "figure"}) || !q.Newest || q.Limit != 7 || q.Words != "gas" {
		t.Errorf("got %+v", q)
	}
	if got, want := asked.With(u, "cursor", "x y"), "/explore?cursor=x+y&dyad=KAZ%2CCHN&limit=7&limit=8&order=newest&q=+gas+&sort=event%2C%2Ctie&sort=+figure+"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := asked.With(u, "cursor", ""); got != "" {
		t.Errorf("no value: got %s, want no address", got)
	}
	if got := asked.Query(url.Values{"a": {""}, "b": {"1"}}); got != "?b=1" {
		t.Errorf("got %q, want ?b=1", got)
	}
}
