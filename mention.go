package entente

// A Mention is a place in the text (or a label, a byline, the input) that speaks of an actor.
type Mention struct {
	ID    string `json:"id"` // "m0", "m1", …
	Start *int   `json:"start,omitempty"`
	End   *int   `json:"end,omitempty"`
	// Source is the span in the source of a mention known only from a label or a byline.
	Source *Span `json:"source,omitempty"`
	// Actor is an ISO 3166-1 alpha-3 code, ISO 3166-3 alpha-4 for former states, "gw:300" where ISO has none, or
	// "org:…", "person:…", "group:…"; "" for the unknown.
	Actor   string   `json:"actor,omitempty"`
	Kind    string   `json:"kind"` // state organisation person group place
	Name    string   `json:"name,omitempty"`
	Of      string   `json:"of,omitempty"` // the state or body it acts for
	Role    string   `json:"role,omitempty"`
	Sectors []string `json:"sectors,omitempty"` // PLOVER; the first is primary
	Via     string   `json:"via,omitempty"`     // name demonym capital title pronoun description label byline input
	SameAs  string   `json:"same_as,omitempty"` // first mention of the same actor in the text

	Sentence int `json:"-"` // index in Analysis.Sentences; -1 for a mention outside the text
	Head     int `json:"-"` // index of the head word in Sentence.Tokens; -1 for none
}

// Span is the mention's place in the text; empty where it is known only from elsewhere.
func (m Mention) Span() Span {
	if m.Start == nil || m.End == nil {
		return Span{}
	}
	return Span{*m.Start, *m.End}
}

// At returns the mention placed at a span of the text.
func (m Mention) At(s Span) Mention {
	m.Start, m.End = &s.Start, &s.End
	return m
}

// A Place is a toponym resolved to where it lies.
type Place struct {
	Name     string  `json:"name"`
	Country  string  `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Lat      float64 `json:"lat,omitempty"`     // degrees, WGS 84
	Lon      float64 `json:"lon,omitempty"`
	GeoNames int     `json:"geonames,omitempty"`
	As       string  `json:"as,omitempty"` // place or state: what the name stands for here
	Span     *Span   `json:"span,omitempty"`

	Class    string `json:"-"` // country region city site
	Sentence int    `json:"-"`
}
