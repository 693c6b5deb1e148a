package main

import (
	"fmt"
	"regexp"
	"strings"

	"entente"
)

var isCode = regexp.MustCompile(`^([A-Z]{3,4}|gw:\d+|(org|person|group):\S+)$`)

// actor turns what a caller typed into an actor code.
func (a *app) actor(name string) (string, error) {
	name = strings.TrimSpace(name)
	if isCode.MatchString(name) {
		return name, nil
	}
	return "", fmt.Errorf("no actor %q: %w", name, entente.ErrNotFound)
}

// nameOf gives the name of an actor code for people.
func (a *app) nameOf() (func(code string) string, error) {
	return func(code string) string { return code }, nil
}
