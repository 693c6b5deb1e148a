// Package expressions reads date expressions from the words and numbers of a sentence: a cascade of small finite-state
// grammars, whose rows are a table and whose actions are here. What it reads is set against the calendar by anchoring.
package expressions

import (
	"fmt"
	"strconv"
	"strings"

	"entente"
	"entente/internal/dates/anchoring"
)

const (
	cN anchoring.Class = 1 << iota
	cDD
	cOD
	cYY
	cY2
	cHHMM
	cMON
	cWD
	cWDABBR
	cUNIT
	cUNITS
	cHOUR
	cHOURUNIT
	cSEAS
	cTOD
	cMOD
	cPART
	cQTY
	cERA
	cDIR
	cDECADENAME
	cDECADE
	cTIME
	cDATE
	cDUR
	cY3
)

var classNames = map[string]anchoring.Class{
	"N": cN, "DD": cDD, "OD": cOD, "YY": cYY, "Y2": cY2, "HHMM": cHHMM, "MON": cMON, "WD": cWD, "WDABBR": cWDABBR, "UNIT": cUNIT,
	"UNITS": cUNITS, "HOUR": cHOUR, "HOURUNIT": cHOURUNIT, "SEAS": cSEAS, "TOD": cTOD, "MOD": cMOD, "PART": cPART, "QTY": cQTY,
	"ERA": cERA, "DIR": cDIR, "DECADENAME": cDECADENAME, "DECADE": cDECADE, "TIME": cTIME, "DATE": cDATE, "DUR": cDUR, "Y3": cY3,
}

// node is a state of a level's automaton: what may come next, and the rows that end here.
type node struct {
	lits    map[string]*node
	classes []branch
	rows    []row
}

type branch struct {
	class anchoring.Class
	next  *node
}

// A row of the grammar: its place in the table and the action that turns a match into an expression.
type row struct {
	rank   int
	action func(*match) *anchoring.Expression
	plays  []anchoring.Class // the class that each matched item plays, 0 for a word
}

// A grammar is one automaton for each level.
type grammar struct{ levels [4]*node }

// readGrammar compiles the table; actions gives the meaning of its last column.
func readGrammar(table string, actions map[string]func(*match) *anchoring.Expression) (*grammar, error) {
	g := &grammar{}
	for i := range g.levels {
		g.levels[i] = &node{}
	}
	rank := 0
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || line == "\n" {
			continue
		}
		rank++
		if len(f) != 3 {
			return nil, fmt.Errorf("grammar row %q: want 3 columns: %w", line, entente.ErrInvalid)
		}
		level, err := strconv.Atoi(f[0])
		if err != nil || level < 0 || level >= len(g.levels) {
			return nil, fmt.Errorf("grammar row %q: level: %w", line, entente.ErrInvalid)
		}
		action := actions[f[2]]
		if action == nil {
			return nil, fmt.Errorf("grammar row %q: no action %q: %w", line, f[2], entente.ErrInvalid)
		}
		g.levels[level].add(strings.Fields(f[1]), nil, row{rank: rank, action: action})
	}
	return g, nil
}

// Add writes a pattern into the automaton, an optional element both ways.
func (n *node) add(pattern []string, plays []anchoring.Class, r row) {
	if len(pattern) == 0 {
		r.plays = append([]anchoring.Class(nil), plays...)
		n.rows = append(n.rows, r)
		return
	}
	elem, optional := strings.CutSuffix(pattern[0], "?")
	if optional {
		n.add(pattern[1:], plays, r)
	}
	if c, ok := classNames[elem]; ok {
		n.branch(c).add(pattern[1:], append(plays, c), r)
		return
	}
	for word := range strings.SplitSeq(elem, "|") {
		n.literal(word).add(pattern[1:], append(plays, 0), r)
	}
}

func (n *node) branch(c anchoring.Class) *node {
	for _, b := range n.classes {
		if b.class == c {
			return b.next
		}
	}
	next := &node{}
	n.classes = append(n.classes, branch{c, next})
	return next
}

