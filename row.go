package entente

import (
	"slices"
	"strings"
)

// A Row is an event, statement, figure or tie taken out of its record with what is needed to understand it alone. Its
// spans stay spans of the document's text, in bytes.
type Row struct {
	Document  Brief             `json:"document"`
	Event     *Event            `json:"event,omitempty"` // exactly one of the four is set
	Statement *Statement        `json:"statement,omitempty"`
	Figure    *Figure           `json:"figure,omitempty"`
	Tie       *Tie              `json:"tie,omitempty"`
	Parties   map[string]*Party `json:"parties,omitempty"`   // by mention id, those that the row names
	Quote     string            `json:"quote"`               // the text of its evidence or content
	Passage   Span              `json:"passage"`             // where the quote lies, from its first to its last byte
	Order     int               `json:"order"`               // place among the rows of its sort in the record
	Corrected []string          `json:"corrected,omitempty"` // ids of the corrections of fields that it shows
}

// A Party is what a row knows of an actor.
type Party struct {
	Code string `json:"code,omitempty"` // "" for the unknown
	Of   string `json:"of,omitempty"`   // the state or body it acts for
	Name string `json:"name,omitempty"` // as the tables or, failing that, the text name it
	Role string `json:"role,omitempty"`
	Kind string `json:"kind,omitempty"`
}

// A Side is a part taken in a row: who, and on which side (actor recipient speaker to about party asserts).
type Side struct {
	Side string
	Party
}

// Sort is event, statement, figure or tie.
func (r *Row) Sort() string {
	switch {
	case r.Event != nil:
		return "event"
	case r.Statement != nil:
		return "statement"
	case r.Figure != nil:
		return "figure"
	default:
		return "tie"
	}
}

// ID is the id of the row.
func (r *Row) ID() string {
	switch {
	case r.Event != nil:
		return r.Event.ID
	case r.Statement != nil:
		return r.Statement.ID
	case r.Figure != nil:
		return r.Figure.ID
	case r.Tie != nil:
		return r.Tie.ID
	}
	return ""
}

// Party gives what is known of a mention, or of a code where the id is none.
func (r *Row) Party(id string) Party {
	if p := r.Parties[id]; p != nil {
		return *p
	}
	return Party{Code: id}
}

// When is the date a row belongs to: its own, for statements and figures without one that of the document.
func (r *Row) When() *Date {
	switch {
	case r.Event != nil:
		return r.Event.Date
	case r.Statement != nil && r.Statement.Date != nil:
		return r.Statement.Date
	case r.Figure != nil && r.Figure.Period != nil:
		return r.Figure.Period
	case r.Tie != nil && r.Tie.From != nil:
		return r.Tie.From
	}
	return r.Document.Published
}

// Status is the status of an event or tie, the modality of a figure, "" for a statement.
func (r *Row) Status() string {
	switch {
	case r.Event != nil:
		return r.Event.Status
	case r.Figure != nil:
		return r.Figure.Modality
	case r.Tie != nil:
		return r.Tie.Status
	}
	return ""
}

// Classes are the words by which a row can be chosen: kind and type of an event, kind of a tie, measure of a figure, mode
// of a statement.
func (r *Row) Classes() []string {
	switch {
	case r.Event != nil:
		return []string{r.Event.Kind, r.Event.Type}
	case r.Statement != nil:
		return []string{r.Statement.Mode, ""}
	case r.Figure != nil:
		return []string{r.Figure.Measure, r.Figure.Form}
	default:
		return []string{r.Tie.Kind, r.Tie.Role}
	}
}

// Speaker is the mention id of who says it: the speaker of a statement, who asserts the rest; "" for the author.
func (r *Row) Speaker() string {
	switch {
	case r.Event != nil:
		return r.Event.AssertedBy
	case r.Statement != nil:
		return r.Statement.Speaker
	case r.Figure != nil:
		return r.Figure.AssertedBy
	default:
		return r.Tie.AssertedBy
	}
}

