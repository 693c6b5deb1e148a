package dossier

import (
	"cmp"
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"entente"
)

// figures lists the quantities that concern both, those of one measure and direction together, by period.
func (b *builder) figures() []Line {
	type entry struct {
		line Line
		key  [3]string
	}
	var all []entry
	said := map[string]bool{}
	for i := range b.Rows {
		r := &b.Rows[i]
		f := r.Figure
		if f == nil || f.Measure == "" || f.Form == "duration" || f.Form == "rank" || !b.concerns(f) {
			continue
		}
		label := strings.NewReplacer("-", " ", ".", " ").Replace(f.Measure)
		if f.From != "" && f.To != "" {
			label += ", " + b.Name(f.From) + " → " + b.Name(f.To)
		} else {
			label += b.with(f.Parties)
		}
		text := b.claim(f)
		if key := label + text; said[key] {
			continue
		} else {
			said[key] = true
		}
		if who := r.Speaker(); who != "" {
			if name := b.speaker(r.Party(who)); name != "" {
				text += ", says " + name
			}
		}
		all = append(all, entry{Line{Label: label, Text: text, Notes: []int{b.note(r)}, rank: b.gravity(f)}, [3]string{label, start(f.Period), r.ID()}})
	}
	slices.SortFunc(all, func(x, y entry) int { return slices.Compare(x.key[:], y.key[:]) })
	var out []Line
	for _, e := range all {
		out = append(out, e.line)
	}
	checked := 0
	for _, v := range b.verdicts() {
		if v.Kind != "conflict" && checked < mostChecked {
			if l, ok := b.verdict(v); ok {
				if l.rank = 4; v.Measure == "trade" || v.Measure == "investment" || v.Measure == "gdp" || v.Measure == "debt" || v.Measure == "exports" || v.Measure == "imports" {
					l.rank = 7
				}
				out = append(out, l)
				checked++
			}
		}
	}
	return out
}

// mostChecked is how many lines say that accounts agree or refine each other; conflicts stand among the disputes.
const mostChecked = 4

// concerns reports whether a figure is of the actor of the dossier, or of the two: not only said by one of them.
func (b *builder) concerns(f *entente.Figure) bool {
	has := func(code string) bool { return f.From == code || f.To == code || slices.Contains(f.Parties, code) }
	return has(b.A) && (b.B == "" || has(b.B))
}

// gravity ranks figures: money and trade between the two before counts, those of a period before those of none.
func (b *builder) gravity(f *entente.Figure) int {
	rank := 0
	if len(f.Unit) == 3 && strings.ToUpper(f.Unit) == f.Unit || f.Form == "multiple" {
		rank += 4
	}
	if f.Period != nil {
		rank += 2
		if f.Period.End != "" && years(f.Period.End, b.On) <= 10 {
			rank++
		}
	}
	if b.B != "" && slices.Contains(f.Parties, b.A) && slices.Contains(f.Parties, b.B) {
		rank += 2
	}
	return rank
}

// verdicts are those worth a line: a conflict or target that shares less than two figures with one shown before, a
// refinement or agreement that shares none.
func (b *builder) verdicts() []entente.Verdict {
	used := map[string]map[string]bool{}
	var out []entente.Verdict
	for _, v := range b.Verdicts {
		if slices.ContainsFunc(v.Figures, func(id string) bool {
			r := b.rows[id]
			return r == nil || r.Figure.Form == "duration" || r.Figure.Form == "rank" || r.Figure.Measure == "time" || !b.concerns(r.Figure) || v.Kind != "conflict" && magnitude(r.Figure)
		}) {
			continue
		}
		if used[v.Kind] == nil {
			used[v.Kind] = map[string]bool{}
		}
		again := 0
		for _, f := range v.Figures {
			if used[v.Kind][f] {
				again++
			}
		}
		if again > 1 || again > 0 && (v.Kind == "refine" || v.Kind == "agree") {
			continue
		}
		for _, f := range v.Figures {
			used[v.Kind][f] = true
		}
		out = append(out, v)
	}
	return out
}

// magnitude reports whether a figure says no more than how many digits a number has, "thousands of": that others agree with it is no
// news.
func magnitude(f *entente.Figure) bool { return f.Low != "" && f.High == f.Low+"0" }

