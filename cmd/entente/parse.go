package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/syntax"
)

func (a *app) parseCommand() *cobra.Command {
	var tokens, draw bool
	c := &cobra.Command{
		Use:   "parse [FILE|-|TEXT]",
		Short: "CoNLL-U from text, or with --tokens from CoNLL-U whose words and sentences are kept",
		Long: `parse writes Universal Dependencies v2 in CoNLL-U: words, UPOS, XPOS, features, lemmas, basic dependencies. Paragraphs
of the text are separated by blank lines. --draw shows the trees for people.`,
		Example: "  entente parse --draw 'The two presidents met in Astana.'",
		Args:    atMostOne,
		RunE: func(_ *cobra.Command, args []string) error {
			in, err := a.input(args)
			if err != nil {
				return err
			}
			defer in.Close()
			p, err := syntax.New()
			if err != nil {
				return err
			}
			trees, err := trees(p, in, tokens)
			if err != nil {
				return err
			}
			return a.writeTrees(trees, draw)
		},
	}
	c.Flags().BoolVar(&tokens, "tokens", false, "the input is CoNLL-U; keep its words and sentences")
	c.Flags().BoolVar(&draw, "draw", false, "draw the trees instead")
	return c
}

// A tree is a sentence with the text that its tokens lie in.
type tree struct {
	comments []string
	text     string
	tokens   []entente.Token
}

func trees(p *syntax.Parser, in io.Reader, tokens bool) ([]tree, error) {
	var out []tree
	if !tokens {
		b, err := io.ReadAll(in)
		if err != nil {
			return nil, fmt.Errorf("parse: %w", err)
		}
		text := strings.ToValidUTF8(string(b), "\uFFFD")
		for i, s := range p.Parse(text, paragraphs(text)) {
			comments := []string{fmt.Sprintf("# sent_id = %d", i+1), "# text = " + strings.Join(strings.Fields(s.In(text)), " ")}
			out = append(out, tree{comments, text, s.Tokens})
		}
		return out, nil
	}
	given, err := syntax.ReadCoNLLU(in)
	if err != nil {
		return nil, fmt.Errorf("parse: %w: %w", entente.ErrInvalid, err)
	}
	for _, g := range given {
		words := make([]string, len(g.Tokens))
		for i, t := range g.Tokens {
			words[i] = t.Form
		}
		for i, t := range p.ParseTokens(words) {
			k := &g.Tokens[i]
			k.Lemma, k.UPOS, k.XPOS, k.Feats, k.Head, k.Rel = t.Lemma, t.UPOS, t.XPOS, t.Feats, t.Head, t.Rel
		}
		out = append(out, tree{g.Comments, g.Text, g.Tokens})
	}
	return out, nil
}

// paragraphs are the stretches of a text between blank lines.
func paragraphs(text string) []entente.Part {
	var out []entente.Part
	at := 0
	for at <= len(text) {
		end := len(text)
		if i := strings.Index(text[at:], "\n\n"); i >= 0 {
			end = at + i
		}
		if strings.TrimSpace(text[at:end]) != "" {
			out = append(out, entente.Part{Kind: "paragraph", Span: entente.Span{Start: at, End: end}})
		}
		at = end + 2
	}
	return out
}

func (a *app) writeTrees(trees []tree, draw bool) error {
	w := bufio.NewWriter(a.stdout)
	for _, t := range trees {
		if draw {
			for _, c := range t.comments {
				if s, ok := strings.CutPrefix(c, "# text = "); ok {
					fmt.Fprintln(w, s)
				}
			}
			for i, x := range t.tokens {
				if x.Head < 0 {
					branch(w, t.tokens, i, "", "")
				}
			}
			fmt.Fprintln(w)
			continue
		}
		if err := syntax.WriteCoNLLU(w, t.comments, t.tokens, t.text); err != nil {
			return fmt.Errorf("write parse: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write parse: %w", err)
	}
	return nil
}

// branch draws a word and, indented under it, what depends on it, in the order of the text.
func branch(w io.Writer, tokens []entente.Token, i int, lead, rest string) {
	t := tokens[i]
	fmt.Fprintf(w, "%s%s  %s %s\n", lead, t.Form, t.UPOS, t.Rel)
	var below []int
	for j := range tokens {
		if tokens[j].Head == i && j != i {
			below = append(below, j)
		}
	}
	for k, j := range below {
		if k == len(below)-1 {
			branch(w, tokens, j, rest+"└─ ", rest+"   ")
		} else {
			branch(w, tokens, j, rest+"├─ ", rest+"│  ")
		}
	}
}
