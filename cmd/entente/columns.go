package main

import (
	"strconv"
	"strings"

	"entente"
	"entente/internal/prose"
)

// A cell is one value of a row: a string, a list, or a number as JSON writes it.
type cell struct {
	text   string
	list   []string
	number bool
}

func text(s string) cell      { return cell{text: s} }
func many(s []string) cell    { return cell{list: s} }
func number(n int) cell       { return cell{text: strconv.Itoa(n), number: true} }
func decimal(f float64) cell  { return cell{text: strconv.FormatFloat(f, 'f', -1, 64), number: true} }
func (c cell) String() string { return c.text + strings.Join(c.list, "; ") }
func (c cell) empty() bool    { return c.text == "" && len(c.list) == 0 }

// A column is a field of a listing, the same in CSV and JSON Lines. A column with a width stands in the table on a
// terminal; the one of width flexible takes what is left.
type column[T any] struct {
	name  string
	width int
	get   func(T) cell
	short func(T) string // what the table shows, where that differs
}

const flexible = -1

var (
	rowID       = column[*entente.Row]{"id", 10, func(r *entente.Row) cell { return text(r.ID()) }, func(r *entente.Row) string { return shortID(r.ID()) }}
	rowDocument = column[*entente.Row]{name: "document", get: func(r *entente.Row) cell { return text(r.Document.ID) }}
	rowSource   = column[*entente.Row]{name: "source", get: func(r *entente.Row) cell { return text(r.Document.Source) }}
	rowQuote    = column[*entente.Row]{"quote", flexible, func(r *entente.Row) cell { return text(r.Quote) }, nil}
	rowShown    = column[*entente.Row]{"published", 0, func(r *entente.Row) cell { return text(edtf(r.Document.Published)) }, nil}
	rowHouse    = column[*entente.Row]{"publisher", 0, func(r *entente.Row) cell { return text(r.Document.Publisher) }, nil}
	rowSayer    = column[*entente.Row]{"asserted_by", 0, func(r *entente.Row) cell { return text(named(r, r.Speaker())) }, nil}
)

var eventColumns = []column[*entente.Row]{
	rowID,
	{"date", 11, func(r *entente.Row) cell { return text(edtf(r.Event.Date)) }, func(r *entente.Row) string { return shortDate(r.Event.Date) }},
	{name: "start", get: func(r *entente.Row) cell { return text(side(r.Event.Date, true)) }},
	{name: "end", get: func(r *entente.Row) cell { return text(side(r.Event.Date, false)) }},
	{name: "date_precision", get: func(r *entente.Row) cell { return text(precision(r.Event.Date)) }},
	{name: "date_basis", get: func(r *entente.Row) cell { return text(basis(r.Event.Date)) }},
	{"status", 8, func(r *entente.Row) cell { return text(r.Event.Status) }, func(r *entente.Row) string { return strings.Replace(r.Event.Status, "hypothetical", "possible", 1) }},
	{"who", 18, nil, func(r *entente.Row) string { return arrow(r) }},
	{"kind", 16, func(r *entente.Row) cell { return text(r.Event.Kind) }, nil},
	{name: "actors", get: func(r *entente.Row) cell { return many(codes(r, r.Event.Actors)) }},
	{name: "recipients", get: func(r *entente.Row) cell { return many(codes(r, r.Event.Recipients)) }},
	{name: "type", get: func(r *entente.Row) cell { return text(r.Event.Type) }},
	{name: "mode", get: func(r *entente.Row) cell { return text(r.Event.Mode) }},
	{name: "contexts", get: func(r *entente.Row) cell { return many(r.Event.Contexts) }},
	{name: "historical", get: func(r *entente.Row) cell { return yes(r.Event.Historical) }},
	{name: "actor_names", get: func(r *entente.Row) cell { return many(names(r, r.Event.Actors)) }},
	{name: "recipient_names", get: func(r *entente.Row) cell { return many(names(r, r.Event.Recipients)) }},
	{name: "place", get: func(r *entente.Row) cell { return place(r, func(p *entente.Place) cell { return text(p.Name) }) }},
	{name: "country", get: func(r *entente.Row) cell { return place(r, func(p *entente.Place) cell { return text(p.Country) }) }},
	{name: "lat", get: func(r *entente.Row) cell { return place(r, func(p *entente.Place) cell { return decimal(p.Lat) }) }},
	{name: "lon", get: func(r *entente.Row) cell { return place(r, func(p *entente.Place) cell { return decimal(p.Lon) }) }},
	rowSayer,
	{name: "quad", get: func(r *entente.Row) cell {
		if r.Event.Quad == 0 {
			return cell{}
		}
		return number(r.Event.Quad)
	}},
	{name: "score", get: func(r *entente.Row) cell {
		if r.Event.Score == nil {
			return cell{}
		}
		return decimal(*r.Event.Score)
	}},
	{name: "cameo", get: func(r *entente.Row) cell { return text(r.Event.CAMEO) }},
	{name: "rule", get: func(r *entente.Row) cell { return text(r.Event.Rule) }},
	{name: "confidence", get: func(r *entente.Row) cell { return decimal(r.Event.Confidence) }},
	rowDocument, rowSource, rowHouse, rowShown, rowQuote,
}

