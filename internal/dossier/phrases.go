package dossier

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente"
)

//go:embed phrases.tsv
var phraseTable string

// A form is how a kind of event is put into words: a noun, the word that leads to the recipients, and the one that leads to
// the actors where they share the act ("" for between where the link is with, else by). Where the recipient is a state, what
// befalls its people or its territory ("" for the state itself) says so.
type form struct{ noun, link, shared, whose string }

// loadForms reads the table: kind, noun, link, shared, whose.
func loadForms() map[string]form {
	out := map[string]form{}
	for line := range strings.Lines(phraseTable) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) == 5 {
			out[f[0]] = form{f[1], f[2], strings.Trim(f[3], "-"), strings.Trim(f[4], "-")}
		}
	}
	return out
}

// phrase puts an act into words: "State visit by Xi Jinping (China) to Kazakhstan".
func (b *builder) phrase(a *act) string {
	r := a.rows[0]
	f, ok := b.forms[a.Kind]
	if !ok {
		f = form{noun: strings.ReplaceAll(a.Kind, "-", " "), link: "towards"}
	}
	actors, recipients := articled(b.parties(r, r.Event.Actors, "")), articled(b.parties(r, r.Event.Recipients, f.whose))
	text := f.noun
	if f.link == "in" && !b.lands(r, r.Event.Recipients) {
		f.link = "against"
	}
	switch {
	case len(actors) > 1 && f.link == "with" && len(recipients) > 0 && b.bodies(r, r.Event.Recipients):
		text += " between " + and(actors) + " at " + and(recipients)
	case len(recipients) > 0 && len(actors) > 0 && f.link == "of":
		text += " of " + and(recipients) + " by " + and(actors)
	case len(recipients) > 0 && len(actors) > 0:
		text += " by " + and(actors) + " " + f.link + " " + and(recipients)
	case len(actors) > 1 && f.shared == "" && f.link == "with":
		text += " between " + and(actors)
	case len(actors) > 0 && f.shared != "":
		text += " " + f.shared + " " + and(actors)
	case len(actors) > 0:
		text += " by " + and(actors)
	case len(recipients) > 0:
		text += " " + f.link + " " + and(recipients)
	}
	if p := a.Place; p != nil && p.Name != "" && !strings.Contains(plainLetters(text), plainLetters(p.Name)) {
		text += ", " + p.Name
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// articled puts the article before names that take one within a sentence: "the United States".
func articled(names []string) []string {
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

// by names who denies an act.
func (b *builder) by(a *act) string {
	for _, r := range a.rows {
		if id := r.Speaker(); id != "" {
			return " by " + b.person(r.Party(id))
		}
	}
	return ""
}

// parties names some parties of an event; of states only their people or territory where these alone are meant.
func (b *builder) parties(r *entente.Row, ids []string, whose string) []string {
	var out []string
	for _, id := range ids {
		p := r.Party(id)
		name := b.person(p)
		if code := cmp.Or(p.Code, p.Of); whose != "" && code != "" && !strings.Contains(code, ":") && name == b.Name(code) {
			name = whose + " of " + articled([]string{name})[0]
		}
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// bodies reports whether all of some parties are organisations.
func (b *builder) bodies(r *entente.Row, ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { return !strings.HasPrefix(r.Party(id).Code, "org:") })
}

// lands reports whether some parties are states, in which something can be done.
func (b *builder) lands(r *entente.Row, ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool {
		p := r.Party(id)
		return p.Code != "" && strings.Contains(p.Code, ":") || p.Code == "" && p.Of == ""
	})
}

// plainLetters are the small letters of a text without their marks: Ţabas and Tabas are one place.
func plainLetters(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

// person names a party: a person with the state it acts for, everything else by the name of its code. What has no name of
// its own ("the two ministers") goes by its office, or by the state it acts for.
func (b *builder) person(p entente.Party) string {
	name := p.Name
	if strings.HasPrefix(p.Code, "person:") {
		name = cmp.Or(b.named(p.Code), name)
	}
	switch person := p.Kind == "person" || strings.HasPrefix(p.Code, "person:"); {
	case !person && p.Code != "":
		return b.Name(p.Code)
	case p.Of != "" && proper(name) && !official(name) && name != b.Name(p.Of):
		if name = tidy(name); demonym(name, b.Name(p.Of)) {
			return name
		}
		return name + " (" + b.Name(p.Of) + ")"
	case p.Of != "":
		return b.Name(p.Of)
	case p.Code != "":
		return cmp.Or(name, b.Name(p.Code))
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
				parts[k] = capital(parts[k])
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

// named is the name that the tables have for a code, "" for none.
func (b *builder) named(code string) string {
	if n := b.Name(code); n != code {
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

// speaker names who says something; "" for a pronoun or a description, which name nobody.
func (b *builder) speaker(p entente.Party) string {
	if name := b.person(p); p.Code != "" || p.Of != "" || proper(name) {
		return name
	}
	return ""
}

func and(names []string) string {
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

// date is a date for people: an interval with a dash, an open side in words, seasons and quarters named.
func date(d *entente.Date) string {
	if d == nil {
		return ""
	}
	from, to, interval := strings.Cut(d.EDTF, "/")
	if !interval {
		return point8601(d.EDTF)
	}
	switch {
	case from == "" || from == "..":
		return "until " + point8601(to)
	case to == "" || to == "..":
		return "since " + point8601(from)
	}
	return point8601(from) + " to " + point8601(to)
}

// point8601 names the parts of a year that ISO 8601-2 numbers from 21, and says approximate and uncertain in words.
func point8601(s string) string {
	mark := ""
	switch {
	case strings.HasSuffix(s, "~"):
		mark, s = "about ", strings.TrimSuffix(s, "~")
	case strings.HasSuffix(s, "?"):
		mark, s = "perhaps ", strings.TrimSuffix(s, "?")
	case strings.HasSuffix(s, "%"):
		mark, s = "perhaps about ", strings.TrimSuffix(s, "%")
	}
	if len(s) == 7 {
		named := map[string]string{"21": "spring ", "22": "summer ", "23": "autumn ", "24": "winter ", "33": "first quarter of ", "34": "second quarter of ",
			"35": "third quarter of ", "36": "fourth quarter of ", "40": "first half of ", "41": "second half of "}
		if n := named[s[5:]]; n != "" {
			return mark + n + s[:4]
		}
	}
	if strings.HasSuffix(s, "X") {
		s = strings.ReplaceAll(s, "X", "0") + "s"
	}
	return mark + s
}
