// Package pubdate reads when a text was published: the dates that head, foot, credit, dateline and meta data spell out,
// and what the text itself lets one infer. It never claims a day that is not certain: where the order of day and month
// cannot be known, the year alone is given.
package pubdate

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"entente"
)

//go:embed months.tsv
var monthTable string

// A Found is a date expression in a string, with its place there. Month and Day are 0 where not known; Year may be 0 (a
// dateline often leaves it out). Clock is "21:18" or "".
type Found struct {
	entente.Span
	Year, Month, Day int
	Clock            string
	Pair             [2]int // day and month whose order is not known, as printed; else zero
}

// Ordered is the date read with the day first, or the month; the same where the order did not matter.
func (f Found) Ordered(dayFirst bool) Found {
	if f.Month > 0 || f.Pair[0] == 0 {
		return f
	}
	f.Day, f.Month = f.Pair[0], f.Pair[1]
	if !dayFirst {
		f.Day, f.Month = f.Pair[1], f.Pair[0]
	}
	return f
}

// A Reader holds the month names, compiled.
type Reader struct {
	months   map[string]int
	patterns []pattern
	clock    *regexp.Regexp
	states   []state
	heads    map[[3]rune]bool // the first letters of the months
	undated  int              // index of the first pattern that needs no year
}

// A pattern names its groups y, m (a name), n (a number of a month), d; a and b are a pair whose order is not known.
type pattern struct {
	re    *regexp.Regexp
	group map[string]int
}

