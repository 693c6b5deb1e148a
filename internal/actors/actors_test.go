package actors_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"entente"
	"entente/internal/actors"
	"entente/internal/gazetteer"
	"entente/internal/places"
	"entente/internal/syntax"
)

// reader is the stages up to actors.
type reader struct {
	parser   *syntax.Parser
	places   *places.Finder
	resolver *actors.Resolver
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
	return &reader{p, places.New(g), actors.New(g)}
}

func (r *reader) read(day, text string) (*entente.Analysis, actors.Result) {
	a := &entente.Analysis{Document: entente.Document{Text: text, Parts: []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(text)}}}}}
	if day != "" {
		a.Document.Published = &entente.Date{EDTF: day, Start: day, End: day}
	}
	a.Sentences = r.parser.Parse(text, a.Document.Parts)
	a.Places = r.places.Find(a)
	return a, r.resolver.Resolve(a)
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

// check returns what is wrong with a block, "" for nothing.
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
	day, text, _ := strings.Cut(lines[0], " ")
	_, got := r.read(day, text)
	for _, want := range lines[1:] {
		if words, ok := strings.CutPrefix(want, "! "); ok {
			for _, m := range got.Mentions {
				if m.Span().In(text) == words {
					return text + "\nwant no mention of " + words + "\ngot  " + m.Actor
				}
			}
			continue
		}
		var c []string
		for _, x := range strings.Split(want, "|") {
			if x = strings.TrimSpace(x); x == "-" {
				x = ""
			}
			c = append(c, x)
		}
		found, near := false, ""
		for _, m := range got.Mentions {
			if m.Span().In(text) != c[0] {
				continue
			}
			near += " " + strings.Join([]string{m.Actor, m.Of, m.Role}, " | ") + ";"
			found = found || m.Actor == c[1] && m.Of == c[2] && m.Role == c[3]
		}
		if !found {
			return text + "\nwant " + want + "\ngot " + near
		}
	}
	return ""
}

// TestSameAs holds that a mention that is the same as another points at the first of that actor.
func TestSameAs(t *testing.T) {
	r := newReader(t)
	_, got := r.read("2022-10-28", "Kazakhstan thanked China. China praised Kazakhstan, and the two countries set up a fund. They will open it in May.")
	first := map[string]string{}
	for _, m := range got.Mentions {
		if m.Actor == "" {
			continue
		}
		if want := first[m.Actor]; m.SameAs != want {
			t.Errorf("%s (%s): same as %q, want %q", m.ID, m.Actor, m.SameAs, want)
		}
		if first[m.Actor] == "" {
			first[m.Actor] = m.ID
		}
	}
}

// TestOutside holds that labels, the voice of the document and "I", "our country" lead to one person and one state.
func TestOutside(t *testing.T) {
	r := newReader(t)
	text := "What do you expect?\n\nI expect trade to grow. Our country is open."
	a := &entente.Analysis{Document: entente.Document{Text: text, SpeakerName: "Orlan Berikov, Kazakh ambassador", Parts: []entente.Part{
		{Kind: "question", Span: entente.Span{End: 19}, Label: "Global Times"},
		{Kind: "answer", Span: entente.Span{Start: 21, End: len(text)}, Label: "Berikov"},
	}}}
	a.Sentences = r.parser.Parse(text, a.Document.Parts)
	got := r.resolver.Resolve(a)
	if len(got.Parts) != 2 || got.Parts[0] == "" || got.Parts[1] == "" || got.Speaker == "" {
		t.Fatalf("parts %q, speaker %q: want mentions for all", got.Parts, got.Speaker)
	}
	byID := map[string]entente.Mention{}
	for _, m := range got.Mentions {
		byID[m.ID] = m
	}
	if m := byID[got.Parts[0]]; m.Actor != "org:Global-Times" || m.Via != "label" || m.Start != nil {
		t.Errorf("label of the question: got %+v, want org:Global-Times by label, outside the text", m)
	}
	if m := byID[got.Parts[1]]; m.Of != "KAZ" || m.Role != "ambassador" {
		t.Errorf("label of the answer: got of %q, role %q; want KAZ, ambassador", m.Of, m.Role)
	}
	for _, want := range []string{"I", "Our country"} {
		ok := false
		for _, m := range got.Mentions {
			if m.Span().In(text) == want && m.Of == "KAZ" {
				ok = true
			}
		}
		if !ok {
			t.Errorf("%q does not lead to KAZ", want)
		}
	}
}

// TestGuestWithoutName holds that the answers of a conversation are those of the holder of an office who is said to speak there.
func TestGuestWithoutName(t *testing.T) {
	r := newReader(t)
	intro, question, answer := "The foreign minister of Samoa spoke to us in Apia.", "Will you sign?", "We have asked Tonga for time."
	text := intro + "\n\n" + question + "\n\n" + answer
	q, a0 := len(intro)+2, len(intro)+len(question)+4
	a := &entente.Analysis{Document: entente.Document{Text: text, Parts: []entente.Part{
		{Kind: "paragraph", Span: entente.Span{End: len(intro)}},
		{Kind: "question", Span: entente.Span{Start: q, End: q + len(question)}, Label: "Q"},
		{Kind: "answer", Span: entente.Span{Start: a0, End: len(text)}, Label: "A"},
	}}}
	a.Sentences = r.parser.Parse(text, a.Document.Parts)
	for _, m := range r.resolver.Resolve(a).Mentions {
		if m.Span().In(text) == "We" && m.Of == "WSM" {
			return
		}
	}
	t.Error(`"We" of the answer does not lead to WSM`)
}

// TestUnnamedSpeaker holds that a speech of which only the state is given speaks for that state, in the singular too.
func TestUnnamedSpeaker(t *testing.T) {
	r := newReader(t)
	text := "I thank Japan. We condemn the attack."
	a := &entente.Analysis{Document: entente.Document{Text: text, Country: "FJI", Genre: "speech", Parts: []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(text)}}}}}
	a.Sentences = r.parser.Parse(text, a.Document.Parts)
	said := map[string]string{}
	for _, m := range r.resolver.Resolve(a).Mentions {
		said[m.Span().In(text)] = m.Of
	}
	if said["I"] != "FJI" || said["We"] != "FJI" {
		t.Errorf("\"I\" acts for %q, \"We\" for %q; want FJI", said["I"], said["We"])
	}
}

// FuzzResolve holds that no text panics, that every mention lies in the text with a kind, that ids count up, and that the
// same text gives the same mentions.
func FuzzResolve(f *testing.F) {
	r := newReader(f)
	f.Add("2020-01-01", "The U.S. and China's President Xi met Mr. O'Neill; both sides said so.")
	f.Add("", "“Ñandú” İstanbul’s—N'Djamena, K. P. Sharma Oli (KPO) $US 5. The two presidents of")
	f.Fuzz(func(t *testing.T, day, text string) {
		if len(text) > 4000 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		a, got := r.read(day, text)
		for i, m := range got.Mentions {
			if m.Kind == "" || m.Start == nil || m.Span().Empty() || m.Span().In(text) == "" {
				t.Fatalf("mention %d: %+v", i, m)
			}
			if s := a.Sentences[m.Sentence]; m.Head >= len(s.Tokens) || !s.Span.Contains(m.Span()) && m.Span().End > s.End+1 {
				t.Fatalf("mention %d leaves its sentence: %+v in %+v", i, m, s.Span)
			}
		}
		if _, again := r.read(day, text); !reflect.DeepEqual(got, again) {
			t.Fatal("the same text gives other mentions")
		}
	})
}
