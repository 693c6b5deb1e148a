package pattern

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"entente"
)

// A Table is the patterns in force, indexed by the lemma of their trigger.
type Table struct {
	Patterns []*Pattern
	index    map[string][]*Pattern // "V:visit"
	version  string
}

// File is one file of patterns: its name and its text.
type File struct{ Name, Text string }

// NewTable reads files of patterns. A user's files follow the embedded ones: of two patterns that fit equally well the later
// file's wins, so that a user can override. Macros ("@name = text") hold in the file they stand in and those after it.
func NewTable(files []File) (*Table, error) {
	t := &Table{index: map[string][]*Pattern{}}
	macros, count := map[string]string{}, map[string]int{}
	var texts [][]byte
	for _, f := range files {
		texts = append(texts, []byte(f.Text))
		for n, line := range strings.Split(f.Text, "\n") {
			line = strings.TrimRight(line, "\r")
			if line == "" || line[0] == '#' {
				continue
			}
			if line[0] == '@' {
				name, text, ok := strings.Cut(line, " = ")
				if !ok {
					return nil, fmt.Errorf("%s:%d: a macro is written \"@name = text\": %w", f.Name, n+1, entente.ErrInvalid)
				}
				macros[name] = text
				continue
			}
			p, err := parseRow(line, macros)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", f.Name, n+1, err)
			}
			count[p.Kind]++
			p.Rule, p.Where = p.Kind+"."+strconv.Itoa(count[p.Kind]), f.Name+":"+strconv.Itoa(n+1)
			t.add(p)
		}
	}
	t.version = entente.Version(texts...)
	return t, nil
}

// parseRow reads kind, type, mode, contexts and pattern, separated by tabs; "-" stands for none.
func parseRow(line string, macros map[string]string) (*Pattern, error) {
	f := strings.Split(line, "\t")
	if len(f) != 5 {
		return nil, fmt.Errorf("%d columns, want 5 (kind, type, mode, contexts, pattern): %w", len(f), entente.ErrInvalid)
	}
	p, err := parsePattern(f[4], macros)
	if err != nil {
		return nil, err
	}
	none := func(s string) string {
		if s == "-" {
			return ""
		}
		return s
	}
	p.Kind, p.Type, p.Mode = f[0], none(f[1]), none(f[2])
	if c := none(f[3]); c != "" {
		p.Contexts = strings.Split(c, ",")
		sort.Strings(p.Contexts)
	}
	return p, nil
}

func (t *Table) add(p *Pattern) {
	t.Patterns = append(t.Patterns, p)
	for _, w := range p.Words {
		k := string(p.POS) + ":" + w
		t.index[k] = append(t.index[k], p)
	}
}

// Lookup gives the patterns whose trigger is a lemma of a part of speech: V, N or A.
func (t *Table) Lookup(pos byte, lemma string) []*Pattern { return t.index[string(pos)+":"+lemma] }

// Version is the twelve hex digits of the table's text.
func (t *Table) Version() string { return t.version }

// Rule finds a pattern by its name.
func (t *Table) Rule(name string) (*Pattern, bool) {
	for _, p := range t.Patterns {
		if p.Rule == name {
			return p, true
		}
	}
	return nil, false
}
