package figures

import (
	"strings"
)

// measure finds the words that say what the number measures: inside the figure first, then the nearest ones, words before
// counting nearer than words after, and a mark of a clause in between counting as several words. What happened to those
// counted ("killed") says more than what they are.
func (c *clause) measure(q *quantity) string {
	best, name := 1<<30, ""
	for k := 0; k < len(c.it); k++ {
		row, next := c.measures.from(c.it, k)
		if row == nil || !fits(row[2], q.dim) {
			continue
		}
		if row[1] == "gdp" && q.dim == "percent" && k > 0 && c.it[k-1].is("of", "to") {
			continue // what the share is a share of
		}
		cost := c.distance(k, q)
		if next > k+1 {
			cost = min(cost, c.distance(next-1, q)) - 1
			k = next - 1
		}
		if row[1] == "value" {
			cost += 15
		}
		if q.dim == "count" {
			switch {
			case cost <= 0:
				cost = 7
			case !happens(row[1]) || !people(q.unit):
				continue
			}
		}
		if cost <= reach && cost < best {
			best, name = cost, row[1]
		}
	}
	if name == "" {
		name = c.defaultMeasure(q)
	}
	return name
}

// fits reports whether a measure goes with a kind of unit; points go with what goes with percentages.
func fits(dims, dim string) bool {
	if dim == "points" {
		dim = "percent"
	}
	return strings.Contains(" "+dims+" ", " "+dim+" ")
}

func people(unit string) bool {
	switch unit {
	case "{person}", "{soldier}", "{child}", "{woman}", "{man}", "{worker}", "{member}", "{fighter}", "{rebel}", "{migrant}", "{refugee}", "{officer}", "{policeman}", "{student}", "{militant}":
		return true
	}
	return false
}

// reach is how far from a number what it measures may stand.
const reach = 26

// happens reports whether a measure is something that happens to people, whatever they are called.
func happens(measure string) bool {
	switch measure {
	case "deaths", "injuries", "casualties", "detainees", "missing", "refugees", "evacuees", "hostages", "migrants", "poverty", "population":
		return true
	}
	return false
}

// distance is the cost of taking item k for what the quantity measures.
func (c *clause) distance(k int, q *quantity) int {
	if q.from <= k && k < q.to {
		return 0
	}
	lo, hi, cost := k, q.from, 0
	if k >= q.to {
		lo, hi, cost = q.to, k, 2
	}
	for i := lo; i < hi; i++ {
		cost++
		switch c.it[i].Text {
		case ",":
			if i > 6 || k > 0 { // not the comma after what opens the sentence
				cost += 4
			}
		case "(", ")", "and":
			cost += 4
		case "while", "whereas", "but", "although":
			cost += 14
		case ";", ":":
			cost += 12
		}
	}
	return cost
}

// defaultMeasure is what a unit measures where no word says more.
func (c *clause) defaultMeasure(q *quantity) string {
	switch q.dim {
	case "length":
		return "length"
	case "area":
		return "area"
	case "time":
		return "time"
	case "power":
		return "capacity"
	case "percent":
		if q.form == "share" {
			return "share"
		}
	}
	return ""
}

func (c *clause) near(measure string, q *quantity, n int) bool {
	for k := q.to; k < len(c.it) && k < q.to+n; k++ {
		if row, _ := c.measures.from(c.it, k); row != nil && row[1] == measure {
			return true
		}
	}
	return false
}
