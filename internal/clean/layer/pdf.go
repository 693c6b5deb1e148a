package layer

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"

	"github.com/ledongthuc/pdf"
)

// maxPages bounds the pages of a PDF that are read.
const maxPages = 3000

// pdfLayer reads the text of a PDF page by page, in the order in which the file draws it; pages are parted by form feeds,
// paragraphs, where the gap between lines grows, by empty lines.
func pdfLayer(raw []byte) (Layer, error) {
	if i := bytes.Index(raw, []byte("%PDF-")); i > 0 {
		raw = raw[i:]
	}
	if err := sane(raw); err != nil {
		return Layer{}, err
	}
	r, err := pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return Layer{}, fmt.Errorf("read PDF: %w: %w", entente.ErrInvalid, err)
	}
	n := r.NumPage()
	if n > maxPages {
		return Layer{}, fmt.Errorf("a PDF of %d pages: %w", n, entente.ErrTooLarge)
	}
	var out strings.Builder
	broken := 0
	for i := 1; i <= n; i++ {
		text, err := pageText(r, i)
		if err != nil {
			broken++
		}
		if out.Len() > 0 {
			out.WriteString("\f")
		}
		out.WriteString(text)
		if out.Len() > MaxText {
			return Layer{}, fmt.Errorf("a PDF with too much text: %w", entente.ErrTooLarge)
		}
	}
	if strings.TrimSpace(strings.ReplaceAll(out.String(), "\f", "")) == "" {
		if broken > 0 {
			return Layer{}, fmt.Errorf("read PDF: no page could be read: %w", entente.ErrInvalid)
		}
		return Layer{}, fmt.Errorf("a PDF without text, perhaps scanned: %w", entente.ErrUnsupported)
	}
	l := Layer{Kind: "text", Name: "pdf", Text: out.String()}
	info := r.Trailer().Key("Info")
	if t := strings.TrimSpace(info.Key("Title").Text()); utf8.ValidString(t) && strings.Contains(t, " ") && !strings.Contains(t, ".doc") && !strings.HasPrefix(t, "Microsoft") {
		l.Title = t
	}
	if a := strings.TrimSpace(info.Key("Author").Text()); utf8.ValidString(a) && strings.Contains(a, " ") {
		l.Authors = []string{a}
	}
	return l, nil
}

var sizes = regexp.MustCompile(`/(?:Size|Index|Columns|Count|N)\s*\[?((?:\s*\d+)+)`)

// sane refuses files whose tables claim more objects than their bytes could hold: readers make room for what is claimed.
func sane(raw []byte) error {
	limit := max(100_000, len(raw)/4)
	claims := func(token []byte) bool {
		n, err := strconv.Atoi(string(token))
		return err != nil || n > limit
	}
	for _, m := range sizes.FindAllSubmatch(raw, -1) {
		for _, token := range bytes.Fields(m[1]) {
			if claims(token) {
				return fmt.Errorf("a PDF that claims %s objects: %w", token, entente.ErrInvalid)
			}
		}
	}
	for rest := raw; ; {
		i := bytes.Index(rest, []byte("xref"))
		if i < 0 {
			return nil
		}
		rest = rest[i+len("xref"):]
		for table := rest; ; { // entries "offset generation n", headers "first count"
			a, after := number(table)
			b, last := number(after)
			if a == nil || b == nil {
				break
			}
			next := bytes.TrimLeft(last, " \t\r\n\f\x00")
			if len(next) > 0 && (next[0] == 'n' || next[0] == 'f') {
				table = next[1:]
				continue
			}
			if claims(a) || claims(b) {
				return fmt.Errorf("a PDF that claims %s objects: %w", a, entente.ErrInvalid)
			}
			table = last
		}
	}
}

// number is the number at the front of a table, nil for none, and what follows it.
func number(s []byte) (n, rest []byte) {
	s = bytes.TrimLeft(s, " \t\r\n\f\x00")
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 0 {
		return nil, s
	}
	return s[:i], s[i:]
}

func pageText(r *pdf.Reader, i int) (text string, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("page %d: %v", i, e)
		}
	}()
	p := r.Page(i)
	if p.V.IsNull() {
		return "", nil
	}
	return compose(drawn(p)), nil
}

// drawn are the glyphs that a page draws. After each TJ the reader adds a line feed of its own, and reads it in the encoding of the
// font: in a font that numbers its glyphs as it needs them it comes out as a digit or a letter. The page is gone over again to
// know which those are.
func drawn(p pdf.Page) []pdf.Text {
	glyphs := p.Content().Text
	strays := lineFeeds(p)
	var out []pdf.Text
	at := 0
	for _, f := range strays {
		if f.first > len(glyphs) {
			break
		}
		out = append(out, glyphs[at:f.first]...)
		at = min(f.first+f.n, len(glyphs))
	}
	return append(out, glyphs[at:]...)
}

// A feed is where line feeds that no page draws stand among its glyphs.
type feed struct{ first, n int }

func lineFeeds(p pdf.Page) []feed {
	var out []feed
	n := 0
	decode := func(s string) string { return s }
	pdf.Interpret(p.V.Key("Contents"), func(stk *pdf.Stack, op string) {
		var args []pdf.Value
		for stk.Len() > 0 {
			args = append(args, stk.Pop()) // the last comes first
		}
		if len(args) == 0 {
			return
		}
		switch op {
		case "Tf":
			decode = func(s string) string { return s }
			font := p.Font(args[len(args)-1].Name())
			if e := font.Encoder(); e != nil {
				decode = e.Decode
			}
		case "Tj", "'", `"`:
			n += utf8.RuneCountInString(decode(args[0].RawString()))
		case "TJ":
			v := args[len(args)-1]
			for i := range v.Len() {
				if x := v.Index(i); x.Kind() == pdf.String {
					n += utf8.RuneCountInString(decode(x.RawString()))
				}
			}
			k := utf8.RuneCountInString(decode("\n"))
			out = append(out, feed{n, k})
			n += k
		}
	})
	return out
}

// compose sets glyphs into lines: a new line where the base line moves, a space where a gap opens.
func compose(glyphs []pdf.Text) string {
	var b strings.Builder
	var last pdf.Text
	end, leading := 0.0, 0.0
	for k, g := range glyphs {
		if g.S == "" || !utf8.ValidString(g.S) {
			continue
		}
		size := math.Max(math.Abs(g.FontSize), 1)
		if k > 0 && b.Len() > 0 {
			dy := last.Y - g.Y
			switch {
			case math.Abs(dy) > size*0.5:
				b.WriteString("\n")
				if leading > 0 && (dy > leading*1.45 || dy < 0 && -dy > size*2) {
					b.WriteString("\n")
				}
				if dy > 0 && (leading == 0 || dy < leading*1.3) {
					leading = dy
				}
			case g.X-end > size*0.15 && !endsInSpace(b.String()) && g.S != " ":
				b.WriteString(" ")
			}
		}
		b.WriteString(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, g.S))
		last, end = g, g.X+g.W
	}
	return b.String()
}

func endsInSpace(s string) bool { return s == "" || s[len(s)-1] == ' ' || s[len(s)-1] == '\n' }
