// Package places turns the toponyms of a text into places with country and coordinates, and says of each whether it stands
// for the place or for the state that is governed from there.
//
// A toponym is led to one of the places of its name by what stands beside it ("Oxford, North Carolina"), by the countries
// the text speaks of, by the other places it names and by size. A country is never led to anything smaller. What is part of
// the name of a person or body is left alone, and so is a small place that nothing but its name speaks for.
package places

import (
	"math"
	"sort"
	"strings"

	"entente"
	"entente/internal/gazetteer"
)

// A Finder finds places with a gazetteer. It is safe for use from several goroutines.
type Finder struct {
	g  *gazetteer.Gazetteer
	is map[string]map[string]bool // classes of words beside a capital
}

// New returns a finder.
func New(g *gazetteer.Gazetteer) *Finder { return &Finder{g, readWords()} }

// toponym is a name under way.
type toponym struct {
	sentence, w0, w1 int
	span             entente.Span
	key              string
	state            *gazetteer.State // a country by name
	capital          string           // state whose capital it is on the day
	all              []gazetteer.Place
	best             int // in all, -1 for none
	sure             bool
	strong           bool // evidence beside it: "in X", "X, Y"
	elsewhere        bool // in a region where the gazetteer has no such place
	as               string
}

// reading is one text on its way.
type reading struct {
	g         *gazetteer.Gazetteer
	is        map[string]map[string]bool
	a         *entente.Analysis
	day       string
	words     []*gazetteer.Words
	tops      []*toponym
	countries map[string]int // how often the text speaks of a country
	total     int
}

// Find returns the toponyms of a text that could be resolved, in the order of the text.
func (f *Finder) Find(a *entente.Analysis) []entente.Place {
	d := &reading{g: f.g, is: f.is, a: a, countries: map[string]int{}}
	if p := a.Document.Published; p != nil {
		d.day = p.Start
	}
	for i := range a.Sentences {
		d.scan(i)
	}
	d.beside()
	d.oneSense()
	d.resolve()
	return d.result()
}

func (d *reading) result() []entente.Place {
	var out []entente.Place
	for _, t := range d.tops {
		p := entente.Place{Name: t.span.In(d.a.Document.Text), As: "place", Sentence: t.sentence}
		span := t.span
		p.Span = &span
		switch {
		case t.state != nil:
			p.Name, p.Country, p.Lat, p.Lon, p.Class = t.state.Name, t.state.ID, t.state.Lat, t.state.Lon, "country"
			p.As = d.countryAs(t)
		case t.best >= 0:
			x := t.all[t.best]
			p.Name, p.Country, p.Lat, p.Lon, p.GeoNames, p.Class = x.Name, x.Country, x.Lat, x.Lon, x.GeoNames, x.Class
			if p.Class == "capital" {
				p.Class = "city"
			}
			if t.capital != "" && d.metonym(t) {
				p.As = "state"
			}
		default:
			continue
		}
		out = append(out, p)
	}
	return out
}

// resolve leads every toponym to the likeliest of its places, twice: the second time the others say more.
func (d *reading) resolve() {
	for round := range 2 {
		for _, t := range d.tops {
			if t.state != nil || t.sure || t.elsewhere || len(t.all) == 0 {
				continue
			}
			best, rank := -1, math.Inf(-1)
			for i := range t.all {
				if r := d.weigh(t, &t.all[i], round); r > rank {
					best, rank = i, r
				}
			}
			t.best = best
			if !d.believable(t) {
				t.best = -1
			}
		}
	}
}

// weigh is how much speaks for a place.
func (d *reading) weigh(t *toponym, p *gazetteer.Place, round int) float64 {
	r := math.Log10(float64(p.Population) + 1000)
	switch p.Class {
	case "capital":
		r += 3
	case "region":
		r += 0.5
		if p.Population == 0 { // of our own list of sites of news
			r += 6
		}
	case "site", "continent":
		r += 8
	}
	if n := d.countries[p.Country]; n > 0 {
		r += 2 + math.Min(2, math.Log2(float64(n)))
	}
	if round > 0 {
		near := 0.0
		for _, o := range d.tops {
			if o == t || o.best < 0 || o.state != nil || o.key == t.key {
				continue
			}
			q := &o.all[o.best]
			if q.Region == p.Region && q.Region != "" {
				near += 1
			} else if Distance(p.Lat, p.Lon, q.Lat, q.Lon) < 400 {
				near += 0.5
			}
		}
		r += math.Min(2.5, near)
	}
	return r
}

