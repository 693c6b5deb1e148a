package layout

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"entente/internal/dossier"
	"entente/internal/prose"
)

// DOCX writes the dossier as an Office Open XML document (ECMA-376) with real footnotes. The same dossier gives the same
// bytes.
func DOCX(w io.Writer, d *dossier.Dossier) error {
	chart, err := picture(d.Bars)
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	if chart != nil {
		part, err := z.Create("word/media/chart.png")
		if err == nil {
			_, err = part.Write(chart)
		}
		if err != nil {
			return fmt.Errorf("write dossier: %w", err)
		}
	}
	for _, f := range []struct{ name, content string }{
		{"[Content_Types].xml", docxTypes}, {"_rels/.rels", docxRels}, {"word/_rels/document.xml.rels", docxRelations(chart != nil)},
		{"word/styles.xml", fmt.Sprintf(docxStyles, docxSmall(d))}, {"word/footnotes.xml", docxNotes(d)}, {"word/document.xml", docxBody(d)},
	} {
		part, err := z.Create(f.name)
		if err == nil {
			_, err = io.WriteString(part, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+f.content)
		}
		if err != nil {
			return fmt.Errorf("write dossier: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	return nil
}

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

const docxTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>`

const docxRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

const docxDocumentRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/chart.png"/></Relationships>`

// docxRelations leaves the picture out where there is none.
func docxRelations(chart bool) string {
	if chart {
		return docxDocumentRels
	}
	return docxDocumentRels[:strings.Index(docxDocumentRels, `<Relationship Id="rId3"`)] + `</Relationships>`
}

// docxChart places the picture of the chart: its size in English Metric Units, 360,000 to the centimetre.
func docxChart(bars []dossier.Bar) string {
	const wide = 18.0 * 360000
	tall := wide * (pictureUp + pictureDown + pictureFoot) / pictureWide * 0.55
	size := fmt.Sprintf(`cx="%d" cy="%d"`, int(wide), int(tall))
	says := fmt.Sprintf("Acts of cooperation (up) and of conflict (down) by year, %s to %s", bars[0].Year, bars[len(bars)-1].Year)
	return paragraph("Normal", `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent `+size+`/><wp:docPr id="1" name="Chart" descr="`+says+`"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="chart.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId3"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext `+size+`/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`) +
		paragraph("Lead", run(caption, ""))
}

// docxSmall is the size of the notes in half points: smaller where there are many, to stay on two pages.
func docxSmall(d *dossier.Dossier) int {
	if len(d.Notes)+len(d.Sources) > 45 {
		return 11
	}
	return 13
}

// docxStyles are the styles of the text, sizes in half points; that of the notes is given.
var docxStyles = `<w:styles ` + wordSpace + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="16"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="10" w:line="232" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	docxStyle("paragraph", "Normal", "Normal", "", "", true) +
	docxStyle("paragraph", "Title", "Title", `<w:spacing w:after="0"/>`, `<w:b/><w:sz w:val="32"/>`, false) +
	docxStyle("paragraph", "Subtitle", "Subtitle", `<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="3" w:color="1C1F24"/></w:pBdr><w:spacing w:after="80"/>`, `<w:i/><w:color w:val="5D6570"/><w:sz w:val="15"/>`, false) +
	docxStyle("paragraph", "Heading1", "heading 1", `<w:keepNext/><w:spacing w:before="90" w:after="20"/><w:outlineLvl w:val="0"/>`, `<w:b/><w:caps/><w:color w:val="1F4E79"/><w:spacing w:val="14"/><w:sz w:val="15"/>`, false) +
	docxStyle("paragraph", "Lead", "Lead", "", `<w:i/><w:color w:val="5D6570"/><w:sz w:val="14"/>`, false) +
	docxStyle("paragraph", "Item", "Item", `<w:ind w:left="170" w:hanging="170"/>`, "", false) +
	docxStyle("paragraph", "Source", "Source", `<w:ind w:left="170" w:hanging="170"/>`, `<w:sz w:val="12"/>`, false) +
	docxStyle("paragraph", "FootnoteText", "footnote text", `<w:spacing w:after="0" w:line="204" w:lineRule="auto"/>`, `<w:sz w:val="%d"/>`, false) +
	docxStyle("character", "FootnoteReference", "footnote reference", "", `<w:vertAlign w:val="superscript"/>`, false) +
	`</w:styles>`

func docxStyle(kind, id, name, paragraph, run string, standard bool) string {
	s := `<w:style w:type="` + kind + `" w:styleId="` + id + `"`
	if standard {
		s += ` w:default="1"`
	}
	s += `><w:name w:val="` + name + `"/>`
	if kind == "paragraph" && !standard {
		s += `<w:basedOn w:val="Normal"/>`
	}
	if paragraph != "" {
		s += `<w:pPr>` + paragraph + `</w:pPr>`
	}
	if run != "" {
		s += `<w:rPr>` + run + `</w:rPr>`
	}
	return s + `</w:style>`
}

func docxBody(d *dossier.Dossier) string {
	var b strings.Builder
	b.WriteString(`<w:document ` + wordSpace + `><w:body>`)
	b.WriteString(paragraph("Title", run(d.Title, "")) + paragraph("Subtitle", run(d.Subtitle, "")))
	cited := map[int]bool{} // a note is a footnote where it is used first; after that its number stands alone
	for i, s := range d.Sections {
		b.WriteString(paragraph("Heading1", run(s.Heading, "")))
		if s.Lead != "" {
			b.WriteString(paragraph("Lead", run(s.Lead, "")))
		}
		for _, l := range s.Lines {
			b.WriteString(paragraph("Item", docxLine(&l, cited)))
		}
		if s.More > 0 {
			b.WriteString(paragraph("Lead", run(fmt.Sprintf("… and %d more", s.More), "")))
		}
		if i == 0 && len(d.Bars) > 1 {
			b.WriteString(docxChart(d.Bars))
		}
	}
	b.WriteString(paragraph("Heading1", run("Sources", "")))
	var sources []string // one after the other: a line each would fill a page
	for i, x := range d.Sources {
		sources = append(sources, fmt.Sprintf("[%d]\u00A0%s (%s)", i+1, prose.Citation(&x), x.ID[:min(len(x.ID), 10)]))
	}
	b.WriteString(paragraph("Source", run(strings.Join(sources, "; "), "")))
	b.WriteString(`<w:sectPr>` + docxPage + `</w:sectPr></w:body></w:document>`)
	return b.String()
}

// docxPage is A4 with its margins, in twentieths of a point.
const docxPage = `<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="680" w:right="760" w:bottom="680" w:left="760" w:header="340" w:footer="340" w:gutter="0"/>`

func docxLine(l *dossier.Line, cited map[int]bool) string {
	s := run("• ", "")
	if l.Label != "" {
		s += run(l.Label+"  ", `<w:b/><w:color w:val="5D6570"/>`)
	}
	text := l.Text
	if l.Quote {
		text = "“" + bare(text) + "”"
	}
	s += run(text, "")
	for i, n := range l.Notes {
		if i > 0 {
			s += run(", ", `<w:vertAlign w:val="superscript"/>`)
		}
		if cited[n] {
			s += run(fmt.Sprint(n+1), `<w:vertAlign w:val="superscript"/>`)
			continue
		}
		cited[n] = true
		s += fmt.Sprintf(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, n+1)
	}
	return s
}

func docxNotes(d *dossier.Dossier) string {
	var b strings.Builder
	b.WriteString(`<w:footnotes ` + wordSpace + `><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	for i, n := range d.Notes {
		text := " " + shortNote(d, &n, min(quoted(d), 95)) + " " + n.Row[:min(len(n.Row), 10)]
		fmt.Fprintf(&b, `<w:footnote w:id="%d">%s</w:footnote>`, i+1,
			paragraph("FootnoteText", `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>`+run(text, "")))
	}
	b.WriteString(`</w:footnotes>`)
	return b.String()
}

func paragraph(style, runs string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + runs + `</w:p>`
}

func run(text, properties string) string {
	var b strings.Builder
	b.WriteString(`<w:r>`)
	if properties != "" {
		b.WriteString(`<w:rPr>` + properties + `</w:rPr>`)
	}
	b.WriteString(`<w:t xml:space="preserve">`)
	_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder takes everything
	b.WriteString(`</w:t></w:r>`)
	return b.String()
}
