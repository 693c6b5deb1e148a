package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"entente"
)

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	DateParts [][]int `json:"date-parts"`
}

type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
	Note      string    `json:"note,omitempty"`
}

var cslTypes = map[string]string{"interview": "interview", "speech": "speech", "release": "article", "opinion": "article-newspaper", "news": "article-newspaper", "transcript": "speech"}

func writeCSL(w io.Writer, d *Data) error {
	items := []cslItem{}
	for _, b := range d.Documents {
		it := cslItem{ID: b.ID, Type: cslTypes[b.Genre], Title: b.Title, Container: b.Publisher, Publisher: b.Republisher, Language: b.Language, Note: b.Raw}
		if it.Type == "" {
			it.Type = "document"
		}
		for _, a := range b.Authors {
			it.Author = append(it.Author, cslName{a})
		}
		if parts := dateParts(b); parts != nil {
			it.Issued = &cslDate{[][]int{parts}}
		}
		if strings.HasPrefix(address(b), "http") {
			it.URL = address(b)
		}
		items = append(items, it)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(items)
}

// dateParts are year, month and day, as far as the date of publication is known.
func dateParts(b entente.Brief) []int {
	var y, m, day int
	if n, _ := fmt.Sscanf(published(b), "%d-%d-%d", &y, &m, &day); n != 3 {
		return nil
	}
	switch b.Published.Precision {
	case "day", "minute", "":
		return []int{y, m, day}
	case "month":
		return []int{y, m}
	}
	return []int{y}
}

func writeBibTeX(w io.Writer, d *Data) error {
	for _, b := range d.Documents {
		kind := "misc"
		if b.Genre == "news" || b.Genre == "opinion" || b.Genre == "interview" {
			kind = "article"
		}
		fields := [][2]string{{"title", b.Title}, {"author", strings.Join(b.Authors, " and ")}, {"journal", b.Publisher}, {"howpublished", reachable(b)}, {"note", b.Raw}}
		if p := dateParts(b); p != nil {
			fields = append(fields, [2]string{"year", fmt.Sprint(p[0])})
			if len(p) > 1 {
				fields = append(fields, [2]string{"month", fmt.Sprint(p[1])})
			}
		}
		if _, err := fmt.Fprintf(w, "@%s{%s,\n", kind, strings.ReplaceAll(b.ID, ":", "-")); err != nil {
			return err
		}
		for _, f := range fields {
			if f[1] != "" {
				fmt.Fprintf(w, "  %s = {%s},\n", f[0], tex.Replace(f[1]))
			}
		}
		if _, err := fmt.Fprintln(w, "}"); err != nil {
			return err
		}
	}
	return nil
}

var tex = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

// reachable is the address of a document on the web, "" for a path, which means nothing to a reader elsewhere.
func reachable(b entente.Brief) string {
	if a := address(b); strings.HasPrefix(a, "http://") || strings.HasPrefix(a, "https://") {
		return a
	}
	return ""
}

// risDate is a date as RIS has it, YYYY/MM/DD/ with what is not known left empty.
func risDate(parts []int) string {
	s := fmt.Sprintf("%04d", parts[0])
	for i := 1; i < 3; i++ {
		s += "/"
		if i < len(parts) {
			s += fmt.Sprintf("%02d", parts[i])
		}
	}
	if len(parts) < 3 {
		s += "/"
	}
	return s
}

func writeRIS(w io.Writer, d *Data) error {
	for _, b := range d.Documents {
		kind := "NEWS"
		if b.Genre == "speech" || b.Genre == "release" || b.Genre == "transcript" {
			kind = "GEN"
		}
		line := func(tag, value string) {
			if value = strings.Join(strings.Fields(value), " "); value != "" {
				fmt.Fprintf(w, "%s  - %s\r\n", tag, value)
			}
		}
		line("TY", kind)
		line("ID", b.ID)
		line("TI", b.Title)
		for _, a := range b.Authors {
			line("AU", a)
		}
		line("T2", b.Publisher)
		if p := dateParts(b); p != nil {
			line("PY", fmt.Sprint(p[0]))
			line("DA", risDate(p))
		}
		if strings.HasPrefix(address(b), "http") {
			line("UR", address(b))
		}
		line("LA", b.Language)
		line("N1", b.Raw)
		if _, err := fmt.Fprint(w, "ER  - \r\n\r\n"); err != nil {
			return err
		}
	}
	return nil
}
