package prose

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
)

// Person names a party: a person with the state it acts for, everything else by the name of its code. What has no name of
// its own ("the two ministers") goes by its office, or by the state it acts for.
func (w Words) Person(p entente.Party) string {
	name := p.Name
	if strings.HasPrefix(p.Code, "person:") {
		name = cmp.Or(w.Named(p.Code), name)
	}
	switch person := p.Kind == "person" || strings.HasPrefix(p.Code, "person:"); {
	case !person && p.Code != "":
		return w.name(p.Code)
	case p.Of != "" && proper(name) && !official(name) && name != w.name(p.Of):
		if name = tidy(name); demonym(name, w.name(p.Of)) {
			return name
		}
		return name + " (" + w.name(p.Of) + ")"
	case p.Of != "":
		return w.name(p.Of)
	case p.Code != "":
		return cmp.Or(name, w.name(p.Code))
	}
	return tidy(name)
}

// official reports whether a name is that of an office, government or people, which says no more than the state does.
func official(name string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(name)), func(w string) bool { return offices[w] })
}

var offices = map[string]bool{"minister": true, "ministers": true, "president": true, "secretary": true, "ambassador": true, "chancellor": true, "king": true, "government": true, "governments": true, "administration": true,
	"delegation": true, "authorities": true, "leader": true, "leaders": true, "leadership": true, "premier": true, "prime": true, "people": true, "republic": true, "side": true, "imperialism": true}

// tidy writes a name as people do: without the "Mr." before it, and without words all in capitals.
func tidy(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && (words[0] == "Mr." || words[0] == "Mrs." || words[0] == "Ms." || words[0] == "Mr" || words[0] == "Mrs" || words[0] == "Ms") {
		words = words[1:]
	}
	for i, w := range words {
		if len([]rune(w)) > 3 && strings.ToUpper(w) == w && strings.ToLower(w) != w && !strings.ContainsAny(w, ".0123456789") {
			parts := strings.Split(strings.ToLower(w), "-")
			for k := range parts {
				parts[k] = Capital(parts[k])
			}
			words[i] = strings.Join(parts, "-")
		}
	}
	return strings.Join(words, " ")
}

// demonym reports whether a name is that of the people of a state: Eritreans, Argentines.
func demonym(name, state string) bool {
	return !strings.Contains(name, " ") && strings.HasSuffix(name, "s") && len(name) > 5 && len(state) > 4 && strings.EqualFold(name[:4], state[:4]) && name != state
}

// Named is the name that the tables have for a code, "" for none.
func (w Words) Named(code string) string {
	if n := w.name(code); n != code {
		return n
	}
	return ""
}

// proper reports whether a name is one: words that begin with a capital, but for particles.
func proper(name string) bool {
	words := strings.Fields(name)
	for _, w := range words {
		if !unicode.IsUpper([]rune(w)[0]) && !slices.Contains([]string{"al", "bin", "bint", "da", "de", "del", "der", "dos", "el", "ibn", "la", "le", "ul", "van", "von", "y"}, w) {
			return false
		}
	}
	return len(words) > 0
}

// Speaker names who says something; "" for a pronoun or a description, which name nobody.
func (w Words) Speaker(p entente.Party) string {
	if name := w.Person(p); p.Code != "" || p.Of != "" || proper(name) {
		return name
	}
	return ""
}

// Articled puts the article before names that take one within a sentence: "the United States".
func Articled(names []string) []string {
	for i, n := range names {
		for _, w := range []string{"United ", "European Union", "Soviet Union", "African Union", "Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia", "Seychelles", "Comoros", "Marshall Islands", "Solomon Islands",
			"Holy See", "Czech Republic", "Dominican Republic", "Central African Republic", "Democratic Republic", "Republic of", "League of", "Arab League", "Commonwealth"} {
			if strings.HasPrefix(n, w) {
				names[i] = "the " + n
			}
		}
		if strings.HasSuffix(n, " Organization") || strings.HasSuffix(n, " Organisation") || strings.HasSuffix(n, "Emirates") {
			names[i] = "the " + strings.TrimPrefix(n, "the ")
		}
	}
	return names
}

// And joins names as a sentence does, five of them and "others" where they are more than six.
func And(names []string) string {
	switch n := len(names); {
	case n > 6:
		return strings.Join(names[:5], ", ") + " and others"
	case n > 1:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	case n == 1:
		return names[0]
	}
	return ""
}

// Capital writes the first letter as a capital.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
