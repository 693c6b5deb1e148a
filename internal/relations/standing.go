package relations

import (
	"cmp"
	"slices"
	"strings"

	"entente"
)

// A Standing is a tie as many accounts give it: one membership, level, agreement or relation between the same parties
// under the same name.
type Standing struct {
	Kind    string // membership partnership agreement relations
	Parties []string
	Role    string
	Name    string
	Level   int // rank of a partnership among levels; 0 for what is none
	// From is the earliest date that an account gives it and no account contradicts: what was said to stand on a day cannot
	// have begun after it. Nil where no such date was read.
	From *entente.Date
	// By is the first day on which an account says that it stands, "2013-09-01"; "" where none is dated.
	By        string
	Until     *entente.Date
	Status    string
	Documents int      // that tell it
	Ties      []string // ids of the rows, in the order in which they were published
}

// standingKinds are the ties that a list of agreements holds, in its order.
var standingKinds = []string{"relations", "partnership", "agreement", "membership"}

// Standings joins the ties of rows that speak of the same thing. Praise that names no level ("a reliable partner", "good
// relations") is left out. The result is ordered by kind, then by date; it does not depend on the order of the rows.
func Standings(rows []entente.Row) []Standing {
	by := map[string][]*entente.Row{}
	for i := range rows {
		if t := rows[i].Tie; t != nil && slices.Contains(standingKinds, t.Kind) && !praise(t) {
			key := strings.Join([]string{t.Kind, strings.Join(slices.Sorted(slices.Values(t.Parties)), ","), strings.ToLower(title(t)), role(t)}, "\x00")
			by[key] = append(by[key], &rows[i])
		}
	}
	var out []Standing
	for _, told := range by {
		out = append(out, stand(told))
	}
	slices.SortFunc(out, func(x, y Standing) int {
		return cmp.Or(cmp.Compare(slices.Index(standingKinds, x.Kind), slices.Index(standingKinds, y.Kind)),
			cmp.Compare(x.first(), y.first()), cmp.Compare(x.Level, y.Level), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Ties[0], y.Ties[0]))
	})
	return out
}

// praise reports whether a tie between states names neither a level nor a thing that was opened or signed.
func praise(t *entente.Tie) bool {
	switch t.Kind {
	case "relations":
		return title(t) != diplomatic
	case "partnership":
		return Level(t.Name) == 0 || !strings.Contains(strings.ToLower(t.Name), "partnership") && !strings.Contains(strings.ToLower(t.Name), "alli")
	}
	return false
}

const diplomatic = "diplomatic relations"

func title(t *entente.Tie) string {
	if t.Kind == "relations" && (t.Name == "" || strings.Contains(strings.ToLower(t.Name), "diplomatic")) {
		return diplomatic
	}
	return t.Name
}

// role is the role of a tie where it is more than being a party of it.
func role(t *entente.Tie) string {
	if t.Role == "partner" || t.Role == "member" || t.Role == "party" {
		return ""
	}
	return t.Role
}

func stand(told []*entente.Row) Standing {
	slices.SortFunc(told, func(a, b *entente.Row) int {
		return cmp.Or(cmp.Compare(day(a.Document.Published), day(b.Document.Published)), cmp.Compare(a.Tie.ID, b.Tie.ID))
	})
	t := told[0].Tie
	s := Standing{Kind: t.Kind, Parties: slices.Sorted(slices.Values(t.Parties)), Role: role(t), Name: title(t)}
	if t.Kind == "partnership" {
		s.Level = Level(t.Name)
	}
	documents := map[string]bool{}
	for _, r := range told {
		documents[r.Document.ID] = true
		s.Ties = append(s.Ties, r.Tie.ID)
		if d := day(r.Document.Published); d != "" && stands(r.Tie.Status) && (s.By == "" || d < s.By) {
			s.By = d
		}
		s.Status = Later(s.Status, r.Tie.Status)
		if r.Tie.Until != nil && r.Tie.Until.End != "" {
			s.Until = r.Tie.Until
		}
	}
	s.Documents = len(documents)
	s.From = begins(told, s.By)
	return s
}

// begins is the earliest date of a beginning that is not after a day on which the tie was said to stand already; of equal
// ones the most exact.
func begins(told []*entente.Row, by string) *entente.Date {
	var from *entente.Date
	for _, r := range told {
		d := r.Tie.From
		if d == nil || d.Start == "" || by != "" && d.Start > by && len(told) > 1 {
			continue
		}
		if from == nil || d.Start < from.Start || d.Start == from.Start && d.End < from.End {
			from = d
		}
	}
	return from
}

func stands(status string) bool {
	return status == "" || status == "in-force" || status == "signed" || status == "ratified"
}

// steps are the states of a treaty in the order in which they follow one another.
var steps = []string{"", "sought", "planned", "negotiated", "initialled", "signed", "ratified", "in-force", "suspended", "refused", "ended"}

// Later is the state that stands after two accounts, the older one first: a step back ("negotiated" said of what was signed)
// is the memory of an older state, not a new one.
func Later(have, now string) string {
	if slices.Index(steps, now) > slices.Index(steps, have) {
		return now
	}
	return have
}

func (s *Standing) first() string {
	if s.From != nil {
		return s.From.Start
	}
	return cmp.Or(s.By, "9999")
}

func day(d *entente.Date) string {
	if d == nil {
		return ""
	}
	return cmp.Or(d.End, d.Start)
}

// levels are the words that raise a partnership, by how much. The ladder is that of the names which states give their
// relations, "partnership" below "strategic partnership" below "comprehensive strategic partnership"; "permanent",
// "eternal" and "all-weather" stand above it, and an alliance above all (Feng Zhongping and Huang Jing, 2014, China's
// strategic partnership diplomacy; Strüver, 2017, China's partnership diplomacy).
var levels = map[string]int{"permanent": 3, "eternal": 3, "all-weather": 3, "comprehensive": 2, "strategic": 3, "privileged": 1, "enhanced": 1, "cooperative": 1,
	"partnership": 4, "alliance": 9, "allied": 9, "friendly": 1, "friendship": 1, "good-neighbourly": 1, "good-neighborly": 1, "diplomatic": 1}

// Level ranks the name of a level by its words; 0 for what is no level.
func Level(name string) int {
	rank := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == ',' }) {
		rank += levels[w]
	}
	return rank
}
