package layer

import (
	"bytes"
	"fmt"
	"math"
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
	return compose(p.Content().Text), nil
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
