package clean

import (
	"regexp"
	"slices"
	"strings"

	"entente"
	"entente/internal/clean/media"
	"entente/internal/clean/pubdate"
	"entente/internal/clean/strand"
)

const personName = `\p{Lu}[\pL.'’-]*(?: (?:\p{Lu}[\pL.'’-]*|al|bin|ibn|de|van|von|der|den|da|di|du|el|la)){1,4}`

var (
	byline   = regexp.MustCompile(`^(?:(?:[Bb]y|BY|Written by|Story by|Report by|Text by|Interview by|Interviewed by|Words by|Author:|Authors:|Reporter:|Correspondent:)\s+)(` + personName + `|\p{Lu}[\p{Lu}.'’ -]{4,40})((?:(?:,| and| &|, and) ` + personName + `)*)(?:,? in \p{Lu}[\pL ]+)?(?:\s*[,|•·–—-]\s*.{0,80})?$`)
	reporter = regexp.MustCompile(`^(?:by )?(?:the )?(\p{Lu}[\pL .&'’-]{2,50}?),? (?i:staff )?(?i:reporter|correspondent|journalist|editor|columnist|writer)s? (` + personName + `)(?:[,/;].{0,60})?$`)
	person   = regexp.MustCompile(`^` + personName + `$`)
	told     = regexp.MustCompile(`(?i:(?:compiled|written|edited|prepared|recorded|translated|arranged)(?: and (?:translated|edited))? by )(?:(?i:the )?(\p{Lu}[\pL .&'’-]{2,50}?) (?i:staff )?(?i:reporter|correspondent|journalist|editor|writer)s? )?(` + personName + `)(?:,? (?i:and) (` + personName + `))?,?(?i: (?:and )?(?:is |was )?based on (?:an? |the |his |her |their )?(?:recent |exclusive )?(?:interview|conversation|talk|discussion|speech|remarks)s? (?:with|by|of) )(?:(?i:the |former |ambassador |president |minister |professor |dr\.? |mr\.? |ms\.? |mrs\.? ))*(` + personName + `)`)
	toldTo   = regexp.MustCompile(`^(?:(?:[Bb]y )?(` + personName + `)(?:[,(].{0,160}?)?,? )?(?i:as )?told to (` + personName + `)\W*$`)
	done     = regexp.MustCompile(`^(?:Done|DONE|Signed|SIGNED|Adopted|Issued|Concluded) (?:in|at|on|this)\b[^.]{0,80}\d{4}`)
	first    = regexp.MustCompile(`(?i)\b(?:originally|first) (?:published|appeared|posted|ran|aired) (?:in|on|by|at|with) (?:the )?(.{2,80}?)(?: (?:on|in) (?:\w+,? )?([\d\pL][^.]{3,30}\d))?\W*$`)
	source   = regexp.MustCompile(`(?i)^\W*(?:source|sources|original source|news source|courtesy of|courtesy|via|republished from|reprinted from|reposted from|republished with (?:the )?permission (?:of|from)|reprinted with (?:the )?permission (?:of|from))\s*[:：]?\s+(.{2,90}?)\W*$`)
	dateWord = regexp.MustCompile(`(?i)\b(?:first|originally|last|date|time|published|publish|publication|posted|updated|update|modified|created|released?|issued|on|at|by|am|pm|a\.m|p\.m|gmt|utc|bst|est|edt|cet|cest|msk|ist|jst|hrs?|the|mon|tues?|wed|thurs?|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|of|for immediate release)\b|опубликовано|veröffentlicht|publié le|publicado el|publicado`)
	updated  = regexp.MustCompile(`(?i)\b(?:updated|modified)\b`)
)

// credits reads the lines at head and foot that say who wrote, when, and who published first, and drops those that say
// nothing else.
func (c *Cleaner) credits(d *draft) {
	n := len(d.blocks)
	heads, proseSeen := 0, false
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop != "" {
			c.creditOf(d, b)
			continue
		}
		head, foot := !proseSeen && heads < 14, i >= n-10 || i >= n*4/5
		heads++
		switch {
		case c.credit(d, b, head, foot):
		case head && c.byline(d, b):
		case (head || foot) && c.dateLine(d, b, head):
		case !proseSeen && len(b.S) > 60 && b.Kind != "title":
			c.dateline(d, b)
		}
		if !proseSeen && strand.Prose(b.S) && b.Drop == "" && b.Kind != "title" {
			proseSeen = true
		}
	}
}

