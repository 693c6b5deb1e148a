package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entente"
	"entente/internal/gazetteer"
)

// tables loads the gazetteer once.
func (a *app) tables() (*gazetteer.Gazetteer, error) {
	if a.loaded == nil {
		g, err := gazetteer.Load(a.gazetteer...)
		if err != nil {
			return nil, fmt.Errorf("load tables: %w", err)
		}
		a.loaded = g
	}
	return a.loaded, nil
}

var (
	isSlug  = regexp.MustCompile(`^(gw:[0-9a-z-]+|(org|person|group):\S+)$`)
	isState = regexp.MustCompile(`^[A-Z]{3,4}$`)
)

// actor turns what a caller typed, a code or a name, into an actor code. What is not known gets the nearest right names.
func (a *app) actor(name string) (string, error) {
	name = strings.TrimSpace(name)
	g, err := a.tables()
	if err != nil {
		return "", err
	}
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
	switch ids := standsFor(g, name); len(ids) {
	case 1:
		return ids[0], nil
	case 0:
	default:
		return "", told{fmt.Sprintf("%q may be %s; give the code", name, strings.Join(describe(g, ids), " or ")), entente.ErrConflict}
	}
	words := fmt.Sprintf("no actor %q is known", name)
	var ids []string
	for _, n := range g.Nearest(name, 4) {
		if !slices.Contains(ids, n.ID) {
			ids = append(ids, n.ID)
		}
	}
	if len(ids) > 0 {
		words += "; nearest are " + strings.Join(describe(g, ids), ", ")
	}
	return "", told{words + ". States are given as ISO codes or names: KAZ, Kazakhstan", entente.ErrNotFound}
}

// standsFor are the actors that a name stands for: the states of today before all others, names before capitals.
func standsFor(g *gazetteer.Gazetteer, name string) []string {
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

func describe(g *gazetteer.Gazetteer, ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, fmt.Sprintf("%s (%s)", g.NameOf(id), id))
	}
	return out
}

// nameOf gives the name of an actor code for people; the code itself where no table has it.
func (a *app) nameOf() (func(code string) string, error) {
	g, err := a.tables()
	if err != nil {
		return nil, err
	}
	return func(code string) string { return first(g.NameOf(code), code) }, nil
}
