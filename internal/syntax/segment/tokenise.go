package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
)

// A word is a surface token before it is cut into syntactic words.
type span = entente.Span

// maxStretch is the longest run of bytes without white space that is looked at as one; a longer one is cut, because a mark
// may be weighed against everything that touches it.
const maxStretch = 1000

// Surface cuts a stretch of text into surface tokens: first at white space, then punctuation off both ends, then at
// hyphens, slashes and dashes inside, as the treebanks do.
func Surface(text string, from, to int) []span {
	var out []span
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if isSpace(r) {
			i += n
			continue
		}
		j := i
		for j < to {
			r, n := utf8.DecodeRuneInString(text[j:to])
			if isSpace(r) || j+n-i > maxStretch {
				break
			}
			j += n
		}
		out = chunk(text, i, j, out)
		i = j
	}
	return out
}

func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

// chunk cuts one stretch without white space.
func chunk(text string, i, j int, out []span) []span {
	if whole(text[i:j]) {
		return append(out, span{Start: i, End: j})
	}
	for i < j { // opening punctuation
		n := opening(text[i:j])
		if n == 0 || whole(text[i:j]) {
			break
		}
		out = append(out, span{Start: i, End: i + n})
		i += n
	}
	var tail []span
	for i < j { // closing punctuation, from the right
		if whole(text[i:j]) {
			break
		}
		n := closing(text[i:j])
		if n == 0 || possessive(text, i, j) || beforeNumber(text, i, j) {
			break
		}
		tail = append(tail, span{Start: j - n, End: j})
		j -= n
	}
	if i < j && whole(text[i:j]) {
		out = append(out, span{Start: i, End: j})
	} else {
		out = inner(text, i, j, out)
	}
	for k := len(tail) - 1; k >= 0; k-- {
		out = append(out, tail[k])
	}
	return out
}

// opening is the length of the punctuation mark that stands before a word, 0 for none.
func opening(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if n == len(s) {
		return 0
	}
	switch {
	case strings.ContainsRune("([{<\"“„«‘`*~|=+>§¿¡…", r), r == '\u2022', r == '\u00b7':
		return sameRun(s, r, n)
	case r == '\'':
		if clitic(s) {
			return 0
		}
		return sameRun(s, r, n)
	case r == '-' || r == '–' || r == '—':
		next, _ := utf8.DecodeRuneInString(s[n:])
		if r == '-' && unicode.IsDigit(next) {
			return 1
		}
		return sameRun(s, r, n)
	case r == '$' || r == '£' || r == '€' || r == '¥':
		return sameRun(s, r, n)
	case r == '#' && n < len(s):
		next, _ := utf8.DecodeRuneInString(s[n:])
		if unicode.IsDigit(next) {
			return n
		}
		return 0
	case r == '.':
		k := strings.IndexFunc(s, func(r rune) bool { return r != '.' })
		if k > 1 {
			return k
		}
		next, _ := utf8.DecodeRuneInString(s[n:])
		if k == 1 && !unicode.IsDigit(next) && !unicode.IsLower(next) {
			return 1
		}
		return 0
	case strings.ContainsRune(",;:!?)]}”’»", r):
		return sameRun(s, r, n)
	case unicode.Is(unicode.So, r):
		return n
	}
	return 0
}

// sameRun is the length of the run of one mark for marks that UD keeps together ("--", "***", "”"), else of one mark.
func sameRun(s string, r rune, n int) int {
	if !strings.ContainsRune("-*'`=~.!?<>_+#$", r) {
		return n
	}
	k := n
	for k < len(s) && strings.HasPrefix(s[k:], s[:n]) {
		k += n
	}
	if k == len(s) {
		return n
	}
	return k
}

// clitic reports whether a word that begins with an apostrophe keeps it ("'s", "'em", "'90s").
func clitic(s string) bool {
	s = s[:min(len(s), 24)]
	l := strings.ToLower(strings.ReplaceAll(s, "’", "'"))
	switch strings.TrimRight(l, ".,;:!?") {
	case "'s", "'re", "'ve", "'ll", "'d", "'m", "'em", "'til", "'cause", "'bout", "'n", "'n'", "'twas", "'tis", "'round":
		return true
	}
	return len(l) > 2 && l[1] >= '0' && l[1] <= '9' && l[2] >= '0' && l[2] <= '9'
}

