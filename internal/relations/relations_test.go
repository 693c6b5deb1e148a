package relations

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var acts = []Act{
	{ID: "1", Start: "2022-09-14", End: "2022-09-14", Type: "CONSULT", Kind: "state-visit", Quad: 1, Score: 4, Actors: []string{"CHN"}, Recipients: []string{"KAZ"}, Status: "happened", Stories: []string{"a", "b"}},
	{ID: "2", Start: "2022-09-01", End: "2022-09-30", Type: "SUPPORT", Kind: "treaty-signing", Quad: 1, Score: 5, Actors: []string{"CHN", "KAZ"}, Status: "happened", Stories: []string{"b"}},
	{ID: "3", Start: "2022-10-03", End: "2022-10-03", Type: "ACCUSE", Kind: "criticism", Quad: 3, Score: -3, Actors: []string{"KAZ"}, Recipients: []string{"RUS"}, Status: "happened", Stories: []string{"c"}},
	{ID: "4", Start: "2023-01-01", End: "2023-12-31", Type: "AGREE", Kind: "visit", Quad: 1, Score: 2.5, Actors: []string{"KAZ"}, Recipients: []string{"CHN"}, Status: "planned", Stories: []string{"a"}},
	{ID: "5", Start: "2022-08-28", End: "2022-09-02", Type: "CONSULT", Kind: "visit", Quad: 1, Score: 4, Actors: []string{"KAZ"}, Recipients: []string{"RUS"}, Status: "happened", Stories: []string{"d"}},
	{ID: "6", Type: "CONSULT", Kind: "visit", Quad: 1, Score: 4, Actors: []string{"KAZ"}, Recipients: []string{"CHN"}, Status: "happened", Stories: []string{"d"}},
}

func TestSeries(t *testing.T) {
	got, coarse, err := Series(acts, "KAZ", "CHN", Month)
	if err != nil {
		t.Fatal(err)
	}
	if coarse != 2 { // the year 2023 and the undated one
		t.Errorf("%d acts too coarse, want 2", coarse)
	}
	if len(got) != 1 {
		t.Fatalf("%d months, want 1: %+v", len(got), got)
	}
	c := got[0]
	if c.Period != "2022-09" || c.Events != 2 || c.Score != 9 || c.Mean != 4.5 || c.BToA != 1 || c.Mutual != 1 || c.Quad[1] != 2 || !cmp.Equal(c.ByType, map[string]int{"CONSULT": 1, "SUPPORT": 1}) {
		t.Errorf("got %+v", c)
	}
	years, _, err := Series(acts, "KAZ", "CHN", Year)
	if err != nil {
		t.Fatal(err)
	}
	if len(years) != 2 || years[1].Planned != 1 || years[1].Events != 0 {
		t.Errorf("got %+v, want two years, the second with one plan", years)
	}
	if _, _, err := Series(acts, "KAZ", "CHN", "fortnight"); err == nil {
		t.Error("a period that does not exist was taken")
	}
}

func TestTwoWhoCondemnAThirdDoNotActOnEachOther(t *testing.T) {
	joint := []Act{{ID: "1", Start: "2022-09-14", End: "2022-09-14", Type: "ACCUSE", Kind: "condemnation", Quad: 3, Actors: []string{"CHN", "KAZ"}, Status: "happened"},
		{ID: "2", Start: "1969-03-02", End: "1969-03-02", Type: "ASSAULT", Kind: "armed-conflict", Quad: 4, Actors: []string{"CHN", "SUHH"}, Status: "happened"}}
	if got, _, err := Series(joint, "KAZ", "CHN", Year); err != nil || len(got) != 0 {
		t.Errorf("got %+v, %v; want no act between them", got, err)
	}
	if got, _, err := Series(joint, "SUHH", "CHN", Year); err != nil || len(got) != 1 || got[0].Mutual != 1 {
		t.Errorf("got %+v, %v; want the fighting as mutual", got, err)
	}
}

func TestBalance(t *testing.T) {
	got, err := Balances(acts, "KAZ", Year, func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Undated != 1 {
		t.Fatalf("got %+v, want the year 2022 and one undated act", got)
	}
	b := got[0]
	china, russia := b.Partners[0], b.Partners[1]
	// visits are shared evenly, the only agreement is with China: (1/2 + 1) / 2
	if china.Code != "CHN" || math.Abs(china.Weight-0.75) > 1e-12 || math.Abs(russia.Weight-0.25) > 1e-12 {
		t.Errorf("weights %v and %v, want 0.75 and 0.25", china.Weight, russia.Weight)
	}
	if russia.Counts[Critical] != 1 || russia.Shares[Critical] != 1 {
		t.Errorf("criticism of Russia is not counted: %+v", russia)
	}
	if math.Abs(b.HHI-0.625) > 1e-12 || math.Abs(b.Effective-1.6) > 1e-12 {
		t.Errorf("HHI %v, effective %v; want 0.625 and 1.6", b.HHI, b.Effective)
	}
	if !(china.Low <= china.Weight && china.Weight <= china.High) {
		t.Errorf("band %v–%v does not hold %v", china.Low, china.High, china.Weight)
	}
}

func TestOrganisationsAreWeighedApart(t *testing.T) {
	mixed := []Act{{ID: "1", Start: "2022-09-14", End: "2022-09-14", Type: "CONSULT", Kind: "meeting", Actors: []string{"KAZ"}, Recipients: []string{"CHN", "org:SCO"}, Status: "happened"},
		{ID: "2", Start: "2022-09-15", End: "2022-09-15", Type: "CONSULT", Kind: "meeting", Actors: []string{"KAZ"}, Recipients: []string{"org:SCO", "group:carriers"}, Status: "happened"}}
	for among, want := range map[string]string{States: "CHN", Organisations: "org:SCO", Everybody: "org:SCO CHN"} {
		keep, ok := Partners(among)
		if !ok {
			t.Fatalf("%s is none", among)
		}
		b, err := Balances(mixed, "KAZ", Year, keep)
		if err != nil || len(b) != 1 {
			t.Fatalf("%s: %v, %v; want one year", among, b, err)
		}
		var got []string
		for _, p := range b[0].Partners {
			got = append(got, p.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: partners %v, want %s", among, got, want)
		}
	}
	if _, ok := Partners("firms"); ok {
		t.Error("a word that is none was taken")
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	back := slices.Clone(acts)
	slices.Reverse(back)
	all := func(string) bool { return true }
	a, errA := Balances(acts, "KAZ", Quarter, all)
	b, errB := Balances(back, "KAZ", Quarter, all)
	if errA != nil || errB != nil || !cmp.Equal(a, b) {
		t.Errorf("another order gives another balance: %s", cmp.Diff(a, b))
	}
}
