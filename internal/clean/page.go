package clean

import (
	"errors"
	"hash/maphash"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"entente"
	"entente/internal/clean/markup"
	"entente/internal/clean/pubdate"
	"entente/internal/clean/strand"

	trafilatura "github.com/markusmobius/go-trafilatura"
)

// page reads a page of HTML: blocks with their place in the source, of which an extractor of articles (go-trafilatura, by
// the method of Barbaresi 2021, "Trafilatura: A Web Scraping Library") says which are the article. What it takes and what
// it leaves is compared with the blocks, so that every one that goes has a reason.
func (c *Cleaner) page(p entente.Page, source string) ([]*draft, []entente.Failure) {
	d := &draft{decoded: source, html: true}
	page, err := markup.Parse(source, c.classes)
	if err != nil {
		kind := "html"
		if errors.Is(err, entente.ErrTooLarge) {
			kind = "too-large"
		}
		return nil, []entente.Failure{failure(kind, err.Error())}
	}
	for _, s := range page.Scripts {
		d.drop(s, "script")
	}
	c.headOf(d, page, p)
	kept := make([]float64, len(page.Blocks))
	if len(page.Elems) <= maxElems { // beyond, what runs and how it is made decides alone
		kept = second(page, d.meta.url, align(page.Blocks, tokens(extract(page, d.meta.url))))
	}
	c.judge(d, page, kept)
	c.shown(d, page)
	return c.kindOfPage(d, page)
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

// shown looks for what the page shows rather than declares: the headline, which becomes the title's part, and the date of
// publication near it or after the text.
func (c *Cleaner) shown(d *draft, page *markup.Page) {
	first, last, head := -1, -1, -1
	for i, b := range d.blocks {
		if b.Drop == "" && len(b.S) > 80 {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	for i := range d.blocks {
		b := &d.blocks[i]
		if (first < 0 || i <= first) && b.Kind == "heading" && d.meta.title != "" && sameTitle(b.S, d.meta.title) && page.Blocks[i].Region != "related" {
			if head >= 0 {
				d.blocks[head].Drop, d.blocks[head].Kind = "duplicate", "heading"
			}
			head = i
			b.Kind, b.Drop = "title", ""
		}
	}
	c.deck(d, page, head, first)
	if d.date.date != nil && d.date.rank < rankURL && coarse(d.date.date) == 0 {
		return
	}
	from, to := first-12, first+2
	if head >= 0 {
		from = min(from, head-3)
	}
	for i := max(0, from); i <= min(to, len(d.blocks)-1); i++ {
		c.shownDate(d, &d.blocks[i], rankLine)
	}
	if d.date.date == nil {
		for i := max(last, 0); i < min(last+10, len(d.blocks)); i++ {
			c.shownDate(d, &d.blocks[i], rankFoot)
		}
	}
}

// deck brings back the lines between the headline and the text that sum it up.
func (c *Cleaner) deck(d *draft, page *markup.Page, head, first int) {
	if head < 0 || first-head > 12 {
		return
	}
	for i := head + 1; i < first; i++ {
		b := &d.blocks[i]
		if b.Drop != "navigation" || page.Blocks[i].Region != "" || b.Links > 0 || b.Kind == "caption" || b.Kind == "list" || page.Blocks[i].Hidden {
			continue
		}
		n := len(strings.Fields(b.S))
		if _, dated := c.dates.First(b.S); n >= 8 && n <= 60 && !dated && !strings.Contains(b.S, "@") {
			b.Drop, b.Kind = "", "heading"
			return
		}
	}
}

// shownDate reads a short block that shows a date.
func (c *Cleaner) shownDate(d *draft, b *strand.Block, rank int) {
	if len(b.S) > 140 || b.Kind == "title" || closes(b.S) && len(b.S) > 60 {
		return
	}
	f, ok := c.dates.First(b.S)
	if !ok || f.Year == 0 {
		return
	}
	if lastEdit.MatchString(b.S[:f.Start]) {
		rank = rankUpdated
	}
	basis := "header"
	if rank == rankFoot {
		basis = "foot"
	}
	d.offer(at1(c.ordered(d, f).Date(basis), b.Slice(f.Start, f.End)), rank)
}

var lastEdit = regexp.MustCompile(`(?i)(?:updated|modified|edited|changed)[^.]{0,20}$`)

var (
	dayFirst   = regexp.MustCompile(`\.(?:uk|in|au|nz|ie|za|ng|ke|gh|pk|bd|sg|my|hk|fr|de|es|it|pt|br|mx|ar|nl|be|ru|ua|kz|tr|eg|ae)$`)
	monthFirst = regexp.MustCompile(`\.(?:us|gov|mil)$`)
)

// ordered settles the order of day and month where language or domain leave no doubt.
func (c *Cleaner) ordered(d *draft, f pubdate.Found) pubdate.Found {
	lang, host := strings.ToLower(strings.ReplaceAll(d.meta.language, "_", "-")), ""
	if u, err := url.Parse(d.meta.url); err == nil {
		host = strings.ToLower(u.Hostname())
	}
	switch {
	case lang == "en-us" || monthFirst.MatchString(host):
		return f.Ordered(false)
	case strings.HasPrefix(lang, "en-") && lang != "en-ca" && lang != "en-ph" || lang != "" && !strings.HasPrefix(lang, "en") || dayFirst.MatchString(host):
		return f.Ordered(true)
	}
	return f
}
