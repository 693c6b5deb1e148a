package places_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"entente"
	"entente/internal/gazetteer"
	"entente/internal/places"
	"entente/internal/syntax"
)

type reader struct {
	parser *syntax.Parser
	places *places.Finder
}

func newReader(t testing.TB) *reader {
	t.Helper()
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := syntax.New()
	if err != nil {
		t.Fatal(err)
	}
	return &reader{p, places.New(g)}
}

func (r *reader) read(text string) []entente.Place {
	a := &entente.Analysis{Document: entente.Document{Text: text, Published: &entente.Date{Start: "2014-05-05", EDTF: "2014-05-05"}}}
	a.Sentences = r.parser.Parse(text, nil)
	return r.places.Find(a)
}

func TestCases(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	good, misses, _ := strings.Cut(string(data), "# known misses")
	for _, block := range strings.Split(good, "\n\n") {
		if wrong := r.check(block); wrong != "" {
			t.Error(wrong)
		}
	}
	for _, block := range strings.Split(misses, "\n\n") {
		if strings.TrimSpace(block) == "" {
			continue
		}
		if wrong := r.check(block); wrong == "" {
			t.Errorf("a known miss passes now; move it up:\n%s", block)
		} else {
			t.Log("known miss: ", wrong)
		}
	}
}

func (r *reader) check(block string) string {
	var lines []string
	for _, l := range strings.Split(strings.TrimSpace(block), "\n") {
		if l != "" && !strings.HasPrefix(l, "#") {
			lines = append(lines, l)
		}
	}
	if len(lines) < 2 {
		return ""
	}
	text := lines[0]
	got := r.read(text)
	for _, want := range lines[1:] {
		if words, ok := strings.CutPrefix(want, "! "); ok {
			for _, p := range got {
				if p.Span.In(text) == words {
					return text + "\nwant no place " + words + "\ngot  " + p.Name
				}
			}
			continue
		}
		var c []string
		for _, x := range strings.Split(want, "|") {
			c = append(c, strings.Trim(strings.TrimSpace(x), "-"))
		}
		found, near := false, ""
		for _, p := range got {
			if p.Span.In(text) == c[0] {
				near += " " + strings.Join([]string{p.Country, p.Class, p.As}, " | ") + ";"
				found = found || p.Country == c[1] && p.Class == c[2] && p.As == c[3]
			}
		}
		if !found {
			return text + "\nwant " + want + "\ngot " + near
		}
	}
	return ""
}

func TestDistance(t *testing.T) {
	if d := places.Distance(48.8566, 2.3522, 51.5074, -0.1278); d < 340 || d > 348 {
		t.Errorf("Paris to London: got %.1f km, want 344", d)
	}
}

// FuzzFind holds that no text panics, that places lie in the text in its order, and that the same text gives the same places.
func FuzzFind(f *testing.F) {
	r := newReader(f)
	f.Add("In Paris, Texas, N'Djamena's envoy (São Tomé) met “Washington” — U.S.")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		got := r.read(text)
		last := 0
		for _, p := range got {
			if p.Span == nil || p.Span.Start < last || p.Span.In(text) == "" || p.Name == "" || p.As == "" {
				t.Fatalf("place %+v after %d", p, last)
			}
			last = p.Span.Start
		}
		if again := r.read(text); !reflect.DeepEqual(got, again) {
			t.Fatal("the same text gives other places")
		}
	})
}
