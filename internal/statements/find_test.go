package statements_test

import (
	"reflect"
	"strings"
	"testing"

	"entente"
	"entente/internal/statements"
	"entente/internal/syntax"
)

// sound reports what is wrong with a result: spans outside the text, ids that are not unique, speakers without a mention,
// statements without words, speakers of sentences that no statement bears out.
func sound(a *entente.Analysis, res statements.Result) string {
	b := *a
	b.Mentions = append(append([]entente.Mention(nil), a.Mentions...), res.Mentions...)
	b.Statements = res.Statements
	if err := b.CheckSpans(); err != nil {
		return err.Error()
	}
	ids := map[string]bool{}
	spoken := map[string]bool{}
	for _, s := range res.Statements {
		if ids[s.ID] || s.ID == "" {
			return "id " + s.ID + " stands twice"
		}
		ids[s.ID] = true
		if len(s.Content) == 0 || s.Content[0].Empty() {
			return "statement " + s.ID + " has no content"
		}
		for _, id := range append(append([]string{s.Speaker}, s.To...), s.ReportedBy...) {
			if _, ok := b.Mention(id); id != "" && !ok {
				return "no mention " + id
			}
		}
		spoken[s.Speaker] = true
	}
	if len(res.Speakers) != len(a.Sentences) {
		return "not one speaker a sentence"
	}
	for _, id := range res.Speakers {
		if id != "" && !spoken[id] && a.Document.Speaker != id {
			return "speaker " + id + " of a sentence has no statement"
		}
	}
	return ""
}

func FuzzFind(f *testing.F) {
	p, err := syntax.New()
	if err != nil {
		f.Fatal(err)
	}
	finder, err := statements.New()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{`"A," he said. "B.` + "\n\n" + `"C," she said.`, "The minister said that, according to Mali, the “vote” failed.",
		"Said.", "\" \"", "he told her to tell him to say it", "Xinhua quoted him as saying ''no''.", "Peru: no"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		a := &entente.Analysis{Document: entente.Document{ID: "d:f", Text: text}}
		a.Sentences = p.Parse(text, nil)
		res := finder.Find(a)
		if bad := sound(a, res); bad != "" {
			t.Fatalf("%q: %s", text, bad)
		}
		if again := finder.Find(a); !reflect.DeepEqual(res, again) {
			t.Fatalf("%q: two results", text)
		}
	})
}

// BenchmarkFind reads given parses; the metric of interest is sentences a second.
func BenchmarkFind(b *testing.B) {
	p, err := syntax.New()
	if err != nil {
		b.Fatal(err)
	}
	finder, err := statements.New()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("The minister said that the road was open. \"It will stay open,\" he told the council. Trucks crossed the border on Monday.\n\n", 40)
	a := &entente.Analysis{Document: entente.Document{ID: "d:b", Text: text}}
	a.Sentences = p.Parse(text, nil)
	for b.Loop() {
		finder.Find(a)
	}
	b.ReportMetric(float64(b.N*len(a.Sentences))/b.Elapsed().Seconds(), "sentences/s")
}