// claim writes what a figure claims: amount, what it is a share of, period, and that it is a target or a forecast.
func (b *builder) claim(f *entente.Figure) string {
	text := Amount(f)
	switch f.Form {
	case "multiple":
		text = strings.TrimSuffix(text, "×") + "-fold"
	case "change":
		text = "change of " + text
	case "share":
		if f.Of != "" {
			text += " of " + strings.ReplaceAll(f.Of, "-", " ")
		}
	}
	switch from, to, _ := strings.Cut(date(f.Period), " to "); {
	case f.Period != nil && to != "" && (f.Base == nil || date(f.Base) == from):
		text += " from " + date(f.Period)
	case f.Period != nil && len(f.Period.EDTF) == len("2006-01-02"):
		text += " on " + date(f.Period)
	case f.Period != nil:
		text += " in " + date(f.Period)
	}
	if f.Base != nil && !strings.Contains(text, " from "+date(f.Base)+" to ") {
		text += " against " + date(f.Base)
	}
	if f.Modality != "actual" && f.Modality != "" {
		text += ", " + f.Modality
	}
	return text
}

// verdict is a line on figures that speak of the same thing.
func (b *builder) verdict(v entente.Verdict) (Line, bool) {
	l := Line{Label: strings.ReplaceAll(v.Measure, "-", " ") + ": " + verdictWords[v.Kind], Text: readable(cmp.Or(v.Arithmetic, v.Why))}
	for _, id := range v.Figures {
		if r := b.rows[id]; r != nil && len(l.Notes) < 4 {
			l.Notes = append(l.Notes, b.note(r))
		}
	}
	return l, len(l.Notes) > 1 && !absurd.MatchString(l.Text) && v.Kind != "not-comparable"
}

var verdictWords = map[string]string{"agree": "accounts agree", "refine": "one account is closer", "conflict": "accounts conflict", "target-against-actual": "target and outcome"}

var longNumber = regexp.MustCompile(`\d{6,}(\.\d+)?`)

// Readable shortens the numbers of the arithmetic of a verdict and says its operators in words.
func Readable(s string) string { return readable(s) }

// readable shortens the numbers of an arithmetic and says its operators in words.
func readable(s string) string {
	s = longNumber.ReplaceAllStringFunc(s, func(n string) string {
		n = scaled(n)
		if whole, frac, ok := strings.Cut(n, "."); ok {
			digits, unit, _ := strings.Cut(frac, " ")
			n = whole + "." + digits[:min(1, len(digits))] + " " + unit
		}
		return n
	})
	s = bracketed.ReplaceAllStringFunc(s, func(in string) string {
		if d := date(&entente.Date{EDTF: in[1 : len(in)-1]}); len(d) >= 4 {
			return "(" + d + ")"
		}
		return in
	})
	s = grown.ReplaceAllString(s, "$1, after $2 growth, means $3 at the start")
	s = coded.ReplaceAllStringFunc(s, func(u string) string { return cmp.Or(units()[u], u) })
	s = countedThing.ReplaceAllStringFunc(s, func(in string) string { return many(in[1 : len(in)-1]) })
	return strings.NewReplacer("<~ ", "nearly ", "~ ", "about ", "; claimed:", "; the claim:", " a and ", " years and ").Replace(s)
}

var (
	// bracketed is a date of EDTF in brackets, "(1992~/2022)".
	bracketed = regexp.MustCompile(`\(-?[0-9][0-9X]{3}[0-9X~?%/.-]*\)`)
	// coded is a unit of UCUM in brackets, perhaps squared: "[mi_i]2".
	coded = regexp.MustCompile(`\[[a-z]+_[a-z]+\][23]?`)
	// countedThing is a unit that is a thing counted, "{prisoner}".
	countedThing = regexp.MustCompile(`\{[a-z ]+\}`)
	// absurd is a share of many times a target, which speaks of two different things.
	absurd = regexp.MustCompile(`\b\d{4,}(\.\d+)? % of it`)
	// grown is the arithmetic of a level and the multiple that led to it.
	grown = regexp.MustCompile(`^(.+?) / (.+?) implies ([^;:]+)`)
)

