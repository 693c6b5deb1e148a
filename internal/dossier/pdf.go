package dossier

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
)

// PDF writes the dossier on A4: the body with numbers of notes, then sources and notes in small print in two columns. The
// numbers lead to their notes, addresses to where they point. The letters are those of the Go fonts (Bigelow & Holmes, under
// the licence of Go): Latin, Greek and Cyrillic; of other scripts each letter shows as "□". The same dossier gives the
// same bytes.
func (d *Dossier) PDF(w io.Writer) error {
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
	p.SetMargins(side, 14, side)
	p.SetAutoPageBreak(true, 14)
	p.SetFooterFunc(func() {
		p.SetY(-11)
		p.ink("I", 7, grey)
		p.CellFormat(0, 4, fmt.Sprintf("%s · %d", p.clean(d.Title), p.PageNo()), "", 0, "R", false, 0, "")
	})
	p.AddPage()
	p.body()
	p.notes()
	if err := p.Output(w); err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	return nil
}

// The page: margins and lines in millimetres, colours.
const side, line = 16.0, 4.0

var (
	ink  = [3]int{28, 31, 36}
	grey = [3]int{93, 101, 112}
	blue = [3]int{31, 78, 121}
	red  = [3]int{160, 60, 50}
)

// A paper is a dossier being written on pages.
type paper struct {
	*fpdf.Fpdf
	d       *Dossier
	letters *sfnt.Font
	buffer  sfnt.Buffer
	links   []int // of notes
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

func (p *paper) body() {
	p.ink("B", 17, ink)
	p.MultiCell(0, 7, p.clean(p.d.Title), "", "L", false)
	p.ink("I", 8.5, grey)
	p.MultiCell(0, 4.5, p.clean(p.d.Subtitle), "B", "L", false)
	p.links = make([]int, len(p.d.Notes))
	for i := range p.links {
		p.links[i] = p.AddLink()
	}
	for i, s := range p.d.Sections {
		p.heading(s.Heading)
		if s.Lead != "" {
			p.ink("I", 8, grey)
			p.MultiCell(0, line, p.clean(s.Lead), "", "L", false)
		}
		for _, l := range s.Lines {
			p.line(l)
		}
		if s.More > 0 {
			p.ink("I", 8, grey)
			p.MultiCell(0, line, fmt.Sprintf("… and %d more", s.More), "", "L", false)
		}
		if i == 0 {
			p.chart()
		}
	}
}

// heading begins a section, on a new page where two lines would not fit under it.
func (p *paper) heading(s string) {
	if _, tall := p.GetPageSize(); p.GetY() > tall-30 {
		p.AddPage()
	}
	p.Ln(1.8)
	p.ink("B", 8.5, blue)
	p.MultiCell(0, 5, p.clean(strings.ToUpper(s)), "", "L", false)
}

func (p *paper) line(l Line) {
	p.SetLeftMargin(side + 3)
	p.SetX(side)
	p.ink("", 8.5, ink)
	p.Write(line, "•")
	p.SetX(side + 3)
	if l.Label != "" {
		p.ink("B", 8.5, grey)
		p.Write(line, p.clean(l.Label)+"  ")
	}
	text := l.Text
	if l.Quote {
		text = "“" + bare(text) + "”"
	}
	p.ink("", 8.5, ink)
	p.Write(line, p.clean(text))
	for i, n := range l.Notes {
		if i > 0 {
			p.raised(",", 0)
		}
		p.raised(fmt.Sprint(n+1), p.links[n])
	}
	p.SetLeftMargin(side)
	p.Ln(line + 0.35)
}

// raised writes the number of a note above the line.
func (p *paper) raised(s string, link int) {
	p.ink("", 8.5, blue)
	p.SubWrite(line, s, 5.5, 2.6, link, "")
}

// chart draws the acts by year: cooperation upwards, conflict downwards.
func (p *paper) chart() {
	bars := p.d.Bars
	if len(bars) < 2 {
		return
	}
	const up, down = 13.0, 6.0
	if _, tall := p.GetPageSize(); p.GetY() > tall-45 {
		p.AddPage()
	}
	tallest := 1
	for _, b := range bars {
		tallest = max(tallest, b.Up, b.Down*2)
	}
	wide, _ := p.GetPageSize()
	step, unit := (wide-2*side)/float64(len(bars)), up/float64(tallest)
	zero := p.GetY() + 3 + up
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

// notes writes sources and notes in two columns of small print.
func (p *paper) notes() {
	p.AddPage()
	wide, tall := p.GetPageSize()
	column := (wide - 2*side - 6) / 2
	at, top := 0, p.GetY()
	p.SetAcceptPageBreakFunc(func() bool { return false })
	var write func(style string, size float64, c [3]int, text string, link int, address string)
	write = func(style string, size float64, c [3]int, text string, link int, address string) {
		p.ink(style, size, c)
		text = p.clean(text)
		height := float64(len(p.SplitText(text, column))) * size * 0.42
		if p.GetY()+height > tall-14 {
			if at++; at > 1 {
				at = 0
				p.AddPage()
			}
			p.SetY(top)
		}
		p.SetX(side + float64(at)*(column+6))
		if link > 0 {
			p.SetLink(link, p.GetY(), -1)
		}
		y, page := p.GetY(), p.PageNo()
		p.MultiCell(column, size*0.42, text, "", "L", false)
		if address != "" && page == p.PageNo() {
			p.LinkString(side+float64(at)*(column+6), y, column, p.GetY()-y, address)
		}
		p.Ln(0.5)
	}
	write("B", 8, blue, "SOURCES", 0, "")
	for i, b := range p.d.Sources {
		address := b.URL
		if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
			address = ""
		}
		write("", 6.5, ink, fmt.Sprintf("[%d] %s (%s)", i+1, Citation(&b), b.ID), 0, address)
	}
	write("B", 8, blue, "NOTES", 0, "")
	for i, n := range p.d.Notes {
		write("", 6.5, ink, fmt.Sprintf("%d  %s %s", i+1, p.d.shortNote(n), n.Row[:min(len(n.Row), 10)]), p.links[i], "")
	}
}
