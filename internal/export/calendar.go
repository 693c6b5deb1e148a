package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"entente"
)

// gist says an event in a few words: who, what, whom; whether it happened, and who says so where that is not the document itself.
func gist(r *entente.Row) string {
	who, whom := strings.Join(sideOf(r, "actor").names(), ", "), strings.Join(sideOf(r, "recipient").names(), ", ")
	s := strings.ReplaceAll(r.Event.Kind, "-", " ")
	if who != "" {
		s = who + ": " + s
	}
	if whom != "" {
		s += ", " + whom
	}
	if st := r.Event.Status; st != "happened" && st != "" {
		s += " (" + st + ")"
	}
	if id := r.Speaker(); id != "" {
		if p := r.Party(id); p.Code != "" || p.Of != "" {
			s += ", according to " + first(p.Name, p.Code, p.Of)
		}
	}
	return s
}

// writeICal writes RFC 5545: an all-day entry for every planned event that has a day or a month.
func writeICal(w io.Writer, d *Data) error {
	var b strings.Builder
	line := func(s string) { b.WriteString(folded(s) + "\r\n") }
	line("BEGIN:VCALENDAR")
	line("VERSION:2.0")
	line("PRODID:-//entente//entente " + d.Version + "//EN")
	for _, r := range d.events() {
		when := r.Event.Date
		if r.Event.Status != "planned" || when == nil || when.Start == "" || when.End == "" {
			continue
		}
		end, err := time.Parse("2006-01-02", when.End)
		if err != nil {
			continue
		}
		line("BEGIN:VEVENT")
		line("UID:" + r.ID() + "@entente")
		line("DTSTAMP:" + strings.ReplaceAll(first(published(r.Document), when.Start), "-", "") + "T000000Z")
		line("DTSTART;VALUE=DATE:" + strings.ReplaceAll(when.Start, "-", ""))
		line("DTEND;VALUE=DATE:" + end.AddDate(0, 0, 1).Format("20060102"))
		line("SUMMARY:" + ics.Replace(gist(r)))
		line("DESCRIPTION:" + ics.Replace(r.Quote+" — "+r.Document.Title+" ("+address(r.Document)+")"))
		line("STATUS:TENTATIVE")
		line("TRANSP:TRANSPARENT")
		line("END:VEVENT")
	}
	line("END:VCALENDAR")
	_, err := io.WriteString(w, b.String())
	return err
}

var ics = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

func first(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}

// folded breaks a content line after 75 bytes, never inside a character.
func folded(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		size := len(string(r))
		if n+size > 74 {
			b.WriteString("\r\n ")
			n = 1
		}
		b.WriteRune(r)
		n += size
	}
	return b.String()
}

// writeAtom writes RFC 4287, the latest documents' events first.
func writeAtom(w io.Writer, d *Data) error {
	rows := d.events()
	slices.SortStableFunc(rows, func(a, b *entente.Row) int { return strings.Compare(published(b.Document), published(a.Document)) })
	updated := "1970-01-01"
	for _, r := range rows {
		updated = max(updated, published(r.Document))
	}
	var b strings.Builder
	b.WriteString(xml.Header + `<feed xmlns="http://www.w3.org/2005/Atom">` + "\n")
	fmt.Fprintf(&b, "<title>entente: events</title>\n<id>urn:entente:events</id>\n<updated>%sT00:00:00Z</updated>\n<author><name>entente</name></author>\n", updated)
	for _, r := range rows {
		at := first(published(r.Document), updated)
		fmt.Fprintf(&b, "<entry><title>%s</title><id>urn:entente:%s</id><updated>%sT00:00:00Z</updated>", escape(gist(r)), escape(r.ID()), at)
		if strings.HasPrefix(address(r.Document), "http") {
			fmt.Fprintf(&b, "<link href=\"%s\"/>", escape(address(r.Document)))
		}
		fmt.Fprintf(&b, "<category term=\"%s\"/><summary>%s</summary></entry>\n", escape(r.Event.Kind), escape(r.Quote))
	}
	b.WriteString("</feed>\n")
	_, err := io.WriteString(w, b.String())
	return err
}
