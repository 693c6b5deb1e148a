package figures

import (
	"sort"
	"strings"

	"entente"
	"entente/internal/quantities"
)

// dyadic are measures that stand between two parties.
func dyadic(measure string) bool {
	switch strings.SplitN(measure, ".", 2)[0] {
	case "trade", "exports", "imports", "investment", "aid", "loans", "contract", "agreements", "debt":
		return true
	}
	return false
}

// actor is the code that a mention stands for among the parties of a figure: the state or body behind an office.
func actor(m entente.Mention) string {
	switch m.Kind {
	case "state":
		return m.Actor
	case "organisation":
		if has(m.Sectors, "MED") {
			return ""
		}
		if m.Of != "" {
			return m.Of
		}
		return m.Actor
	case "person", "group":
		return m.Of
	}
	return ""
}

// about leaves out of the mentions those that cannot be parties: who says it (a state may speak of itself), and names in
// the figure's own currency ("US dollars").
func (c *clause) about(ms []entente.Mention, f *entente.Figure) []entente.Mention {
	said := c.same(f.AssertedBy)
	var out []entente.Mention
	for _, m := range ms {
		if m.Kind != "state" && (m.ID == f.AssertedBy || said != "" && (m.SameAs == said || m.ID == said)) && f.AssertedBy != c.d.Document.Speaker {
			continue
		}
		if end := m.Span().End; m.Start != nil && end < len(c.d.Document.Text) && c.d.Document.Text[end] == '$' {
			continue
		}
		if m.Start != nil && isMoney(f.Unit) && f.Span.Contains(m.Span()) {
			continue
		}
		out = append(out, m)
	}
	return out
}

func (c *clause) same(id string) string {
	if m, ok := c.d.Mention(id); ok {
		if m.SameAs != "" {
			return m.SameAs
		}
		return m.ID
	}
	return ""
}

