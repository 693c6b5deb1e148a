package clean

import (
	"entente"
	"entente/internal/clean/pubdate"
	"entente/internal/clean/strand"
)

// A draft is an article on its way to a document: its blocks, and what was learned of it so far.
type draft struct {
	decoded  string
	blocks   []strand.Block
	dropped  []entente.Drop // beside the dropped blocks
	meta     meta
	date     dateOf
	declared declared
	html     bool   // an extractor has judged the blocks
	layer    string // the name of the extracted layer that decoded is
}

// meta is what is known about the document; the first to fill a field wins.
type meta struct {
	title, publisher, republisher, url, language, category, country, genre string
	authors                                                                []string
	speaker                                                                string
	speakerAt                                                              entente.Span
	told                                                                   bool
	dateline                                                               pubdate.Found // a day without its year
}

// dateOf is the publication date with how far its basis is to be trusted: the lower the rank the better.
type dateOf struct {
	date *entente.Date
	rank int
}

// The ranks of the places where a date of publication stands.
const (
	rankInput = iota + 1
	rankHeader
	rankCredit // of the first publication
	rankMeta
	rankLine
	rankDateline
	rankFoot
	rankURL
	rankUpdated
	rankInferred
)

// offer takes a date unless a better one is known, and reports whether it did. A day is better than a month.
func (d *draft) offer(date *entente.Date, rank int) bool {
	if date == nil {
		return false
	}
	if d.date.date != nil {
		have, come := pubdate.Coarse(d.date.date), pubdate.Coarse(date)
		if come > have || come == have && rank >= d.date.rank {
			return false
		}
		if rank > d.date.rank && have == 0 {
			return false
		}
	}
	d.date = dateOf{date, rank}
	return true
}

func (d *draft) drop(s entente.Span, reason string) {
	if !s.Empty() {
		d.dropped = append(d.dropped, entente.Drop{Span: s, Reason: reason})
	}
}

func span(i, j int) entente.Span { return entente.Span{Start: i, End: j} }

func setFirst(field *string, value string) {
	if *field == "" {
		*field = value
	}
}
