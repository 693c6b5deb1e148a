package statements

import (
	"sort"
	"strings"

	"entente"
	"entente/internal/statements/cue"
	"entente/internal/statements/quotation"
)

// join brings quotations and cues together: a content that touches a quotation takes the whole of it; a cue without content
// takes the quotation next to it; a quotation that follows the cue's sentence without a cue of its own goes with it.
func (r *reading) join() {
	for k := range r.found {
		r.absorb(&r.found[k])
	}
	for k := range r.found {
		if a := &r.found[k]; len(a.Content) == 0 && a.Name == "quote" {
			r.adopt(a)
		}
	}
	for k := range r.found {
		r.follow(k)
	}
	kept := r.found[:0]
	for _, a := range r.found {
		if a.Content = quotation.Merge(r.Analysis.Document.Text, a.Content); len(a.Content) > 0 {
			a.direct = r.quotedShare(a.Content) >= 0.75
			kept = append(kept, a)
		}
	}
	r.found = kept
}

// absorb takes the quotations that an attribution's content touches. An attribution whose cue is itself quoted stays
// inside that quotation.
func (r *reading) absorb(a *attribution) {
	if k := a.Quote; k >= 0 && !r.owned[k] {
		a.Content, r.owned[k] = append(a.Content, r.Quotes[k].Pieces...), true
	}
	home := r.InQuote(a.Cue.Start)
	if home >= 0 {
		var in []entente.Span
		for _, c := range a.Content {
			for _, p := range r.Quotes[home].Pieces {
				if c.Overlaps(p) {
					in = append(in, entente.Span{Start: max(c.Start, p.Start), End: min(c.End, p.End)})
				}
			}
		}
		a.Content = in
		return
	}
	if a.Name != "clause" && a.Name != "quote" && a.Name != "body" {
		return
	}
	if len(a.Content) == 0 {
		return
	}
	whole := a.Content[0]
	for _, c := range a.Content {
		whole = whole.Cover(c)
	}
	from, to := quotation.Among(r.Quotes, whole)
	for k := from; k < to; k++ {
		q, touches := r.Quotes[k], false
		for _, c := range a.Content {
			for _, p := range q.Pieces {
				touches = touches || c.Overlaps(p)
			}
		}
		if !touches || r.owned[k] && !within(q.Outer, a.Content) {
			continue
		}
		if !within(q.Outer, a.Content) && !r.rival(a, q) {
			a.Content = append(a.Content, q.Pieces...)
		}
		r.owned[k] = true
	}
}

// rival reports whether a quotation lies in a whole that another cue in the same sentence is nearer to.
func (r *reading) rival(a *attribution, q quotation.Quotation) bool {
	for k := range r.found {
		b := &r.found[k]
		if b.Sentence != a.Sentence || b.Cue == a.Cue || b.Source < 0 || b.Name != "quote" && b.Name != "clause" {
			continue
		}
		if gap(q.Span(), b.Cue) < gap(q.Span(), a.Cue) && len(b.Content) == 0 {
			return true
		}
	}
	return false
}

func gap(a, b entente.Span) int {
	if a.End <= b.Start {
		return b.Start - a.End
	}
	return max(0, a.Start-b.End)
}

// adopt gives a cue without content the quotation that stands next to it, behind it first, then before it; the latter may
// end the sentence before: "Are we ready?" he asked.
func (r *reading) adopt(a *attribution) {
	text := r.Analysis.Document.Text
	for k, q := range r.Quotes {
		if r.owned[k] || q.Outer.Start < a.Group.End || q.Outer.Start-a.Group.End > 60 {
			continue
		}
		between := text[a.Group.End:q.Outer.Start]
		s := r.Analysis.Sentences[a.Sentence]
		if quotation.Bridged(between) || q.Outer.Start < s.End && strings.ContainsAny(between, ":,") && strings.TrimSpace(lastRune(between)) != "." {
			a.Content, r.owned[k] = append(a.Content, q.Pieces...), true
			return
		}
	}
	for k := len(r.Quotes) - 1; k >= 0; k-- {
		q := r.Quotes[k]
		if r.owned[k] || q.Outer.End > a.Group.Start {
			continue
		}
		if between := text[q.Outer.End:a.Group.Start]; len(between) < 6 && quotation.Bridged(between) && !strings.Contains(between, "\n") {
			a.Content, r.owned[k] = append(a.Content, q.Pieces...), true
		}
		return
	}
}

func lastRune(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	return s[len(s)-1:]
}

// follow adds the quotations that come right after a quoted statement in the same paragraph: "A," he said. "B."
func (r *reading) follow(k int) {
	a := &r.found[k]
	if len(a.Content) == 0 || r.InQuote(a.Cue.Start) >= 0 || r.quotedShare(a.Content) < 0.5 {
		return
	}
	text := r.Analysis.Document.Text
	end := max(a.Group.End, a.Content[len(a.Content)-1].End)
	for {
		n := sort.Search(len(r.Quotes), func(i int) bool { return r.Quotes[i].Outer.Start >= end })
		if n == len(r.Quotes) || r.owned[n] || r.part(r.Quotes[n].Outer.Start) != r.part(a.Cue.Start) {
			return
		}
		q := r.Quotes[n]
		if !quotation.Bridged(text[end:q.Outer.Start]) && !r.sentenceEnd(end, q.Outer.Start, a) && !r.resumes(end, q, a) || r.claimed(q, k) {
			return
		}
		a.Content, r.owned[n], end = append(a.Content, q.Pieces...), true, q.Outer.End
	}
}

