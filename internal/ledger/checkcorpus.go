package ledger

import (
	"context"
	"database/sql"

	"entente"
)

// checkCorpus follows what the corpus rows name: a happening its events, a link its two ends, a story its documents. Where
// documents are still to be taken in, what they told before may be gone, and nothing is checked.
func (s *Store) checkCorpus(ctx context.Context, fault func(string)) error {
	if n, err := s.session().count(ctx, `SELECT count(*) FROM corpus_marks`); err != nil || n > 0 {
		return err
	}
	there := func(query string) (map[string]bool, error) {
		names, err := list(ctx, s.session(), scanText, query)
		out := make(map[string]bool, len(names))
		for _, n := range names {
			out[n] = true
		}
		return out, err
	}
	alone, err := there(`SELECT alone FROM corpus_tellings`)
	if err != nil {
		return err
	}
	happenings, err := there(`SELECT id FROM happenings`)
	if err != nil {
		return err
	}
	documents, err := there(`SELECT id FROM corpus_documents`)
	if err != nil {
		return err
	}
	told := map[string]bool{}
	err = eachJSON(ctx, s, `SELECT happening FROM happenings`, func(h entente.Happening) {
		for _, e := range h.Events {
			id := entente.ID("h", e)
			if !alone[id] {
				fault("happening " + h.ID + " is told by " + e + ", which is not there")
			}
			if told[id] {
				fault("event " + e + " tells of two happenings, " + h.ID + " the second")
			}
			told[id] = true
		}
	})
	if err != nil {
		return err
	}
	err = eachJSON(ctx, s, `SELECT link FROM happening_links`, func(l entente.Link) {
		for _, end := range []string{l.From, l.To} {
			if !happenings[end] {
				fault("link " + l.ID + " leads to " + end + ", which is not there")
			}
		}
	})
	if err != nil {
		return err
	}
	return eachJSON(ctx, s, `SELECT story FROM stories`, func(y entente.Story) {
		for _, d := range y.Documents {
			if !documents[d] {
				fault("story " + y.ID + " has document " + d + ", which is not there")
			}
		}
	})
}

// eachJSON calls f for each value of a query of one column of JSON, as they come.
func eachJSON[T any](ctx context.Context, s *Store, query string, f func(T)) error {
	_, err := list(ctx, s.session(), func(got *sql.Rows) (none struct{}, err error) {
		x, err := scanJSON[T](got)
		if err == nil {
			f(x)
		}
		return none, err
	}, query)
	return err
}
