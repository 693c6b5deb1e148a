package quotation

import (
	"strings"
	"testing"

	"entente"
)

// paragraphs cuts a text at its blank lines.
func paragraphs(text string) []entente.Span {
	var out []entente.Span
	at := 0
	for _, p := range strings.Split(text, "\n\n") {
		out = append(out, entente.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	return out
}

func TestQuotations(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"One," he said. "Two."`, "One,|Two."},
		{"“One. Two.” Three.", "One. Two."},
		{"\"One.\n\n\"Two,\" he said.", "One. … Two,"},
		{"“One.\n\n“Two.\n\n“Three.”\n\n“Four.”", "One. … Two. … Three.|Four."},
		{"\"One.\n\nTwo.", "One."},
		{"``One.\n\nTwo.''\n\nThree ``four''.", "One. … Two.|four"},
		{"\"One.\n\nTwo \"three\" four.", "One.|three"},
		{"The states' rights and the cities' walls.", ""},
		{"He said 'it's over' and left.", "it's over"},
		{"‘It’s the farmers’ land,’ he said.", "It’s the farmers’ land,"},
		{"\"He told me 'no',\" she said.", "He told me 'no',"},
		{"``One,'' he said.", "One,"},
		{"''One,'' he said. ''It's two.''", "One,|It's two."},
		{"«Один», he said.", "Один"},
		{"„Eins“, he said.", "Eins"},
		{`a 5" gun and a 6" gun`, ""},
		{`"One, he said. "Two."`, "Two."},
		{"rock 'n' roll", "n"},
		{"the '90s and the '80s", ""},
	} {
		var got []string
		for _, q := range Find(c.text, paragraphs(c.text)) {
			var pieces []string
			for _, p := range q.Pieces {
				pieces = append(pieces, p.In(c.text))
			}
			got = append(got, strings.Join(pieces, " … "))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: got %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzQuotations(f *testing.F) {
	for _, s := range []string{`"a" b`, "“a\n\n“b”", "'a' 's", "``x''", "«", "\"\n\n\"\n\n\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		end := 0
		for _, q := range Find(s, paragraphs(s)) {
			if len(q.Pieces) == 0 || q.Outer.Start < end || q.Outer.End > len(s) {
				t.Fatalf("quotation %v of %q: out of order or empty", q, s)
			}
			end = q.Outer.End
			for _, p := range q.Pieces {
				if !q.Outer.Contains(p) || p.Empty() {
					t.Fatalf("piece %v does not lie in quotation %v of %q", p, q.Outer, s)
				}
			}
		}
	})
}
