package entente

import "context"

// A Store keeps sources by their hash, what was read in them, and what people said about that. Nothing in it is
// overwritten: a document read again with other versions gets a new record beside the old one, and the rows shown are
// those of the newest reading.
//
// What is not there gives an error that wraps ErrNotFound. All lists come in an order that the contents give, never the
// order of arrival.
type Store interface {
	// Has reports whether the bytes of a page were read with these versions and this input, wherever they were seen.
	Has(ctx context.Context, p Page, v Versions) (bool, error)
	// Put keeps a reading: source, sighting, records, rows and text index, all or nothing.
	Put(ctx context.Context, r Reading) error

	// Documents, Rows and Failed list what a filter lets through.
	Documents(ctx context.Context, f Filter) ([]Brief, error)
	Rows(ctx context.Context, f Filter) ([]Row, error)
	Failed(ctx context.Context, f Filter) ([]Failed, error)
	// Tally counts the rows that a filter lets through, by what they could be chosen by further.
	Tally(ctx context.Context, f Filter) (Tally, error)
	// Stamp is another whenever what the store shows has changed, by whomever.
	Stamp(ctx context.Context) (string, error)
	// Search finds words in the texts of documents, best first. The query is plain words and "quoted phrases".
	Search(ctx context.Context, query string, f Filter) ([]Hit, error)
	// Unknown lists the names that no table knows, the most frequent first.
	Unknown(ctx context.Context, limit int) ([]Unknown, error)

	// Document gives the newest record of a document, without its places in the source.
	Document(ctx context.Context, id string) (*Analysis, error)
	// Row gives an event, statement, figure or tie by its id or the beginning of it.
	Row(ctx context.Context, id string) (Row, error)
	// Source gives the bytes behind a hash ("sha256:…"), Page the page that a document was read from.
	Source(ctx context.Context, hash string) ([]byte, error)
	Page(ctx context.Context, document string) (Page, error)
	// Sightings lists where and when the bytes behind a hash were seen.
	Sightings(ctx context.Context, hash string) ([]Sighting, error)
	// Validators gives what the server said of an address when it was fetched last; empty where it never was. Unchanged notes
	// that the address was asked again at a time and still held the same bytes.
	Validators(ctx context.Context, address string) (Validators, error)
	Unchanged(ctx context.Context, address, at string) error
	// Bookmark gives the last place in an archive ("news.warc.gz") that was read from it with these versions, as its
	// offset, and the hash of what stood there; ErrNotFound where nothing was.
	Bookmark(ctx context.Context, archive string, v Versions) (offset int64, hash string, err error)

	// Correct appends a correction; Corrections lists all, the oldest first.
	Correct(ctx context.Context, c Correction) error
	Corrections(ctx context.Context) ([]Correction, error)

	// Save keeps a view under its name, in place of what bore that name; one without address takes the name away. Saved
	// lists all, by name.
	Save(ctx context.Context, v View) error
	Saved(ctx context.Context) ([]View, error)

	// Forget removes a document and all that came from it, but for a tombstone.
	Forget(ctx context.Context, document string, t Tombstone) error
	// Check holds everything kept against what it says it is; each fault is told in a line.
	Check(ctx context.Context, fault func(string)) (Checked, error)

	Close() error
}

// A Reading is one page with what was read in it, to be kept as one.
type Reading struct {
	Page     Page
	Versions Versions
	Analyses []*Analysis
	At       string // when it was seen, RFC 3339; "" where that is not to be kept
}

// A Sighting is a place and time at which bytes were seen.
type Sighting struct {
	Source string `json:"source"`
	At     string `json:"at,omitempty"`
	Validators
}

// A View is a question that somebody wants to come back to, as the address of its page.
type View struct {
	ID      string `json:"id"`      // "w:…", from the name: it stays when the address changes
	Name    string `json:"name"`    // for people, unique
	Address string `json:"address"` // "/explore?dyad=KAZ,CHN&sort=event"
	Who     string `json:"who,omitempty"`
	When    string `json:"when,omitempty"` // RFC 3339, UTC
}

// A Filter chooses rows. Empty fields let everything through; the others must all hold.
type Filter struct {
	Kinds    []string  // event statement figure tie; none for all
	Actor    string    // actor code that takes part, for itself or as the state that somebody acts for
	Dyad     [2]string // two actor codes that both take part
	Since    string    // first day, "2022-09-14"; what is not dated is left out
	Until    string    // last day
	Status   []string  // of events and ties; the modality of figures
	Class    []string  // kind or type of events, kind of ties, measure of figures, mode of statements
	Source   string    // part of the path, address, publisher or republisher; or the beginning of a document id
	Document []string  // document ids
	Speaker  string    // actor code or part of the name of the speaker of a statement, of who asserts the rest
	Limit    int       // 0 for no limit
	Skip     int       // so many of the first are left out
	After    string    // id of the row, or document, after which the list begins; ErrNotFound where it is there no longer
	Newest   bool      // the latest first; undated ones stay last
	IDs      []string  // ids of rows, or of happenings where these are asked for
	Sample   int       // a tally may count classes, status, actors and documents in so many of the newest alone, where there are more; 0 for all
}

// A Tally counts what a filter lets through, whatever its Limit and Skip. Each list has the highest counts first.
type Tally struct {
	Documents int     `json:"documents"` // that have such a row
	Rows      int     `json:"rows"`
	Over      int     `json:"over,omitempty"` // so many rows, the newest, were looked at for documents and actors, of an actor or pair for classes and status too; 0 for all
	Sorts     []Count `json:"sorts"`
	Classes   []Count `json:"classes"`
	Status    []Count `json:"status"`
	Actors    []Count `json:"actors"` // the first forty
	Years     []Count `json:"years"`  // of the first day, in their order
}

// A Count is how often a value occurs.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// A Brief is what a list says of a document.
type Brief struct {
	ID          string   `json:"id"`
	Source      string   `json:"source"`
	Raw         string   `json:"raw"`
	Title       string   `json:"title,omitempty"`
	Authors     []string `json:"authors,omitempty"`
	Publisher   string   `json:"publisher,omitempty"`
	Republisher string   `json:"republisher,omitempty"`
	URL         string   `json:"url,omitempty"`
	Published   *Date    `json:"published,omitempty"`
	Language    string   `json:"language,omitempty"`
	Genre       string   `json:"genre,omitempty"`
	Events      int      `json:"events"`
	Statements  int      `json:"statements"`
	Figures     int      `json:"figures"`
	Ties        int      `json:"ties"`
	Failures    int      `json:"failures"`
}

// A Failed is a failure with the document it befell.
type Failed struct {
	Failure
	Document string `json:"document"`
	Source   string `json:"source"`
}

// A Hit is a document whose text holds what was searched, with the passage.
type Hit struct {
	Document Brief  `json:"document"`
	Passage  string `json:"passage"`
	Span     Span   `json:"span"` // of the passage, in bytes of the text
}

// An Unknown is a name that no table knows, with its count over documents and an example.
type Unknown struct {
	Name      string `json:"name"`
	Kind      string `json:"kind,omitempty"`
	Count     int    `json:"count"`
	Documents int    `json:"documents"`
	Example   string `json:"example"` // sentence
	Document  string `json:"document"`
}
