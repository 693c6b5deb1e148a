package entente

// A Date is a calendar date or interval that need not be known to the day.
type Date struct {
	// EDTF is the date in ISO 8601-2 level 1, with the quarters (33–36) and halves (40–41) of level 2.
	EDTF string `json:"edtf"`
	// Time is a time of day, "21:18", where one was given.
	Time string `json:"time,omitempty"`
	// Start and End are the first and the last day, "2022-10-28", both included; absent where that side is open.
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
	// Precision is that of the endpoints: minute, day, month, season, quarter, half, year, decade or century.
	Precision string `json:"precision,omitempty"`
	// Basis says where the date was read: for a document header, meta, url, dateline, foot, credit, input or
	// inferred; for everything else text, relative, context, published or inferred.
	Basis string `json:"basis,omitempty"`
	// Span is the date expression in the text.
	Span *Span `json:"span,omitempty"`

	// Sentence is the index in Analysis.Sentences of the sentence that holds Span.
	Sentence int `json:"-"`
	// Use says what the expression is for: date (a point or interval that can date something), duration, set
	// (a recurrence, "every year"), or name (part of a proper name, which dates nothing: "the 2022 Olympics").
	Use string `json:"-"`
	// Value is the ISO 8601 duration or set, "P21Y", where Use is duration or set; of a date, the length of the stretch
	// that was counted ("the past 21 years"), or PRESENT_REF, PAST_REF or FUTURE_REF for "now", "recently", "the future".
	Value string `json:"-"`
}
