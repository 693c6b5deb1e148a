// Package export turns rows of the record into the files that others read: tables, the columns of GDELT, POLECAT and ICEWS,
// PLOVER's JSON Lines, maps, graphs, calendars, feeds, bibliographies and annotations.
package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente"
)

// Data is what is exported. Rows hold events, statements, figures and ties; each format takes what it can carry.
type Data struct {
	Rows      []entente.Row
	Documents []entente.Brief
	Corpus    []entente.CorpusRow
	Countries Countries
	CAMEO     CAMEO
	// Text gives the text of a document, for the words around a passage; it may be nil.
	Text func(document string) string
	// Sentences gives those of a document, for formats that number them; it may be nil.
	Sentences func(document string) []entente.Span
	// Version is named in the files that have a place for it; Made is the day on which they were made, "2006-01-02", or "".
	Version, Made string
}

// Countries knows the codes of states in other systems. An unknown code gives "".
type Countries interface {
	Name(code string) string
	COW(code string) string
}

// CAMEO knows the labels and Goldstein scores of CAMEO codes.
type CAMEO interface {
	Label(code string) string
	Goldstein(code string) (float64, bool)
}

// A Format writes data in one form.
type Format struct {
	Name, Extension, MediaType, About string
	Write                             func(io.Writer, *Data) error
}

// Formats are all there are, by name.
func Formats() []Format {
	f := []Format{
		{"atom", ".atom", "application/atom+xml", "feed of events, newest first", writeAtom},
		{"annotations", ".jsonld", "application/ld+json", "W3C Web Annotations: each row on its passage", writeAnnotations},
		{"bibtex", ".bib", "application/x-bibtex", "the documents as BibTeX", writeBibTeX},
		{"csl", ".json", "application/vnd.citationstyles.csl+json", "the documents as CSL-JSON", writeCSL},
		{"events-csv", ".csv", "text/csv", "events as a table, with the columns of the codebook", table("events")},
		{"statements-csv", ".csv", "text/csv", "statements as a table", table("statements")},
		{"figures-csv", ".csv", "text/csv", "figures as a table", table("figures")},
		{"ties-csv", ".csv", "text/csv", "ties as a table", table("ties")},
		{"events-parquet", ".parquet", "application/vnd.apache.parquet", "events as Parquet", parquetTable("events")},
		{"statements-parquet", ".parquet", "application/vnd.apache.parquet", "statements as Parquet", parquetTable("statements")},
		{"figures-parquet", ".parquet", "application/vnd.apache.parquet", "figures as Parquet", parquetTable("figures")},
		{"ties-parquet", ".parquet", "application/vnd.apache.parquet", "ties as Parquet", parquetTable("ties")},
		{"ftm", ".ftm.json", "application/json+ftm", "FollowTheMoney entities, a line each", writeFTM},
		{"gdelt", ".export.CSV", "text/tab-separated-values", "GDELT 2.0 events, 61 columns without header; events with a CAMEO code", writeGDELT},
		{"geojson", ".geojson", "application/geo+json", "events that have a place", writeGeoJSON},
		{"gexf", ".gexf", "application/gexf+xml", "dynamic graph of actors", writeGEXF},
		{"graphml", ".graphml", "application/graphml+xml", "graph of actors", writeGraphML},
		{"icews", ".tab", "text/tab-separated-values", "ICEWS events, 20 columns; events with a CAMEO code", writeICEWS},
		{"ical", ".ics", "text/calendar", "what is planned", writeICal},
		{"panel", ".csv", "text/csv", "directed dyad-month panel", writePanel},
		{"plover", ".jsonl", "application/jsonl", "PLOVER JSON Lines", writePLOVER},
		{"polecat", ".txt", "text/tab-separated-values", "POLECAT events, 40 columns", writePOLECAT},
		{"ris", ".ris", "application/x-research-info-systems", "the documents as RIS", writeRIS},
		{"sdmx", ".csv", "application/vnd.sdmx.data+csv", "figures as SDMX-CSV 1.0", writeSDMX},
		{"xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a sheet a table and one for the codebook", writeXLSX},
	}
	slices.SortFunc(f, func(a, b Format) int { return cmp.Compare(a.Name, b.Name) })
	return f
}

// Find returns the format of a name.
func Find(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("no format %q; there are %s: %w", name, strings.Join(names, ", "), entente.ErrNotFound)
}

// events are the event rows in the order of their dates, undated ones last.
func (d *Data) events() []*entente.Row {
	var out []*entente.Row
	for i := range d.Rows {
		if d.Rows[i].Event != nil {
			out = append(out, &d.Rows[i])
		}
	}
	slices.SortStableFunc(out, func(a, b *entente.Row) int {
		return cmp.Or(cmp.Compare(start(a), start(b)), cmp.Compare(a.ID(), b.ID()))
	})
	return out
}

func start(r *entente.Row) string {
	if d := r.When(); d != nil && d.Start != "" {
		return d.Start
	}
	return "9999-12-31"
}

// A side of an event: its parties with their codes as states.
type side struct {
	parties []entente.Party
}

func sideOf(r *entente.Row, name string) (s side) {
	for _, p := range r.Sides() {
		if p.Side == name {
			s.parties = append(s.parties, p.Party)
		}
	}
	return s
}

// state is the country code of a party: the state it is or acts for, "" for a body of several states.
func state(p entente.Party) string {
	for _, c := range []string{p.Of, p.Code} {
		if c != "" && !strings.Contains(c, ":") {
			return c
		}
	}
	return ""
}

func (s side) states() (out []string) {
	for _, p := range s.parties {
		if c := state(p); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

func (s side) names() (out []string) {
	for _, p := range s.parties {
		if p.Name != "" && !slices.Contains(out, p.Name) {
			out = append(out, p.Name)
		}
	}
	return out
}

// day is the first day of an event, or that of its document; "" where neither is known.
func day(r *entente.Row) string {
	if e := r.Event; e != nil && e.Date != nil && e.Date.Start != "" {
		return e.Date.Start
	}
	if p := r.Document.Published; p != nil {
		return p.Start
	}
	return ""
}

func published(b entente.Brief) string {
	if b.Published == nil {
		return ""
	}
	return b.Published.Start
}

// address is where a document can be found: its own address, or the source as it was given.
func address(b entente.Brief) string {
	if b.URL != "" {
		return b.URL
	}
	return b.Source
}
