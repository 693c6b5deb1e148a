package who

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"entente"
	"entente/internal/eval/score"
	"entente/internal/gazetteer"
)

//go:embed heads.tsv
var headsAnswers string

// A headDraw is a state and a day on which it existed.
type headDraw struct{ state, day string }

// drawHeads draws 60 states and three days each, from 1990 to the middle of 2026, always the same.
func drawHeads(g *gazetteer.Gazetteer) []headDraw {
	var ids []string
	for _, id := range sortedIDs(g.States) {
		if s := g.States[id]; s.Status == "state" && s.GW > 0 && s.Until == "" {
			ids = append(ids, id)
		}
	}
	rng := rand.New(rand.NewPCG(1945, 2026))
	rng.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	first := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	days := int(time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC).Sub(first).Hours() / 24)
	var out []headDraw
	for _, id := range ids[:60] {
		var some []string
		for len(some) < 3 {
			if day := first.AddDate(0, 0, rng.IntN(days)).Format(time.DateOnly); day >= g.States[id].From {
				some = append(some, day)
			}
		}
		slices.Sort(some)
		for _, day := range some {
			out = append(out, headDraw{id, day})
		}
	}
	return out
}

// Heads asks for the head of state and the head of government of the states and days drawn and compares them with answers
// that were written down apart from the gazetteer, each with its source; answers in heads.tsv may leave one open ("?").
func Heads(g *gazetteer.Gazetteer, tell score.Difference) ([]score.Row, error) {
	answers := map[headDraw][]string{}
	for line := range strings.Lines(headsAnswers) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(c) < 5 {
			continue
		}
		answers[headDraw{c[0], c[1]}] = c[2:]
	}
	var rows []score.Row
	for i, head := range []string{gazetteer.HeadOfState, gazetteer.HeadOfGovernment} {
		hits, n, open := 0, 0, 0
		for _, d := range drawHeads(g) {
			a := answers[d]
			if a == nil {
				return nil, fmt.Errorf("heads.tsv has no answer for %s on %s: %w", d.state, d.day, entente.ErrInvalid)
			}
			if a[i] == "?" {
				open++
				continue
			}
			n++
			ok, have := headed(g, d, head, a[i])
			hits += score.Count(ok)
			if !ok && tell != nil {
				tell(d.state+" "+d.day+" head of "+head, "", a[i], have)
			}
		}
		row := score.Rate("actors", "60 states, 180 days drawn", "head of "+head+" right, 1990–2026", hits, n)
		if open > 0 {
			row.Counts += fmt.Sprintf(", %d left open", open)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// headed reports whether the gazetteer gives the answer ("-" for nobody), and whom it gives.
func headed(g *gazetteer.Gazetteer, d headDraw, head, answer string) (bool, string) {
	var have []string
	ok := false
	for _, o := range g.Heads(d.state, head, d.day) {
		p := g.People[o.Person]
		have = append(have, p.Name)
		ok = ok || calledSo(p, answer)
	}
	if answer == "-" {
		ok = len(have) == 0
	}
	return ok, strings.Join(have, "; ")
}

// calledSo reports whether every word of weight of an answer is one of a person's name, give or take a letter.
func calledSo(p *gazetteer.Person, answer string) bool {
	own := strings.Fields(gazetteer.Fold(strings.ReplaceAll(p.Name+" "+p.Family, "'", "")))
	for _, w := range strings.Fields(gazetteer.Fold(strings.ReplaceAll(answer, "'", ""))) {
		if !slices.ContainsFunc(own, func(o string) bool { return o == w || gazetteer.Near(o, w) }) {
			return false
		}
	}
	return true
}
