package events

import (
	_ "embed"
	"strings"
)

//go:embed contexts.tsv
var contextRows string

// topics are words that put an event into a PLOVER context.
var topics = readTopics(contextRows)

func readTopics(table string) map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(table, "\n") {
		if c, words, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			for _, w := range strings.Fields(words) {
				m[w] = c
			}
		}
	}
	return m
}
