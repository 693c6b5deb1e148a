package strand

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTidy(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain text", "plain text"},
		{"no\u00a0break  and\u2009thin", "no break and thin"},
		{"zero\u200bwidth and soft\u00adhyphen\ufeff", "zerowidth and softhyphen"},
		{"Note:Â\u00a0This", "Note: This"},
		{"the ministerâ€™s cafÃ©", "the minister’s café"},
		{"â‚¬5 â€“ less", "€5 – less"},
		{"Ð²Ð¸Ð·Ð¸Ñ‚", "визит"},
		{"Ça va, São Paulo, Ñandú, CAFÉ»", "Ça va, São Paulo, Ñandú, CAFÉ»"},
		{"ÖBB und ÄÖÜ, ЁЖ, «Ё»", "ÖBB und ÄÖÜ, ЁЖ, «Ё»"},
		{"می‌خواهم", "می‌خواهم"},
		{"bad\xffbyte", "badbyte"},
	} {
		got := Tidy(At(c.in, 7))
		if got.S != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got.S, c.want)
		}
		honest(t, c.in, got, 7)
	}
}

// honest holds that runs of equal length carry equal characters and stand in order.
func honest(t *testing.T, source string, x Text, at int) {
	t.Helper()
	text, from := 0, at
	for _, r := range x.Runs() {
		if r.Text < text || r.Source < from || r.Source+r.SourceLength-at > len(source) || r.Text+r.Len > len(x.S) {
			t.Fatalf("run %+v of %q is out of order or bounds", r, x.S)
		}
		a, b := x.S[r.Text:r.Text+r.Len], source[r.Source-at:r.Source-at+r.SourceLength]
		if utf8.RuneCountInString(a) == utf8.RuneCountInString(b) && a != b {
			t.Errorf("a run reads %q, its source %q", a, b)
		}
		text, from = r.Text+r.Len, r.Source+r.SourceLength
	}
}

func TestCutsAndRepairs(t *testing.T) {
	s := "one two &amp; three"
	x := At(s, 100)
	x = x.Replace(8, 13, "&")
	if x.S != "one two & three" {
		t.Fatalf("got %q", x.S)
	}
	honest(t, s, x, 100)
	x = x.Insert(3, ",")
	if x.S != "one, two & three" || x.Slice(5, 8).Source().Start != 104 {
		t.Errorf("got %q, two at %d, want 104", x.S, x.Slice(5, 8).Source().Start)
	}
	honest(t, s, x, 100)
	if j := Join([]Text{x.Slice(0, 3), x.Slice(5, 8)}, " | "); j.S != "one | two" {
		t.Errorf("joined: %q", j.S)
	}
	if l := At("a\n\nb", 0).Lines(); len(l) != 3 || l[2].S != "b" || l[2].Source().Start != 3 {
		t.Errorf("lines: %v", l)
	}
	if x := At("  \t x ", 0).Trim(); x.S != "x" || x.Source().Start != 4 {
		t.Errorf("trimmed: %q at %d", x.S, x.Source().Start)
	}
}

func FuzzTidy(f *testing.F) {
	f.Add("a\u00a0 b â€™ Ã©\u200b")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		x := Tidy(At(s, 3))
		honest(t, s, x, 3)
		if y := Tidy(x); y.S != x.S {
			t.Errorf("tidy twice: %q, then %q", x.S, y.S)
		}
	})
}
