package statements

import (
	"strings"
	"unicode"

	"entente"
)

// join brings quotations and cues together: a content that touches a quotation takes the whole of it; a cue without content
// takes the quotation next to it; a quotation that follows the cue's sentence without a cue of its own goes with it.
func (r *reading) join() {
	for k := range r.found {
		r.absorb(&r.found[k])
	}
	for k := range r.found {
		if a := &r.found[k]; len(a.content) == 0 && a.name == "quote" {
			r.adopt(a)
		}
	}
	for k := range r.found {
		r.follow(k)
	}
	kept := r.found[:0]
	for _, a := range r.found {
		if len(a.content) > 0 {
			kept = append(kept, a)
		}
	}
	r.found = kept
	for k := range r.found {
		r.found[k].content = merge(r.a.Document.Text, r.found[k].content)
		r.found[k].direct = r.quotedShare(r.found[k].content) >= 0.75
	}
}

// inQuote is the quotation that holds a byte, or -1.
func (r *reading) inQuote(at int) int {
	for k, q := range r.quotes {
		if q.outer.Start <= at && at < q.outer.End {
			return k
		}
	}
	return -1
}

// absorb takes the quotations that an attribution's content touches. An attribution whose cue is itself quoted stays
// inside that quotation.
func (r *reading) absorb(a *attribution) {
	if k := a.quote; k >= 0 && !r.owned[k] {
		a.content, r.owned[k] = append(a.content, r.quotes[k].pieces...), true
	}
	home := r.inQuote(a.cue.Start)
	if home >= 0 {
		var in []entente.Span
		for _, c := range a.content {
			for _, p := range r.quotes[home].pieces {
				if c.Overlaps(p) {
					in = append(in, entente.Span{Start: max(c.Start, p.Start), End: min(c.End, p.End)})
				}
			}
		}
		a.content = in
		return
	}
	if a.name != "clause" && a.name != "quote" && a.name != "body" {
		return
	}
	for k, q := range r.quotes {
		touches := false
		for _, c := range a.content {
			for _, p := range q.pieces {
				touches = touches || c.Overlaps(p)
			}
		}
		if !touches || r.owned[k] && !within(q.outer, a.content) {
			continue
		}
		if !within(q.outer, a.content) && !r.rival(a, q) {
			a.content = append(a.content, q.pieces...)
		}
		r.owned[k] = true
	}
}

