package quantities

import "strings"

// Function reports whether a word ends a noun phrase.
func Function(w string) bool {
	switch w {
	case "in", "on", "at", "of", "to", "for", "from", "by", "with", "and", "or", "but", "is", "are", "was", "were", "has", "have", "had", "that", "which", "who", "as", "than",
		"will", "would", "can", "could", "may", "since", "during", "after", "before", "while", "when", "where", "if", "this", "these", "those", "its", "their", "his", "s", "said",
		"under", "over", "between", "into", "through", "until", "against", "about", "a", "an", "the", "not", "also", "including", "per", "respectively":
		return true
	}
	return false
}

// Plural reports whether a word looks like a noun in the plural.
func Plural(w string) bool {
	switch w {
	case "people", "men", "women", "children", "personnel", "police", "aircraft", "troops", "servicemen", "servicewomen", "peacekeepers", "spacecraft", "cattle", "sheep", "memoranda",
		"percent", "businessmen", "policemen", "fishermen", "gunmen", "militiamen", "crew", "staff", "dead", "injured", "wounded", "missing", "crises", "bases", "analyses":
		return w != "percent"
	}
	return len(w) > 3 && w[len(w)-1] == 's' && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "ous") && !strings.HasSuffix(w, "is")
}

// Singular is the noun of which w looks like the plural.
func Singular(w string) string {
	switch w {
	case "people", "persons", "individuals", "dead", "injured", "wounded", "missing":
		return "person"
	case "men", "women", "children", "servicemen", "policemen", "businessmen", "fishermen", "gunmen":
		return map[string]string{"men": "man", "women": "woman", "children": "child"}[w] + map[bool]string{true: strings.TrimSuffix(w, "en") + "an"}[len(w) > 8 || w == "gunmen"]
	case "sorties", "movies", "calories":
		return w[:len(w)-1]
	case "memoranda":
		return "memorandum"
	case "crises":
		return "crisis"
	case "lives":
		return "life"
	case "series", "species", "troops", "forces":
		return map[string]string{"troops": "soldier", "forces": "soldier"}[w] + map[bool]string{true: w}[w == "series" || w == "species"]
	}
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}
