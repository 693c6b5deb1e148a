package syntax

import "entente"

// closers pairs the marks that open with those that close.
var closers = map[string]string{"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "‘": "’", "\"": "\"", "'": "'", "``": "''"}

// A pointer hangs the punctuation of a sentence where Universal Dependencies want it, given the tree of the words (after
// the block ud.FixPunct of Udapi, Popel et al. 2017): quotes and brackets on the head of what they hold, a comma
// on the subordinate one of the units that it parts. Marks at the end of the sentence stay as they are.
type pointer struct {
	tokens []entente.Token
	mate   []int // the other mark of a pair, -1 for none
	open   []int
}

// point corrects the heads of commas, quotes and brackets. Very long sentences are left alone.
func (n *network) point(tokens []entente.Token) {
	if len(tokens) > longest {
		return
	}
	p := &n.pointer
	p.tokens = tokens
	p.pair()
	end := len(tokens)
	for end > 0 && tokens[end-1].UPOS == "PUNCT" {
		end--
	}
	for i := range tokens {
		k := &tokens[i]
		if k.UPOS != "PUNCT" || k.Rel != "punct" || k.Head < 0 {
			continue
		}
		head := -1
		switch {
		case p.mate[i] >= 0:
			head = p.inside(min(i, p.mate[i]), max(i, p.mate[i]))
		case k.Form == "," && i < end:
			head = p.parted(i)
		}
		if head >= 0 && !p.below(head, i) {
			k.Head = head
		}
	}
}

// pair finds the mates of quotes and brackets: a mark that closes belongs to the last open one of its kind.
func (p *pointer) pair() {
	grow(&p.mate, len(p.tokens))
	p.open = p.open[:0]
	for i := range p.tokens {
		p.mate[i] = -1
		if p.tokens[i].UPOS != "PUNCT" {
			continue
		}
		if k := p.opened(p.tokens[i].Form); k >= 0 {
			p.mate[i], p.mate[p.open[k]] = p.open[k], i
			p.open = p.open[:k]
		} else if closers[p.tokens[i].Form] != "" {
			p.open = append(p.open, i)
		}
	}
}

// opened is the place among the open marks of the last one that the form closes, -1 for none.
func (p *pointer) opened(form string) int {
	for k := len(p.open) - 1; k >= 0; k-- {
		if closers[p.tokens[p.open[k]].Form] == form {
			return k
		}
	}
	return -1
}

// inside is the head of what stands between two marks: the word whose head lies outside and that holds most, -1 for none.
func (p *pointer) inside(from, to int) int {
	best, most := -1, 0
	for i := from + 1; i < to; i++ {
		if h := p.tokens[i].Head; p.tokens[i].UPOS == "PUNCT" || h > from && h < to {
			continue
		}
		size := 0
		for j := from + 1; j < to; j++ {
			if p.below(j, i) {
				size++
			}
		}
		if size > most {
			best, most = i, size
		}
	}
	return best
}

// parted is the subordinate one of the two units that a mark parts, -1 where neither is.
func (p *pointer) parted(i int) int {
	left, right := p.unit(i, -1), p.unit(i, 1)
	switch {
	case left < 0:
		return right
	case right < 0 || p.below(left, right):
		return left
	case p.below(right, left):
		return right
	}
	return -1
}

// unit climbs from the nearest word on one side of a mark for as long as heads lie on that side; -1 where there is no word.
func (p *pointer) unit(i, step int) int {
	at := i + step
	for at >= 0 && at < len(p.tokens) && p.tokens[at].UPOS == "PUNCT" {
		at += step
	}
	if at < 0 || at == len(p.tokens) {
		return -1
	}
	for h := p.tokens[at].Head; h >= 0 && (h-i)*step > 0; h = p.tokens[at].Head {
		at = h
	}
	return at
}

// below reports whether a word is another or hangs under it.
func (p *pointer) below(word, top int) bool {
	for ; word >= 0; word = p.tokens[word].Head {
		if word == top {
			return true
		}
	}
	return false
}
