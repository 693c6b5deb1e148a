package events_test

import (
	"context"
	"strings"
	"testing"

	"entente"
	"entente/internal/pipeline"
)

// TestRefs holds that an event names the tie it made and the figures that hang on it, and no others.
func TestRefs(t *testing.T) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"Finland joined NATO in April 2023.", "membership-accession: membership"},
		{"Cuba and the United States restored diplomatic relations in July 2015.", "relations-resumed: relations"},
		{"Germany sent 40 million euros in aid to Moldova.", "economic-aid: 40 million euros"},
		{"Poland expelled 45 Russian diplomats after Latvia had sent Ukraine 20 ambulances.", "expulsion: 45 Russian diplomats"},
		{"Norway condemned the raid.", "condemnation: "},
	} {
		d := entente.Document{ID: "d:refs", Language: "en", Genre: "news", Text: c.text, Parts: []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(c.text)}}}}
		a, err := p.Analyze(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]string{}
		for _, x := range a.Ties {
			names[x.ID] = x.Kind
		}
		for _, x := range a.Figures {
			names[x.ID] = x.Span.In(c.text)
		}
		var got []string
		for _, e := range a.Events {
			var refs []string
			for _, id := range e.Refs {
				refs = append(refs, names[id])
			}
			got = append(got, e.Kind+": "+strings.Join(refs, ", "))
		}
		if len(got) == 0 || got[0] != c.want {
			t.Errorf("%s\n  got  %q\n  want %q first", c.text, got, c.want)
		}
	}
}
