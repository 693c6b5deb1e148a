package layout

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"

	"entente/internal/dossier"
	"entente/internal/prose"
)

// PDF writes the dossier on A4, the brief in two columns, then sources and notes in three columns of small print. The numbers
// lead to their notes, addresses to where they point. The letters are those of the Go fonts (Bigelow & Holmes, under the
// licence of Go): Latin, Greek and Cyrillic; of other scripts each letter shows as "□". The same dossier gives the same bytes.
func PDF(w io.Writer, d *dossier.Dossier) error {
	known, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	p := &paper{Fpdf: fpdf.New("P", "mm", "A4", ""), d: d, letters: known}
	p.SetCreationDate(time.Unix(0, 0).UTC())
	p.SetModificationDate(time.Unix(0, 0).UTC())
	p.SetCatalogSort(true)
	p.SetTitle(d.Title, true)
	p.SetLang("en-GB")
	for style, face := range map[string][]byte{"": goregular.TTF, "B": gobold.TTF, "I": goitalic.TTF} {
		p.AddUTF8FontFromBytes("go", style, face)
	}
	p.SetMargins(side, top, side)
	p.SetAutoPageBreak(true, foot)
	p.SetFooterFunc(func() {
		p.SetLeftMargin(side)
		p.SetRightMargin(side)
		p.SetY(-9)
		p.ink("I", 6.5, grey)
		p.CellFormat(0, 4, fmt.Sprintf("%s · %d", p.clean(d.Title), p.PageNo()), "", 0, "R", false, 0, "")
	})
	p.AddPage()
	p.head()
	p.body()
	p.notes()
	if err := p.Output(w); err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	return nil
}

// The page: margins and lines in millimetres, colours.
const side, top, foot, line, gap = 13.0, 12.0, 13.0, 3.3, 6.0

var (
	ink  = [3]int{28, 31, 36}
	grey = [3]int{93, 101, 112}
	blue = [3]int{31, 78, 121}
	red  = [3]int{160, 60, 50}
)

// A paper is a dossier being written on pages.
type paper struct {
	*fpdf.Fpdf
	d       *dossier.Dossier
	letters *sfnt.Font
	buffer  sfnt.Buffer
	links   []int // of notes

	columns int     // of the text at this place
	column  int     // in which it is, from 0
	from    float64 // where the columns begin on this page
	deepest float64 // how far the longest of them goes
	indent  float64 // of what is written, from the left edge of the column
}

// width is that of a column.
func (p *paper) width() float64 {
	wide, _ := p.GetPageSize()
	return (wide - 2*side - float64(p.columns-1)*gap) / float64(p.columns)
}

// flow begins text in so many columns, below all that stands on the page.
func (p *paper) flow(columns int) {
	p.from = max(p.GetY(), p.deepest)
	p.columns, p.column, p.deepest = columns, 0, p.from
	p.edge()
	p.SetY(p.from)
	p.SetAcceptPageBreakFunc(func() bool { return !p.next() })
}

// edge sets the margins to the column.
func (p *paper) edge() {
	wide, _ := p.GetPageSize()
	left := side + float64(p.column)*(p.width()+gap)
	p.SetLeftMargin(left + p.indent)
	p.SetRightMargin(wide - left - p.width())
}

// next goes to the top of the next column; false where there is none on this page, and a new page is to begin.
func (p *paper) next() bool {
	p.deepest = max(p.deepest, p.GetY())
	if p.column++; p.column < p.columns {
		p.edge()
		p.SetY(p.from)
		return true
	}
	p.column, p.from, p.deepest = 0, top, top
	p.edge()
	return false
}

// room goes on in the next column where so much does not fit in this one.
func (p *paper) room(high float64) {
	if _, tall := p.GetPageSize(); p.GetY()+high > tall-foot && !p.next() {
		p.AddPage()
	}
}

func (p *paper) ink(style string, size float64, c [3]int) {
	p.SetFont("go", style, size)
	p.SetTextColor(c[0], c[1], c[2])
}

// clean puts a "□" for every letter that the fonts do not have, and spaces for breaks of lines.
func (p *paper) clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r < ' ' || r == '\u00AD' || r >= '\u200B' && r <= '\u200F':
			return -1
		case r > 0xFFFF:
			return '□'
		}
		if g, err := p.letters.GlyphIndex(&p.buffer, r); err != nil || g == 0 {
			return '□'
		}
		return r
	}, s)
}

// head writes the title over the whole width, and the note numbers that the text leads to.
func (p *paper) head() {
	p.columns = 1
	p.ink("B", 16, ink)
	p.MultiCell(0, 7, p.clean(p.d.Title), "", "L", false)
	p.ink("I", 7.5, grey)
	p.MultiCell(0, 4, p.clean(p.d.Subtitle), "B", "L", false)
	p.links = make([]int, len(p.d.Notes))
	for i := range p.links {
		p.links[i] = p.AddLink()
	}
}

func (p *paper) body() {
	for i, s := range p.d.Sections {
		if i == 1 {
			p.Ln(0.5)
			p.flow(2)
		}
		p.heading(s.Heading)
		if s.Lead != "" {
			p.ink("I", 6.8, grey)
			p.MultiCell(0, line-0.3, p.clean(s.Lead), "", "L", false)
		}
		for _, l := range s.Lines {
			p.line(&l)
		}
		if s.More > 0 {
			p.ink("I", 6.8, grey)
			p.MultiCell(0, line, fmt.Sprintf("… and %d more", s.More), "", "L", false)
		}
		if i == 0 {
			p.chart()
		}
	}
}

