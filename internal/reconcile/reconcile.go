// Package reconcile sets figures of many documents side by side and says how they stand to each other: agree, refine,
// conflict, target-against-actual, or not-comparable and why.
//
// A claim is read as an interval: "more than 25" as what lies above, a round number as what rounds to it. Levels,
// multiples and changes are tied by arithmetic: a level now and a multiple imply a base, and a base claimed elsewhere fits
// or does not. All arithmetic is on exact fractions (interval arithmetic after R. E. Moore, Interval Analysis, 1966); no
// floating point decides anything.
package reconcile

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"entente"
)

// Kinds of verdict.
const (
	Agree         = "agree"
	Refine        = "refine"
	Conflict      = "conflict"
	Target        = "target-against-actual"
	NotComparable = "not-comparable"
)

// A Claim is a figure with the document that makes it. Claims of one story count once.
type Claim struct {
	Figure    entente.Figure
	Document  string        // id
	Story     string        // id of the story that the document carries, "" for its own
	Published *entente.Date // of the document
}

// A Reconciler holds the table of units; it is safe for concurrent use.
type Reconciler struct{ units map[string]unit }

// New reads the embedded table.
func New() (*Reconciler, error) {
	u, err := readUnits()
	if err != nil {
		return nil, fmt.Errorf("reconcile: %w", err)
	}
	return &Reconciler{units: u}, nil
}

// Version names the state of the embedded table.
func Version() string { return entente.Version([]byte(unitTable)) }

// Compare says how two figures stand to each other. Figures on different things are not comparable, with the reason.
func (r *Reconciler) Compare(a, b *entente.Figure) entente.Verdict {
	return r.compare(a, b, r.interval)
}

// compare is Compare, with what gives the interval of a figure.
func (r *Reconciler) compare(a, b *entente.Figure, interval func(*entente.Figure) (interval, bool)) entente.Verdict {
	v := verdict(a, b)
	if why := r.different(a, b); why != "" {
		return v.as(NotComparable, why)
	}
	if a.Modality == "hypothetical" || b.Modality == "hypothetical" {
		return v.as(NotComparable, "a figure that is only supposed")
	}
	if a.Form != b.Form {
		return v.as(NotComparable, fmt.Sprintf("different forms: %s, %s", a.Form, b.Form))
	}
	if why := r.unlike(a, b); why != "" {
		return v.as(NotComparable, why)
	}
	why, loose := apart(a, b)
	if why != "" {
		return v.as(NotComparable, why)
	}
	x, ok1 := interval(a)
	y, ok2 := interval(b)
	if !ok1 || !ok2 {
		return v.as(NotComparable, "a figure without a value")
	}
	if ahead(a) != ahead(b) {
		return r.target(v, a, b, x, y, loose)
	}
	return r.weigh(v, a, b, x, y, loose)
}

// interval is what a figure claims, in the common unit.
func (r *Reconciler) interval(f *entente.Figure) (interval, bool) {
	i, ok := of(f)
	_, factor := r.base(f.Unit)
	return i.scale(factor), ok
}

// remembered works the interval of each figure out once.
func (r *Reconciler) remembered() func(*entente.Figure) (interval, bool) {
	type worked struct {
		interval
		ok bool
	}
	have := map[*entente.Figure]worked{}
	return func(f *entente.Figure) (interval, bool) {
		x, ok := have[f]
		if !ok {
			x.interval, x.ok = r.interval(f)
			have[f] = x
		}
		return x.interval, x.ok
	}
}

// ahead reports whether a figure is meant for the future rather than found.
func ahead(f *entente.Figure) bool {
	switch f.Modality {
	case "target", "planned", "forecast", "demand":
		return true
	}
	return false
}

