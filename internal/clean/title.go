package clean

import (
	"regexp"
	"strings"

	"entente/internal/clean/strand"
)

var (
	deck       = regexp.MustCompile(`^(?:—+|–+|-{2,})\s*\S`)
	siteSuffix = regexp.MustCompile(`^(.{12,}?)\s+(?:[|»]|-|–|—)\s+([^|»–—]{2,50})$`)
	speechBy   = regexp.MustCompile(`(?i:^(?:the |full |opening |closing |introductory |keynote |press |joint |national |video |welcome |inaugural |general debate |written |oral |transcript of |text of |full text of |excerpts from )*(?:statement|address|remarks|speech|keynote|lecture|message|testimony|intervention|comment)s?(?: and (?:answers|replies) to (?:media )?questions| to [^,:]{3,90}?| at [^,:]{3,90}?| on [^,:]{3,90}?| before [^,:]{3,60}?| in [^,:]{3,60}?)? (?:by|of|from|delivered by)) (?i:the )?(.+?)(?:,| (?i:at|to|on|in|during|before|following|for|after|delivered|regarding)\b| -|:|$)`)
	possessive = regexp.MustCompile(`(?:^|: )((?:(?:UN |EU |NATO |Acting |Deputy |Chinese |Russian |U\.?S\.? )?(?:High Representative|Chairman|Chairperson|President|Prime Minister|PM|FM|EAM|Foreign Minister|Minister|Chancellor|Secretary|Secretary-General|King|Ambassador))[\pL .-]{3,60}?)['’]s (?i:(?:opening |closing |keynote |full )?(?:statement|address|remarks|speech|keynote|message))`)
)

// titles settles the title: the first block that reads as one, or what header and meta data gave, whose repeat in the
// text becomes the title's part.
func (c *Cleaner) titles(d *draft) {
	c.firstTitle(d)
	if d.meta.speaker == "" {
		c.titleSpeaker(d)
	}
	if d.meta.speaker == "" {
		c.following(d)
	}
	if m := d.meta.title; speechBy.MatchString(m) || possessive.MatchString(m) || meeting.MatchString(m) { // "…, Moscow, May 3, 2019"
		all := c.dates.All(m)
		if n := len(all); n > 0 && all[n-1].End >= len(m)-1 && before2.MatchString(m[:all[n-1].Start]) {
			d.offer(all[n-1].Date("dateline"), rankDateline)
		}
	}
}

var (
	meeting = regexp.MustCompile(`(?i)\b(?:press conference|press briefing|daily briefing|department briefing|press availability|media briefing|noon briefing)\b`)
	before2 = regexp.MustCompile(`(?i)(?:,|\bon|\s[-–—|:(])\s*$`)
)

// follows is how releases hand over to somebody's words.
var follows = regexp.MustCompile(`(?i:^following (?:is|are) (?:the )?(?:full )?(?:text of )?(?:a |the )?(?:(?:statement|message|remarks|address|speech) (?:by|of|from) )?)(.+?)(?:['’]s? (?i:(?:opening |closing |video |prepared )?(?:statement|message|remarks|address|speech|keynote))|, (?i:delivered|as delivered|to|on|at|in)|(?i: to | at | on )).*:$`)

// following reads whose words a release gives: "Following are Secretary-General X’s remarks at …:".
func (c *Cleaner) following(d *draft) {
	for i := range d.blocks[:min(len(d.blocks), 8)] {
		b := &d.blocks[i]
		if m := follows.FindStringSubmatchIndex(b.S); b.Drop == "" && m != nil {
			if name := b.S[m[2]:m[3]]; strand.Name(name) && len(strings.Fields(name)) > 1 {
				d.meta.speaker, d.meta.speakerAt = name, b.Slice(m[2], m[3]).Source()
				b.Kind = "note"
			}
			return
		}
	}
}

// headings tells the deck under a title, and short lines without a stop between paragraphs, from running text.
func (c *Cleaner) headings(d *draft) {
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop == "" && b.Kind == "" && deck.MatchString(b.S) && i < 6 {
			b.Kind = "heading"
		}
		if b.Drop != "" || b.Kind != "" || i == 0 || i+1 >= len(d.blocks) {
			continue
		}
		if b.Gap > 0 && len(b.S) > 3 && len(b.S) < 80 && strings.ToUpper(b.S) == b.S && strings.ToLower(b.S) != b.S && !strand.Closes(b.S) && b.Label == "" {
			b.Kind = "heading"
			continue
		}
		next := d.blocks[i+1]
		if b.Gap > 0 && strand.Headline(b.S) && len(strings.Fields(b.S)) <= 12 && !strings.HasSuffix(b.S, ",") && next.Drop == "" && strand.Prose(next.S) && next.Kind == "" && next.Gap > 0 {
			b.Kind = "heading"
		}
	}
}

var tells = regexp.MustCompile(`(?:told|tells|interview with|speaking to|spoke to|in comments to) (?:the )?(\p{Lu}[\pL'’]+(?: \p{Lu}[\pL'’]+){0,3})`)

