package pages

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"entente"
	"entente/internal/eval/score"
	"entente/internal/syntax"
)

// Syntax scores the tagger and parser on gold/ud/dev with the measure of the CoNLL 2018 shared task (Zeman et al. 2018):
// once with the treebank's words and sentences, once from raw text, document by document, paragraphs as parts.
func Syntax(gold string) ([]score.Row, error) {
	trees, err := readTrees(gold, "ud/dev.conllu.gz")
	if err != nil {
		return nil, err
	}
	p, err := syntax.New()
	if err != nil {
		return nil, err
	}
	rows := append(syntaxTokens(p, trees), syntaxRaw(p, trees)...)
	ends, err := syntaxEnds(p, gold)
	if errors.Is(err, entente.ErrNotFound) {
		return rows, nil
	}
	return append(rows, ends...), err
}

func readTrees(gold, name string) ([]syntax.Tree, error) {
	f, err := score.Open(gold, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	trees, err := syntax.ReadCoNLLU(f)
	if err != nil {
		return nil, fmt.Errorf("treebank %s: %w", name, err)
	}
	return trees, nil
}

// syntaxEnds scores the ends of sentences on the gold texts as they came, without cleaning: what follows a headline or a
// date line is told by the line breaks alone.
func syntaxEnds(p *syntax.Parser, gold string) ([]score.Row, error) {
	var right, predicted, all int
	for _, set := range [][2]string{{"seeds-dev.json", "../texts"}, {"news-dev.json", "news-dev"}} {
		f, err := score.Open(gold, set[0])
		if err != nil {
			return nil, err
		}
		var g struct {
			Documents map[string]struct {
				Sentences []struct {
					End int `json:"end_byte"`
				}
			}
		}
		err = json.NewDecoder(f).Decode(&g)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", set[0], err)
		}
		for name, doc := range g.Documents {
			raw, err := os.ReadFile(filepath.Join(gold, set[1], name))
			if err != nil {
				return nil, fmt.Errorf("read gold: %w", err)
			}
			text, ends := string(raw), map[int]bool{}
			for _, s := range doc.Sentences {
				ends[len(strings.TrimRight(text[:min(s.End, len(text))], " \n"))] = true
			}
			for _, s := range p.Parse(text, nil) {
				predicted++
				right += one(ends[s.End])
			}
			all += len(ends)
		}
	}
	return score.PRF("syntax", "news-dev, as they came", "sentence ends", right, predicted, right, all), nil
}

func syntaxTokens(p *syntax.Parser, trees []syntax.Tree) []score.Row {
	var c conllCounts
	for _, t := range trees {
		form := make([]string, len(t.Tokens))
		for i, w := range t.Tokens {
			form[i] = w.Form
		}
		got := p.ParseTokens(form)
		for i, w := range t.Tokens {
			c.compare(w, got[i], w.Head == got[i].Head)
		}
	}
	rows := []score.Row{}
	for _, m := range c.measures() {
		rows = append(rows, score.Rate("syntax", "ud-dev, gold tokens", m.name, m.right, c.words))
	}
	return rows
}

// conllCounts are the words on which gold and prediction agree, of those that are aligned.
type conllCounts struct{ words, upos, xpos, feats, lemma, uas, las int }

// compare counts one pair of aligned words; the subtype of a relation does not count, a lemma "_" is right whatever it is.
func (c *conllCounts) compare(gold, got entente.Token, sameHead bool) {
	c.words++
	c.upos += one(gold.UPOS == got.UPOS)
	c.xpos += one(gold.XPOS == got.XPOS)
	c.feats += one(udFeats(gold.Feats) == udFeats(got.Feats))
	c.lemma += one(gold.Lemma == got.Lemma || gold.Lemma == "_")
	c.uas += one(sameHead)
	c.las += one(sameHead && universal(gold.Rel) == universal(got.Rel))
}

type conllMeasure struct {
	name  string
	right int
}

