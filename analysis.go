package entente

// Schema names the contract of an Analysis, CorpusSchema that of the corpus rows.
const (
	Schema       = "entente.analysis/1"
	CorpusSchema = "entente.corpus/1"
)

// Versions are twelve hex digits of SHA-256 each, of what is embedded and of the user's tables and options.
type Versions struct {
	Entente    string `json:"entente"` // the release, not a hash
	Ontology   string `json:"ontology,omitempty"`
	Gazetteer  string `json:"gazetteer,omitempty"`
	Syntax     string `json:"syntax,omitempty"`
	Patterns   string `json:"patterns,omitempty"`
	Classifier string `json:"classifier,omitempty"`
	User       string `json:"user,omitempty"`
}

// An Analysis is the record of one document. Stages receive it with what earlier stages found and only read it; the
// pipeline puts together what they return.
type Analysis struct {
	Schema     string      `json:"schema"`
	Versions   Versions    `json:"versions"`
	Document   Document    `json:"document"`
	Sentences  []Sentence  `json:"sentences"`
	Mentions   []Mention   `json:"mentions"`
	Events     []Event     `json:"events"`
	Ties       []Tie       `json:"ties"`
	Statements []Statement `json:"statements"`
	Figures    []Figure    `json:"figures"`
	Failures   []Failure   `json:"failures"`

	Dates  []Date  `json:"-"` // every date expression, in the order of the text
	Places []Place `json:"-"` // every toponym, in the order of the text
}

// A Failure is what went wrong with a document, and where.
type Failure struct {
	Stage string `json:"stage"`
	Kind  string `json:"kind"`
	Error string `json:"error"`
}

// Mention returns the mention with an id.
func (a *Analysis) Mention(id string) (Mention, bool) {
	for _, m := range a.Mentions {
		if m.ID == id {
			return m, true
		}
	}
	return Mention{}, false
}

// SentenceAt returns the index of the sentence that holds a byte of the text, or -1.
func (a *Analysis) SentenceAt(at int) int {
	lo, hi := 0, len(a.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if a.Sentences[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(a.Sentences) && a.Sentences[lo].Start <= at {
		return lo
	}
	return -1
}
