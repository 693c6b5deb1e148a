package corrections

import (
	"maps"
	"slices"
	"strings"

	"entente"
)

// An edit is a row under correction: a copy of its own.
type edit struct {
	row    *entente.Row
	scored bool // quad class, score and CAMEO code are to be found anew
	bounds bool // a figure's bounds follow its value
	judge  *Judge
}

// Row is a row as it holds: what was said of its document and of itself, then what was said of names and rules. The ids of the
// corrections of fields are in Corrected. False says that it was rejected; it is given all the same.
func (r *Ruling) Row(row entente.Row) (entente.Row, bool) {
	return r.Names(r.Fields(row)), !r.Rejected(row.ID())
}

// Fields is a row with the fields that were corrected in place of what was read.
func (r *Ruling) Fields(row entente.Row) entente.Row {
	if r == nil {
		return row
	}
	document, own := r.about[row.Document.ID], r.about[row.ID()]
	if len(document)+len(own) == 0 {
		return row
	}
	row = copied(row)
	x := &edit{row: &row, judge: r.judge}
	r.judge.apply(x, "document", document)
	r.judge.apply(x, row.Sort(), own)
	x.follow()
	for _, c := range slices.Concat(document, own) {
		row.Corrected = append(row.Corrected, c.ID)
	}
	return row
}

// Names is a row with what people said about names and rules, which holds of all rows: parties under the codes that aliases
// give them, none where a name stands for nobody, confidence weighed by the rule.
func (r *Ruling) Names(row entente.Row) entente.Row {
	if r == nil || !r.renamed(&row) && !r.weighed(&row) {
		return row
	}
	row = copied(row)
	r.rename(&row)
	r.weigh(&row)
	return row
}

// Brief is what lists say of a document, as it holds.
func (r *Ruling) Brief(b entente.Brief) entente.Brief {
	if r == nil || len(r.about[b.ID]) == 0 {
		return b
	}
	row := entente.Row{Document: b}
	r.judge.apply(&edit{row: &row, judge: r.judge}, "document", r.about[b.ID])
	return row.Document
}

// Happening is a happening as it holds; false says that it was rejected. What is said of a happening is found by the ids that
// any of its events would give it, so that it survives another telling.
func (r *Ruling) Happening(h entente.Happening) (entente.Happening, bool) {
	if r == nil || !r.happen && len(r.rejected) == 0 {
		return h, true
	}
	ids := []string{h.ID}
	for _, e := range h.Events {
		if id := entente.ID("h", e); id != h.ID {
			ids = append(ids, id)
		}
	}
	keep := true
	var said []entente.Correction
	for _, id := range ids {
		keep = keep && !r.rejected[id]
		said = append(said, r.about[id]...)
	}
	if len(said) == 0 {
		return h, keep
	}
	slices.SortStableFunc(said, func(a, b entente.Correction) int { return strings.Compare(a.When, b.When) })
	row := entente.Row{Event: &entente.Event{Type: h.Type, Mode: h.Mode, Kind: h.Kind, Contexts: h.Contexts, Actors: h.Actors, Recipients: h.Recipients,
		Date: h.Date, Place: h.Place, Status: h.Status, Quad: h.Quad, Score: h.Score}, Parties: map[string]*entente.Party{}}
	x := &edit{row: &row, judge: r.judge}
	r.judge.apply(x, "happening", said)
	x.follow()
	e := row.Event
	h.Type, h.Mode, h.Kind, h.Contexts, h.Actors, h.Recipients = e.Type, e.Mode, e.Kind, e.Contexts, e.Actors, e.Recipients
	h.Date, h.Place, h.Status, h.Quad, h.Score = e.Date, e.Place, e.Status, e.Quad, e.Score
	return h, keep
}

// apply sets the fields of one sort in the order of the vocabulary; of several words on one field the last holds.
func (j *Judge) apply(x *edit, sort string, said []entente.Correction) {
	if len(said) == 0 {
		return
	}
	last := map[string]string{}
	for _, c := range said {
		last[c.Field] = c.Value
	}
	for _, f := range j.fields[sort] {
		if v, ok := last[f.Name]; ok && f.set != nil && f.check(v) == nil {
			f.set(x, Text(v))
		}
	}
}

