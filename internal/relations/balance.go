package relations

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// The parts of a balance: what binds a state to a partner, each counted apart.
const (
	Visits     = "visits"     // visits and meetings that took place
	Agreements = "agreements" // signed, ratified, recognised, cooperation in deeds and aid
	Warm       = "warm"       // praise, support and promises in words
	Critical   = "critical"   // verbal and material conflict
)

// Parts are the parts in their order.
var parts = []string{Visits, Agreements, Warm, Critical}

// Among are those of whom a balance can be: a state is one among states, as bodies of many states meet and speak with each of them
// and would stand first with all; organisations are weighed among themselves.
const (
	States        = "states"
	Organisations = "organisations"
	Everybody     = "all"
)

// Partners tells who counts as a partner among states, organisations or all of both; false for another word.
func Partners(among string) (keep func(code string) bool, ok bool) {
	body := func(code string) bool { return strings.HasPrefix(code, "org:") }
	state := func(code string) bool { return !strings.Contains(code, ":") }
	switch among {
	case States:
		return state, true
	case Organisations:
		return body, true
	case Everybody:
		return func(code string) bool {
			return !strings.HasPrefix(code, "person:") && !strings.HasPrefix(code, "group:")
		}, true
	}
	return nil, false
}

// A Partner is one state's place in the balance of another. Counts are by part; Shares the part of all partners' sum that it has.
type Partner struct {
	Code   string
	Counts map[string]int
	Shares map[string]float64
	// Weight is the mean of the shares in visits, agreements and warm words, over those that anybody has; Low and High
	// bound it in nine of ten resamplings of the stories.
	Weight, Low, High float64
	IDs               []string // the acts counted
}

// A Balance is how a state's relations spread over its partners in one period.
type Balance struct {
	State, Period string
	Partners      []Partner // heaviest first
	// Shannon is the entropy of the weights in nats, Evenness the same over its maximum (Pielou 1966), HHI the sum of squared
	// weights (Hirschman 1945, Herfindahl 1950), Effective its inverse, the number of partners of equal weight that would give
	// the same (Laakso and Taagepera 1979).
	Shannon, Evenness, HHI, Effective float64
	Undated                           int // acts left out, for their dates are not known to the period
}

// Balances gives the balance of a state for every period that has an act, in order. Only what happened counts; partners are
// all codes for which keep returns true. The bands come from a bootstrap over stories (Efron 1979), seeded by nothing but the
// input's size, so the same acts give the same bands.
func Balances(acts []Act, state string, by Period, keep func(code string) bool) ([]Balance, error) {
	bins, undated := map[string][]*Act{}, 0
	for i := range acts {
		x := &acts[i]
		if x.Status != "happened" && x.Status != "ongoing" || !slices.Contains(x.Actors, state) && !slices.Contains(x.Recipients, state) {
			continue
		}
		name, err := bin(x, by)
		if err != nil {
			return nil, err
		}
		if name == "" {
			undated++
			continue
		}
		bins[name] = append(bins[name], x)
	}
	var out []Balance
	for name, in := range bins {
		slices.SortFunc(in, func(a, b *Act) int { return cmp.Compare(a.ID, b.ID) })
		b := balance(in, state, keep)
		b.Period, b.Undated = name, undated
		if len(b.Partners) > 0 {
			out = append(out, b)
		}
	}
	slices.SortFunc(out, func(a, b Balance) int { return cmp.Compare(a.Period, b.Period) })
	return out, nil
}

func balance(acts []*Act, state string, keep func(string) bool) Balance {
	b := Balance{State: state, Partners: tally(acts, state, keep)}
	weigh(b.Partners)
	b.bands(acts, keep)
	slices.SortFunc(b.Partners, func(x, y Partner) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(x.Code, y.Code))
	})
	for _, p := range b.Partners {
		if p.Weight > 0 {
			b.Shannon -= p.Weight * math.Log(p.Weight)
			b.HHI += p.Weight * p.Weight
		}
	}
	if b.HHI > 0 {
		b.Effective = 1 / b.HHI
	}
	if n := len(b.Partners); n > 1 {
		b.Evenness = b.Shannon / math.Log(float64(n))
	}
	return b
}

// part is what an act counts as, "" for none.
func part(x *Act) string {
	switch {
	case x.Quad == 3 || x.Quad == 4:
		return Critical
	case x.Type == "CONSULT":
		return Visits
	case x.Quad == 2 || x.Kind == "treaty-signing" || x.Kind == "agreement" || x.Kind == "document-signing" || x.Kind == "ratification" || x.Kind == "partnership-upgrade" ||
		x.Kind == "diplomatic-relations-established" || x.Kind == "border-settlement":
		return Agreements
	case x.Quad == 1:
		return Warm
	}
	return ""
}

// tally counts the parts by partner, in the order of codes.
func tally(acts []*Act, state string, keep func(string) bool) []Partner {
	at, out := map[string]int{}, []Partner{}
	for _, x := range acts {
		kind := part(x)
		if kind == "" {
			continue
		}
		for _, code := range others(x, state) {
			if !keep(code) {
				continue
			}
			k, ok := at[code]
			if !ok {
				k = len(out)
				at[code] = k
				out = append(out, Partner{Code: code, Counts: map[string]int{}, Shares: map[string]float64{}})
			}
			out[k].Counts[kind]++
			out[k].IDs = append(out[k].IDs, x.ID)
		}
	}
	slices.SortFunc(out, func(a, b Partner) int { return cmp.Compare(a.Code, b.Code) })
	return out
}

// others are the parties on the other side of an act, or beside the state in a mutual one.
func others(x *Act, state string) []string {
	var out []string
	add := func(codes []string) {
		for _, c := range codes {
			if c != state && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	if slices.Contains(x.Actors, state) {
		add(x.Recipients)
		if x.Reciprocal() {
			add(x.Actors)
		}
		return out
	}
	add(x.Actors)
	return out
}

// weigh fills shares and weights.
func weigh(partners []Partner) {
	present := 0.0
	for _, k := range parts {
		sum := 0
		for _, p := range partners {
			sum += p.Counts[k]
		}
		if sum == 0 {
			continue
		}
		if k != Critical {
			present++
		}
		for i := range partners {
			partners[i].Shares[k] = float64(partners[i].Counts[k]) / float64(sum)
		}
	}
	for i := range partners {
		if p := &partners[i]; present > 0 {
			p.Weight = (p.Shares[Visits] + p.Shares[Agreements] + p.Shares[Warm]) / present
		}
	}
}
