package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"entente"
	"entente/internal/views"
)

// A sitting is somebody before a row of a pile.
type sitting struct {
	Caller   caller
	Key      string
	Pile     views.Pile
	Rest     string // of the address: the pile, and what was left for later
	Left     int
	Done     int
	Row      *views.Opinion
	Measured *views.Measured
	Said     string // what was done last, in words
}

// pile reads which rows somebody wants to judge.
func pile(q url.Values) views.Pile {
	p := views.Pile{Name: first(q.Get("pile"), "doubt"), Seed: 1, Size: 200, Question: question(q)}
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
		if v := q[k]; len(full(v)) > 0 {
			out[k] = v
		}
	}
	return out.Encode()
}

var pileNames = map[string]bool{"doubt": true, "sample": true, "second": true, "settle": true}

// review shows the row that is named, or the first of the pile that waits.
func (s *Server) review(r *http.Request) (*shown, error) {
	q := r.URL.Query()
	p, c := pile(q), callerOf(r)
	if !pileNames[p.Name] {
		return nil, fmt.Errorf("a pile is doubt, sample, second or settle, not %.40q: %w", p.Name, entente.ErrInvalid)
	}
	x := sitting{Caller: c, Key: c.key, Pile: p, Rest: rest(q), Said: said[q.Get("did")]}
	waiting, done, err := s.reviews.Waiting(r.Context(), p, c.Name)
	if err != nil {
		return nil, err
	}
	x.Left, x.Done = len(waiting), done
	id := q.Get("row")
	if id == "" {
		id = next(waiting, q.Get("later"))
	}
	if id != "" {
		if x.Row, err = s.reviews.Opinion(r.Context(), id, c.Name, p.Name); err != nil {
			return nil, err
		}
	}
	if x.Measured, err = s.reviews.Measured(r.Context(), map[bool]uint64{true: p.Seed}[p.Name == "sample"]); err != nil {
		return nil, err
	}
	return &shown{page: "review", title: "Review", tab: "review", view: x}, nil
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
	*views.Effect
	Key, Rest, Back string
}

// judge keeps what somebody says of a row, or shows what it would change.
func (s *Server) judge(r *http.Request) (*shown, error) {
	if err := r.ParseForm(); err != nil {
		return nil, fmt.Errorf("read the form: %w", joined(err))
	}
	f, c := r.PostForm, callerOf(r)
	back, err := url.ParseQuery(f.Get("rest"))
	if err != nil {
		return nil, fmt.Errorf("read the form: %w", entente.ErrInvalid)
	}
	p := pile(back)
	a := views.Act{Row: strings.TrimSpace(f.Get("row")), Field: f.Get("field"), Value: f.Get("value"), Task: p.Task(), Why: f.Get("why")}
	var ids []string
	to := func(did, row string) (*shown, error) {
		if len(ids) > 0 {
			s.note(r, "correct", strings.Join(ids, " "))
		}
		q, _ := url.ParseQuery(rest(back))
		q.Set("did", did)
		if row != "" {
			q.Set("row", row)
		}
		return &shown{to: "/review?" + q.Encode()}, nil
	}
	switch act := f.Get("act"); act {
	case "accept":
		ids, err = s.reviews.Accept(r.Context(), c.Name, a.Row, a.Task, a.Why)
	case "reject":
		a.Field, a.Value = "rejected", "true"
		ids, err = s.reviews.Say(r.Context(), c.Name, a)
	case "set":
		if ids, err = s.reviews.Say(r.Context(), c.Name, a); err == nil {
			return to("set", a.Row)
		}
	case "later":
		back.Set("later", a.Row)
		return to("later", "")
	case "undo":
		return s.takeBack(r, back)
	case "change":
		if f.Has("keep") {
			if ids, err = s.reviews.Say(r.Context(), c.Name, a); err == nil {
				return to("keep", f.Get("return"))
			}
			break
		}
		var e *views.Effect
		if e, err = s.reviews.Effect(r.Context(), c.Name, a); err == nil {
			return &shown{page: "effect", title: "What would change", tab: "review", view: proposal{e, c.key, f.Get("rest"), f.Get("return")}}, nil
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
func (s *Server) takeBack(r *http.Request, back url.Values) (*shown, error) {
	rows, err := s.reviews.Undo(r.Context(), callerOf(r).Name, r.PostForm.Get("correction"))
	if err != nil {
		return nil, err
	}
	s.note(r, "undo", strings.Join(rows, " "))
	if r.PostForm.Has("results") {
		return &shown{to: "/review/results"}, nil
	}
	q, _ := url.ParseQuery(rest(back))
	q.Set("did", "undo")
	if sort, _, ok := strings.Cut(rows[0], ":"); ok && strings.Contains("e s f t", sort) {
		q.Set("row", rows[0])
	}
	return &shown{to: "/review?" + q.Encode()}, nil
}

// An account of a review: what was measured, how far people agree, what was said last.
type results struct {
	Key string
	*views.Measured
	Log []logged
}

// logged is a correction with whether it holds.
type logged struct {
	entente.Correction
	Holds bool
	Undo  bool // it only undoes
}

// results shows what was measured, and the corrections, the newest first.
func (s *Server) results(r *http.Request) (*shown, error) {
	seed, _ := strconv.ParseUint(r.URL.Query().Get("seed"), 10, 64)
	m, err := s.reviews.Measured(r.Context(), seed)
	if err != nil {
		return nil, err
	}
	all, err := s.Store.Corrections(r.Context())
	if err != nil {
		return nil, err
	}
	x := results{Key: callerOf(r).key, Measured: m}
	holds := map[string]bool{}
	for _, c := range entente.Holding(all) {
		holds[c.ID] = true
	}
	for i := len(all) - 1; i >= 0 && len(x.Log) < 200; i-- {
		x.Log = append(x.Log, logged{all[i], holds[all[i].ID], all[i].Replaces != "" && all[i].Value == ""})
	}
	return &shown{page: "results", title: "What was measured", tab: "review", view: x}, nil
}

// reviewRoutes are for those who judge rows, and those who follow what is new.
func (s *Server) reviewRoutes() []route {
	return append(s.shows(map[string]showing{"GET /review": s.review, "POST /review": s.judge, "GET /review/results": s.results}),
		route{"GET /saved/{id}/feed.atom", http.HandlerFunc(s.feed)})
}

// fieldKey is the first key of a field that can be corrected; "" for those that have none.
func fieldKey(field string) string {
	return map[string]string{"type": "t", "status": "s", "date": "d", "actors": "w", "recipients": "z", "kind": "i", "mode": "h", "place": "p", "speaker": "w", "about": "b", "value": "v", "unit": "y",
		"period": "d", "modality": "s", "parties": "w", "from": "f", "until": "e", "name": "g", "op": "q"}[field]
}
