package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entente"
	"entente/internal/corrections"

	"github.com/google/go-cmp/cmp"
)

type kinds struct{ judge *corrections.Judge }

func (kinds) Family(k string) string {
	if k == "state-visit" {
		return "visit"
	}
	return k
}
func (kinds) Rule(k string) Rule {
	return map[string]Rule{"recognition": {Once: true, Days: 3, Rare: true}, "meeting": {Mutual: true, Days: 1}, "visit": {Days: 3, Rare: true}, "state-visit": {Days: 3, Rare: true},
		"agreement": {Mutual: true, Days: 1, Rare: true}}[k]
}
func (kinds) Version() string { return "test" }

func (k kinds) Words(all []entente.Correction) *corrections.Ruling {
	if k.judge == nil {
		return nil
	}
	return k.judge.Rule(all)
}

func on(edtf, start, end, precision string) *entente.Date {
	return &entente.Date{EDTF: edtf, Start: start, End: end, Precision: precision, Basis: "text"}
}

func dated(d string) *entente.Date { return on(d, d, d, "day") }

// event makes a row: "CHN>KAZ" is China acting on Kazakhstan, with an optional person.
func event(doc, id, kind, status string, date *entente.Date, actor, recipient, person string) entente.Row {
	e := &entente.Event{ID: id, Kind: kind, Status: status, Date: date, Actors: []string{"m0"}, Recipients: []string{"m1"}}
	p := &entente.Party{Code: actor, Kind: "state"}
	if person != "" {
		p = &entente.Party{Code: "person:" + person, Of: actor, Kind: "person"}
	}
	return entente.Row{Document: entente.Brief{ID: doc, Published: dated("2022-06-21")}, Event: e,
		Parties: map[string]*entente.Party{"m0": p, "m1": {Code: recipient, Kind: "state"}}}
}

func inputs(rows ...entente.Row) []Input {
	at, out := map[string]int{}, []Input{}
	for _, r := range rows {
		d := r.Document.ID
		k, ok := at[d]
		if !ok {
			k = len(out)
			at[d] = k
			out = append(out, Input{Document: r.Document, Text: fmt.Sprintf("text %s of its own %s words", d, d)})
		}
		out[k].Rows = append(out[k].Rows, r)
	}
	return out
}

func sizes(r Rows) (out []int) {
	for _, h := range r.Happenings {
		out = append(out, len(h.Events))
	}
	slices.Sort(out)
	return out
}

func TestConflictingDatesAreFlagged(t *testing.T) {
	rows := Build(inputs(event("a", "e:1", "recognition", "happened", dated("1992-01-03"), "CHN", "KAZ", ""), event("b", "e:2", "recognition", "happened", dated("1992-01-03"), "CHN", "KAZ", ""),
		event("c", "e:3", "recognition", "happened", dated("1991-12-27"), "CHN", "KAZ", "")), nil, kinds{})
	h := rows.Happenings[0]
	if h.Date.EDTF != "1992-01-03" || !slices.Equal(h.Conflicts, []string{"1991-12-27"}) || len(h.Stories) != 3 {
		t.Errorf("date %s, conflicts %v, stories %v; want the date that two stories give and the other as a conflict", h.Date.EDTF, h.Conflicts, h.Stories)
	}
}

func TestCorrections(t *testing.T) {
	_, j := realKinds(t)
	rows := inputs(event("a", "e:1", "visit", "happened", dated("2022-09-14"), "CHN", "KAZ", ""), event("b", "e:2", "visit", "happened", dated("2022-09-14"), "CHN", "KAZ", ""))
	for _, c := range []struct {
		name        string
		corrections []entente.Correction
		want        []int
	}{
		{"rejected", []entente.Correction{{ID: "c:1", Row: "e:2", Field: "rejected", Value: "true"}}, []int{1}},
		{"split", []entente.Correction{{ID: "c:1", Row: "e:2", Field: "split"}}, []int{1, 1}},
		{"split and joined again", []entente.Correction{{ID: "c:1", Row: "e:2", Field: "split", When: "2025-01-01"}, {ID: "c:2", Row: "e:2", Field: "merge", Value: "e:1", When: "2025-01-02"}}, []int{2}},
		{"undone", []entente.Correction{{ID: "c:1", Row: "e:2", Field: "rejected", Value: "true"}, {ID: "c:2", Row: "e:2", Field: "undo", Replaces: "c:1"}}, []int{2}},
		{"undone, and that undone", []entente.Correction{{ID: "c:1", Row: "e:2", Field: "rejected", Value: "true", When: "1"}, {ID: "c:2", Row: "e:2", Field: "undo", Replaces: "c:1", When: "2"},
			{ID: "c:3", Row: "e:2", Field: "undo", Replaces: "c:2", When: "3"}}, []int{1}},
	} {
		if got := sizes(Build(rows, c.corrections, kinds{j})); !slices.Equal(got, c.want) {
			t.Errorf("%s: happenings of %v tellings, want %v", c.name, got, c.want)
		}
	}
}

