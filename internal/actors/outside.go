package actors

import (
	"strings"

	"entente"
	"entente/internal/gazetteer"
)

// outside makes the mentions that stand outside the text: labels of turns, the one voice of the document, its authors.
func (d *reading) outside() {
	doc := &d.a.Document
	d.byPart = make([]*mention, len(doc.Parts))
	if doc.SpeakerName != "" {
		via := "byline"
		if doc.SpeakerSource.Empty() {
			via = "input"
		}
		d.speaker = d.voice(doc.SpeakerName, via, doc.SpeakerSource)
		if d.speaker.Of == "" && d.kindOf(d.speaker.Actor) != "organisation" {
			d.speaker.Of = d.home
		}
		if d.home == "" && d.speaker.Of != "" && d.kindOf(d.speaker.Of) == "state" {
			d.home = d.speaker.Of
		}
	}
	labels := map[entente.Span]*mention{}
	for i := range doc.Parts {
		p := &doc.Parts[i]
		if p.Label == "" {
			continue
		}
		switch gazetteer.Fold(p.Label) {
		case "question", "answer", "q", "a":
			continue
		}
		m := labels[p.LabelSource]
		if m == nil || p.LabelSource.Empty() {
			m = d.voice(p.Label, "label", p.LabelSource)
			labels[p.LabelSource] = m
		}
		d.byPart[i] = m
	}
	for _, name := range doc.Authors {
		if name != doc.SpeakerName {
			d.voice(name, "byline", entente.Span{})
		}
	}
}

// voice makes the mention of somebody named outside the text.
func (d *reading) voice(name, via string, source entente.Span) *mention {
	m := &mention{}
	*m = d.parsed(name)
	m.Via, m.Start, m.End, m.Sentence, m.Head, m.part = via, nil, nil, -1, -1, -1
	if !source.Empty() {
		m.Source = &source
	}
	d.ms = append(d.ms, m)
	if m.Kind != "person" || m.name == "" {
		return m
	}
	if p := d.lookup(strings.Fields(m.name)); p != nil && d.agrees(p, m) {
		m.key = p.key
		if m.Role == "" && p.role != "" && !p.former {
			m.Role, m.Sectors, m.class = p.role, p.sector, p.class
		}
	} else {
		if m.Of == "" {
			m.Of = d.home
		}
		d.meet(m)
	}
	d.describe(m)
	return m
}

// parsed reads a label or byline as a text of its own: a person with an office, else a body, else somebody with that name.
func (d *reading) parsed(name string) mention {
	sub := &reading{g: d.g, lex: d.lex, a: &entente.Analysis{Document: entente.Document{Text: name}, Sentences: []entente.Sentence{{Span: entente.Span{End: len(name)}}}}, day: d.day, acts: map[string]string{}, stated: d.stated, seated: map[string]int{}}
	s := sub.newSentence(0)
	s.shout = false
	sub.sents = []*sentence{s}
	sub.names(s)
	sub.compose(s)
	var best *mention
	for _, m := range sub.ms {
		if best == nil || m.Kind == "person" && (best.Kind != "person" || m.name != "" && best.name == "") {
			best = m
		}
	}
	if best != nil && best.Kind == "person" {
		x := *best
		if x.name != "" && x.gender == "family" {
			x.gender = ""
		}
		if x.Of == "" {
			for _, m := range sub.ms {
				if (m.Kind == "organisation" || m.Kind == "state") && x.Of == "" {
					x.Of = m.Actor
				}
			}
		}
		for _, m := range sub.ms {
			if m.Kind == "person" && m.name == "" && m.Role != "" && x.Role == "" {
				x.Role, x.Sectors, x.class, x.former = m.Role, m.Sectors, m.class, m.former
				if m.Of != "" {
					x.Of = m.Of
				}
			}
		}
		x.open = false
		return x
	}
	if best != nil && (best.Kind == "organisation" || best.Kind == "state") {
		return *best
	}
	x := mention{name: gazetteer.Fold(name)}
	x.Kind, x.Name = "person", strings.TrimSpace(name)
	if strings.HasPrefix(x.name, "question") || strings.HasPrefix(x.name, "answer") || x.name == "q" || x.name == "a" || strings.HasSuffix(x.name, "reporter") || x.name == "interviewer" || x.name == "journalist" {
		x.name = ""
	}
	return x
}
