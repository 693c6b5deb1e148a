// Package relations turns dated acts between states into what analysts count: dyad series by period, the ladder of a
// relationship, and the balance of a state among its partners, each number with the parts it is made of.
package relations

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"entente"
)

// An Act is one happening, told by any number of stories, with its parties as codes of states or bodies.
type Act struct {
	ID                 string
	Start, End         string // first and last day, "2022-09-14"; "" where it is not known
	Type, Mode, Kind   string
	Quad               int
	Score              float64
	Actors, Recipients []string
	Status             string
	Told               string   // first day on which it was told
	Stories            []string // ids of the independent stories that tell it
}

// Acts are happenings as they are counted here.
func Acts(happenings []entente.Happening) []Act {
	var out []Act
	for _, h := range happenings {
		x := Act{ID: h.ID, Type: h.Type, Mode: h.Mode, Kind: h.Kind, Quad: h.Quad, Actors: h.Actors, Recipients: h.Recipients, Status: h.Status, Told: h.Told, Stories: h.Stories}
		if h.Date != nil {
			x.Start, x.End = h.Date.Start, h.Date.End
		}
		if h.Score != nil {
			x.Score = *h.Score
		}
		out = append(out, x)
	}
	return out
}

// AsTold are acts of which those without any date stand on the day on which they were first told: a speech that condemns names
// no day for it. What is dated to more than a year stays as it is.
func AsTold(acts []Act) []Act {
	out := slices.Clone(acts)
	for i := range out {
		if x := &out[i]; x.Start == "" && x.End == "" {
			x.Start, x.End = x.Told, x.Told
		}
	}
	return out
}

// involves reports whether an act has a on one side and b on the other, and in which direction: "->" a to b, "<-" b to a,
// "--" both in one act on each other.
func (x *Act) involves(a, b string) (direction string, ok bool) {
	aActs, bActs := slices.Contains(x.Actors, a), slices.Contains(x.Actors, b)
	switch {
	case aActs && bActs:
		return "--", x.Reciprocal()
	case aActs && slices.Contains(x.Recipients, b):
		return "->", true
	case bActs && slices.Contains(x.Recipients, a):
		return "<-", true
	}
	return "", false
}

// Reciprocal reports whether the actors of an act without recipient act on each other: they do when they meet, sign or fight; two
// who condemn a third do not.
func (x *Act) Reciprocal() bool {
	return len(x.Recipients) == 0 && (x.Quad != 3 && x.Quad != 4 || x.Kind == "armed-conflict")
}

// Period is the length of the bins of a series.
type Period string

// The periods.
const (
	Week    Period = "week" // ISO 8601
	Month   Period = "month"
	Quarter Period = "quarter"
	Year    Period = "year"
)

// A Cell is one bin of a dyad series.
type Cell struct {
	Period             string // "2022", "2022-Q3", "2022-09", "2022-W37"
	Events             int
	ByType             map[string]int
	Quad               [5]int // by quad class 1–4; 0 counts acts without PLOVER type
	Score              float64
	Mean               float64 // of the scores of the acts that have a type
	AToB, BToA, Mutual int
	Planned, Denied    int // not in Events
	typed              int
}

// Series bins what happened between a and b. Acts whose dates are known less exactly than the period, or not at all, are
// counted in coarse and left out. Planned and hypothetical acts count as Planned in their bin.
func Series(acts []Act, a, b string, by Period) (cells []Cell, coarse int, err error) {
	bins := map[string]*Cell{}
	for i := range acts {
		x := &acts[i]
		direction, ok := x.involves(a, b)
		if !ok {
			continue
		}
		name, err := bin(x, by)
		if err != nil {
			return nil, 0, err
		}
		if name == "" {
			coarse++
			continue
		}
		c := bins[name]
		if c == nil {
			c = &Cell{Period: name, ByType: map[string]int{}}
			bins[name] = c
		}
		c.add(x, direction)
	}
	for _, c := range bins {
		if c.typed > 0 {
			c.Mean = c.Score / float64(c.typed)
		}
		cells = append(cells, *c)
	}
	slices.SortFunc(cells, func(x, y Cell) int { return cmp.Compare(x.Period, y.Period) })
	return cells, coarse, nil
}

func (c *Cell) add(x *Act, direction string) {
	switch x.Status {
	case "planned", "hypothetical":
		c.Planned++
		return
	case "denied":
		c.Denied++
		return
	}
	c.Events++
	c.Quad[max(0, min(x.Quad, 4))]++
	if x.Type != "" {
		c.ByType[x.Type]++
		c.Score += x.Score
		c.typed++
	}
	switch direction {
	case "->":
		c.AToB++
	case "<-":
		c.BToA++
	default:
		c.Mutual++
	}
}

// bin names the period that holds both ends of an act; "" where no single one does.
func bin(x *Act, by Period) (string, error) {
	if x.Start == "" || x.End == "" {
		return "", nil
	}
	a, errA := time.Parse("2006-01-02", x.Start)
	b, errB := time.Parse("2006-01-02", x.End)
	if errA != nil || errB != nil {
		return "", fmt.Errorf("act %s: dates %q and %q are not days", x.ID, x.Start, x.End)
	}
	name, last := by.of(a), by.of(b)
	if name == "" {
		return "", fmt.Errorf("no period %q; take week, month, quarter or year", by)
	}
	// An act of some days belongs where it began; one that is only known to lie somewhere in a longer stretch does not.
	if name != last && b.Sub(a) > 14*24*time.Hour {
		return "", nil
	}
	if b.Sub(a) > by.longest() {
		return "", nil
	}
	return name, nil
}

func (p Period) of(t time.Time) string {
	switch p {
	case Week:
		y, w := t.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case Month:
		return t.Format("2006-01")
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())+2)/3)
	case Year:
		return t.Format("2006")
	}
	return ""
}

func (p Period) longest() time.Duration {
	const day = 24 * time.Hour
	switch p {
	case Week:
		return 7 * day
	case Month:
		return 31 * day
	case Quarter:
		return 92 * day
	}
	return 366 * day
}
