package figures

import (
	"strings"
	"testing"

	"entente"
	"entente/internal/dates"
	"entente/internal/numerals"
	"entente/internal/quantities"
)

// mention puts a state where its name stands in the text.
func mention(a *entente.Analysis, name, code string) {
	at := strings.Index(a.Document.Text, name)
	m := entente.Mention{ID: "m" + code, Actor: code, Kind: "state", Name: name, Of: code}
	a.Mentions = append(a.Mentions, m.At(entente.Span{Start: at, End: at + len(name)}))
}

func analysis(text string) *entente.Analysis {
	a := &entente.Analysis{Document: entente.Document{Text: text}}
	at := 0
	for _, s := range strings.SplitAfter(text, ". ") {
		a.Sentences = append(a.Sentences, entente.Sentence{Span: entente.Span{Start: at, End: at + len(strings.TrimRight(s, " "))}})
		at += len(s)
	}
	return a
}

func TestParties(t *testing.T) {
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text   string
		states []string // name=code
		want   string
	}{
		{"Trade between Peru and Chile reached $3 billion.", []string{"Peru=PER", "Chile=CHL"}, "CHL PER"},
		{"Peru's exports to Chile reached $3 billion.", []string{"Peru=PER", "Chile=CHL"}, "CHL PER PER>CHL"},
		{"At least $1.4 billion was invested by Egypt in Sudan.", []string{"Egypt=EGY", "Sudan=SDN"}, "EGY SDN EGY>SDN"},
		{"Peru and Chile met. Bilateral trade reached $3 billion.", []string{"Peru=PER", "Chile=CHL"}, "CHL PER"},
		{"Brazil watched as Peru said that its area is 1,285,216 square kilometres.", []string{"Brazil=BRA", "Peru=PER"}, "PER"},
		{"Peru has met Chile before. Trade of Peru was worth $3 billion.", []string{"Chile=CHL"}, "CHL"},
	} {
		a := analysis(c.text)
		for _, s := range c.states {
			name, code, _ := strings.Cut(s, "=")
			mention(a, name, code)
		}
		fs := f.Find(a)
		if len(fs) == 0 {
			t.Errorf("%s: no figure", c.text)
			continue
		}
		got := strings.Join(fs[0].Parties, " ")
		if fs[0].From != "" {
			got += " " + fs[0].From + ">" + fs[0].To
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestSource(t *testing.T) {
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	text := "The ministry said that trade reached $3 billion."
	a := analysis(text)
	a.Statements = []entente.Statement{{Speaker: "m1", Content: []entente.Span{{Start: 18, End: 47}}, ReportedBy: []string{"m2"}}}
	if fs := f.Find(a); len(fs) != 1 || fs[0].AssertedBy != "m1" || len(fs[0].ReportedBy) != 1 {
		t.Errorf("got %+v, want one figure asserted by m1, reported by m2", fs)
	}
	a = analysis(text)
	a.Sentences[0].Speaker = "m7"
	if fs := f.Find(a); len(fs) != 1 || fs[0].AssertedBy != "m7" {
		t.Errorf("got %+v, want the speaker of the sentence", fs)
	}
}

func TestConverts(t *testing.T) {
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	fs := f.Find(analysis("It paid 9.9 billion yuan (about US$1.4 billion) for the jets."))
	if len(fs) != 2 || fs[1].Converts != fs[0].ID || fs[1].Measure != fs[0].Measure {
		t.Fatalf("got %+v, want the second to convert the first", fs)
	}
}

func TestIDs(t *testing.T) {
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	a := analysis("Trade reached $3 billion and exports $2 billion.")
	seen := map[string]bool{}
	for _, x := range f.Find(a) {
		if seen[x.ID] || !strings.HasPrefix(x.ID, "f:") {
			t.Errorf("id %s twice or malformed", x.ID)
		}
		seen[x.ID] = true
	}
	if len(seen) != 2 {
		t.Errorf("got %d figures, want 2", len(seen))
	}
}

func TestMeasures(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range quantities.Rows(measureTable) {
		if len(r) != 3 {
			t.Errorf("measures.tsv: %q has %d columns, want 3", r[0], len(r))
			continue
		}
		if seen[r[0]+"\t"+r[1]] {
			t.Errorf("measures.tsv: %q stands twice", r[0])
		}
		seen[r[0]+"\t"+r[1]] = true
		for _, d := range strings.Fields(r[2]) {
			if !strings.Contains(" money count percent multiple length area mass volume power energy time ", " "+d+" ") {
				t.Errorf("measures.tsv: %s: kind %s", r[0], d)
			}
		}
	}
}

// grounded reports whether the text of a figure holds a digit, a number word, or a word of rank or multiple.
func grounded(r *quantities.Reader, text string) bool {
	for _, t := range r.Scanner.Scan(nil, text, 0, len(text)) {
		w := strings.ToLower(t.Text)
		_, scale := r.Scales[w]
		if t.Kind == numerals.Number || t.Kind == numerals.Ordinal || scale || r.Multiples[w] != nil || quantities.Denominator(w) > 0 {
			return true
		}
		switch w {
		case "half", "largest", "biggest", "leading", "main", "top", "score":
			return true
		}
	}
	return false
}

// FuzzFind holds that spans lie in the text in their order, that every figure holds its number, and that values are decimals.
func FuzzFind(f *testing.F) {
	f.Add("Trade rose 5-fold from $2 to 3 billion (about €1.4bn) in 2021, half a million people, tens of billions.")
	f.Add("1,000 - 2,000.5 % of ½ Nr. 5 / 7 per 1,000 m, two-thirds and a half, 412 millions")
	finder, err := New()
	if err != nil {
		f.Fatal(err)
	}
	d := dates.New()
	f.Fuzz(func(t *testing.T, text string) {
		a := &entente.Analysis{Document: entente.Document{Text: text}}
		a.Dates = d.Find(a)
		at := 0
		for _, x := range finder.Find(a) {
			if x.Span.Start < at || x.Span.Empty() || x.Span.End > len(text) {
				t.Fatalf("%q: span %v after %d", text, x.Span, at)
			}
			at = x.Span.End
			if !grounded(finder.read, x.Span.In(text)) {
				t.Fatalf("%q: %q holds no number", text, x.Span.In(text))
			}
			for _, v := range []string{x.Value, x.Low, x.High} {
				if strings.Trim(v, "0123456789.") != "" || strings.Count(v, ".") > 1 {
					t.Fatalf("%q: value %q", text, v)
				}
			}
			if x.Value == "" && x.Low == "" && x.High == "" || x.Unit == "" || x.Form == "" {
				t.Fatalf("%q: %+v", text, x)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Trade between the two reached $3.2 billion in 2011, up 18 percent from 2010, and some 40 projects are under way. The ministers of the parties met in the old town and agreed to carry on with their talks. ", 100)
	a := analysis(text)
	a.Dates = dates.New().Find(a)
	f, err := New()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f.Find(a)
	}
	b.ReportMetric(float64(len(a.Sentences)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
