package review

import (
	"math"

	"entente"
)

// A Rate is how many of the judged rows are right in something, with its interval.
type Rate struct {
	Sort  string  `json:"sort" doc:"event, statement, figure, tie, or all"`
	Field string  `json:"field" doc:"row: it is one at all; all: it is right in every field; else the field, of the rows that are rows at all"`
	Right int     `json:"right"`
	Of    int     `json:"of"`
	Value float64 `json:"value"`
	Low   float64 `json:"low" doc:"of the 95 % interval of Wilson"`
	High  float64 `json:"high"`
}

// z is the two-sided 95 % point of the normal distribution.
const z = 1.959963984540054

// Wilson is the 95 % interval of a share (Wilson 1927, Probable inference, the law of succession, and statistical inference): unlike
// share ± error it stays within 0 and 1 and holds for few rows and for shares near the ends.
func Wilson(right, of int) (low, high float64) {
	if of == 0 {
		return 0, 1
	}
	n, p := float64(of), float64(right)/float64(of)
	mid := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	low, high = (mid-half)/(1+z*z/n), (mid+half)/(1+z*z/n)
	if right == 0 {
		low = 0
	}
	if right == of {
		high = 1
	}
	return low, high
}

func rate(sort, field string, right, of int) Rate {
	r := Rate{Sort: sort, Field: field, Right: right, Of: of}
	r.Low, r.High = Wilson(right, of)
	if of > 0 {
		r.Value = float64(right) / float64(of)
	}
	return r
}

// A Judged row is what the machine read, and what was made of it.
type Judged struct {
	Machine entente.Row
	Codings []Coding // in the order of their last words; one at least
}

// Precision is measured on judged rows: for each sort, and for all, how many are rows at all and right in everything, and for each
// field of a sort how many of the rows that are rows at all have it right. Rows on which two differ and no third has settled are
// left out. It is an estimate for the store only where the rows were drawn at random.
func Precision(rows []Judged) []Rate {
	type count struct{ right, of int }
	counts := map[[2]string]*count{}
	add := func(sort, field string, right bool) {
		c := counts[[2]string{sort, field}]
		if c == nil {
			c = &count{}
			counts[[2]string{sort, field}] = c
		}
		c.of++
		if right {
			c.right++
		}
	}
	for i := range rows {
		final, settled := Final(rows[i].Codings)
		if !settled {
			continue
		}
		sort, machine := rows[i].Machine.Sort(), Values(&rows[i].Machine)
		whole := !final.Rejected
		for _, f := range Fields(sort) {
			if final.Rejected {
				break
			}
			right := final.Values[f] == machine[f]
			if f == "direction" && final.Values["actors"] != machine["actors"] {
				right, whole = false, false
				continue // who took part is wrong: that is counted there
			}
			whole = whole && right
			add(sort, f, right)
		}
		for _, s := range []string{sort, "all"} {
			add(s, "row", !final.Rejected)
			add(s, "all", whole)
		}
	}
	var out []Rate
	for _, sort := range []string{"all", "event", "statement", "figure", "tie"} {
		fields := []string{"row", "all"}
		if sort != "all" {
			fields = append(fields, Fields(sort)...)
		}
		for _, f := range fields {
			if c := counts[[2]string{sort, f}]; c != nil {
				out = append(out, rate(sort, f, c.right, c.of))
			}
		}
	}
	return out
}
