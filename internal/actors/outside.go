package actors

import (
	"strings"

	"entente"
	"entente/internal/actors/draft"
	"entente/internal/actors/identity"
	"entente/internal/actors/naming"
	"entente/internal/actors/phrases"
	"entente/internal/gazetteer"
)

// outside makes the mentions that stand outside the text: labels of turns, the one voice of the document, its authors.
func (d *reading) outside() {
	doc := &d.Analysis.Document
	d.ByPart = make([]*draft.Mention, len(doc.Parts))
	if doc.SpeakerName != "" {
		via := "byline"
		if doc.SpeakerSource.Empty() {
			via = "input"
		}
		d.Speaker = d.voice(doc.SpeakerName, via, doc.SpeakerSource)
		if d.Speaker.Of == "" && d.KindOf(d.Speaker.Actor) != "organisation" {
			d.Speaker.Of = d.Home
		}
		if d.Home == "" && d.Speaker.Of != "" && d.KindOf(d.Speaker.Of) == "state" {
			d.Home = d.Speaker.Of
		}
	}
	labels := map[entente.Span]*draft.Mention{}
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
		d.ByPart[i] = m
	}
	for _, name := range doc.Authors {
		if name != doc.SpeakerName {
			d.voice(name, "byline", entente.Span{})
		}
	}
}

// voice makes the mention of somebody named outside the text.
func (d *reading) voice(name, via string, source entente.Span) *draft.Mention {
	m := &draft.Mention{}
	*m = d.parsed(name)
	m.Via, m.Start, m.End, m.Sentence, m.Head, m.Part = via, nil, nil, -1, -1, -1
	if !source.Empty() {
		m.Source = &source
	}
	d.Mentions = append(d.Mentions, m)
	if m.Kind == "person" && m.Folded != "" {
		identity.Outside(d.Text, m)
	}
	return m
}

// parsed reads a label or byline as a text of its own: a person with an office, else a body, else somebody with that name.
func (d *reading) parsed(name string) draft.Mention {
	sub := &draft.Text{Gazetteer: d.Gazetteer, Lex: d.Lex, Analysis: &entente.Analysis{Document: entente.Document{Text: name}, Sentences: []entente.Sentence{{Span: entente.Span{End: len(name)}}}}, Day: d.Day, Acts: map[string]string{}, Stated: d.Stated, Seated: map[string]int{}}
	s := sub.NewSentence(0)
	s.Shout = false
	sub.Sentences = []*draft.Sentence{s}
	naming.In(sub, s)
	phrases.Compose(sub, s)
	var best *draft.Mention
	for _, m := range sub.Mentions {
		if best == nil || m.Kind == "person" && (best.Kind != "person" || m.Folded != "" && best.Folded == "") {
			best = m
		}
	}
	if best != nil && best.Kind == "person" {
		x := *best
		if x.Folded != "" && x.Gender == "family" {
			x.Gender = ""
		}
		if x.Of == "" {
			for _, m := range sub.Mentions {
				if (m.Kind == "organisation" || m.Kind == "state") && x.Of == "" {
					x.Of = m.Actor
				}
			}
		}
		for _, m := range sub.Mentions {
			if m.Kind == "person" && m.Folded == "" && m.Role != "" && x.Role == "" {
				x.Role, x.Sectors, x.Class, x.Former = m.Role, m.Sectors, m.Class, m.Former
				if m.Of != "" {
					x.Of = m.Of
				}
			}
		}
		x.Open = false
		return x
	}
	if best != nil && (best.Kind == "organisation" || best.Kind == "state") {
		return *best
	}
	x := draft.Mention{Folded: gazetteer.Fold(name)}
	x.Kind, x.Name = "person", strings.TrimSpace(name)
	if strings.HasPrefix(x.Folded, "question") || strings.HasPrefix(x.Folded, "answer") || x.Folded == "q" || x.Folded == "a" || strings.HasSuffix(x.Folded, "reporter") || x.Folded == "interviewer" || x.Folded == "journalist" {
		x.Folded = ""
	}
	return x
}
