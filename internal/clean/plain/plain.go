// Package plain turns a text without markup into blocks: lines, paragraphs of hard-wrapped lines, headings, list items and
// tables of plain text and of Markdown; and mends what pages and translations did to a text: glued sentences, labels grown
// onto words, spaces before stops.
package plain

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
	"entente/internal/clean/strand"
)

// Blocks turns a text without markup into blocks: a line is a block, but for hard-wrapped text, where a paragraph is one.
func Blocks(decoded string) []strand.Block {
	lines := splitLines(decoded)
	if wrapped(lines) {
		lines = unwrap(lines)
	}
	var out []strand.Block
	gap := 0
	for _, l := range lines {
		if l.S == "" {
			gap++
			continue
		}
		b := strand.Block{Text: l, Gap: gap}
		if code := mark(&b); code.S != "" {
			out = append(out, strand.Block{Text: code, Gap: gap, Drop: "label"})
		}
		gap = 0
		if n := len(out); n > 0 && continues(&out[n-1], &b) {
			joint := " "
			if strings.HasSuffix(out[n-1].S, "—") {
				joint = ""
			}
			out[n-1] = out[n-1].WithText(strand.Join([]strand.Text{out[n-1].Text, b.Text}, joint))
			continue
		}
		if n := len(out); n > 0 && b.Kind == "table" && out[n-1].Kind == "table" && b.Gap == 0 {
			out[n-1] = out[n-1].WithText(strand.Join([]strand.Text{out[n-1].Text, b.Text}, "\n"))
			continue
		}
		out = append(out, b)
	}
	return out
}

// continues reports whether a line goes on amid the sentence of the one directly before it.
func continues(last, b *strand.Block) bool {
	r, _ := utf8.DecodeRuneInString(b.S)
	return b.Gap == 0 && b.Kind == "" && last.Kind == "" && last.Drop == "" && unicode.IsLower(r) && !strand.Closes(last.S) && len(last.S) > 2 && len(last.S) < 1<<16 &&
		!strings.HasPrefix(b.S, "http") && !strings.HasPrefix(b.S, "www.")
}

// splitLines cuts at line ends of every kind and tidies each line. Tabs between cells of a table stay.
func splitLines(decoded string) []strand.Text {
	var out []strand.Text
	for at := 0; at <= len(decoded); {
		end, next := len(decoded), len(decoded)+1
		if i := strings.IndexAny(decoded[at:], "\n\r\f\u2028\u2029\u0085"); i >= 0 {
			end = at + i
			_, n := utf8.DecodeRuneInString(decoded[end:])
			next = end + n
			if strings.HasPrefix(decoded[end:], "\r\n") {
				next = end + 2
			}
		}
		out = append(out, line(decoded[at:end], at))
		at = next
	}
	return out
}

// line tidies a line; one with three cells or more keeps its tabs.
func line(s string, at int) strand.Text {
	t := strand.At(s, at)
	if strings.Count(strings.Trim(s, "\t "), "\t") < 2 || !cells(s) {
		return strand.Tidy(t).Trim()
	}
	var cells []strand.Text
	for from := 0; from <= len(s); {
		end := len(s)
		if i := strings.IndexByte(s[from:], '\t'); i >= 0 {
			end = from + i
		}
		cells = append(cells, strand.Tidy(t.Slice(from, end)).Trim())
		from = end + 1
	}
	return strand.Join(cells, "\t")
}

// timecode is the time that transcripts of recordings put before a turn.
var timecode = regexp.MustCompile(`^[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?(?: ?-+>? ?[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?)?\s+`)

// cells reports whether what stands between the tabs of a line is short, as the cells of a table are.
func cells(s string) bool {
	for len(s) > 0 {
		cell, rest, _ := strings.Cut(s, "\t")
		if len(cell) > 90 {
			return false
		}
		s = rest
	}
	return true
}

