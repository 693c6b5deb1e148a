package gazetteer

import "strings"

// A sense is what a name that several bear stands for in a text that holds one of some words.
type sense struct {
	of    string
	words []string
}

func (g *Gazetteer) addSense(c []string) error {
	g.senses[c[0]] = append(g.senses[c[0]], sense{c[1], strings.Split(c[2], ";")})
	return nil
}

// Sense says what a name that a state shares with something smaller stands for in a text, by towns, people and neighbours
// that only one of them has; "" where the text does not tell.
func (g *Gazetteer) Sense(name, text string) string {
	for _, s := range g.senses[name] {
		for _, w := range s.words {
			if strings.Contains(text, w) {
				return s.of
			}
		}
	}
	return ""
}
