// Package alerts finds what is new about what somebody follows: rows that came in, promises that fell due, figures that do not agree.
package alerts

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"entente"
	"entente/internal/views"
	"entente/internal/views/claims"
)

// An Alert is something new about what somebody follows.
type Alert struct {
	ID      string `json:"id" doc:"the same for the same news, whenever it is asked for"`
	Kind    string `json:"kind" doc:"rows: a document came in with such rows; due: the day of a promise is past, and no outcome was read; conflict: figures do not agree"`
	View    string `json:"view" doc:"id of the saved view"`
	Name    string `json:"name" doc:"of the saved view"`
	When    string `json:"when" doc:"since when it is so, RFC 3339"`
	What    string `json:"what" doc:"in words"`
	Quote   string `json:"quote,omitempty"`
	Address string `json:"address" doc:"of the page that shows it"`
}

// mostNews is how many rows of a view are looked at for news, the newest.
const mostNews = 500

// Of gives what is new in saved views since a moment: rows of documents that came in, promises that fell due, figures that do not
// agree. The latest stand first. A view follows an actor or a pair where its address names one.
func Of(ctx context.Context, d *views.Desk, all []entente.View, since, now time.Time) ([]Alert, error) {
	out := []Alert{}
	for _, v := range all {
		news, err := inView(ctx, d, v, since, now)
		if errors.Is(err, entente.ErrInvalid) || errors.Is(err, entente.ErrNotFound) {
			continue // it names somebody whom no table knows any more: its own page says so
		}
		if err != nil {
			return nil, fmt.Errorf("what is new in %s: %w", v.Name, err)
		}
		out = append(out, news...)
	}
	slices.SortFunc(out, func(x, y Alert) int { return cmp.Or(cmp.Compare(y.When, x.When), cmp.Compare(x.ID, y.ID)) })
	return slices.CompactFunc(out, func(x, y Alert) bool { return x.ID == y.ID }), nil
}

// inView are what is new in one view.
func inView(ctx context.Context, d *views.Desk, v entente.View, since, now time.Time) ([]Alert, error) {
	q, a, b, ok := follows(v.Address)
	if !ok {
		return nil, nil
	}
	out, err := newRows(ctx, d, v, q, since)
	if err != nil || a == "" {
		return out, err
	}
	due, err := fellDue(ctx, d, v, a, b, since, now)
	if err != nil || b == "" {
		return append(out, due...), err
	}
	conflicts, err := disagreements(ctx, d, v, a, b, since)
	return slices.Concat(out, due, conflicts), err
}

