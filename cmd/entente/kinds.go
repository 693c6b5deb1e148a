package main

import (
	"strings"

	"entente/internal/corpus"
)

// kinds tells the corpus which kinds of events may tell one thing.
func (a *app) kinds() (corpus.Kinds, error) { return plainKinds{}, nil }

type plainKinds struct{}

func (plainKinds) Family(kind string) string {
	switch {
	case strings.Contains(kind, "visit"), kind == "hosting":
		return "visit"
	case strings.Contains(kind, "signing"):
		return "signing"
	}
	return kind
}

func (plainKinds) Once(kind string) bool {
	return kind == "recognition" || kind == "diplomatic-relations-established" || kind == "independence"
}
