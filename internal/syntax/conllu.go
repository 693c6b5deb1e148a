package syntax

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente"
)

// A Tree is one sentence of a CoNLL-U file.
type Tree struct {
	Comments []string // lines that begin with "#", without the line break
	Text     string   // the sentence as it was written, rebuilt from the forms and SpaceAfter
	Tokens   []entente.Token
	NewDoc   bool // begins a document
	NewPar   bool // begins a paragraph
	Glued    bool // no space follows the last token
}

// ReadCoNLLU reads a whole CoNLL-U file. Spans of the tokens lie in their own Tree.Text; empty nodes are left out. A line
// that does not have ten columns, or a head that is no number, is an error that names the line.
func ReadCoNLLU(r io.Reader) ([]Tree, error) {
	var trees []Tree
	b := treeBuilder{}
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 1<<16), 1<<26)
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimSuffix(scan.Text(), "\r")
		if line == "" {
			trees = b.flush(trees)
			continue
		}
		if err := b.add(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("read CoNLL-U: %w", err)
	}
	return b.flush(trees), nil
}

type treeBuilder struct {
	tree    Tree
	text    strings.Builder
	space   bool // a space is due before the next token
	multi   int  // words of the multiword token that are still to come
	covered entente.Span
}

func (b *treeBuilder) flush(trees []Tree) []Tree {
	if len(b.tree.Tokens) > 0 {
		b.tree.Text = b.text.String()
		b.tree.Glued = !b.space
		for i := range b.tree.Tokens { // a head outside the sentence is no head
			if b.tree.Tokens[i].Head >= len(b.tree.Tokens) {
				b.tree.Tokens[i].Head = -1
			}
		}
		trees = append(trees, b.tree)
	}
	*b = treeBuilder{}
	return trees
}

func (b *treeBuilder) add(line string) error {
	if line[0] == '#' {
		b.tree.Comments = append(b.tree.Comments, line)
		b.tree.NewDoc = b.tree.NewDoc || strings.HasPrefix(line, "# newdoc")
		b.tree.NewPar = b.tree.NewPar || strings.HasPrefix(line, "# newpar")
		return nil
	}
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	if from, to, ok := strings.Cut(f[0], "-"); ok {
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || last <= first {
			return fmt.Errorf("bad range %q", f[0])
		}
		b.covered = b.write(f[1], f[9])
		b.multi = last - first + 1
		b.tree.Tokens = append(b.tree.Tokens, entente.Token{Multi: -b.multi}) // its first word takes this place
		return nil
	}
	return b.word(f)
}

func (b *treeBuilder) word(f []string) error {
	t := entente.Token{Form: f[1], Lemma: f[2], UPOS: f[3], XPOS: blank(f[4]), Feats: blank(f[5]), Head: -1, Rel: blank(f[7])}
	if f[6] != "_" {
		h, err := strconv.Atoi(f[6])
		if err != nil {
			return fmt.Errorf("head %q: %w", f[6], err)
		}
		t.Head = h - 1
	}
	last := len(b.tree.Tokens) - 1
	switch {
	case last >= 0 && b.tree.Tokens[last].Multi < 0:
		t.Multi, t.MultiSpan = -b.tree.Tokens[last].Multi, b.covered
		t.Span = entente.Span{Start: b.covered.Start, End: min(b.covered.End, b.covered.Start+len(t.Form))}
		b.tree.Tokens[last] = t
		b.multi--
		return nil
	case b.multi > 0:
		start := b.tree.Tokens[last].End
		t.Span = entente.Span{Start: start, End: min(b.covered.End, start+len(t.Form))}
		if b.multi--; b.multi == 0 {
			t.End = b.covered.End
		}
	default:
		t.Span = b.write(f[1], f[9])
	}
	b.tree.Tokens = append(b.tree.Tokens, t)
	return nil
}

func (b *treeBuilder) write(form, misc string) entente.Span {
	if b.space && b.text.Len() > 0 {
		b.text.WriteByte(' ')
	}
	b.space = true
	for _, m := range strings.Split(misc, "|") {
		if m == "SpaceAfter=No" {
			b.space = false
		}
	}
	start := b.text.Len()
	b.text.WriteString(form)
	return entente.Span{Start: start, End: b.text.Len()}
}

func blank(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

// WriteCoNLLU writes one sentence with its comments. text is the text that the tokens' spans lie in: it tells where a
// space follows.
func WriteCoNLLU(w io.Writer, comments []string, tokens []entente.Token, text string) error {
	var b strings.Builder
	for _, c := range comments {
		b.WriteString(c)
		b.WriteByte('\n')
	}
	for i, t := range tokens {
		if t.Multi > 1 {
			fmt.Fprintf(&b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i+1, i+t.Multi, under(t.MultiSpan.In(text)), spaceAfter(text, t.MultiSpan.End))
		}
		misc := "_"
		if !inside(tokens, i) {
			misc = spaceAfter(text, t.End)
		}
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", i+1, under(t.Form), under(t.Lemma), under(t.UPOS),
			under(t.XPOS), under(t.Feats), t.Head+1, under(t.Rel), misc)
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

// inside reports whether word i belongs to a multiword token.
func inside(tokens []entente.Token, i int) bool {
	for j := i; j >= 0 && j > i-6; j-- {
		if tokens[j].Multi > i-j {
			return true
		}
	}
	return false
}

func spaceAfter(text string, end int) string {
	if end < len(text) && end >= 0 && !strings.ContainsRune(" \t\n\r\u00a0", rune(text[end])) {
		return "SpaceAfter=No"
	}
	return "_"
}

func under(s string) string {
	if s == "" {
		return "_"
	}
	return s
}
