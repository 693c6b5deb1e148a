package relations

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// A Bin names a cell of the panel: two parties, the lesser code first, and a period.
type Bin struct{ A, B, Period string }

// A Row of the panel is what happened between two parties in one period.
type Row struct {
	A, B string // the lesser code first
	Cell
}

// Panel counts all acts between all parties by period. It is what Series gives of every pair, in the order of the codes and the
// periods.
func Panel(acts []Act, by Period) ([]Row, error) {
	cells := map[Bin]Cell{}
	for i := range acts {
		one, err := acts[i].Cells(by)
		if err != nil {
			return nil, err
		}
		for b, c := range one {
			sum := cells[b]
			sum.Merge(c)
			cells[b] = sum
		}
	}
	var out []Row
	for b, c := range cells {
		out = append(out, Row{b.A, b.B, c})
	}
	slices.SortFunc(out, func(x, y Row) int {
		return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B), cmp.Compare(x.Period, y.Period))
	})
	return out, nil
}

// Cells are the cells that one act fills, each as if it were the only act. An act that is dated less exactly than the period
// fills none.
func (x *Act) Cells(by Period) (map[Bin]Cell, error) {
	period, err := bin(x, by)
	if err != nil || period == "" {
		return nil, err
	}
	parties := slices.Concat(x.Actors, x.Recipients)
	slices.Sort(parties)
	parties = slices.Compact(parties)
	out := map[Bin]Cell{}
	for i, a := range parties {
		for _, b := range parties[i+1:] {
			direction, ok := x.involves(a, b)
			if !ok {
				continue
			}
			c := Cell{Period: period, ByType: map[string]int{}}
			c.add(x, direction)
			c.Merge(Cell{})
			out[Bin{a, b, period}] = c
		}
	}
	return out, nil
}

// Merge adds what another cell of the same bin counts. The order in which cells are merged does not matter to the counts; sums
// of scores are kept to a tenth, as scores are.
func (c *Cell) Merge(o Cell) {
	if c.Period == "" {
		c.Period = o.Period
	}
	types := maps.Clone(c.ByType)
	if types == nil {
		types = map[string]int{}
	}
	c.ByType = types
	typed := 0
	for t, n := range o.ByType {
		c.ByType[t] += n
	}
	for _, n := range c.ByType {
		typed += n
	}
	for i, n := range o.Quad {
		c.Quad[i] += n
	}
	c.Events, c.Planned, c.Denied = c.Events+o.Events, c.Planned+o.Planned, c.Denied+o.Denied
	c.AToB, c.BToA, c.Mutual = c.AToB+o.AToB, c.BToA+o.BToA, c.Mutual+o.Mutual
	c.Score, c.typed, c.Mean = tenth(c.Score+o.Score), typed, 0
	if typed > 0 {
		c.Mean = c.Score / float64(typed)
	}
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }
