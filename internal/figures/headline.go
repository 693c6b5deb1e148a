package figures

import (
	"math/big"
	"strings"

	"entente"
)

// tie marks a round figure of a title or heading that the body gives exactly: "$25 billion" above, "$25.2 billion" below. The
// round one is flagged, takes what the exact one knows, and points to it.
func tie(a *entente.Analysis, fs []entente.Figure) {
	for i := range fs {
		h := &fs[i]
		if k := partOf(a, h.Span); k != "title" && k != "heading" {
			continue
		}
		for j := range fs {
			b := &fs[j]
			if j == i || b.Unit != h.Unit || b.Form != h.Form || !rounds(b.Value, h.Value) || partOf(a, b.Span) == "title" {
				continue
			}
			if h.Measure == "" || h.Measure == b.Measure {
				h.Measure, h.Period, h.Base = b.Measure, b.Period, b.Base
				if len(h.Parties) < len(b.Parties) {
					h.Parties, h.From, h.To = b.Parties, b.From, b.To
				}
				if h.Value != b.Value {
					h.Flags = append(h.Flags, "rounded")
				}
				break
			}
		}
	}
}

// partOf is the kind of the part that holds a span.
func partOf(a *entente.Analysis, s entente.Span) string {
	for _, p := range a.Document.Parts {
		if p.Contains(s) {
			return p.Kind
		}
	}
	return ""
}

// rounds reports whether the exact value rounds to the round one at its last digit that is not zero.
func rounds(exact, round string) bool {
	x, ok1 := new(big.Rat).SetString(exact)
	r, ok2 := new(big.Rat).SetString(round)
	if !ok1 || !ok2 || exact == "" || round == "" {
		return false
	}
	if x.Cmp(r) == 0 {
		return true
	}
	unit := big.NewRat(1, 1)
	digits := strings.TrimRight(strings.TrimRight(strings.ReplaceAll(round, ".", ""), "0"), ".")
	if len(digits) == len(strings.ReplaceAll(round, ".", "")) || strings.Contains(round, ".") {
		return false
	}
	for range len(round) - len(digits) {
		unit.Mul(unit, big.NewRat(10, 1))
	}
	gap := new(big.Rat).Abs(new(big.Rat).Sub(x, r))
	return gap.Mul(gap, big.NewRat(2, 1)).Cmp(unit) <= 0
}
