// Package who scores who, where and when: mentions resolved on the day of the text, offices by day, places and dates.
package who

import (
	_ "embed"
	"fmt"
	"strings"

	"entente"
	"entente/internal/actors"
	"entente/internal/eval/score"
	"entente/internal/gazetteer"
	"entente/internal/places"
)

//go:embed wikipedia-ids.tsv
var wikipediaIDs string

// Actors scores the linking of named states, organisations and officials on GUM, the offices of the gazetteer against
// Archigos and REIGN, and the leaders of visits to the United States and of the UN General Debate.
func Actors(gold string, parse score.Parse) ([]score.Row, error) {
	g, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	r := actors.New(g)
	rows := coverage(g)
	for _, f := range []func(string) ([]score.Row, error){
		func(gold string) ([]score.Row, error) { return gumLinks(gold, r, places.New(g), parse, nil) },
		func(gold string) ([]score.Row, error) { return offices(gold, g, nil) },
		func(string) ([]score.Row, error) { return Heads(g, nil) },
		func(gold string) ([]score.Row, error) { return visits(gold, g, r, nil) },
		func(gold string) ([]score.Row, error) { return debate(gold, g, r, nil) },
		func(gold string) ([]score.Row, error) { return named(gold, r, places.New(g), parse) },
	} {
		more, err := f(gold)
		if err != nil {
			return nil, fmt.Errorf("score actors: %w", err)
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

// coverage says how much of what the gazetteer should know of offices it knows.
func coverage(g *gazetteer.Gazetteer) []score.Row {
	var years, ruled, foreign, recent int
	for _, c := range g.Coverage(2025) {
		years, ruled, foreign = years+c.Years, ruled+c.Ruled, foreign+c.Foreign
		recent += min(c.Years, 36) // since 1990
	}
	return []score.Row{
		score.Rate("gazetteer", "1945–2025", "years of states with a head of state or government", ruled, years),
		score.Rate("gazetteer", "1990–2025", "years of states with a foreign minister", foreign, recent),
	}
}

// A linkedText is a text of GUM with its entities; spans are code points.
type linkedText struct {
	ID, Genre, Date, Text string
	Sentences             []struct{ Start, End int }
	Entities              []linkedEntity
}

type linkedEntity struct {
	Start, End       int
	Wiki, Type, Text string
}

// parts makes every line of a text a part.
func parts(text string) []entente.Part {
	var out []entente.Part
	at := 0
	for line := range strings.Lines(text) {
		if body := strings.TrimRight(line, "\n"); body != "" {
			out = append(out, entente.Part{Kind: "paragraph", Span: entente.Span{Start: at, End: at + len(body)}})
		}
		at += len(line)
	}
	return out
}

// gumLinks counts links of named mentions in the news, interviews and speeches of GUM. A gold mention is found where a
// mention over it has its id, as the actor or as the state it acts for; a prediction is right where the smallest linked gold
// mention around it has its id.
func gumLinks(gold string, r *actors.Resolver, f *places.Finder, parse score.Parse, tell score.Difference) ([]score.Row, error) {
	ids := map[string]string{}
	for line := range strings.Lines(wikipediaIDs) {
		if title, id, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			ids[title] = id
		}
	}
	n := &linkCounts{ids: ids, tell: tell}
	for _, name := range []string{"entities/gum-dev.jsonl.gz", "entities/gum-train.jsonl.gz"} {
		err := score.EachLine(gold, name, func(d linkedText) bool {
			if d.Genre != "news" && d.Genre != "interview" && d.Genre != "speech" {
				return true
			}
			a := &entente.Analysis{Document: entente.Document{Text: d.Text, Parts: parts(d.Text), Published: score.DayDate(d.Date)}}
			a.Sentences = parse(d.Text, a.Document.Parts)
			a.Places = f.Find(a)
			n.count(&d, r.Resolve(a).Mentions, score.ByteOffsets(d.Text))
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	return score.PRF("actors", "gum news interview speech", "links", n.right, n.predicted, n.found, n.golds), nil
}

// linkCounts counts links over texts.
type linkCounts struct {
	ids                            map[string]string // Wikipedia title → our id
	right, predicted, found, golds int
	tell                           score.Difference
}

// count adds one text: at turns code points into bytes.
func (n *linkCounts) count(d *linkedText, ms []entente.Mention, at []int) {
	for _, e := range d.Entities {
		id := n.ids[e.Wiki]
		if id == "" || !isNamed(e.Text) {
			continue
		}
		span := entente.Span{Start: at[e.Start], End: at[e.End]}
		n.golds++
		hit, near := false, ""
		for _, m := range ms {
			if m.Start != nil && m.Span().Overlaps(span) {
				near += m.Actor + "/" + m.Of + " "
				hit = hit || m.Actor == id || m.Of == id
			}
		}
		n.found += score.Count(hit)
		if !hit && n.tell != nil {
			n.tell(d.ID, "missed "+e.Text, id, near)
		}
	}
	for _, m := range ms {
		if m.Start == nil || m.Actor == "" || m.Via != "name" && m.Via != "demonym" && m.Via != "capital" {
			continue
		}
		e := smallestLinked(d.Entities, m.Span(), at)
		if e == nil || m.Via == "demonym" && len([]rune(m.Span().In(d.Text)))+4 < e.End-e.Start {
			continue // GUM has no entities for adjectives
		}
		n.predicted++
		ok := n.ids[e.Wiki] == m.Actor
		n.right += score.Count(ok)
		if !ok && n.tell != nil {
			n.tell(d.ID, "wrong "+m.Span().In(d.Text), e.Wiki, m.Actor)
		}
	}
}

// isNamed reports whether a mention holds a name: a word with a capital after its first, or a first one that is no pronoun
// or article.
func isNamed(text string) bool {
	for i, w := range strings.Fields(text) {
		if w[0] < 'A' || w[0] > 'Z' || w == "I" {
			continue
		}
		switch w {
		case "He", "She", "It", "They", "His", "Her", "Its", "Their", "We", "Our", "My", "The", "This", "That", "These", "Who", "You", "Your", "A", "An", "Him", "Me", "Us":
			continue
		}
		if i > 0 || len(w) > 1 {
			return true
		}
	}
	return false
}

func smallestLinked(es []linkedEntity, span entente.Span, at []int) *linkedEntity {
	var best *linkedEntity
	for i := range es {
		e := &es[i]
		s := entente.Span{Start: at[e.Start], End: at[e.End]}
		if s.Contains(span) && (best == nil || e.End-e.Start < best.End-best.Start) {
			best = e
		}
	}
	if best == nil || best.Wiki == "" {
		return nil
	}
	return best
}

type ruler struct {
	GWCode             int
	Leader             string
	StartDate, EndDate string
	CCode              string
	SYear, SMonth      string
	SDate              string
	EYear, EMonth      string
}

// named reports PER, ORG and LOC on texts that are not about relations of states: spans of the same type that overlap.
func named(gold string, r *actors.Resolver, f *places.Finder, parse score.Parse) ([]score.Row, error) {
	var rows []score.Row
	for _, set := range []string{"uner-ewt-dev", "wikigold"} {
		var right, predicted, found, golds int
		err := score.EachLine(gold, "entities/"+set+".jsonl.gz", func(d struct {
			Text     string
			Entities []struct {
				Start, End int
				Type       string
			}
		}) bool {
			a := &entente.Analysis{Document: entente.Document{Text: d.Text}}
			a.Sentences = parse(d.Text, nil)
			a.Places = f.Find(a)
			at := score.ByteOffsets(d.Text)
			type typed struct {
				entente.Span
				kind string
			}
			var got []typed
			for _, m := range r.Resolve(a).Mentions {
				k := map[string]string{"person": "PER", "organisation": "ORG", "state": "LOC"}[m.Kind]
				if m.Start == nil || m.Via != "name" && m.Via != "capital" || k == "" {
					continue
				}
				got = append(got, typed{m.Span(), k})
			}
			for _, p := range a.Places {
				if p.Class != "country" && p.Span != nil {
					got = append(got, typed{*p.Span, "LOC"})
				}
			}
			hit := make([]bool, len(got))
			for _, e := range d.Entities {
				if e.Type == "MISC" {
					continue
				}
				golds++
				ok := false
				for i, x := range got {
					if x.kind == e.Type && x.Overlaps(entente.Span{Start: at[e.Start], End: at[e.End]}) {
						ok, hit[i] = true, true
					}
				}
				found += score.Count(ok)
			}
			predicted += len(got)
			for _, h := range hit {
				right += score.Count(h)
			}
			return true
		})
		if err != nil {
			return nil, err
		}
		rows = append(rows, score.PRF("actors", set, "PER ORG LOC, overlapping", right, predicted, found, golds)...)
	}
	return rows, nil
}
