package statements

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"entente"
)

// A Saying is a statement as the store keeps it, with what is needed to set it beside others.
type Saying struct {
	Statement entente.Statement
	Text      string // the words of its content, pieces joined by " … "
	Actor     string // the speaker's actor code
	Document  string // document id
	Published string // first day of the document's publication, "2013-09-07"; "" for unknown
}

// Day is when it was said: the day that the statement names, else that of its document; "" for unknown.
func (s Saying) Day() string {
	if d := s.Statement.Date; d != nil && d.Start != "" {
		return d.Start
	}
	return s.Published
}

// A Query picks what somebody said. Empty fields pick everything.
type Query struct {
	About string // an actor code
	Topic string // a PLOVER context
	Since string // a day, "2020-01-01"; what has no day is left out then
}

func (q Query) picks(s Saying) bool {
	return (q.About == "" || slices.Contains(s.Statement.About, q.About)) &&
		(q.Topic == "" || slices.Contains(s.Statement.Topics, q.Topic)) &&
		(q.Since == "" || s.Day() >= q.Since)
}

// A Line is one thing that somebody said: where it was said first, where it was repeated, and what contradicts it.
type Line struct {
	First   Saying
	Repeats []Saying
	Against []Saying // by day
}

// Said sorts the sayings of one speaker by day and folds those with the same words. Two sayings contradict one another where
// they share half their words and only one denies, or where they take opposite stands on the same actor. The result
// does not depend on the order of the input.
func Said(all []Saying, q Query) []Line {
	var picked []Saying
	for _, s := range all {
		if q.picks(s) {
			picked = append(picked, s)
		}
	}
	slices.SortFunc(picked, func(a, b Saying) int {
		return cmp.Or(strings.Compare(a.dayOrLast(), b.dayOrLast()), strings.Compare(a.Document, b.Document), cmp.Compare(a.place(), b.place()),
			strings.Compare(a.Statement.ID, b.Statement.ID))
	})
	var lines []Line
	var gists []gist
	for _, s := range picked {
		g := gistOf(s)
		k := slices.IndexFunc(gists, func(h gist) bool { return g.likeness(h) >= 0.7 && g.denies == h.denies })
		if k >= 0 {
			lines[k].Repeats = append(lines[k].Repeats, s)
			continue
		}
		lines, gists = append(lines, Line{First: s}), append(gists, g)
	}
	for i := range lines {
		for j := range lines {
			if i != j && (gists[i].denies != gists[j].denies && gists[i].likeness(gists[j]) >= 0.5 || opposed(lines[i].First, lines[j].First)) {
				lines[i].Against = append(lines[i].Against, lines[j].First)
			}
		}
	}
	return lines
}

// place is where its content begins in the text.
func (s Saying) place() int {
	if len(s.Statement.Content) == 0 {
		return 0
	}
	return s.Statement.Content[0].Start
}

func (s Saying) dayOrLast() string {
	if d := s.Day(); d != "" {
		return d
	}
	return "9999"
}

// opposed reports opposite stands on one actor.
func opposed(a, b Saying) bool {
	for _, x := range a.Statement.Stance {
		for _, y := range b.Statement.Stance {
			if x.Toward == y.Toward && (x.Value == "support" && y.Value == "oppose" || x.Value == "oppose" && y.Value == "support") {
				return true
			}
		}
	}
	return false
}

// A gist is what a saying comes to: its words of meaning, and whether it denies.
type gist struct {
	words  map[string]bool
	denies bool
}

// denials turn a saying round; plain words say nothing of what it is about.
var (
	denials = strings.Fields(`not no never none nobody cannot t neither nor without nothing`)
	plain   = strings.Fields(`that this with have from will would their they there been were which also than them these does what`)
)

func gistOf(s Saying) gist {
	g := gist{words: map[string]bool{}}
	for _, w := range strings.FieldsFunc(strings.ToLower(s.Text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if slices.Contains(denials, w) {
			g.denies = !g.denies
		}
		if len(w) > 3 && !slices.Contains(plain, w) {
			g.words[stem(w)] = true
		}
	}
	return g
}

// stem takes the commonest endings off a word, so that "agreed" and "agrees" meet.
func stem(w string) string {
	for _, end := range [...]string{"ing", "ed", "es", "s"} {
		if strings.HasSuffix(w, end) && len(w) > len(end)+3 {
			return w[:len(w)-len(end)]
		}
	}
	return w
}

// likeness is the share of words of meaning that two gists have in common.
func (g gist) likeness(h gist) float64 {
	both := 0
	for w := range g.words {
		if h.words[w] {
			both++
		}
	}
	if all := len(g.words) + len(h.words) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}