func (c *conllCounts) measures() []conllMeasure {
	return []conllMeasure{{"UPOS", c.upos}, {"XPOS", c.xpos}, {"UFeats", c.feats}, {"Lemmas", c.lemma}, {"UAS", c.uas}, {"LAS", c.las}}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func universal(rel string) string { u, _, _ := strings.Cut(rel, ":"); return u }

// universalFeatures are the features that the shared task compares.
const universalFeatures = " PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite "

func udFeats(feats string) string {
	var keep []string
	for _, f := range strings.Split(feats, "|") {
		if name, _, ok := strings.Cut(f, "="); ok && strings.Contains(universalFeatures, " "+name+" ") {
			keep = append(keep, f)
		}
	}
	return strings.Join(keep, "|")
}

// syntaxRaw parses the documents from their text and aligns words by their characters.
func syntaxRaw(p *syntax.Parser, trees []syntax.Tree) []score.Row {
	var gold, got rawCounts
	var c conllCounts
	for from := 0; from < len(trees); {
		to := from + 1
		for to < len(trees) && !trees[to].NewDoc {
			to++
		}
		text, parts, want := rawDocument(trees[from:to])
		have := p.Parse(text, parts)
		compareRaw(text, want, have, &gold, &got, &c)
		from = to
	}
	var rows []score.Row
	add := func(name string, right, pred, all int) {
		rows = append(rows, score.PRF("syntax", "ud-dev, raw text", name, right, pred, right, all)[2])
		rows[len(rows)-1].Counts = fmt.Sprintf("%d right, %d predicted, %d gold", right, pred, all)
	}
	add("Tokens", got.rightTokens, got.tokens, gold.tokens)
	add("Sentences", got.rightSentences, got.sentences, gold.sentences)
	add("Words", c.words, got.words, gold.words)
	for _, m := range c.measures() {
		add(m.name, m.right, got.words, gold.words)
	}
	return rows
}

type rawCounts struct{ tokens, sentences, words, rightTokens, rightSentences int }

// rawDocument joins the sentences of a document: a blank line between paragraphs, a space between sentences.
func rawDocument(trees []syntax.Tree) (string, []entente.Part, []entente.Sentence) {
	var b strings.Builder
	var parts []entente.Part
	var out []entente.Sentence
	for i, t := range trees {
		switch {
		case i == 0 || t.NewPar:
			if i > 0 {
				b.WriteString("\n\n")
			}
			parts = append(parts, entente.Part{Kind: "paragraph", Span: entente.Span{Start: b.Len()}})
		case !trees[i-1].Glued:
			b.WriteByte(' ')
		}
		base := b.Len()
		b.WriteString(t.Text)
		s := entente.Sentence{Span: entente.Span{Start: base, End: b.Len()}, Part: len(parts) - 1}
		for _, w := range t.Tokens {
			w.Start, w.End = w.Start+base, w.End+base
			w.MultiSpan.Start, w.MultiSpan.End = w.MultiSpan.Start+base, w.MultiSpan.End+base
			s.Tokens = append(s.Tokens, w)
		}
		out = append(out, s)
		parts[len(parts)-1].End = b.Len()
	}
	return b.String(), parts, out
}

// wordKey names a word by its surface token, its place in that and, in a multiword token, its form.
type wordKey struct {
	span entente.Span
	n    int
	form string
}

type placed struct {
	token entente.Token
	head  wordKey
}

// place indexes the words of sentences by their keys.
func place(text string, sentences []entente.Sentence, c *rawCounts) (map[wordKey]placed, map[entente.Span]bool, map[entente.Span]bool) {
	words, tokens, ends := map[wordKey]placed{}, map[entente.Span]bool{}, map[entente.Span]bool{}
	for _, s := range sentences {
		ends[entente.Span{Start: s.Start, End: s.End}] = true
		keys := make([]wordKey, len(s.Tokens))
		left, n := 0, 0
		var span entente.Span
		for i, t := range s.Tokens {
			switch {
			case t.Multi > 1:
				span, left, n = t.MultiSpan, t.Multi, 0
			case left == 0:
				span, n = t.Span, 0
			}
			keys[i] = wordKey{span, n, strings.ToLower(t.Form)}
			if left == 0 {
				keys[i].form = ""
			} else {
				left--
			}
			n++
			tokens[span] = true
		}
		for i, t := range s.Tokens {
			x := placed{token: t, head: wordKey{n: -1}}
			if t.Head >= 0 {
				x.head = keys[t.Head]
			}
			words[keys[i]] = x
		}
		c.words += len(s.Tokens)
	}
	c.tokens += len(tokens)
	c.sentences += len(ends)
	return words, tokens, ends
}

func compareRaw(text string, want, have []entente.Sentence, gold, got *rawCounts, c *conllCounts) {
	gw, gt, gs := place(text, want, gold)
	pw, pt, ps := place(text, have, got)
	for s := range ps {
		got.rightSentences += one(gs[s])
	}
	for t := range pt {
		got.rightTokens += one(gt[t])
	}
	for k, w := range pw {
		if g, ok := gw[k]; ok {
			c.compare(g.token, w.token, g.head == w.head)
		}
	}
}
