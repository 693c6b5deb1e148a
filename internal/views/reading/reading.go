// Package reading lays a document of a desk out beside its source: the text in parts with what was found in it, the source with what was
// left out, a passage with the sentences around it; and reads pages that somebody shows.
package reading

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
	"entente/internal/views"
)

// A Reading is a document beside its source: the text in parts with what was found in it, the source with what was left out.
type Reading struct {
	views.Document
	Hash     string            `json:"hash" doc:"SHA-256 of the source bytes"`
	Day      string            `json:"day,omitempty" doc:"publication date in words"`
	Parts    []Part            `json:"parts"`
	Raw      []Stretch         `json:"raw" doc:"the decoded source, in stretches that were kept or left out"`
	Rows     []views.Row       `json:"rows"`
	Failed   []entente.Failure `json:"failed"`
	Outdated bool              `json:"outdated,omitempty" doc:"the source reads otherwise today: the raw side may not match"`

	text string // of its record
}

// A Part is a part of the text with its speaker and the rows that begin in it.
type Part struct {
	Kind     string      `json:"kind"`
	Speaker  string      `json:"speaker,omitempty" doc:"in the margin, where it changes"`
	Segments []Segment   `json:"segments"`
	Rows     []views.Row `json:"rows" doc:"those that begin here"`
	Same     bool        `json:"-"` // the title again
}

// A Segment is a stretch of text over which the same marks lie.
type Segment struct {
	Text    string   `json:"text"`
	Marks   []string `json:"marks,omitempty" doc:"event, statement, figure, tie, actor, date or place"`
	Rows    []string `json:"rows,omitempty" doc:"ids of the rows that rest on it"`
	Anchors []string `json:"anchors,omitempty" doc:"ids of the rows that begin here"`
	About   string   `json:"about,omitempty" doc:"who or what is meant"`
}

// A Stretch is a piece of the source that was carried into the text, or left out with the reason.
type Stretch struct {
	Text   string `json:"text"`
	Reason string `json:"reason,omitempty" doc:"why it was left out; absent for what was kept"`
}

// Of gives a document beside its source.
func Of(ctx context.Context, d *views.Desk, id string) (*Reading, error) {
	return views.Keep(ctx, d, "reading "+id, func() (*Reading, error) {
		x, err := textOf(ctx, d, id)
		if err != nil {
			return nil, err
		}
		page, err := d.Store().Page(ctx, x.ID)
		if err != nil {
			return nil, err
		}
		docs, _ := d.Reader().Documents(page)
		x.Outdated = true
		for i := range docs {
			if docs[i].ID == x.ID || len(docs) == 1 {
				x.Raw, x.Outdated = stretches(&docs[i]), docs[i].Text != x.text
			}
		}
		return x, nil
	})
}

// Text gives a document without its source.
func Text(ctx context.Context, d *views.Desk, id string) (*Reading, error) {
	return views.Keep(ctx, d, "text "+id, func() (*Reading, error) { return textOf(ctx, d, id) })
}

func textOf(ctx context.Context, d *views.Desk, id string) (*Reading, error) {
	a, err := d.Store().Document(ctx, id)
	if err != nil {
		return nil, err
	}
	rows, err := d.Store().Rows(ctx, entente.Filter{Document: []string{a.Document.ID}})
	if err != nil {
		return nil, err
	}
	x := lay(d, a, rows)
	x.text = a.Document.Text
	return x, nil
}

// Screen reads a page and shows what is in it. Nothing of it is kept.
func Screen(ctx context.Context, d *views.Desk, page entente.Page) ([]*Reading, error) {
	docs, failures := d.Reader().Documents(page)
	var out []*Reading
	for i := range docs {
		a, err := d.Reader().Analyze(ctx, docs[i])
		if err != nil {
			return nil, err
		}
		x := lay(d, a, entente.Rows(a))
		x.Raw = stretches(&docs[i])
		out = append(out, x)
	}
	if len(out) == 0 {
		return nil, unread(failures)
	}
	return out, nil
}

