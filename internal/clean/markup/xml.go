package markup

import (
	"fmt"
	"strings"

	"entente"
	"entente/internal/clean/strand"

	"golang.org/x/net/html"
)

// A Leaf is an element of an XML file that holds text.
type Leaf struct {
	Name   string // without its prefix, in lower case
	Record int    // the number of the record (item, entry, article …) it stands in, from 1; 0 outside
	Text   strand.Text
}

// records are the elements of which a file may hold many, each a text of its own.
var records = map[string]bool{"item": true, "entry": true, "article": true, "story": true, "newsitem": true, "record": true, "doc": true, "document": true, "nitf": true}

// inline are elements that mark words inside a text.
var inline = map[string]bool{"b": true, "i": true, "em": true, "strong": true, "a": true, "span": true, "u": true, "q": true, "person": true, "org": true, "location": true,
	"emphasis": true, "name": true, "hi": true, "persname": true, "placename": true, "orgname": true, "ref": true, "sub": true, "sup": true, "br": true}

// XML reads the elements of an XML file that hold text, with their place in the source. It forgives what a strict parser
// would not.
func XML(source string) ([]Leaf, error) {
	if len(source) > MaxSource {
		return nil, fmt.Errorf("an XML file of %d MB: %w", len(source)>>20, entente.ErrTooLarge)
	}
	z := html.NewTokenizer(strings.NewReader(source))
	z.AllowCDATA(true)
	x := xmlReader{}
	at := 0
	for tokens := 0; ; tokens++ {
		t := z.Next()
		start := at
		raw := z.Raw()
		at += len(raw)
		if t == html.ErrorToken {
			x.end()
			return x.out, nil
		}
		if tokens > 2*MaxNodes {
			return nil, fmt.Errorf("an XML file of more than %d pieces: %w", 2*MaxNodes, entente.ErrTooLarge)
		}
		switch t {
		case html.TextToken:
			x.text(string(raw), start)
			z.NextIsNotRawText()
		case html.StartTagToken, html.SelfClosingTagToken:
			name := local(z)
			z.NextIsNotRawText()
			if inline[name] {
				x.b.Add(strand.Put(gap(name)))
				continue
			}
			x.end()
			if records[name] && t == html.StartTagToken {
				if x.count++; x.depth == 0 {
					x.record++
				}
				x.depth++
			}
			x.name = name
		case html.EndTagToken:
			name := local(z)
			if inline[name] {
				continue
			}
			x.end()
			if records[name] && x.depth > 0 {
				x.depth--
			}
			x.name = ""
		}
	}
}

func gap(name string) string {
	if name == "br" {
		return "\n"
	}
	return ""
}

func local(z *html.Tokenizer) string {
	n, _ := z.TagName()
	name := strings.ToLower(string(n))
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return name
}

type xmlReader struct {
	out           []Leaf
	b             strand.Builder
	name          string
	record, depth int
	count         int
}

func (x *xmlReader) text(raw string, at int) {
	if rest, ok := strings.CutPrefix(raw, "<![CDATA["); ok {
		x.b.Add(strand.At(strings.TrimSuffix(rest, "]]>"), at+len("<![CDATA[")))
		return
	}
	x.b.Add(decode(raw, at))
}

// end closes the leaf that is open.
func (x *xmlReader) end() {
	t := x.b.Text()
	x.b = strand.Builder{}
	if strings.TrimSpace(t.S) == "" {
		return
	}
	r := x.record
	if x.depth == 0 {
		r = 0
	}
	for _, piece := range untag(t) {
		x.out = append(x.out, Leaf{x.name, r, piece})
	}
}

// untag takes tags out of a text that holds HTML, and cuts it where a block begins.
func untag(t strand.Text) []strand.Text {
	if !strings.Contains(t.S, "<") {
		var out []strand.Text
		for _, l := range t.Lines() {
			if s := strand.Tidy(l).Trim(); s.S != "" {
				out = append(out, s)
			}
		}
		return out
	}
	var out []strand.Text
	var b strand.Builder
	flush := func() {
		if s := strand.Tidy(b.Text()).Trim(); s.S != "" {
			out = append(out, s)
		}
		b = strand.Builder{}
	}
	z := html.NewTokenizer(strings.NewReader(t.S))
	at := 0
	for {
		k := z.Next()
		raw := string(z.Raw())
		start := at
		at += len(raw)
		if k == html.ErrorToken {
			flush()
			return out
		}
		name := ""
		if k != html.TextToken {
			name = local(z)
		}
		switch {
		case k == html.TextToken:
			piece := t.Slice(start, at)
			if s := piece.Source(); s.Len() == len(raw) {
				piece = decode(raw, s.Start)
			}
			b.Add(piece)
		case k == html.CommentToken, inline[name] && name != "br", name == "img":
		default:
			flush()
		}
	}
}
