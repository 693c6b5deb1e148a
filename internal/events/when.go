package events

import (
	"strconv"
	"strings"

	"entente"
	"entente/internal/events/match"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// when dates the events: by the date expression on their clause, by the only one of their sentence, by the dated event that
// they belong to, and, for acts of speech that a report brings, by the day of publication.
func (d *reading) when() {
	for i := range d.found {
		e := &d.found[i]
		if n := e.anniversary(); n >= 0 {
			e.date, e.dated = d.anniversaryOf(e, n), "counted back from its anniversary"
		} else if k, why := d.attached(e); k >= 0 {
			e.date, e.dated = d.own(e, k), why
			if e.mood.Perfect && now[strings.ToLower(e.date.Span.In(d.A.Document.Text))] {
				e.date = nil // "now it has been": some day before
			}
			if e.Pattern.Kind == "anniversary" && d.remembered(e.date) {
				e.date = nil // the day is that of what is remembered
			}
		} else if x := d.since(e); x != nil {
			e.date, e.dated = x, "counted back: so many years since"
		}
	}
	for i := range d.found {
		e := &d.found[i]
		if e.date == nil && e.anniversary() < 0 {
			d.infer(i)
		} else if p := d.A.Document.Published; p != nil && e.date != nil && (e.mood.Status == trees.Present || e.mood.Finite < 0 && e.status == trees.Happened) && e.date.Start > p.End && p.End != "" {
			e.status = trees.Planned // "takes office in January"
			e.why = append(e.why, "a present with a date to come")
			e.future()
		}
	}
}

// remembered reports whether a date lies ten years or more before the document.
func (d *reading) remembered(x *entente.Date) bool {
	p := d.A.Document.Published
	if x == nil || p == nil || len(p.Start) < 4 || len(x.End) < 4 {
		return false
	}
	now, err := strconv.Atoi(p.Start[:4])
	then, err2 := strconv.Atoi(x.End[:4])
	return err == nil && err2 == nil && now-then >= 10
}

// now are words that stand for the day of writing.
var now = map[string]bool{"now": true, "today": true, "so far": true, "to date": true, "already": true}

// since counts back from the document: "it has been 24 years since".
func (d *reading) since(e *coded) *entente.Date {
	p := d.A.Document.Published
	if p == nil || len(p.Start) < 4 || !e.s.Tree.Has(e.Anchor, "mark", "since") && !e.s.Tree.Has(e.Anchor, "case", "since") {
		return nil
	}
	for _, k := range d.Dates[e.s.Index] {
		x := &d.A.Dates[k]
		v, ok := strings.CutPrefix(x.Value, "P")
		years, isYears := strings.CutSuffix(v, "Y")
		n, err := strconv.Atoi(years)
		now, err2 := strconv.Atoi(p.Start[:4])
		if x.Use != "duration" || !ok || !isYears || err != nil || err2 != nil {
			continue
		}
		year := strconv.Itoa(now - n)
		return &entente.Date{EDTF: year, Start: year + "-01-01", End: year + "-12-31", Precision: "year", Basis: "relative", Span: x.Span}
	}
	return nil
}

// anniversary is the word for an anniversary over an event, "the 30th anniversary of the establishment of", or -1.
func (e *coded) anniversary() int {
	t := e.s.Tree
	w := t.Head(e.Trigger)
	for n := 0; n < 3 && w >= 0 && t.Noun(w); n++ {
		if t.Lemma(w) == "anniversary" {
			return w
		}
		w = t.Head(w)
	}
	return -1
}

// anniversaryOf counts back from a year with an anniversary to the year of the event: the 30th in 2022 is that of 1992. Without an
// ordinal or a year there is no date.
func (d *reading) anniversaryOf(e *coded, w int) *entente.Date {
	t, years := e.s.Tree, 0
	for _, k := range t.Kids(w) {
		if n, err := strconv.Atoi(strings.TrimRight(t.Tokens[k].Form, "stndrh")); err == nil && n > 0 {
			years = n
		}
	}
	for _, k := range d.Dates[e.s.Index] {
		if x := &d.A.Dates[k]; years > 0 && (x.Use == "" || x.Use == "date") && len(x.Start) >= 4 && x.Start[:4] == x.End[:min(4, len(x.End))] {
			if y, err := strconv.Atoi(x.Start[:4]); err == nil {
				if now := d.A.Document.Published; now != nil && len(now.Start) >= 4 && strconv.Itoa(y+years) == now.Start[:4] {
					return d.own(e, k) // "celebrated the 50th anniversary of the opening of relations on 21 September 1973"
				}
				year := strconv.Itoa(y - years)
				return &entente.Date{EDTF: year, Start: year + "-01-01", End: year + "-12-31", Precision: "year", Basis: "relative", Span: x.Span}
			}
		}
	}
	return nil
}

// own copies a date expression as the date of an event: what was so by a day lies before it, what goes on since it has no end yet.
func (d *reading) own(e *coded, k int) *entente.Date {
	x := d.A.Dates[k]
	if x.Basis == "" {
		x.Basis = "text"
	}
	if x.Span == nil || strings.Contains(x.EDTF, "/") {
		return &x
	}
	switch t := e.s.Tree; t.Case(t.HeadOf(*x.Span)) {
	case "by": // "had been recognised by 1980"
		x.EDTF, x.Start = "../"+x.EDTF, ""
	case "since":
		if e.status == trees.Ongoing {
			x.EDTF, x.End = x.EDTF+"/..", ""
		}
	}
	return &x
}

// infer dates what no expression dates: by an event that it belongs to, by the day of publication for an act of speech that a
// report brings, and as some day before it for what "has happened".
func (d *reading) infer(i int) {
	e := &d.found[i]
	x := d.context(i)
	if x == nil {
		x = d.talks(e)
	}
	if x != nil {
		c := *x
		c.Basis, c.Span = "context", nil
		e.date, e.dated = &c, "the event it belongs to"
		return
	}
	p := d.A.Document.Published
	switch {
	case p == nil || len(p.End) < 10 || d.dated(e) && !e.mood.Perfect:
	case d.reported(e) && (e.Pattern.Flags["said"] || !e.mood.Perfect):
		e.date = &entente.Date{EDTF: p.End, Start: p.Start, End: p.End, Precision: "day", Basis: "published"}
		if p.Start != p.End {
			e.date.EDTF, e.date.Precision = p.EDTF, p.Precision
		}
		e.dated = "an act of speech that the document reports"
	case e.mood.Perfect && e.status == trees.Happened && e.mood.Finite >= 0:
		e.date = &entente.Date{EDTF: "../" + p.End, End: p.End, Precision: "day", Basis: "inferred"}
		e.dated = "a present perfect: before the document"
	default:
		if x := d.story(e); x != nil {
			c := *x
			c.Basis, c.Span = "context", nil
			e.date, e.dated = &c, "told in the sentence before"
		}
	}
}

// talks is the date of hosting a talk, for the talk: "hosted talks between Moscow and Kyiv in March".
func (d *reading) talks(e *coded) *entente.Date {
	for k := range d.found {
		o := &d.found[k]
		if o.s == e.s && o.Pattern.Kind == "hosting" && e.Pattern.Flags["mutual"] && e.s.Tree.Noun(e.Trigger) && o.date != nil && e.Trigger != o.Trigger {
			if v, n := e.s.Tree.Head(e.Trigger), e.Trigger; v == o.Trigger && e.s.Tree.Rel(n) == "obj" || v >= 0 && e.s.Tree.Head(v) == o.Trigger && e.s.Tree.Rel(v) == "obj" {
				return o.date
			}
		}
	}
	return nil
}

// story is the date at the head of the sentence before, where that and this one tell what happened, one after the other, in the plain
// past: "A few months ago a dream came true. Ten states were admitted to the Union."
func (d *reading) story(e *coded) *entente.Date {
	i, t := e.s.Index-1, e.s.Tree
	if i < 0 || e.status != trees.Happened || d.dated(e) || e.mood.Finite < 0 || d.A.Sentences[i].Part != d.A.Sentences[e.s.Index].Part {
		return nil
	}
	if v := e.mood.Finite; t.Rel(v) != "root" || !t.Past(v) || e.Anchor != v && e.Trigger != v || e.Pattern.Flags["said"] {
		return nil
	}
	var found *entente.Date
	for _, k := range d.Dates[i] {
		x := &d.A.Dates[k]
		if x.Use != "" && x.Use != "date" || x.EDTF == "" {
			continue
		}
		if found != nil {
			return nil
		}
		found = x
	}
	if found == nil || len(d.A.Sentences[i].Tokens) == 0 {
		return nil
	}
	before := d.Tree(i)
	w := before.HeadOf(*found.Span)
	v := before.Head(w)
	if v < 0 || w > v || before.Rel(v) != "root" || before.Rel(w) != "obl" && before.Rel(w) != "advmod" || !before.Past(v) || match.Reporting(before.Lemma(v)) {
		return nil
	}
	switch before.Case(w) {
	case "", "in", "on", "at", "during":
		return found
	}
	return nil
}

// dated reports whether the sentence has a date expression.
func (d *reading) dated(e *coded) bool {
	for _, k := range d.Dates[e.s.Index] {
		if u := d.A.Dates[k].Use; u == "" || u == "date" {
			return true
		}
	}
	return false
}

// reported says that an event is an act of speech told as news of the day: in the main clause of a news report, or in
// what that clause says that somebody said.
func (d *reading) reported(e *coded) bool {
	if g := d.A.Document.Genre; g != "news" && g != "release" && g != "" {
		return false
	}
	if e.status != trees.Happened && !e.Pattern.Flags["vow"] || e.mood.Finite < 0 || !e.Pattern.Flags["said"] && !e.Pattern.Flags["vow"] && e.typ != "REJECT" {
		return false
	}
	t, v := e.s.Tree, e.mood.Finite
	if t.Pluperfect(v) {
		return false // "had refused": before what is reported
	}
	if t.Rel(e.Trigger) == "advcl" && t.Tokens[e.Trigger].XPOS == "VBG" && e.Pattern.Flags["said"] {
		return true
	}
	switch t.Rel(v) {
	case "root", "parataxis", "conj":
		return true
	case "ccomp":
		return match.Reporting(t.Lemma(t.Head(v))) && e.typ == "REJECT"
	case "advcl":
		return t.Tokens[v].XPOS == "VBG"
	}
	return false
}

// context finds a dated event nearby that this one belongs to: "the meeting", "during the visit", or what was said there.
func (d *reading) context(i int) *entente.Date {
	e := &d.found[i]
	if e.status != trees.Happened && !e.Pattern.Flags["vow"] {
		return nil
	}
	if k := d.antecedent(i); k >= 0 && d.found[k].date != nil {
		return d.found[k].date
	}
	if k := d.occasion(i); k >= 0 {
		return d.found[k].date
	}
	definite := e.s.Tree.Noun(e.Trigger) && e.s.Tree.Has(e.Trigger, "det", "the", "this", "that")
	said := e.typ == "SUPPORT" || e.typ == "REQUEST" || e.typ == "ACCUSE" || e.typ == "AGREE"
	if e.typ != "CONSULT" && !said {
		return nil
	}
	for k := i - 1; k >= 0; k-- {
		o := &d.found[k]
		gap := e.s.Index - o.s.Index
		if gap > 3 {
			return nil
		}
		if o.date == nil || o.Pattern.Type != "CONSULT" || o.status != trees.Happened || o.dated == "the event it belongs to" {
			continue
		}
		if common(d.A, e, o) == 0 {
			continue
		}
		if definite && e.typ == "CONSULT" || said && gap <= 1 && !e.mood.Perfect && e.mood.Finite >= 0 && !e.s.Tree.Pluperfect(e.mood.Finite) {
			return o.date
		}
	}
	return nil
}

// occasion is the dated meeting of the sentence before at which a decision in the plain past was taken, or -1.
func (d *reading) occasion(i int) int {
	e := &d.found[i]
	switch e.typ {
	case "CONCEDE", "SANCTION", "AGREE", "REJECT":
	default:
		return -1
	}
	if e.mood.Perfect || e.mood.Finite < 0 || e.mood.Status != trees.Happened {
		return -1
	}
	for k := i - 1; k >= 0 && e.s.Index-d.found[k].s.Index <= 1; k-- {
		o := &d.found[k]
		if o.s != e.s && o.date != nil && o.Pattern.Type == "CONSULT" && o.status == trees.Happened && (len(e.Actors) == 0 || common(d.A, e, o) > 0) {
			return k
		}
	}
	return -1
}

// antecedent is the event of the sentence before that "the move" or "this decision" in an act of speech stands for, or -1.
func (d *reading) antecedent(i int) int {
	e := &d.found[i]
	o := e.s.Tree.Object(e.Trigger)
	if o >= 0 && e.Pattern.Flags["said"] && e.s.Tree.Lemma(o) == "which" && i > 0 && d.found[i-1].s == e.s { // "passed a law, which Oslo criticised"
		return i - 1
	}
	if !e.Pattern.Flags["said"] || o < 0 || !moves[e.s.Tree.Lemma(o)] || !e.s.Tree.Has(o, "det", "the", "this", "that") || len(e.s.Tree.Phrases(o, "of"))+len(e.s.Tree.Phrases(o, "by")) > 0 {
		return -1
	}
	for k := i - 1; k >= 0; k-- {
		if gap := e.s.Index - d.found[k].s.Index; gap == 1 || gap == 0 && d.found[k].Trigger < e.Trigger {
			return k
		} else if gap > 1 {
			break
		}
	}
	return -1
}

// moves are nouns that stand for what was told before.
var moves = pattern.Set(`move decision step proposal plan announcement initiative measure action act gesture visit attack agreement blockade rally ban strike raid protest
 arrest bid deal offer law bill vote ruling sentence verdict exercise drill launch test killing deployment expulsion seizure closure fine lawsuit`)
