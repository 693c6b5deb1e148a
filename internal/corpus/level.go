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
