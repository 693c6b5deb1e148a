package prose

import (
	"cmp"
	"regexp"
	"strings"

	"entente"
)

// Verdict says how figures stand to each other, by the kind of the verdict.
func Verdict(kind string) string { return verdicts[kind] }

var verdicts = map[string]string{"agree": "accounts agree", "refine": "one account is closer", "conflict": "accounts conflict", "target-against-actual": "target and outcome"}

// Readable shortens the numbers of the arithmetic of a verdict and says its operators in words.
func Readable(s string) string {
	s = longNumber.ReplaceAllStringFunc(s, func(n string) string {
		n = scaled(n)
		if whole, frac, ok := strings.Cut(n, "."); ok {
			digits, unit, _ := strings.Cut(frac, " ")
			n = whole + "." + digits[:min(1, len(digits))] + " " + unit
		}
		return n
	})
	s = bracketed.ReplaceAllStringFunc(s, func(in string) string {
		if d := Date(&entente.Date{EDTF: in[1 : len(in)-1]}); len(d) >= 4 {
			return "(" + d + ")"
		}
		return in
	})
	s = grown.ReplaceAllString(s, "$1, after $2 growth, means $3 at the start")
	s = coded.ReplaceAllStringFunc(s, func(u string) string { return cmp.Or(units()[u], u) })
	s = countedThing.ReplaceAllStringFunc(s, func(in string) string { return many(in[1 : len(in)-1]) })
	return strings.NewReplacer("<~ ", "nearly ", "~ ", "about ", "; claimed:", "; the claim:", " a and ", " years and ").Replace(s)
}

var longNumber = regexp.MustCompile(`\d{6,}(\.\d+)?`)

var (
	// bracketed is a date of EDTF in brackets, "(1992~/2022)".
	bracketed = regexp.MustCompile(`\(-?[0-9][0-9X]{3}[0-9X~?%/.-]*\)`)
	// coded is a unit of UCUM in brackets, perhaps squared: "[mi_i]2".
	coded = regexp.MustCompile(`\[[a-z]+_[a-z]+\][23]?`)
	// countedThing is a unit that is a thing counted, "{prisoner}".
	countedThing = regexp.MustCompile(`\{[a-z ]+\}`)
	// grown is the arithmetic of a level and the multiple that led to it.
	grown = regexp.MustCompile(`^(.+?) / (.+?) implies ([^;:]+)`)
)
