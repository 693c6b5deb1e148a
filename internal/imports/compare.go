package imports

import (
	"cmp"
	"slices"
	"time"
)

// An Act is a happening of one's own record in the codes of the file that it is held against.
type Act struct {
	ID         string   `json:"id"`
	Start, End string   `json:"-"` // first and last day
	Day        string   `json:"date"`
	From       []string `json:"actors"`     // states
	To         []string `json:"recipients"` // states; none where the actors act on each other
	Class      string   `json:"class"`
	Quad       int      `json:"quad"`
	Kind       string   `json:"kind"`
	Stories    int      `json:"stories"` // independent stories that tell it
}

// Options choose what is compared. Empty ones let everything through.
type Options struct {
	Pair         [2]string
	Since, Until string
	Days         int  // a row and an act of one class meet where so many days lie between them at most
	Directed     bool // A on B apart from B on A
}

// A Cell is a pair of states in a month.
type Cell struct {
	Pair                [2]string
	Month               string // "2022-09"
	Ours, Theirs        int
	OurQuad, TheirQuad  [5]int // by quad class
	OursMet, TheirsMet  int    // acts with a row of theirs of the same class near them, and the other way round
	OursNear, TheirNear int    // that meet none of the same class, but one of the same quad class
}

// A Class is a CAMEO root or a PLOVER type with its counts.
type Class struct {
	Name                           string
	Ours, Theirs, OursMet, TheyMet int
}

// A Report is what a comparison came to. Counts are of acts and rows by pair: a row of theirs on three states counts for each
// pair of them that is compared.
type Report struct {
	First, Last        string // the days that their rows cover, within Since and Until
	Cells              []Cell // by pair and month
	Classes            []Class
	Ours, Theirs       int
	OursMet, TheirsMet int
	OursNear, TheyNear int
	Elsewhere          int // rows on pairs on which one's own record has nothing, or which were not asked for
	Outside            int // rows before Since or after Until
	OnlyOurs           []Act
	// Rank is Spearman's correlation of the counts of the cells (Spearman 1904); Ranked says whether there are cells enough.
	Rank   float64
	Ranked bool
}

// A Comparison takes rows as they come and holds them against acts.
type Comparison struct {
	opt     Options
	acts    []*own
	at      map[key][]*own // by pair and class
	quad    map[key][]*own // by pair and quad class
	pairs   map[[2]string]bool
	cells   map[cellKey]*Cell
	classes map[string]*Class
	report  Report
}

type own struct {
	Act
	pair      [2]string
	met, near bool
}

type key struct {
	pair  [2]string
	class string
}

type cellKey struct {
	pair  [2]string
	month string
}

// NewComparison takes the acts of one's own record. Those that are not dated to the month are the caller's to leave out.
func NewComparison(acts []Act, opt Options) *Comparison {
	c := &Comparison{opt: opt, at: map[key][]*own{}, quad: map[key][]*own{}, pairs: map[[2]string]bool{}, cells: map[cellKey]*Cell{}, classes: map[string]*Class{}}
	for _, a := range acts {
		for _, p := range c.between(a.From, a.To) {
			if !c.wanted(p) {
				continue
			}
			o := &own{Act: a, pair: p}
			c.acts = append(c.acts, o)
			c.pairs[p] = true
			c.at[key{p, a.Class}] = append(c.at[key{p, a.Class}], o)
			q := key{p, string(rune('0' + a.Quad))}
			c.quad[q] = append(c.quad[q], o)
		}
	}
	return c
}

