package reconcile

import (
	"fmt"
	"math/big"

	"entente"
)

// implied ties levels to multiples and changes: a level at the end and a multiple imply a level at the beginning, and a
// level claimed for the beginning fits or does not.
func (r *Reconciler) implied(g []Claim) []entente.Verdict {
	var out []entente.Verdict
	for i := range g {
		m := &g[i].Figure
		if m.Form != "multiple" && m.Form != "change" || ahead(m) || m.Modality == "hypothetical" {
			continue
		}
		for k := range g {
			now := &g[k].Figure
			if now.Form != "level" || ahead(now) || now.Modality == "denied" || !ends(m, now) {
				continue
			}
			for j := range g {
				base := &g[j].Figure
				if j == k || base.Form != "level" || ahead(base) || !begins(m, base) || r.unlike(now, base) != "" || r.different(now, base) != "" {
					continue
				}
				if v, ok := r.Base(m, now, base); ok {
					out = append(out, v)
				}
			}
		}
	}
	return out
}

// Implied is the interval of the level that a level at the end and a multiple or change imply for the beginning, with its
// ends as decimal strings ("" for an open side); ok is false where they imply none.
func (r *Reconciler) Implied(m, now *entente.Figure) (low, high string, ok bool) {
	i, ok := r.base0(m, now)
	if !ok {
		return "", "", false
	}
	if i.lo != nil {
		low = decimal(i.lo)
	}
	if i.hi != nil {
		high = decimal(i.hi)
	}
	return low, high, true
}

// base0 divides the level now by the multiple, or takes the change off it; the unit is that of the level.
func (r *Reconciler) base0(m, now *entente.Figure) (interval, bool) {
	x, ok1 := of(now)
	f, ok2 := of(m)
	if !ok1 || !ok2 {
		return interval{}, false
	}
	switch {
	case m.Form == "multiple":
	case m.Unit == "%":
		f = interval{lo: percent(f.lo), hi: percent(f.hi), loOpen: f.loOpen, hiOpen: f.hiOpen}
	case m.Unit == now.Unit:
		return x.minus(f), true
	default:
		return interval{}, false
	}
	if f.lo != nil && f.lo.Sign() <= 0 {
		return interval{}, false
	}
	out := x.over(f)
	return out, out.hi != nil || out.lo != nil && out.lo.Sign() > 0
}

// percent turns a growth of p per cent into a factor.
func percent(p *big.Rat) *big.Rat {
	if p == nil {
		return nil
	}
	return add(one, over(p, big.NewRat(100, 1)))
}

// minus takes one interval off another.
func (i interval) minus(d interval) interval {
	var out interval
	if i.lo != nil && d.hi != nil {
		out.lo, out.loOpen = sub(i.lo, d.hi), i.loOpen || d.hiOpen
	}
	if i.hi != nil && d.lo != nil {
		out.hi, out.hiOpen = sub(i.hi, d.lo), i.hiOpen || d.loOpen
	}
	return out
}

// Base holds the base that a level and a multiple (or change) imply against a base that is claimed.
func (r *Reconciler) Base(m, now, base *entente.Figure) (entente.Verdict, bool) {
	implied, ok := r.base0(m, now)
	if !ok {
		return entente.Verdict{}, false
	}
	_, fn := r.base(now.Unit)
	claimed, ok := r.interval(base)
	if !ok {
		return entente.Verdict{}, false
	}
	v := verdict(m, now, base)
	v.Unit, v.Period = base.Unit, base.Period
	sign := "/"
	if m.Form == "change" {
		sign = "less"
	}
	v.Arithmetic = fmt.Sprintf("%s %s %s implies %s %s; claimed: %s", say(now), sign, say(m), implied.words(), now.Unit, say(base))
	implied = implied.scale(fn)
	switch {
	case !implied.meets(claimed):
		return v.as(Conflict, "the implied base does not fit the one claimed"), true
	case implied.within(claimed) && base.Op != "=":
		return v.as(Refine, "the implied base lies within the one claimed"), true
	}
	return v.as(Agree, "the implied base fits the one claimed"), true
}

// ends reports whether a level holds for the end of the time that a multiple spans.
func ends(m, now *entente.Figure) bool {
	_, e, ok := period(m)
	s, e2, ok2 := period(now)
	if !ok2 {
		return !ok
	}
	return ok && near(e, e2) && yearOf(s) >= yearOf(e)-2
}

// begins reports whether a level holds for the beginning of the time that a multiple spans: its base where one is named.
func begins(m, base *entente.Figure) bool {
	s, e, ok := period(base)
	if !ok {
		return false
	}
	from := ""
	if m.Base != nil {
		from = m.Base.Start
	} else if m.Period != nil && m.Period.Start != "" && yearOf(m.Period.End) > yearOf(m.Period.Start) {
		from = m.Period.Start
	} else if m.Period != nil && m.Form == "change" && m.Period.Precision == "year" {
		y := yearOf(m.Period.Start) - 1 // growth in a year is over the year before
		return yearOf(s) == y && yearOf(e) == y
	}
	return from != "" && (s <= from && from <= e || near(from, s) && years(s, e) == 1)
}
