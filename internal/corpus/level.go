package corpus

import (
	"regexp"
	"slices"
	"strings"
)

// levels finds the name of a level of relations: words of rank before a noun for what stands between states.
var levels = regexp.MustCompile(`(?i)\b((?:(?:permanent|eternal|perpetual|everlasting|all-weather|all-round|all-around|comprehensive|strategic|enhanced|extended|expanded|deepened|special|privileged|allied|mutual|global|cooperative|friendly|good-neighbou?rly)(?:,? and |[ ,]+))+)(?:cooperation |coordination )?(?:partnership|alliance|relations|relationship|partners|allies)\b`)

// alike are words of rank that translations use for one another.
var alike = strings.NewReplacer("eternal", "permanent", "perpetual", "permanent", "everlasting", "permanent", "all-around", "all-round", "extended", "enhanced", "expanded", "enhanced", ",", " ")

// level is the highest level of relations that a passage names, its words in the order of letters: "comprehensive permanent
// strategic"; "" for none.
func level(passage string) string {
	var best []string
	for _, m := range levels.FindAllStringSubmatch(passage, -1) {
		words := slices.DeleteFunc(strings.Fields(alike.Replace(strings.ToLower(m[1]))), func(w string) bool { return w == "and" })
		if len(words) > len(best) {
			best = words
		}
	}
	slices.Sort(best)
	return strings.Join(slices.Compact(best), " ")
}

// instrument finds what is signed, lent or built, with the word before it.
var instrument = regexp.MustCompile(`(?:([a-z][a-z-]*) )?(agreement|accord|treaty|pact|statement|declaration|communiqu[eé]|protocol|memorandum|convention|contract|charter|document|programme|program|roadmap|strategy|plan|loan|credit|grant|project|pipeline|railway|plant)s?\b`)

// unsaying are words before an instrument that say nothing of which it is.
var unsaying = strings.Fields("a an the this that these those its their his her our some several many more further other another new first second last final of in on for by to and or with such each every no any signed one two three four five six seven eight nine ten number")

// instruments are the names under which a passage speaks of instruments: the noun, with the word before it where that says
// something ("border agreement", "statement"), in order.
func instruments(passage string) []string {
	var out []string
	for _, m := range instrument.FindAllStringSubmatch(strings.ToLower(passage), -1) {
		if m[1] == "" || slices.Contains(unsaying, m[1]) {
			out = append(out, m[2])
		} else {
			out = append(out, m[1]+" "+m[2])
		}
	}
	return set(out)
}

// likely reports whether two lists of names can be of one instrument: one is empty, or they share a name, or one has the bare
// noun of a name in the other.
func likely(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for _, x := range a {
		for _, y := range b {
			if x == y || strings.HasSuffix(x, " "+y) || strings.HasSuffix(y, " "+x) {
				return true
			}
		}
	}
	return false
}
