package figures

import (
	"strings"

	"entente/internal/quantities"
)

// measure finds the words that say what the number measures: inside the figure first, then the nearest ones, words before
// counting nearer than words after, and a mark of a clause in between counting as several words. What happened to those
// counted ("killed") says more than what they are.
func (c *clause) measure(q *quantities.Quantity) string {
	best, name := 1<<30, ""
	for k := 0; k < len(c.it); k++ {
		row, next := c.measures.From(c.it, k)
		if row == nil || !fits(row[2], q.Dim) {
			continue
		}
		if row[1] == "gdp" && q.Dim == "percent" && k > 0 && c.it[k-1].Is("of", "to") {
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
		if q.Dim == "multiple" && row[2] == "count" {
			cost += 10 // trade "between our countries" is not a number of countries
		}
		if q.Dim == "count" {
			switch {
			case cost <= 0:
				cost = 7
			case !happens(row[1]) || !people(q.Unit):
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
	switch dim {
	case "points":
		dim = "percent"
	case "multiple": // what has an amount can be doubled
		for _, d := range []string{"percent", "count", "money", "mass", "volume"} {
			if fits(dims, d) {
				return true
			}
		}
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
func (c *clause) distance(k int, q *quantities.Quantity) int {
	if q.From <= k && k < q.To {
		return 0
	}
	lo, hi, cost := k, q.From, 0
	if k >= q.To {
		lo, hi, cost = q.To, k, 2
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
func (c *clause) defaultMeasure(q *quantities.Quantity) string {
	switch q.Dim {
	case "length":
		return "length"
	case "area":
		return "area"
	case "time":
		return "time"
	case "power":
		return "capacity"
	case "percent":
		if q.Form == "share" {
			return "share"
		}
	}
	return ""
}

func (c *clause) near(measure string, q *quantities.Quantity, n int) bool {
	for k := q.To; k < len(c.it) && k < q.To+n; k++ {
		if row, _ := c.measures.From(c.it, k); row != nil && row[1] == measure {
			return true
		}
	}
	return false
}
