package layer

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"

	"entente"

	"golang.org/x/net/html/charset"
)

var (
	mailHead = regexp.MustCompile(`(?i)^(?:From [^\n]{3,100}\n)?(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|MIME-Version|Message-ID|X-[\w-]+|Content-Type|Reply-To|Sender|DKIM-Signature|Authentication-Results|ARC-[\w-]+):[ \t]`)
	mailMark = regexp.MustCompile(`(?im)^(?:MIME-Version:[ \t]*1|Message-ID:[ \t]*<|Received:[ \t]+(?:from|by)\b|Content-Transfer-Encoding:)`)
)

// mailLayer reads an e-mail: its header becomes title, author and date, its best body the layer of text.
func mailLayer(raw []byte, depth int) (Layer, error) {
	if bytes.HasPrefix(raw, []byte("From ")) {
		if i := bytes.IndexByte(raw, '\n'); i > 0 {
			raw = raw[i+1:]
		}
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Layer{}, fmt.Errorf("read mail: %w: %w", entente.ErrInvalid, err)
	}
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	field := func(name string) string {
		s, err := words.DecodeHeader(m.Header.Get(name))
		if err != nil {
			s = m.Header.Get(name)
		}
		return strings.Join(strings.Fields(s), " ")
	}
	b := bodies{}
	b.part(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, 0)
	text, kind := b.plain, "text"
	if len(strings.TrimSpace(text)) < len(b.html)/40 || strings.TrimSpace(text) == "" {
		text, kind = b.html, "html"
	}
	if strings.TrimSpace(text) == "" {
		return Layer{}, fmt.Errorf("a mail without text: %w", entente.ErrUnsupported)
	}
	l := Layer{Kind: kind, Name: "mail", Text: text, Title: field("Subject"), Published: m.Header.Get("Date")}
	if from, err := mail.ParseAddress(field("From")); err == nil && from.Name != "" {
		l.Authors = []string{from.Name}
	}
	return l, nil
}

// bodies are the first bodies of each kind in a mail.
type bodies struct {
	plain, html string
	parts       int
}

func (b *bodies) part(contentType, encoding string, body io.Reader, depth int) {
	if b.parts++; depth > 6 || b.parts > 200 {
		return
	}
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		media = "text/plain"
	}
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		r := multipart.NewReader(body, params["boundary"])
		for {
			p, err := r.NextRawPart()
			if err != nil {
				return
			}
			b.part(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, depth+1)
		}
	}
	if media == "message/rfc822" {
		if m, err := mail.ReadMessage(body); err == nil {
			b.part(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, depth+1)
		}
		return
	}
	if media != "text/plain" && media != "text/html" || media == "text/plain" && b.plain != "" || media == "text/html" && b.html != "" {
		return
	}
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	raw, err := Bounded(body, MaxText)
	if err != nil && len(raw) == 0 {
		return
	}
	text, _, _ := Decode(raw, "text/plain; charset="+params["charset"])
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if media == "text/html" {
		b.html = text
	} else {
		b.plain = text
	}
}