// unread says why nothing was read.
func unread(failures []entente.Failure) error {
	why := "no text was found in it"
	if len(failures) > 0 {
		why = failures[0].Error
	}
	return fmt.Errorf("%s: %w", why, entente.ErrUnsupported)
}

// Take reads a page and keeps it.
func Take(ctx context.Context, d *views.Desk, page entente.Page, at string) ([]string, error) {
	docs, failures := d.Reader().Documents(page)
	r := entente.Reading{Page: page, Versions: d.Reader().Versions(), At: at}
	var ids []string
	for i := range docs {
		a, err := d.Reader().Analyze(ctx, docs[i])
		if err != nil {
			return nil, err
		}
		r.Analyses = append(r.Analyses, a)
		ids = append(ids, a.Document.ID)
	}
	if len(docs) == 0 {
		return nil, unread(failures)
	}
	return ids, d.Store().Put(ctx, r)
}

// A mark lies over a span of the text.
type mark struct {
	entente.Span
	kind, row, about string
}

// lay lays a record out.
func lay(d *views.Desk, a *entente.Analysis, rows []entente.Row) *Reading {
	b := entente.BriefOf(a)
	x := &Reading{Document: views.DocumentOf(&b), Hash: b.Raw, Day: prose.Date(b.Published), Parts: []Part{}, Raw: []Stretch{}, Rows: []views.Row{}, Failed: append([]entente.Failure{}, a.Failures...)}
	marks := marksOf(d, a, rows)
	starts := map[string]int{}
	for i := range rows {
		starts[rows[i].ID()] = rows[i].Passage.Start
		x.Rows = append(x.Rows, d.RowOf(&rows[i]))
	}
	parts := a.Document.Parts
	if len(parts) == 0 && a.Document.Text != "" {
		parts = []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(a.Document.Text)}}}
	}
	last := ""
	for _, p := range parts {
		part := Part{Kind: p.Kind, Segments: segments(a.Document.Text, p.Span, marks), Rows: []views.Row{}, Same: p.Kind == "title" && strings.TrimSpace(p.In(a.Document.Text)) == strings.TrimSpace(x.Title)}
		if s := speaks(d, a, p); s != last {
			part.Speaker, last = s, s
		}
		for _, r := range x.Rows {
			if at := starts[r.ID]; p.Start <= at && at < p.End {
				part.Rows = append(part.Rows, r)
			}
		}
		x.Parts = append(x.Parts, part)
	}
	return x
}

// speaks names the speaker of a part: of its turn, or of its first sentence.
func speaks(d *views.Desk, a *entente.Analysis, p entente.Part) string {
	id := p.Speaker
	if id == "" {
		if i := a.SentenceAt(p.Start); i >= 0 {
			id = a.Sentences[i].Speaker
		}
	}
	if id == "" {
		return ""
	}
	m, ok := a.Mention(id)
	if !ok {
		return ""
	}
	return d.Words().Person(entente.Party{Code: m.Actor, Of: m.Of, Name: cmp.Or(m.Name, m.Span().In(a.Document.Text)), Role: m.Role, Kind: m.Kind})
}

// marksOf are the spans of what was found. Where a row names several, all of them bear it.
func marksOf(d *views.Desk, a *entente.Analysis, rows []entente.Row) []mark {
	var out []mark
	for _, m := range a.Mentions {
		about := m.Name
		if m.Actor != "" {
			about = d.Name(m.Actor)
		}
		if m.Role != "" {
			about += ", " + m.Role
		}
		out = append(out, mark{m.Span(), "actor", "", about})
	}
	for i := range rows {
		r := &rows[i]
		id := r.ID()
		switch {
		case r.Event != nil:
			for _, s := range r.Event.Trigger {
				out = append(out, mark{s, "event", id, ""})
			}
			if x := r.Event.Date; x != nil && x.Span != nil {
				out = append(out, mark{*x.Span, "date", "", prose.Date(x)})
			}
			if x := r.Event.Place; x != nil && x.Span != nil {
				out = append(out, mark{*x.Span, "place", "", x.Name})
			}
		case r.Statement != nil:
			for _, s := range r.Statement.Content {
				out = append(out, mark{s, "statement", id, ""})
			}
		case r.Figure != nil:
			out = append(out, mark{r.Figure.Span, "figure", id, ""})
		default:
			out = append(out, mark{r.Tie.Evidence, "tie", id, ""})
		}
		if len(out) == 0 || out[len(out)-1].row != id {
			out = append(out, mark{Span: entente.Span{Start: r.Passage.Start, End: r.Passage.Start}, row: id})
		}
	}
	return slices.DeleteFunc(out, func(m mark) bool { return m.Empty() && m.row == "" })
}

