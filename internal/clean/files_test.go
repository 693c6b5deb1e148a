package clean

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"entente"
	"entente/internal/clean/layer"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// docx packs the body of a document into a DOCX file.
func docx(body string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{{"docProps/core.xml", `<cp:coreProperties xmlns:dc="d" xmlns:cp="c"><dc:title>Note on the ferry</dc:title><dc:creator>Lina Oss</dc:creator></cp:coreProperties>`},
		{"word/document.xml", `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`}} {
		w, _ := z.Create(f[0])
		w.Write([]byte(f[1]))
	}
	z.Close()
	return b.Bytes()
}

// pdf writes a PDF of one page with lines of text.
func pdf(lines ...string) []byte {
	var text strings.Builder
	text.WriteString("BT /F1 12 Tf 14 TL 72 720 Td\n")
	for _, l := range lines {
		fmt.Fprintf(&text, "(%s) Tj T*\n", strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l))
	}
	text.WriteString("ET")
	return onePage(text.String(), "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding")
}

// subset writes a PDF of one page as office programs do: the font numbers its glyphs in the order in which they come up, a table
// says what they stand for, and a line is drawn in pieces with the space between them.
func subset(lines ...string) []byte {
	var text, table strings.Builder
	code := map[rune]int{}
	text.WriteString("BT /F1 12 Tf 14 TL 72 720 Td\n")
	for _, l := range lines {
		text.WriteString("[")
		for _, r := range l {
			if _, had := code[r]; !had {
				code[r] = len(code) + 1
				fmt.Fprintf(&table, "<%02X> <%04X>\n", code[r], r)
			}
			fmt.Fprintf(&text, "<%02X>-2", code[r])
		}
		text.WriteString("]TJ T*\n")
	}
	text.WriteString("ET")
	cmap := fmt.Sprintf("begincmap 1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar\n%sendbfchar endcmap", len(code), table.String())
	return onePage(text.String(), "/Subtype /TrueType /BaseFont /Own /ToUnicode 6 0 R", fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(cmap), cmap))
}

func onePage(text, font string, more ...string) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(text), text),
		"<< /Type /Font " + font + " >>"}
	objects = append(objects, more...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func zipped(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.Bytes()
}

// TestFiles holds what is read out of files that are no plain text, and out of other encodings.
func TestFiles(t *testing.T) {
	c := cleaner(t)
	const ferry = "The ferry runs again"
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte("La visite\n\nLa visite a duré deux jours, à l'hôtel."))
	bare, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte("The ferry runs again after a pause of two years."))
	cyrillic, _ := charmap.Windows1251.NewEncoder().Bytes([]byte("Министры двух стран подписали соглашение о торговле и границе."))
	declared, _ := charmap.KOI8R.NewEncoder().Bytes([]byte(`<html><head><meta charset="koi8-r"></head><body><p>Министры двух стран подписали в среду соглашение о торговле и о границе.</p></body></html>`))
	latin, _ := charmap.Windows1252.NewEncoder().Bytes([]byte("The café – “closed” since May – was sold."))
	for _, x := range []struct {
		name, typ string
		raw       []byte
		want      string
	}{
		{"docx", "", docx(`<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>` + ferry + `</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">It stood </w:t></w:r><w:del><w:r><w:delText>for ever</w:delText></w:r></w:del><w:r><w:t>still for two years &amp; more.</w:t></w:r></w:p>` +
			`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Passengers</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>2017</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>310</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`),
			"docx Note on the ferry|heading: The ferry runs again|paragraph: It stood still for two years & more.|table: Year \tPassengers  / 2017 \t310 "},
		{"pdf with a font of its own", "", subset("The ferry between the two islands runs again, twice a day,", "after a pause of two years. Tickets cost four dollars."),
			"pdf |paragraph: The ferry between the two islands runs again, twice a day, after a pause of two years. Tickets cost four dollars."},
		{"pdf", "", pdf(ferry, "The ferry between the two islands runs again after a pause of", "two years, the company said. It takes forty minutes and runs", "four times a day, from the old harbor to the new one in the", "north. Tickets cost four dollars."),
			"pdf The ferry runs again|title: The ferry runs again|paragraph: The ferry between the two islands runs again after a pause of two years, the company said. It takes forty minutes and runs four times a day, from the old harbor to the new one in the north. Tickets cost four dollars."},
		{"utf-16", "", wide, " La visite|title: La visite|paragraph: La visite a duré deux jours, à l'hôtel."},
		{"utf-16 without a mark", "", bare, " |paragraph: The ferry runs again after a pause of two years."},
		{"windows-1251", "", cyrillic, " |paragraph: Министры двух стран подписали соглашение о торговле и границе."},
		{"koi8-r, declared", "", declared, " |paragraph: Министры двух стран подписали в среду соглашение о торговле и о границе."},
		{"windows-1252", "", latin, " |paragraph: The café – “closed” since May – was sold."},
		{"windows-1252, by header", "text/plain; charset=iso-8859-1", latin, " |paragraph: The café – “closed” since May – was sold."},
		{"gzip", "", zipped("The ferry runs again after a pause of two years."), " |paragraph: The ferry runs again after a pause of two years."},
		{"byte order mark", "", []byte("\xEF\xBB\xBFThe ferry runs again after a pause of two years."), " |paragraph: The ferry runs again after a pause of two years."},
	} {
		docs, failures := c.Clean(entente.Page{Source: x.name, Raw: x.raw, ContentType: x.typ})
		if len(docs) != 1 {
			t.Errorf("%s: %d documents, %v", x.name, len(docs), failures)
			continue
		}
		d := docs[0]
		check(t, &d)
		got := d.Layer + " " + d.Title
		for _, p := range d.Parts {
			got += "|" + p.Kind + ": " + strings.ReplaceAll(p.Span.In(d.Text), "\n", " / ")
		}
		if got != x.want {
			t.Errorf("%s:\n got %q\nwant %q", x.name, got, x.want)
		}
	}
}

