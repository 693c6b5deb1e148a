package entente

import (
	"fmt"
	"unicode/utf8"
)

// eachSpan calls text for every span that lies in Document.Text, source for every one that lies in Document.Decoded.
func (a *Analysis) eachSpan(text, source func(*Span)) {
	d := &a.Document
	if d.Published != nil && d.Published.Span != nil {
		source(d.Published.Span)
	}
	for i := range d.Parts {
		text(&d.Parts[i].Span)
	}
	for i := range d.Dropped {
		source(&d.Dropped[i].Span)
	}
	for i := range a.Sentences {
		text(&a.Sentences[i].Span)
	}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if m.Start != nil && m.End != nil {
			s := m.Span()
			text(&s)
			*m = m.At(s)
		}
		if m.Source != nil {
			source(m.Source)
		}
	}
	a.eachRow(text)
}

// eachRow calls text for every span of the rows, all of which lie in Document.Text.
func (a *Analysis) eachRow(text func(*Span)) {
	inDate := func(x *Date) {
		if x != nil && x.Span != nil {
			text(x.Span)
		}
	}
	for i := range a.Events {
		e := &a.Events[i]
		inDate(e.Date)
		if e.Place != nil && e.Place.Span != nil {
			text(e.Place.Span)
		}
		for j := range e.Trigger {
			text(&e.Trigger[j])
		}
		text(&e.Evidence)
	}
	for i := range a.Ties {
		inDate(a.Ties[i].From)
		inDate(a.Ties[i].Until)
		text(&a.Ties[i].Evidence)
	}
	for i := range a.Statements {
		s := &a.Statements[i]
		inDate(s.Date)
		if s.Cue != nil {
			text(s.Cue)
		}
		for j := range s.Content {
			text(&s.Content[j])
		}
	}
	for i := range a.Figures {
		inDate(a.Figures[i].Period)
		inDate(a.Figures[i].Base)
		text(&a.Figures[i].Span)
		text(&a.Figures[i].Evidence)
	}
}

// CheckSpans reports the first span that does not lie in its text on code point boundaries, and the first run of the map
// that leaves its text or source.
func (a *Analysis) CheckSpans() error {
	var bad error
	check := func(what, s string) func(*Span) {
		return func(x *Span) {
			if bad == nil && !(0 <= x.Start && x.Start <= x.End && x.End <= len(s) && boundary(s, x.Start) && boundary(s, x.End)) {
				bad = fmt.Errorf("span %d–%d does not lie in the %s of %d bytes: %w", x.Start, x.End, what, len(s), ErrInvalid)
			}
		}
	}
	text, source := check("text", a.Document.Text), check("source", a.Document.Decoded)
	c := a.clone()
	c.eachSpan(text, source)
	for _, r := range a.Document.Map {
		text(&Span{r.Text, r.Text + r.Len})
		source(&Span{r.Source, r.Source + r.SourceLength})
	}
	return bad
}

func boundary(s string, at int) bool { return at == len(s) || utf8.RuneStart(s[at]) }
