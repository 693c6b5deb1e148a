package gazetteer

import "testing"

func TestNearest(t *testing.T) {
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ form, id string }{
		{"Kazakstan", "KAZ"}, {"Kazkahstan", "KAZ"}, {"Chinna", "CHN"}, {"Uzbekisten", "UZB"}, {"Germny", "DEU"}, {"Phillipines", "PHL"},
	} {
		got := g.Nearest(c.form, 3)
		if len(got) == 0 || got[0].ID != c.id {
			t.Errorf("nearest to %q: %v, want %s first", c.form, got, c.id)
		}
	}
	if got := g.Nearest("xqzwvvkj", 3); len(got) != 0 {
		t.Errorf("nearest to letters without sense: %v, want none", got)
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "ab", 1}, {"abc", "xyz", 3}, {"kazakstan", "kazakhstan", 1}, {"abcdefgh", "x", 5}} {
		if got := edits(c.a, c.b, 4); got != c.want {
			t.Errorf("edits(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
