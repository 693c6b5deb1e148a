package review

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente"
)

// Confidence is the probability that the machine gave a row.
func Confidence(r *entente.Row) float64 {
	switch {
	case r.Event != nil:
		return r.Event.Confidence
	case r.Statement != nil:
		return r.Statement.Confidence
	case r.Figure != nil:
		return r.Figure.Confidence
	default:
		return r.Tie.Confidence
	}
}

// Weight is how much hangs on a row: 1 for a row alone, 1 more where it stands between two actors that the tables know (it is counted
// in a dyad), and for an event up to 1 more by the size of its score (it moves a balance so far). Rows of long ago weigh half.
func Weight(r *entente.Row) float64 {
	w := 1.0
	known := map[string]bool{}
	for _, s := range r.Sides() {
		if code := cmp.Or(s.Of, s.Code); code != "" && s.Side != "asserts" {
			known[code] = true
		}
	}
	if len(known) > 1 {
		w++
	}
	if e := r.Event; e != nil {
		if e.Score != nil {
			w += math.Min(1, math.Abs(*e.Score)/10)
		}
		if e.Historical {
			w /= 2
		}
	}
	return w
}

// Doubt is by how much a look at a row is expected to mend: the probability that it is wrong, times its weight.
func Doubt(r *entente.Row) float64 { return (1 - Confidence(r)) * Weight(r) }

// An Item is a row that waits for a look.
type Item struct {
	Row   string  `json:"row"`
	Doubt float64 `json:"doubt"`
}

// Queue orders rows by doubt, the greatest first.
func Queue(rows []entente.Row) []Item {
	out := make([]Item, 0, len(rows))
	for i := range rows {
		out = append(out, Item{rows[i].ID(), Doubt(&rows[i])})
	}
	slices.SortFunc(out, func(a, b Item) int { return cmp.Or(cmp.Compare(b.Doubt, a.Doubt), cmp.Compare(a.Row, b.Row)) })
	return out
}

// Sample draws n of the rows at random by a seed, in random order, each row with the same chance. The same rows and seed give the
// same sample, and a row that comes in later takes the place of another with the chance that it should (Cohen and Kaplan 2007,
// Summarizing data using bottom-k sketches).
func Sample(rows []string, seed uint64, n int) []string {
	type drawn struct {
		row string
		at  uint64
	}
	all := make([]drawn, 0, len(rows))
	for _, r := range rows {
		sum := sha256.Sum256([]byte(strconv.FormatUint(seed, 10) + "\x1f" + r))
		all = append(all, drawn{r, binary.BigEndian.Uint64(sum[:])})
	}
	slices.SortFunc(all, func(a, b drawn) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.row, b.row)) })
	all = slices.Compact(all)
	var out []string
	for _, d := range all[:min(n, len(all))] {
		out = append(out, d.row)
	}
	return out
}

// SampleTask is the task of corrections that are said in a sample.
func SampleTask(seed uint64) string { return fmt.Sprintf("%s%d", sample, seed) }

// SeedOf is the seed of a task; false where it is none of a sample.
func SeedOf(task string) (uint64, bool) {
	digits, ok := strings.CutPrefix(task, sample)
	n, err := strconv.ParseUint(digits, 10, 64)
	return n, ok && err == nil
}
