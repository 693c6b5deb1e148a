package actors

import (
	"cmp"
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
	d.guest()
	for _, name := range doc.Authors {
		if name != doc.SpeakerName {
			d.voice(name, "byline", entente.Span{})
		}
	}
}

// guest gives the answers of an interview that prints no names ("Q:", "A:") to the one person named before the first
// question: "Deputy Foreign Minister X spoke to the Courier about …".
func (d *reading) guest() {
	first, answers := -1, 0
	for i := range d.Analysis.Document.Parts {
		switch p := &d.Analysis.Document.Parts[i]; p.Kind {
		case "question", "answer":
			if first < 0 {
				first = i
			}
			if p.Kind == "answer" && d.ByPart[i] == nil {
				answers++
			}
		}
	}
	who := cmp.Or(d.announced(first), d.received(first))
	if d.Speaker != nil {
		who = d.Speaker
	}
	if answers == 0 || who == nil {
		return
	}
	if who.Of == "" && (who.Role != "" || who.Class != "") {
		who.Of = d.Home
		if who.Of == "" {
			who.Of = d.foremost()
		}
	}
	if d.Home == "" && d.IsState(who.Of) {
		d.Home = who.Of
	}
	for i := range d.Analysis.Document.Parts {
		if d.Analysis.Document.Parts[i].Kind == "answer" && d.ByPart[i] == nil {
			d.ByPart[i] = who
		}
	}
}

// announced is the one person named in the parts before a conversation, nil for none or several; authors do not count.
func (d *reading) announced(first int) *draft.Mention {
	var who *draft.Mention
	for _, m := range d.Mentions {
		if m.Start == nil || m.Part < 0 || m.Part >= first || m.Kind != "person" || m.Folded == "" || d.wrote(m) {
			continue
		}
		switch {
		case who == nil, m.Role != "" && who.Role == "" && surname(m.Folded) == surname(who.Folded):
			who = m
		case surname(m.Folded) != surname(who.Folded):
			return nil
		}
	}
	return who
}

// received is the one holder of an office in the parts before a conversation that is said to speak there and has no name: "The foreign
// minister of Fiji spoke to our correspondent". Nil for none or several.
func (d *reading) received(first int) *draft.Mention {
	var who *draft.Mention
	for _, m := range d.Mentions {
		if m.Start == nil || m.Part < 0 || m.Part >= first || m.Kind != "person" {
			continue
		}
		if m.Folded != "" {
			return nil
		}
		if m.Role == "" || !d.IsState(m.Of) || m.Plural || !d.speaks(m) {
			continue
		}
		if who != nil && (who.Role != m.Role || who.Of != m.Of) {
			return nil
		}
		who = m
	}
	return who
}

// speaks reports whether the sentence of a mention has a word of a conversation.
func (d *reading) speaks(m *draft.Mention) bool {
	for i := range d.Sentences[m.Sentence].Tokens {
		switch d.Sentences[m.Sentence].Tokens[i].Lemma {
		case "speak", "talk", "answer", "interview", "reply", "sit":
			return true
		}
	}
	return false
}

// wrote reports whether a mention has the name of an author.
func (d *reading) wrote(m *draft.Mention) bool {
	for _, name := range d.Analysis.Document.Authors {
		if surname(gazetteer.Fold(name)) == surname(m.Folded) {
			return true
		}
	}
	return false
}

func surname(folded string) string { return folded[strings.LastIndexByte(folded, ' ')+1:] }

// foremost is the state that does things in the conversation more often than any other, twice at least; "" for none. An
// official without a state is taken to speak for it.
func (d *reading) foremost() string {
	does := map[string]int{}
	for _, m := range d.Mentions {
		if m.Start == nil || m.Kind != "state" || m.Via != "name" || m.Head < 0 {
			continue
		}
		tokens := d.Analysis.Sentences[m.Sentence].Tokens
		if strings.HasPrefix(tokens[m.Head].Rel, "nsubj") && tokens[tokens[m.Head].Head].Head < 0 {
			does[m.Actor]++
		}
	}
	best, next := "", 0
	for _, id := range draft.SortedKeys(does) {
		switch n := does[id]; {
		case best == "" || n > does[best]:
			if best != "" {
				next = max(next, does[best])
			}
			best = id
		default:
			next = max(next, n)
		}
	}
	if best == "" || does[best] < 2 || does[best] == next {
		return ""
	}
	return best
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
