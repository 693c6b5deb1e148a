package entente

// An Event is something that was done, is planned, or is denied.
type Event struct {
	ID         string            `json:"id"`
	Type       string            `json:"type,omitempty"` // PLOVER
	Mode       string            `json:"mode,omitempty"`
	Contexts   []string          `json:"contexts,omitempty"`
	Kind       string            `json:"kind"`
	Actors     []string          `json:"actors"` // mention ids
	Recipients []string          `json:"recipients"`
	As         map[string]string `json:"as,omitempty"` // mention id → host visitor mediator venue beneficiary …
	Date       *Date             `json:"date,omitempty"`
	Place      *Place            `json:"place,omitempty"`
	Status     string            `json:"status"` // happened ongoing planned hypothetical denied
	Historical bool              `json:"historical,omitempty"`
	AssertedBy string            `json:"asserted_by,omitempty"`
	ReportedBy []string          `json:"reported_by,omitempty"`
	Refs       []string          `json:"refs,omitempty"`
	Quad       int               `json:"quad,omitempty"`
	Score      *float64          `json:"score,omitempty"`
	CAMEO      string            `json:"cameo,omitempty"`
	Trigger    []Span            `json:"trigger"`
	Evidence   Span              `json:"evidence"`
	Rule       string            `json:"rule,omitempty"`
	Confidence float64           `json:"confidence"`
}

// A Tie is what stands between parties, in contrast to what happened.
type Tie struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`    // membership partnership agreement relations office
	Parties    []string `json:"parties"` // actor codes
	Role       string   `json:"role,omitempty"`
	Name       string   `json:"name,omitempty"`
	From       *Date    `json:"from,omitempty"`
	Until      *Date    `json:"until,omitempty"`
	Status     string   `json:"status,omitempty"` // sought planned negotiated initialled signed ratified in-force suspended refused ended
	Evidence   Span     `json:"evidence"`
	AssertedBy string   `json:"asserted_by,omitempty"`
	Rule       string   `json:"rule,omitempty"`
	Confidence float64  `json:"confidence"`
}

// A Statement is what somebody said.
type Statement struct {
	ID         string   `json:"id"`
	Speaker    string   `json:"speaker,omitempty"` // mention id; absent for the author
	Role       string   `json:"role,omitempty"`
	Cue        *Span    `json:"cue,omitempty"`
	To         []string `json:"to,omitempty"`
	Date       *Date    `json:"date,omitempty"`
	Mode       string   `json:"mode"` // direct indirect mixed free-indirect answer question told author
	Content    []Span   `json:"content"`
	About      []string `json:"about,omitempty"`
	Topics     []string `json:"topics,omitempty"`
	ReportedBy []string `json:"reported_by,omitempty"`
	Stance     []Stance `json:"stance,omitempty"`
	Confidence float64  `json:"confidence"`
}

// A Stance is an attitude that the words of a statement carry.
type Stance struct {
	Toward string `json:"toward"`
	Value  string `json:"value"` // support oppose neutral
}

// A Figure is a quantity as a claim.
type Figure struct {
	ID         string   `json:"id"`
	Span       Span     `json:"span"`
	Op         string   `json:"op"`              // = < > <= >= ~ <~
	Value      string   `json:"value,omitempty"` // decimal strings
	Low        string   `json:"low,omitempty"`
	High       string   `json:"high,omitempty"`
	Form       string   `json:"form"` // level multiple change share rank duration
	Flags      []string `json:"flags,omitempty"`
	Unit       string   `json:"unit,omitempty"` // ISO 4217, UCUM, {thing}
	Per        string   `json:"per,omitempty"`
	Measure    string   `json:"measure,omitempty"`
	Of         string   `json:"of,omitempty"`
	Parties    []string `json:"parties,omitempty"` // actor codes
	From       string   `json:"from,omitempty"`
	To         string   `json:"to,omitempty"`
	Period     *Date    `json:"period,omitempty"`
	Base       *Date    `json:"base,omitempty"`
	Modality   string   `json:"modality"` // actual target planned forecast estimate demand hypothetical denied
	Converts   string   `json:"converts,omitempty"`
	AssertedBy string   `json:"asserted_by,omitempty"`
	ReportedBy []string `json:"reported_by,omitempty"`
	Evidence   Span     `json:"evidence"`
	Confidence float64  `json:"confidence"`
}
