package ingest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente"
)

// recordKinds are the files whose records are pages.
type recordKinds int

const (
	noRecords recordKinds = iota
	jsonLines
	jsonArray
	csvTable
)

// recordKind tells by the first bytes of a file whether it holds records with a text field.
func recordKind(head []byte) recordKinds {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(head) == 0 {
		return noRecords
	}
	hasField := bytes.Contains(head, []byte(`"text"`)) || bytes.Contains(head, []byte(`"event_text"`))
	switch {
	case head[0] == '{' && (hasField || jsonLine(head)):
		return jsonLines
	case head[0] == '[' && hasField && bytes.HasPrefix(bytes.TrimLeft(head[1:], " \t\r\n"), []byte("{")):
		return jsonArray
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if _, _, ok := columns(string(bytes.TrimRight(line, "\r"))); ok {
		return csvTable
	}
	return noRecords
}

// jsonLine reports whether the first line is a JSON object of its own.
func jsonLine(head []byte) bool {
	line, _, whole := bytes.Cut(head, []byte("\n"))
	return whole && json.Valid(line)
}

// A record is a document as callers of coders give it.
type record struct {
	ID        flexible `json:"id"`
	Text      string   `json:"text"`
	EventText string   `json:"event_text"`
	Title     string   `json:"title"`
	Date      flexible `json:"date"`
	Publisher string   `json:"publisher"`
	URI       string   `json:"uri"`
	URL       string   `json:"url"`
	Lang      string   `json:"lang"`
	Authors   list     `json:"authors"`
	Speaker   string   `json:"speaker"`
	Country   string   `json:"country"`
}

// flexible takes a string or a number.
type flexible string

func (f *flexible) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*f = flexible(s)
		return nil
	}
	if s = string(b); s != "null" {
		*f = flexible(s)
	}
	return nil
}

// list takes a list of strings or one string.
type list []string

func (l *list) UnmarshalJSON(b []byte) error {
	var many []string
	if json.Unmarshal(b, &many) == nil {
		*l = many
		return nil
	}
	var one string
	if err := json.Unmarshal(b, &one); err != nil {
		return err
	}
	if one != "" {
		*l = list{one}
	}
	return nil
}

// page makes the page of a record. raw is the record as it stood in the file.
func (r record) page(source string, raw []byte) (entente.Page, error) {
	p := entente.Page{Source: source, Raw: raw, Text: r.Text, Layer: "text"}
	if r.Text == "" {
		p.Text, p.Layer = r.EventText, "event_text"
	}
	uri := r.URI
	if uri == "" {
		uri = r.URL
	}
	p.Input = entente.Input{ID: string(r.ID), Title: r.Title, Date: string(r.Date), Publisher: r.Publisher, URI: uri, Lang: r.Lang, Authors: r.Authors, Speaker: r.Speaker, Country: r.Country}
	if p.Text == "" {
		return p, fmt.Errorf("read %s: the record has no text: %w", source, entente.ErrInvalid)
	}
	p.Text = strings.ToValidUTF8(p.Text, "\uFFFD")
	return p, nil
}

func parse(source string, raw []byte) (entente.Page, error) {
	var r record
	if err := json.Unmarshal(raw, &r); err != nil {
		return entente.Page{Source: source, Raw: raw}, fmt.Errorf("read %s: %w: %w", source, entente.ErrInvalid, err)
	}
	return r.page(source, raw)
}

// readLines reads JSON Lines; the record of line n has the source "path#n". A file that is one object over several
// lines is read as one record.
func readLines(ctx context.Context, source string, in *bufio.Reader, yield yield) bool {
	for n := 1; ; n++ {
		raw, err := readLine(in)
		name := source + "#" + strconv.Itoa(n)
		last := err != nil
		if err != nil && !errors.Is(err, io.EOF) {
			if !yield(entente.Page{Source: name}, fmt.Errorf("read %s: %w", name, err)) || !errors.Is(err, entente.ErrTooLarge) {
				return false
			}
			last = false
			continue
		}
		raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")))
		if len(raw) > 0 {
			if n == 1 && !json.Valid(raw) { // one object, written over several lines
				rest, err := bounded(in, MaxFile)
				if whole := append(append(raw, '\n'), rest...); err == nil && json.Valid(whole) {
					return yield(parse(source, whole))
				}
				in = bufio.NewReaderSize(bytes.NewReader(rest), 1<<16)
				if err != nil {
					return yield(entente.Page{Source: name}, fmt.Errorf("read %s: %w", name, err))
				}
			}
			if ctx.Err() != nil || !yield(parse(name, raw)) {
				return false
			}
		}
		if last {
			return true
		}
	}
}

