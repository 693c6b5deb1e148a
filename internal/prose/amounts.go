package prose

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"entente"
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

// Claim writes what a figure claims: amount, what it is a share of, period, and that it is a target or a forecast.
func Claim(f *entente.Figure) string {
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
	switch from, to, _ := strings.Cut(Date(f.Period), " to "); {
	case f.Period != nil && to != "" && (f.Base == nil || Date(f.Base) == from):
		text += " from " + Date(f.Period)
	case f.Period != nil && len(f.Period.EDTF) == len("2006-01-02"):
		text += " on " + Date(f.Period)
	case f.Period != nil:
		text += " in " + Date(f.Period)
	}
	if f.Base != nil && !strings.Contains(text, " from "+Date(f.Base)+" to ") {
		text += " against " + Date(f.Base)
	}
	if f.Modality != "actual" && f.Modality != "" {
		text += ", " + f.Modality
	}
	return text
}
