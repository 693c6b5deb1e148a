package syntax

import (
	"strings"

	"entente"
)

// A Linear is a perceptron tagger and arc-hybrid parser over hashed features (Kuhlmann, Gómez-Rodríguez and Satta 2011;
// Goldberg and Nivre 2013).
type Linear struct {
	Tags, Labels []string
	TagW         []int16           // TagRows × len(Tags)
	MoveW        []int16           // MoveRows × 3
	LabelW       []int16           // LabelRows × len(Labels)
	Morph        map[string]string // "XPOS|word" or "XPOS|~suffix" → "UPOS|feats"
	Lemmas       map[string]string // "UPOS|word" → lemma; "XPOS|~suffix" → "cut+add"
}

const (
	TagRows   = 1 << 15
	MoveRows  = 1 << 19
	LabelRows = 1 << 15
)

func hashString(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func Mix(a, b uint32) uint32 {
	h := a*0x9E3779B1 ^ b
	h ^= h >> 15
	h *= 0x85EBCA77
	h ^= h >> 13
	return h
}

// WordKey is what features know of a word.
type WordKey struct{ Low, Shape, S1, S2, S3, P1, P2 uint32 }

func NewWordKey(w string) WordKey {
	l := strings.ToLower(w)
	var sh []byte
	for _, r := range w {
		c := byte('x')
		switch {
		case r >= 'A' && r <= 'Z':
			c = 'X'
		case r >= '0' && r <= '9':
			c = 'd'
		case r >= 'a' && r <= 'z' || r > 127:
		default:
			c = byte(r)
		}
		if n := len(sh); n < 2 || sh[n-1] != c || sh[n-2] != c {
			sh = append(sh, c)
		}
	}
	suf := func(n int) uint32 { return hashString(l[max(0, len(l)-n):]) }
	pre := func(n int) uint32 { return hashString(l[:min(n, len(l))]) }
	return WordKey{hashString(l), hashString(string(sh)), suf(1), suf(2), suf(3), pre(1), pre(3)}
}

// TagFeats fills the rows of the features of word i, given the tags before it.
func TagFeats(k []WordKey, i int, t1, t2 uint32, out []uint32) []uint32 {
	at := func(j int) WordKey {
		if j < 0 || j >= len(k) {
			return WordKey{Low: 7 + uint32(j-i)}
		}
		return k[j]
	}
	w, p, n, pp, nn := at(i), at(i-1), at(i+1), at(i-2), at(i+2)
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	fs := [...]uint32{w.Low, w.S1, w.S2, w.S3, w.P1, w.P2, Mix(w.Shape, first), p.Low, n.Low, pp.Low, nn.Low, p.S3, n.S3, t1, Mix(t1, t2), Mix(t1, w.Low), Mix(p.Low, w.Low), Mix(w.Low, n.Low), n.Shape, p.Shape, Mix(w.S3, w.Shape), Mix(t1, w.S3), Mix(n.S2, w.S2), Mix(t1, n.Low), Mix(t1, n.S3), w.Shape}
	for x, f := range fs {
		out = append(out, Mix(uint32(x+1), f)&(TagRows-1))
	}
	return out
}

func (m *Linear) Tag(k []WordKey, tags []uint32) {
	var buf [32]uint32
	t1, t2 := uint32(998), uint32(999)
	n := len(m.Tags)
	score := make([]int32, n)
	for i := range k {
		clear(score)
		for _, f := range TagFeats(k, i, t1, t2, buf[:0]) {
			for c, w := range m.TagW[int(f)*n : int(f)*n+n] {
				score[c] += int32(w)
			}
		}
		tags[i] = uint32(argmax(score))
		t2, t1 = t1, tags[i]
	}
}

func argmax(s []int32) int {
	best := 0
	for c := range s {
		if s[c] > s[best] {
			best = c
		}
	}
	return best
}

// A State of the arc-hybrid parser; the root is word n, at the end of the buffer.
type State struct {
	K           []WordKey
	T           []uint32
	Head, Label []int
	L1, L2, R1  []int // outermost children
	Stack       []int
	B, N        int
}

func NewState(k []WordKey, t []uint32) *State {
	n := len(k)
	s := &State{K: k, T: t, N: n, Head: make([]int, n+1), Label: make([]int, n+1), L1: make([]int, n+1), L2: make([]int, n+1), R1: make([]int, n+1)}
	for i := range s.Head {
		s.Head[i], s.L1[i], s.L2[i], s.R1[i], s.Label[i] = -1, -1, -1, -1, -1
	}
	return s
}

func (s *State) at(i int) (w, t uint32) {
	switch {
	case i < 0 || i > s.N:
		return 3, 900
	case i == s.N:
		return 5, 901
	}
	return s.K[i].Low, s.T[i]
}

func (s *State) stack(d int) int {
	if d < len(s.Stack) {
		return s.Stack[len(s.Stack)-1-d]
	}
	return -1
}

// Feats fills hashes (not yet masked) of the features of the state.
func (s *State) Feats(out []uint32) []uint32 {
	s0, s1, s2 := s.stack(0), s.stack(1), s.stack(2)
	w0, t0 := s.at(s0)
	w1, t1 := s.at(s1)
	_, t2 := s.at(s2)
	bw, bt := s.at(s.B)
	bw1, bt1 := s.at(s.B + 1)
	_, bt2 := s.at(s.B + 2)
	kid := func(list []int, i int) (uint32, uint32) {
		if i < 0 || list[i] < 0 {
			return 3, 902
		}
		_, t := s.at(list[i])
		return uint32(s.Label[list[i]] + 50), t
	}
	l0, lt0 := kid(s.L1, s0)
	r0, rt0 := kid(s.R1, s0)
	l1, lt1 := kid(s.L1, s1)
	r1, rt1 := kid(s.R1, s1)
	bl := 0
	if s.B < len(s.L1) {
		bl = s.B
	}
	lb, ltb := kid(s.L1, bl)
	lb2, _ := kid(s.L2, bl)
	l02, _ := kid(s.L2, max(s0, -1))
	if s0 < 0 {
		l02 = 3
	}
	d := uint32(0)
	if s0 >= 0 {
		d = uint32(min(s.B-s0, 6))
	}
	d1 := uint32(0)
	if s1 >= 0 {
		d1 = uint32(min(s0-s1, 6))
	}
	p00, p0b, p10 := Mix(w0, t0), Mix(bw, bt), Mix(w1, t1)
	fs := [...]uint32{
		w0, t0, p00, bw, bt, p0b, w1, t1, p10, Mix(bw1, bt1), bt1, t2,
		Mix(t0, bt), Mix(p00, bt), Mix(t0, p0b), Mix(w0, bw), Mix(p00, p0b),
		Mix(t1, t0), Mix(p10, t0), Mix(t1, p00), Mix(w1, w0),
		Mix(Mix(t0, bt), bt1), Mix(Mix(t1, t0), bt), Mix(Mix(t2, t1), t0), Mix(Mix(bt, bt1), bt2),
		Mix(Mix(t0, lt0), bt), Mix(Mix(t0, rt0), bt), Mix(Mix(t0, bt), ltb), Mix(Mix(t1, t0), rt1), Mix(Mix(t1, t0), lt1), Mix(Mix(t1, t0), lt0), Mix(Mix(t1, t0), rt0),
		Mix(t0, d), Mix(bt, d), Mix(Mix(t0, bt), d), Mix(Mix(w0, bw), d), Mix(Mix(t1, t0), d1), Mix(d, d1),
		Mix(l0, t0), Mix(r0, t0), Mix(lb, bt), Mix(r1, t1), Mix(l1, t1), Mix(Mix(l0, r0), p00), Mix(Mix(lb, lb2), p0b), Mix(Mix(l0, l02), t0),
		Mix(p00, bt1), Mix(w0, bt), Mix(t0, bw), Mix(w1, bt), Mix(Mix(t1, bt), t0), Mix(Mix(w1, t0), bt), Mix(Mix(t1, w0), bt), Mix(Mix(t1, t0), bw),
		Mix(Mix(r0, lb), Mix(t0, bt)), Mix(Mix(r1, r0), Mix(t1, t0)), Mix(Mix(t0, bt), Mix(bt1, bt2)), Mix(Mix(t1, t0), Mix(bt, bt1)),
		Mix(t0, s.suffix(s.B)), Mix(bt, s.suffix(s0)), Mix(s.suffix(s0), s.suffix(s.B)), Mix(Mix(w0, bt), bt1),
	}
	for x, f := range fs {
		out = append(out, Mix(f, uint32(x+77)))
	}
	return out
}

func (s *State) suffix(i int) uint32 {
	if i < 0 || i >= s.N {
		return 1
	}
	return s.K[i].S3
}

// Moves: 0 shift, 1 left (the buffer's first governs the stack's top), 2 right (the second of the stack governs the top).
func (s *State) Can(move int) bool {
	switch move {
	case 0:
		return s.B < s.N
	case 1:
		return len(s.Stack) > 0 && (s.B < s.N || len(s.Stack) == 1)
	default:
		return len(s.Stack) > 1
	}
}

func (s *State) Done() bool { return s.B == s.N && len(s.Stack) == 0 }

func (s *State) Do(move, label int) {
	if move == 0 {
		s.Stack = append(s.Stack, s.B)
		s.B++
		return
	}
	d := s.stack(0)
	h := s.B
	if move == 2 {
		h = s.stack(1)
	}
	s.Stack = s.Stack[:len(s.Stack)-1]
	s.Head[d], s.Label[d] = h, label
	if d < h {
		s.L2[h], s.L1[h] = s.L1[h], d
	} else {
		s.R1[h] = d
	}
}

func (m *Linear) Parse(k []WordKey, t []uint32) *State {
	s := NewState(k, t)
	var buf [80]uint32
	label := make([]int32, len(m.Labels))
	for !s.Done() {
		fs := s.Feats(buf[:0])
		var sc [3]int32
		for _, f := range fs {
			r := int(f&(MoveRows-1)) * 3
			sc[0] += int32(m.MoveW[r])
			sc[1] += int32(m.MoveW[r+1])
			sc[2] += int32(m.MoveW[r+2])
		}
		best := -1
		for c := range sc {
			if s.Can(c) && (best < 0 || sc[c] > sc[best]) {
				best = c
			}
		}
		l := 0
		if best > 0 {
			m.LabelScores(fs, best, label)
			l = argmax(label)
		}
		s.Do(best, l)
	}
	return s
}

func (m *Linear) LabelScores(fs []uint32, move int, out []int32) {
	clear(out)
	n := len(out)
	for _, f := range fs {
		r := int(Mix(f, uint32(move))&(LabelRows-1)) * n
		for c, w := range m.LabelW[r : r+n] {
			out[c] += int32(w)
		}
	}
}

// Annotate fills tags, lemmas and trees of the tokens.
func (m *Linear) Annotate(tokens []entente.Token) {
	n := len(tokens)
	k, t := make([]WordKey, n), make([]uint32, n)
	for i := range tokens {
		k[i] = NewWordKey(tokens[i].Form)
	}
	m.Tag(k, t)
	s := m.Parse(k, t)
	for i := range tokens {
		x := &tokens[i]
		x.XPOS = m.Tags[t[i]]
		x.UPOS, x.Feats, _ = strings.Cut(m.lookup(m.Morph, x.XPOS, x.Form), "|")
		x.Lemma = m.lemma(x.UPOS, x.XPOS, x.Form)
		x.Head, x.Rel = s.Head[i], m.Labels[max(0, s.Label[i])]
		if x.Head == n {
			x.Head, x.Rel = -1, "root"
		} else if x.Rel == "root" {
			x.Rel = "dep"
		}
	}
}

func (m *Linear) lookup(table map[string]string, tag, form string) string {
	l := strings.ToLower(form)
	if v, ok := table[tag+"|"+l]; ok {
		return v
	}
	for n := 4; n >= 0; n-- {
		if n <= len(l) {
			if v, ok := table[tag+"|~"+l[len(l)-n:]]; ok {
				return v
			}
		}
	}
	return "X|"
}

func (m *Linear) lemma(upos, xpos, form string) string {
	l := form
	if xpos != "NNP" && xpos != "NNPS" {
		l = strings.ToLower(form)
	}
	if v, ok := m.Lemmas[upos+"|"+l]; ok {
		return v
	}
	rule := m.lookup(m.Lemmas, xpos, l)
	cut, add, ok := strings.Cut(rule, "+")
	if !ok || len(cut) > 1 || cut == "" || int(cut[0]-'0') >= len(l) {
		return l
	}
	return l[:len(l)-int(cut[0]-'0')] + add
}
