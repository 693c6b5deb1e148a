package export

import (
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"entente"
)

// writeAnnotations writes W3C Web Annotations: the body is the row, the target its passage, by quote and by position in code
// points of the cleaned text.
func writeAnnotations(w io.Writer, d *Data) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	items := []map[string]any{}
	for i := range d.Rows {
		r := &d.Rows[i]
		text := ""
		if d.Text != nil {
			text = d.Text(r.Document.ID)
		}
		selectors := []map[string]any{quoteSelector(text, r)}
		if s := r.Passage; text != "" && s.End <= len(text) {
			start := utf8.RuneCountInString(text[:s.Start])
			selectors = append(selectors, map[string]any{"type": "TextPositionSelector", "start": start, "end": start + utf8.RuneCountInString(s.In(text))})
		}
		items = append(items, map[string]any{
			"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:entente:" + r.ID(), "type": "Annotation", "motivation": "classifying",
			"body":   map[string]any{"type": "TextualBody", "purpose": "tagging", "value": strings.TrimSpace(r.Sort() + " " + r.Classes()[0])},
			"target": map[string]any{"source": address(r.Document), "selector": selectors}})
	}
	return e.Encode(map[string]any{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "id": "urn:entente:annotations", "items": items})
}

const around = 32 // bytes of prefix and suffix, about

func quoteSelector(text string, r *entente.Row) map[string]any {
	q := map[string]any{"type": "TextQuoteSelector", "exact": r.Quote}
	s := r.Passage
	if text == "" || s.Empty() || s.End > len(text) {
		return q
	}
	q["exact"] = s.In(text)
	from, to := max(0, s.Start-around), min(len(text), s.End+around)
	for from < s.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > s.End && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	q["prefix"], q["suffix"] = text[from:s.Start], text[s.End:to]
	return q
}

// writeFTM writes FollowTheMoney entities: documents as Article, actors as PublicBody, Person or Organization, events as Event.
func writeFTM(w io.Writer, d *Data) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	emit := func(id, schema string, properties map[string][]string) error {
		for k, v := range properties {
			if len(v) == 0 || len(v) == 1 && v[0] == "" {
				delete(properties, k)
			}
		}
		return e.Encode(map[string]any{"id": strings.ReplaceAll(id, ":", "-"), "schema": schema, "properties": properties})
	}
	for _, b := range d.Documents {
		p := map[string][]string{"title": {b.Title}, "author": b.Authors, "publisher": {b.Publisher}, "publishedAt": {published(b)}, "language": {b.Language}, "contentHash": {strings.TrimPrefix(b.Raw, "sha256:")}}
		if strings.HasPrefix(address(b), "http") {
			p["sourceUrl"] = []string{address(b)}
		}
		if err := emit(b.ID, "Article", p); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, r := range d.events() {
		var involved []string
		for _, name := range []string{"actor", "recipient"} {
			for _, p := range sideOf(r, name).parties {
				if p.Code == "" {
					continue
				}
				involved = append(involved, strings.ReplaceAll(p.Code, ":", "-"))
				if seen[p.Code] {
					continue
				}
				seen[p.Code] = true
				schema := map[string]string{"person": "Person", "organisation": "Organization", "group": "Organization"}[p.Kind]
				if schema == "" {
					schema = "PublicBody"
				}
				if err := emit(p.Code, schema, map[string][]string{"name": {p.Name}}); err != nil {
					return err
				}
			}
		}
		p := map[string][]string{"name": {gist(r)}, "summary": {r.Quote}, "proof": {strings.ReplaceAll(r.Document.ID, ":", "-")}, "involved": involved}
		if r.Event.Date != nil {
			p["startDate"], p["endDate"] = []string{r.Event.Date.Start}, []string{r.Event.Date.End}
		}
		if r.Event.Place != nil {
			p["location"] = []string{r.Event.Place.Name}
		}
		if err := emit(r.ID(), "Event", p); err != nil {
			return err
		}
	}
	return nil
}
