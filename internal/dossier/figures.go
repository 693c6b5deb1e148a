package dossier

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
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
		text := prose.Claim(f)
		if key := label + text; said[key] {
			continue
		} else {
			said[key] = true
		}
		if who := r.Speaker(); who != "" {
			if name := b.words.Speaker(r.Party(who)); name != "" {
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

// verdict is a line on figures that speak of the same thing.
func (b *builder) verdict(v entente.Verdict) (Line, bool) {
	l := Line{Label: strings.ReplaceAll(v.Measure, "-", " ") + ": " + prose.Verdict(v.Kind), Text: prose.Readable(cmp.Or(v.Arithmetic, v.Why))}
	for _, id := range v.Figures {
		if r := b.rows[id]; r != nil && len(l.Notes) < 4 {
			l.Notes = append(l.Notes, b.note(r))
		}
	}
	return l, len(l.Notes) > 1 && !absurd.MatchString(l.Text) && v.Kind != "not-comparable"
}

// absurd is a share of many times a target, which speaks of two different things.
var absurd = regexp.MustCompile(`\b\d{4,}(\.\d+)? % of it`)
