package corpus

import (
	"slices"
	"strings"

	"entente"
)

// A telling is one event row, reduced to what decides whether it tells the same as another.
type telling struct {
	id, document, story string
	kind, family, typ   string
	status              string // happened, planned, hypothetical, denied; ongoing is happened
	actors, recipients  []string
	people              map[string]bool // codes of the persons who take part
	date                *entente.Date
	published           string // first day on which the document can have come out
	row                 *entente.Row
}

// tell reads an event row; nil for another sort of row or one without a known party.
func tell(r *entente.Row, story map[string]string, kinds Kinds) *telling {
	e := r.Event
	if e == nil {
		return nil
	}
	t := &telling{id: e.ID, document: r.Document.ID, story: story[r.Document.ID], kind: e.Kind, family: kinds.Family(e.Kind), typ: e.Type,
		status: e.Status, date: e.Date, people: map[string]bool{}, row: r}
	if t.status == "ongoing" {
		t.status = "happened"
	}
	if p := r.Document.Published; p != nil {
		t.published = p.Start
	}
	for _, s := range r.Sides() {
		if s.Side != "actor" && s.Side != "recipient" {
			continue
		}
		if strings.HasPrefix(s.Code, "person:") {
			t.people[s.Code] = true
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
	t.actors, t.recipients = set(t.actors), set(t.recipients)
	if len(t.actors)+len(t.recipients) == 0 {
		return nil
	}
	return t
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

// block is what two tellings must share to be compared at all. Who acted on whom counts where there is a recipient.
func (t *telling) block() string {
	return t.family + "|" + t.status + "|" + strings.Join(t.actors, ",") + "|" + strings.Join(t.recipients, ",")
}

// dated reports whether the telling has a first and a last day.
func (t *telling) dated() bool { return t.date != nil && t.date.Start != "" && t.date.End != "" }

// exact reports whether its date is known to some days.
func (t *telling) exact() bool {
	return t.dated() && (t.date.Precision == "day" || t.date.Precision == "minute")
}

// compatible reports whether two sets of persons can take part in one thing: one names none, or they share one.
func compatible(a, b map[string]bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for p := range a {
		if b[p] {
			return true
		}
	}
	return false
}
