package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strings"

	"entente"
)

var reads = regexp.MustCompile(`(?i)^(select|with|values)\b`)

// Single checks that a query in SQL is one that reads, and no more than one, with brackets that close: it can stand inside
// another then. plain is the query without what stands in quotation marks.
func Single(query string) (trimmed, plain string, err error) {
	query = strings.TrimRight(strings.TrimSpace(query), "; \t\n")
	plain, err = bare(query)
	switch {
	case err != nil:
		return "", "", err
	case !reads.MatchString(strings.TrimSpace(plain)):
		return "", "", fmt.Errorf("only SELECT, WITH and VALUES are answered: %w", entente.ErrForbidden)
	case strings.Contains(plain, ";"):
		return "", "", fmt.Errorf("one query at a time: %w", entente.ErrForbidden)
	}
	depth := 0
	for _, c := range plain {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return "", "", fmt.Errorf("a bracket closes that none opened: %w", entente.ErrInvalid)
			}
		}
	}
	if depth != 0 {
		return "", "", fmt.Errorf("a bracket is not closed: %w", entente.ErrInvalid)
	}
	return query, plain, nil
}

// bare is a query with its strings, quoted names and comments taken out.
func bare(query string) (string, error) {
	var out strings.Builder
	ends := map[byte]string{'\'': "'", '"': "\"", '`': "`", '[': "]"}
	for i := 0; i < len(query); {
		rest := query[i:]
		end, open := ends[query[i]], 1
		switch {
		case query[i] == 0:
			return "", fmt.Errorf("a NUL in the query: %w", entente.ErrInvalid)
		case strings.HasPrefix(rest, "--"):
			end, open = "\n", 2
		case strings.HasPrefix(rest, "/*"):
			end, open = "*/", 2
		}
		if end == "" {
			out.WriteByte(query[i])
			i++
			continue
		}
		n := strings.Index(rest[open:], end)
		if n < 0 && end != "\n" {
			return "", fmt.Errorf("%s is not closed: %w", rest[:open], entente.ErrInvalid)
		}
		out.WriteByte(' ')
		if n < 0 {
			break
		}
		i += open + n + len(end)
	}
	return out.String(), nil
}

// longestAnswer is how many bytes an answer has at most, and a little more.
const longestAnswer = 4 << 20

// Answer reads at most so many rows of an answer as text; more says that there are others.
func Answer(got *sql.Rows, most int) (columns []string, rows [][]string, more bool, err error) {
	if columns, err = got.Columns(); err != nil {
		return nil, nil, false, err
	}
	cells, size := make([]any, len(columns)), 0
	for i := range cells {
		cells[i] = new(sql.NullString)
	}
	for got.Next() {
		if err := got.Scan(cells...); err != nil {
			return nil, nil, false, err
		}
		if len(rows) == most || size > longestAnswer {
			return columns, rows, true, nil
		}
		row := make([]string, len(cells))
		for i := range cells {
			row[i] = strings.ToValidUTF8(cells[i].(*sql.NullString).String, "\ufffd")
			size += len(row[i])
		}
		rows = append(rows, row)
	}
	return columns, rows, false, got.Err()
}

// Columns are the columns of views.
func Columns(ctx context.Context, in interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}, views []string) (map[string][]string, error) {
	columns := map[string][]string{}
	for _, name := range views {
		got, err := in.QueryContext(ctx, "SELECT * FROM "+name+" LIMIT 0")
		if err != nil {
			return nil, err
		}
		columns[name], err = got.Columns()
		got.Close()
		if err != nil {
			return nil, err
		}
	}
	return columns, nil
}