// resumes reports whether a quotation goes on in the cue's own sentence behind a remark: "A," he said, pointing south, "B."
func (r *reading) resumes(from int, q quotation.Quotation, a *attribution) bool {
	text := r.Analysis.Document.Text
	between := text[from:q.Outer.Start]
	return q.Outer.Start < r.Analysis.Sentences[a.Sentence].End && len(between) < 80 && q.Words(text) > 3 && strings.HasPrefix(between, ",") &&
		(strings.HasSuffix(between, ", ") || len(between) < 8)
}

// sentenceEnd reports whether what stands between a cue and a quotation is only the rest of the cue's sentence.
func (r *reading) sentenceEnd(from, to int, a *attribution) bool {
	s := r.Analysis.Sentences[a.Sentence]
	return from <= s.End && s.End <= to+2 && quotation.Bridged(r.Analysis.Document.Text[min(s.End, to):to]) && s.End-from < 120
}

// claimed reports whether another cue, outside the quotation but in one of its sentences, speaks for it.
func (r *reading) claimed(q quotation.Quotation, self int) bool {
	first, last := r.Analysis.SentenceAt(q.Span().Start), r.Analysis.SentenceAt(q.Span().End-1)
	for k := range r.found {
		b := &r.found[k]
		if k == self || b.Sentence < first || b.Sentence > last || b.Name != "quote" && b.Name != "clause" {
			continue
		}
		if r.InQuote(b.Cue.Start) < 0 && b.Sentence != r.found[self].Sentence {
			return true
		}
	}
	return false
}

// within reports whether a span lies in one of a list.
func within(s entente.Span, list []entente.Span) bool {
	for _, c := range list {
		if c.Start <= s.Start+1 && s.End-1 <= c.End {
			return true
		}
	}
	return false
}

// quotedShare is how much of a content stands between quotation marks.
func (r *reading) quotedShare(content []entente.Span) float64 {
	all, quoted := 0, 0
	for _, c := range content {
		all += c.Len()
		from, to := quotation.Among(r.Quotes, c)
		for _, q := range r.Quotes[from:to] {
			for _, p := range q.Pieces {
				if p.Overlaps(c) {
					quoted += min(p.End, c.End) - max(p.Start, c.Start)
				}
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(quoted) / float64(all)
}

// quotedWords counts the words of a content that stand in quotation marks.
func (r *reading) quotedWords(content []entente.Span) int {
	n := 0
	for _, c := range content {
		from, to := quotation.Among(r.Quotes, c)
		for _, q := range r.Quotes[from:to] {
			for _, p := range q.Pieces {
				if p.Overlaps(c) {
					n += len(strings.Fields(r.Analysis.Document.Text[max(p.Start, c.Start):min(p.End, c.End)]))
				}
			}
		}
	}
	return n
}

// loose gives whole quoted sentences that no cue speaks for to who spoke before: in the same paragraph the subject of the
// sentence before, in the next one the speaker of the last quotation.
func (r *reading) loose() {
	for k, q := range r.Quotes {
		if r.owned[k] || !r.utterance(q) {
			continue
		}
		first := r.Analysis.SentenceAt(q.Span().Start)
		if first < 0 || r.voices[first] != "" {
			continue
		}
		from := r.before(q, first)
		if from == nil {
			continue
		}
		r.owned[k] = true
		r.found = append(r.found, attribution{loose: true, direct: true, Attribution: cue.Attribution{Sentence: first, From: from.From, Word: -1, Name: "quote",
			Frame: cue.Frame{Class: "say"}, Source: from.Source, To: -1, Quote: -1, Reporter: -1, Target: -1, Main: true, Content: q.Pieces}})
	}
}

// utterance reports whether a quotation is a whole sentence or more, not a name, a title or a word held at a distance.
func (r *reading) utterance(q quotation.Quotation) bool {
	s := q.Span()
	in := strings.TrimSpace(s.In(r.Analysis.Document.Text))
	if len(strings.Fields(in)) < 4 || !strings.ContainsAny(lastRune(in), ".!?,…") {
		return false
	}
	i := r.Analysis.SentenceAt(s.Start)
	if i < 0 || s.Start-r.Analysis.Sentences[i].Start > 4 {
		return false
	}
	for _, w := range r.Analysis.Sentences[i].Tokens {
		if s.Contains(w.Span) && (w.UPOS == "VERB" || w.UPOS == "AUX") {
			return true
		}
	}
	return false
}

// before finds whose words a loose quotation goes on with.
func (r *reading) before(q quotation.Quotation, first int) *attribution {
	here := r.part(q.Outer.Start)
	for k := len(r.found) - 1; k >= 0; k-- {
		b := &r.found[k]
		if b.Sentence >= first || !b.Main || r.InQuote(b.Cue.Start) >= 0 && !b.loose {
			continue
		}
		p := r.part(r.Analysis.Sentences[b.Sentence].Start)
		if b.Sentence >= first-1 && p == here || p == here-1 && b.direct && r.part(r.Analysis.Sentences[max(first-1, 0)].Start) != here {
			return b
		}
		break
	}
	if first == 0 || r.part(r.Analysis.Sentences[first-1].Start) < here-1 {
		return nil
	}
	t := r.Trees[first-1]
	colon := strings.HasSuffix(strings.TrimSpace(r.Analysis.Sentences[first-1].In(r.Analysis.Document.Text)), ":")
	if !colon && r.part(r.Analysis.Sentences[first-1].Start) != here {
		return nil
	}
	for v := range t.Tokens {
		if t.Head(v) < 0 {
			if s := t.Kid(v, "nsubj"); s >= 0 && r.Speaks(t, first-1, s, "body") {
				return &attribution{Attribution: cue.Attribution{Sentence: first - 1, From: first - 1, Source: s, Word: v, Main: true}}
			}
		}
	}
	return nil
}
