// Package petrarch turns the verb dictionaries of PETRARCH and PETRARCH2 (CAMEO codes) into rows of the table of patterns,
// so that a lab keeps its work.
//
// The form of these dictionaries is that of the Open Event Data Alliance: synonym sets (&NAME and +WORD lines), blocks of
// verbs ("--- NAME [code] ---", then a verb a line with its irregular forms in braces and, where it differs, its code),
// and the patterns of the block: words before and after the verb (*), source ($), target (+), both (%), a word to be
// passed over (^), noun phrases in {braces} and prepositional phrases in (parentheses), and a code, or two of them for
// source and target. What a dictionary says of surface order becomes a condition on functions: a word before the verb is
// its subject, one after it its object, one after a preposition the head of that phrase.
package petrarch

import (
	"fmt"
	"sort"
	"strings"

	"entente"
	"entente/internal/events"
	"entente/internal/ontology"
)

// An Import is what came of a dictionary.
type Import struct {
	Rows  []string // of a table of patterns, sorted by kind and pattern, without repeats
	Verbs int      // read
	Lines int      // patterns read
	Left  []Left   // what has no counterpart, with the reason
}

// Left is a line of the dictionary that gave no row.
type Left struct {
	Line int
	Text string
	Why  string
}

// Table writes the rows as a file that --patterns reads.
func (x *Import) Table(name string) string {
	return fmt.Sprintf("# Imported from %s: %d verbs and %d patterns read, %d rows, %d lines without a counterpart.\n%s\n",
		name, x.Verbs, x.Lines, len(x.Rows), len(x.Left), strings.Join(x.Rows, "\n"))
}

// Read imports a dictionary. It fails with entente.ErrInvalid where the text holds no verb block.
func Read(text string, o *ontology.Ontology) (*Import, error) {
	r := &reader{o: o, sets: map[string][]string{}, verbs: map[string]bool{}, rows: map[string]bool{}, out: &Import{}}
	lines := strings.Split(text, "\n")
	for _, line := range lines {
		r.survey(line)
	}
	r.set, r.block, r.inside = "", "", false
	for n, line := range lines {
		r.line(n+1, line)
	}
	r.flush()
	if r.out.Verbs == 0 {
		return nil, fmt.Errorf("no block of verbs (--- NAME [code] ---) in the dictionary: %w", entente.ErrInvalid)
	}
	for row := range r.rows {
		r.out.Rows = append(r.out.Rows, row)
	}
	sort.Strings(r.out.Rows)
	return r.out, nil
}

// A reader reads one dictionary.
type reader struct {
	o     *ontology.Ontology
	sets  map[string][]string // synonym set → words, lower case
	set   string              // the set being read
	verbs map[string]bool     // all verbs of the dictionary, single words
	rows  map[string]bool
	out   *Import

	inside   bool   // a block has begun
	block    string // its code
	triggers []trigger
	patterns []pattern
}

// A trigger is a verb of a block; rest is what stands with it that is no particle: "flight" in TAKE_FLIGHT.
type trigger struct {
	verb, rest, code string
	line             int
	text             string
}

type pattern struct {
	line int
	text string
	body string
	code string
}

// survey notes sets and verbs, which patterns above them may name.
func (r *reader) survey(line string) {
	line = bare(line)
	switch {
	case strings.HasPrefix(line, "&"):
		r.set = strings.TrimRight(strings.ToLower(strings.Fields(line)[0][1:]), "_")
	case strings.HasPrefix(line, "---"):
		r.set, r.inside = "", true
	case r.set != "" && strings.HasPrefix(line, "+"):
		if w := word(strings.Fields(line)[0][1:]); w != "" {
			r.sets[r.set] = append(r.sets[r.set], w)
		}
	case r.inside && line != "" && line[0] != '-' && line[0] != '+' && line[0] != '~':
		r.verbs[word(strings.Fields(line)[0])] = true
	}
}

// line reads a line of a block.
func (r *reader) line(n int, raw string) {
	line := bare(raw)
	switch {
	case line == "" || line[0] == '#':
	case strings.HasPrefix(line, "---"):
		r.flush()
		r.block, r.set, r.inside = code(line), "", true
	case line[0] == '&':
		r.set = line
	case r.set != "" || !r.inside:
	case strings.HasPrefix(line, "~"):
		r.leave(n, raw, "a transformation; statuses and governors do its work")
	case strings.HasPrefix(line, "-"):
		r.out.Lines++
		body, _, _ := strings.Cut(strings.TrimSpace(line[1:]), "[")
		r.patterns = append(r.patterns, pattern{n, raw, strings.TrimSpace(body), code(line)})
	default:
		r.out.Verbs++
		r.verb(n, line, raw)
	}
}

// verb reads "FLEE {FLEES FLED} [code]" or "+TAKE_FLIGHT {…}".
func (r *reader) verb(n int, line, raw string) {
	head := strings.TrimPrefix(strings.Fields(line)[0], "+")
	parts := strings.Split(strings.Trim(strings.ToLower(head), "_"), "_")
	t := trigger{verb: parts[0], code: code(line), line: n, text: raw}
	if t.code == "" {
		t.code = r.block
	}
	if len(parts) > 1 {
		switch last := parts[len(parts)-1]; {
		case len(parts) == 2 && particles[last]:
			t.verb += "_" + last
		default:
			t.rest = strings.Join(parts[1:], "_")
		}
	}
	r.triggers = append(r.triggers, t)
}

// flush writes the rows of the block that ends.
func (r *reader) flush() {
	byCode := map[string][]string{}
	var all []string
	for _, t := range r.triggers {
		if t.rest != "" {
			if row, why := r.row(t.verb, "obj:"+t.rest, roles{}, t.code); why == "" {
				r.keep(row, t.line, t.text)
			} else if !null(t.code) {
				r.leave(t.line, t.text, why)
			}
			continue
		}
		all = append(all, t.verb)
		byCode[t.code] = append(byCode[t.code], t.verb)
	}
	for c, verbs := range byCode {
		if null(c) {
			continue
		}
		row, why := r.row(strings.Join(verbs, "|"), "", roles{}, c)
		if why != "" {
			r.leave(r.triggers[0].line, strings.Join(verbs, " "), why)
			continue
		}
		r.keep(row, r.triggers[0].line, strings.Join(verbs, " "))
	}
	for _, p := range r.patterns {
		r.pattern(p, strings.Join(all, "|"))
	}
	r.triggers, r.patterns = nil, nil
}

// keep takes a row if the table of patterns can read it.
func (r *reader) keep(row string, line int, text string) {
	if _, err := events.NewTable([]events.File{{Name: "import", Text: row}}); err != nil {
		r.leave(line, text, err.Error())
		return
	}
	r.rows[row] = true
}

func (r *reader) leave(line int, text, why string) {
	r.out.Left = append(r.out.Left, Left{line, strings.TrimSpace(text), why})
}

// null reports whether a code says that there is no event.
func null(code string) bool { return code == "" || code == "---" }

// bare is a line without its comment and outer blanks.
func bare(line string) string {
	if i := strings.Index(line, "#"); i >= 0 {
		line = line[:i]
	}
	return strings.TrimSpace(line)
}

// code is what stands in the last brackets of a line, "" for nothing.
func code(line string) string {
	i, j := strings.LastIndex(line, "["), strings.LastIndex(line, "]")
	if i < 0 || j < i {
		return ""
	}
	return strings.TrimSpace(line[i+1 : j])
}

// word is a dictionary's word as the table writes it: lower case, without the mark that forbids a plural.
func word(s string) string { return strings.Trim(strings.ToLower(s), "_") }