// readLine reads up to the line end; a line over MaxLine is read past and reported as too large.
func readLine(in *bufio.Reader) ([]byte, error) {
	var out []byte
	size := 0
	for {
		part, err := in.ReadSlice('\n')
		size += len(part)
		if size <= MaxLine {
			out = append(out, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if size > MaxLine {
			return nil, fmt.Errorf("a line of more than %d MB: %w", MaxLine>>20, entente.ErrTooLarge)
		}
		return out, err
	}
}

// readArray reads a JSON array of records; the n-th has the source "path#n".
func readArray(ctx context.Context, source string, in io.Reader, yield yield) bool {
	raw, err := bounded(in, MaxFile)
	if err != nil {
		return yield(entente.Page{Source: source}, fmt.Errorf("read %s: %w", source, err))
	}
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil {
		return yield(entente.Page{Source: source, Raw: raw}, fmt.Errorf("read %s: %w: %w", source, entente.ErrInvalid, err))
	}
	for i, item := range items {
		if ctx.Err() != nil || !yield(parse(source+"#"+strconv.Itoa(i+1), item)) {
			return false
		}
	}
	return true
}

// fields of a CSV header, in lower case, and the field of a record that each fills.
var csvFields = map[string]string{"id": "id", "text": "text", "event_text": "text", "body": "text", "content": "text", "article": "text", "full_text": "text", "fulltext": "text",
	"title": "title", "headline": "title", "date": "date", "published": "date", "pub_date": "date", "publication_date": "date", "publisher": "publisher", "source": "publisher",
	"uri": "uri", "url": "uri", "link": "uri", "lang": "lang", "language": "lang", "authors": "authors", "author": "authors", "speaker": "speaker", "country": "country"}

// columns reads a header line of comma-, semicolon- or tab-separated values that names a text column.
func columns(line string) (comma rune, at map[string]int, ok bool) {
	for _, comma := range []rune{',', '\t', ';'} {
		r := csv.NewReader(strings.NewReader(line))
		r.Comma = comma
		names, err := r.Read()
		if err != nil || len(names) < 2 {
			continue
		}
		at := map[string]int{}
		for i, name := range names {
			field := csvFields[strings.ToLower(strings.TrimSpace(name))]
			if _, taken := at[field]; field != "" && !taken {
				at[field] = i
			}
			if len(name) > 40 {
				return 0, nil, false
			}
		}
		if _, ok := at["text"]; ok {
			return comma, at, true
		}
	}
	return 0, nil, false
}

// readCSV reads a table with a text column; row n (the header not counted) has the source "path#n".
func readCSV(ctx context.Context, source string, in *bufio.Reader, yield yield) bool {
	head, err := in.ReadString('\n')
	if err != nil {
		return true // a header alone
	}
	comma, at, _ := columns(strings.TrimRight(strings.TrimPrefix(head, "\uFEFF"), "\r\n"))
	r := csv.NewReader(in)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = comma, -1, true, false
	for n := 1; ; n++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return true
		}
		name := source + "#" + strconv.Itoa(n)
		if err != nil {
			return yield(entente.Page{Source: name}, fmt.Errorf("read %s: %w: %w", name, entente.ErrInvalid, err))
		}
		get := func(field string) string {
			if i, ok := at[field]; ok && i < len(row) {
				return row[i]
			}
			return ""
		}
		rec := record{ID: flexible(get("id")), Text: get("text"), Title: get("title"), Date: flexible(get("date")), Publisher: get("publisher"), URI: get("uri"), Lang: get("lang"), Speaker: get("speaker"), Country: get("country")}
		if a := get("authors"); a != "" {
			rec.Authors = strings.Split(a, "; ")
		}
		raw := []byte(strings.Join(row, string(comma)))
		if ctx.Err() != nil || !yield(rec.page(name, raw)) {
			return false
		}
	}
}
