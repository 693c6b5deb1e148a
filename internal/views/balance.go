package views

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/internal/relations"
)

// A Balance is how the relations of a state spread over its partners, period by period.
type Balance struct {
	State   Actor           `json:"state"`
	Lat     float64         `json:"lat,omitempty"`
	Lon     float64         `json:"lon,omitempty"`
	By      string          `json:"by" doc:"week, month, quarter or year"`
	Periods []BalancePeriod `json:"periods"`
	// Partners are those of all periods, the heaviest first, each with its row of cells.
	Partners []Partner `json:"partners"`
	Edges    []Edge    `json:"edges" doc:"who acts with whom, the state itself among them"`
	Acts     int       `json:"acts" doc:"things counted, each once"`
	Undated  int       `json:"undated" doc:"things left out, whose dates are not known to the period"`
	Told     bool      `json:"told" doc:"what has no date is counted where it was first told"`
	Among    string    `json:"among" doc:"states, organisations or all: whose weights are shares of one whole"`
	Earlier  bool      `json:"earlier,omitempty" doc:"only the newest things were counted; until leads to earlier ones"`
	Behind   bool      `json:"behind,omitempty" doc:"documents that came in lately are still being put together with the others"`
}

// A BalancePeriod is one period with its measures of concentration.
type BalancePeriod struct {
	Period    string  `json:"period"`
	Acts      int     `json:"acts" doc:"things counted, each once: what the weights of the period rest on"`
	Partners  int     `json:"partners"`
	Effective float64 `json:"effective" doc:"partners of equal weight that would give the same concentration"`
	Evenness  float64 `json:"evenness" doc:"Shannon entropy over its maximum"`
	HHI       float64 `json:"hhi" doc:"sum of squared weights"`
}

// A Partner is a state or body with what binds the state to it.
type Partner struct {
	Actor
	Lat   float64 `json:"lat,omitempty"`
	Lon   float64 `json:"lon,omitempty"`
	Total int     `json:"total" doc:"things counted"`
	Cells []Cell  `json:"cells"`
}

// A Cell is a partner in one period.
type Cell struct {
	Period     string   `json:"period"`
	Weight     float64  `json:"weight"`
	Low        float64  `json:"low" doc:"of nine resamplings in ten"`
	High       float64  `json:"high"`
	Visits     int      `json:"visits"`
	Agreements int      `json:"agreements"`
	Warm       int      `json:"warm"`
	Critical   int      `json:"critical"`
	Items      []string `json:"items" doc:"ids in the chronology"`
}

// An Edge joins two who took part in the same things.
type Edge struct {
	A      string  `json:"a"`
	B      string  `json:"b"`
	Period string  `json:"period" doc:"year"`
	Events int     `json:"events"`
	Score  float64 `json:"score" doc:"mean PLOVER score"`
}

// Sums are the things counted with a partner in all periods, by what binds.
func (p *Partner) Sums() (c Cell) {
	for _, x := range p.Cells {
		c.Visits, c.Agreements, c.Warm, c.Critical = c.Visits+x.Visits, c.Agreements+x.Agreements, c.Warm+x.Warm, c.Critical+x.Critical
	}
	return c
}

// mostWeighed is how many happenings a balance counts, the newest.
const mostWeighed = 3000

// Balance gives the balance of a state by week, month, quarter or year, among states, organisations or all. Where asTold, what has no date is
// counted where it was first told.
func (d *Desk) Balance(ctx context.Context, state, by, among, since, until string, asTold bool) (*Balance, error) {
	return d.BalanceUpTo(ctx, state, by, among, since, until, asTold, mostWeighed)
}

// BalanceUpTo counts so many happenings at most, all where that is 0.
func (d *Desk) BalanceUpTo(ctx context.Context, state, by, among, since, until string, asTold bool, most int) (*Balance, error) {
	x, err := d.actor(state)
	if err != nil {
		return nil, err
	}
	if x.Code == "" {
		return nil, Asked("a balance is of one state, as a code or name: KAZ")
	}
	if by == "" {
		by = "year"
	}
	if among == "" {
		among = relations.States
	}
	whom, ok := relations.Partners(among)
	if !ok {
		return nil, Asked(fmt.Sprintf("among is states, organisations or all, not %q", among))
	}
	q := Question{Actor: x.Code, Since: since, Until: until, Status: []string{"happened", "ongoing"}}
	return keep(ctx, d, fmt.Sprintf("balance %+v %s %s %v %d", q, by, among, asTold, most), func() (*Balance, error) {
		t, acts, err := d.weighed(ctx, q, asTold, most)
		if err != nil {
			return nil, err
		}
		all, err := relations.Balances(acts, x.Code, relations.Period(by), whom)
		if err != nil {
			return nil, Asked(fmt.Sprintf("by is week, month, quarter or year, not %q", by))
		}
		home := d.partner(x.Code)
		b := &Balance{Told: asTold, Among: among, Earlier: t.more, Behind: t.behind, State: x, Lat: home.Lat, Lon: home.Lon, By: by, Periods: []BalancePeriod{}, Partners: []Partner{}, Edges: t.edges()}
		d.spread(b, all)
		return b, nil
	})
}