// New compiles the tables.
func New() *Reader {
	r := &Reader{months: map[string]int{}, heads: map[[3]rune]bool{}}
	var names []string
	for _, line := range strings.Split(monthTable, "\n") {
		number, words, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		n, _ := strconv.Atoi(number)
		for _, w := range strings.Fields(words) {
			r.months[w] = n
			var head [3]rune
			copy(head[:], []rune(w))
			r.heads[head] = true
			names = append(names, regexp.QuoteMeta(w))
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	month := `(?P<m>` + strings.Join(names, "|") + `)\.?`
	const day, year = `(?P<d>[0-3]?\d)`, `(?P<y>(?:1[89]|20)\d\d)`
	const short = `(?P<s>\d\d)` // a year of two digits
	const ord = `(?:st|nd|rd|th|er|\.|º)?`
	for _, p := range []string{
		year + `\s?年\s?(?P<n>[01]?\d)\s?月\s?(?:` + day + `\s?日)?`,
		`\b` + year + `-(?P<n>[01]\d)-` + day + `(?:\b|T)`,
		`\b` + year + `[/.](?P<n>[01]?\d)[/.]` + day + `\b`,
		`(?:^|[^\pL\d])` + month + `\s{0,2}` + day + `(?:st|nd|rd|th)?(?:\s*,\s*|\s+)` + year + `\b`,
		`\b` + day + ord + `(?:\s+of|\s+de)?[\s.-]{1,2}` + month + `(?:\s*,\s*|\s+de\s+|[\s-]+)` + year + `\b`,
		`\b(?P<d>[0-3]?\d)\.(?P<n>[01]?\d)\.` + year + `\b`,
		`\b(?P<a>[0-3]?\d)\.(?P<b>[0-3]\d)\.` + year + `\b`,
		`\b(?P<a>[0-3]?\d)[/-](?P<b>[0-3]?\d)[/-]` + year + `\b`,
		`\b` + year + `년\s?(?P<n>[01]?\d)월(?:\s?` + day + `일)?`,
		`\b(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/` + short + `\b`,
		`(?:^|[^\pL\d])` + month + `(?:\s*,\s*|\s+)` + year + `\b`,
		`(?:^|[^\pL\d])` + month + `\s{0,2}` + day + `(?:st|nd|rd|th)?\b`,
		`\b` + day + ord + `(?:\s+of)?\s{1,2}` + month,
	} {
		if !strings.Contains(p, "(?P<y>") && !strings.Contains(p, "(?P<s>") && r.undated == 0 {
			r.undated = len(r.patterns)
		}
		re := regexp.MustCompile(`(?i)` + p)
		group := map[string]int{}
		for i, name := range re.SubexpNames() {
			if name != "" {
				group[name] = i
			}
		}
		r.patterns = append(r.patterns, pattern{re, group})
	}
	r.clock = regexp.MustCompile(`(?i)^(?:\s*,?\s*(?:at\s+|T|\||-|–|um\s+|à\s+)?\s*)(?:([01]?\d|2[0-3])[:.h]([0-5]\d)(?::[0-5]\d)?\s*(a\.?m\b\.?|p\.?m\b\.?)?|(1[0-2]|[1-9])\s?([ap])\.?m\b\.?)`)
	r.states = readStates()
	return r
}

// All finds the date expressions of a string, longest first at each place, in order.
func (r *Reader) All(s string) []Found {
	var out []Found
	taken := func(sp entente.Span) bool {
		for _, f := range out {
			if f.Overlaps(sp) {
				return true
			}
		}
		return false
	}
	if !strings.ContainsAny(s, "0123456789") {
		return nil
	}
	dated, named := year4(s), r.named(s)
	for i, p := range r.patterns {
		if !dated && i < r.undated && p.group["s"] == 0 || !named && p.group["m"] > 0 || p.group["s"] > 0 && strings.Count(s, "/") < 2 {
			continue
		}
		for _, at := range p.re.FindAllStringSubmatchIndex(s, -1) {
			if f, ok := r.read(s, p, at); ok && !taken(f.Span) {
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, func(a, b Found) int { return a.Start - b.Start })
	return out
}

// named reports whether a word of the string could be the name of a month, by its first three letters.
func (r *Reader) named(s string) bool {
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(c) {
			i += n
			continue
		}
		start, letters := i, 0
		var head [3]rune
		for i < len(s) {
			c, n := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsLetter(c) {
				break
			}
			if letters < 3 {
				head[letters] = unicode.ToLower(c)
			}
			letters++
			i += n
		}
		if _, ok := r.heads[head]; ok && i > start {
			return true
		}
	}
	return false
}

// year4 reports whether four digits stand together that could be a year.
func year4(s string) bool {
	for i := 0; i+3 < len(s); i++ {
		if (s[i] == '2' && s[i+1] == '0' || s[i] == '1' && s[i+1] >= '8') && digit(s[i+2]) && digit(s[i+3]) {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// First is the first date of a string.
func (r *Reader) First(s string) (Found, bool) {
	all := r.All(s)
	if len(all) == 0 {
		return Found{}, false
	}
	return all[0], true
}

func (r *Reader) read(s string, p pattern, at []int) (Found, bool) {
	num := func(name string) int {
		g, ok := p.group[name]
		if !ok || at[2*g] < 0 {
			return 0
		}
		n, _ := strconv.Atoi(s[at[2*g]:at[2*g+1]])
		return n
	}
	f := Found{Span: entente.Span{Start: at[0], End: at[1]}, Year: num("y"), Month: num("n"), Day: num("d")}
	if g, ok := p.group["m"]; ok {
		f.Month = r.months[strings.ToLower(s[at[2*g]:at[2*g+1]])]
	}
	if _, ok := p.group["s"]; ok { // 69–99 are of the last century, as POSIX has it (strptime, %y)
		if f.Year = 2000 + num("s"); f.Year > 2068 {
			f.Year -= 100
		}
	}
	if _, ok := p.group["a"]; ok {
		if f.Month, f.Day = order(num("a"), num("b")); f.Month == 0 && num("a") <= 12 && num("b") <= 12 {
			f.Pair = [2]int{num("a"), num("b")}
		}
	}
	for f.Start < f.End && !isWord(s[f.Start]) { // what stood before to keep the month from beginning inside a word
		f.Start++
	}
	if next, _ := utf8.DecodeRuneInString(s[f.End:]); unicode.IsLetter(next) && !strings.HasSuffix(s[:f.End], "T") && next < 0x2E80 {
		return Found{}, false
	}
	if f.Month > 12 || f.Day > 31 || !real(f) {
		return Found{}, false
	}
	rest := f.End
	if rest > 0 && s[rest-1] == 'T' {
		rest--
		f.End--
	}
	if m := r.clock.FindStringSubmatchIndex(s[rest:]); m != nil && f.Day > 0 && f.Year > 0 {
		if m[2] < 0 { // "3 p.m."
			m[2], m[3], m[4], m[5], m[6], m[7] = m[8], m[9], -1, -1, m[10], m[11]
		}
		h, _ := strconv.Atoi(s[rest+m[2] : rest+m[3]])
		half, minute := "", "00"
		if m[6] >= 0 {
			half = strings.ToLower(s[rest+m[6] : rest+m[6]+1])
		}
		if half == "p" && h < 12 {
			h += 12
		} else if half == "a" && h == 12 {
			h = 0
		}
		if m[4] >= 0 {
			minute = s[rest+m[4] : rest+m[5]]
		}
		f.Clock = fmt.Sprintf("%02d:%s", h, minute)
		f.End = rest + m[1]
	}
	return f, true
}

// order reads a pair of numbers as month and day where only one reading is possible; 0, 0 else.
func order(a, b int) (month, day int) {
	switch {
	case a > 12 && b <= 12, a == b:
		return b, a
	case b > 12 && a <= 12:
		return a, b
	}
	return 0, 0
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// real reports whether there is such a day.
func real(f Found) bool {
	if f.Day == 0 || f.Month == 0 {
		return f.Day == 0
	}
	y := f.Year
	if y == 0 {
		y = 2000
	}
	t := time.Date(y, time.Month(f.Month), f.Day, 0, 0, 0, 0, time.UTC)
	return t.Day() == f.Day
}

// Date is the record of the find, with its basis; nil where the year is not known.
func (f Found) Date(basis string) *entente.Date {
	switch {
	case f.Year == 0:
		return nil
	case f.Month == 0:
		y := fmt.Sprintf("%04d", f.Year)
		return &entente.Date{EDTF: y, Start: y + "-01-01", End: y + "-12-31", Precision: "year", Basis: basis}
	case f.Day == 0:
		m := fmt.Sprintf("%04d-%02d", f.Year, f.Month)
		last := time.Date(f.Year, time.Month(f.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		return &entente.Date{EDTF: m, Start: m + "-01", End: fmt.Sprintf("%s-%02d", m, last), Precision: "month", Basis: basis}
	}
	d := fmt.Sprintf("%04d-%02d-%02d", f.Year, f.Month, f.Day)
	date := &entente.Date{EDTF: d, Start: d, End: d, Precision: "day", Basis: basis}
	if f.Clock != "" {
		date.Time, date.Precision = f.Clock, "minute"
	}
	return date
}

// Coarse is 0 for a day or minute, 1 for a month, 2 for less.
func Coarse(d *entente.Date) int {
	switch d.Precision {
	case "day", "minute":
		return 0
	case "month":
		return 1
	}
	return 2
}
