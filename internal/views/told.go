package views

import (
	"cmp"
	"context"
	"slices"
	"time"

	"entente"
	"entente/internal/corpus"
	"entente/internal/prose"
)

// patience is how long a reader waits until documents that came in lately are put together with the others; what takes longer goes on
// behind, and the answer says so.
const patience = 2 * time.Second

// retry is how long after a failure nobody tries again.
const retry = time.Minute

// caughtUp brings the happenings up to date, and reports whether that was done in time. However many ask, it is done once.
func (d *Desk) caughtUp(ctx context.Context) (bool, error) {
	shelf, ok := d.store.(entente.Shelf)
	if !ok {
		return true, nil
	}
	wait := time.NewTimer(patience)
	defer wait.Stop()
	for range 2 { // one that was under way may have looked before our documents came
		run, begun := d.refresh(ctx, shelf)
		if run.outlived.Load() { // somebody waited in vain already: it is a long one
			return false, nil
		}
		select {
		case <-run.done:
			if run.err != nil {
				return false, nil // what there is is shown
			}
			if begun {
				return true, nil
			}
		case <-wait.C:
			run.outlived.Store(true)
			return false, nil
		case <-ctx.Done():
			return false, ctx.Err()
		}
	}
	return true, nil
}

// refresh begins to bring the happenings up to date, or joins the one who does.
func (d *Desk) refresh(ctx context.Context, shelf entente.Shelf) (r *refreshing, begun bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.running; r != nil && (r.err == nil || time.Now().Before(d.again)) {
		return r, false
	}
	r = &refreshing{done: make(chan struct{})}
	d.running = r
	go func() {
		d.refreshed(r, corpus.Refresh(context.WithoutCancel(ctx), d.store, shelf, d.joins))
	}()
	return r, true
}

// refreshed ends what was under way. Where it failed, it would again: that is told, and tried anew after a while.
func (d *Desk) refreshed(r *refreshing, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer close(r.done)
	r.err = err
	switch {
	case err != nil:
		d.running, d.again = r, time.Now().Add(retry)
		if d.trouble != nil {
			d.trouble(err)
		}
	case r.outlived.Load() || !d.again.IsZero(): // answers were given out meanwhile that are out of date now
		d.late.Add(1)
		fallthrough
	default:
		d.running, d.again = nil, time.Time{}
	}
}

// OnTrouble has a function told what goes wrong behind the answers.
func (d *Desk) OnTrouble(f func(error)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.trouble = f
}

// told is what events tell, with what is needed to lay it out.
type told struct {
	d      *Desk
	rows   map[string]*entente.Row
	c      corpus.Rows
	beyond map[string]*entente.Happening // at the other end of a link, and not asked for
	today  string
	behind bool
	more   bool   // there are earlier ones
	last   string // id of the last in the order of the list: the earliest
}

// A piece is a part of a list of happenings: the newest, or those before one.
type piece struct {
	limit  int // 0 for all
	before string
}

// told gathers a piece of the happenings that a question asks for, with the rows that tell them.
func (d *Desk) told(ctx context.Context, q Question, p piece) (*told, error) {
	f, err := d.filter(q)
	if err != nil {
		return nil, err
	}
	t := &told{d: d, rows: map[string]*entente.Row{}, beyond: map[string]*entente.Happening{}}
	if t.today, err = d.today(ctx); err != nil {
		return nil, err
	}
	if err := t.gather(ctx, f, p); err != nil {
		return nil, err
	}
	least := 0
	if p.limit > 0 {
		least = mostTelling
	}
	if err := t.tell(ctx, t.c.Happenings, least); err != nil {
		return nil, err
	}
	return t, t.linked(ctx)
}

// happenings are those that a filter lets through, as far as documents are put together.
func (d *Desk) happenings(ctx context.Context, f entente.Filter) (c corpus.Rows, behind bool, err error) {
	shelf, ok := d.store.(entente.Shelf)
	if !ok {
		c, err = corpus.Of(ctx, d.store, d.joins, f)
		return c, false, err
	}
	done, err := d.caughtUp(ctx)
	if err != nil {
		return c, false, err
	}
	c.Happenings, c.Links, err = shelf.Happenings(ctx, f)
	return c, !done, err
}

func (t *told) gather(ctx context.Context, f entente.Filter, p piece) (err error) {
	f.Kinds = nil
	if p.limit > 0 {
		f.Limit, f.After, f.Newest = p.limit+1, p.before, true
	}
	if t.c, t.behind, err = t.d.happenings(ctx, f); err != nil {
		return err
	}
	if p.limit > 0 && len(t.c.Happenings) > p.limit {
		t.c.Happenings, t.more = t.c.Happenings[:p.limit], true
		t.last = t.c.Happenings[p.limit-1].ID
	}
	slices.SortFunc(t.c.Happenings, func(x, y entente.Happening) int {
		return cmp.Or(cmp.Compare(begins(x.Date), begins(y.Date)), cmp.Compare(x.ID, y.ID))
	})
	return nil
}

// mostTelling is how many of the rows that tell one happening a page shows.
const mostTelling = 8

// tell reads the rows that tell happenings, so many of each at most, all where that is 0.
func (t *told) tell(ctx context.Context, all []entente.Happening, most int) error {
	var ids []string
	for i := range all {
		events := all[i].Events
		if most > 0 {
			events = events[:min(most, len(events))]
		}
		ids = append(ids, events...)
	}
	for some := range slices.Chunk(ids, 400) {
		rows, err := t.d.store.Rows(ctx, entente.Filter{IDs: some})
		if err != nil {
			return err
		}
		for i := range rows {
			t.rows[rows[i].ID()] = &rows[i]
		}
	}
	return nil
}

// linked reads what is at the other ends of links, so that what became of a plan is told wherever it stands.
func (t *told) linked(ctx context.Context) error {
	shelf, ok := t.d.store.(entente.Shelf)
	if !ok {
		return nil
	}
	here := map[string]bool{}
	for i := range t.c.Happenings {
		here[t.c.Happenings[i].ID] = true
	}
	var ids []string
	for _, l := range t.c.Links {
		for _, id := range []string{l.From, l.To} {
			if !here[id] && l.Kind != "anniversary" {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	for some := range slices.Chunk(slices.Compact(ids), 400) {
		others, _, err := shelf.Happenings(ctx, entente.Filter{IDs: some})
		if err != nil {
			return err
		}
		if err := t.tell(ctx, others, 1); err != nil {
			return err
		}
		for i := range others {
			t.beyond[others[i].ID] = &others[i]
		}
	}
	return nil
}

// today is the last day on which a document of the store was published.
func (d *Desk) today(ctx context.Context) (string, error) {
	return keep(ctx, d, "today", func() (string, error) {
		newest, err := d.store.Documents(ctx, entente.Filter{Newest: true, Limit: 1})
		if err != nil || len(newest) == 0 || newest[0].Published == nil {
			return "", err
		}
		return newest[0].Published.End, nil
	})
}

// ref names a happening that is not laid out itself.
func (t *told) ref(id string) (Ref, bool) {
	h := t.beyond[id]
	if h == nil || len(h.Events) == 0 || t.rows[h.Events[0]] == nil {
		return Ref{}, false
	}
	return Ref{h.ID, t.d.words.Event(t.rows[h.Events[0]]), prose.Date(h.Date), h.Status}, true
}
