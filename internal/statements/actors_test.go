package statements_test

import (
	"fmt"

	"entente"
)

// states are the names that the cases on stance need; everybody else in the cases is left to this package.
var states = map[string]string{"Greece": "GRC", "Azerbaijan": "AZE", "Hungary": "HUN"}

// nameStates stands for the stage for actors.
func nameStates(a *entente.Analysis) {
	for i, s := range a.Sentences {
		for k, w := range s.Tokens {
			if code := states[w.Form]; code != "" {
				m := entente.Mention{ID: fmt.Sprintf("m%d", len(a.Mentions)), Actor: code, Kind: "state", Name: w.Form, Sentence: i, Head: k, Via: "name"}
				a.Mentions = append(a.Mentions, m.At(w.Span))
			}
		}
	}
}