// weigh compares two intervals on the same thing at the same time.
func (r *Reconciler) weigh(v result, a, b *entente.Figure, x, y interval, loose bool) entente.Verdict {
	v.Arithmetic = fmt.Sprintf("%s and %s", say(a), say(b))
	denied := (a.Modality == "denied") != (b.Modality == "denied")
	switch {
	case denied && x.meets(y):
		return v.as(Conflict, "what one claims another denies")
	case denied:
		return v.as(Agree, "what is denied is not what the other claims")
	case !x.meets(y) && loose:
		return v.as(NotComparable, "one of them names no time")
	case !x.meets(y):
		v.Arithmetic += ": " + gap(x, y)
		return v.as(Conflict, "no value fits both")
	case a.Form == "rank" || x.equal(y):
		return v.as(Agree, "the same value")
	case x.sameSide(y) || a.Op == b.Op && bound(a):
		return v.as(Agree, "two bounds on the same side are compatible")
	case vague(a) && vague(b):
		return v.as(Agree, "two rough values that overlap")
	case x.within(y):
		v.Arithmetic = fmt.Sprintf("%s lies within %s", say(a), say(b))
		return v.as(Refine, "the first is the more exact")
	case y.within(x):
		v.Arithmetic = fmt.Sprintf("%s lies within %s", say(b), say(a))
		return v.as(Refine, "the second is the more exact")
	}
	return v.as(Agree, "the ranges overlap")
}

func vague(f *entente.Figure) bool { return f.Op == "~" || f.Op == "<~" }