var statementColumns = []column[*entente.Row]{
	rowID,
	{"date", 11, func(r *entente.Row) cell { return text(edtf(r.When())) }, func(r *entente.Row) string { return shortDate(r.When()) }},
	{"speaker", 20, func(r *entente.Row) cell { return text(r.Party(r.Statement.Speaker).Code) }, func(r *entente.Row) string { return sayer(r) }},
	{name: "speaker_name", get: func(r *entente.Row) cell { return text(r.Party(r.Statement.Speaker).Name) }},
	{name: "speaker_of", get: func(r *entente.Row) cell { return text(r.Party(r.Statement.Speaker).Of) }},
	{name: "role", get: func(r *entente.Row) cell { return text(r.Statement.Role) }},
	{"mode", 8, func(r *entente.Row) cell { return text(r.Statement.Mode) }, nil},
	{"about", 9, func(r *entente.Row) cell { return many(codes(r, r.Statement.About)) }, func(r *entente.Row) string { return short(r, r.Statement.About) }},
	{name: "topics", get: func(r *entente.Row) cell { return many(r.Statement.Topics) }},
	{name: "stance", get: func(r *entente.Row) cell { return many(stances(r.Statement.Stance)) }},
	{name: "to", get: func(r *entente.Row) cell { return many(names(r, r.Statement.To)) }},
	{name: "reported_by", get: func(r *entente.Row) cell { return many(names(r, r.Statement.ReportedBy)) }},
	{name: "confidence", get: func(r *entente.Row) cell { return decimal(r.Statement.Confidence) }},
	rowDocument, rowSource, rowHouse, rowShown, rowQuote,
}

var figureColumns = []column[*entente.Row]{
	rowID,
	{"measure", 12, func(r *entente.Row) cell { return text(r.Figure.Measure) }, nil},
	{name: "op", get: func(r *entente.Row) cell { return text(r.Figure.Op) }},
	{"value", 14, func(r *entente.Row) cell { return text(r.Figure.Value) }, func(r *entente.Row) string { return prose.Amount(r.Figure) }},
	{name: "low", get: func(r *entente.Row) cell { return text(r.Figure.Low) }},
	{name: "high", get: func(r *entente.Row) cell { return text(r.Figure.High) }},
	{name: "unit", get: func(r *entente.Row) cell { return text(r.Figure.Unit) }},
	{name: "per", get: func(r *entente.Row) cell { return text(r.Figure.Per) }},
	{"form", 5, func(r *entente.Row) cell { return text(r.Figure.Form) }, nil},
	{name: "of", get: func(r *entente.Row) cell { return text(r.Figure.Of) }},
	{"parties", 9, func(r *entente.Row) cell { return many(r.Figure.Parties) }, func(r *entente.Row) string { return strings.Join(r.Figure.Parties, ",") }},
	{name: "from", get: func(r *entente.Row) cell { return text(r.Figure.From) }},
	{name: "to", get: func(r *entente.Row) cell { return text(r.Figure.To) }},
	{"period", 11, func(r *entente.Row) cell { return text(edtf(r.Figure.Period)) }, func(r *entente.Row) string { return shortDate(r.Figure.Period) }},
	{name: "base", get: func(r *entente.Row) cell { return text(edtf(r.Figure.Base)) }},
	{"modality", 8, func(r *entente.Row) cell { return text(r.Figure.Modality) }, nil},
	{name: "flags", get: func(r *entente.Row) cell { return many(r.Figure.Flags) }},
	rowSayer,
	{name: "confidence", get: func(r *entente.Row) cell { return decimal(r.Figure.Confidence) }},
	rowDocument, rowSource, rowHouse, rowShown, rowQuote,
}

