package corrections

import (
	"slices"

	"entente"
)

// who is the code that a party stands for: by its code or, where it has none, by its name; none where that is blocked.
func (r *Ruling) who(p *entente.Party) (string, bool) {
	if len(r.blocked) > 0 && p.Name != "" && r.blocked[Fold(p.Name)] {
		return "", p.Code != ""
	}
	key := p.Code
	if key == "" {
		key = Fold(p.Name)
	}
	to, ok := r.names[key]
	return to, ok && to != p.Code
}

// codes are the plain codes that a row names, to be read and set.
func codes(row *entente.Row) []*string {
	var out []*string
	each := func(list []string) {
		for i := range list {
			out = append(out, &list[i])
		}
	}
	switch {
	case row.Statement != nil:
		each(row.Statement.About)
		for i := range row.Statement.Stance {
			out = append(out, &row.Statement.Stance[i].Toward)
		}
	case row.Figure != nil:
		each(row.Figure.Parties)
		out = append(out, &row.Figure.From, &row.Figure.To)
	case row.Tie != nil:
		each(row.Tie.Parties)
	}
	return out
}

// renamed reports whether an alias concerns the row.
func (r *Ruling) renamed(row *entente.Row) bool {
	if len(r.names)+len(r.blocked) == 0 {
		return false
	}
	for _, p := range row.Parties {
		if _, ok := r.who(p); ok || r.Code(p.Of) != p.Of {
			return true
		}
	}
	return slices.ContainsFunc(codes(row), func(c *string) bool { return r.Code(*c) != *c })
}

// rename puts the codes that aliases give into a row.
func (r *Ruling) rename(row *entente.Row) {
	for _, p := range row.Parties {
		if to, ok := r.who(p); ok {
			p.Code = to
			if to != "" && (p.Kind == "" || p.Kind == "place") {
				p.Kind = kindOf(to)
			}
		}
		p.Of = r.Code(p.Of)
	}
	for _, c := range codes(row) {
		*c = r.Code(*c)
	}
}

// rule is the rule that found a row, and its confidence.
func rule(row *entente.Row) (name string, confidence *float64) {
	switch {
	case row.Event != nil:
		return row.Event.Rule, &row.Event.Confidence
	case row.Tie != nil:
		return row.Tie.Rule, &row.Tie.Confidence
	}
	return "", nil
}

func (r *Ruling) weighed(row *entente.Row) bool {
	if len(r.weights) == 0 {
		return false
	}
	name, c := rule(row)
	_, ok := r.weights[name]
	return ok && c != nil && *c < 1
}

// weigh lowers the confidence of what a distrusted rule found; what a person confirmed stays.
func (r *Ruling) weigh(row *entente.Row) {
	if r.weighed(row) {
		name, c := rule(row)
		*c *= r.weights[name]
	}
}
