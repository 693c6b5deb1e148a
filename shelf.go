package entente

import "context"

// A Shelf is the part of a store that keeps the corpus rows, with what is needed to bring them up to date: each document as a
// member of stories, and each event as a telling of a happening, under the key that tellings of one happening share. The
// corpus decides what goes there; the shelf only keeps it, and notes which documents came, changed or went.
type Shelf interface {
	// Take lets f work out an intake for at most so many of the documents that came, changed or went since they were taken
	// in, and keeps it, all or nothing; nobody else takes meanwhile. It gives the number of those documents, 0 where all are
	// taken in. Where what is kept was made by another version, everything is taken in anew.
	Take(ctx context.Context, version string, limit int, f func(documents []string) (Intake, error)) (int, error)

	// Members gives documents as members of stories, those that are there; MembersOf the members of stories, Sharing the
	// documents that have at least so many of the hashes in their sketches.
	Members(ctx context.Context, documents []string) ([]StoryMember, error)
	MembersOf(ctx context.Context, stories []string) ([]StoryMember, error)
	Sharing(ctx context.Context, hashes []uint32, least int) ([]string, error)
	// Keys are those of the tellings of documents; KeysOf those of the tellings that alone would make these happenings.
	Keys(ctx context.Context, documents []string) ([]string, error)
	KeysOf(ctx context.Context, happenings []string) ([]string, error)
	// Tellings are those under keys, by key and then in any order.
	Tellings(ctx context.Context, keys []string) ([]Telling, error)

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
	Alone    string // id of the happening that it makes alone
	Packed   string
}

// An Intake is what becomes of some documents in the corpus.
type Intake struct {
	Documents []string      // what was kept of these is replaced by what follows
	Members   []StoryMember // of these documents, and of others whose story is another now
	Tellings  []Telling     // of these documents
	Stories   []Story       // those with copies, in place of all of which a document is in Members or Documents
	Keys      []string      // the happenings and links under these keys are replaced
	Kept      []KeptHappening
	Links     []KeptLink
}

// A KeptHappening is a happening with the key it stands under and all who take part: states, bodies and persons.
type KeptHappening struct {
	Happening
	Key     string
	Parties []string
}

// A KeptLink is a link with the key it stands under.
type KeptLink struct {
	Link
	Key string
}