// creditOf reads the source out of a credit that a rule dropped already.
func (c *Cleaner) creditOf(d *draft, b *strand.Block) {
	if b.Drop == "credit" && len(b.S) < 300 {
		if m := first.FindStringSubmatchIndex(b.S); m != nil {
			c.firstPublished(d, b, m)
			return
		}
	}
	if m := fromWiki.FindStringSubmatch(b.S); m != nil && b.Drop == "navigation" {
		setFirst(&d.meta.publisher, c.media.Name(m[1]))
	}
	if b.Drop == "credit" || b.Drop == "subscription" {
		if m := regexpStories.FindStringSubmatch(b.S); m != nil {
			setFirst(&d.meta.publisher, c.media.Name(m[1]))
		}
	}
}

var fromWiki = regexp.MustCompile(`^From (\p{Lu}\pL+), the free\b`)

var regexpStories = regexp.MustCompile(`(?:Get|Receive|get|receive|Sign up for|Subscribe to|subscribe to) (?:the latest )?(?:from )?([Tt]he \p{Lu}[\pL ]+?|\p{Lu}[\pL ]+?)(?:['’]s)? (?:stories|news|newsletter|daily|updates|alerts|headlines)\b`)

// credit reads "compiled by … based on an interview with …", "first published in …", "Source: …" and a lone "Medium, date".
func (c *Cleaner) credit(d *draft, b *strand.Block, head, foot bool) bool {
	if m := find(told, b.S, "based on"); m != nil {
		group := func(k int) string {
			if m[2*k] < 0 {
				return ""
			}
			return strings.Trim(b.S[m[2*k]:m[2*k+1]], " .,")
		}
		setFirst(&d.meta.publisher, c.media.Name(group(1)))
		for k := 2; k <= 3; k++ {
			c.addAuthors(d, group(k))
		}
		if d.meta.speaker == "" {
			d.meta.speaker, d.meta.speakerAt, d.meta.told = group(4), b.Slice(m[8], m[9]).Source(), true
		}
		b.Kind = "note"
		return true
	}
	if len(b.S) > 300 || !head && !foot {
		return false
	}
	if m := done.FindStringIndex(b.S); m != nil && foot { // "Done in Sund on 5 May 2016, in two copies"
		if f, ok := c.dates.First(b.S); ok && f.Day > 0 {
			d.offer(at1(f.Date("foot"), b.Slice(f.Start, f.End)), rankFoot)
		}
		return true
	}
	if m := find(toldTo, b.S, "told to"); m != nil { // "Ada Lorm, a customs broker, as told to Lina Oss"
		if d.meta.speaker == "" && m[2] >= 0 {
			d.meta.speaker, d.meta.speakerAt, d.meta.told = strings.TrimRight(b.S[m[2]:m[3]], ","), b.Slice(m[2], m[3]).Source(), true
		}
		c.addAuthors(d, strings.TrimRight(b.S[m[4]:m[5]], "."))
		b.Kind = "note"
		return true
	}
	if m := first.FindStringSubmatchIndex(b.S); m != nil {
		return c.firstPublished(d, b, m)
	}
	if m := source.FindStringSubmatchIndex(b.S); m != nil && len(strings.Fields(b.S)) < 14 {
		name := b.S[m[2]:m[3]]
		if f, ok := c.dates.First(name); ok {
			d.offer(at1(f.Date("credit"), b.Slice(m[2]+f.Start, m[2]+f.End)), rankCredit)
			name = name[:f.Start] + name[f.End:]
		}
		if name = strings.Trim(name, " ,|-–—()"); c.media.Is(name) || strand.Name(name) {
			c.original(d, name)
			b.Drop = "credit"
			return true
		}
	}
	return false
}

// find is the match of a pattern in a string, looked for only where a literal of the pattern stands there.
func find(re *regexp.Regexp, s, literal string) []int {
	if !strings.Contains(s, literal) {
		return nil
	}
	return re.FindStringSubmatchIndex(s)
}

