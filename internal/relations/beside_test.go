package relations

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente"
)

func TestBeside(t *testing.T) {
	when := func(s string) *entente.Date { return &entente.Date{EDTF: s, Start: s, End: s} }
	year := func(s string) *entente.Date { return &entente.Date{EDTF: s, Start: s + "-01-01", End: s + "-12-31"} }
	member := func(id, who, org, from, status string) entente.Row {
		x := &entente.Tie{ID: id, Kind: "membership", Parties: []string{who, org}, Role: "member", Name: org, Status: status}
		if from != "" {
			x.From = when(from)
		}
		return entente.Row{Document: entente.Brief{ID: "d:" + id, Published: when("2015-05-05")}, Tie: x}
	}
	trade := func(id, told, op, value, modality string, parties ...string) entente.Row {
		return entente.Row{Document: entente.Brief{ID: "d:" + id, Published: when(told)},
			Figure: &entente.Figure{ID: id, Op: op, Value: value, Form: "level", Unit: "USD", Measure: "trade", Parties: parties, Period: year("2021"), Modality: modality}}
	}
	s, err := Around([]entente.Row{
		member("t:1", "KAZ", "org:SCO", "2001-06-15", "in-force"), member("t:2", "CHN", "org:SCO", "2001-06-15", "in-force"),
		member("t:3", "KAZ", "org:WTO", "2015-11-30", "in-force"), member("t:4", "CHN", "org:WTO", "", "in-force"),
		member("t:5", "KAZ", "org:NATO", "", "refused"), member("t:6", "CHN", "org:NATO", "", "in-force"),
		trade("f:1", "2022-01-20", "~", "25000000000", "actual", "CHN", "KAZ"), trade("f:2", "2022-10-20", ">", "25200000000", "actual", "CHN", "KAZ"),
		trade("f:3", "2023-01-20", "=", "35000000000", "target", "CHN", "KAZ"), trade("f:4", "2023-01-20", "=", "9", "actual", "CHN", "KAZ", "UZB"),
	}, "KAZ", Year)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		period string
		want   Beside
	}{
		{"1999", Beside{}},
		{"2014", Beside{Together: []string{"org:SCO"}}},
		{"2015", Beside{Together: []string{"org:SCO", "org:WTO"}}},
		{"2021", Beside{Together: []string{"org:SCO", "org:WTO"}, Trade: "> 25200000000"}},
	} {
		if d := cmp.Diff(c.want, s.Of("KAZ", "CHN", c.period)); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.period, d)
		}
	}
}
