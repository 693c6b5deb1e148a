package trees

import (
	"strings"

	"entente"
	"entente/internal/trees/mend"
)

// A Cast is a tree with the mentions set on its words.
type Cast struct {
	*Tree
	Mentions []entente.Mention // of the whole document
	On       [][]int           // word → indexes of the mentions whose head it is; of several with one head the longest
	In       []int             // word → index of the shortest mention that covers it, -1 for none
}

// Cast sets the mentions of a sentence (indexes in mentions) on the words of its tree.
func (g *Grammar) Cast(s *entente.Sentence, mentions []entente.Mention, here []int) *Cast {
	c := &Cast{Tree: g.Tree(s), Mentions: mentions}
	c.On, c.In = make([][]int, len(s.Tokens)), make([]int, len(s.Tokens))
	for w := range c.In {
		c.In[w] = -1
	}
	for _, m := range here {
		x := &mentions[m]
		h := x.Head
		if h < 0 || h >= len(c.On) || !s.Tokens[h].Overlaps(x.Span()) {
			if h = c.HeadOf(x.Span()); h < 0 {
				continue
			}
		}
		c.On[h] = append(c.On[h], m)
		for w := range s.Tokens {
			if s.Tokens[w].Overlaps(x.Span()) {
				if o := c.In[w]; o < 0 || x.Span().Len() < mentions[o].Span().Len() {
					c.In[w] = m
				}
			}
		}
	}
	for w := range c.On {
		c.On[w] = longest(mentions, c.On[w])
	}
	return c
}

// longest keeps of several mentions with one head those that reach furthest: "the French president", not "French"; "the two
// countries" keeps both.
func longest(mentions []entente.Mention, ms []int) []int {
	if len(ms) < 2 {
		return ms
	}
	best := 0
	for _, m := range ms {
		best = max(best, mentions[m].Span().Len())
	}
	var out []int
	for _, m := range ms {
		if mentions[m].Span().Len() == best {
			out = append(out, m)
		}
	}
	return out
}

// Parties are the mentions that a word and what is coordinated with it stand for. Where the word is no mention itself but a
// body, an office or (for what an act falls on) a thing of somebody, they are those of whom it is: "troops of", "the French
// plan". reach says how far that goes.
func (c *Cast) Parties(w int, reach Reach) []int { return c.parties(w, reach, 0) }

// Reach says whom a word may stand for that is no mention.
type Reach int

const (
	Bodies Reach = iota // those whose government, forces or envoys it names
	Owners              // those whose thing it is, by possessive or attribute: "the French plan"
	Things              // those whose thing it is in any way: "positions of the rebels"
)

func (c *Cast) parties(w int, reach Reach, depth int) []int {
	if depth > 3 {
		return nil
	}
	var out []int
	for _, x := range c.Conjuncts(w) {
		here := c.On[x]
		if !c.AnyKnown(here) {
			if a := c.Relative(x); a >= 0 && a != w {
				if here = c.parties(a, reach, depth+1); !c.AnyKnown(here) && c.adjoining(x) >= 0 { // attached too high: "the invitation of Holm, with whom"
					here = c.parties(c.adjoining(x), reach, depth+1)
				}
			} else if k := c.Kid(x, "appos", "flat"); k >= 0 && c.AnyKnown(c.On[k]) {
				here = c.joined(k)
			} else if found := c.described(x, reach, depth); len(found) > 0 {
				here = found
			} else if found := c.below(x, reach, depth); len(found) > 0 {
				here = found
			} else if m := c.In[x]; len(here) == 0 && m >= 0 && Known(&c.Mentions[m]) {
				here = []int{m}
			}
		}
		out = append(out, c.alike(x, here)...)
	}
	return out
}

// alike adds to somebody the people that were joined too low, to a word of his title: "the President of Chad and the Prime Minister of
// Niger", of whom the second is joined to Chad.
func (c *Cast) alike(x int, here []int) []int {
	if len(here) != 1 || c.Mentions[here[0]].Kind != "person" {
		return here
	}
	span := c.Mentions[here[0]].Span()
	for w := x + 1; w < len(c.Tokens) && c.Tokens[w].Start < span.End; w++ {
		for _, k := range c.Kids(w) {
			if c.Rel(k) != "conj" || c.Tokens[k].Start < span.End {
				continue
			}
			for _, m := range c.On[k] {
				if y := &c.Mentions[m]; y.Kind == "person" && y.Role != "" && Known(y) {
					here = append(here[:len(here):len(here)], m)
				}
			}
		}
	}
	return here
}

// joined are the mentions on a word and on what is coordinated with it: "four countries: Chad, Niger, Mali and Togo".
func (c *Cast) joined(k int) []int {
	var out []int
	for _, x := range c.Conjuncts(k) {
		out = append(out, c.On[x]...)
	}
	return out
}

// described are those for whom somebody unknown acts by what stands beside the name: "Mr. Holm, special envoy of the Union".
func (c *Cast) described(x int, reach Reach, depth int) []int {
	for _, k := range c.Kids(x) {
		if c.Rel(k) != "appos" || !c.Noun(k) || !mend.Agentive(c.Lemma(k)) {
			continue
		}
		if out := c.parties(k, reach, depth+1); c.AnyKnown(out) {
			return out
		}
	}
	return nil
}

