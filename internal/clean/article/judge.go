package article

import (
	"cmp"
	"strings"

	"entente/internal/clean/markup"
	"entente/internal/clean/strand"
)

// A verdict on the blocks of a page: which stay, and the element that holds most of the article.
type verdict struct {
	page *markup.Page
	took []float64
	keep []bool
	size []int // words of each block
	home int   // the element that holds nine tenths of what the extractor took
}

// judge decides which blocks stay. The extractor's word counts; then what it left stands beside: running text of the same
// make as what it took (the same element in the same kind of parent) belongs to the article, and what stands alone outside
// the element that holds the article, short or made of links, does not.
func judge(page *markup.Page, took []float64) []strand.Block {
	var out []strand.Block
	v := &verdict{page: page, took: took, keep: make([]bool, len(took)), size: make([]int, len(took))}
	for i, b := range page.Blocks {
		v.size[i] = len(strings.Fields(b.S))
		v.keep[i] = took[i] >= 0.5
	}
	v.home = v.container()
	v.restore()
	v.strip()
	v.lists()
	v.captions()
	for i, b := range page.Blocks {
		x := b.Block
		switch {
		case !v.keep[i] && b.Hidden:
			x.Drop = strand.Reason(b.Region, "script")
		case !v.keep[i]:
			x.Drop = strand.Reason(b.Region, "navigation")
		case b.Region == "comment" || b.Region == "cookie":
			x.Drop = b.Region
		}
		if x.Kind == "list" && x.Drop == "" && v.size[i] > 60 {
			x.Kind = ""
		}
		out = append(out, x)
	}
	return out
}

// container is the smallest element that holds nine tenths of the words taken.
func (v *verdict) container() int {
	words := make([]int, len(v.page.Elems))
	all := 0
	for i, b := range v.page.Blocks {
		if v.keep[i] {
			words[b.Elem] += v.size[i]
			all += v.size[i]
		}
	}
	best := 0
	for e := len(words) - 1; e > 0; e-- { // parents stand before their children
		if words[e]*10 >= all*9 && best == 0 && all > 0 {
			best = e
		}
		words[v.page.Elems[e].Parent] += words[e]
	}
	return best
}

// captions keeps what names a table that is kept.
func (v *verdict) captions() {
	for i := range v.keep[:max(len(v.keep)-1, 0)] {
		if b, next := &v.page.Blocks[i], &v.page.Blocks[i+1]; b.Tag == "caption" && next.Kind == "table" && v.keep[i+1] {
			v.keep[i] = true
		}
	}
}

// inside reports whether a block lies in an element.
func (v *verdict) inside(b *markup.Block, elem int) bool {
	for e := b.Elem; e >= elem; e = v.page.Elems[e].Parent {
		if e == elem {
			return true
		}
	}
	return false
}

// sign is the make of a block: its element and that element's parent.
func (v *verdict) sign(b *markup.Block) string {
	e := v.page.Elems[b.Elem]
	if e.Parent < 0 {
		return e.Sign
	}
	return e.Sign + " < " + v.page.Elems[e.Parent].Sign
}

// restore takes running text back that is of one make with the article.
func (v *verdict) restore() {
	taken, left := map[string]int{}, map[string]int{}
	running, kept := 0, 0
	for i := range v.page.Blocks {
		b := &v.page.Blocks[i]
		if v.keep[i] {
			taken[v.sign(b)] += v.size[i]
		} else {
			left[v.sign(b)] += v.size[i]
		}
		if strand.Closes(b.S) && v.size[i] >= 12 && b.Links < 0.3 && b.Region == "" && !b.Hidden {
			running += v.size[i]
			if v.keep[i] {
				kept += v.size[i]
			}
		}
	}
	missed := kept*4 < running && running > 150 // the extractor did not see the article
	for i := range v.page.Blocks {
		b := &v.page.Blocks[i]
		if v.keep[i] || b.Hidden || b.Links > 0.4 || v.size[i] < 8 || !strand.Closes(b.S) || b.Region == "comment" || b.Region == "cookie" || b.Region == "related" {
			continue
		}
		s := v.sign(b)
		if taken[s] >= 80 && taken[s] >= left[s]/3 || v.inside(b, v.home) && v.home > 0 && taken[s] >= 40 || (missed || left[s] >= 300 && b.Kind == "caption") && b.Region == "" && v.size[i] >= 12 && left[s] >= 100 {
			v.keep[i] = true
		}
	}
}

// strip lets go of what stands outside the container: list items, headings, lines that no running text is near. A stretch
// of blocks that holds running text of some length stays whole.
func (v *verdict) strip() {
	if v.home == 0 {
		return
	}
	blocks := v.page.Blocks
	for i := 0; i < len(blocks); {
		if !v.keep[i] || v.inside(&blocks[i], v.home) {
			i++
			continue
		}
		j, words, gap := i, 0, 0
		for k := i; k < len(blocks) && gap < 3 && !v.inside(&blocks[k], v.home); k++ {
			if gap++; v.keep[k] {
				j, gap = k+1, 0
				if strand.Closes(blocks[k].S) && v.size[k] >= 8 && blocks[k].Links < 0.5 {
					words += v.size[k]
				}
			}
		}
		for k := i; k < j && words < 60; k++ {
			b := &blocks[k]
			if b.Links > 0.5 || v.size[k] < 12 || !strand.Closes(b.S) || b.Region != "" {
				v.keep[k] = false
			}
		}
		i = j
	}
}

// lists lets go of lists of links: eight blocks or more on end without running text, most of them links; and of single
// lines that are one link, which point to other articles.
func (v *verdict) lists() {
	blocks := v.page.Blocks
	for i := 0; i < len(blocks); {
		j, links := i, 0.0
		for j < len(blocks) && (!v.keep[j] || !strand.Closes(blocks[j].S) || v.size[j] < 12) {
			if v.keep[j] {
				links += blocks[j].Links
			} else {
				links++
			}
			j++
		}
		if n := j - i; n >= 8 && links > 0.6*float64(n) {
			for k := i; k < j; k++ {
				if blocks[k].Links > 0.6 || v.size[k] < 4 && blocks[k].Kind == "list" {
					v.keep[k] = false
				}
			}
		}
		i = max(j, i+1)
	}
	for i := range blocks {
		if b := &blocks[i]; v.keep[i] && b.Links > 0.9 && v.size[i] >= 4 && b.Kind != "table" && !strand.Closes(b.S) && (b.Kind != "heading" || strings.ToUpper(b.S) == b.S) {
			v.keep[i] = false
			b.Region = cmp.Or(b.Region, "related")
		}
	}
}
