// Package imports turns event files that others coded (GDELT 2, POLECAT, ICEWS) into plain rows, and lays them beside the
// happenings of one's own record. The two are never mixed: every number says whose it is.
package imports

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"entente"
)

// A Row is an event as somebody else coded it, with the states of its two sides. A side of several states has them all.
type Row struct {
	File   string   `json:"file"`
	Line   int      `json:"line"` // from 1, the header counted
	ID     string   `json:"id"`
	Day    string   `json:"date"`             // "2022-09-14"
	From   []string `json:"actors"`           // states, ISO 3166-1 alpha-3
	To     []string `json:"recipients"`       // states; none where several actors act on each other
	Who    string   `json:"actor_name"`       // as the file names the actor
	Whom   string   `json:"recipient_name"`   // as the file names the recipient
	Class  string   `json:"class"`            // CAMEO root code "04", or PLOVER type
	Code   string   `json:"code"`             // CAMEO code, or PLOVER mode
	Quad   int      `json:"quad"`             // 1 to 4
	Source string   `json:"source,omitempty"` // address or publisher
}

// A Scheme is the system of codes that a file uses.
type Scheme string

// The schemes.
const (
	CAMEO  Scheme = "cameo"
	PLOVER Scheme = "plover"
)

// States knows the states by the codes and names that files use for them; "" for what is no state.
type States interface {
	State(name string) string
}

// A Format is a kind of file. Columns are those of its documentation, to the letter.
type Format struct {
	Name, About string
	Scheme      Scheme
	Columns     []string
	header      bool
	row         func(get func(column string) string, s States) (Row, error)
}

// Formats are all there are, by name.
func Formats() []Format {
	return []Format{
		{"gdelt", "GDELT 2 events: 61 columns without a header", CAMEO, strings.Fields(gdeltColumns), false, gdeltRow},
		{"icews", "ICEWS events: 20 columns with a header", CAMEO, strings.Split(icewsColumns, "|"), true, icewsRow},
		{"polecat", "POLECAT (NGEC) events: 40 columns with a header", PLOVER, strings.Split(polecatColumns, "|"), true, polecatRow},
	}
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

// A Count says what became of the lines of a file. Lines less Broken, Stateless and Domestic is the number of rows that were given on.
type Count struct {
	Lines     int `json:"lines"`     // but for headers and empty ones
	Broken    int `json:"broken"`    // reported by number
	Stateless int `json:"stateless"` // without a state on one of the sides
	Domestic  int `json:"domestic"`  // between actors of one state
}

// Add adds the lines of another file.
func (c *Count) Add(o Count) {
	c.Lines, c.Broken, c.Stateless, c.Domestic = c.Lines+o.Lines, c.Broken+o.Broken, c.Stateless+o.Stateless, c.Domestic+o.Domestic
}

// Read reads a file as it comes, a line at a time, and gives on each row whose two sides are or act for different states.
// A line that cannot be read whole is given to broken with its number, and nothing of it is given on. The error is that of
// the stream, of each, or of a header that is not the format's.
func Read(r io.Reader, file string, f Format, s States, each func(Row) error, broken func(line int, why string)) (Count, error) {
	var n Count
	at := index(f.Columns)
	width := len(f.Columns)
	waiting := f.header
	err := lines(r, func(number int, line string, whole bool) error {
		if line == "" && whole {
			return nil
		}
		cells := strings.Split(line, "\t")
		if waiting && whole {
			waiting = false
			var err error
			at, width, err = f.head(cells)
			return err
		}
		n.Lines++
		row, err := f.parse(cells, at, width, whole, s)
		if err != nil {
			n.Broken++
			broken(number, err.Error())
			return nil
		}
		row.File, row.Line = file, number
		switch {
		case len(row.To) == 0 && len(row.From) > 1: // they act on each other
			return each(row)
		case len(row.From) == 0 || len(row.To) == 0:
			n.Stateless++
		case len(row.From) == 1 && slices.Equal(row.From, row.To):
			n.Domestic++
		default:
			return each(row)
		}
		return nil
	})
	if err != nil {
		return n, fmt.Errorf("import %s: %w", file, err)
	}
	return n, nil
}

// head finds the columns in a header, in whatever order and with whatever others beside them.
func (f Format) head(cells []string) (map[string]int, int, error) {
	for i := range cells {
		cells[i] = unquoted(cells[i])
	}
	at := index(cells)
	for _, c := range f.Columns {
		if _, ok := at[c]; !ok {
			return nil, 0, fmt.Errorf("the header has no column %q, so that this is no file of %s: %w", c, f.Name, entente.ErrInvalid)
		}
	}
	return at, len(cells), nil
}

func index(names []string) map[string]int {
	at := make(map[string]int, len(names))
	for i, name := range names {
		at[name] = i
	}
	return at
}

func (f Format) parse(cells []string, at map[string]int, width int, whole bool, s States) (Row, error) {
	switch {
	case !whole:
		return Row{}, fmt.Errorf("longer than %d bytes", longest)
	case f.Name == "gdelt" && (len(cells) == 57 || len(cells) == 58):
		return Row{}, fmt.Errorf("%d columns, as GDELT 1 has; GDELT 2 has 61", len(cells))
	case len(cells) != width:
		return Row{}, fmt.Errorf("%d columns, want %d", len(cells), width)
	}
	return f.row(func(column string) string { return unquoted(cells[at[column]]) }, s)
}

// unquoted takes away the quotation marks that some copies of these files have around a cell.
func unquoted(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' {
		s = strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
	}
	return strings.ToValidUTF8(s, "�")
}

// longest is the length of a line in bytes, above which it is broken.
const longest = 1 << 20

// lines gives every line with its number; one that is too long without its text.
func lines(r io.Reader, each func(number int, line string, whole bool) error) error {
	in := bufio.NewReaderSize(r, longest)
	for number := 1; ; number++ {
		line, err := in.ReadSlice('\n')
		whole := !errors.Is(err, bufio.ErrBufferFull)
		for errors.Is(err, bufio.ErrBufferFull) {
			line, err = in.ReadSlice('\n')
		}
		if err != nil && err != io.EOF {
			return fmt.Errorf("line %d: %w", number, err)
		}
		if len(line) > 0 || !whole {
			text := ""
			if whole {
				text = strings.TrimRight(string(line), "\r\n")
			}
			if number == 1 {
				text = strings.TrimPrefix(text, "\uFEFF")
			}
			if err := each(number, text, whole); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// day reads a date of eight digits or of ISO 8601, with or without a time of day behind it.
func day(s string) (string, error) {
	if len(s) == 8 {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	if len(s) > 10 {
		s = s[:10]
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fmt.Errorf("%q is no day", s)
	}
	return s, nil
}
