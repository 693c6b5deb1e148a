// Package layer turns the bytes of a file into the layer of text that is read: decoded text for plain files and pages,
// extracted text for PDF, DOCX and e-mail; by what the bytes are, not by what the file is called.
package layer

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// Decode turns bytes into UTF-8 and names the encoding it took them for. In this order: the byte order mark, valid UTF-8,
// what the server or the page declares, the pattern of zero bytes of UTF-16, Windows-1252 or, where most letters would
// then be accented capitals, Windows-1251. A byte order mark stays in the text as U+FEFF; broken sequences become
// U+FFFD. encoded is false where it had to guess.
func Decode(raw []byte, contentType string) (text, name string, sure bool) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return strings.ToValidUTF8(string(raw), "\uFFFD"), "utf-8", true
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return convert(raw, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)), "utf-16le", true
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return convert(raw, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)), "utf-16be", true
	}
	if wide := zeros(raw); wide != nil {
		return convert(raw, wide), "utf-16", false
	}
	if utf8.Valid(raw) {
		return string(raw), "utf-8", true
	}
	if e, label := declared(raw, contentType); e != nil {
		return convert(raw, e), label, true
	}
	if mostly(raw) {
		return strings.ToValidUTF8(string(raw), "\uFFFD"), "utf-8", false
	}
	if cyrillic(raw) {
		return convert(raw, charmap.Windows1251), "windows-1251", false
	}
	return convert(raw, charmap.Windows1252), "windows-1252", false
}

func convert(raw []byte, e encoding.Encoding) string {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		out = raw
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

var meta = regexp.MustCompile(`(?i)<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*["']?([\w.:-]{2,30})`)

// declared is the encoding that the content type, or the page itself in its first bytes, names.
func declared(raw []byte, contentType string) (encoding.Encoding, string) {
	label := ""
	if i := strings.Index(strings.ToLower(contentType), "charset="); i >= 0 {
		label = strings.Trim(strings.TrimSpace(strings.SplitN(contentType[i+8:], ";", 2)[0]), `"'`)
	}
	if label == "" {
		if m := meta.FindSubmatch(raw[:min(len(raw), 4096)]); m != nil {
			label = string(m[1])
		}
	}
	if label == "" || strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return nil, ""
	}
	if e, err := htmlindex.Get(label); err == nil {
		if label, _ = htmlindex.Name(e); label == "utf-8" {
			return nil, ""
		}
		return e, label
	}
	if e, name := charset.Lookup(label); e != nil && name != "utf-8" {
		return e, name
	}
	return nil, ""
}

// zeros recognises UTF-16 without a mark: in Latin script every second byte is zero.
func zeros(raw []byte) encoding.Encoding {
	n := min(len(raw), 512) &^ 1
	if n < 8 {
		return nil
	}
	even, odd := 0, 0
	for i := 0; i < n; i += 2 {
		if raw[i] == 0 {
			even++
		}
		if raw[i+1] == 0 {
			odd++
		}
	}
	switch {
	case odd > n/2*7/10 && even < n/20:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even > n/2*7/10 && odd < n/20:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// mostly reports whether the bytes are UTF-8 but for a few broken sequences.
func mostly(raw []byte) bool {
	good, bad := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		raw = raw[n:]
	}
	return good > 4*bad
}

// cyrillic reports whether single-byte text has most of its high bytes where Windows-1251 keeps its letters and in runs,
// as words have them; an accented letter of a Latin text stands alone.
func cyrillic(raw []byte) bool {
	high, runs := 0, 0
	for i, c := range raw {
		if c >= 0xC0 {
			high++
			if i > 0 && raw[i-1] >= 0xC0 {
				runs++
			}
		}
	}
	return high > 20 && runs > high/2
}
