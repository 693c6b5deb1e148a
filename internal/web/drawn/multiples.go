package drawn

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"entente/internal/views"
	"entente/internal/web/wording"
)

// The small multiples of a balance share one axis of time, on which a period without anything is a gap, and one scale from 0 to 1.
const (
	multipleWide = 300.0
	multipleHigh = 44.0
)

// thin is how few things of a period make its weights say little.
const thin = 3

// A timeline places periods along time.
type timeline struct {
	first, last int
	step        float64
}

// ordinal numbers the periods of one length: years, quarters ("2019-Q2"), months ("2019-02") or weeks ("2019-W05").
func ordinal(period string) (n int, of int) {
	year, rest, _ := strings.Cut(period, "-")
	y, err := strconv.Atoi(year)
	if err != nil {
		return 0, 1
	}
	of = 1
	switch {
	case strings.HasPrefix(rest, "Q"):
		of = 4
	case strings.HasPrefix(rest, "W"):
		of = 53
	case rest != "":
		of = 12
	}
	k, _ := strconv.Atoi(strings.TrimLeft(rest, "QW"))
	return y*of + max(0, k-1), of
}

func timelineOf(b *views.Balance) timeline {
	t := timeline{}
	for i, p := range b.Periods {
		n, _ := ordinal(p.Period)
		if i == 0 {
			t.first, t.last = n, n
		}
		t.first, t.last = min(t.first, n), max(t.last, n)
	}
	t.step = min(26, multipleWide/float64(t.last-t.first+1))
	return t
}

func (t timeline) at(period string) float64 {
	n, _ := ordinal(period)
	return float64(n-t.first) * t.step
}

func (t timeline) wide() float64 { return max(t.step*float64(t.last-t.first+1), 60) }

// Axis draws the years over the multiples.
func Axis(b *views.Balance) template.HTML {
	if len(b.Periods) == 0 {
		return ""
	}
	t := timelineOf(b)
	_, of := ordinal(b.Periods[0].Period)
	first, last := t.first/of, t.last/of
	every := 1
	for _, e := range []int{1, 2, 5, 10, 20, 50} {
		if every = e; float64(last-first+1)/float64(e)*30 <= t.wide() {
			break
		}
	}
	d := &drawing{}
	d.f(`<svg class="series over" viewBox="0 0 %.0f 14" role="img" aria-label="From %d to %d">`, t.wide(), first, last)
	for y := first; y <= last; y++ {
		if x := float64(y*of-t.first) * t.step; x >= 0 && x < t.wide()-20 && (y%every == 0 || first == last) {
			d.f(`<line class="tick" x1="%.1f" x2="%.1f" y1="9" y2="14"/><text x="%.1f" y="9">%d</text>`, x+.5, x+.5, x+3, y)
		}
	}
	d.f(`</svg>`)
	return d.done()
}

// Series draws the weight of a partner period by period, with its band; in outline where little was counted in the period at
// all, for then one visit is a weight of one.
func Series(b *views.Balance, p *views.Partner) template.HTML {
	const high = multipleHigh
	t := timelineOf(b)
	cells, acts := map[string]*views.Cell{}, map[string]int{}
	for i := range p.Cells {
		cells[p.Cells[i].Period] = &p.Cells[i]
	}
	for _, x := range b.Periods {
		acts[x.Period] = x.Acts
	}
	d := &drawing{}
	d.f(`<svg class="series" viewBox="0 0 %.0f %.0f" role="img" aria-label="Weight of %s by %s">`, t.wide(), high+2, esc(p.Name), esc(b.By))
	d.f(`<path class="grid" d="M0 1H%.1fM0 %.1fH%.1f"/>`, t.wide(), 1+(high-1)/2, t.wide())
	y := func(weight float64) float64 { return high - weight*(high-1) }
	for _, x := range b.Periods {
		c := cells[x.Period]
		if c == nil {
			continue
		}
		at, class := t.at(x.Period), "co"
		if acts[x.Period] < thin {
			class += " thin"
		}
		says := fmt.Sprintf("%s: weight %.2f, between %.2f and %.2f, of %s in all", x.Period, c.Weight, c.Low, c.High, wording.Plural(acts[x.Period], "thing"))
		d.f(`<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%s</title></rect>`, class, at+t.step*.12, y(c.Weight), max(1.6, t.step*.76), max(.8, high-y(c.Weight)), esc(says))
		if c.High > c.Low {
			d.f(`<path class="band" d="M%.1f %.1fV%.1f"/>`, at+t.step/2, y(c.High), y(c.Low))
		}
		if c.Critical > 0 {
			d.f(`<circle class="con" cx="%.1f" cy="4" r="2.6"><title>%s: %d critical</title></circle>`, at+t.step/2, esc(x.Period), c.Critical)
		}
	}
	d.f(`<line class="axis" x1="0" x2="%.1f" y1="%.0f" y2="%.0f"/></svg>`, t.wide(), high+.5, high+.5)
	return d.done()
}

// Binds says what was counted with a partner.
func Binds(p *views.Partner) string {
	var out []string
	c := p.Sums()
	for _, x := range []struct {
		n    int
		word string
	}{{c.Visits, "visit or meeting"}, {c.Agreements, "agreement or deed"}, {c.Warm, "warm word"}, {c.Critical, "critical act"}} {
		switch {
		case x.n == 1:
			out = append(out, "1 "+x.word)
		case x.n > 1:
			many := strings.NewReplacer("visit or meeting", "visits and meetings", "agreement or deed", "agreements and deeds", "warm word", "warm words", "critical act", "critical acts").Replace(x.word)
			out = append(out, strconv.Itoa(x.n)+" "+many)
		}
	}
	return strings.Join(out, ", ")
}