// closing is the length of the punctuation mark that ends a word, 0 for none.
func closing(s string) int {
	r, n := utf8.DecodeLastRuneInString(s)
	if n == len(s) {
		return 0
	}
	switch {
	case strings.ContainsRune(")]}>\"”»’,;:*|~=…", r):
		return runBack(s, r, n)
	case r == '\'' || r == '`':
		return runBack(s, r, n)
	case r == '!' || r == '?':
		k := len(s)
		for k > 0 && (s[k-1] == '!' || s[k-1] == '?') {
			k--
		}
		if k == 0 {
			return 0
		}
		return len(s) - k
	case r == '-' || r == '–' || r == '—' || r == '/':
		return runBack(s, r, n)
	case r == '%':
		return 1
	case unicode.Is(unicode.So, r) && r != '°':
		return n
	case r == '.':
		k := len(strings.TrimRight(s, "."))
		if k == 0 {
			return 0
		}
		if len(s)-k == 2 && keepsStop(s[:k+1]) {
			return 1
		}
		if len(s)-k > 1 {
			return len(s) - k
		}
		if keepsStop(s) {
			return 0
		}
		return 1
	}
	return 0
}

// beforeNumber reports "No." and "c." before a number.
func beforeNumber(text string, i, j int) bool {
	switch text[i:j] {
	case "No.", "Nos.", "no.", "c.", "Art.", "art.", "Res.", "Vol.", "pp.", "p.":
		return j+1 < len(text) && text[j] == ' ' && text[j+1] >= '0' && text[j+1] <= '9'
	}
	return false
}

// possessive reports a word that ends at j in "s'" where the apostrophe closes no quotation: a word follows, and none was opened
// nearby.
func possessive(text string, i, j int) bool {
	k := j - 1
	if strings.HasSuffix(text[i:j], "’") {
		k = j - len("’")
	} else if text[k] != '\'' {
		return false
	}
	if k <= i+1 || text[k-1] != 's' || j+1 >= len(text) || text[j] != ' ' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[j+1:])
	before := text[max(0, i-160):i]
	return unicode.IsLetter(next) && !strings.Contains(before, "‘") && !strings.Contains(before, " '") && !strings.HasPrefix(before, "'") &&
		!strings.HasSuffix(before, "'")
}

func runBack(s string, r rune, n int) int {
	if !strings.ContainsRune("-*'`=~<>", r) {
		return n
	}
	k := len(s)
	for k >= n && strings.HasSuffix(s[:k], string(r)) {
		k -= n
	}
	if k == 0 {
		return n
	}
	return len(s) - k
}

// whole reports whether a stretch is one token as it stands: an address, a mail, a smiley, a number with its marks.
func whole(s string) bool {
	last := s[len(s)-1]
	if l := strings.ToLower(s[:min(len(s), 8)]); strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://") || strings.HasPrefix(l, "www.") {
		return !strings.ContainsRune(".,;:)]}>\"'", rune(last))
	}
	if at := strings.IndexByte(s, '@'); at > 0 && strings.Contains(s[at:], ".") && !strings.ContainsAny(s, "<>()[],;:\"") && last != '.' {
		return true
	}
	switch s {
	case ":)", ":-)", ":(", ":-(", ";)", ";-)", ":D", ":P", ":p", "=)", "<3", ":/", "XD", ":-D", ";D", ":]", "^^", "^_^",
		"w/", "w/o", "b/c", "'s", "’s", "'n'", "C++", "...", "....", "--", "---", "''", "``", "-", "/", "&", "c/o", "N/A", "n/a":
		return true
	}
	return onlyMarks(s)
}

// onlyMarks reports a run of one and the same mark: "*****", "-----", "?!".
func onlyMarks(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if n == len(s) {
		return true
	}
	if !strings.ContainsRune("-*=~_#.<>!?+", r) {
		return false
	}
	for _, q := range s {
		if q != r && !(strings.ContainsRune("!?", q) && strings.ContainsRune("!?", r)) {
			return false
		}
	}
	return true
}

// valid puts one question mark for every byte that is no UTF-8, so that offsets stay.
func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			b[i] = '?'
		}
		i += n
	}
	return string(b)
}
