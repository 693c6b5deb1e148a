package draft

import (
	"strings"
	"unicode/utf8"

	"entente"
	"entente/internal/gazetteer"
)

// Says reports whether a mention is the subject of the verb that heads the sentence or introduces its quotation.
func (s *Sentence) Says(m *Mention) bool {
	if m.Head < 0 || m.Head >= len(s.Tokens) {
		return false
	}
	t := s.Tokens[m.Head]
	return strings.HasPrefix(t.Rel, "nsubj") && t.Head >= 0 && t.Head < len(s.Tokens) && (s.Tokens[t.Head].Rel == "root" || s.Tokens[t.Head].Rel == "parataxis")
}

// Put sets a hit on its words.
func (s *Sentence) Put(h *Hit) {
	for w := h.W0; w < h.W1; w++ {
		s.HitOf[w] = len(s.Hits)
	}
	s.Hits = append(s.Hits, h)
}

// Hit is the one on a word.
func (s *Sentence) Hit(w int) *Hit {
	if w < 0 || w >= len(s.HitOf) || s.HitOf[w] < 0 {
		return nil
	}
	return s.Hits[s.HitOf[w]]
}

// Governed reports whether a subject pronoun and a mention hang on one verb: "he met him" are two people.
func (s *Sentence) Governed(w int, x *Mention) bool {
	t := s.TokenOf[w]
	if t < 0 || x.Head < 0 || x.Head >= len(s.Tokens) {
		return false
	}
	return s.Tokens[t].Head == s.Tokens[x.Head].Head && s.Tokens[t].Rel != "nmod:poss"
}

// A Sentence is one with its words, the names found on them and the mentions made of them.
type Sentence struct {
	*entente.Sentence
	Index    int
	Text     string // of the document
	Lex      Lexicon
	Words    *gazetteer.Words
	TokenOf  []int // word → token, -1 for none
	HitOf    []int // word → index of the hit that covers it, -1 for none
	Hits     []*Hit
	Taken    []bool // words that a mention has absorbed
	Mentions []*Mention
	Shout    bool // all capitals: a headline, where capitals tell nothing
}

// A Hit is a name on words w0 to w1 (not included).
type Hit struct {
	W0, W1 int
	ID     string // "" for a name that the gazetteer does not know
	Kind   string // state organisation person group place
	Via    string // name demonym people person capital seat
	Name   string
	Of     string
	Used   bool
	State  bool     // a capital that stands for its state
	Also   []string // bodies of other states with the same name
	Seat   string   // the body that a capital may stand for, too
	Given  bool     // has a given name in front
	Bare   bool     // a single word that is a name only if it is the family name of somebody in the text
	Form   string   // folded, as printed
}

// NewSentence cuts the ith sentence of the analysis into words.
func (d *Text) NewSentence(i int) *Sentence {
	x := &d.Analysis.Sentences[i]
	s := &Sentence{Sentence: x, Index: i, Text: d.Analysis.Document.Text, Lex: d.Lex}
	s.Words = gazetteer.Split(s.Text, x.Start, x.End)
	n := len(s.Words.List)
	s.TokenOf, s.HitOf, s.Taken = make([]int, n), make([]int, n), make([]bool, n)
	t, upper := 0, 0
	for w, word := range s.Words.List {
		s.HitOf[w], s.TokenOf[w] = -1, -1
		for t < len(x.Tokens) && x.Tokens[t].End <= word.Start {
			t++
		}
		if t < len(x.Tokens) && x.Tokens[t].Start < word.End {
			s.TokenOf[w] = t
		}
		if word.Upper || word.End-word.Start == 1 {
			upper++
		}
	}
	s.Shout = n > 3 && upper*4 > n*3
	return s
}

// Key is the folded word.
func (s *Sentence) Key(w int) string {
	if w < 0 || w >= len(s.Words.List) {
		return ""
	}
	return s.Words.Key(w, w+1)
}

// Between is the text between two neighbouring words.
func (s *Sentence) Between(w int) string {
	if w+1 >= len(s.Words.List) {
		return ""
	}
	return s.Text[s.Words.List[w].End:s.Words.List[w+1].Start]
}

// Close reports whether word w and the next stand in one phrase: nothing but space, a hyphen, an apostrophe or the point of
// an initial between them.
func (s *Sentence) Close(w int) bool {
	b := s.Between(w)
	switch b {
	case " ", "-", "'", "’", "\u00a0", "ʻ", "`", "‑":
		return w+1 < len(s.Words.List)
	case ". ", ".", ".-":
		return w+1 < len(s.Words.List) && (s.Words.List[w].Initial || s.initials(w) || s.Words.List[w].End-s.Words.List[w].Start <= 4 && s.Lex.Is(abbreviated, s.Key(w)))
	}
	return false
}

// initials reports whether a word is several initials: "A.N.R."
func (s *Sentence) initials(w int) bool {
	x := s.Words.List[w]
	return x.Upper && x.End-x.Start >= 3 && s.Text[x.Start+1] == '.'
}

// Near reports whether the words stand beside each other with a space, hyphen, or a possessive between.
func (s *Sentence) Near(w int) bool {
	b := s.Between(w)
	return w+1 < len(s.Words.List) && (strings.TrimSpace(b) == "" || b == "-" || b == "'" || b == "’" || b == "–" || b == "' " || b == "’ " || b == ". " && s.initials(w))
}

func (s *Sentence) UPOS(w int) string {
	if w < 0 || w >= len(s.TokenOf) || s.TokenOf[w] < 0 {
		return ""
	}
	return s.Tokens[s.TokenOf[w]].UPOS
}

func (s *Sentence) lemma(w int) string {
	if w < 0 || w >= len(s.TokenOf) || s.TokenOf[w] < 0 {
		return s.Key(w)
	}
	return strings.ToLower(s.Tokens[s.TokenOf[w]].Lemma)
}

// Finite reports whether a word is a verb that is no attribute of what follows.
func (s *Sentence) Finite(w int) bool {
	if s.UPOS(w) != "VERB" || w == 0 {
		return false
	}
	t := s.TokenOf[w]
	u := s.UPOS(w - 1)
	return s.Tokens[t].Head < t || s.Near(w-1) && (u == "NOUN" || u == "PROPN") // an attribute hangs on a noun behind it, and has none before
}

// HeadOf is the token of a span whose head lies outside it: a core argument before anything else, -1 where there are no tokens.
func (s *Sentence) HeadOf(span entente.Span) int {
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

// Capital reports whether a word begins with a capital that means something.
func (s *Sentence) Capital(w int) bool {
	return w >= 0 && w < len(s.Words.List) && s.Words.List[w].Cap
}

// Opens reports whether a word opens the sentence or a quotation, where every word has a capital.
func (s *Sentence) Opens(w int) bool {
	if w == 0 {
		return true
	}
	b := strings.TrimRight(s.Between(w-1), " ")
	if b == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(b)
	return r == '"' || r == '“' || r == ':' || r == '‘' || r == '.' || r == '—'
}
