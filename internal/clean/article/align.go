// Package article says which blocks of a page are its article: by the word of an extractor (go-trafilatura, after Barbaresi
// 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction"), whose output is laid
// beside the blocks so that every one that goes has a reason; by a second one where the first finds little; and by what
// stands around and is of one make.
package article

import (
	"hash/maphash"
	"net/url"
	"unicode"

	"entente/internal/clean/markup"
	"entente/internal/clean/strand"

	trafilatura "github.com/markusmobius/go-trafilatura"
)

// Blocks are the blocks of a page, those outside its article with the reason to drop them. address is that of the page, ""
// where it is not known. The tree of the page may be changed.
func Blocks(page *markup.Page, address string) []strand.Block {
	took := make([]float64, len(page.Blocks))
	if len(page.Elems) <= maxElems { // beyond, what runs and how it is made decides alone
		took = second(page, address, align(page.Blocks, tokens(extract(page, address))))
	}
	return judge(page, took)
}

// maxElems bounds the elements of a page that is given to an extractor, maxSteps the words compared for one page.
const (
	maxElems = 60_000
	maxSteps = 30_000_000
)

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
	used, steps := make([]bool, len(out)), 0
	took := make([]float64, len(blocks))
	pos := 0
	for i, b := range blocks {
		words := tokens(b.S)
		best, at, end := 0, -1, 0
		switch {
		case len(words) == 0:
		case len(words) == 1:
			if pos < len(out) && out[pos] == words[0] {
				best, at, end = 1, pos, pos+1
			}
		default:
			for skip := 0; skip+1 < len(words) && skip < 12 && best == 0 && steps < maxSteps; skip++ {
				for _, p := range index[[2]uint64{words[skip], words[skip+1]}] {
					if used[p] {
						continue
					}
					steps += min(len(words), len(out)-p)
					if n, e := run(words[skip:], out, used, p); n > best || n == best && at < pos && p >= pos {
						best, at, end = n, p, e
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
		for k := at; k < end; k++ {
			used[k] = true
		}
		pos = end
	}
	return took
}

// run is the number of words of a block that stand in the output from p on, in order, where at most a few words are
// missing on either side at a time (a link, a note, two words run together), and where the run ends.
func run(words, out []uint64, used []bool, p int) (n, end int) {
	const slack = 6
	last := min(len(out), p+2*len(words)+slack)
	for i := 0; i < len(words) && p < last; {
		if out[p] == words[i] && !used[p] {
			n++
			i++
			p++
			continue
		}
		di, dp := resync(words[i:], out[p:], slack)
		if di < 0 {
			break
		}
		i += di
		p += dp
	}
	return n, p
}

// resync is how many words to pass over in each for two words in a row to agree again; -1 where none do.
func resync(words, out []uint64, slack int) (di, dp int) {
	for sum := 1; sum <= 2*slack; sum++ {
		for di := max(0, sum-slack); di <= min(sum, slack); di++ {
			dp := sum - di
			if di+1 < len(words) && dp+1 < len(out) && words[di] == out[dp] && words[di+1] == out[dp+1] {
				return di, dp
			}
		}
	}
	return -1, -1
}