var (
	hashes = regexp.MustCompile(`^(?:#{1,6} +(.*?)(?: +#+)?|={2,5} ?([^=]+?) ?={2,5})$`)
	bullet = regexp.MustCompile(`^(?:[•●▪‣◦·*]|[-–—] |(?:\d{1,2}|[a-z])[.)] |\((?:\d{1,2}|[a-z]|[ivx]+)\) )\s*`)
	rule3  = regexp.MustCompile(`^\|?[ :|-]{3,}\|[ :|-]*$`)
)

// mark recognises the marks of plain text and of Markdown: headings, bullets, table rows, emphasis. It returns the time
// code that it cut off the front.
func mark(b *strand.Block) (front strand.Text) {
	s := b.S
	switch m := hashes.FindStringSubmatchIndex(s); {
	case m != nil && strings.Trim(m2(s, m), "# ") != "":
		*b = b.WithText(b.Slice(m[2], m[3]).Trim())
		b.Kind, b.Hard = "heading", true
	case strings.Contains(s, "\t"):
		b.Kind = "table"
	case rule3.MatchString(s) && strings.Contains(s, "-"):
		b.Drop = "label"
	case strings.HasPrefix(s, "|") && strings.HasSuffix(s, "|") && strings.Count(s, "|") > 2:
		*b = b.WithText(pipes(b.Text))
		b.Kind = "table"
	case strings.HasPrefix(s, "> "):
		*b = b.WithText(b.Slice(2, len(s)).Trim())
	default:
		if n := len(bullet.FindString(s)); n > 0 && n < len(s) && strings.Trim(s, "*-–—•·_=~# ") != "" && !strings.HasPrefix(s, "--") && !strings.HasPrefix(s, "——") && !strings.HasPrefix(s, "**") {
			counts := strings.ContainsFunc(s[:n], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
			if !counts { // a number stays: paragraphs of treaties and resolutions are cited by it
				*b = b.WithText(b.Slice(n, len(s)).Trim())
			}
			if !counts || len(s) < 60+n || !strand.Closes(s) { // numbered paragraphs of a statement are no list
				b.Kind = "list"
			}
		}
	}
	if n := len(b.S); n > 8 && b.S[0] == '*' && b.S[n-1] == '*' && strings.Count(b.S, "*") == 2 {
		*b = b.WithText(b.Slice(1, n-1).Trim())
	}
	if m := timecode.FindString(b.S); m != "" && len(m) < len(b.S) && strings.Count(m, ":") == 2 {
		front = b.Slice(0, len(m)).Trim()
		*b = b.WithText(b.Slice(len(m), len(b.S)))
	}
	emphasis(b)
	return front
}

// m2 is what the marks of a heading enclose.
func m2(s string, m []int) string {
	if m[2] < 0 {
		m[2], m[3] = m[4], m[5]
	}
	return s[m[2]:m[3]]
}

func pipes(t strand.Text) strand.Text {
	var cells []strand.Text
	for from := 1; from < len(t.S); {
		end := strings.IndexByte(t.S[from:], '|')
		if end < 0 {
			break
		}
		cells = append(cells, t.Slice(from, from+end).Trim())
		from += end + 1
	}
	return strand.Join(cells, "\t")
}

var stars = regexp.MustCompile(`\*\*([^*\n]+)\*\*|__([^_\n]+)__`)

// emphasis takes the marks of bold off Markdown and keeps what they marked.
func emphasis(b *strand.Block) {
	if !strings.Contains(b.S, "**") && !strings.Contains(b.S, "__") {
		return
	}
	var out strand.Builder
	var bold [][2]int
	at := 0
	for _, m := range stars.FindAllStringSubmatchIndex(b.S, -1) {
		out.Add(b.Slice(at, m[0]))
		from := out.Len()
		out.Add(b.Slice(m[0]+2, m[1]-2))
		bold = append(bold, [2]int{from, out.Len()})
		at = m[1]
	}
	out.Add(b.Slice(at, len(b.S)))
	*b = b.WithText(out.Text())
	for _, s := range bold {
		b.Bold = append(b.Bold, entente.Span{Start: s[0], End: s[1]})
	}
}

// wrapped reports whether line ends are mere layout: lines are of one width and many break off amid a sentence.
func wrapped(lines []strand.Text) bool {
	n, broken, long, widest := 0, 0, 0, 0
	for i, l := range lines {
		w := utf8.RuneCountInString(l.S)
		if w == 0 {
			continue
		}
		widest = max(widest, w)
		if w > 130 {
			long++
		}
		if i+1 < len(lines) && lines[i+1].S != "" {
			n++
			if r, _ := utf8.DecodeRuneInString(lines[i+1].S); !strand.Closes(l.S) && (unicode.IsLower(r) || w > 50) {
				broken++
			}
		}
	}
	return n >= 3 && long*10 <= n && broken*10 >= n*4
}

// unwrap joins the lines of hard-wrapped paragraphs. A paragraph ends at an empty line, and at a line that ends a sentence
// well before the margin.
func unwrap(lines []strand.Text) []strand.Text {
	width := margin(lines)
	words := vocabulary(lines)
	var out, para []strand.Text
	flush := func() {
		if len(para) > 0 {
			out = append(out, joinWrapped(para, words))
			para = nil
		}
	}
	for i, l := range lines {
		if l.S == "" {
			flush()
			out = append(out, l)
			continue
		}
		if len(para) > 0 && startsAnew(l.S) {
			flush()
		}
		para = append(para, l)
		w := utf8.RuneCountInString(l.S)
		next := ""
		if i+1 < len(lines) {
			next = lines[i+1].S
		}
		r, _ := utf8.DecodeRuneInString(next)
		if w < width*3/4 && (strand.Closes(l.S) || w < width/2 && !unicode.IsLower(r)) {
			flush()
		}
	}
	flush()
	return out
}

// startsAnew reports whether a line begins a block of its own whatever stood before.
func startsAnew(s string) bool {
	return bullet.MatchString(s) && !strings.HasPrefix(s, "*") || hashes.MatchString(s) || strings.Contains(s, "\t") || strings.HasPrefix(s, "|")
}

// margin is the width that nine lines in ten keep to.
func margin(lines []strand.Text) int {
	var count [131]int
	n := 0
	for _, l := range lines {
		if w := utf8.RuneCountInString(l.S); w > 0 {
			count[min(w, 130)]++
			n++
		}
	}
	seen := 0
	for w := range count {
		if seen += count[w]; seen*10 >= n*9 {
			return w
		}
	}
	return 130
}

func vocabulary(lines []strand.Text) map[string]bool {
	words := map[string]bool{}
	for _, l := range lines {
		f := strings.Fields(strings.ToLower(l.S))
		for i, w := range f {
			if i > 0 && i+1 < len(f) {
				words[strings.Trim(w, `.,;:!?()"'“”‘’`)] = true
			}
		}
	}
	return words
}

var (
	halfWord = regexp.MustCompile(`(\pL+)-$`)
	restWord = regexp.MustCompile(`^\p{Ll}+`)
	compound = regexp.MustCompile(`^(?:self|non|anti|long|short|well|high|low|multi|cross|half|far|much|state|two|three|four|five|six|ten|twenty|thirty|forty|fifty|sixty|mid|vice|north|south|east|west|old|new|peace|decision|policy|law|war|oil|world)$`)
)

// joinWrapped joins lines by spaces, and mends words that were hyphenated at the line end. The hyphen stays where the
// text elsewhere has the word with it, or where it follows a part that compounds keep apart.
func joinWrapped(para []strand.Text, words map[string]bool) strand.Text {
	var b strand.Builder
	for i, l := range para {
		if i+1 == len(para) {
			b.Add(l)
			break
		}
		left, right := halfWord.FindStringSubmatch(l.S), restWord.FindString(para[i+1].S)
		if left == nil || right == "" {
			b.Add(l)
			if !strings.HasSuffix(l.S, "—") && !strings.HasSuffix(l.S, "-") || left == nil {
				b.Add(strand.Put(" "))
			}
			continue
		}
		first := strings.ToLower(left[1])
		keep := words[first+"-"+right] || !words[first+right] && (compound.MatchString(first) || words[first] && words[right] && len(first) > 3)
		if keep {
			b.Add(l)
		} else {
			b.Add(l.Slice(0, len(l.S)-1))
		}
	}
	return b.Text()
}
