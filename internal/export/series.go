package export

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"entente"
)

// writePanel writes one line for every directed pair of states and month in which one acted on the other: counts by quad class and
// the mean PLOVER score. Planned, hypothetical and denied events are left out, and so are those not dated to a month.
func writePanel(w io.Writer, d *Data) error {
	type cell struct {
		n, scored int
		quad      [5]int
		score     float64
	}
	cells := map[[3]string]*cell{}
	for _, r := range d.events() {
		e := r.Event
		if e.Status != "happened" && e.Status != "ongoing" || e.Date == nil || len(e.Date.Start) < 7 || len(e.Date.End) < 7 || e.Date.Start[:7] != e.Date.End[:7] && e.Date.Precision != "day" {
			continue
		}
		from, to := sideOf(r, "actor").states(), sideOf(r, "recipient").states()
		if len(to) == 0 {
			to = from
		}
		for _, a := range from {
			for _, b := range to {
				if a == b {
					continue
				}
				k := [3]string{a, b, e.Date.Start[:7]}
				c := cells[k]
				if c == nil {
					c = &cell{}
					cells[k] = c
				}
				c.n++
				c.quad[e.Quad]++
				if e.Score != nil {
					c.score, c.scored = c.score+*e.Score, c.scored+1
				}
			}
		}
	}
	keys := make([][3]string, 0, len(cells))
	for k := range cells {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return slices.Compare(keys[i][:], keys[j][:]) < 0 })
	c := NewCSV(w)
	c.Write("actor", "actor_cow", "recipient", "recipient_cow", "month", "events", "quad1", "quad2", "quad3", "quad4", "untyped", "score_mean")
	for _, k := range keys {
		x := cells[k]
		mean := ""
		if x.scored > 0 {
			mean = strconv.FormatFloat(x.score/float64(x.scored), 'f', 2, 64)
		}
		c.Write(k[0], d.cow(k[0]), k[1], d.cow(k[1]), k[2], strconv.Itoa(x.n), strconv.Itoa(x.quad[1]), strconv.Itoa(x.quad[2]), strconv.Itoa(x.quad[3]), strconv.Itoa(x.quad[4]), strconv.Itoa(x.quad[0]), mean)
	}
	return c.Close()
}

func (d *Data) cow(code string) string {
	if d.Countries == nil {
		return ""
	}
	return d.Countries.COW(code)
}

// writeSDMX writes the figures that have a value and a period as SDMX-CSV 1.0. What is denied, demanded or only supposed is no
// observation, and left out; a target, plan or forecast has the status F.
func writeSDMX(w io.Writer, d *Data) error {
	c := NewCSV(w)
	c.Write("DATAFLOW", "FREQ", "MEASURE", "REF_AREA", "COUNTERPART_AREA", "UNIT_MEASURE", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "OPERATOR", "MODALITY", "SOURCE")
	for i := range d.Rows {
		r := &d.Rows[i]
		f := r.Figure
		if f == nil || f.Value == "" || f.Form != "level" || f.Modality == "denied" || f.Modality == "hypothetical" || f.Modality == "demand" {
			continue
		}
		frequency, period := timePeriod(f.Period)
		if period == "" {
			continue
		}
		area, counterpart := first(f.From, at(f.Parties, 0)), first(f.To, at(f.Parties, 1))
		status := "A" // a normal value
		switch {
		case f.Modality == "forecast" || f.Modality == "target" || f.Modality == "planned":
			status = "F"
		case f.Modality == "estimate" || strings.Contains(f.Op, "~") || strings.ContainsAny(f.Period.EDTF, "~?%"):
			status = "E"
		}
		c.Write("ENTENTE:FIGURES(1.0)", frequency, first(f.Measure, "_U"), first(area, "_Z"), first(counterpart, "_Z"), first(f.Unit, "_Z"), period, f.Value, status, f.Op, f.Modality, r.Document.ID)
	}
	return c.Close()
}

// timePeriod is a date as SDMX has it, with its frequency: a day, month, quarter, half or year; of any other span the first day and
// the duration. Both are "" where a side is open.
func timePeriod(d *entente.Date) (frequency, period string) {
	if d == nil {
		return "", ""
	}
	from, errFrom := time.Parse(time.DateOnly, d.Start)
	to, errTo := time.Parse(time.DateOnly, d.End)
	if errFrom != nil || errTo != nil || to.Before(from) {
		return "", ""
	}
	after := to.AddDate(0, 0, 1)
	months := (after.Year()-from.Year())*12 + int(after.Month()-from.Month())
	month := int(from.Month()) - 1
	switch {
	case from.Equal(to):
		return "D", d.Start
	case from.Day() != 1 || after.Day() != 1:
		return "_U", fmt.Sprintf("%s/P%dD", d.Start, int(after.Sub(from).Hours())/24)
	case months == 1:
		return "M", d.Start[:7]
	case months == 3 && month%3 == 0:
		return "Q", fmt.Sprintf("%d-Q%d", from.Year(), month/3+1)
	case months == 6 && month%6 == 0:
		return "S", fmt.Sprintf("%d-S%d", from.Year(), month/6+1)
	case months == 12 && month == 0:
		return "A", d.Start[:4]
	case months%12 == 0:
		return "_U", fmt.Sprintf("%s/P%dY", d.Start, months/12)
	}
	return "_U", fmt.Sprintf("%s/P%dM", d.Start, months)
}

func at(s []string, i int) string {
	if i < len(s) {
		return s[i]
	}
	return ""
}
