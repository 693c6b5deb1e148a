package syntax

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"entente"
	"entente/internal/spent"
)

func parser(t testing.TB) *Parser {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const arda = `The King of Gondor met the Steward of Arnor in Bree on 3 May. "We shall restore our ties," he said. ` +
	`Rohan's envoy, Mr. Grima, didn't attend; the U.S. delegation did. Trade grew from 5 to 25 billion dollars in 2012-13.`

// TestSameBytes parses from many goroutines, with and without assembly: every answer is the same.
func TestSameBytes(t *testing.T) {
	p := parser(t)
	slow, err := Portable()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat(arda+"\n\n", 3)
	want, err := json.Marshal(dump(p.Parse(text, nil)))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for g := range 16 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			q := p
			if g%4 == 0 {
				q = slow
			}
			for range 3 {
				got, err := json.Marshal(dump(q.Parse(text, nil)))
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("goroutine %d: another parse than the first", g)
					return
				}
			}
		}()
	}
	wg.Wait()
}

func dump(ss []entente.Sentence) [][]entente.Token {
	var out [][]entente.Token
	for _, s := range ss {
		out = append(out, s.Tokens)
	}
	return out
}

// TestPortableOnNoise holds both arithmetics against each other on words that no text has.
func TestPortableOnNoise(t *testing.T) {
	fast := parser(t)
	slow, err := Portable()
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for range 40 {
		words := make([]string, 1+rng.IntN(60))
		for i := range words {
			b := make([]rune, 1+rng.IntN(12))
			for j := range b {
				b[j] = rune(33 + rng.IntN(600))
			}
			words[i] = string(b)
		}
		a, b := fmt.Sprint(fast.ParseTokens(words)), fmt.Sprint(slow.ParseTokens(words))
		if a != b {
			t.Fatalf("assembly and Go give different trees for %q", words)
		}
	}
}

// TestBoundedTime parses a megabyte of one letter and of random bytes, and shorter texts of other kinds; the processor time
// allowed grows with the length alone.
func TestBoundedTime(t *testing.T) {
	p := parser(t)
	rng := rand.New(rand.NewPCG(1, 9))
	noise := make([]byte, 1<<20)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	const size = 1 << 20
	texts := map[string]string{
		"one letter":      strings.Repeat("a", size),
		"random bytes":    string(noise),
		"words, no stop":  strings.Repeat("word ", size/64),
		"points":          strings.Repeat(".", size/4),
		"points, letters": strings.Repeat("a.B", size/64),
		"brackets":        strings.Repeat("(", size/32),
		"hyphens":         strings.Repeat("a-", size/32),
		"apostrophes":     strings.Repeat("'", size/32),
		"open quotes":     strings.Repeat("“", size/64),
	}
	for name, text := range texts {
		if testing.Short() {
			text = text[:len(text)/16]
		}
		begin := spent.Time()
		check(t, text, p.Parse(text, nil))
		d := spent.Time() - begin
		t.Logf("%s: %v for %d bytes", name, d.Round(time.Millisecond), len(text))
		if most := 30*time.Second + time.Duration(len(text))*100*time.Microsecond; d > most {
			t.Errorf("%s: %v for %d bytes, want at most %v", name, d, len(text), most)
		}
	}
}