// segments cuts a part wherever a mark begins or ends.
func segments(text string, part entente.Span, marks []mark) []Segment {
	cuts := []int{part.Start, part.End}
	var here []mark
	for _, m := range marks {
		if m.Overlaps(part) {
			here = append(here, m)
			cuts = append(cuts, max(m.Start, part.Start), min(m.End, part.End))
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	out := []Segment{}
	anchored := map[string]bool{}
	for i := 0; i+1 < len(cuts); i++ {
		s := Segment{Text: text[cuts[i]:cuts[i+1]]}
		for _, m := range here {
			if m.Start > cuts[i] || m.End < cuts[i+1] {
				continue
			}
			if !slices.Contains(s.Marks, m.kind) {
				s.Marks = append(s.Marks, m.kind)
			}
			if m.row != "" && !slices.Contains(s.Rows, m.row) {
				s.Rows = append(s.Rows, m.row)
				if m.Start >= part.Start && !anchored[m.row] {
					anchored[m.row] = true
					s.Anchors = append(s.Anchors, m.row)
				}
			}
			s.About = cmp.Or(s.About, m.about)
		}
		slices.Sort(s.Marks)
		out = append(out, s)
	}
	return out
}

// mostRaw bounds the source that a page shows, in bytes.
const mostRaw = 1 << 20

// stretches cuts the decoded source into what was kept and what was left out.
func stretches(x *entente.Document) []Stretch {
	source := x.Decoded
	if len(source) > mostRaw {
		source = source[:mostRaw]
	}
	drops := slices.Clone(x.Dropped)
	slices.SortFunc(drops, func(a, b entente.Drop) int { return cmp.Compare(a.Start, b.Start) })
	out := []Stretch{}
	at := 0
	for _, p := range drops {
		from, to := max(at, p.Start), min(p.End, len(source))
		if from >= to {
			continue
		}
		if at < from {
			out = append(out, Stretch{Text: source[at:from]})
		}
		out = append(out, Stretch{Text: source[from:to], Reason: p.Reason})
		at = to
	}
	if at < len(source) {
		out = append(out, Stretch{Text: source[at:]})
	}
	for i := range out {
		out[i].Text = strings.ToValidUTF8(out[i].Text, "\ufffd")
	}
	return out
}

// Around is the part of the text in which a row lies, with its marks.
func Around(d *views.Desk, a *entente.Analysis, m entente.Row) []Segment {
	span := m.Passage
	for _, p := range a.Document.Parts {
		if p.Overlaps(m.Passage) {
			span = span.Cover(p.Span)
		}
	}
	if len(a.Document.Parts) == 0 || span.End-span.Start > 6000 {
		span = entente.Span{Start: max(0, m.Passage.Start-600), End: min(len(a.Document.Text), m.Passage.End+600)}
		for span.Start > 0 && a.Document.Text[span.Start]&0xC0 == 0x80 {
			span.Start--
		}
		for span.End < len(a.Document.Text) && a.Document.Text[span.End]&0xC0 == 0x80 {
			span.End++
		}
	}
	marks := append(marksOf(d, a, []entente.Row{m}), mark{m.Passage, "here", m.ID(), ""})
	return segments(a.Document.Text, span, marks)
}

// Weight is roughly how many rows with their passages it has; half a kilobyte of the source counts as one.
func (x *Reading) Weight() int {
	n := 1 + 2*len(x.Rows)
	for i := range x.Raw {
		n += len(x.Raw[i].Text) >> 9
	}
	return n
}