// Amount writes a figure's value for people: "> 25 bn USD", "50×", "12.5 %".
func Amount(f *entente.Figure) string {
	op := map[string]string{">": "> ", "<": "< ", ">=": "≥ ", "<=": "≤ ", "~": "≈ ", "<~": "nearly "}[f.Op]
	v := scaled(f.Value)
	switch {
	case f.Op == "~" && f.Low != "" && f.High != "": // "tens of billions"
		if op, v = "", vague(f.Low, f.High); v == "" {
			v = scaled(f.Low) + "–" + scaled(f.High)
		}
	case f.Value != "":
	case f.Low != "" && f.High != "":
		v = scaled(f.Low) + "–" + scaled(f.High)
	case f.Low != "":
		v = "from " + scaled(f.Low)
	case f.High != "":
		v = "up to " + scaled(f.High)
	}
	if part := fractions[f.Value]; part != "" && f.Unit == "%" && f.Form != "change" {
		return op + part
	}
	unit := f.Unit
	if thing, counted := strings.CutPrefix(unit, "{"); counted {
		if unit = strings.TrimSuffix(thing, "}"); f.Value != "1" && f.Form == "level" {
			unit = many(unit)
		}
	}
	if words := units()[unit]; words != "" && f.Per == "" {
		unit = words
		if f.Value == "1" {
			unit = strings.TrimSuffix(unit, "s")
		}
	}
	switch {
	case f.Form == "multiple":
		return op + v + "×"
	case f.Form == "rank":
		return op + "no. " + v
	case f.Per != "":
		unit += "/" + f.Per
	}
	if strings.HasPrefix(f.Unit, "{") {
		v = several.Replace(v)
	}
	return strings.TrimSpace(op + v + " " + unit)
}

// fractions are the shares that people say in words: the decimals of a third mean no more than a third.
var fractions = map[string]string{"33.3333": "a third", "66.6667": "two thirds", "16.6667": "a sixth", "14.2857": "a seventh", "83.3333": "five sixths"}

// several says orders of magnitude of what is counted: "tens of thousands of people", where money is "tens of bn USD".
var several = strings.NewReplacer("s of thousand", "s of thousands of", "s of m", "s of millions of", "s of bn", "s of billions of", "thousands of", "thousands of", "millions of", "millions of")

//go:embed units.tsv
var unitTable string

// units are the units that people write otherwise than UCUM does, by their code.
var units = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(unitTable) {
		if code, words, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			out[code] = words
		}
	}
	return out
})

// vague says a range of one order of magnitude as it was said: "tens of bn", "dozens of", "thousands of"; "" for another range.
func vague(low, high string) string {
	if high != low+"0" || strings.Contains(low, ".") {
		return ""
	}
	if low == "12" {
		return "dozens of"
	}
	zeros := strings.TrimPrefix(low, "1")
	if zeros == low || strings.Trim(zeros, "0") != "" || zeros == "" {
		return ""
	}
	scale := []string{"", "thousand", "m", "bn", "tn"}[min(len(zeros)/3, 4)]
	switch n := []string{"", "tens of", "hundreds of"}[len(zeros)%3]; {
	case n == "":
		return map[string]string{"thousand": "thousands of", "m": "millions of", "bn": "billions of", "tn": "trillions of"}[scale]
	default:
		return strings.TrimSpace(n + " " + scale)
	}
}

// many is the plural of a counted thing.
func many(thing string) string {
	switch {
	case thing == "" || strings.HasSuffix(thing, "s") || strings.HasSuffix(thing, "people"):
		return thing
	case strings.HasSuffix(thing, "y") && !strings.HasSuffix(thing, "ay") && !strings.HasSuffix(thing, "ey"):
		return strings.TrimSuffix(thing, "y") + "ies"
	case strings.HasSuffix(thing, "man"):
		return strings.TrimSuffix(thing, "man") + "men"
	case strings.HasSuffix(thing, "person"):
		return strings.TrimSuffix(thing, "person") + "people"
	}
	return thing + "s"
}

// scaled writes a decimal string with tn, bn or m, or with its thousands apart.
func scaled(v string) string {
	whole, frac, _ := strings.Cut(v, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	for _, s := range []struct {
		zeros int
		name  string
	}{{12, " tn"}, {9, " bn"}, {6, " m"}} {
		if len(whole) > s.zeros {
			return sign + point(whole[:len(whole)-s.zeros], whole[len(whole)-s.zeros:]) + s.name
		}
	}
	if len(whole) > 4 {
		whole = whole[:len(whole)-3] + " " + whole[len(whole)-3:]
	}
	return sign + point(whole, frac)
}

// point writes a decimal number; of more than three decimals it keeps what leaves four digits in all, rounded.
func point(whole, frac string) string {
	if digits := max(1, 4-len(whole)); len(frac) > 3 && len(whole) < 10 {
		if v, err := strconv.ParseFloat(whole+"."+frac, 64); err == nil {
			whole, frac, _ = strings.Cut(strconv.FormatFloat(v, 'f', digits, 64), ".")
		}
	}
	if frac = strings.TrimRight(frac, "0"); frac == "" {
		return whole
	}
	return whole + "." + frac
}