func (n *node) literal(word string) *node {
	if n.lits == nil {
		n.lits = map[string]*node{}
	}
	if n.lits[word] == nil {
		n.lits[word] = &node{}
	}
	return n.lits[word]
}

// A match is a stretch of items that fits a row.
type match struct {
	items []Item // all items of the sentence at this level
	at    int    // first item of the match
	n     int    // number of items
	row   row
	day   bool // the text writes 5/12 with the day first
}

// of returns the kth item of the match that plays class c.
func (m *match) of(c anchoring.Class, k int) *Item {
	for i, p := range m.row.plays {
		if p == c {
			if k == 0 {
				return &m.items[m.at+i]
			}
			k--
		}
	}
	return nil
}

func (m *match) num(c anchoring.Class, k int) int {
	if i := m.of(c, k); i != nil {
		if c == cN || c == cDD || c == cOD || c == cYY || c == cY2 || c == cY3 || c == cHHMM {
			return i.Int
		}
		return i.Value
	}
	return 0
}

// has reports whether a word stands in the match.
func (m *match) has(words ...string) bool {
	for i := range m.items[m.at : m.at+m.n] {
		if m.items[m.at+i].Is(words...) {
			return true
		}
	}
	return false
}

// prev is the item before the match, back items further to the left; next the one after it.
func (m *match) prev(back int) *Item { return m.place(m.at - 1 - back) }

func (m *match) next(on int) *Item { return m.place(m.at + m.n + on) }

func (m *match) place(i int) *Item {
	if i < 0 || i >= len(m.items) {
		return &Item{}
	}
	return &m.items[i]
}

// glued reports whether no blank stands between the items of the match.
func (m *match) glued() bool {
	for i := m.at + 1; i < m.at+m.n; i++ {
		if !m.items[i].Glued {
			return false
		}
	}
	return true
}

// Pass runs one level over the items of a sentence.
func (g *grammar) pass(level int, items []Item, dayFirst bool) []Item {
	root := g.levels[level]
	var out []Item
	last := 0
	var found []match
	for i := 0; i < len(items); {
		found = root.walk(items, i, i, found[:0])
		x, n := best(found, items, dayFirst)
		if x == nil {
			i++
			continue
		}
		if out == nil {
			out = make([]Item, 0, len(items))
		}
		out = append(out, items[last:i]...)
		if x.From > 0 {
			i, n = i+x.From, n-x.From
			out = append(out, items[i-x.From:i]...)
		}
		made := Item{Class: x.Class, X: x}
		made.Token = items[i].Token
		made.End = items[i+n-1].End
		if x.Class == cYY {
			made.Int, made.Spelt = x.Year, false
		}
		x.Span = made.Span
		out = append(out, made)
		i += n
		last = i
	}
	if out == nil {
		return items
	}
	return append(out, items[last:]...)
}

// walk appends every match that begins at item from.
func (n *node) walk(items []Item, from, i int, found []match) []match {
	for _, r := range n.rows {
		found = append(found, match{items: items, at: from, n: i - from, row: r})
	}
	if i >= len(items) {
		return found
	}
	it := &items[i]
	if n.lits != nil && it.X == nil {
		if next := n.lits[it.Text]; next != nil {
			found = next.walk(items, from, i+1, found)
		}
	}
	for _, b := range n.classes {
		if it.Class&b.class != 0 {
			found = b.next.walk(items, from, i+1, found)
		}
	}
	return found
}

// best is the expression of the longest match that means something, the first row among equals.
func best(found []match, items []Item, dayFirst bool) (*anchoring.Expression, int) {
	for len(found) > 0 {
		top := 0
		for k := range found {
			if found[k].n > found[top].n || found[k].n == found[top].n && found[k].row.rank < found[top].row.rank {
				top = k
			}
		}
		m := found[top]
		m.day = dayFirst
		if x := m.row.action(&m); x != nil {
			return x, m.n
		}
		found[top] = found[len(found)-1]
		found = found[:len(found)-1]
	}
	return nil, 0
}
