package dates

import (
	"entente/internal/dates/expressions"
	"entente/internal/numerals"
)

// named reports whether the year at items[i] is part of a proper name: "the Beijing 2022 Winter Olympics", "Agenda 2030".
func (f *Finder) named(items []expressions.Item, i int) bool {
	at := func(k int) *expressions.Item {
		if k < 0 || k >= len(items) {
			return &expressions.Item{}
		}
		return &items[k]
	}
	p := at(i - 1)
	if p.Is("-", "–") && p.Glued {
		if p = at(i - 2); p.Is("post", "pre") {
			return true // "the post-2015 agenda"
		}
	}
	if p.Is("’", "'") && p.Glued {
		p = at(i - 2)
	}
	if side := f.names[p.Text]; p.Upper && p.X == nil && (side == "before" || side == "both") {
		return true
	}
	capitals := 0
	for k := i + 1; k < len(items) && k <= i+6; k++ {
		w := at(k)
		if w.X != nil || w.Kind != numerals.Word || !w.Upper && !w.Is("of", "and", "for", "the") {
			break
		}
		if w.Upper {
			capitals++
		}
		if side := f.names[w.Text]; w.Upper && (side == "after" || side == "both") {
			return true
		}
	}
	// "Tokyo 2020", "Kazakhstan 2050": a bare name and a year, with no comma or preposition between.
	if p.Upper && p.X == nil && p.Kind == numerals.Word && p.Class == 0 && !at(i).Glued && i >= 2 {
		q := at(i - 2)
		inside := at(i+1).Is(")") || q.Is("(") || q.Is("&")
		return !inside && q.Is("the", "in", "at", "for", "of", "under", "to") && capitalName(p.Text)
	}
	return false
}

// capitalName leaves out the capitalised words that a sentence or a title puts before a year.
func capitalName(w string) bool {
	switch w {
	case "in", "since", "by", "until", "from", "before", "after", "during", "of", "the", "and", "year", "years", "election", "elections", "session", "budget", "report",
		"census", "summit", "agreement", "treaty", "conference", "declaration", "protocol", "war", "crisis", "revolution":
		return false
	}
	return true
}
