package dossier

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"entente"
	"entente/internal/prose"
	"entente/internal/relations"
)

// agreementTable says which words of a name tell nothing of an agreement: praise and blame, words that name every instrument,
// and the instruments that bind nearly all states.
//
//go:embed agreements.tsv
var agreementTable string

// A treaty is an agreement under its name, as all accounts together give it.
type treaty struct {
	line   Line
	name   string
	words  map[string]bool // that tell it from others
	at     string
	status string
	with   string
}

// wordsOf are the words of one sort in the table: praise, instrument, matter or universal.
func wordsOf(sort string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(agreementTable) {
		if s, word, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && s == sort {
			out[word] = true
		}
	}
	return out
}

// agreements lists treaties and other documents: ties, and the acts that made them where no tie names what was made.
func (b *builder) agreements(acts []*act) []Line {
	treaties, read, settled := b.treaties()
	var out []Line
	for _, t := range treaties {
		if b.B == "" && t.with == "" {
			continue // with all the world
		}
		t.line.Text = prose.Capital(t.name) + t.with
		if t.status != "" {
			t.line.Text += ", " + strings.ReplaceAll(t.status, "-", " ")
		}
		if t.name != strings.ToLower(t.name) {
			t.line.rank += 3 // a name of its own
		}
		t.line.rank += len(t.line.Notes)
		out = append(out, t.line)
	}
	for _, a := range acts {
		switch a.Kind {
		case "treaty-signing", "document-signing", "ratification", "document-adopted", "joint-statement", "border-settlement", "treaty-termination", "trade-deal":
			if a.Status == "denied" || named(a, read) {
				continue
			}
			text := b.phrase(a)
			switch a.Status {
			case "planned":
				text += ", planned"
			case "hypothetical":
				text += ", possible"
			}
			l := b.line(a, text)
			l.rank = min(2, len(a.Stories))
			if a.Kind == "border-settlement" && a.happened() {
				settled = append(settled, l)
				continue
			}
			out = append(out, l)
		}
	}
	slices.SortStableFunc(settled, byDay)
	if len(settled) > 0 {
		l := settled[0]
		l.Text, l.rank = "Settlement of the border", 4
		for _, s := range settled[1:] {
			l.Notes = addNotes(l.Notes, s.Notes)
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, byDay)
	return merged(once(out))
}

// treaties joins the ties that name one agreement: those whose words are all among those of another. What settles a border
// without naming a document comes apart.
func (b *builder) treaties() (out []*treaty, read []*entente.Row, settled []Line) {
	praise, instruments, matters, universal := wordsOf("praise"), wordsOf("instrument"), wordsOf("matter"), wordsOf("universal")
	var rows []*entente.Row
	for i := range b.Rows {
		if t := b.Rows[i].Tie; t != nil && t.Kind == "agreement" && b.both(t.Parties) {
			rows = append(rows, &b.Rows[i])
		}
	}
	slices.SortFunc(rows, func(x, y *entente.Row) int {
		return cmp.Or(cmp.Compare(published(x), published(y)), cmp.Compare(x.ID(), y.ID()))
	})
	for _, r := range rows {
		name := plainly(r.Tie.Name, praise)
		n := &treaty{name: name, words: b.telling(name, instruments), at: start(r.Tie.From), status: r.Tie.Status, with: b.with(r.Tie.Parties)}
		n.line = Line{Label: prose.Date(r.Tie.From), Notes: []int{b.note(r)}}
		if r.Tie.From == nil {
			n.line.Label, n.at = by([]*entente.Row{r}), ""
		}
		switch {
		case binding(name, universal):
			continue
		case settles(name, instruments):
			if st := r.Tie.Status; st == "" || st == "signed" || st == "ratified" || st == "in-force" {
				settled = append(settled, n.line)
			}
		case !is(name, instruments) && !is(name, matters), len(n.words) == 0:
			continue
		default:
			out = join(out, n)
		}
		read = append(read, r)
	}
	return out, read, settled
}

// binding reports whether a name begins like that of an instrument that binds nearly all states.
func binding(name string, universal map[string]bool) bool {
	name = strings.Join(strings.Fields(strings.NewReplacer("- ", "-", "–", "-").Replace(strings.ToLower(name))), " ")
	for u := range universal {
		if strings.HasPrefix(name, u) {
			return true
		}
	}
	return false
}

// join adds a treaty, or what an account says of one that is there already.
func join(out []*treaty, n *treaty) []*treaty {
	for _, t := range out {
		if t.with != n.with && t.with != "" && n.with != "" || !within(t.words, n.words) && !within(n.words, t.words) || t.at != "" && n.at != "" && t.at != n.at {
			continue
		}
		if len(n.words) > len(t.words) || len(n.words) == len(t.words) && t.name == strings.ToLower(t.name) {
			t.name, t.words = n.name, n.words
		}
		t.with = cmp.Or(t.with, n.with)
		if n.at != "" && t.at == "" {
			t.at, t.line.Label = n.at, n.line.Label
		}
		t.status = relations.Later(t.status, n.status)
		t.line.Notes = addNotes(t.line.Notes, n.line.Notes)
		return out
	}
	return append(out, n)
}

// addNotes adds notes to notes, three at most.
func addNotes(have, more []int) []int {
	for _, n := range more {
		if len(have) < 3 && !slices.Contains(have, n) {
			have = append(have, n)
		}
	}
	return have
}

// plainly takes praise and blame from the front of a name: "the terrible nuclear deal" is the nuclear deal.
func plainly(name string, praise map[string]bool) string {
	words := strings.Fields(name)
	for len(words) > 1 && praise[strings.ToLower(words[0])] {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// telling are the words of a name that tell it from other agreements: none that joins words, names the parties or any
// instrument.
func (b *builder) telling(name string, instruments map[string]bool) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
		if len(w) < 3 || instruments[w] || joining[w] || b.words.Named(b.A) != "" && strings.HasPrefix(w, strings.ToLower(b.Name(b.A))) || b.B != "" && strings.HasPrefix(w, strings.ToLower(b.Name(b.B))) {
			continue
		}
		out[w] = true
	}
	return out
}

var joining = map[string]bool{"the": true, "and": true, "for": true, "between": true, "with": true, "concerning": true, "regarding": true}

// is reports whether a name holds one of some words.
func is(name string, some map[string]bool) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(name)), func(w string) bool { return some[strings.Trim(w, ",.;:\"'")] })
}