// ownName takes the medium that a text says was told things, twice and no other, for its publisher where nothing else
// names one: so papers speak of themselves.
func (c *Cleaner) ownName(d *draft) {
	if d.meta.publisher != "" {
		return
	}
	for _, b := range d.blocks { // "spoke to the Global Times (GT)", and GT asks
		if b.Kind == "question" && b.Label != "" && strings.ToUpper(b.Label) == b.Label && len(b.Label) < 6 {
			at := regexp.MustCompile(`(\p{Lu}[\pL'’]+(?: \p{Lu}[\pL'’]+){0,3}) \(` + regexp.QuoteMeta(b.Label) + `\)`)
			if m := at.FindStringSubmatch(blockText(d.blocks)); m != nil && c.media.Is(m[1]) {
				d.meta.publisher = c.media.Name(m[1])
				return
			}
			break
		}
	}
	count := map[string]int{}
	for _, m := range tells.FindAllStringSubmatch(blockText(d.blocks), -1) {
		if c.media.Is(m[1]) {
			count[m[1]]++
		}
	}
	if len(count) != 1 {
		return
	}
	for name, n := range count {
		if n > 1 {
			d.meta.publisher = c.media.Name(name)
		}
	}
}

func (c *Cleaner) firstTitle(d *draft) {
	seen := 0
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop != "" {
			continue
		}
		if seen++; seen > 3 {
			break
		}
		if f, ok := c.dates.First(b.S); ok && seen == 1 && len(b.S)-f.Len() < 14 { // a date is no title
			seen--
			continue
		}
		if d.meta.title != "" {
			if sameTitle(b.S, d.meta.title) {
				if b.Kind == "title" && seen == 1 {
					continue
				}
				if b.Kind = "title"; seen > 1 && titled(d.blocks[:i]) {
					b.Drop = "duplicate"
				}
			}
			continue
		}
		if (b.Kind == "" || b.Kind == "heading" && seen == 1) && b.Label == "" && titleLike(b.S) && i+1 < len(d.blocks) && seen == 1 {
			b.Kind = "title"
			d.meta.title = c.bareTitle(d, b)
		}
	}
}

var (
	cutOff   = regexp.MustCompile(`(?i)\b(?:the|of|and|in|to|for|a|an|on|by|with|from|his|her|its|their|at|or|that|which)$`)
	numbered = regexp.MustCompile(`^\d{1,3}[.)] `)
	confides = regexp.MustCompile(`\b(?:I|me|my|myself)\b`)
	twoParts = regexp.MustCompile(`\p{Ll}{2}[.!] \p{Lu}`)
)

// titleLike reports whether a first line is a headline, not the beginning of a text whose line broke off.
func titleLike(s string) bool {
	if !strand.Headline(s) || len(s) > 260 || cutOff.MatchString(s) || numbered.MatchString(s) && len(s) > 120 {
		return false
	}
	quoted := strings.ContainsAny(s, `"“‘'`)
	return (quoted || !confides.MatchString(s) || len(strings.Fields(s)) < 10) && !twoParts.MatchString(s)
}

func titled(blocks []strand.Block) bool {
	for _, b := range blocks {
		if b.Kind == "title" && b.Drop == "" {
			return true
		}
	}
	return false
}

// bareTitle is the title without a dateline before it. The block keeps both.
func (c *Cleaner) bareTitle(d *draft, b *strand.Block) string {
	s := b.S
	end, f, who := c.readDateline(s)
	if end == 0 {
		return s
	}
	rest := strings.TrimSpace(s[end:])
	if len(strings.Fields(rest)) < 3 {
		return s
	}
	if f.Month > 0 {
		if f.Year == 0 {
			d.meta.dateline = f
		}
		d.offer(at1(f.Date("dateline"), b.Slice(f.Start, f.End)), rankDateline)
	}
	if who != "" && d.meta.publisher == "" {
		d.meta.publisher = c.media.Name(who)
	}
	return rest
}

func sameTitle(a, b string) bool {
	fold := func(s string) string {
		return strings.Join(strings.Fields(strings.ToLower(notWord.ReplaceAllString(s, " "))), " ")
	}
	return fold(a) == fold(b)
}

var notWord = regexp.MustCompile(`[^\pL\pN]+`)

var honorific = regexp.MustCompile(`^(?:H\.? ?E\.?|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|His Excellency|Her Excellency|The Honou?rable|Hon\.?|Sir|Dame|[Tt]he)\s+`)

// joint is how documents of several sides are called.
var joint = regexp.MustCompile(`(?i)\bjoint (?:statement|communiqu[eé]|declaration|press statement|vision)\b`)

// titleSpeaker reads whose speech it is from the title: "Statement by H.E. Mr. X, Minister of …".
func (c *Cleaner) titleSpeaker(d *draft) {
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop != "" {
			continue
		}
		if b.Kind != "title" && b.Kind != "heading" && !(i < 3 && strand.Headline(b.S)) {
			break
		}
		if joint.MatchString(b.S) {
			return // two sides speak
		}
		for _, re := range []*regexp.Regexp{speechBy, possessive} {
			m := re.FindStringSubmatchIndex(b.S)
			if m == nil {
				continue
			}
			from, to := m[2], m[3]
			for {
				n := len(honorific.FindString(b.S[from:to]))
				if n == 0 {
					break
				}
				from += n
			}
			if name := b.S[from:to]; strand.Name(name) && len(strings.Fields(name)) > 1 {
				d.meta.speaker, d.meta.speakerAt = name, b.Slice(from, to).Source()
				return
			}
		}
	}
}
