// Package figures turns the quantities of a text into claims: value and bound, unit, what is measured, between whom, for
// which time, and on whose word.
//
// Numbers are read from the words (package numerals) with tables of units, currencies, scales and words of bound; what is
// counted and what is measured comes from the tree where the sentence has one, else from the words around. A number that
// is part of a date, a name, a score or an age is no figure. Values are exact decimals.
package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/numerals"
	"entente/internal/quantities"
	"entente/internal/trees"
)

// A Finder holds the tables; it is safe for concurrent use.
type Finder struct {
	read     *quantities.Reader
	measures quantities.Phrases
	grammar  *trees.Grammar
}

// New reads the embedded tables.
func New() (*Finder, error) {
	g, err := trees.Load()
	if err != nil {
		return nil, fmt.Errorf("figures: %w", err)
	}
	return &Finder{read: quantities.New(), measures: quantities.ReadPhrases(measureTable, false, nil), grammar: g}, nil
}

// Find returns the figures of a text in its order. It takes sentences, dates, mentions and statements as earlier steps
// found them; any of them may be missing.
func (f *Finder) Find(a *entente.Analysis) []entente.Figure {
	d := &document{Analysis: a, dates: bySentence(a), mentions: mentionsBySentence(a)}
	var out []entente.Figure
	spans := sentences(a)
	for n := range spans {
		if n > 0 && f.continues(a, n) {
			continue // read with the sentence before
		}
		if p := spans[n].Part; len(a.Sentences) > 0 && p < len(a.Document.Parts) && a.Document.Parts[p].Kind == "table" && strings.Contains(a.Document.Parts[p].In(a.Document.Text), "\t") {
			continue
		}
		s := &spans[n]
		if n+1 < len(spans) && f.continues(a, n+1) {
			s = d.join(n, s, &spans[n+1])
		}
		out = append(out, f.sentence(d, n, s, out)...)
	}
	for i, p := range a.Document.Parts {
		if p.Kind == "table" {
			var before entente.Span
			if i > 0 && a.Document.Parts[i-1].Len() < 300 {
				before = a.Document.Parts[i-1].Span
			}
			out = append(out, f.table(d, p, before)...)
		}
	}
	slices.SortStableFunc(out, func(x, y entente.Figure) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	tie(a, out)
	return number(a, out)
}

// continues reports whether sentence n goes on, in the middle of a quantity, what a line end cut: "at less than 1 per" and
// "cent on average". A third line is left alone.
func (f *Finder) continues(a *entente.Analysis, n int) bool {
	if n <= 0 || n >= len(a.Sentences) {
		return false
	}
	text, before, s := a.Document.Text, &a.Sentences[n-1], &a.Sentences[n]
	if before.Part != s.Part || before.End > s.Start || s.Start >= len(text) || strings.TrimSpace(text[before.End:s.Start]) != "" || strings.Count(text[before.End:s.Start], "\n") != 1 {
		return false
	}
	if k := partKind(a, s.Part); k == "table" || k == "list" || text[s.Start] < 'a' || text[s.Start] > 'z' {
		return false
	}
	end := strings.TrimRight(before.Span.In(text), " \t\r\n")
	if end == "" || strings.ContainsAny(end[len(end)-1:], ".!?:;)\"") || n > 1 && f.continues(a, n-1) {
		return false
	}
	last := f.read.Scanner.Scan(nil, text, max(before.Start, before.Start+len(end)-40), before.Start+len(end))
	for k := max(0, len(last)-3); k < len(last); k++ {
		if last[k].Kind == numerals.Number {
			return true
		}
	}
	tail, first := last[len(last)-1].Text, f.read.Scanner.Scan(nil, text, s.Start, min(s.End, s.Start+40))
	return len(first) > 1 && first[1].Kind == numerals.Number && (first[0].Text == "than" && (tail == "more" || tail == "less" || tail == "fewer") || first[0].Text == "to" && tail == "up" || first[0].Text == "least" && tail == "at")
}

func partKind(a *entente.Analysis, n int) string {
	if n < 0 || n >= len(a.Document.Parts) {
		return ""
	}
	return a.Document.Parts[n].Kind
}

// join makes one sentence, without a tree, of sentence n and the next, with the dates and mentions of both.
func (d *document) join(n int, s, next *entente.Sentence) *entente.Sentence {
	both := *s
	both.End, both.Tokens = next.End, nil
	d.dates[n] = append(slices.Clone(d.dates[n]), d.dates[n+1]...)
	d.mentions[n] = append(slices.Clone(d.mentions[n]), d.mentions[n+1]...)
	return &both
}

// sentences are those of the analysis, or the paragraphs of a text that was not split.
func sentences(a *entente.Analysis) []entente.Sentence {
	if len(a.Sentences) > 0 {
		return a.Sentences
	}
	var out []entente.Sentence
	at := 0
	for line := range strings.Lines(a.Document.Text) {
		if body := strings.TrimRight(line, "\n"); body != "" {
			out = append(out, entente.Sentence{Span: entente.Span{Start: at, End: at + len(body)}})
		}
		at += len(line)
	}
	return out
}

// number gives every figure its id, and the conversions the ids they point to.
func number(a *entente.Analysis, figures []entente.Figure) []entente.Figure {
	ordinals := map[entente.Span]int{}
	for i := range figures {
		f := &figures[i]
		f.ID = entente.RowID("f", &a.Document, f.Span, ordinals[f.Span])
		ordinals[f.Span]++
	}
	for i := range figures {
		if figures[i].Converts == previous && i > 0 {
			figures[i].Converts = figures[i-1].ID
		}
	}
	return figures
}

// previous stands for the id of the figure before until ids are given.
const previous = "<"

// A document is the analysis with its parts by sentence.
type document struct {
	*entente.Analysis
	dates    map[int][]entente.Date
	mentions map[int][]entente.Mention
}

func bySentence(a *entente.Analysis) map[int][]entente.Date {
	out := map[int][]entente.Date{}
	for _, d := range a.Dates {
		n := d.Sentence
		if len(a.Sentences) == 0 || d.Span != nil && (n < 0 || n >= len(a.Sentences)) {
			n = -1
		}
		out[n] = append(out[n], d)
	}
	return out
}

func mentionsBySentence(a *entente.Analysis) map[int][]entente.Mention {
	out := map[int][]entente.Mention{}
	for _, m := range a.Mentions {
		if m.Start == nil {
			continue
		}
		n := a.SentenceAt(*m.Start)
		out[n] = append(out[n], m)
	}
	return out
}

// datesOf are the date expressions of a sentence.
func (d *document) datesOf(n int, s *entente.Sentence) []entente.Date {
	if len(d.Sentences) > 0 {
		return d.dates[n]
	}
	var out []entente.Date
	for _, x := range d.dates[-1] {
		if x.Span != nil && s.Span.Overlaps(*x.Span) {
			out = append(out, x)
		}
	}
	return out
}

// sentence reads the figures of one sentence; before are those of the sentences before it.
func (f *Finder) sentence(d *document, n int, s *entente.Sentence, before []entente.Figure) []entente.Figure {
	text := d.Document.Text
	if s.Start < 0 || s.End > len(text) || !numeric(s.Span.In(text)) {
		return nil
	}
	toks := f.read.Scanner.Scan(nil, text, s.Start, s.End)
	it := make([]quantities.Item, 0, len(toks))
	ds := d.datesOf(n, s)
	for _, t := range toks {
		if t.Text != "\n" {
			it = append(it, quantities.Item{Token: t, Date: covered(t.Span, ds)})
		}
	}
	var tree *trees.Tree
	if len(s.Tokens) > 0 {
		tree = f.grammar.Tree(s)
	}
	c := &clause{Finder: f, d: d, n: n, s: s, it: it, tree: tree, dates: ds, mentions: d.mentions[n], before: before}
	qs := f.read.Read(it)
	for i, q := range qs {
		q.Limit = len(it)
		if i+1 < len(qs) {
			q.Limit = qs[i+1].From
		}
		c.add(q)
	}
	c.ranks()
	c.reaching()
	return c.out
}

// numeric is a quick test whether a sentence can hold a number at all.
func numeric(s string) bool {
	return strings.ContainsAny(s, "0123456789") || words(s)
}

// words reports whether a sentence may hold number words: a cheap filter on letters that they need.
func words(s string) bool { return len(s) > 5 }

// covered reports whether a span lies in one of the date expressions that keep their numbers to themselves.
func covered(s entente.Span, ds []entente.Date) bool {
	for _, d := range ds {
		if d.Span == nil || d.Use == "duration" || d.Use == "date" && d.Value != "" && d.Value[0] == 'P' && d.Value != "PAST_REF" && d.Value != "PRESENT_REF" {
			continue
		}
		if d.Span.Overlaps(s) {
			return true
		}
	}
	return false
}
