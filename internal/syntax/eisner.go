package syntax

// eisner finds the best tree for scores of arcs.
type eisner struct {
	complete, turned [2][]int64 // scores of spans headed at the right end (0) or the left end (1), by begin and by end
	incomplete       [2][]int64 // scores of spans between a word and its head: by end (0), by begin (1)
	split            [4][]int16 // by begin: where the best span of each kind is cut
	state            []int8
	below            []bool
}

const never = -1 << 40

// longest is the number of positions up to which Eisner's algorithm is asked: its time grows with their cube.
const longest = 160

// tree returns the head of every position (0 is the root and has -1). scores[i*t+j] says how good j is as the head of i.
// Where the best head of every word makes a tree with one root, that is it; else the best projective tree with one
// child of the root (Eisner 1996), and in a very long sentence the best heads with their circles broken.
func (e *eisner) tree(scores []int32, t int, heads []int) []int {
	heads[0] = -1
	roots := 0
	for i := 1; i < t; i++ {
		row, best := scores[i*t:(i+1)*t], -1
		for j, v := range row {
			if j != i && (best < 0 || v > row[best]) {
				best = j
			}
		}
		heads[i] = best
		if best == 0 {
			roots++
		}
	}
	if roots == 1 && e.acyclic(heads) && (t > longest || nested(heads)) {
		return heads
	}
	if t > longest {
		return e.untie(scores, t, heads)
	}
	e.fill(scores, t)
	return e.project(scores, t, heads)
}

// untie makes a tree of the best heads: every circle is broken where that costs least, and of several words that hang on
// the root the dearest keeps it and takes the others. The time grows with the square of the words.
func (e *eisner) untie(scores []int32, t int, heads []int) []int {
	for at := e.circle(heads); at > 0; at = e.circle(heads) {
		below := e.under(heads, at)
		word, head, best := at, 0, int64(never)
		for i := at; ; {
			for j := range t {
				if d := int64(scores[i*t+j]) - int64(scores[i*t+heads[i]]); !below[j] && d > best {
					word, head, best = i, j, d
				}
			}
			if i = heads[i]; i == at {
				break
			}
		}
		heads[word] = head
	}
	top := 0
	for i := 1; i < t; i++ {
		if heads[i] == 0 && (top == 0 || scores[i*t] > scores[top*t]) {
			top = i
		}
	}
	for i := 1; i < t; i++ {
		if heads[i] == 0 && i != top {
			heads[i] = top
		}
	}
	return heads
}

// circle is a position on a circle of heads, 0 where there is none.
func (e *eisner) circle(heads []int) int {
	s := grow(&e.state, len(heads))
	clear(s)
	s[0] = 2
	for i := range heads {
		j := i
		for s[j] == 0 {
			s[j] = 1
			j = heads[j]
		}
		if s[j] == 1 {
			return j
		}
		for k := i; s[k] == 1; k = heads[k] {
			s[k] = 2
		}
	}
	return 0
}

// under marks the positions whose heads lead to the circle that `at` stands on.
func (e *eisner) under(heads []int, at int) []bool {
	below := grow(&e.below, len(heads))
	s := grow(&e.state, len(heads)) // 0 not seen, 1 on the way, 2 free, 3 below
	clear(s)
	s[0] = 2
	for i, first := at, true; first || i != at; i, first = heads[i], false {
		s[i] = 3
	}
	for i := range heads {
		j := i
		for s[j] == 0 {
			s[j] = 1
			j = heads[j]
		}
		end := s[j]
		if end == 1 {
			end = 2 // another circle
		}
		for k := i; s[k] == 1; k = heads[k] {
			s[k] = end
		}
		below[i] = s[i] == 3
	}
	return below
}

// project reads the best projective tree off the filled tables.
func (e *eisner) project(scores []int32, t int, heads []int) []int {
	heads[0] = -1
	root, top := 1, int64(never)
	for r := 1; r < t; r++ {
		s := e.complete[0][t+r] + e.complete[1][r*t+t-1] + int64(scores[r*t])
		if s > top {
			root, top = r, s
		}
	}
	heads[root] = 0
	e.walk(heads, t, 1, root, 0, true)
	e.walk(heads, t, root, t-1, 1, true)
	return heads
}

// nested reports whether no word inside an arc hangs on a word outside of it.
func nested(heads []int) bool {
	for i := 1; i < len(heads); i++ {
		a, b := min(i, heads[i]), max(i, heads[i])
		for k := a + 1; k < b; k++ {
			if heads[k] < a || heads[k] > b {
				return false
			}
		}
	}
	return true
}

// acyclic reports whether every word reaches the root.
func (e *eisner) acyclic(heads []int) bool { return e.circle(heads) == 0 }

// fill computes spans over words 1 to t-1. Spans headed at the right end or the left end stand twice, by their begin and by
// their end, so that every inner loop runs along memory.
func (e *eisner) fill(scores []int32, t int) {
	for d := range 2 {
		grow(&e.complete[d], t*t)
		grow(&e.turned[d], t*t)
		grow(&e.incomplete[d], t*t)
	}
	for d := range e.split {
		grow(&e.split[d], t*t)
	}
	for i := range t {
		at := i*t + i
		e.complete[0][at], e.complete[1][at], e.turned[0][at], e.turned[1][at] = 0, 0, 0, 0
	}
	for width := 1; width < t-1; width++ {
		for i := 1; i+width < t; i++ {
			j := i + width
			it, jt := i*t, j*t
			best, at := closest(e.complete[1][it+i:it+j], e.turned[0][jt+i+1:jt+j+1])
			e.incomplete[0][jt+i] = best + int64(scores[it+j])
			e.incomplete[1][it+j] = best + int64(scores[jt+i])
			e.split[0][it+j] = int16(i + at)
			best, at = closest(e.complete[0][it+i:it+j], e.incomplete[0][jt+i:jt+j])
			e.complete[0][it+j], e.turned[0][jt+i] = best, best
			e.split[2][it+j] = int16(i + at)
			best, at = closest(e.incomplete[1][it+i+1:it+j+1], e.turned[1][jt+i+1:jt+j+1])
			e.complete[1][it+j], e.turned[1][jt+i] = best, best
			e.split[3][it+j] = int16(i + 1 + at)
		}
	}
}

// closest is the highest sum of two numbers at one place, and the place.
func closest(a, b []int64) (int64, int) {
	best, at := int64(never), 0
	b = b[:len(a)]
	for k, v := range a {
		if s := v + b[k]; s > best {
			best, at = s, k
		}
	}
	return best, at
}

// walk reads the heads off the splits.
func (e *eisner) walk(heads []int, t, i, j, dir int, complete bool) {
	if i == j {
		return
	}
	if complete {
		k := int(e.split[2+dir][i*t+j])
		if dir == 0 {
			e.walk(heads, t, i, k, 0, true)
			e.walk(heads, t, k, j, 0, false)
		} else {
			e.walk(heads, t, i, k, 1, false)
			e.walk(heads, t, k, j, 1, true)
		}
		return
	}
	if dir == 0 {
		heads[i] = j
	} else {
		heads[j] = i
	}
	k := int(e.split[0][i*t+j])
	e.walk(heads, t, i, k, 1, true)
	e.walk(heads, t, k+1, j, 0, true)
}
