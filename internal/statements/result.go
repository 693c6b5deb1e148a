package statements

import (
	"slices"
	"strings"

	"entente"
)

// settle resolves the speakers in the order of the text, then takes out what says nothing of its own: what a voice says of
// itself, and a second cue of the same speaker inside the content of the first ("said he believes").
func (r *reading) settle() {
	slices.SortStableFunc(r.found, func(a, b attribution) int {
		if a.Sentence != b.Sentence {
			return a.Sentence - b.Sentence
		}
		return a.order() - b.order()
	})
	for k := range r.found {
		r.resolve(&r.found[k])
	}
	kept := make([]attribution, 0, len(r.found))
	for k := range r.found {
		a := &r.found[k]
		if a.speaker == "" || r.own(a) || r.nested(k) || r.unknown(a) && (r.quotedCue(a) || r.form(a) == "it") || r.quotedCue(a) && r.Author(r.Trees[a.From], a.Source) {
			continue // "I think" and "you say" inside quotation marks are whoever's who is quoted
		}
		kept = append(kept, *a)
	}
	r.found = kept
}

// quotedCue reports whether a cue stands inside quotation marks: a report within somebody's words.
func (r *reading) quotedCue(a *attribution) bool {
	return !a.Cue.Empty() && r.InQuote(a.Cue.Start) >= 0
}

// form is the head of a source as printed, in lower case.
func (r *reading) form(a *attribution) string {
	if a.Source < 0 {
		return ""
	}
	return strings.ToLower(r.Trees[a.From].Tokens[a.Source].Form)
}

// unknown reports whether a speaker is a pronoun that nobody could lead back.
func (r *reading) unknown(a *attribution) bool {
	m, ok := r.mention(a.speaker)
	return ok && m.Via == "pronoun" && m.Actor == "" && m.SameAs == ""
}

func (a *attribution) order() int {
	if a.Cue.Empty() {
		return a.Content[0].Start
	}
	return a.Cue.Start
}

// nested reports whether an attribution lies in the content of another by the same speaker.
func (r *reading) nested(k int) bool {
	a := &r.found[k]
	for j := range r.found {
		b := &r.found[j]
		if j == k || b.Sentence > a.Sentence || b.Sentence < a.Sentence-20 || b.speaker == "" || a.Cue.Empty() {
			continue
		}
		if a.Sentence == b.Sentence && a.Name == "noun" && b.Name == "clause" && covered(b.Content, a.Content) && r.actor(a.speaker) == r.actor(b.speaker) {
			return true // "expressed hope that" is read as a clause, not once more as a noun
		}
		if m, ok := r.mention(b.speaker); ok && inside(a.Cue, b.Content) && m.Kind == "person" && m.Of != "" && m.Of == r.actor(a.speaker) && a.Name != "clause" {
			return true // "the United States opposes", says its minister
		}
		if inside(a.Cue, b.Content) && a.Name == "infinitive" && a.Frame.Class == "think" {
			return true // "said that his country hopes to": the hope is the speaker's
		}
		if inside(a.Cue, b.Content) && (r.actor(a.speaker) == r.actor(b.speaker) || r.firstPersonSource(a)) {
			return true
		}
	}
	return false
}

// firstPersonSource reports whether "I" or "we" speaks: in a quotation that is whoever is quoted.
func (r *reading) firstPersonSource(a *attribution) bool {
	f := r.form(a)
	return f == "i" || f == "we"
}

// covered reports whether every span of a list lies in one of another.
func covered(list, in []entente.Span) bool {
	for _, s := range list {
		if !inside(s, in) {
			return false
		}
	}
	return true
}

func inside(s entente.Span, list []entente.Span) bool {
	for _, c := range list {
		if c.Contains(s) {
			return true
		}
	}
	return false
}

// result makes the records, in the order of the text, and reads the speakers of the sentences off them.
func (r *reading) result() Result {
	rows := r.points()
	for k := range r.found {
		rows = append(rows, r.statement(&r.found[k]))
	}
	slices.SortStableFunc(rows, func(a, b entente.Statement) int {
		if a.Content[0].Start != b.Content[0].Start {
			return a.Content[0].Start - b.Content[0].Start
		}
		return b.Content[len(b.Content)-1].End - a.Content[len(a.Content)-1].End
	})
	ordinal := map[entente.Span]int{}
	for k := range rows {
		s := &rows[k]
		r.describe(s)
		first := s.Content[0]
		s.ID = entente.RowID("s", &r.Analysis.Document, first, ordinal[first])
		ordinal[first]++
	}
	r.report(rows)
	return Result{Statements: rows, Speakers: r.speakers(), Mentions: r.extra}
}

// statement is the record of an attribution.
func (r *reading) statement(a *attribution) entente.Statement {
	s := entente.Statement{Speaker: a.speaker, Content: a.Content, Mode: r.mode(a), Confidence: r.confidence(a)}
	if !a.Cue.Empty() {
		cue := a.Cue
		s.Cue = &cue
	}
	if a.To >= 0 {
		if _, m := r.MentionAt(r.Trees[a.Sentence], a.Sentence, a.To); m != nil {
			s.To = []string{m.ID}
		}
	}
	if a.Reporter >= 0 {
		s.ReportedBy = []string{r.speaker(a.Sentence, a.Reporter)}
	}
	if v := r.voices[a.Sentence]; v != "" && len(s.ReportedBy) == 0 {
		s.ReportedBy = []string{v}
	}
	s.Date = r.date(a)
	s.Stance = r.cueStance(a)
	return s
}