func (c *Cast) below(x int, reach Reach, depth int) []int {
	if !c.Noun(x) && c.Tokens[x].UPOS != "ADJ" && c.Tokens[x].UPOS != "NUM" && c.Lemma(x) != "both" && c.Lemma(x) != "all" || reach == Bodies && !mend.Agentive(c.Lemma(x)) && c.In[x] < 0 && !c.named(x) {
		return nil
	}
	var out []int
	for _, k := range c.Kids(x) {
		if games[c.Lemma(k)] {
			return nil
		}
		if rel := c.Tokens[k].Rel; rel == "amod" && flags[c.Lemma(k)] { // "a Greek-owned ship"
			if n := c.Kid(k, "compound", "obl", "nmod", "amod", "obl:unmarked"); n >= 0 {
				out = append(out, c.parties(n, Bodies, depth+1)...)
			}
			continue
		}
		switch rel := c.Tokens[k].Rel; {
		case k > 1 && c.Tokens[k-1].Form == "-" && strings.EqualFold(c.Tokens[k-2].Form, "non"): // "a non-NATO ally"
		case fellow[c.Lemma(x)] && c.Kid(x, "nummod") >= 0 && c.In[k] >= 0 && c.Mentions[c.In[k]].Kind == "organisation" && c.Mentions[c.In[k]].Of == "": // "two NATO allies" are not NATO
		case rel == "amod" && headed[c.Lemma(k)] && c.Kid(k, "compound", "obl", "obl:unmarked", "nmod", "amod") >= 0: // "Kurdish-led forces"
			out = append(out, c.parties(c.Kid(k, "compound", "obl", "obl:unmarked", "nmod", "amod"), Bodies, depth+1)...)
		case (rel == "amod" || rel == "compound") && any1[c.Lemma(x)] && (c.Has(x, "nummod", "one") || c.Has(x, "det", "any", "another", "every", "each")): // "one American State" is no state of America
		case rel == "nmod:poss" && c.Tokens[k].UPOS == "PRON" && beside[c.Lemma(x)] && c.Kid(x, "amod", "compound") >= 0: // "our Russian brothers" are not ours
		case rel == "nmod:poss" || rel == "amod" || rel == "compound" || rel == "nmod:desc" || rel == "nmod:unmarked":
			out = append(out, c.parties(k, Bodies, depth+1)...)
		case rel == "nmod" && (reach != Owners || mend.Agentive(c.Lemma(x)) || c.Tokens[x].UPOS == "NUM") && (c.Case(k) == "of" || c.Case(k) == "from" && !c.leaving(x) || c.Case(k) == "off" || c.Case(k) == "in" && mend.Agentive(c.Lemma(x))):
			out = append(out, c.some(x, k, c.parties(k, reach, depth+1))...)
		}
	}
	if !c.AnyKnown(out) {
		return nil
	}
	return out
}

// leaving reports whether "from" behind a word says what it leaves: "the withdrawal of all foreign troops from".
func (c *Cast) leaving(x int) bool {
	h := c.Head(x)
	return c.Has(x, "amod", "foreign", "all", "occupying") || h >= 0 && c.Case(x) == "of" && leaves[c.Lemma(h)]
}

var leaves = set("withdrawal pullout pull-out removal departure evacuation exit expulsion retreat return pullback repatriation deportation eviction")

// headed are participles that make a body its leader's: "a Saudi-led coalition" is, "a Saudi-backed militia" is not.
var headed = set("led lead dominated dominate run controlled control commanded command headed head")

// some leaves out bodies of whose members only some are meant: "the majority of the member states of the Union" is not the Union.
func (c *Cast) some(x, k int, found []int) []int {
	if !partitive[c.Lemma(x)] || !fellow[c.Lemma(k)] {
		return found
	}
	var out []int
	for _, m := range found {
		if c.Mentions[m].Kind != "organisation" || c.Mentions[m].Of != "" {
			out = append(out, m)
		}
	}
	return out
}

// any1 are nouns of which one may be any.
var any1 = set("state country nation power government")

// beside are nouns for those who stand beside whose they are said to be.
var beside = set("brother sister friend colleague counterpart partner neighbour neighbor ally guest host cousin comrade")

var partitive = set("majority minority half most many some number several few part third quarter group dozen handful one two three all each any none")

// named reports whether a name has an owner: "Oslo's Hansen" acts for Oslo.
func (c *Cast) named(x int) bool {
	return c.Tokens[x].UPOS == "PROPN" && c.Kid(x, "nmod:poss") >= 0
}

// flags are participles that say whose a ship or a firm is: "Greek-owned", "Bahamas-flagged".
var flags = set("flag flagged own owned register registered operate operated base based")

// games are words before a team or board that make it one of sport, which acts for no state.
var games = set("cricket football soccer rugby basketball olympic tennis hockey chess volleyball baseball swimming boxing")

// fellow are nouns for those who belong to a body; some of them are not the body.
var fellow = set("ally member state nation country partner neighbour neighbor power candidate")

// Known reports whether it is settled who a mention is or for whom it acts.
func Known(m *entente.Mention) bool { return m.Actor != "" || m.Of != "" }

// AnyKnown reports whether one of the mentions is known.
func (c *Cast) AnyKnown(ms []int) bool {
	for _, m := range ms {
		if Known(&c.Mentions[m]) {
			return true
		}
	}
	return false
}

// Code is what tells one party from another: the state or body that it acts for, else who it is.
func Code(m *entente.Mention) string {
	switch {
	case m.Of != "" && m.Kind != "state" && m.Kind != "organisation":
		return m.Of
	case m.Actor != "":
		return m.Actor
	case m.Of != "":
		return m.Of
	case m.SameAs != "":
		return m.SameAs
	}
	return m.ID
}

// Identity is who a mention is, whomever it acts for.
func Identity(m *entente.Mention) string {
	switch {
	case m.Actor != "":
		return m.Actor
	case m.SameAs != "":
		return m.SameAs
	}
	return m.ID
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
