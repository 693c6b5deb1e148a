package reconcile

import (
	_ "embed"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"entente"
)

//go:embed units.tsv
var unitTable string

type unit struct {
	base   string
	factor *big.Rat
}

func readUnits() (map[string]unit, error) {
	out := map[string]unit{}
	for line := range strings.Lines(unitTable) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(f) != 3 || rat(f[2]) == nil {
			return nil, fmt.Errorf("units.tsv: %q: %w", line, entente.ErrInvalid)
		}
		out[f[0]] = unit{f[1], rat(f[2])}
	}
	return out, nil
}

// base is the unit that values are compared in, and the factor to it.
func (r *Reconciler) base(u string) (string, *big.Rat) {
	if x, ok := r.units[u]; ok {
		return x.base, x.factor
	}
	return u, one
}

// money reports whether a unit is a currency: three capitals.
func money(u string) bool {
	return len(u) == 3 && strings.ToUpper(u) == u && strings.Trim(u, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// flow reports whether a measure adds up over time: the figure of a quarter is not that of a year.
func flow(measure string) bool {
	switch root(measure) {
	case "trade", "exports", "imports", "investment", "aid", "production", "spending", "revenue", "profit", "losses", "freight", "tourists", "migrants",
		"deaths", "injuries", "casualties", "flights", "remittances", "emissions", "arms", "gdp", "budget":
		return true
	}
	return false
}

func root(measure string) string { r, _, _ := strings.Cut(measure, "."); return r }

// parties are the sides of a figure, sorted.
func parties(f *entente.Figure) []string {
	out := slices.Clone(f.Parties)
	for _, x := range []string{f.From, f.To} {
		if x != "" && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// different says why two figures do not speak of the same thing, "" where they may.
func (r *Reconciler) different(a, b *entente.Figure) string {
	switch {
	case a.Measure != b.Measure && (strings.HasPrefix(a.Measure, b.Measure+".") || strings.HasPrefix(b.Measure, a.Measure+".")):
		return fmt.Sprintf("a part and the whole: %s, %s", a.Measure, b.Measure)
	case a.Measure != b.Measure:
		return fmt.Sprintf("different measures: %s, %s", name(a.Measure), name(b.Measure))
	case !slices.Equal(parties(a), parties(b)):
		return fmt.Sprintf("different parties: %s, %s", strings.Join(parties(a), "–"), strings.Join(parties(b), "–"))
	case a.From != "" && b.From != "" && a.From != b.From:
		return fmt.Sprintf("opposite directions: from %s, from %s", a.From, b.From)
	case a.Of != b.Of && a.Form == "share" && b.Form == "share":
		return fmt.Sprintf("shares of different things: %s, %s", name(a.Of), name(b.Of))
	}
	return ""
}

func name(s string) string {
	if s == "" {
		return "not stated"
	}
	return s
}

// units says why the values of two figures cannot be set side by side, "" where they can.
func (r *Reconciler) unlike(a, b *entente.Figure) string {
	ua, _ := r.base(a.Unit)
	ub, _ := r.base(b.Unit)
	switch {
	case ua != ub && money(a.Unit) && money(b.Unit):
		return fmt.Sprintf("different currencies without a rate in the texts: %s, %s", a.Unit, b.Unit)
	case ua != ub:
		return fmt.Sprintf("different units: %s, %s", a.Unit, b.Unit)
	case a.Per != b.Per && a.Per != "" && b.Per != "":
		return fmt.Sprintf("different rates: per %s, per %s", a.Per, b.Per)
	}
	return ""
}

// period is the days that a figure holds for; known is false where it names none.
func period(f *entente.Figure) (start, end string, known bool) {
	if f.Period == nil || f.Period.Start == "" && f.Period.End == "" {
		return "", "", false
	}
	return f.Period.Start, f.Period.End, true
}

// apart says why two figures hold for different times, "" where they hold for one; loose reports that one of them names
// no time.
func apart(a, b *entente.Figure) (why string, loose bool) {
	s1, e1, ok1 := period(a)
	s2, e2, ok2 := period(b)
	if !ok1 || !ok2 {
		return "", ok1 != ok2
	}
	if (asOf(a) || asOf(b)) && !(asOf(a) && asOf(b)) && near1(s1, s2) && years(s1, e1) == 1 && years(s2, e2) == 1 {
		return "", s1 != s2 // "now" may speak of the last full year
	}
	if e1 != "" && s2 != "" && e1 < s2 || e2 != "" && s1 != "" && e2 < s1 {
		return fmt.Sprintf("different times: %s, %s", a.Period.EDTF, b.Period.EDTF), false
	}
	if s1 == s2 && e1 == e2 || !flow(a.Measure) || a.Form == "share" || a.Form == "rank" {
		return "", false
	}
	if a.Form == "multiple" || a.Form == "change" {
		if !near(s1, s2) || !near(e1, e2) {
			return fmt.Sprintf("measured over different times: %s, %s", a.Period.EDTF, b.Period.EDTF), false
		}
		return "", false
	}
	if fuzzy(a) || fuzzy(b) {
		return "", false
	}
	if bound(a) && covers(s1, e1, s2, e2) && years(s1, e1) > 1 || bound(b) && covers(s2, e2, s1, e1) && years(s2, e2) > 1 {
		return "", false // "less than 500 million in the 1990s" holds for each year
	}
	return fmt.Sprintf("times of different length: %s, %s", a.Period.EDTF, b.Period.EDTF), false
}

// asOf reports whether the time of a figure is only that of the text that gives it.
func asOf(f *entente.Figure) bool {
	return f.Period != nil && (f.Period.Basis == "published" || f.Period.Basis == "relative" && fuzzy(f))
}

func near1(a, b string) bool { d := yearOf(a) - yearOf(b); return -1 <= d && d <= 1 }

func fuzzy(f *entente.Figure) bool { return strings.ContainsAny(f.Period.EDTF, "~?") }

func bound(f *entente.Figure) bool { return strings.ContainsAny(f.Op, "<>") && f.Op != "<~" }

func covers(s1, e1, s2, e2 string) bool { return s1 <= s2 && e2 <= e1 }

// near reports whether two days lie within two years of each other.
func near(a, b string) bool {
	d := yearOf(a) - yearOf(b)
	return a == b || a != "" && b != "" && -2 <= d && d <= 2
}

func yearOf(day string) int {
	n := 0
	for i := 0; i < len(day) && i < 4; i++ {
		if day[i] < '0' || '9' < day[i] {
			return 0
		}
		n = n*10 + int(day[i]-'0')
	}
	return n
}

func years(s, e string) int { return yearOf(e) - yearOf(s) + 1 }
