package classify

import (
	"math"
	"strings"
	"testing"

	"entente"
	"entente/internal/ontology"
	"entente/internal/syntax"
)

func TestLexicon(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	before := ""
	for n, line := range strings.Split(lexiconRows, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if line <= before {
			t.Errorf("lexicon.tsv:%d: %q does not come after %q", n+1, line, before)
		}
		before = line
		if !o.HasType(f[1]) || f[2] != "-" && !o.HasMode(f[1], f[2]) {
			t.Errorf("lexicon.tsv:%d: no type %s with mode %s", n+1, f[1], f[2])
		}
		if strings.ToLower(f[0]) != f[0] || strings.Contains(f[0], " ") {
			t.Errorf("lexicon.tsv:%d: %q is not written in lower case without blanks", n+1, f[0])
		}
	}
}

func TestSeeds(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	seeds, err := Seeds()
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range seeds {
		if s.Class != merged && !o.HasType(s.Class) || s.Class == "CONCEDE" || s.Class == "RETREAT" {
			t.Errorf("%s is no class: %s", s.Class, s.Text)
		}
		if strings.ContainsAny(s.Text, "[]{}") || s.Source != nil && s.Source.In(s.Text) == "" || s.Target != nil && s.Target.In(s.Text) == "" {
			t.Errorf("marks in %s", s.Text)
		}
		if i > 0 && seeds[i-1].Class > s.Class {
			t.Errorf("%s: the classes are not sorted", s.Text)
		}
	}
}

func classifier(t testing.TB) (*Classifier, *syntax.Parser) {
	t.Helper()
	m, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(m)
	if err != nil {
		t.Fatal(err)
	}
	p, err := syntax.New()
	if err != nil {
		t.Fatal(err)
	}
	return c, p
}

func TestRelate(t *testing.T) {
	c, p := classifier(t)
	for _, x := range []struct{ text, types, mode string }{
		{"[Norway] recognised {Palestine} as a state on Tuesday.", "SUPPORT", ""},
		{"[The foreign minister of Peru] arrived in {Chile} for talks on the border.", "CONSULT", ""},
		{"[Kenya] accused {Somalia} of arming the militia.", "ACCUSE", "allege"},
		{"[The rebels] shelled {a village in the north} and killed nine people.", "ASSAULT", "heavy-weapons"},
		{"[Brazil] sent food and medicine to {Haiti} after the earthquake.", "AID", ""},
		{"[India] rejected {Pakistan}'s offer of talks.", "REJECT", "meet"},
		{"[The junta] released {forty prisoners} on Friday.", "RETREAT", "release"},
		{"[The prime minister] apologised to {the families of the victims}.", "CONCEDE", ""},
		{"[Egypt] threatened to attack {the dam} if talks fail.", "THREATEN", "violence"},
		{"[Thousands of students] demonstrated against {the government} in Dakar.", "PROTEST", "demo"},
		{"[Poland] expelled {three Belarusian diplomats}.", "SANCTION", "expel"},
		{"[Police] detained {the editor of the newspaper} at the airport.", "COERCE", "arrest"},
		{"[Japan] and {Australia} have agreed to hold talks next spring.", "AGREE", ""},
		{"[The ministry] urged {both sides} to show restraint.", "REQUEST", ""},
		{"[The army] put {the border guard} on high alert and sent troops to the frontier.", "MOBILIZE", ""},
		{"{Two engineers} were kidnapped by [gunmen] near the dam.", "ASSAULT", "abduct"},
	} {
		text, source, target := unmark(x.text)
		r := c.Relate(&Input{Sentences: p.Parse(text, nil), Source: source, Target: target})
		if !strings.Contains(" "+x.types+" ", " "+r.Type+" ") || x.mode != "" && r.Mode != x.mode {
			t.Errorf("%s\n got %s/%s (%.2f), want %s/%s", x.text, r.Type, r.Mode, r.Scores[r.Type], x.types, x.mode)
		}
	}
}

func TestAlwaysOneOfSixteen(t *testing.T) {
	c, p := classifier(t)
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []Input{
		{},
		{Source: &entente.Span{Start: 3, End: 900}},
		{Sentences: p.Parse("Nothing.", nil)},
		{Sentences: p.Parse("They met. Then they left.", nil), Source: &entente.Span{Start: 0, End: 4}, Target: &entente.Span{Start: 15, End: 19}},
	} {
		r := c.Relate(&in)
		sum := 0.0
		for typ, s := range r.Scores {
			sum += s
			if !o.HasType(typ) {
				t.Errorf("score for %s", typ)
			}
		}
		if !o.HasType(r.Type) || r.Mode != "" && !o.HasMode(r.Type, r.Mode) || len(r.Scores) != 16 || math.Abs(sum-1) > 1e-6 {
			t.Errorf("%v: %s/%s, %d scores that sum to %v", in, r.Type, r.Mode, len(r.Scores), sum)
		}
	}
}

func TestFitIsReproducible(t *testing.T) {
	c, p := classifier(t)
	var rows []Example
	for _, s := range []string{"ASSAULT [The army] attacked {the village}.", "AID [Japan] gave rice to {Laos}.", "ASSAULT [Gunmen] shot {a judge}.", "AID [Cuba] sent doctors to {Italy}."} {
		class, rest, _ := strings.Cut(s, " ")
		text, source, target := unmark(rest)
		rows = append(rows, Example{Input: Input{Sentences: p.Parse(text, nil), Source: source, Target: target}, Class: class})
	}
	var a, b strings.Builder
	if err := c.Fit(rows, Defaults()).Write(&a); err != nil {
		t.Fatal(err)
	}
	if err := c.Fit(rows, Defaults()).Write(&b); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("two fits on the same rows differ")
	}
	m, err := ReadModel([]byte(a.String()))
	if err != nil {
		t.Fatal(err)
	}
	two, _ := New(m)
	text, source, target := unmark("[The army] shot {a judge}.")
	if r := two.Relate(&Input{Sentences: p.Parse(text, nil), Source: source, Target: target}); r.Type != "ASSAULT" {
		t.Errorf("fitted on four rows: %s, want ASSAULT", r.Type)
	}
}

func FuzzRelate(f *testing.F) {
	c, p := classifier(f)
	f.Add("Oslo recognised Palestine.", 0, 4, 16, 25)
	f.Add("\xff", -1, 5, 0, 0)
	f.Fuzz(func(t *testing.T, text string, a, b, x, y int) {
		r := c.Relate(&Input{Sentences: p.Parse(text, nil), Source: &entente.Span{Start: a, End: b}, Target: &entente.Span{Start: x, End: y}})
		if r.Type == "" {
			t.Error("no type")
		}
	})
}

func BenchmarkRelate(b *testing.B) {
	c, p := classifier(b)
	text, source, target := unmark("On Tuesday [the foreign minister of Peru] arrived in {Chile} for two days of talks on the maritime border.")
	in := Input{Sentences: p.Parse(text, nil), Source: source, Target: target}
	for b.Loop() {
		c.Relate(&in)
	}
}
