package corpus

import (
	"slices"
	"strings"

	"entente"
	"entente/internal/calendar"
)

// A telling is one event row, reduced to what decides whether it tells the same as another and to what a happening shows.
type telling struct {
	id, document, story string
	kind, family, typ   string
	mode                string
	contexts            []string
	status              string // as it stands in the row
	actors, recipients  []string
	people              []string // codes of the persons who take part
	date                *entente.Date
	published           string // first day on which the document can have come out
	place               *entente.Place
	things              []string // what its words call the instrument, where its kind has one
	what                string   // the level of relations that its words name, where its kind is told apart by that
	quad                int
	score               *float64
	confidence          float64
	order               int // among the events of its document

	rule   Rule
	within string // block
	lo, hi int    // first and last day, counted as calendar.Days does, where it is dated
}

// tell reads an event row; nil for another sort of row or one without a known party.
func tell(r *entente.Row, story map[string]string, kinds Kinds) *telling {
	e := r.Event
	if e == nil {
		return nil
	}
	t := &telling{id: e.ID, document: r.Document.ID, story: story[r.Document.ID], kind: e.Kind, typ: e.Type, mode: e.Mode, contexts: e.Contexts,
		status: e.Status, date: e.Date, place: e.Place, quad: e.Quad, score: e.Score, confidence: e.Confidence, order: r.Order}
	if p := r.Document.Published; p != nil {
		t.published = p.Start
	}
	for _, s := range r.Sides() {
		if s.Side != "actor" && s.Side != "recipient" {
			continue
		}
		if strings.HasPrefix(s.Code, "person:") {
			t.people = append(t.people, s.Code)
		}
		code := party(s.Party)
		if code == "" {
			continue
		}
		if s.Side == "actor" {
			t.actors = append(t.actors, code)
		} else {
			t.recipients = append(t.recipients, code)
		}
	}
	t.actors, t.recipients, t.people = set(t.actors), set(t.recipients), set(t.people)
	if len(t.actors)+len(t.recipients) == 0 {
		return nil
	}
	t.settle(kinds)
	if t.rule.Level {
		t.what = level(r.Quote)
	}
	if t.rule.Named {
		t.things = instruments(r.Quote)
	}
	if t.family == "visit" && len(t.recipients) == 0 {
		t.recipients = host(r, t.actors)
	}
	return t
}

// host is whom a visit goes to where the words name nobody: the country of its place, else the state that speaks of it, as
// who says that a foreign president comes, and not where, says so at home.
func host(r *entente.Row, visitors []string) []string {
	if p := r.Event.Place; p != nil && p.Country != "" {
		if slices.Contains(visitors, p.Country) {
			return nil
		}
		return []string{p.Country}
	}
	if r.Event.AssertedBy == "" {
		return nil
	}
	p := r.Party(r.Event.AssertedBy)
	code := party(p)
	if code == "" || strings.Contains(code, ":") || slices.Contains(visitors, code) {
		return nil
	}
	return []string{code}
}

// settle fills what follows from the rest.
func (t *telling) settle(kinds Kinds) {
	t.family, t.rule = kinds.Family(t.kind), kinds.Rule(t.kind)
	if t.date == nil {
		return
	}
	var from, to bool
	t.lo, from = dayOf(t.date.Start)
	t.hi, to = dayOf(t.date.End)
	if !from || !to || t.hi < t.lo {
		t.lo, t.hi = 0, -1
	}
}

// dayOf counts the day of "2022-09-14" from 1970.
func dayOf(s string) (int, bool) {
	n := len(s)
	if n < 10 || s[n-3] != '-' || s[n-6] != '-' {
		return 0, false
	}
	y, okY := digits(strings.TrimPrefix(s[:n-6], "-"))
	m, okM := digits(s[n-5 : n-3])
	d, okD := digits(s[n-2:])
	if s[0] == '-' {
		y = -y
	}
	if !okY || !okM || !okD || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	return calendar.Days(y, m, d), true
}

func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, s != ""
}

// party is the state or body behind a party: the one it acts for, else itself.
func party(p entente.Party) string {
	if p.Of != "" && p.Kind != "organisation" {
		return p.Of
	}
	return p.Code
}

func set(codes []string) []string {
	slices.Sort(codes)
	return slices.Compact(codes)
}

// stage is the status as far as joining goes: what is going on happens.
func (t *telling) stage() string {
	if t.status == "ongoing" {
		return "happened"
	}
	return t.status
}

// direction is who acts on whom; of what is mutual, who takes part.
func (t *telling) direction() string {
	if t.rule.Mutual {
		return strings.Join(set(slices.Concat(t.actors, t.recipients)), ",")
	}
	return strings.Join(t.actors, ",") + "|" + strings.Join(t.recipients, ",")
}

// block is what two tellings must share to be compared at all.
func (t *telling) block() string {
	if t.within == "" {
		t.within = t.family + "|" + t.stage() + "|" + t.direction() + "|" + t.what
	}
	return t.within
}

// dated reports whether the telling has a first and a last day.
func (t *telling) dated() bool { return t.date != nil && t.lo <= t.hi }

// The longest that a date may be to count as known to some days, or to a month.
const (
	someDays = 14
	oneMonth = 31
)

// exact reports whether its date is known to some days.
func (t *telling) exact() bool {
	return t.dated() && (t.date.Precision == "day" || t.date.Precision == "minute") && t.hi-t.lo < someDays
}

// level orders tellings by how exactly they are dated.
func (t *telling) level() int {
	switch {
	case t.exact():
		return 0
	case t.dated() && t.hi-t.lo < 3*oneMonth+1:
		return 1
	case t.dated():
		return 2
	}
	return 3
}

// share reports whether two lists of codes, both in order, have one in common.
func share(a, b []string) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			return true
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return false
}

// compatible reports whether two sets of persons can take part in one thing: one names none, or they share one.
func compatible(a, b []string) bool { return len(a) == 0 || len(b) == 0 || share(a, b) }

// elsewhere reports whether two places cannot be one: they lie in different countries.
func elsewhere(a, b *entente.Place) bool {
	return a != nil && b != nil && a.Country != "" && b.Country != "" && a.Country != b.Country
}

// same reports whether two places are one.
func same(a, b *entente.Place) bool {
	return a != nil && b != nil && (a.GeoNames != 0 && a.GeoNames == b.GeoNames || a.Name != "" && a.Name == b.Name)
}
