package clean

import (
	"errors"
	"hash/maphash"
	"net/url"
	"strings"
	"unicode"

	"entente"
	"entente/internal/clean/markup"
	"entente/internal/clean/strand"

	trafilatura "github.com/markusmobius/go-trafilatura"
)

// page reads a page of HTML: blocks with their place in the source, of which an extractor of articles (go-trafilatura, by
// the method of Barbaresi 2021, "Trafilatura: A Web Scraping Library") says which are the article. What it takes and what
// it leaves is compared with the blocks, so that every one that goes has a reason.
func (c *Cleaner) page(p entente.Page, source string) (*draft, []entente.Failure) {
	d := &draft{decoded: source}
	page, err := markup.Parse(source, c.classes)
	if err != nil {
		kind := "html"
		if errors.Is(err, entente.ErrTooLarge) {
			kind = "too-large"
		}
		return d, []entente.Failure{failure(kind, err.Error())}
	}
	for _, s := range page.Scripts {
		d.drop(s, "script")
	}
	c.headOf(d, page, p)
	out := extract(page, d.meta.url)
	kept := align(page.Blocks, tokens(out))
	c.judge(d, page, kept)
	return d, nil
}

// extract is the text of the article as the extractor sees it; "" where it sees none or breaks.
func extract(page *markup.Page, address string) (text string) {
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	o := trafilatura.Options{ExcludeComments: true, HtmlDateMode: trafilatura.Disabled}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		o.OriginalURL = u
	}
	res, err := trafilatura.ExtractDocument(page.Doc, o)
	if err != nil {
		return ""
	}
	return res.ContentText
}

// tokens are the words of a text, hashed.
func tokens(s string) []uint64 {
	var out []uint64
	from := -1
	for i, r := range s {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if word && from < 0 {
			from = i
		} else if !word && from >= 0 {
			out = append(out, maphash.String(seed, s[from:i]))
			from = -1
		}
	}
	if from >= 0 {
		out = append(out, maphash.String(seed, s[from:]))
	}
	return out
}

// seed differs between runs; hashes are compared for equality within one call and never leave it.
var seed = maphash.MakeSeed()

// align says of each block how much of it the extractor took, 0–1: its words are looked for in the output, each stretch
// of which serves one block, nearest after the last match first.
func align(blocks []markup.Block, out []uint64) []float64 {
	index := map[[2]uint64][]int{}
	for i := 0; i+1 < len(out); i++ {
		k := [2]uint64{out[i], out[i+1]}
		if len(index[k]) < 50 {
			index[k] = append(index[k], i)
		}
	}
	used := make([]bool, len(out))
	took := make([]float64, len(blocks))
	pos := 0
	for i, b := range blocks {
		words := tokens(b.S)
		best, at := 0, -1
		switch {
		case len(words) == 0:
		case len(words) == 1:
			if pos < len(out) && out[pos] == words[0] {
				best, at = 1, pos
			}
		default:
			for skip := 0; skip+1 < len(words) && skip < 12 && best == 0; skip++ {
				for _, p := range index[[2]uint64{words[skip], words[skip+1]}] {
					if n := run(words[skip:], out, used, p); n > best || n == best && at < pos && p >= pos {
						best, at = n, p
					}
				}
				if best*2 < len(words) && skip+1 < len(words) && skip < 11 && len(words) > 6 && best < 4 {
					best, at = 0, -1
				}
			}
		}
		if best == 0 || best*2 < len(words) && best < 20 {
			continue
		}
		took[i] = float64(best) / float64(len(words))
		for k := at; k < at+best && k < len(used); k++ {
			used[k] = true
		}
		pos = at + best
	}
	return took
}

// run is the number of words of a block that stand in the output from p on, in order.
func run(words, out []uint64, used []bool, p int) int {
	n := 0
	for n < len(words) && p+n < len(out) && out[p+n] == words[n] && !used[p+n] {
		n++
	}
	return n
}

// judge decides which blocks stay. The extractor's word counts; the place on the page and the marks of a region overrule
// it where they are plain.
func (c *Cleaner) judge(d *draft, page *markup.Page, took []float64) {
	for i := range page.Blocks {
		b := page.Blocks[i]
		x := b.Block
		switch {
		case b.Hidden && took[i] < 0.5:
			x.Drop = strand.Reason(b.Region, "script")
		case took[i] < 0.5:
			x.Drop = strand.Reason(b.Region, "navigation")
		case b.Region == "comment" || b.Region == "cookie":
			x.Drop = b.Region
		}
		if x.Kind == "list" && x.Drop == "" && len(strings.Fields(x.S)) > 60 {
			x.Kind = ""
		}
		d.blocks = append(d.blocks, x)
	}
}
