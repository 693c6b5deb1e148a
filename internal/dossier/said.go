package dossier

import (
	"cmp"
	"slices"
	"strings"

	"entente"
)

// The dossier carries so many statements, and so many of one speaker.
const (
	statements  = 8
	ofOneVoice  = 2
	quoteLength = 240
)

// said picks what speakers of one side say about the other, and third parties about both: the telling ones of each voice,
// by speaker and date.
func (b *builder) said() []Line {
	type entry struct {
		row   *entente.Row
		voice string
		value int
	}
	var all []entry
	for i := range b.Rows {
		r := &b.Rows[i]
		if r.Statement == nil || r.Statement.Speaker == "" {
			continue
		}
		p := r.Party(r.Statement.Speaker)
		if v := b.worth(r, p); v > 0 {
			all = append(all, entry{r, cmp.Or(p.Code, p.Name), v})
		}
	}
	slices.SortFunc(all, func(x, y entry) int {
		return cmp.Or(cmp.Compare(y.value, x.value), cmp.Compare(start(y.row.When()), start(x.row.When())), cmp.Compare(x.row.ID(), y.row.ID()))
	})
	voices := map[string]int{}
	var kept []entry
	for _, e := range all {
		if len(kept) < statements && voices[e.voice] < ofOneVoice {
			voices[e.voice]++
			kept = append(kept, e)
		}
	}
	slices.SortFunc(kept, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.voice, y.voice), cmp.Compare(start(x.row.When()), start(y.row.When())), cmp.Compare(x.row.ID(), y.row.ID()))
	})
	var out []Line
	for _, e := range kept {
		label := b.person(e.row.Party(e.row.Statement.Speaker))
		if role := strings.ReplaceAll(e.row.Statement.Role, "-", " "); role != "" && !strings.Contains(label, role) {
			label += ", " + role
		}
		if d := date(e.row.When()); d != "" {
			label += ", " + d
		}
		out = append(out, Line{Label: label, Text: clip(e.row.Quote, quoteLength), Quote: e.row.Statement.Mode != "indirect" && e.row.Statement.Mode != "free-indirect", Notes: []int{b.note(e.row)}})
	}
	return out
}

// worth says how telling a statement is for this dyad; 0 leaves it out.
func (b *builder) worth(r *entente.Row, p entente.Party) int {
	s := r.Statement
	n := len(r.Quote)
	if s.Mode == "question" || n < 40 || p.Code == "" && p.Of == "" {
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
	return v
}

// clip shortens a quotation at a word.
func clip(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= most {
		return s
	}
	if at := strings.LastIndexByte(s[:most], ' '); at > 0 {
		most = at
	}
	return strings.TrimRight(s[:most], " ,;:") + " …"
}
