package dossier

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"entente"
	"entente/internal/corpus"
	"entente/internal/ontology"
)

func TestPhrasesCoverTheKinds(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	forms := loadForms()
	for _, k := range o.Kinds {
		if f, ok := forms[k.Name]; !ok || f.noun == "" || f.link == "" {
			t.Errorf("phrases.tsv has no words for the kind %s", k.Name)
		}
		delete(forms, k.Name)
	}
	for kind := range forms {
		t.Errorf("phrases.tsv has words for %s, which is no kind", kind)
	}
	if rows := strings.Split(strings.TrimSpace(phraseTable), "\n"); !slices.IsSorted(rows) {
		t.Error("phrases.tsv is not sorted")
	}
}

func TestDatesForPeople(t *testing.T) {
	for edtf, want := range map[string]string{
		"2022-09-14": "2022-09-14", "2022-09-06/2022-09-08": "2022-09-06 to 2022-09-08", "2022-34": "second quarter of 2022", "2022-41": "second half of 2022",
		"199X": "1990s", "2022~": "about 2022", "2022?": "perhaps 2022", "../2022": "until 2022", "2022/..": "since 2022", "2022-21": "spring 2022",
	} {
		if got := date(&entente.Date{EDTF: edtf}); got != want {
			t.Errorf("%s reads %q, want %q", edtf, got, want)
		}
	}
}

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		f    entente.Figure
		want string
	}{
		{entente.Figure{Op: ">", Value: "25000000000", Unit: "USD", Form: "level"}, "> 25 bn USD"},
		{entente.Figure{Op: "=", Value: "25250000000", Unit: "USD", Form: "level"}, "25.25 bn USD"},
		{entente.Figure{Op: "~", Value: "70", Form: "multiple"}, "≈ 70×"},
		{entente.Figure{Op: "<~", Value: "12.50", Unit: "%", Form: "change"}, "nearly 12.5 %"},
		{entente.Figure{Op: "=", Value: "140", Unit: "{country}", Form: "level"}, "140 countries"},
		{entente.Figure{Op: "=", Value: "1", Unit: "{agreement}", Form: "level"}, "1 agreement"},
		{entente.Figure{Op: "=", Low: "20000000", High: "25000000", Unit: "t", Per: "a", Form: "level"}, "20 m–25 m t/a"},
		{entente.Figure{Op: "=", Value: "-12345", Unit: "EUR", Form: "level"}, "−12 345 EUR"},
	} {
		if got := Amount(&c.f); got != c.want {
			t.Errorf("%+v reads %q, want %q", c.f, got, c.want)
		}
	}
}

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

func TestMarkdown(t *testing.T) {
	d := Build(sample())
	var b bytes.Buffer
	if err := d.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"# Arnor and Gondor\n",
		"- **Level** strategic partnership (by 2022-09-15)[^1]\n",
		"- **2022-09-14** State visit by Elda (Arnor) to Gondor — took place (2022-09-14)[^3][^2]\n",
		"[^2]: “Queen Elda \\[of Arnor\\] \\*visited\\* Gondor.” — “News of 2022-09-15”, 2022-09-15 (`e:2`)\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the dossier lacks %q:\n%s", want, got)
		}
	}
}

func TestAnyOrderGivesTheSameDossier(t *testing.T) {
	in := sample()
	first := Build(in)
	slices.Reverse(in.Rows)
	slices.Reverse(in.Corpus.Happenings)
	second := Build(in)
	var a, b bytes.Buffer
	if first.Markdown(&a) != nil || second.Markdown(&b) != nil || a.String() != b.String() {
		t.Errorf("another order gives another dossier:\n%s\n%s", a.String(), b.String())
	}
}
