package who

import (
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/eval/score"
	"entente/internal/gazetteer"
	"entente/internal/places"
)

// Places scores toponyms on TR-News and GeoVirus: a place is right where it lies within 161 kilometres (100 miles) of the
// gold, the field's measure; a country is right as a country, whatever point of it the gold has; accuracy is over the toponyms of the gold that were resolved, F1 over all.
func Places(gold string, parse score.Parse) ([]score.Row, error) {
	g, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	var rows []score.Row
	for _, set := range []string{"tr-news-dev", "geovirus-dev"} {
		more, err := toponyms(gold, set, g, places.New(g), parse, nil)
		if err != nil {
			return nil, fmt.Errorf("score places: %w", err)
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

func toponyms(gold, set string, g *gazetteer.Gazetteer, f *places.Finder, parse score.Parse, tell score.Difference) ([]score.Row, error) {
	n := &placeCounts{g: g, tell: tell}
	err := score.EachLine(gold, "places/"+set+".jsonl.gz", func(d placedText) bool {
		a := &entente.Analysis{Document: entente.Document{Text: d.Text, Parts: parts(d.Text)}}
		a.Sentences = parse(d.Text, a.Document.Parts)
		n.count(&d, f.Find(a))
		return true
	})
	if err != nil {
		return nil, err
	}
	rows := []score.Row{score.Rate("places", set, "within 161 km, of resolved", n.near, n.resolved)}
	if n.countries > 0 {
		rows = append(rows, score.Rate("places", set, "countries resolved to something smaller", n.smaller, n.countries))
	}
	return append(rows, score.PRF("places", set, "within 161 km", n.near, n.predicted, n.near, n.golds)...), nil
}

// A placedText is a text with its toponyms; spans are code points.
type placedText struct {
	ID, Text, Date string
	Toponyms       []struct {
		Start, End int
		Phrase     string
		Lat, Lon   *float64
		FCode      string
		Country    string
	}
}

// placeCounts counts toponyms over texts.
type placeCounts struct {
	g                                                    *gazetteer.Gazetteer
	near, resolved, predicted, golds, countries, smaller int
	tell                                                 score.Difference
}

// count adds one text.
func (n *placeCounts) count(d *placedText, got []entente.Place) {
	n.predicted += len(got)
	used := make([]bool, len(got))
	at := score.ByteOffsets(d.Text)
	tell := n.tell
	if tell == nil {
		tell = func(string, string, string, string) {}
	}
	for _, t := range d.Toponyms {
		if t.Lat == nil || t.Lon == nil {
			continue
		}
		n.golds++
		span := entente.Span{Start: at[t.Start], End: at[t.End]}
		hit := slices.IndexFunc(got, func(p entente.Place) bool { return p.Span.Overlaps(span) })
		if hit < 0 {
			tell(d.ID, "missed "+t.Phrase, "", "")
			continue
		}
		used[hit] = true
		n.resolved++
		p := got[hit]
		ok := places.Distance(p.Lat, p.Lon, *t.Lat, *t.Lon) <= 161
		if strings.HasPrefix(t.FCode, "PCL") {
			n.countries++
			n.smaller += score.Count(p.Class != "country")
			ok = ok || p.Class == "country" && p.Country == stateNamed(n.g, t.Country, "2015")
		}
		n.near += score.Count(ok)
		if !ok {
			tell(d.ID, "wrong "+t.Phrase, fmt.Sprintf("%.1f,%.1f", *t.Lat, *t.Lon), fmt.Sprintf("%s %s %s %.1f,%.1f", p.Name, p.Class, p.Country, p.Lat, p.Lon))
		}
	}
	for i := range got {
		if !used[i] {
			tell(d.ID, "extra "+got[i].Span.In(d.Text), "", got[i].Name+" "+got[i].Class+" "+got[i].Country)
		}
	}
}
