package gazetteer

import "sort"

// Holders returns who held an office of a state or body on a day, in the order of taking it.
func (g *Gazetteer) Holders(of, role, day string) []*Office {
	var out []*Office
	for _, o := range g.holders[of+"/"+role] {
		if within(day, o.From, o.Until) {
			out = append(out, o)
		}
	}
	return out
}

// Held returns the offices of a person on a day, the weightiest first.
func (g *Gazetteer) Held(person, day string) []*Office {
	p := g.People[person]
	if p == nil {
		return nil
	}
	var out []*Office
	for _, o := range p.held {
		if day != "" && within(day, o.From, o.Until) {
			out = append(out, o)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return Weight(out[i].Role) > Weight(out[j].Role) })
	return out
}

// Career returns all offices of a person in the order of time.
func (g *Gazetteer) Career(person string) []*Office {
	if p := g.People[person]; p != nil {
		return p.held
	}
	return nil
}

// Weight orders offices: whose head one is counts before what else one does.
func Weight(role string) int {
	switch role {
	case "president", "monarch", "king", "queen", "emperor", "emir", "sultan", "pope", "supreme-leader", "head-of-state", "secretary-general":
		return 5
	case "prime-minister", "chancellor", "council-president", "state-counsellor":
		return 4
	case "leader", "general-secretary":
		return 3
	case "foreign-minister", "defence-minister":
		return 2
	}
	return 1
}

// Surname returns the people who are called by a family name, by id.
func (g *Gazetteer) Surname(folded string) []*Person { return g.surnames[folded] }

// Members returns the memberships of an organisation on a day.
func (g *Gazetteer) Members(org, day string) []Membership {
	lo := sort.Search(len(g.members), func(i int) bool { return g.members[i].Organisation >= org })
	var out []Membership
	for _, m := range g.members[lo:] {
		if m.Organisation != org {
			break
		}
		if within(day, m.From, m.Until) {
			out = append(out, m)
		}
	}
	return out
}

// SectorsOf gives the PLOVER sectors of an office.
func (g *Gazetteer) SectorsOf(role string) []string {
	if x := g.Roles[Fold(role)]; x != nil {
		return x.Sectors
	}
	return nil
}
