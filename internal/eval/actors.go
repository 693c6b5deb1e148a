package eval

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"

	"entente"
	"entente/internal/actors"
	"entente/internal/gazetteer"
	"entente/internal/places"
)

//go:embed wikipedia-ids.tsv
var wikipediaIDs string

// Actors scores the linking of named states, organisations and officials on GUM, the offices of the gazetteer against
// Archigos and REIGN, and the leaders of visits to the United States and of the UN General Debate.
func Actors(gold string, parse func(string, []entente.Part) []entente.Sentence) ([]Row, error) {
	g, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	r := actors.New(g)
	rows := coverage(g)
	for _, f := range []func(string) ([]Row, error){
		func(gold string) ([]Row, error) { return gumLinks(gold, r, places.New(g), parse, nil) },
		func(gold string) ([]Row, error) { return offices(gold, g, nil) },
		func(gold string) ([]Row, error) { return visits(gold, g, r, nil) },
		func(gold string) ([]Row, error) { return debate(gold, g, r, nil) },
		func(gold string) ([]Row, error) { return named(gold, r, places.New(g), parse) },
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
func coverage(g *gazetteer.Gazetteer) []Row {
	var years, ruled, foreign, recent int
	for _, c := range g.Coverage(2025) {
		years, ruled, foreign = years+c.Years, ruled+c.Ruled, foreign+c.Foreign
		recent += min(c.Years, 36) // since 1990
	}
	return []Row{
		Rate("gazetteer", "1945–2025", "years of states with a head of state or government", ruled, years),
		Rate("gazetteer", "1990–2025", "years of states with a foreign minister", foreign, recent),
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
func gumLinks(gold string, r *actors.Resolver, f *places.Finder, parse func(string, []entente.Part) []entente.Sentence, tell Difference) ([]Row, error) {
	ids := map[string]string{}
	for line := range strings.Lines(wikipediaIDs) {
		if title, id, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			ids[title] = id
		}
	}
	n := &linkCounts{ids: ids, tell: tell}
	for _, name := range []string{"entities/gum-dev.jsonl.gz", "entities/gum-train.jsonl.gz"} {
		err := eachLine(gold, name, func(d linkedText) bool {
			if d.Genre != "news" && d.Genre != "interview" && d.Genre != "speech" {
				return true
			}
			a := &entente.Analysis{Document: entente.Document{Text: d.Text, Parts: parts(d.Text), Published: dayDate(d.Date)}}
			a.Sentences = parse(d.Text, a.Document.Parts)
			a.Places = f.Find(a)
			n.count(&d, r.Resolve(a).Mentions, byteOffsets(d.Text))
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	return PRF("actors", "gum news interview speech", "links", n.right, n.predicted, n.found, n.golds), nil
}

// linkCounts counts links over texts.
type linkCounts struct {
	ids                            map[string]string // Wikipedia title → our id
	right, predicted, found, golds int
	tell                           Difference
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
		n.found += count(hit)
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
		n.right += count(ok)
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

// offices draws 60 states and ten days each (to 2015 from Archigos, later from REIGN) and asks whether the ruler of the day
// is among those whom the gazetteer has as head of state or government, or leader.
func offices(gold string, g *gazetteer.Gazetteer, tell Difference) ([]Row, error) {
	byState, err := rulers(gold, g)
	if err != nil {
		return nil, err
	}
	ids := map[int]string{}
	for _, id := range sortedIDs(g.States) {
		if s := g.States[id]; s.GW > 0 {
			ids[s.GW] = s.ID
		}
	}
	var codes []int
	for c := range byState {
		if ids[c] != "" {
			codes = append(codes, c)
		}
	}
	sort.Ints(codes)
	rng := rand.New(rand.NewPCG(1648, 1815))
	rng.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	hits, n := 0, 0
	for _, c := range codes[:min(60, len(codes))] {
		for range 10 {
			day := fmt.Sprintf("%04d-%02d-%02d", 1990+rng.IntN(31), 1+rng.IntN(12), 1+rng.IntN(28))
			for _, r := range byState[c] {
				if r.StartDate < day && day < r.EndDate {
					n++
					ok, have := holds(g, ids[c], day, r.Leader)
					hits += count(ok)
					if !ok && tell != nil {
						tell(ids[c]+" "+day, "", r.Leader, have)
					}
					break
				}
			}
		}
	}
	return []Row{Rate("actors", "archigos and reign", "rulers of 60 states on 10 days each, 1990–2021", hits, n)}, nil
}

// rulers reads those in power since 1990 by Gleditsch–Ward number: to 2015 from Archigos, later from REIGN.
func rulers(gold string, g *gazetteer.Gazetteer) (map[int][]ruler, error) {
	byState := map[int][]ruler{}
	if err := eachLine(gold, "facts/archigos-leaders.jsonl.gz", func(r ruler) bool {
		if r.EndDate >= "1990" && r.StartDate < "2015" {
			byState[r.GWCode] = append(byState[r.GWCode], r)
		}
		return true
	}); err != nil {
		return nil, err
	}
	cow := map[int]int{} // Correlates of War → Gleditsch–Ward
	for _, id := range sortedIDs(g.States) {
		if s := g.States[id]; s.COW > 0 && s.Until == "" {
			cow[s.COW] = s.GW
		}
	}
	if err := eachLine(gold, "facts/reign-leaders-2021-03.jsonl.gz", func(r ruler) bool {
		if r.EYear >= "2015" {
			r.StartDate = max(fmt.Sprintf("%s-%02s-%02s", r.SYear, r.SMonth, r.SDate), "2015-01-01")
			r.EndDate = fmt.Sprintf("%s-%02s-01", r.EYear, r.EMonth)
			fmt.Sscan(r.CCode, &r.GWCode)
			r.GWCode = cow[r.GWCode]
			byState[r.GWCode] = append(byState[r.GWCode], r)
		}
		return true
	}); err != nil {
		return nil, err
	}
	return byState, nil
}

func sortedIDs(m map[string]*gazetteer.State) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func holds(g *gazetteer.Gazetteer, state, day, name string) (bool, string) {
	have := ""
	name = strings.ReplaceAll(name, ".", " ")
	for _, role := range gazetteer.TopOffices() {
		for _, o := range g.Holders(state, role, day) {
			p := g.People[o.Person]
			have += p.Name + "; "
			if shareWord(p, name) {
				return true, have
			}
		}
	}
	return false, have
}

// shareWord reports whether a name and a person's family names, or the last words of other forms, share a word of weight.
func shareWord(p *gazetteer.Person, name string) bool {
	words := strings.Fields(gazetteer.Fold(strings.ReplaceAll(name, "'", "")))
	own := strings.Fields(gazetteer.Fold(strings.ReplaceAll(p.Name+" "+p.Family, "'", "")))
	if strings.Contains(strings.Join(own, ""), strings.Join(words, "")) {
		return true
	}
	for _, w := range words {
		if len(w) > 2 && slices.ContainsFunc(own, func(o string) bool {
			return o == w || gazetteer.Near(o, w) || len(w) > 4 && strings.HasPrefix(o, w[:4])
		}) {
			return true
		}
	}
	return false
}

// visits reads "President Andres Pastrana of Colombia" as a text of the day of the visit and asks for the person, the office
// and the state.
func visits(gold string, g *gazetteer.Gazetteer, r *actors.Resolver, tell Difference) ([]Row, error) {
	hits, n := 0, 0
	var parts [3][2]int // heads of state, heads of government, either since 2021: right and asked
	err := eachLine(gold, "facts/us-visits-by-foreign-leaders.jsonl.gz", func(v struct {
		Start, Visitor string
		From           []string
	}) bool {
		if v.Start < "1990" || len(v.From) == 0 {
			return true
		}
		state := stateNamed(g, v.From[0], v.Start)
		for who := range strings.SplitSeq(v.Visitor, " and ") {
			if state == "" || !leads(who) {
				continue
			}
			n++
			ok, have := resolves(g, r, who+" of "+g.States[state].Name+" arrived.", v.Start, state)
			hits += count(ok)
			for i, in := range []bool{!governs(who), governs(who), v.Start >= "2021-04"} {
				if in {
					parts[i][0], parts[i][1] = parts[i][0]+count(ok), parts[i][1]+1
				}
			}
			if !ok && tell != nil {
				tell(v.Start, who, state, have)
			}
		}
		return true
	})
	rows := []Row{Rate("actors", "us-visits since 1990", "person, office, state", hits, n)}
	for i, what := range []string{"heads of state", "heads of government", "since April 2021"} {
		rows = append(rows, Rate("actors", "us-visits since 1990", "person, office, state: "+what, parts[i][0], parts[i][1]))
	}
	return rows, err
}

// governs reports whether the title is that of a head of government who is not head of state.
func governs(who string) bool {
	for _, t := range []string{"Prime Minister ", "Chancellor ", "Taoiseach ", "Premier "} {
		if strings.HasPrefix(who, t) {
			return true
		}
	}
	return false
}

// leads reports whether a visitor is a head of state or government by title.
func leads(who string) bool {
	for _, t := range []string{"President ", "Prime Minister ", "King ", "Chancellor ", "Emir ", "Amir ", "Sultan ", "Taoiseach ", "Emperor ", "Premier "} {
		if strings.HasPrefix(who, t) {
			return true
		}
	}
	return false
}

func stateNamed(g *gazetteer.Gazetteer, name, day string) string {
	if before, after, ok := strings.Cut(name, ", "); ok && !strings.Contains(after, "Republic of Germany") {
		if strings.Contains(after, "Republic") || strings.Contains(after, "South") {
			name = after + " " + before
			name = strings.ReplaceAll(name, "Republic of Yugoslav", "Yugoslav")
		}
		if n := g.Named(name); len(n) == 0 {
			name = before
		}
	}
	name, _, _ = strings.Cut(name, " (")
	best := ""
	for _, x := range g.Named(strings.ReplaceAll(name, "’", "'")) {
		if s := g.States[x.ID]; s != nil && x.Via == "name" && (best == "" || x.Valid(day) && (s.Until == "" || day < s.Until)) {
			best = x.ID
		}
	}
	return best
}

// resolves reads one sentence as a text of a day and reports whether its first person is one who held a top office of the state.
func resolves(g *gazetteer.Gazetteer, r *actors.Resolver, text, day, state string) (bool, string) {
	a := &entente.Analysis{Document: entente.Document{Text: text, Published: dayDate(day)}, Sentences: []entente.Sentence{{Span: entente.Span{End: len(text)}}}}
	have := ""
	for _, m := range r.Resolve(a).Mentions {
		if m.Kind != "person" {
			continue
		}
		have += m.Name + " " + m.Actor + " " + m.Of + " " + m.Role + "; "
		if m.Actor == "" || m.Of != state {
			continue
		}
		for _, o := range g.Held(m.Actor, day) {
			if o.Of == state && gazetteer.Weight(o.Role) >= 3 {
				return true, have
			}
		}
	}
	return false, have
}

// debate does the same with the heads of state and government who spoke in the General Debate since 1990. Months are known,
// days not: the 25th of September.
func debate(gold string, g *gazetteer.Gazetteer, r *actors.Resolver, tell Difference) ([]Row, error) {
	hits, n := 0, 0
	err := eachLine(gold, "unga/unga-1946-2020.jsonl.gz", func(v struct {
		Date, Country, Speaker, Post string
		Year                         int
	}) bool {
		title := postTitle(v.Post)
		if v.Year < 1990 || title == "" || v.Speaker == "" || g.States[v.Country] == nil {
			return true
		}
		state := v.Country
		n++
		ok, have := resolves(g, r, title+" "+tidy(v.Speaker)+" of "+g.States[state].Name+" spoke.", v.Date+"-25", state)
		hits += count(ok)
		if !ok && tell != nil {
			tell(v.Date, title+" "+v.Speaker, state, have)
		}
		return true
	})
	return []Row{Rate("actors", "unga speakers since 1990", "person, office, state", hits, n)}, err
}

func postTitle(post string) string {
	switch strings.ToLower(strings.TrimSpace(post)) {
	case "president", "constitutional president", "president and head of government":
		return "President"
	case "prime minister":
		return "Prime Minister"
	case "king":
		return "King"
	}
	return ""
}

// tidy takes courtesy titles off a speaker and brings capitals down: "Mr. Andrei STRATAN".
func tidy(name string) string {
	var out []string
	for _, w := range strings.Fields(name) {
		switch strings.Trim(strings.ToLower(w), ".") {
		case "mr", "mrs", "ms", "sir", "dr", "h.e", "he", "his", "excellency", "general", "sheikh", "al-haji":
			continue
		}
		if len(w) > 2 && w == strings.ToUpper(w) {
			r := []rune(strings.ToLower(w))
			w = strings.ToUpper(string(r[:1])) + string(r[1:])
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// named reports PER, ORG and LOC on texts that are not about relations of states: spans of the same type that overlap.
func named(gold string, r *actors.Resolver, f *places.Finder, parse func(string, []entente.Part) []entente.Sentence) ([]Row, error) {
	var rows []Row
	for _, set := range []string{"uner-ewt-dev", "wikigold"} {
		var right, predicted, found, golds int
		err := eachLine(gold, "entities/"+set+".jsonl.gz", func(d struct {
			Text     string
			Entities []struct {
				Start, End int
				Type       string
			}
		}) bool {
			a := &entente.Analysis{Document: entente.Document{Text: d.Text}}
			a.Sentences = parse(d.Text, nil)
			a.Places = f.Find(a)
			at := byteOffsets(d.Text)
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
				found += count(ok)
			}
			predicted += len(got)
			for _, h := range hit {
				right += count(h)
			}
			return true
		})
		if err != nil {
			return nil, err
		}
		rows = append(rows, PRF("actors", set, "PER ORG LOC, overlapping", right, predicted, found, golds)...)
	}
	return rows, nil
}
