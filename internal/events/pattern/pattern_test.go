package pattern

import (
	"errors"
	"strings"
	"testing"

	"entente"
)

// TestErrors holds that a row that cannot be read says why.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ row, want string }{
		{"visit\tCONSULT\tvisit\t-", "4 columns, want 5"},
		{"visit\tCONSULT\tvisit\t-\tvisit actor=subj", "is not words/V"},
		{"visit\tCONSULT\tvisit\t-\tvisit/V", "gives nobody a role"},
		{"visit\tCONSULT\tvisit\t-\tvisit/V actor=sub", "neither a function nor a preposition"},
		{"visit\tCONSULT\tvisit\t-\tvisit/V guest=subj", "neither actor nor recipient"},
		{"visit\tCONSULT\tvisit\t-\tvisit/V obj:@places actor=subj", "no macro"},
	} {
		_, err := NewTable([]File{{"t.tsv", c.row}})
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.Is(err, entente.ErrInvalid) {
			t.Errorf("%q: got %v, want an error that says %q", c.row, err, c.want)
		}
	}
}

// TestCheck holds that rows that can never match are told, with the reason.
func TestCheck(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{"a\t-\t-\t-\tvisiting/V actor=subj", "looks inflected"},
		{"a\t-\t-\t-\tvisit/N obj:* actor=by", "only verbs have an obj"},
		{"a\t-\t-\t-\tvisit/V poss:* actor=subj", "a verb has no poss"},
		{"a\t-\t-\t-\tvisit/V obj:* !obj actor=subj", "both wanted and forbidden"},
		{"a\t-\t-\t-\tvisit/V actor=subj\nb\t-\t-\t-\tvisit/V actor=obj", "which never matches now"},
	} {
		table, err := NewTable([]File{{"t.tsv", c.rows}})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(table.Check(nil), "\n"); !strings.Contains(got, c.want) {
			t.Errorf("%q: got %q, want a remark that says %q", c.rows, got, c.want)
		}
	}
}

// FuzzTable holds that no file of patterns breaks the reader.
func FuzzTable(f *testing.F) {
	f.Add("@x = obj,obj.of\nvisit\tCONSULT\tvisit\t-\tvisit|tour/V actor:visitor=subj! recipient:host=@x !with:team two")
	f.Fuzz(func(t *testing.T, text string) {
		if table, err := NewTable([]File{{"f.tsv", text}}); err == nil {
			table.Check(nil)
		}
	})
}