// TestRecord holds what a record of JSON Lines brings along.
func TestRecord(t *testing.T) {
	page := entente.Page{Source: "in.jsonl#3", Raw: []byte("{}"), Layer: "event_text", Text: "The ministers met on Monday. They will meet again.",
		Input: entente.Input{ID: "AFP-77", Date: "2019-03", Title: "Ministers meet", Publisher: "AFP", Lang: "en", Authors: []string{"A. Uthor"}, Speaker: "Ada Lorm", Country: "NOR", URI: "https://example.org/x"}}
	docs, _ := cleaner(t).Clean(page)
	if len(docs) != 1 {
		t.Fatalf("%d documents", len(docs))
	}
	d := docs[0]
	check(t, &d)
	got := fmt.Sprint(d.Ref, d.Source, d.Layer, d.Title, d.Publisher, d.Authors, d.SpeakerName, d.Country, d.URL, d.Published.EDTF, d.Published.Basis, d.Language)
	want := fmt.Sprint("AFP-77", "in.jsonl#3", "event_text", "Ministers meet", "AFP", []string{"A. Uthor"}, "Ada Lorm", "NOR", "https://example.org/x", "2019-03", "input", "en")
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if d.ID != entente.ID("d", entente.Hash(page.Raw), "event_text") {
		t.Errorf("id %s", d.ID)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"Title\n\nBEIJING, Oct. 28 (Xinhua) -- Text.Glued. Q: a? A: b.", "Published Time: 2019-01-02\nTitle: x\nText: y", "Q: one?\nA: two.\nPhoto by X\n(End)",
		"<html><body><article><h1>T</h1><p>Some text &amp; more of it, with an end.</p><table><tr><td>a<td>b</table>", "<?xml version=\"1.0\"?><rss><item><title>t</title><description><![CDATA[<p>x</p>]]></description></item></rss>",
		"From: a@b.example\nMessage-ID: <1>\nMIME-Version: 1.0\nSubject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b--\n", "Ã©â€™\u00a0\u200b— “a” **b** | c | d |\n# h\n- l\n"} {
		f.Add([]byte(s))
	}
	f.Add(pdf("a line", "of text"))
	f.Add(docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>"))
	c := cleaner(f)
	f.Fuzz(func(t *testing.T, raw []byte) { fuzzOne(t, c, raw) })
}

func FuzzHTML(f *testing.F) {
	f.Add("<h1>T</h1><p>One <b>two</b> three.</p><ul><li>x</ul>")
	f.Add("<article><h2>a</h2><p>b</article><time datetime=2019-01-02>x</time><meta name=date content=2019>")
	f.Add(`<p>a<script type="application/ld+json">{"@type":"NewsArticle","headline":"h"}</script><table><tr><td>1<td>2<tr><td><p>3`)
	c := cleaner(f)
	f.Fuzz(func(t *testing.T, s string) { fuzzOne(t, c, []byte("<html><body>"+s)) })
}

func FuzzDOCX(f *testing.F) {
	f.Add("<w:p><w:r><w:t>x</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
	c := cleaner(f)
	f.Fuzz(func(t *testing.T, s string) { fuzzOne(t, c, docx(s)) })
}

func FuzzPDF(f *testing.F) {
	f.Add(pdf("a line", "of text (in brackets)"))
	f.Add([]byte("%PDF-1.7\n"))
	c := cleaner(f)
	f.Fuzz(func(t *testing.T, raw []byte) { fuzzOne(t, c, append([]byte("%PDF-"), raw...)) })
}

func FuzzMail(f *testing.F) {
	f.Add("Subject: =?utf-8?q?x=C3=A9?=\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>a=\nb</p>")
	c := cleaner(f)
	f.Fuzz(func(t *testing.T, s string) { fuzzOne(t, c, []byte("From: a <a@b.example>\nMIME-Version: 1.0\n"+s)) })
}

// fuzzOne holds the promises of cleaning on any bytes: an answer, spans that lie in their texts, nothing of a text
// without markup unaccounted for, the same answer twice.
func fuzzOne(t *testing.T, c *Cleaner, raw []byte) {
	page := entente.Page{Source: "f", Raw: raw}
	docs, failures := c.Clean(page)
	if len(docs)+len(failures) == 0 {
		t.Error("neither documents nor failures")
	}
	for i := range docs {
		check(t, &docs[i])
	}
	if l, err := layer.Open(raw, ""); err == nil && l.Kind == "text" && l.Blocks == nil {
		checkCover(t, docs)
	}
	again, _ := c.Clean(page)
	if a, b := render(docs, failures), render(again, failures); a != b {
		t.Errorf("twice differs:\n%s\n%s", a, b)
	}
}
