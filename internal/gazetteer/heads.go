package gazetteer

import (
	"fmt"

	"entente"
)

// Heads of a state: who stands for it, and who governs it. One person may be both.
const (
	HeadOfState      = "state"
	HeadOfGovernment = "government"
)

// A headship says which office makes the head of a state or of its government in some years.
type headship struct {
	of, role    string // the office: of a state, where it is not the state itself (the monarch of the Commonwealth realms)
	from, until string
}

func (g *Gazetteer) addHead(c []string) error {
	if g.States[c[0]] == nil || c[1] != HeadOfState && c[1] != HeadOfGovernment {
		return fmt.Errorf("no head %q of %q: %w", c[1], c[0], entente.ErrInvalid)
	}
	of := c[2]
	if of == "" {
		of = c[0]
	}
	g.heads[c[0]+"/"+c[1]] = append(g.heads[c[0]+"/"+c[1]], headship{of, c[3], c[4], c[5]})
	return nil
}

// Heads returns who was head of state (HeadOfState) or of government (HeadOfGovernment) on a day: several where an office
// is shared, whoever stood in where it was vacant, nobody where that is not known.
func (g *Gazetteer) Heads(state, head, day string) []*Office {
	for _, h := range g.heads[state+"/"+head] {
		if !within(day, h.from, h.until) {
			continue
		}
		if out := g.Holders(h.of, h.role, day); len(out) > 0 {
			return out
		}
	}
	if head == HeadOfState {
		return g.Holders(state, "head-of-state", day)
	}
	return nil
}
