package main

import (
	"slices"
	"strings"

	"entente"
)

// codes are the actors of mention ids: the code, or the name in quotation marks where the tables know none.
func codes(r *entente.Row, ids []string) []string {
	var out []string
	for _, id := range ids {
		p := r.Party(id)
		s := p.Code
		if s == "" {
			s = `"` + p.Name + `"`
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// short is codes for a table: people and bodies by what they act for, slugs without their prefix.
func short(r *entente.Row, ids []string) string {
	var out []string
	for _, id := range ids {
		p := r.Party(id)
		s := p.Code
		switch {
		case strings.HasPrefix(s, "person:") && p.Of != "":
			s = p.Of
		case s == "":
			s = first(p.Of, p.Name)
		}
		s = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "org:"), "person:"), "group:")
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, ",")
}

// arrow is who did it to whom, for a table: "CHN → KAZ", "CHN,KAZ".
func arrow(r *entente.Row) string {
	from, to := short(r, r.Event.Actors), short(r, r.Event.Recipients)
	if to == "" {
		return from
	}
	return from + " → " + to
}

// tieName is the name of a tie for a table, with the role where it says more than member or partner.
func tieName(t *entente.Tie) string {
	if t.Role == "" || t.Role == "member" || t.Role == "partner" {
		return t.Name
	}
	return strings.TrimSpace(t.Role + " " + t.Name)
}

func names(r *entente.Row, ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, named(r, id))
	}
	return out
}

// named is the name of a mention, its code where it has none, "" for no mention.
func named(r *entente.Row, id string) string {
	if id == "" {
		return ""
	}
	p := r.Party(id)
	return first(p.Name, p.Code)
}

// sayer is who speaks, for a table: name and state.
func sayer(r *entente.Row) string {
	if r.Statement.Speaker == "" {
		return "(author)"
	}
	p := r.Party(r.Statement.Speaker)
	s := first(p.Name, p.Code)
	if p.Of != "" && p.Of != p.Code {
		s += ", " + p.Of
	}
	return s
}

func stances(all []entente.Stance) []string {
	var out []string
	for _, s := range all {
		out = append(out, s.Toward+":"+s.Value)
	}
	return out
}

func place(r *entente.Row, get func(*entente.Place) cell) cell {
	if r.Event.Place == nil {
		return cell{}
	}
	return get(r.Event.Place)
}

func yes(b bool) cell {
	if b {
		return cell{text: "true", number: true}
	}
	return cell{}
}

func edtf(d *entente.Date) string {
	if d == nil {
		return ""
	}
	return d.EDTF
}

func precision(d *entente.Date) string {
	if d == nil {
		return ""
	}
	return d.Precision
}

func basis(d *entente.Date) string {
	if d == nil {
		return ""
	}
	return d.Basis
}

func side(d *entente.Date, start bool) string {
	switch {
	case d == nil:
		return ""
	case start:
		return d.Start
	default:
		return d.End
	}
}

// shortDate fits a date into eleven characters: an interval by its beginning and "+".
func shortDate(d *entente.Date) string {
	if d == nil {
		return ""
	}
	from, to, interval := strings.Cut(d.EDTF, "/")
	switch {
	case !interval:
		return d.EDTF
	case from == "" || from == "..":
		return "…" + to
	case len(from) == 4 && len(to) == 4:
		return from + "–" + to
	}
	return from + "+"
}

// shortID is the beginning of an id that a table shows; commands take it for the whole.
func shortID(id string) string { return id[:min(len(id), 10)] }

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}
