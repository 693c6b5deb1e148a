package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"entente/internal/export"
)

// formats are the ways in which a listing can be written.
const formats = "table, csv or jsonl"

// write prints a listing in a format: a table for people, or all columns as CSV or JSON Lines.
func write[T any](w io.Writer, format string, wide int, columns []column[T], rows []T) error {
	switch format {
	case "table":
		return writeTable(w, wide, columns, rows)
	case "csv":
		return writeCSV(w, columns, rows)
	case "jsonl":
		return writeLines(w, columns, rows)
	}
	return usage("--format is %s, not %q", formats, format)
}

// listed prints a listing on standard output. Where it is a table without rows, it says none of them on standard error instead.
func listed[T any](a *app, format string, columns []column[T], rows []T, none string) error {
	if len(rows) == 0 && format == "table" {
		fmt.Fprintln(a.stderr, none)
		return nil
	}
	return write(a.stdout, format, width(a.stdout), columns, rows)
}

// fields are the columns that CSV and JSON Lines carry: those with a value.
func fields[T any](columns []column[T]) []column[T] {
	var out []column[T]
	for _, c := range columns {
		if c.get != nil {
			out = append(out, c)
		}
	}
	return out
}

func writeCSV[T any](w io.Writer, columns []column[T], rows []T) error {
	columns = fields(columns)
	out := export.NewCSV(w)
	line := make([]string, len(columns))
	for i, c := range columns {
		line[i] = c.name
	}
	out.Write(line...)
	for _, r := range rows {
		for i, c := range columns {
			line[i] = c.get(r).String()
		}
		out.Write(line...)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// writeLines writes an object a row with the columns as keys, in their order, empty ones left out.
func writeLines[T any](w io.Writer, columns []column[T], rows []T) error {
	columns = fields(columns)
	for _, r := range rows {
		var b strings.Builder
		for _, c := range columns {
			v := c.get(r)
			if v.empty() {
				continue
			}
			b.WriteString(",\"" + c.name + "\":")
			switch {
			case v.number:
				b.WriteString(v.text)
			case v.list != nil:
				b.WriteString(quoted(v.list))
			default:
				b.WriteString(quoted(v.text))
			}
		}
		if _, err := fmt.Fprintf(w, "{%s}\n", strings.TrimPrefix(b.String(), ",")); err != nil {
			return fmt.Errorf("write lines: %w", err)
		}
	}
	return nil
}

func quoted(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // strings and lists of strings
	return strings.TrimRight(b.String(), "\n")
}

// writeTable lays out the columns that have a width, a line a row, cut to the width of the terminal.
func writeTable[T any](w io.Writer, wide int, columns []column[T], rows []T) error {
	var shown []column[T]
	left := wide
	for _, c := range columns {
		if c.width == 0 {
			continue
		}
		shown = append(shown, c)
		left -= max(c.width, 0) + 2
	}
	for i, c := range shown {
		if c.width == flexible {
			shown[i].width = max(left, 20)
		}
	}
	line := func(get func(column[T]) string) error {
		var b strings.Builder
		for i, c := range shown {
			s := get(c)
			if i < len(shown)-1 {
				s = runewidth.FillRight(s, c.width) + "  "
			}
			b.WriteString(s)
		}
		_, err := fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
		return err
	}
	err := line(func(c column[T]) string { return strings.ToUpper(fit(strings.ReplaceAll(c.name, "_", " "), c.width)) })
	for _, r := range rows {
		if err != nil {
			break
		}
		err = line(func(c column[T]) string {
			s := ""
			if c.short != nil {
				s = c.short(r)
			} else {
				s = c.get(r).String()
			}
			return fit(s, c.width)
		})
	}
	if err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// fit puts a value on one line and cuts it to a width.
func fit(s string, wide int) string {
	return runewidth.Truncate(strings.Join(strings.Fields(s), " "), wide, "…")
}
