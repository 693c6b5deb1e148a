// Package judging is the pages on which people judge and correct rows, and see what was measured.
package judging

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"entente"
	"entente/internal/views/opinions"
	"entente/internal/web/asked"
	"entente/internal/web/door"
	"entente/internal/web/page"
)

// A Desk is where rows are judged.
type Desk struct {
	Reviews *opinions.Reviews
	Store   entente.Store
	Door    *door.Door
}

// A sitting is somebody before a row of a pile.
type sitting struct {
	Caller   door.Caller
	Key      string
	Pile     opinions.Pile
	Rest     string // of the address: the pile, and what was left for later
	Left     int
	Done     int
	Row      *opinions.Opinion
	Measured *opinions.Measured
	Said     string // what was done last, in words
}

// pile reads which rows somebody wants to judge.
func pile(q url.Values) opinions.Pile {
	p := opinions.Pile{Name: asked.First(q.Get("pile"), "doubt"), Seed: 1, Size: 200, Question: asked.Question(q)}
	p.Question.Cursor, p.Question.Limit = "", 0
	if n, err := strconv.ParseUint(q.Get("seed"), 10, 64); err == nil && n > 0 {
		p.Seed = n
	}
	if n, err := strconv.Atoi(q.Get("size")); err == nil && n > 0 && n <= 10_000 {
		p.Size = n
	}
	return p
}

// rest is the address of a pile without the row on view and what was said of it.
func rest(q url.Values) string {
	out := url.Values{}
	for _, k := range []string{"pile", "seed", "size", "actor", "dyad", "sort", "kind", "status", "since", "until", "source", "speaker", "later"} {
		if v := q[k]; len(asked.List(v)) > 0 {
			out[k] = v
		}
	}
	return out.Encode()
}

var pileNames = map[string]bool{"doubt": true, "sample": true, "second": true, "settle": true}

// review shows the row that is named, or the first of the pile that waits.
func (s *Desk) review(r *http.Request) (*page.View, error) {
	q := r.URL.Query()
	p, c := pile(q), door.CallerOf(r)
	if !pileNames[p.Name] {
		return nil, fmt.Errorf("a pile is doubt, sample, second or settle, not %.40q: %w", p.Name, entente.ErrInvalid)
	}
	x := sitting{Caller: c, Key: c.Key, Pile: p, Rest: rest(q), Said: said[q.Get("did")]}
	waiting, done, err := s.Reviews.Waiting(r.Context(), p, c.Name)
	if err != nil {
		return nil, err
	}
	x.Left, x.Done = len(waiting), done
	id := q.Get("row")
	if id == "" {
		id = next(waiting, q.Get("later"))
	}
	if id != "" {
		if x.Row, err = s.Reviews.Opinion(r.Context(), id, c.Name, p.Name); err != nil {
			return nil, err
		}
	}
	if x.Measured, err = s.Reviews.Measured(r.Context(), map[bool]uint64{true: p.Seed}[p.Name == "sample"]); err != nil {
		return nil, err
	}
	return &page.View{Template: "review", Title: "Review", Tab: "review", Data: x}, nil
}

// next is the row after the one that was left for later, the first where there is none.
func next(waiting []string, later string) string {
	for i, w := range waiting {
		if w == later && i+1 < len(waiting) {
			return waiting[i+1]
		}
	}
	if len(waiting) > 0 {
		return waiting[0]
	}
	return ""
}

// said are the words for what was done last.
var said = map[string]string{"accept": "Accepted.", "reject": "Rejected.", "set": "Corrected. Accept it to go on.", "undo": "Taken back.", "keep": "Kept.", "later": "Left for later."}

// A proposal is what would change, before it is kept.
type proposal struct {
	*opinions.Effect
	Key, Rest, Back string
}

