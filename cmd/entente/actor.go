package main

import (
	"fmt"

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

// actor turns what a caller typed, a code or a name, into an actor code. What is not known gets the nearest right names.
func (a *app) actor(name string) (string, error) {
	g, err := a.tables()
	if err != nil {
		return "", err
	}
	return g.Asked(name)
}

// nameOf gives the name of an actor code for people; the code itself where no table has it.
func (a *app) nameOf() (func(code string) string, error) {
	g, err := a.tables()
	if err != nil {
		return nil, err
	}
	return func(code string) string { return first(g.NameOf(code), code) }, nil
}