// check reports spans that do not lie in the text or in their sentence, and heads that do not make a tree.
func check(t *testing.T, text string, sentences []entente.Sentence) {
	t.Helper()
	last := 0
	for _, s := range sentences {
		if s.Start < last || s.End > len(text) || s.Start >= s.End {
			t.Fatalf("sentence %v after %d in a text of %d bytes", s.Span, last, len(text))
		}
		at, roots := s.Start, 0
		for i, w := range s.Tokens {
			if w.Start < at || w.End > s.End || w.Start >= w.End {
				t.Fatalf("token %v %q after %d in sentence %v", w.Span, w.Form, at, s.Span)
			}
			at = w.End
			if w.Head < 0 {
				roots++
			}
			steps := 0
			for h := i; h >= 0; h = s.Tokens[h].Head {
				if steps++; steps > len(s.Tokens) {
					t.Fatalf("the heads of sentence %v make a circle", s.Span)
				}
			}
			if w.UPOS == "" || w.XPOS == "" || w.Rel == "" || w.Lemma == "" {
				t.Fatalf("token %+v is not annotated", w)
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %v has %d roots", s.Span, roots)
		}
		last = s.End
	}
}

func FuzzParse(f *testing.F) {
	p, err := New()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{arda, "", " ", "a\n\nb", "\xff\xfe(", "U.S.", "'s n't", strings.Repeat("(", 300), "x\u200by", "e-mail: a@b.c http://d.e/f?g=h, i"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text, p.Parse(text, nil)) })
}

// TestParts: a sentence never crosses a part, and knows which part it stands in.
func TestParts(t *testing.T) {
	p := parser(t)
	text := "Arnor and Gondor restore ties\n\nThe two kings met in Bree."
	parts := []entente.Part{{Kind: "title", Span: entente.Span{Start: 0, End: 29}}, {Kind: "paragraph", Span: entente.Span{Start: 31, End: len(text)}}}
	got := p.Parse(text, parts)
	if len(got) != 2 || got[0].Part != 0 || got[1].Part != 1 || got[0].In(text) != text[:29] {
		t.Errorf("got %d sentences, want the title and the paragraph apart: %+v", len(got), got)
	}
}

// TestTitleKeepsColon: a colon within a title ends no sentence.
func TestTitleKeepsColon(t *testing.T) {
	p := parser(t)
	for _, text := range []string{"Arnor and Gondor: New Ties After War", "King: Gondor will ratify the treaty", "Live: The Talks in Bree: Day Two"} {
		got := p.Parse(text, []entente.Part{{Kind: "title", Span: entente.Span{Start: 0, End: len(text)}}})
		if len(got) != 1 {
			t.Errorf("%q: %d sentences, want one", text, len(got))
		}
	}
}