// settles reports whether a name is that of a border settled, not of the document that settles it.
func settles(name string, instruments map[string]bool) bool {
	name = strings.ToLower(name)
	return !is(name, instruments) && (strings.Contains(name, "border") || strings.Contains(name, "boundary") || strings.Contains(name, "frontier")) &&
		(strings.Contains(name, "settle") || strings.Contains(name, "resol") || strings.Contains(name, "delimit") || strings.Contains(name, "demarcat"))
}

func within(part, whole map[string]bool) bool {
	for w := range part {
		if !whole[w] {
			return false
		}
	}
	return true
}

// once folds lines of one text that only documents date into one under the earliest of them.
func once(lines []Line) []Line {
	at := map[string]int{}
	var out []Line
	for _, l := range lines {
		if i, ok := at[l.Text]; ok && strings.HasPrefix(l.Label, "by ") {
			out[i].Notes = addNotes(out[i].Notes, l.Notes)
			continue
		}
		if strings.HasPrefix(l.Label, "by ") {
			at[l.Text] = len(out)
		}
		out = append(out, l)
	}
	return out
}

// named reports whether a name of an agreement was read in the words that tell an act, or in some of them.
func named(a *act, ties []*entente.Row) bool {
	return slices.ContainsFunc(a.rows, func(r *entente.Row) bool {
		return slices.ContainsFunc(ties, func(t *entente.Row) bool {
			return t.Document.ID == r.Document.ID && t.Tie.Name != "" && t.Passage.Overlaps(r.Passage)
		})
	})
}
