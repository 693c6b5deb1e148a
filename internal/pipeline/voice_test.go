package pipeline

import (
	"context"
	"testing"

	"entente"
)

// TestVoice reads texts whose speaker no label names, and asks for whom "we" and "our" stand. The people are invented.
func TestVoice(t *testing.T) {
	p := load(t)
	for _, x := range []struct{ name, text, speaker, of string }{
		{"guest of an interview", `"We keep the door open": an interview

Deputy Foreign Minister Sandro Example spoke to the Harbour Courier about the border.

Q: Will Georgia sign the agreement with Turkey?

A: Georgia has sent its answer. We signed the protocol in May.

Q: And the railway?

A: Georgia paid its share. Our trade with Turkey exceeded 2 billion dollars in 2022.`, "Sandro Example", "GEO"},
		{"representative without a name", `Statement by the representative of Peru
General debate, 19 September 2023

Mr. President, Ecuador and Chile have spoken of the sea. My country signed the treaty with Chile. We condemn the attack on Mali.`, "", "PER"},
	} {
		r := p.Read(context.Background(), entente.Page{Source: "voice.txt", Raw: []byte(x.text)})
		if len(r.Analyses) != 1 {
			t.Fatalf("%s: %d records", x.name, len(r.Analyses))
		}
		a := r.Analyses[0]
		of, said := "", ""
		for _, m := range a.Mentions {
			if m.Via == "pronoun" && m.Kind == "group" {
				of = m.Of
			}
		}
		for _, s := range a.Statements {
			if m, ok := a.Mention(s.Speaker); ok && s.Mode == "answer" {
				said = m.Name
			}
		}
		if of != x.of || said != x.speaker {
			t.Errorf("%s: we are %q, want %q; the answers are %q's, want %q", x.name, of, x.of, said, x.speaker)
		}
	}
}