// heading begins a section, in the next column where two lines would not fit under it.
func (p *paper) heading(s string) {
	p.room(14)
	p.Ln(1.4)
	p.ink("B", 7.2, blue)
	p.MultiCell(0, 4, p.clean(strings.ToUpper(s)), "", "L", false)
}

func (p *paper) line(l *dossier.Line) {
	p.room(line)
	p.ink("", size, ink)
	p.CellFormat(2.4, line, "•", "", 0, "L", false, 0, "")
	p.indent = 2.4
	p.edge()
	if l.Label != "" {
		p.ink("B", size, grey)
		p.Write(line, p.clean(l.Label)+"  ")
	}
	text := l.Text
	if l.Quote {
		text = "“" + bare(text) + "”"
	}
	p.ink("", size, ink)
	text = p.clean(text)
	if at := strings.LastIndexByte(text, ' '); at > 0 && len(l.Notes) > 0 { // the last word and its notes stay together
		p.Write(line, text[:at+1])
		text = text[at+1:]
		wide, _ := p.GetPageSize()
		if _, _, right, _ := p.GetMargins(); p.GetX()+p.GetStringWidth(text)+3.4*float64(len(l.Notes)) > wide-right {
			p.Ln(line)
		}
	}
	p.Write(line, text)
	for i, n := range l.Notes {
		if i > 0 {
			p.raised(",", 0)
		}
		p.raised(fmt.Sprint(n+1), p.links[n])
	}
	p.indent = 0
	p.edge()
	p.Ln(line + 0.3)
}

// size is that of the text, in points.
const size = 7.6

// raised writes the number of a note above the line.
func (p *paper) raised(s string, link int) {
	p.ink("", size, blue)
	p.SubWrite(line, s, 5, 2.4, link, "")
}

// chart draws the acts by year: cooperation upwards, conflict downwards.
func (p *paper) chart() {
	bars := p.d.Bars
	if len(bars) < 2 {
		return
	}
	const up, down = 10.0, 5.0
	tallest := 1
	for _, b := range bars {
		tallest = max(tallest, b.Up, b.Down*2)
	}
	wide, _ := p.GetPageSize()
	step, unit := (wide-2*side)/float64(len(bars)), up/float64(tallest)
	zero := p.GetY() + 1 + up
	every := max(1, len(bars)/12)
	for i, b := range bars {
		x := side + float64(i)*step
		p.SetFillColor(blue[0], blue[1], blue[2])
		if b.Up > 0 {
			p.Rect(x+step*.15, zero-float64(b.Up)*unit, step*.7, float64(b.Up)*unit, "F")
		}
		p.SetFillColor(red[0], red[1], red[2])
		if b.Down > 0 {
			p.Rect(x+step*.15, zero, step*.7, min(float64(b.Down)*unit, down), "F")
		}
		if i%every == 0 {
			p.ink("", 6, grey)
			p.SetXY(x+step/2-6, zero+down)
			p.CellFormat(12, 3, b.Year, "", 0, "C", false, 0, "")
		}
	}
	p.SetDrawColor(grey[0], grey[1], grey[2])
	p.Line(side, zero, wide-side, zero)
	p.SetXY(side, zero+down+3)
	p.ink("I", 6.5, grey)
	p.MultiCell(0, 3, caption, "", "L", false)
}

// caption is what stands under the chart.
const caption = "Acts read, by year: cooperation above the line, conflict below."

// notes writes sources and notes below the text, in three columns of small print.
func (p *paper) notes() {
	p.Ln(1)
	p.deepest = max(p.deepest, p.GetY())
	if _, tall := p.GetPageSize(); p.deepest > tall-foot-25 {
		p.columns, p.column = 1, 0
		p.edge()
		p.AddPage()
		p.deepest = top
	}
	p.SetY(p.deepest)
	p.flow(3)
	points := 6.4 // smaller where there is much, to stay on two pages
	if n := len(p.d.Notes) + len(p.d.Sources); n > 90 {
		points = 5.1
	} else if n > 50 {
		points = 5.7
	}
	p.small("B", 7, blue, "SOURCES", 0, "")
	for i, b := range p.d.Sources {
		address := b.URL
		if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
			address = ""
		}
		p.small("", points, ink, fmt.Sprintf("[%d] %s (%s)", i+1, prose.Citation(&b), b.ID[:min(len(b.ID), 10)]), 0, address)
	}
	p.small("B", 7, blue, "NOTES", 0, "")
	for i, n := range p.d.Notes {
		p.small("", points, ink, fmt.Sprintf("%d  %s %s", i+1, shortNote(p.d, &n, quoted(p.d)), n.Row[:min(len(n.Row), 10)]), p.links[i], "")
	}
}

// small writes a paragraph of small print whole into one column, with what leads to it and where it leads.
func (p *paper) small(style string, points float64, c [3]int, text string, link int, address string) {
	p.ink(style, points, c)
	text = p.clean(text)
	high := points * 0.4
	p.room(float64(len(p.SplitText(text, p.width()))) * high)
	if link > 0 {
		p.SetLink(link, p.GetY(), -1)
	}
	y, page := p.GetY(), p.PageNo()
	p.MultiCell(p.width(), high, text, "", "L", false)
	if address != "" && page == p.PageNo() {
		p.LinkString(p.GetX(), y, p.width(), p.GetY()-y, address)
	}
	p.Ln(0.4)
}
