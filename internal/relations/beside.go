package relations

import (
	"cmp"
	"slices"
	"strings"

	"entente"
)

// Beside is what stands beside the weight of a partner and is not weighed: what is known of few partners cannot be shared among
// all, and a volume that nobody named is not one of nothing.
type Beside struct {
	// Together are the organisations in which both have a place by the end of the period, by code.
	Together []string
	// Trade is the volume that was claimed for the period, in USD, as the newest account gives it with its bound ("> 25000000000");
	// "" where none was read.
	Trade string
}

// A Surroundings answers what stands beside weights.
type Surroundings struct {
	by      Period
	members map[string]map[string]stay // by party, then organisation
	trade   map[[2]string]claim        // by partner and period
}

// A stay is the first and last period of a membership, as far as either is known.
type stay struct{ from, until string }

// A claim is a volume and the day on which it was told.
type claim struct{ value, told string }

// Around reads what stands beside the balance of a state: memberships of all parties, and figures of trade between the state and
// one other. A membership counts from its date, or else from the first day on which a document says that it stands, to its end.
func Around(rows []entente.Row, state string, by Period) (*Surroundings, error) {
	s := &Surroundings{by, map[string]map[string]stay{}, map[[2]string]claim{}}
	for _, m := range Standings(rows) {
		if err := s.place(m); err != nil {
			return nil, err
		}
	}
	told := slices.Clone(rows)
	slices.SortStableFunc(told, func(a, b entente.Row) int {
		return cmp.Or(cmp.Compare(day(a.Document.Published), day(b.Document.Published)), cmp.Compare(a.ID(), b.ID()))
	})
	for i := range told {
		if err := s.volume(&told[i], state); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// place notes a membership.
func (s *Surroundings) place(m Standing) error {
	if m.Kind != "membership" || m.Role != "" && m.Role != "chair" && m.Role != "founder" || !stands(m.Status) {
		return nil
	}
	var x stay
	var err error
	if x.from, err = s.named(m.first()); err != nil {
		return err
	}
	if m.Until != nil {
		if x.until, err = s.named(m.Until.End); err != nil {
			return err
		}
	}
	for _, o := range m.Parties {
		for _, p := range m.Parties {
			if strings.HasPrefix(o, "org:") && !strings.HasPrefix(p, "org:") {
				s.stay(p, o, x)
			}
		}
	}
	return nil
}

// stay notes that a party has a place in an organisation; of two accounts, the earlier beginning holds.
func (s *Surroundings) stay(party, organisation string, x stay) {
	if s.members[party] == nil {
		s.members[party] = map[string]stay{}
	}
	if have, ok := s.members[party][organisation]; ok && have.from <= x.from {
		return
	}
	s.members[party][organisation] = x
}

// named is the period of a day; "" for none, and what sorts after all periods for a day that is not known.
func (s *Surroundings) named(day string) (string, error) {
	if day == "" || day == "9999" {
		return day, nil
	}
	return bin(&Act{ID: day, Start: day, End: day}, s.by)
}

// volume notes a figure of trade between the state and one other, for a period of the balance.
func (s *Surroundings) volume(r *entente.Row, state string) error {
	f := r.Figure
	if f == nil || f.Measure != "trade" || f.Form != "level" || f.Modality != "actual" || f.Unit != "USD" || f.Period == nil || len(f.Parties) != 2 || !slices.Contains(f.Parties, state) {
		return nil
	}
	period, err := bin(&Act{ID: r.ID(), Start: f.Period.Start, End: f.Period.End}, s.by)
	if err != nil || period == "" {
		return err
	}
	value := f.Value
	switch {
	case value == "":
		return nil
	case f.Op != "=":
		value = f.Op + " " + value
	}
	for _, p := range f.Parties {
		if p != state {
			s.trade[[2]string{p, period}] = claim{value, day(r.Document.Published)}
		}
	}
	return nil
}

// Of is what stands beside the weight that a partner of the state has in a period.
func (s *Surroundings) Of(state, partner, period string) Beside {
	b := Beside{Trade: s.trade[[2]string{partner, period}].value}
	for o, x := range s.members[state] {
		y, both := s.members[partner][o]
		if both && max(x.from, y.from) <= period && (x.until == "" || x.until >= period) && (y.until == "" || y.until >= period) {
			b.Together = append(b.Together, o)
		}
	}
	slices.Sort(b.Together)
	return b
}