// mode is the form of a statement: quoted as a whole, in part, or not at all.
func (r *reading) mode(a *attribution) string {
	switch n := r.quotedWords(a.Content); {
	case a.Name == "free":
		return "free-indirect"
	case r.quotedCue(a):
		return "indirect"
	case r.quotedShare(a.Content) >= 0.75:
		return "direct"
	case n >= 2:
		return "mixed"
	}
	return "indirect"
}

// confidence is what the frames were worth on annotated news: fixed shares, not tuned to any one text.
func (r *reading) confidence(a *attribution) float64 {
	switch {
	case r.quotedCue(a):
		return 0.6
	case a.Name == "free":
		return 0.5
	case a.loose:
		return 0.6
	case a.direct:
		return 0.93
	case a.Name == "noun" || strings.HasPrefix(a.Name, "target"):
		return 0.6
	case a.Name == "infinitive" || a.Frame.Class == "think":
		return 0.7
	}
	return 0.85
}

// date is when it was said, where the cue's own words say so.
func (r *reading) date(a *attribution) *entente.Date {
	for k := range r.Analysis.Dates {
		d := &r.Analysis.Dates[k]
		if d.Sentence != a.Sentence || d.Span == nil || d.Use != "" && d.Use != "date" || inside(*d.Span, a.Content) {
			continue
		}
		if a.Group.Contains(*d.Span) {
			c := *d
			return &c
		}
	}
	return nil
}

// report fills by whom a statement is passed on: the speaker of the nearest statement whose content holds its cue.
func (r *reading) report(rows []entente.Statement) {
	for k := range rows {
		s := &rows[k]
		if s.Cue == nil || len(s.ReportedBy) > 0 {
			continue
		}
		best := -1
		for j := range rows {
			o := &rows[j]
			if j == k || o.Speaker == "" || !inside(*s.Cue, o.Content) || r.actor(o.Speaker) == r.actor(s.Speaker) {
				continue
			}
			if best < 0 || length(o.Content) < length(rows[best].Content) {
				best = j
			}
		}
		if best >= 0 {
			s.ReportedBy = []string{rows[best].Speaker}
		}
	}
}

func length(list []entente.Span) int {
	n := 0
	for _, s := range list {
		n += s.Len()
	}
	return n
}

// speakers is the speaker of every sentence: its voice, else whoever's statements in its main clause cover half of what the
// cues leave of it.
func (r *reading) speakers() []string {
	out := slices.Clone(r.voices)
	shares := make([][]share, len(out))
	for k := range r.found {
		a := &r.found[k]
		if a.Negated {
			continue
		}
		for i := max(a.Sentence-20, 0); i < len(out) && i <= a.Sentence+20; i++ {
			if r.voices[i] != "" && !r.yields(i) {
				continue
			}
			s := r.Analysis.Sentences[i].Span
			n, cue := 0, 0
			for _, c := range a.Content {
				n += overlap(c, s)
			}
			if i == a.Sentence {
				cue = overlap(a.Group, s)
			}
			if n > 0 {
				shares[i] = r.addShare(shares[i], share{a.speaker, n, cue, i != a.Sentence || a.Main || a.direct,
					i == a.Sentence && a.Main && a.Word >= 0 && (a.direct || a.Name == "clause" && r.Trees[i].Head(a.Word) < 0)})
			}
		}
	}
	for i, list := range shares {
		best, cues := 0, 0
		for _, x := range list {
			cues += x.cue
		}
		for _, x := range list {
			most := 2
			if x.leads {
				most = 4
			}
			if x.main && most*x.said >= r.Analysis.Sentences[i].Len()-cues && x.said > best {
				best, out[i] = x.said, x.speaker
			}
		}
	}
	return out
}

// yields reports whether the voice of a document stands back behind whom it quotes: the house that issues a release or a
// report does, somebody who speaks does not.
func (r *reading) yields(i int) bool {
	g := r.Analysis.Document.Genre
	return r.modes[i] == "author" && (g == "release" || g == "news")
}

// A share is how many bytes of a sentence are a speaker's content, how many their cues take, and whether one of them governs
// the sentence.
type share struct {
	speaker   string
	said, cue int
	main      bool
	leads     bool // a clause or quotation hangs on the verb of the sentence itself
}

// addShare sums the shares of one actor.
func (r *reading) addShare(list []share, x share) []share {
	for k := range list {
		if r.actor(list[k].speaker) == r.actor(x.speaker) {
			list[k].said, list[k].cue, list[k].main = list[k].said+x.said, list[k].cue+x.cue, list[k].main || x.main
			list[k].leads = list[k].leads || x.leads
			return list
		}
	}
	return append(list, x)
}

func overlap(a, b entente.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }
