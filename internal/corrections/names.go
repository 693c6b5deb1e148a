package corrections

import (
	"slices"

	"entente"
)

// who is the code that a party stands for: by its code or, where it has none, by its name.
func (r *Ruling) who(p *entente.Party) (string, bool) {
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
			if p.Kind == "" || p.Kind == "place" {
				p.Kind = kindOf(to)
			}
		}
		p.Of = r.Code(p.Of)
	}
	for _, c := range codes(row) {
		*c = r.Code(*c)
	}
}
