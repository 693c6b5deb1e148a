package entente

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
)

// Encode writes the public record of an analysis: one line of JSON, spans in code points, lists never null.
func Encode(a *Analysis) ([]byte, error) {
	r := a.clone()
	text, source := newRuler(a.Document.Text), newRuler(a.Document.Decoded)
	r.eachSpan(func(s *Span) { *s = Span{text.points(s.Start), text.points(s.End)} },
		func(s *Span) { *s = Span{source.points(s.Start), source.points(s.End)} })
	for i, m := range r.Document.Map {
		r.Document.Map[i] = Run{
			Text: text.points(m.Text), Len: text.points(m.Text+m.Len) - text.points(m.Text),
			Source: source.points(m.Source), SourceLength: source.points(m.Source+m.SourceLength) - source.points(m.Source),
		}
	}
	r.round()
	return marshal(r)
}

// Decode reads a public record. source is the decoded source that the record was made from; without it ("") the places
// in the source (Map, Dropped, the sources of mentions) are left out, for they cannot be counted in bytes.
func Decode(line []byte, source string) (*Analysis, error) {
	a := &Analysis{}
	if err := json.Unmarshal(line, a); err != nil {
		return nil, fmt.Errorf("decode record: %w: %w", ErrInvalid, err)
	}
	if a.Schema != Schema {
		return nil, fmt.Errorf("decode record: schema %q, want %q: %w", a.Schema, Schema, ErrInvalid)
	}
	text, from := newRuler(a.Document.Text), newRuler(source)
	if source == "" {
		a.Document.Map, a.Document.Dropped = nil, nil
		for i := range a.Mentions {
			a.Mentions[i].Source = nil
		}
	}
	for i, m := range a.Document.Map {
		a.Document.Map[i] = Run{
			Text: text.bytes(m.Text), Len: text.bytes(m.Text+m.Len) - text.bytes(m.Text),
			Source: from.bytes(m.Source), SourceLength: from.bytes(m.Source+m.SourceLength) - from.bytes(m.Source),
		}
	}
	a.eachSpan(func(s *Span) { *s = Span{text.bytes(s.Start), text.bytes(s.End)} },
		func(s *Span) { *s = Span{from.bytes(s.Start), from.bytes(s.End)} })
	a.Document.Decoded = source
	a.place()
	return a, nil
}

// Marshal writes any value as the records are written: no HTML escaping, no line end.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("encode record: %w", err)
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// place fills the sentence indexes that the record does not carry.
func (a *Analysis) place() {
	for i := range a.Mentions {
		m := &a.Mentions[i]
		m.Head, m.Sentence = -1, -1
		if s := m.Span(); !s.Empty() {
			m.Sentence = a.SentenceAt(s.Start)
		}
	}
}

func (a *Analysis) round() {
	for i := range a.Events {
		a.Events[i].round()
	}
	for i := range a.Ties {
		a.Ties[i].Confidence = to(a.Ties[i].Confidence, 100)
	}
	for i := range a.Statements {
		a.Statements[i].Confidence = to(a.Statements[i].Confidence, 100)
	}
	for i := range a.Figures {
		a.Figures[i].Confidence = to(a.Figures[i].Confidence, 100)
	}
}

// round leaves what the event points to as it was.
func (e *Event) round() {
	e.Confidence = to(e.Confidence, 100)
	if e.Score != nil {
		s := to(*e.Score, 10)
		e.Score = &s
	}
	if e.Place != nil {
		p := *e.Place
		p.Lat, p.Lon = to(p.Lat, 1e4), to(p.Lon, 1e4)
		e.Place = &p
	}
}

func to(x, parts float64) float64 { return math.Round(x*parts) / parts }
