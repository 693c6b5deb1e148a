package clean

import (
	"regexp"
	"strings"

	"entente"
	"entente/internal/clean/markup"
	"entente/internal/clean/pubdate"
	"entente/internal/clean/strand"
)

// dateKeys are the names of meta elements that hold the date of publication, best first; modKeys that of a change.
var (
	dateKeys = []string{"article:published_time", "datepublished", "og:article:published_time", "article.published", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.available", "dcterms.date", "dc.date",
		"citation_publication_date", "citation_online_date", "citation_date", "pubdate", "pub_date", "publishdate", "publish-date", "publish_date", "publisheddate", "published-date", "date_published", "publication_date", "publication-date", "release_date", "cxenseparse:recs:publishtime", "bt:pubdate", "article:published", "dc.date.created", "datecreated", "og:published_time", "rnews:datepublished", "originalpublicationdate", "date", "article_date_original", "displaydate", "created", "timestamp", "og:pubdate", "published_time_telegram", "shareaholic:article_published_time"}
	modKeys = []string{"article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "date"}
)

// declared is what a page says of its date in what no reader sees.
type declared struct {
	utc    bool            // the date of publication was given by the clock of Greenwich
	others []pubdate.Found // of other and later declarations
}

var greenwich = regexp.MustCompile(`(?:Z|[+-]00:?00|GMT|UTC)\W*$`)

// headDate reads the date of publication that the head of a page declares, and that its address holds.
func (c *Cleaner) headDate(d *draft, page *markup.Page, it markup.Item) {
	h := &page.Head
	offer := func(s, basis string, rank int) {
		f, ok := c.dates.First(s)
		if !ok || f.Start >= 20 {
			return
		}
		if d.offer(f.Date(basis), rank) {
			d.declared.utc = f.Clock != "" && greenwich.MatchString(s)
		}
		d.declared.others = append(d.declared.others, f)
	}
	offer(it.Published, "meta", rankMeta)
	for _, k := range dateKeys {
		offer(h.First(k), "meta", rankMeta)
	}
	for _, address := range []string{d.meta.url, h.URL, h.First("og:url")} {
		if s := pubdate.InAddress(address); s != "" {
			offer(s, "url", rankURL)
		}
	}
	offer(it.Modified, "meta", rankUpdated)
	for _, k := range modKeys {
		offer(h.First(k), "meta", rankUpdated)
	}
}

// A printedDate is a date that a page shows near its headline.
type printedDate struct {
	pubdate.Found
	at      strand.Text
	updated bool
}

// pageDate settles the date of publication between what a page declares and what it shows: near the headline, in time
// elements there, after the text. head is the block of the headline, first and last those of the running text; -1 for none.
func (c *Cleaner) pageDate(d *draft, page *markup.Page, head, first, last int) {
	from, to := max(0, first-12), min(first+2, len(d.blocks)-1)
	var near []printedDate
	for i := max(0, head+1); i <= to; i++ {
		if i < from && i > head+8 || head < 0 && i < from || page.Blocks[i].Region == "related" {
			continue
		}
		if p, ok := c.shownDate(d, &d.blocks[i], rankLine); ok {
			near = append(near, p)
		}
	}
	c.timeElements(d, page, min(from, max(head, 0))-2, to)
	if settled := d.date.date != nil && d.date.rank < rankURL && pubdate.Coarse(d.date.date) == 0; settled {
		c.weigh(d, near)
		return
	}
	for i := max(0, min(from, head-3)); i < head && d.date.date == nil; i++ { // before the headline many pages show today's date
		if b := &d.blocks[i]; b.Links < 0.7 && (i >= head-2 || printed.MatchString(b.S)) {
			c.shownDate(d, b, rankFoot)
		}
	}
	if d.date.date == nil {
		for i := max(last, 0); i < len(d.blocks); i++ {
			if b := &d.blocks[i]; !beside(page.Blocks[i].Region) && (i < last+10 || b.Links < 0.5 && len(b.S) < 60 && printed.MatchString(b.S)) {
				c.shownDate(d, b, rankFoot)
			}
		}
	}
	c.scriptDate(d, page)
	c.weigh(d, near)
}

var scriptDate = regexp.MustCompile(`(?i)["'](?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time)|publication_?date|pub_?date|first_?published(?:_?(?:at|date))?)["']\s*:\s*["']((?:19|20)\d\d-\d\d-\d\d[^"']{0,20})["']`)

// scriptDate reads the day of publication out of the data that scripts of a page hold, where it says no day else and they
// all name the same.
func (c *Cleaner) scriptDate(d *draft, page *markup.Page) {
	if d.date.date != nil && pubdate.Coarse(d.date.date) == 0 {
		return
	}
	var day *entente.Date
	for _, s := range page.Scripts {
		for _, m := range scriptDate.FindAllStringSubmatch(s.In(page.Source), 20) {
			f, ok := c.dates.First(m[1])
			if !ok {
				continue
			}
			date := f.Date("meta")
			if day != nil && date.EDTF != day.EDTF {
				return
			}
			day = date
		}
	}
	d.offer(day, rankFoot)
}

// beside reports whether a region holds the dates of other things: comments, other articles.
func beside(region string) bool { return region == "comment" || region == "related" }

// timeElements reads the time elements of a page: those near the headline, and, where a page says no date else, the only
// one there is.
func (c *Cleaner) timeElements(d *draft, page *markup.Page, from, to int) {
	days := map[string]bool{}
	var lone *entente.Date
	for _, t := range page.Head.Times {
		s := t.Value
		if s == "" {
			s = t.Text
		}
		f, ok := c.dates.First(s)
		if !ok || f.Start >= 20 || beside(t.Region) {
			continue
		}
		date := f.Date("meta")
		if date == nil {
			continue
		}
		days[date.EDTF], lone = true, date
		if t.Block < from || t.Block > to+1 {
			continue
		}
		low, rank := strings.ToLower(t.Class+" "+t.Text), rankLine
		if strings.Contains(low, "updated") || strings.Contains(low, "modified") {
			rank = rankUpdated
		} else if strings.Contains(low, "publish") || strings.Contains(low, "entry-date") || strings.Contains(low, "posted") {
			rank = rankMeta
		}
		if d.offer(date, rank) {
			d.declared.utc = f.Clock != "" && greenwich.MatchString(s)
		}
	}
	if len(days) == 1 {
		d.offer(lone, rankFoot)
	}
}

// revised is how many days after its publication a text that shows a later date of revision is that of the revision:
// then what it tells was known at that date, not at the first.
const revised = 180

// weigh holds the declared date against what the page shows. A page whose clock is Greenwich's shows its readers the day
// of its own place, one off at most; a day shown that another declaration bears out is the one the page stands by; and a
// text that says it was revised long after is of that day.
func (c *Cleaner) weigh(d *draft, near []printedDate) {
	if d.date.date == nil || pubdate.Coarse(d.date.date) > 0 || d.date.rank < rankCredit || d.date.rank > rankURL {
		return
	}
	days := func(f pubdate.Found) int { return f.DaysSince(d.date.date.EDTF) }
	for _, p := range near {
		n := days(p.Found)
		borne := false
		for _, f := range d.declared.others {
			borne = borne || f.Year == p.Year && f.Month == p.Month && f.Day == p.Day
		}
		switch {
		case n == 0 && !p.updated:
			return
		case !p.updated && (n == 1 || n == -1) && d.declared.utc, !p.updated && n != pubdate.Unknown && borne, p.updated && n > revised && n != pubdate.Unknown:
			d.date = dateOf{at1(p.Found.Date("header"), p.at), rankHeader}
			return
		}
	}
	if s := pubdate.InAddress(d.meta.url); strings.Contains(s, "/") && d.declared.utc {
		if f, ok := c.dates.First(s); ok && (days(f) == 1 || days(f) == -1) {
			d.date = dateOf{f.Date("url"), rankMeta}
		}
	}
}

// shownDate reads a short block that shows a date.
func (c *Cleaner) shownDate(d *draft, b *strand.Block, rank int) (printedDate, bool) {
	if len(b.S) > 140 || b.Kind == "title" || strand.Closes(b.S) && len(b.S) > 60 {
		return printedDate{}, false
	}
	f, ok := c.dates.First(b.S)
	if !ok || f.Year == 0 {
		return printedDate{}, false
	}
	basis := "header"
	if rank == rankFoot {
		basis = "foot"
	}
	edited := lastEdit.MatchString(b.S[:f.Start])
	switch {
	case edited:
		rank = rankUpdated
	case printed.MatchString(b.S[:f.Start]):
		rank = rankMeta
	}
	f = f.OrderedIn(d.meta.language, d.meta.url)
	at := b.Slice(f.Start, f.End)
	d.offer(at1(f.Date(basis), at), rank)
	return printedDate{f, at, edited}, f.Day > 0
}

// printed are the words before a date that say it is that of publication.
var printed = regexp.MustCompile(`(?i)\b(?:published|posted|issued|released)\b`)

var lastEdit = regexp.MustCompile(`(?i)(?:updated|modified|edited|changed|reviewed)[^.]{0,40}$`)
