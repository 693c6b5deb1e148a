package layer

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"entente"
	"entente/internal/clean/strand"
)

// MaxText bounds the text that is unpacked from a file, in bytes; MaxRaw the file itself.
const (
	MaxText = 48 << 20
	MaxRaw  = 96 << 20
)

// A Layer is the text of a file as it is read, with what the file says about itself beside the text.
type Layer struct {
	Kind string // text, html or xml: how Text is to be read
	// Name is that of the extracted layer, "pdf", "docx" or "mail"; "" where Text is the file itself, decoded.
	Name   string
	Text   string
	Blocks []strand.Block // where the file says what is a heading, a list, a table; else nil
	// Title, Authors, Published and Language are as the file has them.
	Title, Published, Language string
	Authors                    []string
}

// Open tells by the bytes what a file is and gives its layer of text. Errors are of the kinds entente.ErrUnsupported (a
// format that is not read), ErrInvalid (broken) and ErrTooLarge.
func Open(raw []byte, contentType string) (l Layer, err error) {
	defer func() {
		if r := recover(); r != nil {
			l, err = Layer{}, fmt.Errorf("the file breaks its reader (%v): %w", r, entente.ErrInvalid)
		}
	}()
	if len(raw) > MaxRaw {
		return Layer{}, fmt.Errorf("a file of %d MB: %w", len(raw)>>20, entente.ErrTooLarge)
	}
	return open(raw, contentType, 0)
}

func open(raw []byte, contentType string, depth int) (Layer, error) {
	head := raw[:min(len(raw), 1024)]
	switch {
	case bytes.HasPrefix(raw, []byte{0x1F, 0x8B}):
		if depth > 1 {
			return Layer{}, fmt.Errorf("an archive in an archive: %w", entente.ErrUnsupported)
		}
		inner, err := gunzip(raw)
		if err != nil {
			return Layer{}, err
		}
		return open(inner, "", depth+1)
	case bytes.Contains(head, []byte("%PDF-")):
		return pdfLayer(raw)
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return zipLayer(raw)
	case mailHead.Match(head) && mailMark.Match(raw[:min(len(raw), 8192)]):
		return mailLayer(raw, depth)
	}
	if name := binary(raw); name != "" {
		return Layer{}, fmt.Errorf("%s: %w", name, entente.ErrUnsupported)
	}
	text, _, _ := Decode(raw, contentType)
	return Text(text), nil
}

// Text is the layer of a text that is decoded already.
func Text(text string) Layer {
	l := Layer{Kind: "text", Text: text}
	switch {
	case strings.HasPrefix(strings.TrimLeft(text, "\uFEFF \r\n\t"), "<?xml") && !strings.Contains(strings.ToLower(text[:min(len(text), 2048)]), "<html"):
		l.Kind = "xml"
	case looksHTML(text):
		l.Kind = "html"
	case looksXML(text):
		l.Kind = "xml"
	}
	return l
}

func gunzip(raw []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w: %w", entente.ErrInvalid, err)
	}
	return Bounded(z, MaxText)
}

// Bounded reads all there is up to a limit in bytes; past it the error is entente.ErrTooLarge.
func Bounded(in io.Reader, limit int64) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(in, limit+1))
	if int64(len(out)) > limit {
		return nil, fmt.Errorf("more than %d MB when unpacked: %w", limit>>20, entente.ErrTooLarge)
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("unpack: %w: %w", entente.ErrInvalid, err)
	}
	return out, nil
}

func zipLayer(raw []byte) (Layer, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return Layer{}, fmt.Errorf("unpack: %w: %w", entente.ErrInvalid, err)
	}
	files := map[string]*zip.File{}
	for _, f := range z.File {
		files[f.Name] = f
	}
	if files["word/document.xml"] != nil {
		return docxLayer(files)
	}
	return Layer{}, fmt.Errorf("an archive that is no DOCX: %w", entente.ErrUnsupported)
}

// binary names the kind of a file that is no text, by its first bytes or by what stands in it; "" for text.
func binary(raw []byte) string {
	for _, m := range []struct{ magic, name string }{
		{"\x89PNG", "a picture"}, {"\xFF\xD8\xFF", "a picture"}, {"GIF8", "a picture"}, {"RIFF", "sound or video"}, {"ID3", "sound"}, {"OggS", "sound"},
		{"\xD0\xCF\x11\xE0", "an old Office file"}, {"SQLite format 3", "a database"}, {"\x7FELF", "a program"}, {"MZ\x90", "a program"}, {"PAR1", "a Parquet file"},
		{"{\\rtf", "an RTF file"}, {"7z\xBC\xAF", "an archive"}, {"Rar!", "an archive"}, {"BZh", "an archive"}, {"\xFD7zXZ", "an archive"}, {"\x28\xB5\x2F\xFD", "an archive"},
	} {
		if bytes.HasPrefix(raw, []byte(m.magic)) {
			return m.name
		}
	}
	head := raw[:min(len(raw), 8192)]
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) || zeros(raw) != nil {
		return ""
	}
	odd := 0
	for _, c := range head {
		if c < 9 || c > 13 && c < 32 && c != 27 {
			odd++
		}
	}
	if odd*100 > len(head)*2 {
		return "a file that is no text"
	}
	return ""
}

var (
	htmlStart = regexp.MustCompile(`(?i)^[\s\x{FEFF}]*(?:<!--(?:[^-]|-[^-])*-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<(?:html|head|body|article|div|p|h[1-6]|table|meta|section|main|span|ul|style)\b)`)
	xmlStart  = regexp.MustCompile(`^[\s\x{FEFF}]*(?:<\?xml|<[A-Za-z][\w:.-]*(?:\s[^<>]*)?>\s*<)`)
)

// looksHTML reports whether a text is a page of HTML, or a piece of one.
func looksHTML(s string) bool {
	head := s[:min(len(s), 4096)]
	for !utf8.ValidString(head) && len(head) > 0 {
		head = head[:len(head)-1]
	}
	low := strings.ToLower(head)
	return htmlStart.MatchString(head) || strings.Contains(low, "<html") && strings.Contains(low, "<head") || strings.Count(low, "</p>") > 1
}

func looksXML(s string) bool { return xmlStart.MatchString(s[:min(len(s), 4096)]) }
