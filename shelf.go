package entente

import "context"

// A Shelf is the part of a store that keeps the corpus rows, with what is needed to bring them up to date: each document as a
// member of stories, and each event as a telling of a happening, under the key that tellings of one happening share. The
// corpus decides what goes there; the shelf only keeps it, and notes which documents came, changed or went.
type Shelf interface {
	// Take lets f work out an intake for at most so many of the documents that came, changed or went since they were taken
	// in, and keeps it, all or nothing; nobody else takes meanwhile. It gives the number of those documents, 0 where all are
	// taken in. Where what is kept was made by another version, everything is taken in anew. Where something is to be taken in
	// and the store may not be written, the error wraps ErrForbidden.
	Take(ctx context.Context, version string, limit int, f func(documents []string) (Intake, error)) (int, error)

	// Members gives documents as members of stories, those that are there; MembersOf the members of stories. Bearing gives, by
	// hash, the documents with it in their sketches, by id: so many at most, all where most is 0. Wide are those of the stories that
	// have more than so many members.
	Members(ctx context.Context, documents []string) ([]StoryMember, error)
	MembersOf(ctx context.Context, stories []string) ([]StoryMember, error)
	Bearing(ctx context.Context, hashes []uint32, most int) (map[uint32][]string, error)
	Wide(ctx context.Context, stories []string, most int) ([]string, error)

	// TellingsOf are the tellings of documents, Tellings those under keys, Within those that a reach takes in, in any order.
	// Crowded are those of the keys under which more than so many tellings stand, KeysOf the keys of the tellings that alone
	// would make these happenings.
	TellingsOf(ctx context.Context, documents []string) ([]Telling, error)
	Tellings(ctx context.Context, keys []string) ([]Telling, error)
	Within(ctx context.Context, r Reach) ([]Telling, error)
	Crowded(ctx context.Context, keys []string, most int) ([]string, error)
	KeysOf(ctx context.Context, happenings []string) ([]string, error)

	// Happenings are those that a filter lets through, by date, then id, undated ones last, with the links of which an end is
	// among them. Actor and Dyad, Since and Until, Status and Class, Limit and Skip count. StoriesOf are the stories that
	// documents belong to, by id.
	Happenings(ctx context.Context, f Filter) ([]Happening, []Link, error)
	StoriesOf(ctx context.Context, documents []string) ([]Story, error)
}

// A StoryMember is a document as far as stories go.
type StoryMember struct {
	Document string
	Story    string // id of its story
	Last     string // last day on which it can have been published; "" for none
	Carried  bool   // it credits another publisher
	Length   int    // of the text, in bytes
	Sketch   []uint32
	Shingles []byte // the hashes of its shingles, packed
}

// A Telling is an event reduced to what decides whether it tells the same as another.
type Telling struct {
	Document string
	Story    string // of the document
	Key      string
	Stage    string // its status, as far as joining goes
	Dated    int    // Undated, ShortlyDated, LongDated
	Lo, Hi   int    // first and last day, counted from 1970-01-01, where it is dated
	Alone    string // id of the happening that it makes alone
	Packed   string
}

// How a telling is dated: not at all, to some days (at most ShortDays), or to a longer stretch.
const (
	Undated = iota
	ShortlyDated
	LongDated
)

// ShortDays is how many days more than one a telling that is dated to some days has at most.
const ShortDays = 14

// A Reach takes in tellings under a key: those of one stage with a day within From to To, or those of stories, or all of the
// stage, dated or not.
type Reach struct {
	Key      string
	Stage    string
	From, To int
	Stories  []string
	All      bool
}

// An Intake is what becomes of some documents in the corpus.
type Intake struct {
	Documents []string      // what was kept of these is replaced by what follows
	Members   []StoryMember // of these documents, and of others whose story is another now
	Tellings  []Telling     // of these documents
	Stories   []Story       // those with copies, in place of all of which a document is in Members or Documents
	Keys      []string      // the happenings and links under these keys are replaced,
	Replaced  []string      // and these happenings,
	Seekers   []string      // and the links that were found for these
	Kept      []KeptHappening
	Links     []KeptLink
}

// A KeptHappening is a happening with the key it stands under and all who take part: states, bodies and persons.
type KeptHappening struct {
	Happening
	Key     string
	Parties []string
}

// A KeptLink is a link with the key it stands under and the happening that it was found for.
type KeptLink struct {
	Link
	Key, Seeker string
}