// believable reports whether a place is large, capital or otherwise spoken for.
func (d *reading) believable(t *toponym) bool {
	if t.best < 0 {
		return false
	}
	p := &t.all[t.best]
	switch {
	case p.Class == "site" || p.Class == "continent" || p.Class == "capital":
		return true
	case p.Class == "region" && (p.Population == 0 || len(t.all) == 1 && len(t.key) > 3):
		return true
	case t.strong:
		return p.Population > 50000 || d.countries[p.Country] > 0 || t.sure
	case d.g.Words[t.key] == "common" || d.g.Given[t.key]:
		return p.Population > 1000000
	case p.Class == "region":
		return d.countries[p.Country] > 0 || p.Population > 2000000
	case p.Population > 300000:
		return true
	}
	return d.countries[p.Country] > 0 && p.Population > 30000
}

// Distance is the distance of two points in kilometres on a sphere (haversine; Sinnott 1984, Virtues of the Haversine).
func Distance(lat1, lon1, lat2, lon2 float64) float64 {
	rad := math.Pi / 180
	a := math.Sin((lat2-lat1)*rad/2)*math.Sin((lat2-lat1)*rad/2) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Sin((lon2-lon1)*rad/2)*math.Sin((lon2-lon1)*rad/2)
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(a)))
}

// beside reads "Oxford, North Carolina" and "Lyon, France": the first is the place of its name in the second.
func (d *reading) beside() {
	sort.SliceStable(d.tops, func(i, j int) bool { return d.tops[i].span.Start < d.tops[j].span.Start })
	for i := len(d.tops) - 2; i >= 0; i-- {
		t, o := d.tops[i], d.tops[i+1]
		if t.sentence != o.sentence || t.state != nil {
			continue
		}
		between := d.a.Document.Text[t.span.End:min(o.span.Start, len(d.a.Document.Text))]
		if o.span.Start < t.span.End || between != ", " && between != " (" && strings.TrimSpace(between) != "in" && between != "," {
			continue
		}
		for k := range t.all {
			if d.inside(&t.all[k], o) {
				t.best, t.sure, t.strong = k, true, true
				break
			}
		}
		if !t.sure && between == ", " && (o.state != nil && d.towns(t) || o.state == nil && d.isRegion(o)) {
			t.elsewhere = true
		}
		if t.sure && o.state == nil && o.best < 0 {
			for k := range o.all {
				if o.all[k].Class == "region" && o.all[k].Region == t.all[t.best].Region {
					o.best, o.sure = k, true
					break
				}
			}
		}
	}
}

// towns reports whether a name may stand for a town at all; a list of countries and capitals is no address.
func (d *reading) towns(t *toponym) bool {
	for i := range t.all {
		if c := t.all[i].Class; c == "capital" || c == "region" || c == "site" || c == "continent" {
			return false
		}
	}
	return len(t.all) > 0
}

// isRegion reports whether a name stands for a first-level region and hardly for a town.
func (d *reading) isRegion(t *toponym) bool {
	for i := range t.all {
		if t.all[i].Class == "region" {
			return len(t.all) < 3 || strings.Contains(t.key, " ")
		}
	}
	return false
}

// oneSense leads the other mentions of a name to the place that one of them says it is in (one sense per discourse; Gale, Church
// and Yarowsky 1992).
func (d *reading) oneSense() {
	for _, t := range d.tops {
		if !t.sure && !t.elsewhere {
			continue
		}
		for _, o := range d.tops {
			if o.key == t.key && !o.sure && !o.elsewhere && o.state == nil {
				o.best, o.sure, o.elsewhere = t.best, t.sure, t.elsewhere
			}
		}
	}
}

// inside reports whether a place lies in what a toponym may stand for.
func (d *reading) inside(p *gazetteer.Place, o *toponym) bool {
	if o.state != nil {
		return p.Country == o.state.ID
	}
	for i := range o.all {
		if q := &o.all[i]; q.Class == "region" && (q.Region != "" && q.Region == p.Region || q.Region == "" && q.Country == p.Country) {
			return true
		}
	}
	return false
}
