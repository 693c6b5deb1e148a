package review

import (
	"maps"
	"slices"
)

// Alpha is Krippendorff's alpha for nominal data (Krippendorff 2004, Content Analysis, 2nd ed., chapter 11): 1 − observed over
// expected disagreement, from the coincidences of values within units. Each unit has the values that its coders gave, without those
// who gave none; units with fewer than two say nothing. False where alpha is not defined: nothing is paired, or all values are one.
func Alpha(units [][]string) (alpha float64, pairable int, ok bool) {
	agree := 0.0 // the diagonal of the matrix of coincidences
	totals := map[string]float64{}
	for _, u := range units {
		m := len(u)
		if m < 2 {
			continue
		}
		pairable += m
		counts := map[string]int{}
		for _, v := range u {
			counts[v]++
			totals[v]++
		}
		for _, v := range slices.Sorted(maps.Keys(counts)) {
			agree += float64(counts[v]*(counts[v]-1)) / float64(m-1)
		}
	}
	n := float64(pairable)
	same := 0.0
	for _, v := range slices.Sorted(maps.Keys(totals)) {
		same += totals[v] * (totals[v] - 1)
	}
	if pairable < 2 || n*(n-1) == same {
		return 0, pairable, false
	}
	return 1 - (n-1)*(n-agree)/(n*(n-1)-same), pairable, true
}

// An Agreement is how far people who judged the same rows agree on something.
type Agreement struct {
	Sort    string  `json:"sort"`
	Field   string  `json:"field" doc:"row: whether it is one at all; else the field, of the rows that both let stand"`
	Rows    int     `json:"rows" doc:"judged by two or more"`
	Same    int     `json:"same" doc:"of them, those on which all said the same"`
	Alpha   float64 `json:"alpha" doc:"Krippendorff's alpha, nominal"`
	Defined bool    `json:"defined" doc:"false where all values are one, so that chance cannot be told from agreement"`
}

// Agreements are measured on the rows that two or more judged, by sort and field. What a third said to settle is left out: it was
// said in knowledge of the others.
func Agreements(rows []Judged) []Agreement {
	units := map[[2]string][][]string{}
	for i := range rows {
		sort := rows[i].Machine.Sort()
		blind := slices.DeleteFunc(slices.Clone(rows[i].Codings), func(c Coding) bool { return c.Task == Settle })
		if len(blind) < 2 {
			continue
		}
		is, values := []string{}, map[string][]string{}
		for _, c := range blind {
			is = append(is, map[bool]string{true: "none", false: "row"}[c.Rejected])
			for f, v := range c.Values {
				values[f] = append(values[f], v)
			}
		}
		units[[2]string{sort, "row"}] = append(units[[2]string{sort, "row"}], is)
		for _, f := range Fields(sort) {
			if len(values[f]) > 1 {
				units[[2]string{sort, f}] = append(units[[2]string{sort, f}], values[f])
			}
		}
	}
	var out []Agreement
	for _, sort := range []string{"event", "statement", "figure", "tie"} {
		for _, f := range append([]string{"row"}, Fields(sort)...) {
			u := units[[2]string{sort, f}]
			if len(u) == 0 {
				continue
			}
			a := Agreement{Sort: sort, Field: f, Rows: len(u)}
			a.Alpha, _, a.Defined = Alpha(u)
			for _, v := range u {
				if !slices.ContainsFunc(v, func(x string) bool { return x != v[0] }) {
					a.Same++
				}
			}
			out = append(out, a)
		}
	}
	return out
}

// Disputed reports whether two differ on a row and a third is needed.
func Disputed(codings []Coding) bool {
	if len(codings) < 2 {
		return false
	}
	_, settled := Final(codings)
	return !settled
}