// Sides lists who takes part in the row, each with its side, in the order of the record.
func (r *Row) Sides() []Side {
	var out []Side
	add := func(side string, ids ...string) {
		for _, id := range ids {
			if id != "" {
				out = append(out, Side{side, r.Party(id)})
			}
		}
	}
	switch {
	case r.Event != nil:
		add("actor", r.Event.Actors...)
		add("recipient", r.Event.Recipients...)
	case r.Statement != nil:
		add("speaker", r.Statement.Speaker)
		add("to", r.Statement.To...)
		add("about", r.Statement.About...)
		return out
	case r.Figure != nil:
		add("party", r.Figure.Parties...)
		add("party", r.Figure.From, r.Figure.To)
	case r.Tie != nil:
		add("party", r.Tie.Parties...)
	}
	add("asserts", r.Speaker())
	return out
}

// Rows takes the rows out of a record, in its order: events, statements, figures, ties. Their numbers are rounded as the record has
// them, so that the rows of an analysis and those of its record are the same.
func Rows(a *Analysis) []Row {
	v := view{a: a, brief: BriefOf(a), mentions: map[string]*Mention{}}
	for i := range a.Mentions {
		v.mentions[a.Mentions[i].ID] = &a.Mentions[i]
	}
	var out []Row
	for i := range a.Events {
		e := a.Events[i]
		e.round()
		e.Actors, e.Recipients, e.Trigger = list(e.Actors), list(e.Recipients), list(e.Trigger)
		ids := slices.Concat(e.Actors, e.Recipients, e.ReportedBy, []string{e.AssertedBy})
		out = append(out, v.row(Row{Event: &e, Order: i}, ids, e.Evidence))
	}
	for i := range a.Statements {
		s := a.Statements[i]
		s.Confidence, s.Content = to(s.Confidence, 100), list(s.Content)
		ids := slices.Concat(s.To, s.ReportedBy, []string{s.Speaker})
		out = append(out, v.row(Row{Statement: &s, Order: i}, ids, s.Content...))
	}
	for i := range a.Figures {
		f := a.Figures[i]
		f.Confidence = to(f.Confidence, 100)
		ids := slices.Concat(f.ReportedBy, []string{f.AssertedBy})
		out = append(out, v.row(Row{Figure: &f, Order: i}, ids, f.Evidence))
	}
	for i := range a.Ties {
		t := a.Ties[i]
		t.Confidence, t.Parties = to(t.Confidence, 100), list(t.Parties)
		out = append(out, v.row(Row{Tie: &t, Order: i}, []string{t.AssertedBy}, t.Evidence))
	}
	return out
}

// A view holds what the rows of one record share.
type view struct {
	a        *Analysis
	brief    Brief
	mentions map[string]*Mention
}

func (v *view) row(r Row, ids []string, quote ...Span) Row {
	r.Document, r.Parties = v.brief, map[string]*Party{}
	for _, id := range ids {
		if m := v.mentions[id]; m != nil {
			r.Parties[id] = v.party(m)
		}
	}
	var words []string
	for i, s := range quote {
		if i == 0 {
			r.Passage = s
		}
		r.Passage = r.Passage.Cover(s)
		words = append(words, s.In(v.a.Document.Text))
	}
	r.Quote = strings.Join(words, " … ")
	return r
}

func (v *view) party(m *Mention) *Party {
	p := &Party{Code: m.Actor, Of: m.Of, Name: m.Name, Role: m.Role, Kind: m.Kind}
	if p.Name == "" {
		p.Name = m.Span().In(v.a.Document.Text)
	}
	return p
}

// BriefOf is what lists say of the document of a record.
func BriefOf(a *Analysis) Brief {
	d := &a.Document
	return Brief{
		ID: d.ID, Source: d.Source, Raw: d.Raw, Title: d.Title, Authors: d.Authors, Publisher: d.Publisher, Republisher: d.Republisher,
		URL: d.URL, Published: d.Published, Language: d.Language, Genre: d.Genre,
		Events: len(a.Events), Statements: len(a.Statements), Figures: len(a.Figures), Ties: len(a.Ties), Failures: len(a.Failures),
	}
}