// firstPublished reads "This article first appeared in X on DATE".
func (c *Cleaner) firstPublished(d *draft, b *strand.Block, m []int) bool {
	name := b.S[m[2]:m[3]]
	if f, ok := c.dates.First(b.S[m[2]:]); ok {
		d.offer(at1(f.Date("credit"), b.Slice(m[2]+f.Start, m[2]+f.End)), rankCredit)
		name = b.S[m[2] : m[2]+min(f.Start, m[3]-m[2])]
	}
	name = strings.TrimSuffix(strings.Trim(name, " ,."), " on")
	if !c.media.Is(name) && !strand.Name(name) {
		return false
	}
	c.original(d, name)
	b.Drop = "credit"
	return true
}

// original sets who published first; who was known as the publisher carried it on.
func (c *Cleaner) original(d *draft, name string) {
	name = c.media.Name(name)
	if have := d.meta.publisher; have != "" && media.Same(have, name) { // "sundrianreview.com" and "Sundrian Review"
		if strings.Contains(have, ".") {
			d.meta.publisher = name
		}
		return
	}
	if d.meta.publisher != "" && d.meta.publisher != name {
		setFirst(&d.meta.republisher, d.meta.publisher)
	}
	d.meta.publisher = name
}

// byline reads who wrote it.
func (c *Cleaner) byline(d *draft, b *strand.Block) bool {
	if len(b.S) > 200 {
		return false
	}
	if m := byline.FindStringSubmatch(b.S); m != nil && !strings.Contains(m[1], "  ") {
		c.addAuthors(d, m[1]+m[2])
		if f, ok := c.dates.First(b.S); ok {
			d.offer(at1(f.Date("header"), b.Slice(f.Start, f.End)), rankLine)
		}
		b.Drop = "credit"
		return true
	}
	if m := reporter.FindStringSubmatch(b.S); m != nil && !strand.Closes(b.S) {
		setFirst(&d.meta.publisher, c.media.Name(m[1]))
		c.addAuthors(d, m[2])
		b.Drop = "credit"
		return true
	}
	return false
}

// dateLine reads a line that holds a date and little else.
func (c *Cleaner) dateLine(d *draft, b *strand.Block, head bool) bool {
	if len(b.S) > 160 {
		return false
	}
	f, ok := c.dates.First(b.S)
	if !ok {
		return false
	}
	rest := b.S[:f.Start] + " " + b.S[f.End:]
	if more, ok := c.dates.First(rest); ok { // published and updated in one line
		rest = rest[:more.Start] + " " + rest[more.End:]
	}
	rest = strings.Trim(dateWord.ReplaceAllString(rest, " "), " ,.:;|()[]–—-/•·\t")
	basis, rank := "header", rankLine
	if !head {
		basis, rank = "foot", rankFoot
	}
	if updated.MatchString(b.S[:f.Start]) {
		rank = rankUpdated
	}
	date := func() *entente.Date { return at1(f.Date(basis), b.Slice(f.Start, f.End)) }
	switch {
	case rest == "":
		if f.Year == 0 {
			d.meta.dateline = f
		}
	case c.media.Is(rest):
		if !head {
			basis, rank = "credit", rankCredit
		}
		c.original(d, rest)
	case person.MatchString(rest) && head && f.Year > 0 && !strings.HasPrefix(strings.TrimSpace(b.S[len(rest):]), ","):
		c.addAuthors(d, rest)
	case strand.Name(rest) && len(rest) < 50 && f.Year > 0 && f.Day > 0:
		if head {
			basis, rank = "dateline", rankDateline
		}
	case head && f.Day > 0 && f.Year > 0 && occasion.MatchString(b.S[:f.Start]) && strings.TrimRight(b.S[f.End:], ")") == "":
		d.offer(date(), rankDateline) // the line stays: it says what was spoken at
		return false
	default:
		return false
	}
	d.offer(date(), rank)
	b.Drop = "date-line"
	if basis == "credit" {
		b.Drop = "credit"
	}
	return true
}

