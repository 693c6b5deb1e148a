package entente

import (
	"encoding/json"
	"strings"
)

// Parts are the parts of a record that can be found alone, by the name that callers give and the key they come under.
var parts = map[string]string{"actors": "mentions", "places": "places", "dates": "dates", "events": "events", "statements": "statements", "figures": "figures"}

// FoundKey is the key of a part: "mentions" for "actors"; "" for what is no part.
func FoundKey(part string) string { return parts[part] }

// found is the line that a single part is written as.
type found struct {
	ID         json.RawMessage `json:"id,omitempty"`
	Mentions   *[]Mention      `json:"mentions,omitempty"`
	Places     *[]Place        `json:"places,omitempty"`
	Dates      *[]Date         `json:"dates,omitempty"`
	Events     *[]Event        `json:"events,omitempty"`
	Statements *[]Statement    `json:"statements,omitempty"`
	Figures    *[]Figure       `json:"figures,omitempty"`
	Failures   []Failure       `json:"failures,omitempty"`
}

// EncodeFound writes one part of an analysis (actors, places, dates, events, statements or figures) as a line of JSON with
// the caller's id, its spans in code points, and the failures where there are any. Events, statements and figures name
// mentions by id; EncodeFound gives their mentions beside them. Lengths of time, and "now" and "recently", are no dates.
func EncodeFound(id json.RawMessage, part string, a *Analysis) ([]byte, error) {
	c := a.clone()
	c.Dates, c.Places = list(c.Dates), list(c.Places)
	text := newRuler(a.Document.Text)
	point := func(s *Span) { *s = Span{text.points(s.Start), text.points(s.End)} }
	c.eachSpan(point, func(*Span) {})
	for i := range c.Dates {
		if c.Dates[i].Span = ptr(c.Dates[i].Span); c.Dates[i].Span != nil {
			point(c.Dates[i].Span)
		}
	}
	for i := range c.Places {
		p := &c.Places[i]
		if p.Span = ptr(p.Span); p.Span != nil {
			point(p.Span)
		}
		p.Lat, p.Lon = to(p.Lat, 1e4), to(p.Lon, 1e4)
	}
	c.round()
	f := found{ID: id, Failures: c.Failures}
	switch part {
	case "actors":
		f.Mentions = &c.Mentions
	case "places":
		f.Places = &c.Places
	case "dates":
		dated := []Date{}
		for _, d := range c.Dates {
			if d.EDTF != "" && !strings.HasSuffix(d.Value, "_REF") {
				dated = append(dated, d)
			}
		}
		f.Dates = &dated
	case "events":
		f.Mentions, f.Events = &c.Mentions, &c.Events
	case "statements":
		f.Mentions, f.Statements = &c.Mentions, &c.Statements
	case "figures":
		f.Mentions, f.Figures = &c.Mentions, &c.Figures
	}
	return marshal(f)
}
