package export

import (
	"encoding/csv"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
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
	c := csv.NewWriter(w)
	c.Write([]string{"actor", "actor_cow", "recipient", "recipient_cow", "month", "events", "quad1", "quad2", "quad3", "quad4", "untyped", "score_mean"})
	for _, k := range keys {
		x := cells[k]
		mean := ""
		if x.scored > 0 {
			mean = strconv.FormatFloat(x.score/float64(x.scored), 'f', 2, 64)
		}
		c.Write([]string{k[0], d.cow(k[0]), k[1], d.cow(k[1]), k[2], strconv.Itoa(x.n), strconv.Itoa(x.quad[1]), strconv.Itoa(x.quad[2]), strconv.Itoa(x.quad[3]), strconv.Itoa(x.quad[4]), strconv.Itoa(x.quad[0]), mean})
	}
	c.Flush()
	return c.Error()
}

func (d *Data) cow(code string) string {
	if d.Countries == nil {
		return ""
	}
	return d.Countries.COW(code)
}

// writeSDMX writes the figures that have a value and a period as SDMX-CSV 1.0.
func writeSDMX(w io.Writer, d *Data) error {
	c := csv.NewWriter(w)
	c.Write([]string{"DATAFLOW", "FREQ", "MEASURE", "REF_AREA", "COUNTERPART_AREA", "UNIT_MEASURE", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "OPERATOR", "MODALITY", "SOURCE"})
	for i := range d.Rows {
		r := &d.Rows[i]
		f := r.Figure
		if f == nil || f.Value == "" || f.Period == nil || f.Form != "level" {
			continue
		}
		area, counterpart := first(f.From, at(f.Parties, 0)), first(f.To, at(f.Parties, 1))
		frequency := map[string]string{"year": "A", "month": "M", "day": "D", "quarter": "Q", "half": "S"}[f.Period.Precision]
		status := "A" // a normal value
		switch {
		case f.Modality == "estimate" || strings.Contains(f.Op, "~"):
			status = "E"
		case f.Modality == "forecast" || f.Modality == "target" || f.Modality == "planned":
			status = "F"
		}
		c.Write([]string{"ENTENTE:FIGURES(1.0)", first(frequency, "_U"), first(f.Measure, "_U"), area, first(counterpart, "_Z"), f.Unit, f.Period.EDTF, f.Value, status, f.Op, f.Modality, r.Document.ID})
	}
	c.Flush()
	return c.Error()
}

func at(s []string, i int) string {
	if i < len(s) {
		return s[i]
	}
	return ""
}