// spread lays balances out: the periods, and the partners of all of them, the heaviest first, each with its row of cells.
func (d *Desk) spread(b *Balance, all []relations.Balance) {
	at := map[string]int{}
	for _, p := range all {
		b.Undated = p.Undated
		acts := map[string]bool{}
		for _, y := range p.Partners {
			for _, id := range y.IDs {
				acts[id] = true
			}
		}
		b.Acts += len(acts)
		b.Periods = append(b.Periods, BalancePeriod{p.Period, len(acts), len(p.Partners), round(p.Effective), round(p.Evenness), round(p.HHI)})
		for _, y := range p.Partners {
			i, ok := at[y.Code]
			if !ok {
				i = len(b.Partners)
				at[y.Code] = i
				b.Partners = append(b.Partners, d.partner(y.Code))
			}
			c := Cell{p.Period, round(y.Weight), round(y.Low), round(y.High), y.Counts[relations.Visits], y.Counts[relations.Agreements], y.Counts[relations.Warm],
				y.Counts[relations.Critical], append([]string{}, y.IDs...)}
			b.Partners[i].Total += len(y.IDs)
			b.Partners[i].Cells = append(b.Partners[i].Cells, c)
		}
	}
	slices.SortStableFunc(b.Partners, func(x, y Partner) int {
		if x.Total != y.Total {
			return y.Total - x.Total
		}
		return strings.Compare(x.Code, y.Code)
	})
}

// weighed are the newest acts that a question asks for.
func (d *Desk) weighed(ctx context.Context, q Question, asTold bool, most int) (*told, []relations.Act, error) {
	f, err := d.filter(q)
	if err != nil {
		return nil, nil, err
	}
	since, until := f.Since, f.Until
	if asTold { // what has no date may lie in the period all the same
		f.Since, f.Until = "", ""
	}
	t := &told{d: d}
	if err := t.gather(ctx, f, piece{limit: most}); err != nil {
		return nil, nil, err
	}
	acts := relations.Acts(t.c.Happenings)
	if asTold {
		acts = slices.DeleteFunc(relations.AsTold(acts), func(x relations.Act) bool { return since != "" && x.End < since || until != "" && x.Start > until })
	}
	return t, acts, nil
}

// partner reports whether a code can be a partner: people and groups act for somebody else.
func partner(code string) bool {
	return !strings.HasPrefix(code, "person:") && !strings.HasPrefix(code, "group:")
}

func round(f float64) float64 { return float64(int(f*1000+0.5)) / 1000 }

func (d *Desk) partner(code string) Partner {
	p := Partner{Actor: Actor{code, d.Name(code)}, Cells: []Cell{}}
	if s := d.names.States[code]; s != nil {
		p.Lat, p.Lon = s.Lat, s.Lon
	}
	return p
}

// edges count, by year, what any two took part in together.
func (t *told) edges() []Edge {
	type key struct{ a, b, period string }
	sum := map[key]*Edge{}
	var order []key
	for _, h := range t.c.Happenings {
		if h.Status != "happened" && h.Status != "ongoing" || h.Date == nil || len(h.Date.Start) < 4 {
			continue
		}
		var who []string
		for _, c := range slices.Concat(h.Actors, h.Recipients) {
			if partner(c) && !slices.Contains(who, c) {
				who = append(who, c)
			}
		}
		slices.Sort(who)
		for i, a := range who {
			for _, b := range who[i+1:] {
				k := key{a, b, h.Date.Start[:4]}
				if sum[k] == nil {
					sum[k] = &Edge{A: a, B: b, Period: k.period}
					order = append(order, k)
				}
				sum[k].Events++
				if h.Score != nil {
					sum[k].Score += *h.Score
				}
			}
		}
	}
	slices.SortFunc(order, func(x, y key) int { return strings.Compare(x.period+x.a+x.b, y.period+y.a+y.b) })
	out := []Edge{}
	for _, k := range order {
		e := *sum[k]
		e.Score = float64(int(e.Score/float64(e.Events)*10)) / 10
		out = append(out, e)
	}
	return out
}

// Weight is roughly how many rows with their passages it has.
func (b *Balance) Weight() int {
	return 1 + len(b.Edges)/4 + len(b.Partners)*len(b.Periods)/4
}
