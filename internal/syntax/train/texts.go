package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
	"entente/internal/syntax"
	"entente/internal/syntax/features"
	"entente/internal/syntax/segment"
)

// ReadTexts reads the "text" of every step-th line of JSON Lines (gzip) and cuts it into sentences of word forms, until so
// many words are read. Line breaks within a paragraph become spaces.
func ReadTexts(path string, words, step int) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	var out [][]string
	scan := bufio.NewScanner(z)
	scan.Buffer(make([]byte, 1<<20), 1<<26)
	for n := 0; scan.Scan() && words > 0; n++ {
		if n%step != 0 {
			continue
		}
		var line struct{ Text string }
		if err := json.Unmarshal(scan.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("read %s: line %d: %w", path, n+1, err)
		}
		text := unwrap(line.Text)
		for _, s := range segment.Sentences(text, plain(text), []int8{-1}) {
			if len(s.Tokens) < 3 || len(s.Tokens) > 120 {
				continue
			}
			forms := make([]string, len(s.Tokens))
			for i, t := range s.Tokens {
				forms[i] = strings.Clone(t.Form)
			}
			out = append(out, forms)
			words -= len(forms)
		}
	}
	return out, scan.Err()
}

// unwrap joins the lines of a paragraph.
func unwrap(text string) string {
	lines := strings.Split(text, "\n")
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			if strings.TrimSpace(l) == "" || strings.TrimSpace(lines[i-1]) == "" {
				b.WriteString("\n\n")
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(strings.TrimSpace(l))
	}
	return b.String()
}

// plain cuts unwrapped text into sentences at stops before a capital, a figure or a quotation mark, and at blank lines. It is
// what words are seen together in pretraining, and stands apart from the parser's own rules, so that a better rule there
// changes no weights.
func plain(text string) []entente.Part {
	var out []entente.Part
	tokens := segment.Surface(text, 0, len(text))
	from, stopped := 0, false
	for i, t := range tokens {
		s := text[t.Start:t.End]
		switch {
		case strings.Trim(s, ".?!") == "":
			stopped = true
		case strings.Trim(s, "\"'”’)]") != "":
			stopped = false
		}
		end := i+1 == len(tokens)
		if !end {
			next := tokens[i+1].Start
			first, _ := utf8.DecodeRuneInString(text[next:])
			end = strings.Contains(text[t.End:next], "\n") ||
				stopped && t.End < next && (unicode.IsUpper(first) || unicode.IsDigit(first) || strings.ContainsRune("\"“‘(", first))
		}
		if end {
			out = append(out, entente.Part{Kind: "paragraph", Span: entente.Span{Start: tokens[from].Start, End: t.End}})
			from, stopped = i+1, false
		}
	}
	return out
}

// MaskedVocabulary is the list of the most frequent normal forms.
func MaskedVocabulary(texts [][]string, size int) map[string]int {
	count := map[string]int{}
	for _, s := range texts {
		for _, w := range s {
			count[features.Normal(w)]++
		}
	}
	list := make([]string, 0, len(count))
	for w := range count {
		list = append(list, w)
	}
	sort.Slice(list, func(i, j int) bool {
		if count[list[i]] != count[list[j]] {
			return count[list[i]] > count[list[j]]
		}
		return list[i] < list[j]
	})
	return index(list[:min(size, len(list))])
}

// Masked turns sentences into samples for pretraining.
func Masked(texts [][]string, voc map[string]int, known features.Filter) []*sample {
	out := make([]*sample, 0, len(texts))
	for _, forms := range texts {
		s := &sample{}
		for _, w := range forms {
			var r [features.Count]uint32
			features.RowsOf(w, known, &r)
			s.rows = append(s.rows, r)
			id, ok := voc[features.Normal(w)]
			if !ok {
				id = -1
			}
			s.target = append(s.target, id)
		}
		out = append(out, s)
	}
	return out
}

// Forms are the words of trees.
func Forms(trees []syntax.Tree) [][]string {
	out := make([][]string, len(trees))
	for i, t := range trees {
		for _, w := range t.Tokens {
			out[i] = append(out[i], w.Form)
		}
	}
	return out
}

// Known makes the filter of the features that stand at least `often` times in the words of the treebank, or 3·often times in the
// texts.
func Known(trees, texts [][]string, often, bits int) features.Filter {
	count := map[uint64]int{}
	for i, set := range [2][][]string{trees, texts} {
		forms := map[string]int{}
		for _, s := range set {
			for _, w := range s {
				forms[w]++
			}
		}
		for w, n := range forms {
			var h [features.Count]uint64
			features.Hashes(w, &h)
			if i == 0 {
				n *= 3
			}
			for k := 1; k < features.Count; k++ {
				count[features.Key(k, h[k])] += n
			}
		}
	}
	f := make(features.Filter, 1<<bits/8)
	for h, n := range count {
		if n >= 3*often {
			f.Add(h)
		}
	}
	return f
}

// Counts are the numbers of every small-letter form in texts.
func Counts(texts [][]string) map[string]int {
	m := map[string]int{}
	for _, s := range texts {
		for _, w := range s {
			m[strings.ToLower(w)]++
		}
	}
	return m
}
