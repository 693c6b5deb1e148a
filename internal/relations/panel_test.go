package relations

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// made are acts among a few parties, the same for the same seed.
func made(n int, seed uint64) (out []Act) {
	r := rand.New(rand.NewPCG(seed, 1))
	codes := []string{"CHN", "KAZ", "RUS", "UZB", "SCO"}
	for i := range n {
		day := fmt.Sprintf("2022-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
		x := Act{ID: fmt.Sprint(i), Start: day, End: day, Type: []string{"CONSULT", "AGREE", "ACCUSE", ""}[r.IntN(4)], Quad: r.IntN(5), Score: float64(r.IntN(100)-50) / 10,
			Status: []string{"happened", "planned", "denied"}[r.IntN(3)], Actors: codes[:1+r.IntN(3)]}
		if r.IntN(2) == 0 {
			x.Recipients = codes[3:4]
		}
		if r.IntN(5) == 0 {
			x.End = ""
		}
		out = append(out, x)
	}
	return out
}

// TestPanel holds the panel against the series of every pair.
func TestPanel(t *testing.T) {
	acts := made(400, 3)
	rows, err := Panel(acts, Month)
	if err != nil {
		t.Fatal(err)
	}
	pairs := map[[2]string]map[string]Row{}
	for _, r := range rows {
		k := [2]string{r.A, r.B}
		if pairs[k] == nil {
			pairs[k] = map[string]Row{}
		}
		pairs[k][r.Period] = r
	}
	if len(pairs) < 5 {
		t.Fatalf("%d pairs", len(pairs))
	}
	for k, months := range pairs {
		cells, _, err := Series(acts, k[0], k[1], Month)
		if err != nil || len(cells) != len(months) {
			t.Fatalf("%v: %d cells in the series, %d in the panel: %v", k, len(cells), len(months), err)
		}
		for _, c := range cells {
			p := months[c.Period]
			if p.Events != c.Events || p.Quad != c.Quad || p.AToB != c.AToB || p.BToA != c.BToA || p.Mutual != c.Mutual || p.Planned != c.Planned || p.Denied != c.Denied || math.Abs(p.Mean-c.Mean) > 0.001 {
				t.Errorf("%v %s: panel %+v, series %+v", k, c.Period, p.Cell, c)
			}
		}
	}
}
