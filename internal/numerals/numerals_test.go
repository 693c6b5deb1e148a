package numerals

import (
	"strings"
	"testing"
)

func TestScan(t *testing.T) {
	s := New()
	for _, c := range []struct{ text, want string }{
		{"on the 24th of May", "on the #24 of may"},
		{"twenty-one states", "=21 states"},
		{"twenty first century", "#21 century"},
		{"the twenty-first", "the #21"},
		{"the forty- eighth session", "the #48 session"},
		{"the forty-\neighth session", "the #48 session"},
		{"thirty-\ntwo states", "=32 states"},
		{"two hundred\nand fifty", "=250"},
		{"two hundred and\nfifty", "=250"},
		{"twenty\n\nfive", "=20 \n =5"},
		{"two hundred and fifty million", "=250 million"},
		{"1,250,000 tonnes", "=1250000 tonnes"},
		{"1\u00a0250\u00a0000 t", "=1250000 t"},
		{"mid-2014", "mid - =2014"},
		{"$25.2 billion.", "$ =25.2 billion ."},
		{"24.11.2015", "=24 . =11 . =2015"},
		{"One hundred", "=100"},
		{"hundred days", "hundred days"},
		{"two, three", "=2 , =3"},
		{"in 2012, 130 people", "in =2012 , =130 people"},
		{"five o'clock", "=5 o'clock"},
		{"1990s", "=1990 s"},
	} {
		var got []string
		for _, x := range s.Scan(nil, c.text, 0, len(c.text)) {
			switch x.Kind {
			case Number:
				got = append(got, "="+x.Digits)
			case Ordinal:
				got = append(got, "#"+x.Digits)
			default:
				got = append(got, x.Text)
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: got %q, want %q", c.text, g, c.want)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add("two hundred and twenty-first of May, 1,250.5 €")
	s := New()
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, x := range s.Scan(nil, text, 0, len(text)) {
			if x.Start < at || x.End <= x.Start || x.End > len(text) {
				t.Fatalf("%q: token %v after %d", text, x.Span, at)
			}
			at = x.End
		}
	})
}
