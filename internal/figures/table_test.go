package figures

import (
	"strings"
	"testing"

	"entente"
)

// parts makes a document of parts, written "kind: text"; tables have their cells parted by "|" and rows by "/".
func parts(lines ...string) *entente.Analysis {
	a := &entente.Analysis{}
	for _, l := range lines {
		kind, body, _ := strings.Cut(l, ": ")
		if kind == "table" {
			body = strings.ReplaceAll(strings.ReplaceAll(body, " / ", "\n"), " | ", "\t")
		}
		if a.Document.Text != "" {
			a.Document.Text += "\n\n"
		}
		span := entente.Span{Start: len(a.Document.Text), End: len(a.Document.Text) + len(body)}
		a.Document.Text += body
		a.Document.Parts = append(a.Document.Parts, entente.Part{Kind: kind, Span: span})
		a.Sentences = append(a.Sentences, entente.Sentence{Span: span, Part: len(a.Document.Parts) - 1})
	}
	return a
}

func TestTable(t *testing.T) {
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		parts []string
		want  string
	}{
		{[]string{"caption: Trade of Peru, $ million", "table: Partner | 2010 | 2011 / Chile | 3,200 | 3,400 / Brazil | 4,100 | 4,050"},
			"3200000000 USD trade 2010; 3400000000 USD trade 2011; 4100000000 USD trade 2010; 4050000000 USD trade 2011"},
		{[]string{"table: Year | Exports, million euros | Growth, % / 2014 | 812 | 3.5 / 2015 | 840 | 3.4"},
			"812000000 EUR exports 2014; 3.5 % growth 2014; 840000000 EUR exports 2015; 3.4 % growth 2015"},
		{[]string{"table: Country | Area | Capital / Chad | 1,284,000 km2 | N'Djamena / Mali | 1,240,000 km2 | Bamako"},
			"1284000 km2 area -; 1240000 km2 area -"},
		{[]string{"table: Group | Seats / A | 12 / B | 30"}, ""},
	} {
		var got []string
		a := parts(c.parts...)
		for _, x := range f.Find(a) {
			period := "-"
			if x.Period != nil {
				period = x.Period.EDTF
			}
			m := x.Measure
			if m == "" && x.Unit == "km2" {
				m = "area"
			}
			got = append(got, x.Value+" "+x.Unit+" "+m+" "+period)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s:\n got %s\nwant %s", a.Document.Text, g, c.want)
		}
	}
}

func TestHeadline(t *testing.T) {
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	a := parts("title: Trade with Chile hits $25 billion", "paragraph: Trade between Peru and Chile reached $25.2 billion in 2021.")
	a.Dates = []entente.Date{{EDTF: "2021", Start: "2021-01-01", End: "2021-12-31", Precision: "year", Use: "date", Sentence: 1, Span: &entente.Span{Start: len(a.Document.Text) - 5, End: len(a.Document.Text) - 1}}}
	fs := f.Find(a)
	if len(fs) != 2 || fs[0].Period == nil || fs[0].Period.EDTF != "2021" || len(fs[0].Flags) != 1 || fs[0].Flags[0] != "rounded" {
		t.Errorf("got %+v, want the headline tied to the body's 2021", fs)
	}
}