// occasion is what stands before the date under the title of a speech: "General debate, ".
var occasion = regexp.MustCompile(`(?i)^[\pL ,’'-]{0,60}\b(?:debate|session|meeting|summit|conference|congress|forum|assembly|ceremony|council|briefing|hearing|plenary|parliament|university)[\pL ,’'-]{0,40}[,(–—-]\s*$`)

var (
	dash   = regexp.MustCompile(`\s*(?:--+|—+|–|―)\s*|\s+-\s+|:\s+|\s*/[\p{Lu}][\pL -]{1,20}/\.?\s*(?:--|—|–)?\s*`)
	agency = regexp.MustCompile(`[(/]([^)/]{2,40})[)/]`)
)

// lead are the words that translations of headlines set before them.
var lead = regexp.MustCompile(`(?i)[ ,]*\b(?:question|title|headline|news|exclusive|interview|comment)\s*$`)

// dateline cuts a dateline off the front of the first paragraphs: "ASTANA, Oct. 28 (Xinhua) --".
func (c *Cleaner) dateline(d *draft, b *strand.Block) {
	end, f, who := c.readDateline(b.S)
	if end == 0 {
		return
	}
	if f.Month > 0 {
		if f.Year == 0 {
			d.meta.dateline = f
		}
		d.offer(at1(f.Date("dateline"), b.Slice(f.Start, f.End)), rankDateline)
	}
	if who != "" && c.media.Is(who) {
		c.original(d, who)
	}
	d.drop(b.Slice(0, end).Source(), "date-line")
	*b = b.WithText(b.Slice(end, len(b.S)).Trim())
}

// readDateline is where the dateline of a paragraph ends (0 for none), its date and the agency it names.
func (c *Cleaner) readDateline(s string) (end int, f pubdate.Found, who string) {
	seps := dash.FindAllStringIndex(s[:min(len(s), 130)], 2)
	slices.Reverse(seps) // "SUND – 5 June 2013 –": the longest comes first
	for _, at := range seps {
		front, sep := s[:at[0]], s[at[0]:at[1]]
		if strings.Contains(sep, "/") {
			front = s[:at[1]]
		}
		f, who = pubdate.Found{}, ""
		if m := agency.FindStringSubmatch(front); m != nil {
			who = strings.TrimSpace(m[1])
		}
		place := agency.ReplaceAllString(front, " ")
		if g, ok := c.dates.First(front); ok {
			f = g
			place = agency.ReplaceAllString(front[:f.Start]+" "+front[f.End:], " ")
		}
		for _, name := range c.media.Used {
			if strings.HasPrefix(place, name+",") {
				who, place = name, place[len(name)+1:]
			}
		}
		place = strings.Trim(dateWord.ReplaceAllString(lead.ReplaceAllString(place, ""), " "), " ,./-–—")
		caps := place != "" && strings.ToUpper(place) == place && len(place) > 2
		sure := f.Month > 0 || who != "" && (c.media.Is(who) || caps) || caps && !strings.HasPrefix(sep, ":")
		if sure && (place == "" && who != "" || strand.Name(place)) && len(strings.Fields(place)) <= 7 {
			return at[1], f, who
		}
	}
	if g, ok := c.dates.First(s[:min(len(s), 90)]); ok && g.Year > 0 && g.Day > 0 && stop.MatchString(s[g.End:]) {
		if place := strings.Trim(dateWord.ReplaceAllString(s[:g.Start], " "), " ,"); strand.Name(place) && len(strings.Fields(place)) <= 4 {
			return g.End + len(stop.FindString(s[g.End:])), g, ""
		}
	}
	return 0, pubdate.Found{}, ""
}

// stop is the end of a dateline that no dash parts from the text.
var stop = regexp.MustCompile(`^\.\s+`)

// addAuthors adds the names of a byline.
func (c *Cleaner) addAuthors(d *draft, s string) {
	for _, name := range regexp.MustCompile(`,? and |, | & |; ?`).Split(s, -1) {
		name = strings.Trim(name, " ,.|")
		if name == "" || unknown.MatchString(name) || len(name) > 60 {
			continue
		}
		known := false
		for _, a := range d.meta.authors {
			known = known || strings.EqualFold(a, name)
		}
		if !known {
			d.meta.authors = append(d.meta.authors, name)
		}
	}
}