// isMoney reports whether a unit is a currency: three capitals.
func isMoney(unit string) bool {
	return len(unit) == 3 && strings.Trim(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// parties are the states and bodies of the sentence that the figure is about, nearest first, then in the order of the text;
// where the sentence names none, those of the sentences before.
func (c *clause) parties(f *entente.Figure, q *quantities.Quantity) []string {
	if property(c.it, q) {
		return nil
	}
	want := 1
	if dyadic(f.Measure) {
		want = 2
	}
	about := c.about(c.mentions, f)
	if f.Form == "rank" && want == 2 {
		if codes := c.ranking(about, f); codes != nil {
			return codes
		}
	}
	if want == 1 && c.between(f) {
		want = 2 // two where the sentence names them, but none is looked for elsewhere
		if codes := c.codes(about, f.Span, want); len(codes) == 2 {
			return codes
		}
		want = 1
	}
	codes := c.codes(about, f.Span, want)
	if len(codes) == 0 && c.mutual() { // "our two countries", said the minister
		codes = c.codes(c.mentions, f.Span, 2)
		want = 2
	}
	if len(codes) == 0 && want == 1 && c.d.Document.Country != "" {
		return []string{c.d.Document.Country}
	}
	for back := 1; back <= 3 && len(codes) < want && len(codes) == 0; back++ {
		codes = c.codes(c.d.mentions[c.n-back], entente.Span{Start: 1 << 40, End: 1 << 40}, want)
	}
	if len(codes) == 1 && want == 2 && c.mutual() {
		codes = c.partner(codes[0])
	}
	if len(codes) == 0 && len(c.d.Document.Country) > 0 {
		codes = []string{c.d.Document.Country}
	}
	if len(codes) > want && want == 1 {
		codes = codes[:1]
	}
	return codes
}

// property reports whether a quantity describes a thing, not an actor: its temperature, voltage, memory, or "a 16-inch screen".
func property(it []quantities.Item, q *quantities.Quantity) bool {
	switch q.Dim {
	case "data", "rate", "frequency", "sound", "temperature", "pressure", "voltage", "current", "charge", "angle", "concentration":
		return true
	case "length", "volume":
		switch q.Unit {
		case "[in_i]", "cm", "mm", "um", "nm", "L", "mL", "cm3":
			return q.To-q.Num > 2 && it[q.To-2].Is("-")
		}
	}
	return false
}

// between reports whether a claim can lie between two parties though it need not: deaths, troops, a border; a population
// or a growth cannot.
func (c *clause) between(f *entente.Figure) bool {
	switch strings.SplitN(f.Measure, ".", 2)[0] {
	case "deaths", "injuries", "casualties", "troops", "arms", "refugees", "migrants", "students", "scholarships", "stake", "projects", "funding", "compensation", "flights",
		"tourists", "workers", "detainees", "hostages", "tariff", "sanctions", "freight", "distance", "companies", "cost", "fine", "ransom", "value":
		return true
	case "length":
		for i := range c.it {
			if c.it[i].Is("border", "boundary", "frontier", "pipeline") {
				return true
			}
		}
	case "share":
		return true
	case "":
		return isMoney(f.Unit)
	}
	return false
}

// ranking are the sides of a claim of rank: whose partner ("Chile's largest trading partner", "the largest partner of
// Chile"), and the first other actor of the sentence.
func (c *clause) ranking(ms []entente.Mention, f *entente.Figure) []string {
	whose, who := "", ""
	text := c.d.Document.Text
	for _, m := range ms {
		code := actor(m)
		if code == "" || m.Start == nil {
			continue
		}
		s := m.Span()
		switch {
		case s.End <= f.Span.Start && f.Span.Start-s.End < 12 && strings.HasPrefix(strings.TrimLeft(text[s.End:f.Span.Start], " "), "'s"),
			s.End <= f.Span.Start && f.Span.Start-s.End < 14 && strings.HasPrefix(text[s.End:f.Span.Start], "’s"),
			s.Start >= f.Span.End && s.Start-f.Span.End < 10 && strings.HasPrefix(strings.TrimLeft(text[f.Span.End:s.Start], " "), "of"):
			whose = code
		case who == "":
			who = code
		}
	}
	if whose == "" || who == "" || who == whose {
		return nil
	}
	return order([]string{who, whose})
}

// mutual reports whether the sentence speaks of two sides without naming both.
func (c *clause) mutual() bool {
	for i := range c.it {
		if c.it[i].Is("bilateral", "mutual", "reciprocal", "both", "between", "turnover") || c.it[i].Is("two") && i+2 < len(c.it) && (c.it[i+2].Is("way", "sides") || c.it[i+1].Is("way", "countries", "sides", "states", "nations", "neighbours", "neighbors")) {
			return true
		}
	}
	return false
}

// partner finds the other side in the sentences before.
func (c *clause) partner(code string) []string {
	for n := c.n - 1; n >= 0 && n >= c.n-8; n-- {
		for _, m := range c.d.mentions[n] {
			if x := actor(m); x != "" && x != code && m.Kind == "state" {
				return order([]string{code, x})
			}
		}
	}
	return []string{code}
}

// located reports whether a mention only says where: "in China".
func (c *clause) located(m entente.Mention) bool {
	for k := 1; k < len(c.it); k++ {
		if c.it[k].Start >= *m.Start {
			return c.it[k].Start == *m.Start && c.it[k-1].Is("in", "at", "near", "outside", "via", "through")
		}
	}
	return false
}

func order(codes []string) []string {
	sort.Strings(codes)
	return codes
}

// codes are the distinct actors among mentions: of a claim about one party the nearest that stands for a state or body, of
// one between two parties the two nearest.
func (c *clause) codes(ms []entente.Mention, span entente.Span, want int) []string {
	type near struct {
		code string
		cost int
	}
	var found []near
	seen := map[string]int{}
	for _, m := range ms {
		code := actor(m)
		if code == "" || m.Start == nil {
			continue
		}
		cost := span.Start - m.Span().End
		if cost < 0 {
			cost = m.Span().Start - span.End + 20
		}
		if m.Kind == "person" || m.Kind == "group" {
			cost += 20
		}
		if want == 1 && c.located(m) {
			cost += 45
		}
		if at, ok := seen[code]; ok {
			found[at].cost = min(found[at].cost, cost)
			continue
		}
		seen[code] = len(found)
		found = append(found, near{code, cost})
	}
	sort.SliceStable(found, func(i, k int) bool { return found[i].cost < found[k].cost })
	var out []string
	for i := 0; i < len(found) && i < want; i++ {
		out = append(out, found[i].code)
	}
	return order(out)
}

// direction fills from and to where the words carry it: "exports from A to B", "A's exports to B", "A invested in B".
func (c *clause) direction(f *entente.Figure, q *quantities.Quantity) {
	if len(f.Parties) != 2 {
		return
	}
	root, _, _ := strings.Cut(f.Measure, ".")
	switch root {
	case "exports", "imports", "investment", "aid", "loans":
	default:
		return
	}
	for _, m := range c.mentions {
		code := actor(m)
		if code != f.Parties[0] && code != f.Parties[1] || m.Start == nil {
			continue
		}
		k := 0
		for k < len(c.it) && c.it[k].Start < *m.Start {
			k++
		}
		for k > 0 && c.it[k-1].Is("the") {
			k--
		}
		if k == 0 {
			continue
		}
		p := c.it[k-1]
		switch {
		case p.Is("from"), p.Is("by") && root != "exports" && root != "imports":
			f.From = code
		case p.Is("to") || p.Is("in", "into") && (f.Measure == "investment" || f.Measure == "investment.fdi"):
			f.To = code
		}
	}
	other := func(x string) string {
		if f.Parties[0] == x {
			return f.Parties[1]
		}
		return f.Parties[0]
	}
	switch {
	case f.From == "" && f.To != "":
		f.From = other(f.To)
	case f.To == "" && f.From != "":
		f.To = other(f.From)
	}
	if f.From == f.To {
		f.From, f.To = "", ""
	}
}