// follow sets what depends on the fields that were corrected.
func (x *edit) follow() {
	if f := x.row.Figure; f != nil && x.bounds {
		f.Low, f.High = bounds(f.Op, f.Value)
	}
	e := x.row.Event
	if e == nil {
		return
	}
	maps.DeleteFunc(e.As, func(id, _ string) bool { return !slices.Contains(e.Actors, id) && !slices.Contains(e.Recipients, id) })
	if !x.scored {
		return
	}
	e.Quad, e.Score, e.CAMEO = x.judge.kinds.Quad(e.Type), nil, ""
	if s, ok := x.judge.kinds.Score(e.Type, e.Mode); ok {
		e.Score = &s
		e.CAMEO = x.judge.kinds.CAMEO(e.Type, e.Mode, e.Kind, e.Contexts)
	}
}

// bounds are what a value says with its operator.
func bounds(op, value string) (low, high string) {
	switch op {
	case ">", ">=":
		return value, ""
	case "<", "<=", "<~":
		return "", value
	}
	return value, value
}

// setKind sets a kind with the type, mode and contexts that it has in the tree.
func setKind(x *edit, v string) {
	k, ok := x.judge.kinds.Kind(v)
	if !ok {
		return
	}
	e := x.row.Event
	e.Kind, e.Type, e.Mode, e.Contexts, x.scored = k.Name, k.Type, k.Mode, k.Contexts, true
}

// setType sets a type; a mode that it does not have goes, and a kind of another type gives way to the kind of the type.
func setType(x *edit, v string) {
	e, o := x.row.Event, x.judge.kinds
	e.Type, x.scored = v, true
	if !o.HasMode(v, e.Mode) {
		e.Mode = ""
	}
	if k, ok := o.Kind(e.Kind); ok && k.Type != v {
		if k, ok := o.KindOf(o.CAMEO(v, e.Mode, "", e.Contexts)); ok {
			e.Kind = k.Name
		}
	}
}

func confirm(x *edit, v string) {
	if v != "true" {
		return
	}
	switch r := x.row; {
	case r.Event != nil:
		r.Event.Confidence = 1
	case r.Statement != nil:
		r.Statement.Confidence = 1
	case r.Figure != nil:
		r.Figure.Confidence = 1
	case r.Tie != nil:
		r.Tie.Confidence = 1
	}
}

// parties are the ids by which the row knows the actors of a list of codes; those it does not know come in under their code.
func (x *edit) parties(value string) []string {
	var out []string
	for _, c := range List(value) {
		id := ""
		for _, k := range slices.Sorted(maps.Keys(x.row.Parties)) {
			if p := x.row.Parties[k]; p.Code == c && id == "" {
				id = k
			}
		}
		if id == "" {
			id = c
			x.row.Parties[c] = &entente.Party{Code: c, Kind: kindOf(c)}
		}
		out = append(out, id)
	}
	return out
}

// kindOf is the kind of actor that a code is of.
func kindOf(code string) string {
	switch {
	case strings.HasPrefix(code, "org:"):
		return "organisation"
	case strings.HasPrefix(code, "person:"):
		return "person"
	case strings.HasPrefix(code, "group:"):
		return "group"
	}
	return "state"
}

func place(name string) *entente.Place {
	if name == "" {
		return nil
	}
	return &entente.Place{Name: name}
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// copied is a row that shares nothing that corrections change.
func copied(r entente.Row) entente.Row {
	dup := func(p **entente.Event) {
		if *p != nil {
			e := **p
			e.As = maps.Clone(e.As)
			*p = &e
		}
	}
	dup(&r.Event)
	if r.Statement != nil {
		s := *r.Statement
		s.About, s.Stance = slices.Clone(s.About), slices.Clone(s.Stance)
		r.Statement = &s
	}
	if r.Figure != nil {
		f := *r.Figure
		f.Parties = slices.Clone(f.Parties)
		r.Figure = &f
	}
	if r.Tie != nil {
		t := *r.Tie
		t.Parties = slices.Clone(t.Parties)
		r.Tie = &t
	}
	parties := make(map[string]*entente.Party, len(r.Parties))
	for id, p := range r.Parties {
		q := *p
		parties[id] = &q
	}
	r.Parties, r.Corrected = parties, slices.Clone(r.Corrected)
	return r
}
