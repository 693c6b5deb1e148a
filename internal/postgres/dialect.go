package postgres

import (
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente/internal/ledger"
)

// dialect is PostgreSQL's: $ marks, a tsvector for the text index.
type dialect struct{}

// Bind writes ? and ?1 as $1. A text cannot hold a NUL here, nor bytes that are no UTF-8: both become U+FFFD.
func (dialect) Bind(query string, args []any) (string, []any) {
	bound := make([]any, len(args))
	for i, a := range args {
		if s, is := a.(string); is {
			a = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
		}
		bound[i] = a
	}
	if !strings.Contains(query, "?") {
		return query, bound
	}
	var b strings.Builder
	next := 0
	for i := 0; i < len(query); i++ {
		if query[i] != '?' {
			b.WriteByte(query[i])
			continue
		}
		b.WriteByte('$')
		if i+1 < len(query) && query[i+1] >= '1' && query[i+1] <= '9' {
			continue
		}
		next++
		b.WriteString(strconv.Itoa(next))
	}
	return b.String(), bound
}

// longest is how many bytes of text are indexed word for word; of what is longer, each word once, as a tsvector has its limit.
const longest = 600_000

// Index folds the text as it folds what is searched. The words of the title weigh more.
func (dialect) Index(n int64, title, text string) (string, []any) {
	words := plain(text)
	if len(words) > longest {
		words = once(words)
	}
	head := plain(title)
	return `INSERT INTO texts (rowid, words) VALUES (?, setweight(to_tsvector('entente', ?), 'A') || to_tsvector('entente', ?))`, []any{n, head[:min(len(head), longest/10)], words}
}

// once keeps each word where it stands first, as far as the index takes them.
func once(words string) string {
	seen := map[string]bool{}
	var b strings.Builder
	for w := range strings.FieldsSeq(words) {
		if !seen[w] && b.Len()+len(w) < longest {
			seen[w] = true
			b.WriteString(w)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// plain is a text in lower case and without marks on letters, its words (letters and digits) apart by spaces.
func plain(text string) string {
	var b strings.Builder
	gap := true
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(unicode.ToLower(r))
			gap = false
		case !gap:
			b.WriteByte(' ')
			gap = true
		}
	}
	return strings.TrimSpace(b.String())
}

// Matches ranks by the words found, those of the title threefold, over the logarithm of the length. The query is a subquery of its
// own: so it is made once, and not for every text that is looked at, as it is in a plan that was made before its words were known.
func (dialect) Matches(phrases []string) (condition string, args []any, score string, scoreArgs []any) {
	parts := make([]string, len(phrases))
	for i, p := range phrases {
		parts[i] = "phraseto_tsquery('entente', ?)"
		args = append(args, plain(p))
	}
	query := "(SELECT " + strings.Join(parts, " && ") + ")"
	return "texts.words @@ " + query, args, "-ts_rank('{0.1, 0.1, 0.1, 0.3}', texts.words, " + query + ", 1)", args
}

func (dialect) Lock() string { return " FOR UPDATE" }

func (dialect) Loose(table string) string { return table }

func (dialect) Leading(expression string) string { return "leading_number(" + expression + ")" }

func (dialect) Snapshot() sql.IsolationLevel { return sql.LevelRepeatableRead }

func (dialect) Numbered() []string {
	var out []string
	for table, column := range map[string]string{"documents": "n", "rows": "n", "failures": "rowid", "corrections": "n", "changes": "n"} {
		out = append(out, fmt.Sprintf(`SELECT setval(pg_get_serial_sequence('%[1]s', '%[2]s'), (SELECT coalesce(max(%[2]s), 0) + 1 FROM %[1]s), false)`, table, column))
	}
	slices.Sort(out)
	return out
}

// Faults are none: the server looks after its files, and keys hold the links.
func (dialect) Faults() []ledger.Fault { return nil }
