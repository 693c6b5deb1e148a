package conformance

import (
	"strings"

	"entente"
)

// A draft is a record under way, with the places of its rows found by their words.
type draft struct{ a *entente.Analysis }

func document(source, published, publisher, text string) draft {
	raw := "raw " + source + "\n" + text
	d := draft{&entente.Analysis{Schema: entente.Schema, Versions: versions}}
	d.a.Document = entente.Document{ID: entente.ID("d", raw), Source: source, Raw: entente.Hash([]byte(raw)), Title: "Title of " + source, Publisher: publisher, Text: text, Language: "en"}
	if published != "" {
		d.a.Document.Published = day(published)
		d.a.Document.Published.Basis = "header"
	}
	at := 0
	for _, s := range strings.SplitAfter(text, ". ") {
		end := at + len(s)
		if s = strings.TrimSpace(s); s != "" {
			d.a.Sentences = append(d.a.Sentences, entente.Sentence{Span: entente.Span{Start: at, End: at + len(s)}})
		}
		at = end
	}
	return d
}

func (d draft) reading() entente.Reading {
	raw := "raw " + d.a.Document.Source + "\n" + d.a.Document.Text
	return entente.Reading{Page: entente.Page{Source: d.a.Document.Source, Raw: []byte(raw)}, Versions: versions, Analyses: []*entente.Analysis{d.a}, At: "2023-01-01T00:00:00Z"}
}

func (d draft) span(words string) entente.Span {
	i := strings.Index(d.a.Document.Text, words)
	if i < 0 {
		panic("no " + words + " in the text") // a mistake in the suite
	}
	return entente.Span{Start: i, End: i + len(words)}
}

func (d draft) mention(id, actor, of, name, via string) draft {
	m := entente.Mention{ID: id, Actor: actor, Of: of, Name: name, Via: via, Kind: "state", Sentence: -1, Head: -1}
	if i := strings.Index(d.a.Document.Text, name); i >= 0 {
		m = m.At(entente.Span{Start: i, End: i + len(name)})
	}
	d.a.Mentions = append(d.a.Mentions, m)
	return d
}

func (d draft) sentence(s entente.Span) entente.Span {
	return d.a.Sentences[d.a.SentenceAt(s.Start)].Span
}

func (d draft) event(words, kind, typ, status, date string, actors, recipients []string) {
	s := d.span(words)
	e := entente.Event{ID: entente.RowID("e", &d.a.Document, s, 0), Type: typ, Kind: kind, Status: status, Actors: actors, Recipients: recipients, Trigger: []entente.Span{s}, Evidence: d.sentence(s), Confidence: 0.9}
	if date != "" {
		e.Date = day(date)
	}
	d.a.Events = append(d.a.Events, e)
}

func (d draft) statement(words, speaker, about string) {
	s := d.span(words)
	d.a.Statements = append(d.a.Statements, entente.Statement{ID: entente.RowID("s", &d.a.Document, s, 0), Speaker: speaker, Mode: "direct", Content: []entente.Span{s}, About: []string{about}, Confidence: 0.9})
}

func (d draft) figure(words, measure, period string, parties ...string) {
	s := d.span(words)
	d.a.Figures = append(d.a.Figures, entente.Figure{ID: entente.RowID("f", &d.a.Document, s, 0), Span: s, Op: "=", Value: "25000000000", Form: "level", Unit: "USD", Measure: measure, Parties: parties, Period: day(period), Modality: "actual", Evidence: d.sentence(s), Confidence: 0.9})
}

func (d draft) tie(words, kind, status string, parties ...string) {
	s := d.span(words)
	d.a.Ties = append(d.a.Ties, entente.Tie{ID: entente.RowID("t", &d.a.Document, s, 0), Kind: kind, Status: status, Parties: parties, Role: "member", Evidence: d.sentence(s), Confidence: 0.9})
}

// day is a date given to the day, month or year.
func day(s string) *entente.Date {
	d := &entente.Date{EDTF: s, Start: s, End: s, Precision: "day", Basis: "text"}
	switch len(s) {
	case 4:
		d.Start, d.End, d.Precision = s+"-01-01", s+"-12-31", "year"
	case 7:
		d.Start, d.End, d.Precision = s+"-01", s+"-30", "month"
	}
	return d
}
