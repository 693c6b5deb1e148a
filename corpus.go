package entente

import (
	"cmp"
	"slices"
)

// The corpus rows are what only many documents give. They are a function of the set of documents and corrections, never
// of the order in which these arrived; lists of ids are sorted, and an id is derived from what the row is about.

// A CorpusRow is one line of the corpus contract: the schema and exactly one of the rows.
type CorpusRow struct {
	Schema     string      `json:"schema"` // CorpusSchema
	Story      *Story      `json:"story,omitempty"`
	Happening  *Happening  `json:"happening,omitempty"`
	Link       *Link       `json:"link,omitempty"`
	Verdict    *Verdict    `json:"verdict,omitempty"`
	Correction *Correction `json:"correction,omitempty"`
}

// A Story is one piece of writing, however often it was carried: the original and its copies.
type Story struct {
	ID        string   `json:"id"`        // "y:…", from the original
	Documents []string `json:"documents"` // all of them, the original too
	Original  string   `json:"original"`  // the earliest and best credited document
	Copies    []Copy   `json:"copies"`
}

// A Copy is a document that carries on another.
type Copy struct {
	Document string  `json:"document"`
	Of       string  `json:"of"`       // the document it is most like
	Kind     string  `json:"kind"`     // copy near-copy excerpt
	Likeness float64 `json:"likeness"` // share of shingles in common, two decimals
}

// A Happening is one thing that was done, planned or denied, however many documents tell it.
type Happening struct {
	ID         string   `json:"id"` // "h:…", from the least event id
	Type       string   `json:"type,omitempty"`
	Mode       string   `json:"mode,omitempty"`
	Kind       string   `json:"kind"`
	Contexts   []string `json:"contexts,omitempty"`
	Actors     []string `json:"actors"` // actor codes
	Recipients []string `json:"recipients"`
	Date       *Date    `json:"date,omitempty"` // the most exact date that no other account contradicts
	Place      *Place   `json:"place,omitempty"`
	Status     string   `json:"status"`
	Quad       int      `json:"quad,omitempty"`
	Score      *float64 `json:"score,omitempty"`
	Events     []string `json:"events"`  // the event rows that tell it
	Stories    []string `json:"stories"` // the independent stories that tell it: its sources are counted by these
	// Told is the first day on which a document that tells it came out; "" where none of them is dated.
	Told string `json:"told,omitempty"`
	// Conflicts are the dates, in EDTF, that cannot be those of Date; a reader should see them.
	Conflicts []string `json:"conflicts,omitempty"`
	// Why says in words what joined the events.
	Why string `json:"why,omitempty"`
}

// A Link ties two happenings (or a statement and a happening).
type Link struct {
	ID   string `json:"id"`   // "l:…", from kind and ends
	Kind string `json:"kind"` // outcome (plan → what came of it), denial (claim → its denial), anniversary (a thing → its remembrance)
	From string `json:"from"`
	To   string `json:"to"`
	Why  string `json:"why,omitempty"`
}

// A Verdict says how figures that speak of the same thing stand to each other.
type Verdict struct {
	ID      string   `json:"id"`      // "v:…", from kind and figures
	Kind    string   `json:"kind"`    // agree refine conflict target-against-actual not-comparable
	Figures []string `json:"figures"` // figure ids
	Measure string   `json:"measure,omitempty"`
	Unit    string   `json:"unit,omitempty"`
	Parties []string `json:"parties,omitempty"` // actor codes
	From    string   `json:"from,omitempty"`
	To      string   `json:"to,omitempty"`
	Period  *Date    `json:"period,omitempty"`
	// Arithmetic spells out what was computed: "25000000000 > 20000000000: target of 2015 missed by 20 %".
	Arithmetic string `json:"arithmetic,omitempty"`
	Why        string `json:"why,omitempty"`
}

// A Correction is a person's word on a row. It is appended, never applied in place; a later correction of the same field
// stands above an earlier one.
type Correction struct {
	ID       string `json:"id"`              // "c:…", from row, field, value, who and when
	Row      string `json:"row"`             // id of an event, tie, statement, figure, document or happening; a name for an alias
	Field    string `json:"field"`           // key of the record; "rejected" takes the row out, "alias" names an actor, "merge" and "split" join and part happenings
	Value    string `json:"value,omitempty"` // as JSON writes it, "" for none
	Was      string `json:"was,omitempty"`   // what it replaces
	Who      string `json:"who"`
	When     string `json:"when"` // RFC 3339, UTC
	Why      string `json:"why,omitempty"`
	Replaces string `json:"replaces,omitempty"` // id of the correction that this one undoes
	Task     string `json:"task,omitempty"`     // in what work it was said: "sample 7" (of the seed), "settle"; "" for none
}

// Holding are the corrections that hold: those that no other undoes that itself holds, in the order in which they were made.
// Undoing what undid a correction brings it back.
func Holding(all []Correction) []Correction {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b Correction) int { return cmp.Or(cmp.Compare(a.When, b.When), cmp.Compare(a.ID, b.ID)) })
	undoing := map[string][]string{} // by the id that is undone: what was said in one second has no order
	for _, c := range sorted {
		if c.Replaces != "" && c.ID != c.Replaces {
			undoing[c.Replaces] = append(undoing[c.Replaces], c.ID)
		}
	}
	state := map[string]bool{} // whether it holds; that of a ring of undoings is settled by where one enters it
	var holds func(id string) bool
	holds = func(id string) bool {
		if known, ok := state[id]; ok {
			return known
		}
		state[id] = true
		state[id] = !slices.ContainsFunc(undoing[id], holds)
		return state[id]
	}
	return slices.DeleteFunc(sorted, func(c Correction) bool { return !holds(c.ID) })
}

// EncodeCorpus writes a corpus row as one line of JSON. Spans in its dates and places point into single documents and are
// left out.
func EncodeCorpus(r CorpusRow) ([]byte, error) {
	r.Schema = CorpusSchema
	if r.Happening != nil {
		h := *r.Happening
		h.Date = h.Date.unplaced()
		if h.Place = ptr(h.Place); h.Place != nil {
			h.Place.Span = nil
			h.Place.Lat, h.Place.Lon = to(h.Place.Lat, 1e4), to(h.Place.Lon, 1e4)
		}
		if h.Score != nil {
			s := to(*h.Score, 10)
			h.Score = &s
		}
		h.Actors, h.Recipients, h.Events, h.Stories = list(h.Actors), list(h.Recipients), list(h.Events), list(h.Stories)
		r.Happening = &h
	}
	if r.Story != nil {
		y := *r.Story
		y.Documents, y.Copies = list(y.Documents), list(y.Copies)
		for i := range y.Copies {
			y.Copies[i].Likeness = to(y.Copies[i].Likeness, 100)
		}
		r.Story = &y
	}
	if r.Verdict != nil {
		v := *r.Verdict
		v.Figures, v.Period = list(v.Figures), v.Period.unplaced()
		r.Verdict = &v
	}
	return marshal(r)
}

func (d *Date) unplaced() *Date {
	c := ptr(d)
	if c != nil {
		c.Span = nil
	}
	return c
}
