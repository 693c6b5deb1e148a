package quantities

import (
	"strings"

	"entente/internal/numerals"
)

// idle reports whether an operator word means something else here: "the ban over 5", "above all 5", "above" in headings.
func (r *Reader) idle(it []Item, row []string, at int) bool {
	switch row[0] {
	case "over", "under", "above", "below", "around", "about":
		return at > 0 && r.Role(it[at-1].Text, "prep")
	}
	return false
}

// label reports whether the number is a name of something: "Article 5", "Boeing 737", "resolution 1284", "7 727 250".
func (r *Reader) label(it []Item, i, next int) bool {
	p := Item{}
	if i > 0 {
		p = it[i-1]
	}
	if p.Is("of") && i > 1 && it[i-2].Is("group") {
		return true // "the Group of 77"
	}
	if it[i].Spelt {
		switch {
		case it[i].Int == 0, it[i].Upper && p.Is("the"):
			return true // "the zero option", "the Twelve"
		case !p.Upper:
			return false
		}
	}
	if p.Is("and", "or", ",") && r.listLabel(it, i) || p.Is("(") && i > 1 && r.Role(it[i-2].Text, "label") {
		return true
	}
	switch {
	case p.Kind == numerals.Word && r.Role(p.Text, "label") && (p.Upper || p.Is("article", "articles", "resolution", "resolutions", "flight", "section", "paragraph", "paragraphs", "chapter", "page", "no", "nos", "number", "room", "annex", "item")):
		return true
	case p.Is(".") && i > 1 && it[i-2].Is("no", "nos", "art", "tel"):
		return true
	case p.Is("#", "№") && !(i > 1 && it[i-2].Is("gb", "gbp")):
		return true
	case p.Is("-", "–") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Word:
		return true // "Su-25", "G-20"
	case p.Is(".") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Word && strings.ContainsAny(it[i-2].Text, "0123456789"):
		return true // "PM2.5"
	case p.Upper && r.Role(p.Text, "month") && it[i].Int >= 1 && it[i].Int <= 31 && !it[i].Spelt:
		return true // "March 21" of no known year
	case p.Is("under") && p.Upper && i > 1 && it[i-2].Kind == numerals.Number && it[i-2].Int == it[i].Int:
		return true // the second of "40 Under 40"
	case p.Is("+", "/") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Word && it[i-2].Upper:
		return true // "Rio+20", "A/70"
	case p.Is("-", "–") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Number && !r.measured(it, next):
		return !large(&it[i-2], &it[i]) // the second number of a score
	case p.Is("/", ":") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Number:
		return true
	case p.Is(".") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Number:
		return true
	}
	if next < len(it) {
		n := it[next]
		switch {
		case n.Is("/", ":") && n.Glued && next+1 < len(it) && it[next+1].Glued && it[next+1].Kind == numerals.Number:
			return true
		case n.Is(".") && n.Glued && next+1 < len(it) && it[next+1].Glued && it[next+1].Kind == numerals.Number:
			return true
		case n.Is("-", "–") && n.Glued && next+1 < len(it) && it[next+1].Glued && it[next+1].Kind == numerals.Number && it[i].Int >= 0 && it[next+1].Int >= 0 && !large(&it[i], &it[next+1]) && !r.measured(it, next+2):
			return true // scores, phone numbers, votes
		}
		return r.model(it, i, next)
	}
	return false
}

// model reports whether what follows the number makes it the name of a thing: "5G", "4K", "802.11ac", "3440x1440", "2-in-1",
// "40 Under 40", or a house number.
func (r *Reader) model(it []Item, i, next int) bool {
	n := &it[next]
	after := func(k int) *Item {
		if next+k < len(it) {
			return &it[next+k]
		}
		return &Item{}
	}
	switch {
	case it[i].Spelt && !n.Is("-", "–"):
		return false
	case it[i+1].Is("k") && it[i+1].Upper && it[i+1].Glued && it[i].Int < 10 && !r.CurrencyBefore(it, i):
		return true
	case n.Upper && len(n.Text) == 1 && n.Is("n", "e", "s", "w") && after(1).Is(".") && after(2).Upper:
		return true // "3170 W. County Road"
	case n.Is("-", "–") && n.Glued && after(1).Is("in", "on", "by", "for") && after(1).Glued && after(2).Is("-", "–") && after(3).Int > 0:
		return true
	case n.Is("under") && n.Upper && after(1).Kind == numerals.Number && after(1).Int == it[i].Int:
		return true
	case n.Is("×", "x") && after(1).Kind == numerals.Number:
		return true
	case !n.Glued || n.Kind != numerals.Word:
		return false
	case len(n.Text) == 1:
		return !n.Is("m", "b", "k", "t", "g", "x")
	}
	return len(n.Text) < 4 && !r.measured(it, next) || strings.ContainsAny(n.Text, "0123456789")
}

// large reports whether two numbers are no score: "300,000-400,000".
func large(a, b *Item) bool { return a.Int >= 1000 && b.Int > a.Int && len(a.Text) != 4 }

// listLabel reports whether the number goes on a list of labels: "resolutions 1970 (2011) and 1973".
func (r *Reader) listLabel(it []Item, i int) bool {
	for k := i - 1; k >= 0 && k > i-9; k-- {
		switch w := &it[k]; {
		case w.Is("resolutions", "articles", "paragraphs", "sections", "chapters", "pages", "nos", "annexes", "rooms", "flights"):
			return true
		case w.Kind == numerals.Number || w.Is("and", "or", ",", "(", ")", "to"):
		case w.Kind == numerals.Word && len(w.Text) <= 4 && it[max(k-1, 0)].Is("("):
		default:
			return false
		}
	}
	return false
}

// measured reports whether a unit, scale or lower-case word follows at i: then a dash before was that of a range.
func (r *Reader) measured(it []Item, i int) bool {
	if i >= len(it) {
		return false
	}
	if _, ok := r.Scales[it[i].Text]; ok {
		return true
	}
	if row, _ := r.Units.From(it, i); row != nil {
		return true
	}
	if it[i].Is("-") && i+1 < len(it) {
		row, _ := r.Units.From(it, i+1)
		return row != nil
	}
	row, _ := r.Money.From(it, i)
	return row != nil || it[i].Kind == numerals.Word && !it[i].Upper && len(it[i].Text) > 3 && !it[i].Is("with", "over", "from", "against", "after", "victory", "defeat", "vote", "loss", "lead")
}