// judge keeps what somebody says of a row, or shows what it would change.
func (s *Desk) judge(r *http.Request) (*page.View, error) {
	if err := r.ParseForm(); err != nil {
		return nil, fmt.Errorf("read the form: %w", asked.Fault(err))
	}
	f, c := r.PostForm, door.CallerOf(r)
	back, err := url.ParseQuery(f.Get("rest"))
	if err != nil {
		return nil, fmt.Errorf("read the form: %w", entente.ErrInvalid)
	}
	p := pile(back)
	a := opinions.Act{Row: strings.TrimSpace(f.Get("row")), Field: f.Get("field"), Value: f.Get("value"), Task: p.Task(), Why: f.Get("why")}
	var ids []string
	to := func(did, row string) (*page.View, error) {
		if len(ids) > 0 {
			s.Door.Note(r, "correct", strings.Join(ids, " "))
		}
		q, _ := url.ParseQuery(rest(back))
		q.Set("did", did)
		if row != "" {
			q.Set("row", row)
		}
		return &page.View{To: "/review?" + q.Encode()}, nil
	}
	switch act := f.Get("act"); act {
	case "accept":
		ids, err = s.Reviews.Accept(r.Context(), c.Name, a.Row, a.Task, a.Why)
	case "reject":
		a.Field, a.Value = "rejected", "true"
		ids, err = s.Reviews.Say(r.Context(), c.Name, a)
	case "set":
		if ids, err = s.Reviews.Say(r.Context(), c.Name, a); err == nil {
			return to("set", a.Row)
		}
	case "later":
		back.Set("later", a.Row)
		return to("later", "")
	case "undo":
		return s.takeBack(r, back)
	case "change":
		if f.Has("keep") {
			if ids, err = s.Reviews.Say(r.Context(), c.Name, a); err == nil {
				return to("keep", f.Get("return"))
			}
			break
		}
		var e *opinions.Effect
		if e, err = s.Reviews.Effect(r.Context(), c.Name, a); err == nil {
			return &page.View{Template: "effect", Title: "What would change", Tab: "review", Data: proposal{e, c.Key, f.Get("rest"), f.Get("return")}}, nil
		}
	default:
		err = fmt.Errorf("an act is accept, reject, set, later, undo or change, not %.40q: %w", act, entente.ErrInvalid)
	}
	if err != nil {
		return nil, err
	}
	return to(f.Get("act"), "")
}

// takeBack undoes one correction, or the last thing that somebody said, and shows the row that it was about.
func (s *Desk) takeBack(r *http.Request, back url.Values) (*page.View, error) {
	rows, err := s.Reviews.Undo(r.Context(), door.CallerOf(r).Name, r.PostForm.Get("correction"))
	if err != nil {
		return nil, err
	}
	s.Door.Note(r, "undo", strings.Join(rows, " "))
	if r.PostForm.Has("results") {
		return &page.View{To: "/review/results"}, nil
	}
	q, _ := url.ParseQuery(rest(back))
	q.Set("did", "undo")
	if sort, _, ok := strings.Cut(rows[0], ":"); ok && strings.Contains("e s f t", sort) {
		q.Set("row", rows[0])
	}
	return &page.View{To: "/review?" + q.Encode()}, nil
}

// An account of a review: what was measured, how far people agree, what was said last.
type results struct {
	Key string
	*opinions.Measured
	Log []logged
}

// logged is a correction with whether it holds.
type logged struct {
	entente.Correction
	Holds bool
	Undo  bool // it only undoes
}

// results shows what was measured, and the corrections, the newest first.
func (s *Desk) results(r *http.Request) (*page.View, error) {
	seed, _ := strconv.ParseUint(r.URL.Query().Get("seed"), 10, 64)
	m, err := s.Reviews.Measured(r.Context(), seed)
	if err != nil {
		return nil, err
	}
	all, err := s.Store.Corrections(r.Context())
	if err != nil {
		return nil, err
	}
	x := results{Key: door.CallerOf(r).Key, Measured: m}
	holds := map[string]bool{}
	for _, c := range entente.Holding(all) {
		holds[c.ID] = true
	}
	for i := len(all) - 1; i >= 0 && len(x.Log) < 200; i-- {
		x.Log = append(x.Log, logged{all[i], holds[all[i].ID], all[i].Replaces != "" && all[i].Value == ""})
	}
	return &page.View{Template: "results", Title: "What was measured", Tab: "review", Data: x}, nil
}

// Pages are those of the desk.
func (s *Desk) Pages() map[string]page.Showing {
	return map[string]page.Showing{"GET /review": s.review, "POST /review": s.judge, "GET /review/results": s.results}
}

// Key is the first key of a field that can be corrected; "" for those that have none.
func Key(field string) string {
	return map[string]string{"type": "t", "status": "s", "date": "d", "actors": "w", "recipients": "z", "kind": "i", "mode": "h", "place": "p", "speaker": "w", "about": "b", "value": "v", "unit": "y",
		"period": "d", "modality": "s", "parties": "w", "from": "f", "until": "e", "name": "g", "op": "q"}[field]
}
