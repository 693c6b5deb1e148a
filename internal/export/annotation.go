package export

import (
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

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
			start, end := points(text, s)
			selectors = append(selectors, map[string]any{"type": "TextPositionSelector", "start": start, "end": end})
		}
		items = append(items, map[string]any{
			"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:entente:" + r.ID(), "type": "Annotation", "motivation": "classifying",
			"body":   map[string]any{"type": "TextualBody", "purpose": "tagging", "value": strings.TrimSpace(r.Sort() + " " + r.Classes()[0])},
			"target": map[string]any{"source": address(r.Document), "selector": selectors}})
	}
	return e.Encode(map[string]any{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "id": "urn:entente:annotations", "items": items})
}

// points are the ends of a span in code points.
func points(text string, s entente.Span) (start, end int) {
	start = utf8.RuneCountInString(text[:s.Start])
	return start, start + utf8.RuneCountInString(s.In(text))
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

// ftm writes FollowTheMoney entities, a line each.
type ftm struct {
	*json.Encoder
	seen map[string]bool // ids of what was written
}

// emit writes an entity once, without the properties that hold nothing.
func (f *ftm) emit(id, schema string, properties map[string][]string) error {
	id = ftmID(id)
	if f.seen[id] {
		return nil
	}
	f.seen[id] = true
	for k, v := range properties {
		if len(v) == 0 || len(v) == 1 && v[0] == "" {
			delete(properties, k)
		}
	}
	return f.Encode(map[string]any{"id": id, "schema": schema, "properties": properties})
}

func ftmID(id string) string { return strings.ReplaceAll(id, ":", "-") }

func (f *ftm) document(b entente.Brief) error {
	// contentHash is SHA-1 there; ours stands among the notes.
	p := map[string][]string{"title": {b.Title}, "author": b.Authors, "publisher": {b.Publisher}, "publishedAt": {published(b)}, "notes": {b.Raw}}
	if base, err := language.ParseBase(b.Language); err == nil {
		p["language"] = []string{base.ISO3()}
	}
	if a := address(b); strings.HasPrefix(a, "http://") || strings.HasPrefix(a, "https://") {
		p["sourceUrl"] = []string{a}
	}
	return f.emit(b.ID, "Article", p)
}

// writeFTM writes FollowTheMoney entities: documents as Article, actors as PublicBody, Person or Organization, events as Event. The
// model has no place for what did not happen: denied and hypothetical events are left out, planned ones say so in their name.
func writeFTM(w io.Writer, d *Data) error {
	e := &ftm{json.NewEncoder(w), map[string]bool{}}
	e.SetEscapeHTML(false)
	for _, b := range d.Documents {
		if err := e.document(b); err != nil {
			return err
		}
	}
	for _, r := range d.events() {
		if r.Event.Status == "denied" || r.Event.Status == "hypothetical" {
			continue
		}
		if err := e.document(r.Document); err != nil {
			return err
		}
		var involved []string
		for _, name := range []string{"actor", "recipient"} {
			for _, p := range sideOf(r, name).parties {
				if p.Code == "" {
					continue
				}
				involved = append(involved, ftmID(p.Code))
				schema := map[string]string{"person": "Person", "organisation": "Organization", "group": "Organization"}[p.Kind]
				if schema == "" {
					schema = "PublicBody"
				}
				if err := e.emit(p.Code, schema, map[string][]string{"name": {first(p.Name, p.Code)}}); err != nil {
					return err
				}
			}
		}
		p := map[string][]string{"name": {gist(r)}, "summary": {r.Quote}, "proof": {ftmID(r.Document.ID)}, "involved": involved, "keywords": {r.Event.Kind}}
		if r.Event.Date != nil {
			p["startDate"], p["endDate"] = []string{r.Event.Date.Start}, []string{r.Event.Date.End}
		}
		if r.Event.Place != nil {
			p["location"] = []string{r.Event.Place.Name}
		}
		if err := e.emit(r.ID(), "Event", p); err != nil {
			return err
		}
	}
	return nil
}
