package dossier

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"entente"
)

//go:embed phrases.tsv
var phraseTable string

// A form is how a kind of event is put into words: a noun, the word that leads to the recipients, and the one that leads to
// the actors where they share the act; "" for between.
type form struct{ noun, link, shared string }

// loadForms reads the table: kind, noun, link, shared.
func loadForms() map[string]form {
	out := map[string]form{}
	for line := range strings.Lines(phraseTable) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) == 4 {
			out[f[0]] = form{f[1], f[2], strings.Trim(f[3], "-")}
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
	actors, recipients := b.parties(r, r.Event.Actors), b.parties(r, r.Event.Recipients)
	text := f.noun
	switch {
	case len(recipients) > 0 && len(actors) > 0:
		text += " by " + and(actors) + " " + f.link + " " + and(recipients)
	case len(actors) > 1 || len(actors) == 1 && f.shared != "":
		text += " " + cmp.Or(f.shared, "between") + " " + and(actors)
	case len(actors) == 1:
		text += " by " + actors[0]
	case len(recipients) > 0:
		text += " " + f.link + " " + and(recipients)
	}
	if p := a.Place; p != nil && p.Name != "" && !strings.Contains(text, p.Name) {
		text += ", " + p.Name
	}
	return strings.ToUpper(text[:1]) + text[1:]
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

func (b *builder) parties(r *entente.Row, ids []string) []string {
	var out []string
	for _, id := range ids {
		if s := b.person(r.Party(id)); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// person names a party: a person with the state it acts for, everything else by the name of its code.
func (b *builder) person(p entente.Party) string {
	switch {
	case p.Kind == "person" || strings.HasPrefix(p.Code, "person:"):
		name := cmp.Or(p.Name, p.Code)
		if p.Of != "" {
			name += " (" + b.Name(p.Of) + ")"
		}
		return name
	case p.Code != "":
		return b.Name(p.Code)
	case p.Of != "" && p.Name != "":
		return p.Name + " (" + b.Name(p.Of) + ")"
	}
	return p.Name
}

// speaker names who says something; "" for a pronoun or a description, which name nobody.
func (b *builder) speaker(p entente.Party) string {
	if name := b.person(p); p.Code != "" || p.Of != "" || name != "" && unicode.IsUpper([]rune(name)[0]) {
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
