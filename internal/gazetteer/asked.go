package gazetteer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entente"
)

var (
	isSlug  = regexp.MustCompile(`^(gw:[0-9a-z-]+|(org|person|group):\S+)$`)
	isState = regexp.MustCompile(`^[A-Z]{3,4}$`)
)

// An asking is an error of a name that somebody typed: in its own words, with a kind.
type asking struct {
	words string
	kind  error
}

func (a asking) Error() string { return a.words }
func (a asking) Unwrap() error { return a.kind }

// Asked turns what somebody typed, a code or a name, into an actor code. A name that several bear gives an error that wraps
// entente.ErrConflict, one that nobody bears entente.ErrNotFound with the nearest right names.
func (g *Gazetteer) Asked(name string) (string, error) {
	name = strings.TrimSpace(name)
	if isSlug.MatchString(name) {
		return name, nil
	}
	if code := strings.ToUpper(name); g.States[code] != nil && isState.MatchString(code) {
		return code, nil
	}
	if len(name) == 2 && name == strings.ToUpper(name) {
		for code, s := range g.States {
			if s.ISO2 == name && s.Until == "" {
				return code, nil
			}
		}
	}
	switch ids := g.standsFor(name); len(ids) {
	case 1:
		return ids[0], nil
	case 0:
	default:
		return "", asking{fmt.Sprintf("%q may be %s; give the code", name, strings.Join(g.describe(ids), " or ")), entente.ErrConflict}
	}
	words := fmt.Sprintf("no actor %q is known", name)
	var ids []string
	for _, n := range g.Nearest(name, 4) {
		if !slices.Contains(ids, n.ID) {
			ids = append(ids, n.ID)
		}
	}
	if len(ids) > 0 {
		words += "; nearest are " + strings.Join(g.describe(ids), ", ")
	}
	return "", asking{words + ". States are given as ISO codes or names: KAZ, Kazakhstan", entente.ErrNotFound}
}

// standsFor are the actors that a name stands for: the states of today before all others, names before capitals.
func (g *Gazetteer) standsFor(name string) []string {
	var best []string
	level := 9
	for _, n := range g.Named(name) {
		l := 0
		switch {
		case g.NameOf(n.ID) == "":
			continue
		case n.Via == "demonym" || n.Via == "people":
			l = 3
		case n.Via == "capital" || n.Via == "seat":
			l = 2
		case g.States[n.ID] == nil || n.Until != "":
			l = 1
		}
		if l < level {
			best, level = nil, l
		}
		if l == level && !slices.Contains(best, n.ID) {
			best = append(best, n.ID)
		}
	}
	slices.Sort(best)
	return best
}

func (g *Gazetteer) describe(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, fmt.Sprintf("%s (%s)", g.NameOf(id), id))
	}
	return out
}
