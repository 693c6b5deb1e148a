package relations

import (
	"math/rand/v2"
	"slices"
)

const resamplings = 200

// A counted is an act as a resampling sees it: by number what part of the balance it is, with whom, and which stories tell it.
type counted struct {
	part     int
	partners []int
	stories  []int
}

// bands resamples the stories with replacement and takes the 5th and 95th percentile of each weight. The partners are in the
// order of codes.
func (b *Balance) bands(acts []*Act, keep func(string) bool) {
	counted, stories := b.counted(acts, keep)
	if stories == 0 {
		return
	}
	r := rand.New(rand.NewPCG(uint64(stories), uint64(len(acts))))
	samples := make([][]float64, len(b.Partners))
	drawn := make([]int, stories)
	counts := make([][]int, len(parts)) // by part and partner
	for k := range counts {
		counts[k] = make([]int, len(b.Partners))
	}
	for range resamplings {
		clear(drawn)
		for range drawn {
			drawn[r.IntN(stories)]++
		}
		sums := recount(counted, drawn, counts)
		for i := range b.Partners {
			samples[i] = append(samples[i], share(counts, sums, i))
		}
	}
	for i, s := range samples {
		slices.Sort(s)
		b.Partners[i].Low, b.Partners[i].High = s[len(s)*5/100], s[len(s)*95/100]
	}
}

// counted numbers what is counted, and the stories that tell it.
func (b *Balance) counted(acts []*Act, keep func(string) bool) (out []counted, stories int) {
	var names []string
	for _, x := range acts {
		names = append(names, x.Stories...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	at, story := map[string]int{}, make(map[string]int, len(names))
	for i, p := range b.Partners {
		at[p.Code] = i
	}
	for i, s := range names {
		story[s] = i
	}
	for _, x := range acts {
		c := counted{part: slices.Index(parts, part(x))}
		if c.part < 0 {
			continue
		}
		for _, code := range others(x, b.State) {
			if keep(code) {
				c.partners = append(c.partners, at[code])
			}
		}
		for _, s := range x.Stories {
			c.stories = append(c.stories, story[s])
		}
		out = append(out, c)
	}
	return out, len(names)
}

// recount counts each act as often as the most drawn of its stories was drawn.
func recount(acts []counted, drawn []int, counts [][]int) (sums []int) {
	for k := range counts {
		clear(counts[k])
	}
	sums = make([]int, len(counts))
	for i := range acts {
		x, n := &acts[i], 0
		for _, s := range x.stories {
			n = max(n, drawn[s])
		}
		for _, p := range x.partners {
			counts[x.part][p] += n
			sums[x.part] += n
		}
	}
	return sums
}

// share is the weight of a partner, as weigh has it.
func share(counts [][]int, sums []int, partner int) float64 {
	present, sum := 0.0, 0.0
	for k := range counts {
		if parts[k] != Critical && sums[k] > 0 {
			present++
			sum += float64(counts[k][partner]) / float64(sums[k])
		}
	}
	if present == 0 {
		return 0
	}
	return sum / present
}
