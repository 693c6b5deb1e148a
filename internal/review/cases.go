package review

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"entente"
)

// Cases writes reviewed events as cases, in the form in which the coder's own are kept: "sentence => ACTORS TYPE/mode kind > RECIPIENTS
// status date", several with "; " between them, after "@ date genre" for each document. Only sentences are taken all of whose
// events, as they were read, were judged; of one whose events were all rejected it says none. What the reader of a case cannot know
// (a date that is that of the document) is left out.
func Cases(held []Held, records map[string]*entente.Analysis) string {
	by := map[string]*Held{}
	for i := range held {
		if held[i].Row.Event != nil {
			by[held[i].Row.ID()] = &held[i]
		}
	}
	var out strings.Builder
	for _, id := range slices.Sorted(maps.Keys(records)) {
		a := records[id]
		var lines []string
		for i := range a.Sentences {
			if line := caseOf(a, &a.Sentences[i], by); line != "" {
				lines = append(lines, line)
			}
		}
		if len(lines) == 0 {
			continue
		}
		day := ""
		if p := a.Document.Published; p != nil {
			day = p.Start
		}
		out.WriteString("@ " + cmp.Or(day, "2021-06-15") + " " + cmp.Or(a.Document.Genre, "news") + "\n" + strings.Join(lines, "\n") + "\n")
	}
	return out.String()
}

// caseOf is the case of a sentence; "" where it has no event or one that nobody judged.
func caseOf(a *entente.Analysis, s *entente.Sentence, by map[string]*Held) string {
	var told []string
	found := false
	for i := range a.Events {
		e := &a.Events[i]
		if len(e.Trigger) == 0 || !s.Overlaps(e.Trigger[0]) {
			continue
		}
		h := by[e.ID]
		if h == nil {
			return ""
		}
		found = true
		if !h.Rejected {
			told = append(told, written(&h.Row))
		}
	}
	if !found {
		return ""
	}
	text := strings.Join(strings.Fields(s.In(a.Document.Text)), " ")
	if strings.Contains(text, " => ") || strings.Contains(text, " | ") {
		return ""
	}
	if len(told) == 0 {
		told = []string{"none"}
	}
	return text + " => " + strings.Join(told, "; ")
}

func written(r *entente.Row) string {
	e := r.Event
	who := func(ids []string) string {
		var out []string
		for _, id := range ids {
			p := r.Party(id)
			acts := p.Of // what tells one party from another is the state or body that it acts for
			if p.Kind == "state" || p.Kind == "organisation" {
				acts = ""
			}
			out = append(out, cmp.Or(acts, p.Code, p.Of, "?"))
		}
		slices.Sort(out)
		return cmp.Or(strings.Join(out, "+"), "-")
	}
	words := []string{who(e.Actors)}
	if e.Type != "" {
		words = append(words, strings.TrimSuffix(e.Type+"/"+e.Mode, "/"))
	}
	words = append(words, e.Kind)
	if len(e.Recipients) > 0 {
		words = append(words, ">", who(e.Recipients))
	}
	words = append(words, e.Status)
	if e.Date != nil && e.Date.Basis != "published" {
		words = append(words, e.Date.EDTF)
	}
	return strings.Join(words, " ")
}