var tieColumns = []column[*entente.Row]{
	rowID,
	{"kind", 11, func(r *entente.Row) cell { return text(r.Tie.Kind) }, nil},
	{"parties", 11, func(r *entente.Row) cell { return many(r.Tie.Parties) }, func(r *entente.Row) string { return strings.Join(r.Tie.Parties, ",") }},
	{name: "role", get: func(r *entente.Row) cell { return text(r.Tie.Role) }},
	{"name", 28, func(r *entente.Row) cell { return text(r.Tie.Name) }, func(r *entente.Row) string { return tieName(r.Tie) }},
	{"from", 10, func(r *entente.Row) cell { return text(edtf(r.Tie.From)) }, func(r *entente.Row) string { return shortDate(r.Tie.From) }},
	{name: "until", get: func(r *entente.Row) cell { return text(edtf(r.Tie.Until)) }},
	{"status", 8, func(r *entente.Row) cell { return text(r.Tie.Status) }, nil},
	rowSayer,
	{name: "rule", get: func(r *entente.Row) cell { return text(r.Tie.Rule) }},
	{name: "confidence", get: func(r *entente.Row) cell { return decimal(r.Tie.Confidence) }},
	rowDocument, rowSource, rowHouse, rowShown, rowQuote,
}

var documentColumns = []column[*entente.Brief]{
	{"id", 10, func(b *entente.Brief) cell { return text(b.ID) }, func(b *entente.Brief) string { return shortID(b.ID) }},
	{"published", 11, func(b *entente.Brief) cell { return text(edtf(b.Published)) }, func(b *entente.Brief) string { return shortDate(b.Published) }},
	{name: "published_basis", get: func(b *entente.Brief) cell { return text(basis(b.Published)) }},
	{"genre", 9, func(b *entente.Brief) cell { return text(b.Genre) }, nil},
	{"publisher", 16, func(b *entente.Brief) cell { return text(b.Publisher) }, nil},
	{name: "republisher", get: func(b *entente.Brief) cell { return text(b.Republisher) }},
	{"title", flexible, func(b *entente.Brief) cell { return text(b.Title) }, func(b *entente.Brief) string { return first(b.Title, b.Source) }},
	{name: "authors", get: func(b *entente.Brief) cell { return many(b.Authors) }},
	{name: "language", get: func(b *entente.Brief) cell { return text(b.Language) }},
	{name: "source", get: func(b *entente.Brief) cell { return text(b.Source) }},
	{name: "url", get: func(b *entente.Brief) cell { return text(b.URL) }},
	{name: "raw", get: func(b *entente.Brief) cell { return text(b.Raw) }},
	{"evts", 4, nil, func(b *entente.Brief) string { return strconv.Itoa(b.Events) }},
	{"said", 4, nil, func(b *entente.Brief) string { return strconv.Itoa(b.Statements) }},
	{"figs", 4, nil, func(b *entente.Brief) string { return strconv.Itoa(b.Figures) }},
	{name: "events", get: func(b *entente.Brief) cell { return number(b.Events) }},
	{name: "statements", get: func(b *entente.Brief) cell { return number(b.Statements) }},
	{name: "figures", get: func(b *entente.Brief) cell { return number(b.Figures) }},
	{name: "ties", get: func(b *entente.Brief) cell { return number(b.Ties) }},
	{name: "failures", get: func(b *entente.Brief) cell { return number(b.Failures) }},
}

var failureColumns = []column[*entente.Failed]{
	{"source", 30, func(f *entente.Failed) cell { return text(f.Source) }, nil},
	{"stage", 10, func(f *entente.Failed) cell { return text(f.Stage) }, nil},
	{"kind", 10, func(f *entente.Failed) cell { return text(f.Kind) }, nil},
	{"error", flexible, func(f *entente.Failed) cell { return text(f.Error) }, nil},
	{name: "document", get: func(f *entente.Failed) cell { return text(f.Document) }},
}

var unknownColumns = []column[*entente.Unknown]{
	{"count", 5, func(u *entente.Unknown) cell { return number(u.Count) }, nil},
	{"documents", 9, func(u *entente.Unknown) cell { return number(u.Documents) }, nil},
	{"kind", 12, func(u *entente.Unknown) cell { return text(u.Kind) }, nil},
	{"name", 28, func(u *entente.Unknown) cell { return text(u.Name) }, nil},
	{"example", flexible, func(u *entente.Unknown) cell { return text(u.Example) }, nil},
	{name: "document", get: func(u *entente.Unknown) cell { return text(u.Document) }},
}
