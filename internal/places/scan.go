package places

import (
	"strings"

	"entente"
	"entente/internal/gazetteer"
)

// scan finds the toponyms of a sentence and counts the countries it speaks of.
func (d *reading) scan(i int) {
	s := &d.a.Sentences[i]
	words := gazetteer.Split(d.a.Document.Text, s.Start, s.End)
	d.words = append(d.words, words)
	var buf [8]*gazetteer.Name
	for w := 0; w < len(words.List); {
		if !words.List[w].Cap {
			w++
			continue
		}
		found, n := d.g.Find(words, w, buf[:0])
		places, m := d.toponymAt(words, w)
		switch {
		case n > 0 && n >= m:
			w += d.named(s, i, words, w, n, found, places, m)
		case m > 0:
			d.place(s, i, words, w, m, places, "")
			w += m
		default:
			w++
		}
	}
}

// toponymAt is the longest name of places that begins at word w.
func (d *reading) toponymAt(words *gazetteer.Words, w int) ([]gazetteer.Place, int) {
	for n := min(5, len(words.List)-w); n > 0; n-- {
		if !words.List[w+n-1].Cap && n > 1 && !strings.HasPrefix(d.between(words, w), "-") && !strings.ContainsAny(d.between(words, w), "'’") {
			continue // "Stratford-upon-Avon", "Xi'an"
		}
		ok := true
		for k := w; k < w+n-1; k++ {
			if b := d.between(words, k); b != " " && b != "-" && b != ". " && b != "'" && b != "’" && b != ", " {
				ok = false
				break
			}
		}
		if !ok {
			continue
		}
		if p := d.g.Places(words.Key(w, w+n)); len(p) > 0 {
			return p, n
		}
	}
	return nil, 0
}

func (d *reading) between(words *gazetteer.Words, w int) string {
	if w+1 >= len(words.List) {
		return ""
	}
	return d.a.Document.Text[words.List[w].End:words.List[w+1].Start]
}

// named takes up a name that the gazetteer knows: a country, a capital, or the name of somebody else.
func (d *reading) named(s *entente.Sentence, i int, words *gazetteer.Words, w, n int, found []*gazetteer.Name, places []gazetteer.Place, m int) int {
	var country, capital string
	other := true
	for _, x := range found {
		st := d.g.States[x.ID]
		if st == nil {
			continue
		}
		other = false
		switch x.Via {
		case "name":
			if country == "" || x.Valid(d.day) && (st.Until == "" || d.day != "" && d.day < st.Until) {
				country = x.ID
			}
		case "capital":
			if x.Valid(d.day) && (capital == "" || st.Until == "") {
				capital = x.ID
			}
			country = ""
		}
		if x.Via != "capital" && x.Via != "seat" {
			d.countries[x.ID]++
			d.total++
		}
		if x.Via == "capital" || x.Via == "seat" {
			d.countries[x.ID]++
		}
	}
	if other {
		return n
	}
	if country != "" {
		if d.american(words, w, n, country, places) {
			d.place(s, i, words, w, m, regionsFirst(places), "")
			return n
		}
		if !d.partOfName(s, words, w, n) {
			t := d.top(s, i, words, w, n)
			t.state = d.g.States[country]
			d.tops = append(d.tops, t)
		}
		return n
	}
	if m == n {
		d.place(s, i, words, w, n, places, capital)
	}
	return n
}

// american reports whether "Georgia" is the American state: after a town that lies in it.
func (d *reading) american(words *gazetteer.Words, w, n int, country string, places []gazetteer.Place) bool {
	if country != "GEO" || len(places) == 0 {
		return false
	}
	sense := d.g.Sense("georgia", d.a.Document.Text)
	if sense == country {
		return false
	}
	if w > 0 && d.between(words, w-1) == ", " && words.List[w-1].Cap {
		return true
	}
	return sense != ""
}

func regionsFirst(in []gazetteer.Place) []gazetteer.Place {
	var out []gazetteer.Place
	for _, p := range in {
		if p.Class == "region" {
			out = append(out, p)
		}
	}
	return out
}

func (d *reading) top(s *entente.Sentence, i int, words *gazetteer.Words, w, n int) *toponym {
	t := &toponym{sentence: i, w0: w, w1: w + n, best: -1, key: words.Key(w, w+n)}
	t.span = entente.Span{Start: words.List[w].Start, End: words.List[w+n-1].End}
	if text := d.a.Document.Text; t.span.End < len(text) && text[t.span.End] == '.' && strings.Contains(t.span.In(text), ".") {
		t.span.End++
	}
	return t
}

// place takes up a name of places, unless it is part of another name.
func (d *reading) place(s *entente.Sentence, i int, words *gazetteer.Words, w, n int, places []gazetteer.Place, capital string) {
	if d.partOfName(s, words, w, n) {
		return
	}
	t := d.top(s, i, words, w, n)
	t.all, t.capital = places, capital
	tok := tokenAt(s, t.span.Start)
	if tok >= 0 {
		u := s.Tokens[tok].UPOS
		if u != "PROPN" && u != "X" && n == 1 && (w == 0 || u == "VERB" || u == "ADP" || u == "PRON" || u == "DET" || u == "AUX" || u == "ADV") {
			return
		}
	} else if w == 0 && n == 1 && len(s.Tokens) > 0 {
		return
	}
	t.strong = w > 0 && n > 0 && locative[words.Key(w-1, w)] && d.between(words, w-1) == " "
	if !t.strong && d.saint(s, words, w, n) {
		return
	}
	if n > 1 {
		t.strong = true
	}
	d.tops = append(d.tops, t)
}

// saint reports whether a name is a saint's or a church's, not a town's: "the letter of Saint Paul" beside words of a church.
func (d *reading) saint(s *entente.Sentence, words *gazetteer.Words, w, n int) bool {
	if k := words.Key(w, w+1); n < 2 || k != "saint" && k != "st" {
		return false
	}
	if d.between(words, w+n-1) == ", " && words.List[w+n].Cap {
		return false // "Saint Paul, Minnesota"
	}
	for k := range words.List {
		if d.is["church"][words.Key(k, k+1)] {
			return true
		}
	}
	return false
}

var locative = map[string]bool{"in": true, "near": true, "outside": true, "at": false, "from": false, "around": true, "toward": true, "towards": true}

func tokenAt(s *entente.Sentence, at int) int {
	for t := range s.Tokens {
		if s.Tokens[t].Start <= at && at < s.Tokens[t].End {
			return t
		}
	}
	return -1
}

// partOfName reports whether capitals beside a name make it part of another: "Michael Jordan", "London Underground", "Bank of
// China" — but not "London Mayor".
func (d *reading) partOfName(s *entente.Sentence, words *gazetteer.Words, w, n int) bool {
	text := d.a.Document.Text
	if w > 0 && words.List[w-1].Cap && d.between(words, w-1) == " " {
		k := words.Key(w-1, w)
		if d.g.Given[k] && d.g.Words[k] != "placeword" && len(d.g.Named(k)) == 0 && n == 1 && len(d.g.States) > 0 {
			return true
		}
		if d.g.Words[k] == "mr" {
			return true
		}
	}
	if w+n < len(words.List) && words.List[w+n].Cap && text[words.List[w+n-1].End:words.List[w+n].Start] == " " {
		k := words.Key(w+n, w+n+1)
		if c := d.g.Words[k]; c == "orgword" || c == "thingword" || c == "placeword" {
			return true
		}
	}
	return false
}