// rival reports whether a quotation lies in a whole that another cue in the same sentence is nearer to.
func (r *reading) rival(a *attribution, q quotation) bool {
	for k := range r.found {
		b := &r.found[k]
		if b.sentence != a.sentence || b.cue == a.cue || b.source < 0 || b.name != "quote" && b.name != "clause" {
			continue
		}
		if gap(q.span(), b.cue) < gap(q.span(), a.cue) && len(b.content) == 0 {
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
	text := r.a.Document.Text
	for k, q := range r.quotes {
		if r.owned[k] || q.outer.Start < a.group.End || q.outer.Start-a.group.End > 60 {
			continue
		}
		between := text[a.group.End:q.outer.Start]
		s := r.a.Sentences[a.sentence]
		if bridged(between) || q.outer.Start < s.End && strings.ContainsAny(between, ":,") && strings.TrimSpace(lastRune(between)) != "." {
			a.content, r.owned[k] = append(a.content, q.pieces...), true
			return
		}
	}
	for k := len(r.quotes) - 1; k >= 0; k-- {
		q := r.quotes[k]
		if r.owned[k] || q.outer.End > a.group.Start {
			continue
		}
		if between := text[q.outer.End:a.group.Start]; len(between) < 6 && bridged(between) && !strings.Contains(between, "\n") {
			a.content, r.owned[k] = append(a.content, q.pieces...), true
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
	if len(a.content) == 0 || r.inQuote(a.cue.Start) >= 0 || r.quotedShare(a.content) < 0.5 {
		return
	}
	text := r.a.Document.Text
	end := max(a.group.End, a.content[len(a.content)-1].End)
	for {
		n := -1
		for j, q := range r.quotes {
			if q.outer.Start >= end {
				n = j
				break
			}
		}
		if n < 0 || r.owned[n] || r.part(r.quotes[n].outer.Start) != r.part(a.cue.Start) {
			return
		}
		q := r.quotes[n]
		if !bridged(text[end:q.outer.Start]) && !r.sentenceEnd(end, q.outer.Start, a) && !r.resumes(end, q, a) || r.claimed(q, k) {
			return
		}
		a.content, r.owned[n], end = append(a.content, q.pieces...), true, q.outer.End
	}
}

// resumes reports whether a quotation goes on in the cue's own sentence behind a remark: "A," he said, pointing south, "B."
func (r *reading) resumes(from int, q quotation, a *attribution) bool {
	text := r.a.Document.Text
	between := text[from:q.outer.Start]
	return q.outer.Start < r.a.Sentences[a.sentence].End && len(between) < 80 && q.words(text) > 3 && strings.HasPrefix(between, ",") &&
		(strings.HasSuffix(between, ", ") || len(between) < 8)
}

// sentenceEnd reports whether what stands between a cue and a quotation is only the rest of the cue's sentence.
func (r *reading) sentenceEnd(from, to int, a *attribution) bool {
	s := r.a.Sentences[a.sentence]
	return from <= s.End && s.End <= to+2 && bridged(r.a.Document.Text[min(s.End, to):to]) && s.End-from < 120
}

// claimed reports whether another cue, outside the quotation but in one of its sentences, speaks for it.
func (r *reading) claimed(q quotation, self int) bool {
	first, last := r.a.SentenceAt(q.span().Start), r.a.SentenceAt(q.span().End-1)
	for k := range r.found {
		b := &r.found[k]
		if k == self || b.sentence < first || b.sentence > last || b.name != "quote" && b.name != "clause" {
			continue
		}
		if r.inQuote(b.cue.Start) < 0 && b.sentence != r.found[self].sentence {
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

// merge sorts spans, unites those that overlap, and joins those between which only white space or punctuation without a
// quotation mark stands.
func merge(text string, list []entente.Span) []entente.Span {
	var out []entente.Span
	for _, s := range sorted(list) {
		if s.Empty() {
			continue
		}
		n := len(out) - 1
		if n >= 0 && s.Start <= out[n].End {
			out[n].End = max(out[n].End, s.End)
			continue
		}
		if n >= 0 {
			if g := text[out[n].End:s.Start]; bridged(g) && !strings.ContainsAny(g, "\"“”«»\n") && !strings.Contains(g, "''") {
				out[n].End = s.End
				continue
			}
		}
		out = append(out, s)
	}
	for k := range out {
		out[k] = bare(text, out[k])
	}
	return out
}

// bare takes quotation marks that belong to no pair inside, and the punctuation beside them, off the edges.
func bare(text string, s entente.Span) entente.Span {
	s = trimOf(text, s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;:", c) })
	for _, m := range [...]string{`"`, "“", "”", "«", "»", "``", "''"} {
		in := s.In(text)
		if strings.HasPrefix(in, m) && odd(in, m) {
			s.Start += len(m)
		} else if strings.HasSuffix(in, m) && odd(in, m) {
			s.End -= len(m)
		}
	}
	in := s.In(text)
	for _, m := range marks {
		if m.open != "'" && strings.HasPrefix(in, m.open) && strings.HasSuffix(in, m.close) && len(in) > len(m.open)+len(m.close) &&
			strings.Count(in, m.open) == 1+strings.Count(m.open, m.close) && m.open != "‘" {
			s.Start, s.End = s.Start+len(m.open), s.End-len(m.close)
		}
	}
	return trimOf(text, s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;:", c) })
}

func odd(s, mark string) bool {
	switch mark {
	case `"`:
		return strings.Count(s, mark)%2 == 1
	case "“", "”":
		return strings.Count(s, "“") != strings.Count(s, "”")
	case "«", "»":
		return strings.Count(s, "«") != strings.Count(s, "»")
	}
	return strings.Count(s, "``") != strings.Count(s, "''")
}

func sorted(list []entente.Span) []entente.Span {
	out := append([]entente.Span(nil), list...)
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j].Start < out[j-1].Start; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// quotedShare is how much of a content stands between quotation marks.
func (r *reading) quotedShare(content []entente.Span) float64 {
	all, quoted := 0, 0
	for _, c := range content {
		all += c.Len()
		for _, q := range r.quotes {
			for _, p := range q.pieces {
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
		for _, q := range r.quotes {
			for _, p := range q.pieces {
				if p.Overlaps(c) {
					n += len(strings.Fields(r.a.Document.Text[max(p.Start, c.Start):min(p.End, c.End)]))
				}
			}
		}
	}
	return n
}

// loose gives whole quoted sentences that no cue speaks for to who spoke before: in the same paragraph the subject of the
// sentence before, in the next one the speaker of the last quotation.
func (r *reading) loose() {
	for k, q := range r.quotes {
		if r.owned[k] || !r.utterance(q) {
			continue
		}
		first := r.a.SentenceAt(q.span().Start)
		if first < 0 || r.voices[first] != "" {
			continue
		}
		from := r.before(q, first)
		if from == nil {
			continue
		}
		r.owned[k] = true
		r.found = append(r.found, attribution{sentence: first, from: from.from, word: -1, name: "quote", frame: frame{class: "say"},
			source: from.source, to: -1, quote: -1, reporter: -1, target: -1, main: true, content: q.pieces, direct: true, loose: true})
	}
}

// utterance reports whether a quotation is a whole sentence or more, not a name, a title or a word held at a distance.
func (r *reading) utterance(q quotation) bool {
	s := q.span()
	in := strings.TrimSpace(s.In(r.a.Document.Text))
	if len(strings.Fields(in)) < 4 || !strings.ContainsAny(lastRune(in), ".!?,…") {
		return false
	}
	i := r.a.SentenceAt(s.Start)
	if i < 0 || s.Start-r.a.Sentences[i].Start > 4 {
		return false
	}
	for _, w := range r.a.Sentences[i].Tokens {
		if s.Contains(w.Span) && (w.UPOS == "VERB" || w.UPOS == "AUX") {
			return true
		}
	}
	return false
}

// before finds whose words a loose quotation goes on with.
func (r *reading) before(q quotation, first int) *attribution {
	here := r.part(q.outer.Start)
	for k := len(r.found) - 1; k >= 0; k-- {
		b := &r.found[k]
		if b.sentence >= first || !b.main || r.inQuote(b.cue.Start) >= 0 && !b.loose {
			continue
		}
		p := r.part(r.a.Sentences[b.sentence].Start)
		if b.sentence >= first-1 && p == here || p == here-1 && b.direct && r.part(r.a.Sentences[max(first-1, 0)].Start) != here {
			return b
		}
		break
	}
	if first == 0 || r.part(r.a.Sentences[first-1].Start) < here-1 {
		return nil
	}
	t := r.trees[first-1]
	colon := strings.HasSuffix(strings.TrimSpace(r.a.Sentences[first-1].In(r.a.Document.Text)), ":")
	if !colon && r.part(r.a.Sentences[first-1].Start) != here {
		return nil
	}
	for v := range t.Tokens {
		if t.Head(v) < 0 {
			if s := t.Kid(v, "nsubj"); s >= 0 && r.speaks(t, first-1, s, "body") {
				return &attribution{sentence: first - 1, from: first - 1, source: s, word: v, main: true}
			}
		}
	}
	return nil
}