// between are the pairs of two sides, each once, in the order of the alphabet unless directions are told apart. Actors without
// recipients act on each other.
func (c *Comparison) between(from, to []string) [][2]string {
	var out [][2]string
	if len(to) == 0 {
		to = from
	}
	for _, a := range from {
		for _, b := range to {
			p := [2]string{a, b}
			if !c.opt.Directed && b < a {
				p = [2]string{b, a}
			}
			if a != b && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

func (c *Comparison) wanted(p [2]string) bool {
	return c.opt.Pair == [2]string{} || c.opt.Pair == p || c.opt.Pair == [2]string{p[1], p[0]}
}

// Add counts a row of theirs. It reports the pairs for which the row counts and has nothing of ours near it.
func (c *Comparison) Add(r Row) (alone [][2]string) {
	switch {
	case c.opt.Since != "" && r.Day < c.opt.Since, c.opt.Until != "" && r.Day > c.opt.Until:
		c.report.Outside++
		return nil
	}
	if c.report.First == "" || r.Day < c.report.First {
		c.report.First = r.Day
	}
	c.report.Last = max(c.report.Last, r.Day)
	counted := false
	for _, p := range c.between(r.From, r.To) {
		if !c.wanted(p) || !c.pairs[p] && c.opt.Pair == [2]string{} {
			continue
		}
		counted = true
		if !c.count(r, p) {
			alone = append(alone, p)
		}
	}
	if !counted {
		c.report.Elsewhere++
	}
	return alone
}

// count counts a row for a pair and reports whether an act of ours is near it.
func (c *Comparison) count(r Row, p [2]string) bool {
	cell, class := c.cell(p, r.Day[:7]), c.class(r.Class)
	cell.Theirs, class.Theirs, c.report.Theirs = cell.Theirs+1, class.Theirs+1, c.report.Theirs+1
	cell.TheirQuad[r.Quad]++
	met, near := false, false
	for _, o := range c.at[key{p, r.Class}] {
		if apart(r.Day, o.Start, o.End) <= c.opt.Days {
			met, o.met = true, true
		}
	}
	for _, o := range c.quad[key{p, string(rune('0' + r.Quad))}] {
		if apart(r.Day, o.Start, o.End) <= c.opt.Days {
			near, o.near = true, true
		}
	}
	switch {
	case met:
		cell.TheirsMet, class.TheyMet, c.report.TheirsMet = cell.TheirsMet+1, class.TheyMet+1, c.report.TheirsMet+1
	case near:
		cell.TheirNear, c.report.TheyNear = cell.TheirNear+1, c.report.TheyNear+1
	}
	return met || near
}

// apart is how many days lie between a day and a stretch; 0 within it.
func apart(day, start, end string) int {
	if day >= start && day <= end {
		return 0
	}
	near := start
	if day > end {
		near = end
	}
	a, errA := time.Parse(time.DateOnly, day)
	b, errB := time.Parse(time.DateOnly, near)
	if errA != nil || errB != nil {
		return 1 << 30
	}
	return int(max(a.Sub(b), b.Sub(a)).Hours() / 24)
}

func (c *Comparison) cell(p [2]string, month string) *Cell {
	k := cellKey{p, month}
	if c.cells[k] == nil {
		c.cells[k] = &Cell{Pair: p, Month: month}
	}
	return c.cells[k]
}

func (c *Comparison) class(name string) *Class {
	if c.classes[name] == nil {
		c.classes[name] = &Class{Name: name}
	}
	return c.classes[name]
}

// Report counts one's own acts within the days that their rows cover, and puts everything in order.
func (c *Comparison) Report() Report {
	r := c.report
	for _, o := range c.acts {
		if o.End < max(r.First, c.opt.Since) || o.Start > r.Last || c.opt.Until != "" && o.Start > c.opt.Until {
			continue
		}
		cell, class := c.cell(o.pair, o.Start[:7]), c.class(o.Class)
		cell.Ours, class.Ours, r.Ours = cell.Ours+1, class.Ours+1, r.Ours+1
		cell.OurQuad[o.Quad]++
		switch {
		case o.met:
			cell.OursMet, class.OursMet, r.OursMet = cell.OursMet+1, class.OursMet+1, r.OursMet+1
		case o.near:
			cell.OursNear, r.OursNear = cell.OursNear+1, r.OursNear+1
		default:
			r.OnlyOurs = append(r.OnlyOurs, o.Act)
		}
	}
	for _, x := range c.cells {
		r.Cells = append(r.Cells, *x)
	}
	slices.SortFunc(r.Cells, func(a, b Cell) int {
		return cmp.Or(slices.Compare(a.Pair[:], b.Pair[:]), cmp.Compare(a.Month, b.Month))
	})
	for _, x := range c.classes {
		r.Classes = append(r.Classes, *x)
	}
	slices.SortFunc(r.Classes, func(a, b Class) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(r.OnlyOurs, func(a, b Act) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.ID, b.ID)) })
	r.OnlyOurs = slices.CompactFunc(r.OnlyOurs, func(a, b Act) bool { return a.ID == b.ID })
	r.Rank, r.Ranked = spearman(r.Cells)
	return r
}
