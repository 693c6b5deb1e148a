package layer

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"entente"
	"entente/internal/clean/strand"
)

// docxLayer reads the paragraphs of a DOCX file in their order; text that was deleted with changes tracked is left out.
func docxLayer(files map[string]*zip.File) (Layer, error) {
	l := Layer{Kind: "text", Name: "docx", Blocks: []strand.Block{}}
	if err := l.core(files["docProps/core.xml"]); err != nil {
		return Layer{}, err
	}
	raw, err := member(files["word/document.xml"])
	if err != nil {
		return Layer{}, err
	}
	d := docx{layer: &l}
	if err := d.read(raw); err != nil && len(l.Blocks) == 0 {
		return Layer{}, fmt.Errorf("read document: %w: %w", entente.ErrInvalid, err)
	}
	l.Text = d.text.String()
	for i, b := range l.Blocks {
		at := b.Source()
		l.Blocks[i].Text = strand.Tidy(strand.At(l.Text[at.Start:at.End], at.Start)).Trim()
		if b.Kind == "table" {
			l.Blocks[i].Text = strand.At(l.Text[at.Start:at.End], at.Start)
		}
	}
	return l, nil
}

func member(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("unpack: %w: %w", entente.ErrInvalid, err)
	}
	defer r.Close()
	return Bounded(r, MaxText)
}

// core reads title and authors out of the properties. The dates there are those of the file, not of publication.
func (l *Layer) core(f *zip.File) error {
	if f == nil {
		return nil
	}
	raw, err := member(f)
	if err != nil {
		return err
	}
	var p struct {
		Title    string `xml:"title"`
		Creator  string `xml:"creator"`
		Language string `xml:"language"`
	}
	if xml.Unmarshal(raw, &p) == nil {
		l.Title, l.Language = strings.TrimSpace(p.Title), strings.TrimSpace(p.Language)
		if c := strings.TrimSpace(p.Creator); strings.Contains(c, " ") {
			l.Authors = []string{c}
		}
	}
	return nil
}

// docx gathers the text of a document element by element.
type docx struct {
	layer *Layer
	text  strings.Builder
	start int // of the paragraph
	style string
	bold  []entente.Span
	table int // depth of tables
	row   int // start of the row, where in a table
	cells int
}

func (d *docx) read(raw []byte) error {
	x := xml.NewDecoder(strings.NewReader(string(raw)))
	skip, depth, strong := 0, 0, false
	for {
		t, err := x.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.StartElement:
			if depth++; depth > 500 {
				return fmt.Errorf("nested too deep: %w", entente.ErrTooLarge)
			}
			if skip > 0 || e.Name.Local == "del" || e.Name.Local == "instrText" || e.Name.Local == "delText" || e.Name.Local == "Fallback" {
				skip++
				continue
			}
			switch e.Name.Local {
			case "r":
				strong = false
			case "b":
				strong = value(e) != "0" && value(e) != "false"
			default:
				d.open(e)
			}
		case xml.EndElement:
			depth--
			if skip > 0 {
				skip--
				continue
			}
			d.close(e.Name.Local)
		case xml.CharData:
			if skip == 0 && depth > 0 {
				d.chars(string(e), strong)
			}
		}
	}
}

func value(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}

func (d *docx) open(e xml.StartElement) {
	switch e.Name.Local {
	case "p":
		d.style, d.bold = "", nil
		if d.table == 0 {
			d.start = d.text.Len()
		}
	case "pStyle":
		d.style = strings.ToLower(value(e))
	case "numPr":
		if d.style == "" {
			d.style = "list"
		}
	case "tab", "noBreakHyphen":
		d.text.WriteString(map[string]string{"tab": " ", "noBreakHyphen": "-"}[e.Name.Local])
	case "br", "cr":
		d.text.WriteString(" ")
	case "tbl":
		d.table++
	case "tr":
		d.row, d.cells = d.text.Len(), 0
	case "tc":
		if d.cells++; d.cells > 1 {
			d.text.WriteString("\t")
		}
	}
}

func (d *docx) chars(s string, strong bool) {
	if strings.TrimSpace(s) == "" && strings.Contains(s, "\n") {
		return
	}
	from := d.text.Len()
	d.text.WriteString(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, s))
	if strong {
		d.bold = append(d.bold, entente.Span{Start: from - d.start, End: d.text.Len() - d.start})
	}
}

func (d *docx) close(name string) {
	switch name {
	case "p":
		if d.table == 0 {
			d.block(d.start, "")
		} else {
			d.text.WriteString(" ")
		}
	case "tr":
		if d.table == 1 {
			d.block(d.row, "table")
		}
	case "tbl":
		d.table = max(0, d.table-1)
	}
}

// block ends a paragraph or the row of a table.
func (d *docx) block(start int, kind string) {
	s := d.text.String()[start:]
	if strings.TrimSpace(s) == "" {
		return
	}
	b := strand.Block{Text: strand.At(s, start), Kind: kind, Gap: 1, Hard: kind != "", Bold: d.bold}
	switch {
	case kind != "":
	case strings.HasPrefix(d.style, "title"):
		b.Kind, b.Hard = "heading", true
		if d.layer.Title == "" {
			d.layer.Title = strings.TrimSpace(s)
		}
	case strings.HasPrefix(d.style, "heading"), strings.HasPrefix(d.style, "subtitle"):
		b.Kind, b.Hard = "heading", true
	case strings.HasPrefix(d.style, "list"):
		b.Kind = "list"
	case strings.HasPrefix(d.style, "caption"):
		b.Kind, b.Hard = "caption", true
	}
	n := len(d.layer.Blocks)
	if kind == "table" && n > 0 && d.layer.Blocks[n-1].Kind == "table" {
		last := d.layer.Blocks[n-1].Source()
		d.layer.Blocks[n-1].Text = strand.At(d.text.String()[last.Start:], last.Start)
	} else {
		d.layer.Blocks = append(d.layer.Blocks, b)
	}
	d.text.WriteString("\n")
}