// target sets what was aimed at against what came of it.
func (r *Reconciler) target(v result, a, b *entente.Figure, x, y interval, loose bool) entente.Verdict {
	if ahead(b) {
		a, b, x, y = b, a, y, x
	}
	v.Arithmetic = fmt.Sprintf("%s %s against %s", a.Modality, say(a), say(b))
	if loose {
		return v.as(NotComparable, "one of them names no time")
	}
	goal, got := rat(first(a.Value, a.Low)), rat(first(b.Value, b.High, b.Low))
	why := "met"
	if b.Op != "=" || b.Value == "" {
		why = "perhaps met"
	}
	switch {
	case y.below(x):
		why = "missed"
	case x.below(y):
		why = "exceeded"
	}
	if low, high := rat(b.Low), rat(b.High); why == "perhaps met" && low != nil && high != nil && high.Cmp(new(big.Rat).Mul(low, big.NewRat(5, 1))) >= 0 {
		return v.as(NotComparable, "what came of it is told too loosely")
	}
	if goal != nil && got != nil && goal.Sign() > 0 && (why == "missed" || why == "exceeded") {
		_, fa := r.base(a.Unit)
		_, fb := r.base(b.Unit)
		share := times(over(times(got, fb), times(goal, fa)), big.NewRat(100, 1))
		v.Arithmetic += fmt.Sprintf(": %s %% of it", share.FloatString(1))
	}
	return v.as(Target, a.Modality+" "+why)
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// gap says by what factor two intervals lie apart.
func gap(x, y interval) string {
	if y.below(x) {
		x, y = y, x
	}
	if x.hi != nil && y.lo != nil && x.hi.Sign() > 0 {
		return "at least " + over(y.lo, x.hi).FloatString(2) + " times as much"
	}
	return "apart"
}

// say writes a figure as it was claimed: "> 25000000000 USD (2021)".
func say(f *entente.Figure) string {
	var b strings.Builder
	if ranged := f.Low != "" && f.High != ""; ranged && f.Op == "~" || f.Value == "" { // "tens of billions"
		b.WriteString(f.Low + "–" + f.High)
	} else {
		if f.Op != "" && f.Op != "=" {
			b.WriteString(f.Op + " ")
		}
		b.WriteString(f.Value)
	}
	switch {
	case f.Form == "multiple":
		b.WriteString("-fold")
	case f.Unit != "" && f.Unit != "1":
		b.WriteString(" " + f.Unit)
	}
	if f.Per != "" {
		b.WriteString("/" + f.Per)
	}
	if f.Period != nil {
		b.WriteString(" (" + f.Period.EDTF + ")")
	}
	return b.String()
}

// A result is a verdict while it is written.
type result struct{ entente.Verdict }

func verdict(figures ...*entente.Figure) result {
	f := figures[0]
	v := result{entente.Verdict{Measure: f.Measure, Unit: f.Unit, Parties: parties(f), From: f.From, To: f.To, Period: f.Period}}
	for _, x := range figures {
		v.Figures = append(v.Figures, x.ID)
	}
	return v
}

func (v result) as(kind, why string) entente.Verdict {
	v.Kind, v.Why = kind, why
	if kind == NotComparable {
		v.Arithmetic = ""
	}
	ids := slices.Clone(v.Figures)
	slices.Sort(ids)
	v.ID = entente.ID("v", append([]string{kind}, ids...)...)
	return v.Verdict
}

// Series groups claims by what they speak of and gives the verdicts, in a fixed order whatever the order of the claims:
// every two different claims on one thing at one time, and every base that a level and a multiple or change imply.
// Claims that only differ in time are points of a series and get no verdict.
func (r *Reconciler) Series(claims []Claim) []entente.Verdict {
	var out []entente.Verdict
	for _, g := range Group(claims) {
		kinds, same := distinct(g)
		out = append(out, r.pairs(kinds, same)...)
		out = append(out, r.implied(kinds)...)
	}
	slices.SortStableFunc(out, func(a, b entente.Verdict) int {
		return cmp.Or(strings.Compare(a.Measure, b.Measure), slices.Compare(a.Parties, b.Parties), strings.Compare(a.Kind, b.Kind), strings.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(out, func(a, b entente.Verdict) bool { return a.ID == b.ID })
}

// Group puts claims on one measure between the same parties together, copies of a story left out; groups are sorted by
// measure and parties, the claims in a group by period, value and id.
func Group(claims []Claim) [][]Claim {
	sorted := slices.Clone(claims)
	key := func(c *Claim) string { return c.Figure.Measure + "\x00" + strings.Join(parties(&c.Figure), "\x00") }
	slices.SortStableFunc(sorted, func(a, b Claim) int {
		return cmp.Or(strings.Compare(key(&a), key(&b)), strings.Compare(start(&a.Figure), start(&b.Figure)), strings.Compare(a.Figure.Form, b.Figure.Form),
			strings.Compare(a.Figure.Value, b.Figure.Value), strings.Compare(a.Figure.ID, b.Figure.ID))
	})
	var out [][]Claim
	seen := map[string]bool{}
	last := ""
	for _, c := range sorted {
		if c.Figure.Measure == "" || len(parties(&c.Figure)) == 0 || c.Figure.Converts != "" {
			continue
		}
		k := key(&c)
		if c.Story != "" {
			told := strings.Join([]string{c.Story, k, say(&c.Figure), c.Figure.Modality}, "\x01")
			if seen[told] {
				continue
			}
			seen[told] = true
		}
		if k != last || len(out) == 0 {
			out = append(out, nil)
			last = k
		}
		out[len(out)-1] = append(out[len(out)-1], c)
	}
	return out
}

func start(f *entente.Figure) string {
	if f.Period == nil {
		return ""
	}
	return f.Period.Start
}

// distinct is one claim for every thing that is said, and all figures that say it.
func distinct(g []Claim) ([]Claim, map[string][]*entente.Figure) {
	var kinds []Claim
	same := map[string][]*entente.Figure{}
	for i := range g {
		k := said(&g[i].Figure)
		if same[k] == nil {
			kinds = append(kinds, g[i])
		}
		same[k] = append(same[k], &g[i].Figure)
	}
	return kinds, same
}

// said is the same for figures that claim the same.
func said(f *entente.Figure) string {
	return strings.Join([]string{say(f), f.Modality, f.Form, f.From, f.To, f.Of}, "\x00")
}

// pairs compares the claims of a group two by two; claims that say the same are one.
func (r *Reconciler) pairs(kinds []Claim, same map[string][]*entente.Figure) []entente.Verdict {
	var out []entente.Verdict
	intervals := r.remembered()
	for i := range kinds {
		f := &kinds[i].Figure
		if all := same[said(f)]; len(all) > 1 {
			v := verdict(all...)
			v.Arithmetic = say(f)
			out = append(out, v.as(Agree, fmt.Sprintf("said %d times", len(all))))
		}
		for k := i + 1; k < len(kinds); k++ {
			v := r.compare(f, &kinds[k].Figure, intervals)
			if v.Kind == NotComparable && (strings.HasPrefix(v.Why, "different times") || strings.HasPrefix(v.Why, "different forms") || strings.HasPrefix(v.Why, "one of them names no time")) {
				continue
			}
			out = append(out, v)
		}
	}
	return out
}
