package statements

import (
	"strings"

	"entente"
	"entente/internal/statements/quotation"
)

// hear notes for every sentence whose voice it is: the turn of an interview that it stands in, or the one voice of a
// speech or of a piece as told to somebody. Titles, captions and notes are the author's.
func (r *reading) hear() {
	n := len(r.Analysis.Sentences)
	r.voices, r.modes = make([]string, n), make([]string, n)
	d := &r.Analysis.Document
	turns := false
	for _, p := range d.Parts {
		turns = turns || p.Kind == "answer"
	}
	for i := range r.Analysis.Sentences {
		k := r.part(r.Analysis.Sentences[i].Start)
		kind, speaker := "paragraph", ""
		if k >= 0 && k < len(d.Parts) {
			kind, speaker = d.Parts[k].Kind, d.Parts[k].Speaker
		}
		r.Kinds[i] = kind
		switch kind {
		case "answer", "question":
			r.voices[i], r.modes[i] = speaker, kind
		case "paragraph", "list", "":
			if d.Speaker == "" || turns {
				break
			}
			r.voices[i], r.modes[i] = d.Speaker, "author"
			if d.Told {
				r.modes[i] = "told"
			}
		}
		r.Voiced[i] = r.modes[i] != ""
	}
}

// own reports whether an attribution inside a turn or a speech only says what the voice says anyway: "I believe", "we hope",
// "my Government notes", or the state that the voice speaks for.
func (r *reading) own(a *attribution) bool {
	voice := r.voices[a.Sentence]
	if r.modes[a.Sentence] == "" || a.Source < 0 {
		return false
	}
	t := r.Trees[a.From]
	if r.InQuote(a.Cue.Start) >= 0 {
		return false
	}
	switch strings.ToLower(t.Tokens[a.Source].Form) {
	case "i", "we", "us", "you":
		return true
	}
	for _, k := range t.Kids(a.Source) {
		if t.Tokens[k].Rel == "nmod:poss" {
			if f := strings.ToLower(t.Tokens[k].Form); (f == "my" || f == "our") && r.Is("own", t.Lemma(a.Source)) {
				return true
			}
		}
	}
	if voice == "" || a.speaker == "" || r.several(a) {
		return false
	}
	if r.actor(voice) == r.actor(a.speaker) {
		return true
	}
	v, _ := r.mention(voice)
	s, _ := r.mention(a.speaker)
	home := v.Of
	if home == "" {
		home = r.Analysis.Document.Country
	}
	return home != "" && (s.Actor == home || s.Of == home && s.Kind == "organisation")
}

// pointLength is how long two sentences may be together, in bytes, to be one point: some forty words.
const pointLength = 240

// several reports whether a source stands for more than one: "the two sides" has a mention for each.
func (r *reading) several(a *attribution) bool {
	m, ok := r.mention(a.speaker)
	n := 0
	for _, k := range r.Mentions(a.From) {
		if x := &r.Analysis.Mentions[k]; ok && x.Span() == m.Span() {
			n++
		}
	}
	return n > 1
}

// points cuts what a voice says into statements: a sentence, with the next one where both are short. Greetings and thanks
// say nothing and are left out; so is what has hardly a word, and what only tells a dated event, which the events carry.
func (r *reading) points() []entente.Statement {
	var out []entente.Statement
	for i := 0; i < len(r.Analysis.Sentences); i++ {
		if r.modes[i] == "" || r.modes[i] == "question" && r.part(r.Analysis.Sentences[i].Start) < 0 {
			continue
		}
		last := i
		for r.modes[i] == "question" && last+1 < len(r.Analysis.Sentences) && r.same(i, last+1) {
			last++
		}
		if r.modes[i] != "question" {
			if r.formal(i) || r.dated(i) {
				continue
			}
			if r.same(i, i+1) && r.Analysis.Sentences[i].Len()+r.Analysis.Sentences[i+1].Len() < pointLength && !r.formal(i+1) && !r.dated(i+1) {
				last = i + 1
			}
		}
		var content []entente.Span
		for k := i; k <= last; k++ {
			content = append(content, quotation.Trim(r.Analysis.Document.Text, r.Analysis.Sentences[k].Span))
		}
		out = append(out, entente.Statement{Speaker: r.voices[i], Mode: r.modes[i], Content: paragraphwise(r.Analysis.Document.Text, content), Confidence: 0.9})
		i = last
	}
	return out
}

// same reports whether two sentences stand in one voice and in one part, or in two parts of a turn that follow one another.
func (r *reading) same(i, j int) bool {
	if j >= len(r.Analysis.Sentences) || r.modes[i] != r.modes[j] || r.voices[i] != r.voices[j] {
		return false
	}
	p, q := r.part(r.Analysis.Sentences[i].Start), r.part(r.Analysis.Sentences[j].Start)
	return p == q || (r.modes[i] == "answer" || r.modes[i] == "question") && q == p+1
}

// paragraphwise joins spans that follow one another in one paragraph.
func paragraphwise(text string, list []entente.Span) []entente.Span {
	out := list[:1]
	for _, s := range list[1:] {
		last := &out[len(out)-1]
		if strings.Contains(text[last.End:max(s.Start, last.End)], "\n") {
			out = append(out, s)
		} else {
			*last = last.Cover(s)
		}
	}
	return out
}

// formal reports whether a sentence only greets, thanks or leads over.
func (r *reading) formal(i int) bool {
	t := r.Trees[i]
	if len(t.Tokens) < 4 {
		return true
	}
	for v := range t.Tokens {
		if t.Head(v) >= 0 && !(t.Rel(v) == "xcomp" && t.Head(t.Head(v)) < 0) {
			continue
		}
		if r.Forms[t.Lemma(v)] && (firstPerson(t.Tokens) || v == 0) {
			return true
		}
	}
	return false
}

func firstPerson(toks []entente.Token) bool {
	for _, w := range toks {
		switch strings.ToLower(w.Form) {
		case "i", "we", "me", "us", "my", "our":
			return true
		}
	}
	return false
}

// dated reports whether a sentence only tells what happened in some year: its main verb is in the past, and a year stands in it.
func (r *reading) dated(i int) bool {
	t := r.Trees[i]
	past, year := false, false
	for v, w := range t.Tokens {
		past = past || t.Head(v) < 0 && w.XPOS == "VBD"
		year = year || w.UPOS == "NUM" && len(w.Form) == 4 && (w.Form[0] == '1' || w.Form[0] == '2') && strings.Trim(w.Form, "0123456789") == ""
	}
	return past && year
}