func TestCoNLLURoundTrip(t *testing.T) {
	const in = "# text = I can't go.\n1\tI\tI\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_\n" +
		"3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n"
	trees, err := ReadCoNLLU(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	if len(trees) != 1 || trees[0].Text != "I can't go." || trees[0].Tokens[2].In(trees[0].Text) != "n't" {
		t.Fatalf("read %+v", trees)
	}
	var b strings.Builder
	if err := WriteCoNLLU(&b, trees[0].Comments, trees[0].Tokens, trees[0].Text); err != nil {
		t.Fatal(err)
	}
	if b.String() != in {
		t.Errorf("wrote\n%s\nwant\n%s", b.String(), in)
	}
	if _, err := ReadCoNLLU(strings.NewReader("1\tI\n")); err == nil {
		t.Error("two columns were read without an error")
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, file := range []string{"", "ENTSYN03", "ENTSYN01" + embedded[8:200], embedded[:len(embedded)/2]} {
		if _, err := Load([]byte(file)); err == nil {
			t.Errorf("a file of %d bytes that is no model was loaded", len(file))
		}
	}
}

// TestTreeIsBest holds Eisner's algorithm against all trees of short sentences.
func TestTreeIsBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for range 200 {
		n := 2 + rng.IntN(5)
		s := make([]int32, n*n)
		for i := range s {
			s[i] = int32(rng.IntN(100))
		}
		var e eisner
		e.fill(s, n)
		heads := e.project(s, n, make([]int, n))
		if got, want := total(s, n, heads), bestProjective(s, n); got != want {
			t.Fatalf("tree %v of scores %v has %d, the best %d", heads, s, got, want)
		}
	}
}

// TestUntie breaks the circles of random heads: what comes out is a tree with one root, and the same tree where there was one.
func TestUntie(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	for range 300 {
		n := 2 + rng.IntN(40)
		s := make([]int32, n*n)
		for i := range s {
			s[i] = int32(rng.IntN(100))
		}
		var e eisner
		heads := make([]int, n)
		for i := range heads {
			heads[i] = (i + 1 + rng.IntN(n-1)) % n
		}
		heads[0] = -1
		roots := func() int {
			k := 0
			for _, h := range heads {
				if h == 0 {
					k++
				}
			}
			return k
		}
		given, tree := fmt.Sprint(heads), e.acyclic(heads) && roots() == 1
		got := e.untie(s, n, heads)
		if !e.acyclic(got) || roots() != 1 {
			t.Fatalf("heads %v became %v", given, got)
		}
		if tree && fmt.Sprint(got) != given {
			t.Fatalf("the tree %v became %v", given, got)
		}
	}
}

func total(s []int32, n int, heads []int) int {
	sum := 0
	for i := 1; i < n; i++ {
		sum += int(s[i*n+heads[i]])
	}
	return sum
}

// bestProjective tries every assignment of heads.
func bestProjective(s []int32, n int) int {
	best, heads := -1, make([]int, n)
	var try func(i int)
	try = func(i int) {
		if i == n {
			var e eisner
			roots := 0
			for _, h := range heads[1:] {
				if h == 0 {
					roots++
				}
			}
			heads[0] = -1
			if roots == 1 && e.acyclic(heads) && projective(heads) {
				best = max(best, total(s, n, heads))
			}
			return
		}
		for h := range n {
			if h != i {
				heads[i] = h
				try(i + 1)
			}
		}
	}
	try(1)
	return best
}

func projective(heads []int) bool {
	for i := 1; i < len(heads); i++ {
		for j := 1; j < len(heads); j++ {
			a, b, c, d := min(i, heads[i]), max(i, heads[i]), min(j, heads[j]), max(j, heads[j])
			if a < c && c < b && b < d {
				return false
			}
		}
	}
	return true
}

func BenchmarkParse(b *testing.B)         { benchmark(b, New) }
func BenchmarkParsePortable(b *testing.B) { benchmark(b, Portable) }

// benchmark tags and parses sentences of 24 words on one goroutine.
func benchmark(b *testing.B, open func() (*Parser, error)) {
	begin := time.Now()
	p, err := open()
	if err != nil {
		b.Fatal(err)
	}
	load := time.Since(begin)
	sentences := news(200)
	words := 0
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n := 0
	for b.Loop() {
		s := sentences[n%len(sentences)]
		p.ParseTokens(s)
		words += len(s)
		n++
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(n), "B/sentence")
	b.ReportMetric(float64(load.Microseconds())/1000, "ms/load")
	b.ReportMetric(float64(after.Sys)/(1<<20), "MiB")
}

// news makes sentences of 24 words in the manner of the news.
func news(n int) [][]string {
	rng := rand.New(rand.NewPCG(4, 4))
	pick := func(list string) string {
		f := strings.Fields(list)
		return f[rng.IntN(len(f))]
	}
	const (
		land = "Kazakhstan China Russia Egypt Arnor Gondor Turkey Brazil Kenya Norway"
		who  = "president minister envoy delegation spokesman parliament premier ambassador"
		did  = "signed announced discussed rejected welcomed suspended ratified denied"
		what = "agreement treaty talks sanctions loan ceasefire visit pipeline border dispute"
		day  = "Monday Tuesday Wednesday Thursday Friday"
	)
	out := make([][]string, n)
	for i := range out {
		out[i] = []string{"The", pick(who), "of", pick(land), pick(did), "a", "new", pick(what), "with", pick(land), "on", pick(day), ",", "saying", "that",
			"the", pick(what), "would", "not", "affect", "relations", "with", pick(land), "."}
	}
	return out
}
