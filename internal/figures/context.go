package figures

import (
	"sort"
	"strings"

	"entente"
	"entente/internal/numerals"
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

// context fills who, when, how sure and on whose word.
func (c *clause) context(f *entente.Figure, q *quantity) {
	f.AssertedBy, f.ReportedBy = c.source(f.Span)
	f.Parties = c.parties(f, q)
	c.direction(f, q)
	f.Period, f.Base = c.period(f, q)
	if f.Period == nil && f.Form == "rank" {
		f.Period = c.now()
	}
	f.Modality = c.modality(q)
	if q.op == "~" && c.hasRole(q.from, q.to, "estimate") {
		f.Modality = "estimate"
	}
	if f.Form == "share" && c.near("gdp", q, 6) {
		f.Of = "gdp"
	}
	f.Confidence = c.confidence(f, q)
}

func (c *clause) near(measure string, q *quantity, n int) bool {
	for k := q.to; k < len(c.it) && k < q.to+n; k++ {
		if row, _ := c.measures.from(c.it, k); row != nil && row[1] == measure {
			return true
		}
	}
	return false
}

func (c *clause) hasRole(from, to int, role string) bool {
	for k := max(from, 0); k < to && k < len(c.it); k++ {
		if c.read.role(c.it[k].Text, role) {
			return true
		}
	}
	return false
}

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

// now is the year of publication as the time of what is said in the present.
func (c *clause) now() *entente.Date {
	p := c.d.Document.Published
	if p == nil || len(p.Start) < 10 {
		return nil
	}
	y := p.Start[:4]
	return &entente.Date{EDTF: y + "~", Start: y + "-01-01", End: y + "-12-31", Precision: "year", Basis: "published"}
}

// about leaves out of the mentions those that cannot be parties: who says it (a state may speak of itself), and names in
// the figure's own sign of currency ("US$").
func (c *clause) about(ms []entente.Mention, f *entente.Figure) []entente.Mention {
	said := c.same(f.AssertedBy)
	var out []entente.Mention
	for _, m := range ms {
		if m.Kind != "state" && (m.ID == f.AssertedBy || said != "" && (m.SameAs == said || m.ID == said)) && f.AssertedBy != c.d.Document.Speaker {
			continue
		}
		if f.Form != "rank" && m.Start != nil && *m.Start == f.Span.Start && m.Span().Len() <= 4 && c.money(f) {
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

// money reports whether a sign of currency stands in the figure.
func (c *clause) money(f *entente.Figure) bool {
	return strings.ContainsAny(f.Span.In(c.d.Document.Text), "$€£¥")
}

// parties are the states and bodies of the sentence that the figure is about, nearest first, then in the order of the text;
// where the sentence names none, those of the sentences before.
func (c *clause) parties(f *entente.Figure, q *quantity) []string {
	want := 1
	if dyadic(f.Measure) {
		want = 2
	}
	codes := c.codes(c.about(c.mentions, f), f.Span, want)
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

// mutual reports whether the sentence speaks of two sides without naming both.
func (c *clause) mutual() bool {
	for i := range c.it {
		if c.it[i].is("bilateral", "mutual", "two-way", "reciprocal", "both", "between", "turnover") {
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
			return c.it[k].Start == *m.Start && c.it[k-1].is("in", "at", "near", "outside", "via", "through")
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
func (c *clause) direction(f *entente.Figure, q *quantity) {
	if len(f.Parties) != 2 {
		return
	}
	switch strings.SplitN(f.Measure, ".", 2)[0] {
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
		for k > 0 && c.it[k-1].is("the") {
			k--
		}
		if k == 0 {
			continue
		}
		p := c.it[k-1]
		switch {
		case p.is("from"), p.is("by"):
			f.From = code
		case p.is("to") || p.is("in", "into") && (f.Measure == "investment" || f.Measure == "investment.fdi"):
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

// period is the date that the figure holds for: the nearest of the sentence, one after it counting as nearer; a stretch
// that ends now is also what a change is measured over. base is the first year of such a stretch.
func (c *clause) period(f *entente.Figure, q *quantity) (period, base *entente.Date) {
	if f.Form == "duration" {
		return c.during(f)
	}
	best := 1 << 30
	for i := range c.dates {
		d := c.dates[i]
		if d.Use != "date" || d.EDTF == "" || d.Span == nil || d.Value == "PAST_REF" || d.Value == "FUTURE_REF" {
			continue
		}
		if f.Span.Overlaps(*d.Span) {
			continue
		}
		k := 0
		for k < len(c.it) && c.it[k].Start < d.Span.Start {
			k++
		}
		cost := c.distance(k, q)
		if k >= q.to {
			cost -= 3
		}
		change := f.Form == "multiple" || f.Form == "change"
		if change && (d.Value != "" && d.Value[0] == 'P' || strings.Contains(d.EDTF, "/")) {
			cost -= 12
		}
		if k > 0 && c.it[k-1].is("since") && change {
			cost -= 4
		}
		for i := q.to; i < k; i++ {
			if c.it[i].Kind == numerals.Number && !c.it[i].date {
				cost += 8 // the date of another number
			}
		}
		if change && c.compared(k) {
			b := c.dates[i]
			base = &b
			continue
		}
		if cost < best {
			best = cost
			period = &c.dates[i]
		}
	}
	if period == nil {
		return nil, base
	}
	p := *period
	change := f.Form == "multiple" || f.Form == "change"
	if c.since(period) {
		b := p
		if pub := c.d.Document.Published; pub != nil && len(pub.End) >= 10 && p.Precision == "year" && p.Start[:4] < pub.End[:4] {
			p.EDTF, p.End = p.EDTF+"/"+pub.End[:4], pub.End[:4]+"-12-31"
		}
		if !change {
			return &p, nil
		}
		return &p, &b
	}
	if p.Value == "PRESENT_REF" && len(p.Start) >= 4 {
		y := p.Start[:4]
		p.EDTF, p.Start, p.End, p.Precision = y+"~", y+"-01-01", y+"-12-31", "year"
	}
	if base == nil && change && p.Start != "" && p.End != "" && p.Precision == "year" && p.Start[:4] != p.End[:4] {
		b := p
		b.EDTF, b.End = p.Start[:4], p.Start[:4]+"-12-31"
		base = &b
	}
	return &p, base
}

// compared reports whether the date at item k is what a change is counted from: "up 18 percent from 2010", "higher than in 2001".
func (c *clause) compared(k int) bool {
	if k < 1 {
		return false
	}
	switch p := c.it[k-1]; {
	case p.is("from", "over", "than"):
		return true
	case p.is("in", "to", "with") && k > 1 && c.it[k-2].is("than", "compared", "relative"):
		return true
	case p.is("in") && k > 2 && c.it[k-2].is("level", "levels"):
		return true
	}
	return false
}

// since reports whether "since" stands before a date.
func (c *clause) since(d *entente.Date) bool {
	for k := 1; k < len(c.it); k++ {
		if c.it[k].Start >= d.Span.Start {
			return c.it[k-1].is("since") || c.it[k-1].is("the") && k > 1 && c.it[k-2].is("since")
		}
	}
	return false
}

// during is the stretch of time that a length of time is itself part of: "the past 30 years".
func (c *clause) during(f *entente.Figure) (period, base *entente.Date) {
	for i := range c.dates {
		if d := &c.dates[i]; d.Use == "date" && d.Span != nil && d.Span.Overlaps(f.Span) {
			p := *d
			return &p, nil
		}
	}
	return nil, nil
}

// modality reads how the number is meant from the words of its clause before it and from the verb after it.
func (c *clause) modality(q *quantity) string {
	best := "actual"
	for k, steps := q.from-1, 0; k >= 0 && steps < 16; k, steps = k-1, steps+1 {
		w := &c.it[k]
		if w.is(";", ":") || w.is("said", "says", "that") && steps > 8 {
			break
		}
		best = stronger(best, c.cue(k, q, steps))
	}
	for k := q.to; k < len(c.it) && k < q.to+6; k++ {
		w := &c.it[k]
		if w.is(",", ";", ":", "that", "which", "who", "and", "but", "(", ")", "said") {
			break
		}
		if role := c.verbCue(k); role != "" {
			best = stronger(best, role)
			break
		}
		if strings.HasSuffix(w.Text, "ed") && !c.it[k-1].is("be", "is", "are", "was", "were") {
			break
		}
	}
	return best
}

// ranking of the readings: what is only supposed or denied is no plan, what is expected no plan of somebody's.
var strength = map[string]int{"actual": 0, "planned": 1, "hypothetical": 2, "estimate": 3, "demand": 4, "forecast": 5, "target": 6, "denied": 7}

func stronger(a, b string) string {
	if strength[b] > strength[a] {
		return b
	}
	return a
}

// cue is what the word at k, some steps before the number, says of how it is meant.
func (c *clause) cue(k int, q *quantity, steps int) string {
	w := &c.it[k]
	r := c.read
	switch {
	case w.Upper && k > 0 && w.is("may", "will"):
	case r.role(w.Text, "denied"):
		return "denied"
	case w.is("goal", "goals", "aim", "aims", "objective", "ambition") && !(k+1 < len(c.it) && c.it[k+1].is("of", "is", "was", "to", "for", "set", "remains")):
	case r.role(w.Text, "target") && (steps <= 10 || w.is("target", "targets")):
		return "target"
	case r.role(w.Text, "forecast"):
		return "forecast"
	case r.role(w.Text, "estimate") && !(w.is("estimates") && k == 0):
		return "estimate"
	case r.role(w.Text, "demand") && !(w.is("demand", "demands") && (k == 0 || !c.it[k-1].is("to", "they", "we", "which", "who"))):
		return "demand"
	case w.is("would") && c.reported(k):
		return "planned"
	case w.is("if") && steps < 16:
		return "hypothetical"
	case r.role(w.Text, "hypothetical") && steps < 12:
		return "hypothetical"
	case r.role(w.Text, "planned") && steps < 12 && (!w.is("agreed", "plan", "plans", "committed", "promised") || c.toward(k, q.from)):
		return "planned"
	}
	return "actual"
}

// verbCue reads the verb after the number: "12 consulates will be opened", "a ransom of 2 million was demanded".
func (c *clause) verbCue(k int) string {
	w := &c.it[k]
	switch {
	case w.is("will", "shall"):
		return "planned"
	case w.is("could", "would", "might"):
		return "hypothetical"
	case w.is("target", "goal"):
		return "target"
	}
	if k > 0 && c.it[k-1].is("is", "are", "was", "were", "be") {
		for _, role := range []string{"forecast", "estimate", "demand", "planned"} {
			if c.read.role(w.Text, role) && !w.is("agreed") {
				return role
			}
		}
	}
	return ""
}

// reported reports whether "would" only puts "will" into the past: "said it would send".
func (c *clause) reported(k int) bool {
	for i := k - 1; i >= 0 && i >= k-8; i-- {
		if c.it[i].is("said", "announced", "told", "promised", "pledged", "agreed", "declared", "confirmed", "stated", "vowed") {
			return true
		}
	}
	return false
}

// toward reports whether an infinitive stands between the cue and the number: "plans to invest".
func (c *clause) toward(k, to int) bool {
	for i := k; i < to; i++ {
		if c.it[i].is("to", "of", "for") {
			return true
		}
	}
	return false
}

// source is who is answerable for the figure: the speaker of the statement that holds it, else of the sentence.
func (c *clause) source(span entente.Span) (string, []string) {
	best := -1
	size := 1 << 40
	for i := range c.d.Statements {
		s := &c.d.Statements[i]
		for _, x := range s.Content {
			if x.Contains(span) && x.Len() < size && s.Speaker != "" {
				best, size = i, x.Len()
			}
		}
	}
	if best >= 0 {
		return c.d.Statements[best].Speaker, c.d.Statements[best].ReportedBy
	}
	if best < 0 && c.outside(span) {
		return "", nil
	}
	if c.s.Speaker == "" {
		return c.d.Document.Speaker, nil
	}
	return c.s.Speaker, nil
}

// outside reports whether the sentence reports words that do not hold the span: then the span is the author's.
func (c *clause) outside(span entente.Span) bool {
	for i := range c.d.Statements {
		for _, x := range c.d.Statements[i].Content {
			if x.Overlaps(c.s.Span) && !x.Contains(c.s.Span) && !x.Overlaps(span) && c.d.Statements[i].Cue != nil && c.s.Span.Contains(*c.d.Statements[i].Cue) {
				return true
			}
		}
	}
	return false
}

// confidence is a first estimate of the chance that the row is right; it is calibrated elsewhere.
func (c *clause) confidence(f *entente.Figure, q *quantity) float64 {
	p := 0.9
	if q.dim == "count" {
		p = 0.75
	}
	if f.Measure == "" {
		p -= 0.1
	}
	if len(f.Flags) > 0 {
		p -= 0.1
	}
	if q.vague {
		p -= 0.15
	}
	return p
}

// ranked are the nouns of which a superlative is a claim.
func ranked(w string) string {
	switch w {
	case "partner", "partners":
		return "trade"
	case "economy", "economies":
		return "gdp"
	case "exporter", "exporters":
		return "exports"
	case "importer", "importers", "buyer", "customer", "market":
		return "imports"
	case "producer", "producers":
		return "production"
	case "investor", "investors":
		return "investment"
	case "donor", "donors":
		return "aid"
	case "lender", "creditor", "creditors":
		return "loans"
	case "supplier", "suppliers":
		return "exports"
	}
	return ""
}

// ranks adds claims of rank: "the second largest economy", "its largest trading partner".
func (c *clause) ranks() {
	for i := range c.it {
		w := &c.it[i]
		if !w.is("largest", "biggest", "leading", "main", "top") || w.is("leading", "main", "top") && !c.mainPartner(i) {
			continue
		}
		from, value := i, "1"
		if p := c.place(i - 1); p != nil && p.is("-") {
			from--
		}
		if p := c.place(from - 1); p != nil && p.Digits != "" && p.Int > 0 && p.Int < 200 && p.Kind == numerals.Ordinal {
			from, value = from-1, p.Digits
		} else {
			from = i
		}
		end, name := -1, ""
		for k := i + 1; k < len(c.it) && k <= i+4; k++ {
			if m := ranked(c.it[k].Text); m != "" {
				end, name = k+1, m
				break
			}
			if function(c.it[k].Text) && !c.it[k].is("and") {
				break
			}
		}
		if end < 0 || strings.HasSuffix(c.it[end-1].Text, "s") {
			continue
		}
		if name == "trade" && !c.it[end-2].is("trading", "trade", "economic", "commercial") {
			continue
		}
		q := quantity{from: from, to: end, num: from, op: "=", dim: "count", unit: "{rank}", form: "rank"}
		f := entente.Figure{Span: q.span(c.it), Op: "=", Value: value, Form: "rank", Unit: "{rank}", Measure: name, Evidence: c.s.Span, Modality: "actual"}
		c.context(&f, &q)
		f.Confidence = 0.8
		c.insert(f, q)
	}
}

// mainPartner limits weak superlatives to partners: "main trading partner".
func (c *clause) mainPartner(i int) bool {
	p := c.place(i + 2)
	return p != nil && p.is("partner") && c.it[i+1].is("trade", "trading")
}

// insert keeps the figures in the order of the text.
func (c *clause) insert(f entente.Figure, q quantity) {
	k := len(c.out)
	for k > 0 && c.out[k-1].Span.Start > f.Span.Start {
		k--
	}
	for _, x := range c.out {
		if x.Span.Overlaps(f.Span) {
			return
		}
	}
	if k < len(c.out) && c.out[k].Converts == previous {
		return
	}
	c.out = append(c.out[:k], append([]entente.Figure{f}, c.out[k:]...)...)
	c.qs = append(c.qs[:k], append([]quantity{q}, c.qs[k:]...)...)
}
