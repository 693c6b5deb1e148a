package entente

// Input is what the caller knew of a document before it was read: the fields of a line of JSON Lines, or the flags.
type Input struct {
	ID        string   `json:"id,omitempty"`
	Title     string   `json:"title,omitempty"`
	Date      string   `json:"date,omitempty"`
	DateElse  string   `json:"date_else,omitempty"` // of a document that carries no date itself
	Publisher string   `json:"publisher,omitempty"`
	URI       string   `json:"uri,omitempty"`
	Lang      string   `json:"lang,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Speaker   string   `json:"speaker,omitempty"`
	Country   string   `json:"country,omitempty"`
}

// A Page is bytes with their origin, as a file, an archive, a feed or the web gave them.
type Page struct {
	Source      string // path as given, with "/"; URL; "!offset" marks the place in an archive, "#n" the n-th article
	Raw         []byte // the source bytes
	ContentType string // as the server or the archive said; "" for files
	Input       Input
	// Text is set where the caller gave text as a field of a record (JSON Lines): then it is what is read, Raw is the
	// line it came in, and Layer names the field.
	Text  string
	Layer string
	// Validators are what a server said of the page's version; empty for what was not fetched.
	Validators Validators
}

// Validators let a page be asked for again only if it changed (RFC 9110, 8.8).
type Validators struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"` // Last-Modified, as the server wrote it
}

// A Document is one article, speech or statement, cleaned, with a map back to its source.
type Document struct {
	ID          string   `json:"id"`
	Ref         string   `json:"ref,omitempty"`
	Source      string   `json:"source"`
	Raw         string   `json:"raw"` // "sha256:" and the hash of the source bytes
	Layer       string   `json:"layer,omitempty"`
	Title       string   `json:"title,omitempty"`
	Authors     []string `json:"authors,omitempty"`
	Speaker     string   `json:"speaker,omitempty"` // mention id
	Country     string   `json:"country,omitempty"`
	Publisher   string   `json:"publisher,omitempty"`
	Republisher string   `json:"republisher,omitempty"`
	URL         string   `json:"url,omitempty"`
	Published   *Date    `json:"published,omitempty"`
	Language    string   `json:"language,omitempty"` // BCP 47
	Genre       string   `json:"genre,omitempty"`    // news interview opinion release speech transcript history other
	Text        string   `json:"text"`
	Parts       []Part   `json:"parts"`
	Map         []Run    `json:"map"`
	Dropped     []Drop   `json:"dropped"`

	// Decoded is the decoded source (or its extracted layer) that Map and Dropped point into.
	Decoded string `json:"-"`
	// SpeakerName and SpeakerSource are the one voice of the document as printed, before it became a mention: the
	// speaker of a speech, the person an "as told to" piece speaks for. Told says that it is the latter.
	SpeakerName   string `json:"-"`
	SpeakerSource Span   `json:"-"` // in Decoded; empty where the input gave the name
	Told          bool   `json:"-"`
}

// A Part is a stretch of the cleaned text with one function.
type Part struct {
	Kind string `json:"kind"` // title heading paragraph question answer caption list table note
	Span
	Speaker string `json:"speaker,omitempty"` // mention id

	// Label is the turn label as printed ("GT", "Nuryshev") and LabelSource its place in Decoded; both empty where
	// the part has no label. The parts of one turn all carry the label of the first.
	Label       string `json:"-"`
	LabelSource Span   `json:"-"`
}

// A Run is a stretch carried from the source to the text. In JSON it is an array of three or four numbers.
type Run struct {
	Text, Source      int // starts, in Document.Text and in Document.Decoded
	Len, SourceLength int // lengths there; they differ, or the characters do, where a character was repaired
}

// A Drop is a stretch of the source that was left out, with the reason.
type Drop struct {
	Span
	Reason string `json:"reason"` // header label navigation teaser related subscription credit caption-repeat cookie comment script date-line end-mark duplicate
}

// A Sentence of the text with its tokens.
type Sentence struct {
	Span
	Speaker string `json:"speaker,omitempty"` // mention id of who is answerable for it, where that is not the author

	Tokens []Token `json:"-"`
	Part   int     `json:"-"` // index in Document.Parts
}

// A Token is a syntactic word in the sense of Universal Dependencies v2.
type Token struct {
	Span         // in Document.Text; words of one multiword token share out its span
	Form  string // as UD has it
	Lemma string
	UPOS  string
	XPOS  string
	Feats string // "Number=Sing|Person=3", "" for none
	Head  int    // index in Sentence.Tokens; -1 for the root
	Rel   string // relation to the head, with subtype: "nsubj:pass"
	// Multi is the number of words in the multiword token that begins with this word (2 for "can't"), else 0;
	// MultiSpan is that token's span.
	Multi     int
	MultiSpan Span
}
