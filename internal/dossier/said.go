package dossier

import (
	"cmp"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
)

// The dossier carries so many statements, and so many of one speaker.
const (
	statements  = 8
	ofOneVoice  = 2
	quoteLength = 240
)

// An entry is a statement that could be shown.
type entry struct {
	row         *entente.Row
	voice, side string
	value       int
}

// said picks what speakers of one side say about the other, and third parties about both: the telling ones of each voice, as
// many of each side as there are, by speaker and date.
func (b *builder) said() []Line {
	var all []entry
	for i := range b.Rows {
		r := &b.Rows[i]
		if r.Statement == nil || r.Statement.Speaker == "" {
			continue
		}
		p := r.Party(r.Statement.Speaker)
		if v := b.worth(r, p); v > 0 {
			all = append(all, entry{r, cmp.Or(p.Code, p.Name), cmp.Or(p.Of, p.Code), v})
		}
	}
	slices.SortFunc(all, func(x, y entry) int {
		return cmp.Or(cmp.Compare(y.value, x.value), cmp.Compare(start(y.row.When()), start(x.row.When())), cmp.Compare(x.row.ID(), y.row.ID()))
	})
	kept := b.chosen(all)
	slices.SortFunc(kept, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.voice, y.voice), cmp.Compare(start(x.row.When()), start(y.row.When())), cmp.Compare(x.row.ID(), y.row.ID()))
	})
	var out []Line
	for _, e := range kept {
		label := b.words.Person(e.row.Party(e.row.Statement.Speaker))
		if role := strings.ReplaceAll(e.row.Statement.Role, "-", " "); role != "" && !strings.Contains(label, role) {
			label += ", " + role
		}
		if d := prose.Date(e.row.When()); d != "" {
			label += ", " + d
		}
		out = append(out, Line{Label: label, Text: prose.Clip(e.row.Quote, quoteLength), Quote: e.row.Statement.Mode != "indirect" && e.row.Statement.Mode != "free-indirect", Notes: []int{b.note(e.row)}})
	}
	return out
}

// chosen takes the best of the entries, which come best first: half of the room for either of two sides, then what is left.
func (b *builder) chosen(all []entry) []entry {
	voices, sides, taken := map[string]int{}, map[string]int{}, map[int]bool{}
	var kept []entry
	for round := range 2 {
		for i, e := range all {
			if taken[i] || len(kept) == statements || voices[e.voice] == ofOneVoice || round == 0 && b.B != "" && (e.side != b.A && e.side != b.B || sides[e.side] == statements/2) {
				continue
			}
			taken[i] = true
			voices[e.voice]++
			sides[e.side]++
			kept = append(kept, e)
		}
	}
	return kept
}

// whole reports whether words that somebody is said to have said are a statement, and not a thing that was spoken of: they hold
// a word that only a clause has.
func whole(s string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(s)), func(w string) bool {
		w = strings.Trim(w, ".,;:!?\"“”'’")
		return clausal[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
	})
}

var clausal = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("is are was were am be been has have had will would shall should must can cannot could may might do does did need needs want wants wanted hope hopes hoped believe believes remain remains support supports supported seek seeks welcome welcomes attach attaches call calls called continue continues make makes take takes give gives stand stands reject rejects oppose opposes let become becomes became wish wishes intend intends we i it's we're") {
		out[w] = true
	}
	return out
}()

// worth says how telling a statement is for this dyad; 0 leaves it out.
func (b *builder) worth(r *entente.Row, p entente.Party) int {
	s := r.Statement
	n := len(r.Quote)
	if s.Mode == "question" || n < 40 || p.Code == "" && p.Of == "" || !whole(r.Quote) {
		return 0
	}
	v := 1
	of := cmp.Or(p.Of, p.Code)
	switch {
	case b.B == "" && of == b.A && len(s.About) > 0 && !slices.Equal(s.About, []string{b.A}):
		v += 3
	case b.B == "" && of != b.A && slices.Contains(s.About, b.A) && s.Mode != "author":
		v += 2
	case of == b.A && slices.Contains(s.About, b.B) || of == b.B && slices.Contains(s.About, b.A):
		v += 3
	case s.Mode == "author": // a speech says many things in passing
		return 0
	}
	if len(s.Stance) > 0 {
		v += 2
	}
	if s.Mode == "direct" || s.Mode == "mixed" {
		v++
	}
	if n <= 400 {
		v++
	}
	switch p.Role {
	case "president", "prime minister", "foreign minister", "king", "emperor", "general secretary", "chancellor":
		v += 2
	}
	if p.Code != "" && !strings.Contains(p.Code, ":") && p.Role == "" { // nobody in particular
		v--
	}
	if day := start(r.When()); day != "~" { // what was said long ago says less of today
		v -= min(4, max(0, years(day, b.On))/4)
	}
	return max(v, 1)
}
