package pubdate

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"

	"entente"
)

//go:embed states.tsv
var stateTable string

// A state with the year it became independent, by which "22 years since gaining independence" tells the year of a text.
type state struct {
	year  int
	names []string
}

func readStates() []state {
	var out []state
	for _, line := range strings.Split(stateTable, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		y, _ := strconv.Atoi(f[1])
		out = append(out, state{y, strings.Split(f[2], "|")})
	}
	return out
}

var (
	yearRE    = regexp.MustCompile(`\b(?:1[89]|20)\d\d\b`)
	sentence  = regexp.MustCompile(`[^.!?\n]+(?:[.!?](?:[a-z0-9]|[^\s\n][^.!?\n]*))*[.!?]?|\n`)
	future    = regexp.MustCompile(`(?i)\b(?:will|shall|by(?: the end of| mid-?| early| late)?|until|due to|to be|expected|scheduled|planned|plans? to|target\pL*(?: of)?|goal|forecast)\b[^.;]{0,50}$`)
	named     = regexp.MustCompile(`(\pL[\pL-]*)[ -]$`)
	since     = regexp.MustCompile(`(?i)\b(\d{1,2}) years (?:since|after|of) (?:gaining |its |the country's |attaining |winning |achieving )*independence\b|\bindependen(?:t|ce)[^.]{0,60}?\b(\d{1,2}) years ago\b`)
	span      = regexp.MustCompile(`(?i)\b(?:(\d{1,2})(?:st|nd|rd|th) anniversary|(?:past|last|for|have had|over (?:the )?past) (\d{1,2}) years|(\d{1,2}) years ago)\b`)
	recent    = regexp.MustCompile(`(?i)\b(?:(?:a few|several|two|three|some) days ago|yesterday|earlier this week|this week|last week|earlier this month|this month)\b`)
	notNaming = map[string]bool{"in": true, "of": true, "since": true, "by": true, "from": true, "to": true, "the": true, "and": true,
		"until": true, "during": true, "for": true, "year": true, "early": true, "late": true, "mid": true, "before": true, "after": true, "between": true}
)

// bounds are the latest date that the text tells as past and the earliest year it tells as to come; 0 for none.
type bounds struct {
	past  Found
	next  int
	years []int // every year told as past
}

// Infer reads the date of a text that does not print one. lead is the date of a dateline without its year, or zero.
// A day is given only where a dateline prints it and two independent signs agree on the year; a month where the text
// dates something to "a few days ago" or a dateline prints it; nothing where the year rests on one sign alone.
func (r *Reader) Infer(text string, lead Found) *entente.Date {
	text = text[:min(len(text), 60_000)]
	b := r.bound(text)
	year, signs := r.year(text, b)
	if year == 0 {
		return nil
	}
	if lead.Month > 0 && signs > 1 {
		lead.Year = year
		if b.past.Year == year && b.past.Month > lead.Month {
			return nil // the text knows of things later than its dateline would be
		}
		return lead.Date("dateline")
	}
	for _, line := range strings.Split(text, "\n") {
		at := recent.FindStringIndex(line)
		if at == nil {
			continue
		}
		for _, f := range r.All(line[at[0]:min(len(line), at[1]+250)]) {
			if f.Month > 0 && f.Day < 24 && (f.Year == 0 || f.Year == year) {
				return Found{Year: year, Month: f.Month}.Date("inferred")
			}
		}
	}
	if signs < 2 {
		return nil
	}
	return Found{Year: year}.Date("inferred")
}

// bound gathers the years of a text, sentence by sentence; years that name something (Expo 2017) count for neither side.
func (r *Reader) bound(text string) bounds {
	var b bounds
	for _, s := range sentence.FindAllString(text, -1) {
		at := yearRE.FindAllStringIndex(s, -1)
		if at == nil {
			continue
		}
		dates := r.All(s[:min(len(s), 2000)])
		for _, y := range at {
			before := named.FindStringSubmatch(s[max(0, y[0]-40):y[0]])
			if before != nil && !notNaming[strings.ToLower(before[1])] && r.months[strings.ToLower(before[1])] == 0 {
				continue
			}
			n, _ := strconv.Atoi(s[y[0]:y[1]])
			if future.MatchString(s[max(0, y[0]-70):y[0]]) {
				if b.next == 0 || n < b.next {
					b.next = n
				}
				continue
			}
			f := Found{Year: n}
			for _, d := range dates {
				if d.Start <= y[0] && y[1] <= d.End {
					f = d
				}
			}
			b.years = append(b.years, n)
			if f.Year > b.past.Year || f.Year == b.past.Year && f.Month > b.past.Month {
				b.past = f
			}
		}
	}
	return b
}

// year is the year on which two signs agree: an anniversary or a span of years counted from a year of the text or of
// independence, and the years that the text tells as past and as to come.
func (r *Reader) year(text string, b bounds) (year, signs int) {
	if b.past.Year == 0 {
		return 0, 0
	}
	fits := func(y int) bool {
		return y >= b.past.Year && y <= b.past.Year+1 && (b.next <= b.past.Year || y <= b.next)
	}
	votes := map[int]int{}
	for _, m := range since.FindAllStringSubmatch(text, -1) {
		if base := r.independence(text); base > 0 {
			n, _ := strconv.Atoi(m[1] + m[2])
			votes[base+n] += 2
		}
	}
	for _, m := range span.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[1] + m[2] + m[3])
		if n < 5 {
			continue
		}
		counted := map[int]bool{}
		for _, y := range b.years {
			if fits(y+n) && !counted[y] {
				counted[y] = true
				votes[y+n]++
			}
		}
	}
	best := 0
	for _, y := range []int{b.past.Year, b.past.Year + 1} {
		if enough := y - b.past.Year + 1; fits(y) && votes[y] >= enough && votes[y] > votes[best] {
			best = y // the last past year needs one sign more, a later one two
		}
	}
	return best, votes[best]
}

// independence is the year of the state that the text speaks of most, where the table has it.
func (r *Reader) independence(text string) int {
	best, most := 0, 2
	for _, s := range r.states {
		n := 0
		for _, name := range s.names {
			n += strings.Count(text, name)
		}
		if n > most {
			best, most = s.year, n
		}
	}
	return best
}

// Table is what is embedded, for the version of the tables.
func Table() string { return monthTable + stateTable }
