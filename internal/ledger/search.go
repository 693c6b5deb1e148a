package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entente"
)

// Search finds documents that hold all the words and phrases of a query, best first (titles count threefold), each
// with the sentence that holds most of them.
func (s *Store) Search(ctx context.Context, query string, f entente.Filter) ([]entente.Hit, error) {
	parts, words := phrases(query)
	if len(parts) == 0 {
		return nil, fmt.Errorf("search %q: no words in it: %w", query, entente.ErrInvalid)
	}
	w, err := s.documents(ctx, f)
	if err != nil {
		return nil, err
	}
	match, args, score, scoreArgs := s.d.Matches(parts)
	within := ""
	if len(w.conditions) > 0 {
		within = " AND texts.rowid + 0 IN (SELECT d.n FROM documents d" + w.String() + ")" // + 0: the words are looked up first
	}
	args = slices.Concat(scoreArgs, args, w.args)
	best := ""
	if f.Limit > 0 { // only what can be among the best is looked up; whole scores, as documents of the same score go by their ids
		best = " WHERE m.score <= coalesce((SELECT score FROM m ORDER BY score LIMIT 1 OFFSET ?), m.score)"
		args = append(args, f.Limit+max(0, f.Skip)-1)
	}
	hits, err := list(ctx, s.session(), func(got *sql.Rows) (h entente.Hit, err error) {
		h.Document, err = scanBrief(got)
		return h, err
	}, `WITH m AS MATERIALIZED (SELECT texts.rowid AS n, `+score+` AS score FROM texts WHERE `+match+within+`)
		SELECT d.brief FROM m JOIN documents d ON d.n = m.n`+best+` ORDER BY m.score, d.id`+limit(f), args...)
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", query, err)
	}
	for i := range hits {
		if err := s.passage(ctx, &hits[i], words); err != nil {
			return nil, fmt.Errorf("search %q: %w", query, err)
		}
	}
	return hits, nil
}

var phrase = regexp.MustCompile(`"([^"]+)"|(\S+)`)

// phrases are the words and quoted phrases of a query, and the same as they are looked for in the text.
func phrases(query string) (parts, words []string) {
	for _, m := range phrase.FindAllStringSubmatch(query, -1) {
		p := strings.Trim(m[1]+m[2], `"`)
		if strings.ContainsFunc(p, letterOrDigit) {
			parts = append(parts, p)
			words = append(words, strings.ToLower(p))
		}
	}
	return parts, words
}

func letterOrDigit(r rune) bool {
	return r > 127 || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// passage fills in the sentence with most of the words.
func (s *Store) passage(ctx context.Context, h *entente.Hit, words []string) error {
	a, err := s.Document(ctx, h.Document.ID)
	if err != nil {
		return err
	}
	best := -1
	for _, x := range a.Sentences {
		text, n := strings.ToLower(x.In(a.Document.Text)), 0
		for _, w := range words {
			if strings.Contains(text, stem(w)) {
				n++
			}
		}
		if n > best {
			best, h.Span = n, x.Span
		}
	}
	h.Passage = h.Span.In(a.Document.Text)
	return nil
}

// stem cuts a word roughly as the index does, so that inflected forms are found in the sentence.
func stem(w string) string {
	for _, end := range []string{"ies", "es", "s", "ed", "ing"} {
		if len(w) > len(end)+3 && strings.HasSuffix(w, end) {
			return strings.TrimSuffix(w, end)
		}
	}
	return w
}
