package actors

import (
	"strings"
	"unicode/utf8"

	"entente"
	"entente/internal/gazetteer"
)

// sentence is one with its words, the names found on them and the mentions made of them.
type sentence struct {
	*entente.Sentence
	index int
	text  string // of the document
	lex   lexicon
	words *gazetteer.Words
	token []int // word → token, -1 for none
	hit   []int // word → index of the hit that covers it, -1 for none
	hits  []*hit
	taken []bool // words that a mention has absorbed
	ms    []*mention
	shout bool // all capitals: a headline, where capitals tell nothing
}

// A hit is a name on words w0 to w1 (not included).
type hit struct {
	w0, w1 int
	id     string // "" for a name that the gazetteer does not know
	kind   string // state organisation person group place
	via    string // name demonym people person capital seat
	name   string
	of     string
	used   bool
	state  bool   // a capital that stands for its state
	seat   string // the body that a capital may stand for, too
	given  bool   // has a given name in front
	defer_ bool
	form   string // folded, as printed
}

func (d *reading) newSentence(i int) *sentence {
	x := &d.a.Sentences[i]
	s := &sentence{Sentence: x, index: i, text: d.a.Document.Text, lex: d.lex}
	s.words = gazetteer.Split(s.text, x.Start, x.End)
	n := len(s.words.List)
	s.token, s.hit, s.taken = make([]int, n), make([]int, n), make([]bool, n)
	t, upper := 0, 0
	for w, word := range s.words.List {
		s.hit[w], s.token[w] = -1, -1
		for t < len(x.Tokens) && x.Tokens[t].End <= word.Start {
			t++
		}
		if t < len(x.Tokens) && x.Tokens[t].Start < word.End {
			s.token[w] = t
		}
		if word.Upper || word.End-word.Start == 1 {
			upper++
		}
	}
	s.shout = n > 3 && upper*4 > n*3
	return s
}

// key is the folded word.
func (s *sentence) key(w int) string {
	if w < 0 || w >= len(s.words.List) {
		return ""
	}
	return s.words.Key(w, w+1)
}

// between is the text between two neighbouring words.
func (s *sentence) between(w int) string {
	if w+1 >= len(s.words.List) {
		return ""
	}
	return s.text[s.words.List[w].End:s.words.List[w+1].Start]
}

// close reports whether word w and the next stand in one phrase: nothing but space, a hyphen, an apostrophe or the point of
// an initial between them.
func (s *sentence) close(w int) bool {
	b := s.between(w)
	switch b {
	case " ", "-", "'", "’", "\u00a0", "ʻ", "`", "‑":
		return w+1 < len(s.words.List)
	case ". ", ".", ".-":
		return w+1 < len(s.words.List) && (s.words.List[w].Initial || s.initials(w) || s.words.List[w].End-s.words.List[w].Start <= 4 && s.lex.is(abbreviated, s.key(w)))
	}
	return false
}

// initials reports whether a word is several initials: "A.N.R."
func (s *sentence) initials(w int) bool {
	x := s.words.List[w]
	return x.Upper && x.End-x.Start >= 3 && s.text[x.Start+1] == '.'
}

// near reports whether the words stand beside each other with a space, hyphen, or a possessive between.
func (s *sentence) near(w int) bool {
	b := s.between(w)
	return w+1 < len(s.words.List) && (strings.TrimSpace(b) == "" || b == "-" || b == "'" || b == "’" || b == "–" || b == "' " || b == "’ " || b == ". " && s.initials(w))
}

func (s *sentence) upos(w int) string {
	if w < 0 || w >= len(s.token) || s.token[w] < 0 {
		return ""
	}
	return s.Tokens[s.token[w]].UPOS
}

func (s *sentence) lemma(w int) string {
	if w < 0 || w >= len(s.token) || s.token[w] < 0 {
		return s.key(w)
	}
	return strings.ToLower(s.Tokens[s.token[w]].Lemma)
}

// head is the token of a span whose head lies outside it: a core argument before anything else, -1 where there are no tokens.
func (s *sentence) head(span entente.Span) int {
	best, rank := -1, -1
	for t := range s.Tokens {
		x := &s.Tokens[t]
		if x.Start >= span.End {
			break
		}
		if x.End <= span.Start || x.UPOS == "PUNCT" || x.UPOS == "DET" || x.UPOS == "PART" {
			continue
		}
		if h := x.Head; h >= 0 && h < len(s.Tokens) && s.Tokens[h].Start < span.End && s.Tokens[h].End > span.Start {
			continue
		}
		score := 1
		switch rel, _, _ := strings.Cut(x.Rel, ":"); rel {
		case "nsubj", "obj", "root", "iobj":
			score = 4
		case "obl", "nmod", "conj", "appos":
			score = 3
		case "compound", "amod", "flat":
			score = 2
		}
		if x.UPOS != "NOUN" && x.UPOS != "PROPN" && x.UPOS != "PRON" && x.UPOS != "NUM" {
			score--
		}
		if score > rank {
			best, rank = t, score
		}
	}
	return best
}

// capital reports whether a word begins with a capital that means something.
func (s *sentence) capital(w int) bool {
	return w >= 0 && w < len(s.words.List) && s.words.List[w].Cap
}

// initialWord reports whether a word opens the sentence or a quotation, where every word has a capital.
func (s *sentence) opens(w int) bool {
	if w == 0 {
		return true
	}
	b := strings.TrimRight(s.between(w-1), " ")
	if b == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(b)
	return r == '"' || r == '“' || r == ':' || r == '‘' || r == '.' || r == '—'
}
