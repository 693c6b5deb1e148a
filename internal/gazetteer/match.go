package gazetteer

import "strings"

// name puts a name into the index.
func (g *Gazetteer) name(n Name) {
	w := Split(n.Form, 0, len(n.Form))
	n.words = len(w.List)
	if n.words == 0 {
		return
	}
	for i, x := range w.List {
		if x.Cap && i < 32 {
			n.caps |= 1 << i
			if x.Upper && x.End-x.Start <= 7 && (n.words == 1 || x.End-x.Start <= 4) {
				n.upper |= 1 << i
			}
		}
	}
	key := w.Folded
	g.names[key] = append(g.names[key], &n)
	first, _, _ := strings.Cut(key, " ")
	if g.longest[first] < n.words {
		g.longest[first] = n.words
	}
}

// fits reports whether the words have the capitals of the name.
func (n *Name) fits(w []Word) bool {
	for i := range w {
		if n.caps>>i&1 == 1 && !w[i].Cap || n.upper>>i&1 == 1 && !w[i].Upper {
			return false
		}
	}
	return true
}

// Find returns the names that begin at word i and are longest, as they are written there, and their number of words; none
// and 0 where there is none.
func (g *Gazetteer) Find(w *Words, i int, out []*Name) (names []*Name, words int) {
	x := w.List[i]
	most := g.longest[w.Folded[x.from:x.to]]
	if most == 0 {
		return nil, 0
	}
	most = min(most, len(w.List)-i)
	for n := most; n > 0; n-- {
		found := out[:0]
		for _, name := range g.names[w.Key(i, i+n)] {
			if name.fits(w.List[i : i+n]) {
				found = append(found, name)
			}
		}
		if len(found) > 0 {
			return found, n
		}
	}
	return nil, 0
}

// Named returns the names with exactly this form, whatever its capitals.
func (g *Gazetteer) Named(form string) []*Name { return g.names[Fold(form)] }

// Valid reports whether a name is in use on a day; on an unknown day every name is.
func (n *Name) Valid(day string) bool { return within(day, n.From, n.Until) }

// within reports whether a day lies between two, the first included, the last not; unknown days lie everywhere.
func within(day, from, until string) bool {
	return day == "" || (from == "" || from <= day || strings.HasPrefix(from, day)) && (until == "" || day < until)
}
