package events_test

import (
	"context"
	"strings"
	"testing"

	"entente"
	"entente/internal/pipeline"
	"entente/internal/trees"
)

// TestAsserted holds who is answerable for an event: not a speaker who says something in a clause beside it, nor the accuser for what
// the accused answers.
func TestAsserted(t *testing.T) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"Germany urged Serbia to recognise the independence of Kosovo without any further delay, and Italy evacuated 65 soldiers from Mali.", "appeal DEU; withdrawal -"},
		{"Germany said that Serbia had attacked Kosovo and that Italy had evacuated its soldiers from Mali.", "attack DEU; withdrawal DEU"},
		{"Sudan has accused Kenya of arming the rebels, which Nairobi has denied.", "accusation SDN; denial -"},
		{"Algeria condemned Chad and sent its minister on a tour of three ECOWAS states.", "condemnation -"},
		{"Germany urged Serbia to recognise Kosovo and condemned Russia.", "appeal DEU; condemnation DEU"},
	} {
		d := entente.Document{ID: "d:asserted", Language: "en", Genre: "news", Text: c.text, Parts: []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(c.text)}}}}
		a, err := p.Analyze(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		who := map[string]string{"": "-"}
		for i := range a.Mentions {
			who[a.Mentions[i].ID] = trees.Code(&a.Mentions[i])
		}
		var got []string
		for _, e := range a.Events {
			got = append(got, e.Kind+" "+who[e.AssertedBy])
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n  got  %s\n  want %s", c.text, s, c.want)
		}
	}
}
