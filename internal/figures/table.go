package figures

import (
	"math/big"
	"strings"

	"entente"
	"entente/internal/numerals"
	"entente/internal/quantities"
)

// A cell of a table with its place in the text.
type cell struct {
	entente.Span
	it    []quantities.Item
	value *big.Rat // of a cell that holds one number and perhaps its unit
	year  string   // of a cell that holds a year, "2014"
}

// table reads the numbers of a table part: the unit from the cell, the heads of its row and column, or the lines before;
// the year and what is measured likewise. A number without a unit is left out.
func (f *Finder) table(d *document, p entente.Part, before entente.Span) []entente.Figure {
	rows := f.cells(d.Document.Text, p.Span)
	if len(rows) < 2 {
		return nil
	}
	caption := f.items(d.Document.Text, before)
	var out []entente.Figure
	for i, row := range rows {
		for k := range row {
			c := &row[k]
			if c.value == nil || c.year != "" {
				continue
			}
			heads := [][]quantities.Item{c.it}
			if k > 0 && row[0].value == nil {
				heads = append(heads, row[0].it)
			}
			head := headOf(rows, i, k)
			if head != nil {
				heads = append(heads, head.it)
			}
			heads = append(heads, caption)
			if fig, ok := f.cell(d, c, heads, yearOf(rows, i, k)); ok {
				fig.Evidence = p.Span
				fig.Parties = tableParties(d, row[0].Span, head, before, rows[0])
				out = append(out, fig)
			}
		}
	}
	return out
}

// cells splits a part at line ends and tabs.
func (f *Finder) cells(text string, p entente.Span) [][]cell {
	var rows [][]cell
	at := p.Start
	for line := range strings.SplitSeq(p.In(text), "\n") {
		var row []cell
		start := at
		for field := range strings.SplitSeq(line, "\t") {
			c := cell{Span: entente.Span{Start: start, End: start + len(field)}}
			c.it = f.items(text, c.Span)
			c.year, c.value = f.number(c.it)
			row = append(row, c)
			start += len(field) + 1
		}
		if strings.TrimSpace(line) != "" {
			rows = append(rows, row)
		}
		at += len(line) + 1
	}
	return rows
}

func (f *Finder) items(text string, s entente.Span) []quantities.Item {
	if s.Empty() || s.End > len(text) {
		return nil
	}
	var it []quantities.Item
	for _, t := range f.read.Scanner.Scan(nil, text, s.Start, s.End) {
		it = append(it, quantities.Item{Token: t})
	}
	return it
}

// number is the year or the value of a cell that begins with a number, or with a sign of currency and a number.
func (f *Finder) number(it []quantities.Item) (year string, value *big.Rat) {
	for i := 0; i < len(it) && i < 3; i++ {
		if it[i].Kind != numerals.Number || it[i].Spelt {
			continue
		}
		if len(it) == 1 && len(it[i].Text) == 4 && it[i].Int >= 1800 && it[i].Int <= 2100 {
			return it[i].Text, nil
		}
		if len(it) > 6 {
			return "", nil
		}
		var q quantities.Quantity
		v, _, ok := f.read.Number(it, i, &q)
		if ok && (i == 0 || f.read.CurrencyBefore(it, i)) {
			return "", v
		}
	}
	return "", nil
}

// headOf is the head of a column: the nearest cell above that is no number.
func headOf(rows [][]cell, i, k int) *cell {
	for r := i - 1; r >= 0; r-- {
		if k < len(rows[r]) && rows[r][k].value == nil && len(rows[r][k].it) > 0 {
			return &rows[r][k]
		}
	}
	return nil
}

// yearOf is the year at the head of the row or of the column.
func yearOf(rows [][]cell, i, k int) string {
	if rows[i][0].year != "" {
		return rows[i][0].year
	}
	for r := i - 1; r >= 0; r-- {
		if k < len(rows[r]) && rows[r][k].year != "" {
			return rows[r][k].year
		}
	}
	return ""
}

// cell writes the figure of one cell; ok is false where no unit is found.
func (f *Finder) cell(d *document, c *cell, heads [][]quantities.Item, year string) (entente.Figure, bool) {
	unit, dim, scale := f.unitIn(heads)
	if unit == "" {
		return entente.Figure{}, false
	}
	fig := entente.Figure{Span: c.Span, Op: "=", Form: "level", Unit: unit, Modality: "actual", Confidence: 0.7, Flags: []string{"table"}}
	fig.Span = entente.Span{Start: c.it[0].Start, End: c.it[len(c.it)-1].End}
	fig.Value = quantities.Decimal(new(big.Rat).Mul(c.value, scale))
	for _, h := range heads {
		for k := range h {
			if row, _ := f.measures.From(h, k); row != nil && fits(row[2], dim) && fig.Measure == "" {
				fig.Measure = row[1]
			}
			if f.read.Role(h[k].Text, "target") {
				fig.Modality = "target"
			} else if f.read.Role(h[k].Text, "forecast") {
				fig.Modality = "forecast"
			}
		}
	}
	if year != "" {
		fig.Period = &entente.Date{EDTF: year, Start: year + "-01-01", End: year + "-12-31", Precision: "year", Basis: "context"}
	}
	fig.AssertedBy = d.Document.Speaker
	return fig, true
}

// unitIn finds the unit and the scale of a cell in the cell itself, else in its heads: "$ million", "%", "thousand tonnes".
func (f *Finder) unitIn(heads [][]quantities.Item) (unit, dim string, scale *big.Rat) {
	for n, h := range heads {
		scale = big.NewRat(1, 1)
		for k := range h {
			if s, ok := f.read.Scales[h[k].Text]; ok && n > 0 && len(h[k].Text) > 1 && h[k].Kind == numerals.Word {
				scale = s.Factor
			}
			if row, _ := f.read.Money.From(h, k); row != nil && !strings.Contains(row[1], "/") && (unit == "" || dim == "money") {
				unit, dim = row[1], "money"
			}
			if row, _ := f.read.Symbols.Before(h, k+1); row != nil && (h[k].Kind == numerals.Mark || h[k].Upper && h[k].Text != "us") {
				unit, dim = row[1], "money"
			}
			if row, _ := f.read.Units.From(h, k); row != nil && unit == "" && row[2] != "time" && row[2] != "money" && row[2] != "times" && row[2] != "multiple" {
				unit, dim = row[1], row[2]
			}
		}
		if unit != "" {
			return unit, dim, scale
		}
	}
	return "", "", nil
}

// tableParties are the actors named in the heads of a cell, else in the lines before the table, else the two that the heads of
// the other columns name: the column "Total".
func tableParties(d *document, row entente.Span, head *cell, before entente.Span, heads []cell) []string {
	var out []string
	add := func(s entente.Span) {
		for _, m := range d.Mentions {
			if m.Start == nil || !s.Contains(m.Span()) {
				continue
			}
			if code := actor(m); code != "" && !has(out, code) && len(out) < 3 {
				out = append(out, code)
			}
		}
	}
	add(row)
	if head != nil {
		add(head.Span)
	}
	if len(out) < 2 {
		add(before)
	}
	if len(out) == 0 {
		if add(entente.Span{Start: heads[0].Start, End: heads[len(heads)-1].End}); len(out) != 2 {
			return nil
		}
	}
	return order(out)
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
