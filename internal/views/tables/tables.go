// Package tables gives views as rows and columns, to be written as CSV or Parquet.
package tables

import (
	"context"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"

	"entente"
	"entente/internal/export"
	"entente/internal/views"
	"entente/internal/views/claims"
)

// A Table is a view as rows and columns, to be written as CSV or Parquet.
type Table interface {
	CSV(io.Writer) error
	Parquet(io.Writer) error
}

// rowsOf is a table of rows of one type; its fields name the columns.
type rowsOf[T any] []T

// CSV writes the rows under the names of their columns (RFC 4180).
func (t rowsOf[T]) CSV(w io.Writer) error {
	out := export.NewCSV(w)
	kind := reflect.TypeFor[T]()
	var names []string
	for i := range kind.NumField() {
		names = append(names, kind.Field(i).Tag.Get("parquet"))
	}
	out.Write(names...)
	for i := range t {
		v, cells := reflect.ValueOf(&t[i]).Elem(), make([]string, len(names))
		for k := range cells {
			cells[k] = fmt.Sprint(v.Field(k).Interface())
		}
		out.Write(cells...)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// Parquet writes the rows as one file.
func (t rowsOf[T]) Parquet(w io.Writer) error {
	out := parquet.NewGenericWriter[T](w)
	if _, err := out.Write(t); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

type itemRow struct {
	ID         string `parquet:"id"`
	Date       string `parquet:"date"`
	Start      string `parquet:"start"`
	End        string `parquet:"end"`
	Status     string `parquet:"status"`
	Kind       string `parquet:"kind"`
	Type       string `parquet:"type"`
	Quad       int    `parquet:"quad"`
	Actors     string `parquet:"actors"`
	Recipients string `parquet:"recipients"`
	Place      string `parquet:"place"`
	What       string `parquet:"what"`
	Stories    int    `parquet:"stories"`
	Outcome    string `parquet:"outcome"`
	Conflicts  string `parquet:"conflicts"`
	Events     string `parquet:"events"`
	Quote      string `parquet:"quote"`
	Source     string `parquet:"source"`
}

type claimRow struct {
	Measure  string `parquet:"measure"`
	Verdict  string `parquet:"verdict"`
	ID       string `parquet:"id"`
	Period   string `parquet:"period"`
	Op       string `parquet:"op"`
	Value    string `parquet:"value"`
	Low      string `parquet:"low"`
	High     string `parquet:"high"`
	Unit     string `parquet:"unit"`
	Form     string `parquet:"form"`
	Modality string `parquet:"modality"`
	Who      string `parquet:"who"`
	Quote    string `parquet:"quote"`
	Source   string `parquet:"source"`
}

type partnerRow struct {
	Period     string  `parquet:"period"`
	Partner    string  `parquet:"partner"`
	Name       string  `parquet:"name"`
	Weight     float64 `parquet:"weight"`
	Low        float64 `parquet:"low"`
	High       float64 `parquet:"high"`
	Visits     int     `parquet:"visits"`
	Agreements int     `parquet:"agreements"`
	Warm       int     `parquet:"warm"`
	Critical   int     `parquet:"critical"`
	Items      string  `parquet:"items"`
}

type noteRow struct {
	Section  string `parquet:"section"`
	Label    string `parquet:"label"`
	Text     string `parquet:"text"`
	Rows     string `parquet:"rows"`
	Document string `parquet:"document"`
	Quote    string `parquet:"quote"`
}

// mostTabled is how many figures a table compares.
const mostTabled = 3000

// tables are the views that can be had as a table.
var tables = []string{"dossier", "chronology", "figures", "balance"}

// Of gives a view on a, or on a and b, as a table.
func Of(ctx context.Context, d *views.Desk, view, a, b, since, until string) (Table, error) {
	switch view {
	case "dossier":
		x, err := d.Dossier(ctx, a, b, since, until)
		if err != nil {
			return nil, err
		}
		return noteRows(x), nil
	case "chronology":
		x, err := d.Chronology(ctx, a, b, since, until)
		if err != nil {
			return nil, err
		}
		return itemRows(x), nil
	case "figures":
		x, err := claims.UpTo(ctx, d, a, b, "", since, until, mostTabled)
		if err != nil {
			return nil, err
		}
		return claimRows(x), nil
	case "balance":
		x, err := d.BalanceUpTo(ctx, a, "year", "", since, until, false, 0)
		if err != nil {
			return nil, err
		}
		return partnerRows(x), nil
	}
	return nil, fmt.Errorf("no table %q; there are %s: %w", view, strings.Join(tables, ", "), entente.ErrNotFound)
}

func codes(all []views.Actor) string {
	var out []string
	for _, a := range all {
		out = append(out, a.Code)
	}
	return strings.Join(out, " ")
}

func itemRows(c *views.Chronology) Table {
	var out rowsOf[itemRow]
	for i := range c.Items {
		x := &c.Items[i]
		r := itemRow{ID: x.ID, Date: x.Date, Start: x.Start, End: x.End, Status: x.Status, Kind: x.Kind, Type: x.Type, Quad: x.Quad, Actors: codes(x.Actors), Recipients: codes(x.Recipients),
			Place: x.Place, What: x.What, Stories: x.Stories, Conflicts: strings.Join(x.Conflicts, " "), Quote: x.Passages[0].Quote, Source: x.Passages[0].Source}
		if x.Outcome != nil {
			r.Outcome = x.Outcome.ID
		}
		var events []string
		for _, p := range x.Passages {
			events = append(events, p.Row)
		}
		r.Events = strings.Join(events, " ")
		out = append(out, r)
	}
	return out
}

func claimRows(f *claims.Figures) Table {
	var out rowsOf[claimRow]
	for _, m := range f.Measures {
		for _, c := range m.Claims {
			out = append(out, claimRow{m.Name, m.Verdict, c.ID, c.Period, c.Op, c.Value, c.Low, c.High, c.Unit, c.Form, c.Modality, c.Who, c.Passage.Quote, c.Passage.Source})
		}
	}
	return out
}

func partnerRows(b *views.Balance) Table {
	var out rowsOf[partnerRow]
	for _, p := range b.Partners {
		for _, c := range p.Cells {
			out = append(out, partnerRow{c.Period, p.Code, p.Name, c.Weight, c.Low, c.High, c.Visits, c.Agreements, c.Warm, c.Critical, strings.Join(c.Items, " ")})
		}
	}
	return out
}

func noteRows(d *views.Dossier) Table {
	var out rowsOf[noteRow]
	for _, s := range d.Sections {
		for _, l := range s.Lines {
			r := noteRow{Section: s.Heading, Label: l.Label, Text: l.Text}
			var rows []string
			for i, n := range l.Notes {
				if rows = append(rows, d.Notes[n].Row); i == 0 {
					r.Document, r.Quote = d.Notes[n].Source.ID, d.Notes[n].Quote
				}
			}
			r.Rows = strings.Join(rows, " ")
			out = append(out, r)
		}
	}
	return out
}