// follows reads what a view is about: the question for its rows, and whom it follows.
func follows(address string) (q views.Question, a, b string, ok bool) {
	u, err := url.Parse(address)
	if err != nil {
		return q, "", "", false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	v := u.Query()
	switch parts[0] {
	case "explore":
		q = views.Question{Actor: v.Get("actor"), Source: v.Get("source"), Speaker: v.Get("speaker"), Words: v.Get("q"), Sorts: v["sort"], Status: v["status"], Class: v["kind"], Since: v.Get("since"), Until: v.Get("until")}
		a = q.Actor
		if p := strings.Split(v.Get("dyad"), ","); len(p) == 2 {
			q.Dyad = p
			a, b = p[0], p[1]
		}
		return q, a, b, true
	case "dossier", "chronology", "figures", "balance":
		if len(parts) > 1 {
			a = parts[1]
		}
		if len(parts) > 2 {
			b = parts[2]
			q.Dyad = []string{a, b}
		} else {
			q.Actor = a
		}
		return q, a, b, a != ""
	}
	return q, "", "", false
}

func alert(v entente.View, kind, subject string) Alert {
	return Alert{ID: entente.ID("n", v.ID, kind, subject), Kind: kind, View: v.ID, Name: v.Name}
}

// newRows are the documents with rows of a view that were first seen after a moment.
func newRows(ctx context.Context, d *views.Desk, v entente.View, q views.Question, since time.Time) ([]Alert, error) {
	f, err := d.Filter(ctx, q)
	if err != nil || f.Document != nil && len(f.Document) == 0 {
		return nil, err
	}
	f.Limit, f.Newest = mostNews, true
	rows, err := d.Store().Rows(ctx, f)
	if err != nil {
		return nil, err
	}
	of := map[string][]int{}
	var order []string
	for i := range rows {
		id := rows[i].Document.ID
		if of[id] == nil {
			order = append(order, id)
		}
		of[id] = append(of[id], i)
	}
	var out []Alert
	for _, id := range order {
		r := &rows[of[id][0]]
		at, err := firstSeen(ctx, d, r.Document.Raw)
		if err != nil {
			return nil, err
		}
		if at == "" || at <= since.UTC().Format(time.RFC3339) {
			continue
		}
		x := alert(v, "rows", id)
		x.When, x.Quote, x.Address = at, views.ClipTo(r.Quote, 400), "/reader/"+id+"#"+r.ID()
		n := len(of[id])
		x.What = fmt.Sprintf("%d new rows: %s", n, cmp.Or(r.Document.Title, r.Document.Source))
		if n == 1 {
			x.What = "A new row: " + cmp.Or(r.Document.Title, r.Document.Source)
		}
		out = append(out, x)
	}
	return out, nil
}

// firstSeen is when the bytes of a document were seen first; "" where that was not kept.
func firstSeen(ctx context.Context, d *views.Desk, raw string) (string, error) {
	seen, err := d.Store().Sightings(ctx, raw)
	if err != nil {
		return "", err
	}
	first := ""
	for _, s := range seen {
		if s.At != "" && (first == "" || s.At < first) {
			first = s.At
		}
	}
	return first, nil
}

// fellDue are the promises whose last day lies after a moment and before now, and of which no outcome was read.
func fellDue(ctx context.Context, d *views.Desk, v entente.View, a, b string, since, now time.Time) ([]Alert, error) {
	c, err := d.Planned(ctx, a, b)
	if err != nil {
		return nil, err
	}
	var out []Alert
	for i := range c.Items {
		x := &c.Items[i]
		last, err := time.Parse(time.DateOnly, x.End)
		if x.Status != "planned" || x.Outcome != nil || err != nil {
			continue
		}
		at := last.AddDate(0, 0, 1)
		if !at.After(since) || at.After(now) {
			continue
		}
		y := alert(v, "due", x.ID)
		y.When, y.What = at.Format(time.RFC3339), fmt.Sprintf("Fell due, and no outcome was read: %s, %s", x.What, x.When)
		y.Address = "/chronology/" + url.PathEscape(c.A.Code)
		if c.B.Code != "" {
			y.Address += "/" + url.PathEscape(c.B.Code)
		}
		y.Address += "#" + x.ID
		if len(x.Passages) > 0 {
			y.Quote = views.ClipTo(x.Passages[0].Quote, 400)
		}
		out = append(out, y)
	}
	return out, nil
}

// disagreements are the figures that do not agree, of which one came in after a moment.
func disagreements(ctx context.Context, d *views.Desk, v entente.View, a, b string, since time.Time) ([]Alert, error) {
	f, err := claims.Of(ctx, d, a, b, "", "", "")
	if err != nil {
		return nil, err
	}
	docs := map[string]string{} // document → when it was first seen
	var out []Alert
	for _, m := range f.Measures {
		byNumber := map[int]*claims.Claim{}
		for i := range m.Claims {
			byNumber[m.Claims[i].N] = &m.Claims[i]
		}
		for _, w := range m.Verdicts {
			if w.Kind != "conflict" {
				continue
			}
			x, ids := Alert{}, []string{}
			for _, n := range w.Claims {
				c := byNumber[n]
				if c == nil {
					continue
				}
				ids = append(ids, c.ID)
				at, ok := docs[c.Passage.Document]
				if !ok {
					r, err := d.Store().Row(ctx, c.ID)
					if err != nil {
						continue
					}
					if at, err = firstSeen(ctx, d, r.Document.Raw); err != nil {
						return nil, err
					}
					docs[c.Passage.Document] = at
				}
				if at > x.When {
					x.When, x.Quote = at, views.ClipTo(c.Passage.Quote, 400)
				}
			}
			if x.When <= since.UTC().Format(time.RFC3339) {
				continue
			}
			slices.Sort(ids)
			y := alert(v, "conflict", strings.Join(ids, " "))
			y.When, y.Quote, y.What = x.When, x.Quote, fmt.Sprintf("Figures do not agree: %s. %s", m.Name, cmp.Or(w.Why, w.Arithmetic))
			y.Address = "/figures/" + url.PathEscape(f.A.Code) + "/" + url.PathEscape(f.B.Code) + "#" + m.ID
			out = append(out, y)
		}
	}
	return out, nil
}
