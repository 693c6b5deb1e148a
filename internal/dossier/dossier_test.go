package dossier

import (
	"reflect"
	"slices"
	"testing"

	"entente"
	"entente/internal/corpus"
)

func TestStandings(t *testing.T) {
	for name, want := range map[string]string{"important strategic partner": "strategic partnership", "eternal comprehensive strategic partnership": "eternal comprehensive strategic partnership", "friendly and cooperative relationship": "",
		"largest trading partner": "", "alliance": "alliance"} {
		if got := standing(&entente.Tie{Kind: "partnership", Name: name}); got != want {
			t.Errorf("%q stands as %q, want %q", name, got, want)
		}
	}
}

// sample is a visit that was planned and took place, told by two documents, and a level.
func sample() Input {
	doc := func(id, day string) entente.Brief {
		return entente.Brief{ID: "d:" + id, Source: id + ".txt", Title: "News of " + day, Published: &entente.Date{EDTF: day, Start: day, End: day}}
	}
	parties := map[string]*entente.Party{"m0": {Code: "person:elda", Of: "ARN", Name: "Elda", Kind: "person"}, "m1": {Code: "GON", Name: "Gondor", Kind: "state"}}
	event := func(id, status, day string, d entente.Brief) entente.Row {
		return entente.Row{Document: d, Parties: parties, Quote: "Queen Elda [of Arnor] *visited* Gondor.", Event: &entente.Event{ID: "e:" + id, Kind: "state-visit", Type: "CONSULT", Status: status,
			Actors: []string{"m0"}, Recipients: []string{"m1"}, Date: &entente.Date{EDTF: day, Start: day, End: day, Precision: "day"}, Quad: 1}}
	}
	a, b := doc("a", "2022-09-05"), doc("b", "2022-09-15")
	tie := entente.Row{Document: b, Quote: "their strategic partnership", Tie: &entente.Tie{ID: "t:1", Kind: "partnership", Name: "strategic partnership", Parties: []string{"ARN", "GON"}}}
	in := Input{A: "ARN", B: "GON", Name: func(c string) string { return map[string]string{"ARN": "Arnor", "GON": "Gondor"}[c] },
		Rows: []entente.Row{event("1", "planned", "2022-09-14", a), event("2", "happened", "2022-09-14", b), tie}}
	h := func(id, event, status string) entente.Happening {
		return entente.Happening{ID: id, Kind: "state-visit", Type: "CONSULT", Status: status, Actors: []string{"ARN"}, Recipients: []string{"GON"}, Events: []string{event}, Date: &entente.Date{EDTF: "2022-09-14", Start: "2022-09-14", End: "2022-09-14"}, Quad: 1}
	}
	in.Corpus = corpus.Rows{Happenings: []entente.Happening{h("h:1", "e:1", "planned"), h("h:2", "e:2", "happened")}, Links: []entente.Link{{ID: "l:1", Kind: "outcome", From: "h:1", To: "h:2"}}}
	return in
}

// TestPlanThatTookPlace tells a plan with what became of it, and stands on the notes of both.
func TestPlanThatTookPlace(t *testing.T) {
	d := Build(sample())
	if d.Title != "Arnor and Gondor" {
		t.Errorf("the title is %q", d.Title)
	}
	if got, want := lineOf(d, "In brief", "partnership"), "Level | strategic partnership (by 2022-09-15)"; got != want {
		t.Errorf("the brief says %q, want %q", got, want)
	}
	if got, want := lineOf(d, "Ahead", "visit"), "2022-09-14 | State visit by Elda (Arnor) to Gondor — took place (2022-09-14)"; got != want {
		t.Errorf("ahead is %q, want %q", got, want)
	}
	for _, s := range d.Sections {
		for _, l := range s.Lines {
			if s.Heading == "Ahead" && len(l.Notes) != 2 {
				t.Errorf("%q stands on %d notes, want those of the plan and of the visit", l.Text, len(l.Notes))
			}
		}
	}
}

// TestPossibleThatTookPlace tells what was possible with what became of the plan that it led to, though no row of the plan stands here.
func TestPossibleThatTookPlace(t *testing.T) {
	in := sample()
	in.Rows[0].Event.Status = "hypothetical"
	in.Corpus.Happenings[0].Status = "hypothetical"
	in.Corpus.Links = []entente.Link{{ID: "l:1", Kind: "outcome", From: "h:1", To: "h:plan"}, {ID: "l:2", Kind: "outcome", From: "h:plan", To: "h:2"}}
	if got, want := lineOf(Build(in), "Ahead", "visit"), "2022-09-14 | State visit by Elda (Arnor) to Gondor, possible — took place (2022-09-14)"; got != want {
		t.Errorf("ahead is %q, want %q", got, want)
	}
}

func TestAnyOrderGivesTheSameDossier(t *testing.T) {
	in := sample()
	first := Build(in)
	slices.Reverse(in.Rows)
	slices.Reverse(in.Corpus.Happenings)
	if second := Build(in); !reflect.DeepEqual(first, second) {
		t.Errorf("another order gives another dossier:\n%+v\n%+v", first, second)
	}
}