func TestStories(t *testing.T) {
	long := "The ministers of Arnor and Gondor met in Minas Tirith and signed a protocol on the northern road, with three customs posts and a joint commission that meets twice a year to settle complaints of carriers and drovers from both sides."
	in := []Input{
		{Document: entente.Brief{ID: "b", Published: dated("2024-05-02")}, Text: "An agency reports today. " + long},
		{Document: entente.Brief{ID: "a", Published: dated("2024-05-01")}, Text: long},
		{Document: entente.Brief{ID: "c", Published: dated("2024-05-01")}, Text: "Another matter altogether was discussed in the parliament of Rohan, where grazing rights were voted."},
	}
	slices.SortFunc(in, func(a, b Input) int { return len(a.Document.ID) - len(b.Document.ID) })
	got := Stories(in)
	if len(got) != 2 {
		t.Fatalf("%d stories, want 2: %+v", len(got), got)
	}
	for _, y := range got {
		if len(y.Documents) == 2 && (y.Original != "a" || len(y.Copies) != 1 || y.Copies[0].Document != "b" || y.Copies[0].Kind == "") {
			t.Errorf("got %+v, want the earlier one as the original", y)
		}
	}
}

func TestAnyOrderGivesTheSameRows(t *testing.T) {
	var rows []entente.Row
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 120 {
		d := fmt.Sprintf("2022-%02d-%02d", 1+r.IntN(3), 1+r.IntN(28))
		date := dated(d)
		if i%5 == 0 {
			date = on(d[:7], d[:7]+"-01", d[:7]+"-28", "month")
		}
		if i%7 == 0 {
			date = nil
		}
		person := []string{"", "", "xi", "li"}[r.IntN(4)]
		status := []string{"happened", "planned", "denied"}[r.IntN(3)]
		rows = append(rows, event(fmt.Sprintf("d%02d", r.IntN(30)), fmt.Sprintf("e:%03d", i), "visit", status, date, "CHN", "KAZ", person))
	}
	in := inputs(rows...)
	want := Build(in, nil, kinds{})
	for range 10 {
		r.Shuffle(len(in), func(i, j int) { in[i], in[j] = in[j], in[i] })
		if got := Build(in, nil, kinds{}); !cmp.Equal(got, want) {
			t.Fatalf("another order gives other rows: %s", cmp.Diff(want, got))
		}
	}
}

// TestKeyed holds the corpus made key by key against the corpus made at once.
func TestKeyed(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	var rows []entente.Row
	for i := range 300 {
		day := fmt.Sprintf("2022-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
		status := []string{"happened", "happened", "planned", "denied"}[r.IntN(4)]
		rows = append(rows, event(fmt.Sprintf("d%d", r.IntN(80)), fmt.Sprintf("e:%d", i), []string{"visit", "state-visit", "meeting", "recognition"}[r.IntN(4)], status, dated(day), []string{"CHN", "KAZ"}[r.IntN(2)], "UZB", ""))
		rows[i].Order = i
	}
	whole := Build(inputs(rows...), nil, kinds{})
	keys := map[string][]entente.Row{}
	for _, i := range r.Perm(len(rows)) {
		k := Key(&rows[i], kinds{})
		keys[k] = append(keys[k], rows[i])
	}
	var parts Rows
	story := map[string]string{}
	for _, y := range whole.Stories {
		for _, d := range y.Documents {
			story[d] = y.ID
		}
	}
	for _, k := range keys {
		p := Join(k, story, kinds{})
		parts.Happenings, parts.Links = append(parts.Happenings, p.Happenings...), append(parts.Links, p.Links...)
	}
	slices.SortFunc(parts.Happenings, func(a, b entente.Happening) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(parts.Links, func(a, b entente.Link) int { return strings.Compare(a.ID, b.ID) })
	if len(parts.Links) == 0 || len(keys) < 4 {
		t.Fatalf("%d links, %d keys: nothing is tested", len(parts.Links), len(keys))
	}
	if d := cmp.Diff(whole.Happenings, parts.Happenings); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(whole.Links, parts.Links); d != "" {
		t.Error(d)
	}
}
