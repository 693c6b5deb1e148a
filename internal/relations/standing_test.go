package relations

import (
	"slices"
	"testing"

	"entente"
)

func tie(id, kind, name, published, from, status string, parties ...string) entente.Row {
	r := entente.Row{Document: entente.Brief{ID: "d:" + published}, Tie: &entente.Tie{ID: id, Kind: kind, Name: name, Status: status, Parties: parties}}
	if published != "" {
		r.Document.Published = &entente.Date{EDTF: published, Start: published, End: published}
	}
	if from != "" {
		r.Tie.From = &entente.Date{EDTF: from, Start: from, End: from}
	}
	return r
}

func TestStandings(t *testing.T) {
	rows := []entente.Row{
		tie("t:1", "partnership", "comprehensive strategic partnership", "2015-11-24", "2015-11-24", "in-force", "CHN", "KAZ"),
		tie("t:2", "partnership", "Comprehensive strategic partnership", "2013-09-10", "", "in-force", "KAZ", "CHN"),
		tie("t:3", "relations", "diplomatic relations", "2022-06-21", "1992-01-03", "in-force", "CHN", "KAZ"),
		tie("t:4", "relations", "", "2013-09-10", "", "in-force", "CHN", "KAZ"),
		tie("t:5", "relations", "good relations", "2013-09-10", "", "in-force", "CHN", "KAZ"),
		tie("t:6", "partnership", "reliable partner", "2013-09-10", "", "in-force", "CHN", "KAZ"),
		tie("t:7", "agreement", "border treaty", "2003-01-05", "2002-12-01", "signed", "CHN", "KAZ"),
		tie("t:8", "agreement", "border treaty", "2004-02-01", "", "ratified", "CHN", "KAZ"),
		tie("t:9", "agreement", "border treaty", "2005-02-01", "", "negotiated", "CHN", "KAZ"),
	}
	got := Standings(rows)
	if len(got) != 3 {
		t.Fatalf("got %d standings, want relations, a level and a treaty: %+v", len(got), got)
	}
	if r := got[0]; r.Kind != "relations" || r.From == nil || r.From.EDTF != "1992-01-03" || r.Documents != 2 {
		t.Errorf("relations: %+v", r)
	}
	if p := got[1]; p.From != nil || p.By != "2013-09-10" || len(p.Ties) != 2 {
		t.Errorf("a level that stood in 2013 cannot have begun in 2015: %+v", p)
	}
	if a := got[2]; a.Status != "ratified" || a.From == nil || !slices.Equal(a.Ties, []string{"t:7", "t:8", "t:9"}) {
		t.Errorf("treaty: %+v", a)
	}
	slices.Reverse(rows)
	again := Standings(rows)
	for i := range got {
		if got[i].Name != again[i].Name || !slices.Equal(got[i].Ties, again[i].Ties) || got[i].Status != again[i].Status {
			t.Errorf("the order of rows changes %+v to %+v", got[i], again[i])
		}
	}
}

func TestLevelsRise(t *testing.T) {
	ladder := []string{"good relations", "partnership", "strategic partnership", "comprehensive strategic partnership", "permanent comprehensive strategic partnership"}
	for i := 1; i < len(ladder); i++ {
		if Level(ladder[i-1]) >= Level(ladder[i]) {
			t.Errorf("%q is not below %q", ladder[i-1], ladder[i])
		}
	}
	if Level("eternal comprehensive strategic partnership") != Level("permanent comprehensive strategic partnership") {
		t.Error("eternal and permanent are the same")
	}
}

func TestAsTold(t *testing.T) {
	in := []Act{{ID: "h:1", Told: "1971-09-30"}, {ID: "h:2", Start: "1970-01-01", End: "1979-12-31", Told: "1971-09-30"}, {ID: "h:3", Start: "1969-05-04", End: "1969-05-04", Told: "1971-09-30"}, {ID: "h:4"}}
	got := AsTold(in)
	want := [][2]string{{"1971-09-30", "1971-09-30"}, {"1970-01-01", "1979-12-31"}, {"1969-05-04", "1969-05-04"}, {"", ""}}
	for i, x := range got {
		if x.Start != want[i][0] || x.End != want[i][1] {
			t.Errorf("%s stands on %s to %s, want %v", x.ID, x.Start, x.End, want[i])
		}
	}
	if in[0].Start != "" {
		t.Error("the acts themselves were changed")
	}
}
