// Package corrections turns what a machine read and what people said about it into what holds: rows and corrections in, rows
// out. It is the one place that knows which fields can be corrected, what their values are, and what follows from each (a
// corrected type brings its quad class and score). Nothing is changed in place: a row is copied before it is touched.
//
// A correction is undone by another that names it in Replaces and has no value; undoing that brings the first back.
package corrections

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"entente"
	"entente/internal/ontology"
)

// A Judge knows the vocabulary. It is safe for concurrent use.
type Judge struct {
	kinds  *ontology.Ontology
	fields map[string][]Field // by sort
}

// New makes a judge that takes types, modes and kinds from an ontology.
func New(o *ontology.Ontology) *Judge {
	j := &Judge{kinds: o, fields: map[string][]Field{}}
	for _, f := range vocabulary(o) {
		for _, sort := range strings.Fields(f.Sort) {
			f.Sort = sort
			j.fields[sort] = append(j.fields[sort], f)
		}
	}
	return j
}

// A Ruling is what holds of a list of corrections. The zero of a pointer to it changes nothing. It is safe for concurrent use.
type Ruling struct {
	judge    *Judge
	about    map[string][]entente.Correction // by row, in the order in which they were made
	rejected map[string]bool
	names    map[string]string // a code, or a name in the form of Fold → the code it stands for in the end
	joins    []Join
	apart    map[string]string // event → the correction that sets it apart; those of one correction stand together
	happen   bool              // whether anything is said of happenings
	blocked  map[string]bool   // names, in the form of Fold, that stand for nobody
	weights  map[string]float64
}

// A Join is a word on which events, or happenings, are one. Either end is the id of an event or of a happening.
type Join struct{ A, B, Correction string }

// Rule reads corrections, those that were undone among them, in any order.
func (j *Judge) Rule(all []entente.Correction) *Ruling {
	r := &Ruling{judge: j, about: map[string][]entente.Correction{}, rejected: map[string]bool{}, names: map[string]string{}, apart: map[string]string{}, blocked: map[string]bool{},
		weights: map[string]float64{}}
	for _, c := range entente.Holding(all) {
		if c.Replaces != "" && c.Value == "" {
			continue // it only undoes
		}
		switch c.Field {
		case "alias":
			if to := Text(c.Value); to != "" {
				r.names[c.Row], r.names[Fold(c.Row)] = to, to
			}
		case "block":
			r.blocked[Fold(c.Row)] = Text(c.Value) == "true"
		case "weight":
			if w, err := strconv.ParseFloat(Text(c.Value), 64); err == nil && w >= 0 && w <= 1 {
				r.weights[strings.TrimPrefix(c.Row, "rule:")] = w
			}
		case "rejected":
			r.rejected[c.Row] = Text(c.Value) == "true"
		case "merge":
			r.merge(c)
		case "split":
			r.split(c)
		default:
			r.about[c.Row] = append(r.about[c.Row], c)
			r.happen = r.happen || strings.HasPrefix(c.Row, "h:")
		}
	}
	r.settleNames()
	return r
}

// merge notes that two are one; what was set apart before no longer is.
func (r *Ruling) merge(c entente.Correction) {
	to := Text(c.Value)
	if to == "" || to == c.Row {
		return
	}
	delete(r.apart, c.Row)
	delete(r.apart, to)
	r.joins = append(r.joins, Join{c.Row, to, c.ID})
}

// split sets events apart: the row itself or, where the value lists events, those together. It ends earlier joins of them.
func (r *Ruling) split(c entente.Correction) {
	events := List(c.Value)
	if len(events) == 0 || len(events) == 1 && events[0] == "true" {
		events = []string{c.Row}
	}
	for _, e := range events {
		r.apart[e] = c.ID
	}
	r.joins = slices.DeleteFunc(r.joins, func(x Join) bool { return slices.Contains(events, x.A) || slices.Contains(events, x.B) })
}

// settleNames follows aliases of aliases to their end; a ring of them stays as it is.
func (r *Ruling) settleNames() {
	settled := map[string]string{}
	for name, to := range r.names {
		for range len(r.names) {
			next, ok := r.names[to]
			if !ok || next == to {
				break
			}
			to = next
		}
		settled[name] = to
	}
	r.names = settled
}

// Aliases are the codes, and the names in the form of Fold, that stand for another code. The map is not to be changed.
func (r *Ruling) Aliases() map[string]string {
	if r == nil {
		return nil
	}
	return r.names
}

// Code is the code that a code stands for, itself where nobody said another.
func (r *Ruling) Code(code string) string {
	if r != nil {
		if to, ok := r.names[code]; ok {
			return to
		}
	}
	return code
}

// Explained reports whether people said whom a name stands for, or that it stands for nobody.
func (r *Ruling) Explained(name string) bool {
	return r != nil && (r.names[Fold(name)] != "" || r.blocked[Fold(name)])
}

// Rejected reports whether a row (event, tie, statement, figure, happening, link or verdict) was rejected.
func (r *Ruling) Rejected(id string) bool { return r != nil && r.rejected[id] }

// AllRejected are the ids of what was rejected, in order.
func (r *Ruling) AllRejected() []string {
	if r == nil {
		return nil
	}
	var out []string
	for id, yes := range r.rejected {
		if yes {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// Joins are the words on which events are one happening, in the order in which they were said.
func (r *Ruling) Joins() []Join {
	if r == nil {
		return nil
	}
	return r.joins
}

// Bound are the joins, and each two events next to one another that a correction sets apart together: what must be looked at
// together, whatever else sets it apart.
func (r *Ruling) Bound() []Join {
	if r == nil {
		return nil
	}
	out := slices.Clone(r.joins)
	last := map[string]string{}
	for _, e := range slices.Sorted(maps.Keys(r.apart)) {
		c := r.apart[e]
		if last[c] != "" {
			out = append(out, Join{last[c], e, c})
		}
		last[c] = e
	}
	return out
}

// Apart is the correction that sets an event apart from all but those that it names too; "" for none.
func (r *Ruling) Apart(event string) string {
	if r == nil {
		return ""
	}
	return r.apart[event]
}

// About are the ids of rows, documents and happenings of which a field was corrected, in order.
func (r *Ruling) About() []string {
	if r == nil {
		return nil
	}
	out := make([]string, 0, len(r.about))
	for id := range r.about {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// Fold is the form in which names are compared: lower case, single blanks.
func Fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// Text is a value as plain text: a JSON string without its quotes, "" for null, all else as it stands.
func Text(value string) string {
	value = strings.TrimSpace(value)
	var s string
	switch {
	case value == "null":
		return ""
	case strings.HasPrefix(value, `"`) && json.Unmarshal([]byte(value), &s) == nil:
		return s
	}
	return value
}

// List is a value as a list: a JSON list, or words with commas between them.
func List(value string) []string {
	value = Text(value)
	var out []string
	if strings.HasPrefix(value, "[") && json.Unmarshal([]byte(value), &out) == nil {
		return out
	}
	for s := range strings.SplitSeq(value, ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
