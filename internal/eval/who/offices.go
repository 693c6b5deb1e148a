package who

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"

	"entente"
	"entente/internal/actors"
	"entente/internal/eval/score"
	"entente/internal/gazetteer"
)

// offices draws 60 states and ten days each (to 2015 from Archigos, later from REIGN) and asks whether the ruler of the day
// is among those whom the gazetteer has as head of state or government, or leader.
func offices(gold string, g *gazetteer.Gazetteer, tell score.Difference) ([]score.Row, error) {
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
					hits += score.Count(ok)
					if !ok && tell != nil {
						tell(ids[c]+" "+day, "", r.Leader, have)
					}
					break
				}
			}
		}
	}
	return []score.Row{score.Rate("actors", "archigos and reign", "rulers of 60 states on 10 days each, 1990–2021", hits, n)}, nil
}

// rulers reads those in power since 1990 by Gleditsch–Ward number: to 2015 from Archigos, later from REIGN.
func rulers(gold string, g *gazetteer.Gazetteer) (map[int][]ruler, error) {
	byState := map[int][]ruler{}
	if err := score.EachLine(gold, "facts/archigos-leaders.jsonl.gz", func(r ruler) bool {
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
	if err := score.EachLine(gold, "facts/reign-leaders-2021-03.jsonl.gz", func(r ruler) bool {
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
func visits(gold string, g *gazetteer.Gazetteer, r *actors.Resolver, tell score.Difference) ([]score.Row, error) {
	hits, n := 0, 0
	var parts [3][2]int // heads of state, heads of government, either since 2021: right and asked
	err := score.EachLine(gold, "facts/us-visits-by-foreign-leaders.jsonl.gz", func(v struct {
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
			hits += score.Count(ok)
			for i, in := range []bool{!governs(who), governs(who), v.Start >= "2021-04"} {
				if in {
					parts[i][0], parts[i][1] = parts[i][0]+score.Count(ok), parts[i][1]+1
				}
			}
			if !ok && tell != nil {
				tell(v.Start, who, state, have)
			}
		}
		return true
	})
	rows := []score.Row{score.Rate("actors", "us-visits since 1990", "person, office, state", hits, n)}
	for i, what := range []string{"heads of state", "heads of government", "since April 2021"} {
		rows = append(rows, score.Rate("actors", "us-visits since 1990", "person, office, state: "+what, parts[i][0], parts[i][1]))
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
	a := &entente.Analysis{Document: entente.Document{Text: text, Published: score.DayDate(day)}, Sentences: []entente.Sentence{{Span: entente.Span{End: len(text)}}}}
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
func debate(gold string, g *gazetteer.Gazetteer, r *actors.Resolver, tell score.Difference) ([]score.Row, error) {
	hits, n := 0, 0
	err := score.EachLine(gold, "unga/unga-1946-2020.jsonl.gz", func(v struct {
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
		hits += score.Count(ok)
		if !ok && tell != nil {
			tell(v.Date, title+" "+v.Speaker, state, have)
		}
		return true
	})
	return []score.Row{score.Rate("actors", "unga speakers since 1990", "person, office, state", hits, n)}, err
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
