package export

import (
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"entente"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

// The tables of the codebook. The `about` of a field is what the codebook says of it.
type eventRow struct {
	ID         string  `parquet:"id" about:"id of the event; stays the same when a newer version reads the same words"`
	Date       string  `parquet:"date" about:"EDTF"`
	Start      string  `parquet:"start" about:"first day, ISO 8601"`
	End        string  `parquet:"end" about:"last day, ISO 8601"`
	Precision  string  `parquet:"precision" about:"precision of the endpoints"`
	Basis      string  `parquet:"basis" about:"how the date was found: text, relative, context, published, inferred"`
	Type       string  `parquet:"type" about:"PLOVER type; empty where PLOVER has none"`
	Mode       string  `parquet:"mode" about:"PLOVER mode"`
	Kind       string  `parquet:"kind" about:"finer kind (entente ontology)"`
	Contexts   string  `parquet:"contexts" about:"PLOVER contexts, joined by ;"`
	Status     string  `parquet:"status" about:"happened, ongoing, planned, hypothetical, denied"`
	Historical bool    `parquet:"historical" about:"long before the document"`
	Quad       int64   `parquet:"quad" about:"1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 for none"`
	Score      string  `parquet:"score" about:"PLOVER score; empty where there is none"`
	CAMEO      string  `parquet:"cameo" about:"CAMEO code, a string"`
	Actors     string  `parquet:"actors" about:"actor codes, joined by ;"`
	ActorNames string  `parquet:"actor_names" about:"names of the actors, joined by ;"`
	ActorState string  `parquet:"actor_states" about:"states that the actors are or act for (ISO 3166-1 alpha-3)"`
	Recipients string  `parquet:"recipients" about:"codes of the recipients"`
	RecipNames string  `parquet:"recipient_names" about:"names of the recipients"`
	RecipState string  `parquet:"recipient_states" about:"states that the recipients are or act for"`
	Place      string  `parquet:"place" about:"where"`
	Country    string  `parquet:"country" about:"country of the place"`
	AssertedBy string  `parquet:"asserted_by" about:"who says so; empty for the document itself"`
	Confidence float64 `parquet:"confidence" about:"estimated probability that the row is right"`
	Quote      string  `parquet:"quote" about:"the words it was read from"`
	Document   string  `parquet:"document" about:"id of the document"`
	Title      string  `parquet:"title" about:"title of the document"`
	Publisher  string  `parquet:"publisher" about:"publisher"`
	Published  string  `parquet:"published" about:"date of publication, EDTF"`
	Source     string  `parquet:"source" about:"address, or path as given"`
}

type statementRow struct {
	ID         string  `parquet:"id" about:"id of the statement"`
	Speaker    string  `parquet:"speaker" about:"code of the speaker; empty for the unknown and the author"`
	Name       string  `parquet:"name" about:"name of the speaker"`
	Of         string  `parquet:"of" about:"the state or body the speaker acts for"`
	Role       string  `parquet:"role" about:"role on the day"`
	Mode       string  `parquet:"mode" about:"direct, indirect, mixed, free-indirect, answer, question, told, author"`
	About      string  `parquet:"about" about:"states and organisations it is about"`
	Topics     string  `parquet:"topics" about:"PLOVER contexts"`
	Stance     string  `parquet:"stance" about:"code:value, joined by ;"`
	Confidence float64 `parquet:"confidence" about:"estimated probability that the row is right"`
	Quote      string  `parquet:"quote" about:"what was said"`
	Document   string  `parquet:"document" about:"id of the document"`
	Title      string  `parquet:"title" about:"title of the document"`
	Published  string  `parquet:"published" about:"date of publication, EDTF"`
	Source     string  `parquet:"source" about:"address, or path as given"`
}

type figureRow struct {
	ID         string  `parquet:"id" about:"id of the figure"`
	Measure    string  `parquet:"measure" about:"what is measured"`
	Form       string  `parquet:"form" about:"level, multiple, change, share, rank, duration"`
	Op         string  `parquet:"op" about:"= < > <= >= ~ (about) <~ (nearly)"`
	Value      string  `parquet:"value" about:"decimal, a string"`
	Low        string  `parquet:"low" about:"lower bound"`
	High       string  `parquet:"high" about:"upper bound"`
	Unit       string  `parquet:"unit" about:"ISO 4217, UCUM or {thing}"`
	Per        string  `parquet:"per" about:"per what"`
	Parties    string  `parquet:"parties" about:"actor codes, joined by ;"`
	From       string  `parquet:"from" about:"direction: from"`
	To         string  `parquet:"to" about:"direction: to"`
	Period     string  `parquet:"period" about:"EDTF"`
	Base       string  `parquet:"base" about:"base period, EDTF"`
	Modality   string  `parquet:"modality" about:"actual, target, planned, forecast, estimate, demand, hypothetical, denied"`
	AssertedBy string  `parquet:"asserted_by" about:"who says so"`
	Confidence float64 `parquet:"confidence" about:"estimated probability that the row is right"`
	Quote      string  `parquet:"quote" about:"the words it was read from"`
	Document   string  `parquet:"document" about:"id of the document"`
	Published  string  `parquet:"published" about:"date of publication, EDTF"`
	Source     string  `parquet:"source" about:"address, or path as given"`
}

type tieRow struct {
	ID         string  `parquet:"id" about:"id of the tie"`
	Kind       string  `parquet:"kind" about:"membership, partnership, agreement, relations, office"`
	Parties    string  `parquet:"parties" about:"actor codes, joined by ;"`
	Role       string  `parquet:"role" about:"member, observer, partner, chair, founder"`
	Name       string  `parquet:"name" about:"name of the level, body or agreement"`
	From       string  `parquet:"from" about:"EDTF"`
	Until      string  `parquet:"until" about:"EDTF"`
	Status     string  `parquet:"status" about:"sought, planned, negotiated, initialled, signed, ratified, in-force, suspended, refused, ended"`
	AssertedBy string  `parquet:"asserted_by" about:"who says so"`
	Confidence float64 `parquet:"confidence" about:"estimated probability that the row is right"`
	Quote      string  `parquet:"quote" about:"the words it was read from"`
	Document   string  `parquet:"document" about:"id of the document"`
	Published  string  `parquet:"published" about:"date of publication, EDTF"`
	Source     string  `parquet:"source" about:"address, or path as given"`
}

// Tables are the names of the tables in the order of the workbook.
func Tables() []string { return []string{"events", "statements", "figures", "ties"} }

// A Column is a line of the codebook.
type Column struct{ Table, Name, Type, About string }

// Codebook describes every column of every table.
func Codebook() []Column {
	var out []Column
	for _, t := range []struct {
		name string
		row  any
	}{{"events", eventRow{}}, {"statements", statementRow{}}, {"figures", figureRow{}}, {"ties", tieRow{}}} {
		typ := reflect.TypeOf(t.row)
		for i := range typ.NumField() {
			f := typ.Field(i)
			out = append(out, Column{t.name, f.Tag.Get("parquet"), f.Type.String(), f.Tag.Get("about")})
		}
	}
	return out
}

func joined(s []string) string { return strings.Join(s, ";") }

func edtf(d *entente.Date) string {
	if d == nil {
		return ""
	}
	return d.EDTF
}

func codes(s side) (out []string) {
	for _, p := range s.parties {
		if p.Code != "" {
			out = append(out, p.Code)
		}
	}
	return out
}

func asserter(r *entente.Row) string {
	if r.Speaker() == "" {
		return ""
	}
	p := r.Party(r.Speaker())
	return first(p.Code, p.Name)
}

func (d *Data) eventRows() (out []eventRow) {
	for _, r := range d.events() {
		e, a, b := r.Event, sideOf(r, "actor"), sideOf(r, "recipient")
		row := eventRow{ID: e.ID, Type: e.Type, Mode: e.Mode, Kind: e.Kind, Contexts: joined(e.Contexts), Status: e.Status, Historical: e.Historical, Quad: int64(e.Quad), CAMEO: e.CAMEO,
			Actors: joined(codes(a)), ActorNames: joined(a.names()), ActorState: joined(a.states()), Recipients: joined(codes(b)), RecipNames: joined(b.names()), RecipState: joined(b.states()),
			AssertedBy: asserter(r), Confidence: e.Confidence, Quote: r.Quote, Document: r.Document.ID, Title: r.Document.Title, Publisher: r.Document.Publisher,
			Published: edtf(r.Document.Published), Source: address(r.Document)}
		if e.Date != nil {
			row.Date, row.Start, row.End, row.Precision, row.Basis = e.Date.EDTF, e.Date.Start, e.Date.End, e.Date.Precision, e.Date.Basis
		}
		if e.Score != nil {
			row.Score = strconv.FormatFloat(*e.Score, 'f', -1, 64)
		}
		if e.Place != nil {
			row.Place, row.Country = e.Place.Name, e.Place.Country
		}
		out = append(out, row)
	}
	return out
}

func (d *Data) statementRows() (out []statementRow) {
	for i := range d.Rows {
		r := &d.Rows[i]
		s := r.Statement
		if s == nil {
			continue
		}
		p := r.Party(s.Speaker)
		var stance []string
		for _, x := range s.Stance {
			stance = append(stance, x.Toward+":"+x.Value)
		}
		out = append(out, statementRow{ID: s.ID, Speaker: p.Code, Name: p.Name, Of: p.Of, Role: first(s.Role, p.Role), Mode: s.Mode, About: joined(s.About), Topics: joined(s.Topics), Stance: joined(stance),
			Confidence: s.Confidence, Quote: r.Quote, Document: r.Document.ID, Title: r.Document.Title, Published: edtf(r.Document.Published), Source: address(r.Document)})
	}
	return out
}

func (d *Data) figureRows() (out []figureRow) {
	for i := range d.Rows {
		r := &d.Rows[i]
		if f := r.Figure; f != nil {
			out = append(out, figureRow{ID: f.ID, Measure: f.Measure, Form: f.Form, Op: f.Op, Value: f.Value, Low: f.Low, High: f.High, Unit: f.Unit, Per: f.Per, Parties: joined(f.Parties), From: f.From, To: f.To,
				Period: edtf(f.Period), Base: edtf(f.Base), Modality: f.Modality, AssertedBy: asserter(r), Confidence: f.Confidence, Quote: r.Quote, Document: r.Document.ID,
				Published: edtf(r.Document.Published), Source: address(r.Document)})
		}
	}
	return out
}

func (d *Data) tieRows() (out []tieRow) {
	for i := range d.Rows {
		r := &d.Rows[i]
		if t := r.Tie; t != nil {
			out = append(out, tieRow{ID: t.ID, Kind: t.Kind, Parties: joined(t.Parties), Role: t.Role, Name: t.Name, From: edtf(t.From), Until: edtf(t.Until), Status: t.Status, AssertedBy: asserter(r),
				Confidence: t.Confidence, Quote: r.Quote, Document: r.Document.ID, Published: edtf(r.Document.Published), Source: address(r.Document)})
		}
	}
	return out
}

// cells are the header and the lines of a table.
func (d *Data) cells(name string) ([]string, [][]any) {
	switch name {
	case "events":
		return grid(d.eventRows())
	case "statements":
		return grid(d.statementRows())
	case "figures":
		return grid(d.figureRows())
	}
	return grid(d.tieRows())
}

func grid[T any](rows []T) (header []string, lines [][]any) {
	typ := reflect.TypeFor[T]()
	for i := range typ.NumField() {
		header = append(header, typ.Field(i).Tag.Get("parquet"))
	}
	for _, r := range rows {
		v := reflect.ValueOf(r)
		line := make([]any, len(header))
		for i := range line {
			line[i] = v.Field(i).Interface()
		}
		lines = append(lines, line)
	}
	return header, lines
}

func table(name string) func(io.Writer, *Data) error {
	return func(w io.Writer, d *Data) error {
		c := NewCSV(w)
		header, lines := d.cells(name)
		c.Write(header...)
		for _, l := range lines {
			row := make([]string, len(l))
			for i, v := range l {
				row[i] = fmt.Sprint(v)
			}
			c.Write(row...)
		}
		if err := c.Close(); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		return nil
	}
}

func parquetTable(name string) func(io.Writer, *Data) error {
	return func(w io.Writer, d *Data) error {
		switch name {
		case "events":
			return parquet.Write(w, d.eventRows())
		case "statements":
			return parquet.Write(w, d.statementRows())
		case "figures":
			return parquet.Write(w, d.figureRows())
		}
		return parquet.Write(w, d.tieRows())
	}
}

// writeXLSX writes a workbook: a sheet a table and the codebook. Text that begins like a formula stays text.
func writeXLSX(w io.Writer, d *Data) error {
	f := excelize.NewFile()
	defer f.Close()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	put := func(sheet string, header []string, lines [][]any) error {
		if _, err := f.NewSheet(sheet); err != nil {
			return err
		}
		s, err := f.NewStreamWriter(sheet)
		if err != nil {
			return err
		}
		head := make([]any, len(header))
		for i, h := range header {
			head[i] = excelize.Cell{StyleID: bold, Value: h}
		}
		if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
			return err
		}
		if err := s.SetRow("A1", head); err != nil {
			return err
		}
		for i, l := range lines {
			if err := s.SetRow("A"+strconv.Itoa(i+2), l); err != nil {
				return err
			}
		}
		return s.Flush()
	}
	for _, name := range Tables() {
		header, lines := d.cells(name)
		if err := put(name, header, lines); err != nil {
			return fmt.Errorf("write workbook: %w", err)
		}
	}
	_, lines := grid(Codebook())
	if err := put("codebook", []string{"table", "column", "type", "about"}, lines); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return f.Write(w)
}
