package corpus

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"entente"
	"entente/internal/corrections"
	"entente/internal/duplicates"
)

// A record is what the corpus reads of a store.
type record interface {
	Rows(ctx context.Context, f entente.Filter) ([]entente.Row, error)
	Document(ctx context.Context, id string) (*entente.Analysis, error)
	Corrections(ctx context.Context) ([]entente.Correction, error)
}

// at is how many documents are taken in with one transaction: as many as make it worth its while, and no more than another
// writer can wait for.
const at = 200

// form is another whenever the corpus makes other rows of the same documents.
const form = "7"

// Of gives the happenings that a filter lets through, with their links and no stories. Where the store keeps a shelf, what
// came since is taken in first; a filter that looks at single documents or speakers, a store without a shelf, and one that is out of
// date and may not be written have the rows joined anew.
func Of(ctx context.Context, s entente.Store, kinds Kinds, f entente.Filter) (Rows, error) {
	shelf, ok := s.(entente.Shelf)
	if !ok || f.Source != "" || f.Document != nil || f.Speaker != "" || f.After != "" {
		return built(ctx, s, kinds, f)
	}
	err := Refresh(ctx, s, shelf, kinds)
	if errors.Is(err, entente.ErrForbidden) {
		return aside(ctx, s, kinds, f)
	}
	if err != nil {
		return Rows{}, err
	}
	var rows Rows
	rows.Happenings, rows.Links, err = shelf.Happenings(ctx, f)
	return rows, err
}

// built joins the rows that a filter lets through, and those alone.
func built(ctx context.Context, s record, kinds Kinds, f entente.Filter) (Rows, error) {
	f.Kinds = []string{"event"}
	rows, err := s.Rows(ctx, f)
	if err != nil {
		return Rows{}, err
	}
	return joined(ctx, s, kinds, rows)
}

// joined joins event rows, and those alone.
func joined(ctx context.Context, s record, kinds Kinds, rows []entente.Row) (Rows, error) {
	said, err := s.Corrections(ctx)
	if err != nil {
		return Rows{}, err
	}
	at, in := map[string]int{}, []Input{}
	for _, r := range rows {
		i, ok := at[r.Document.ID]
		if !ok {
			a, err := s.Document(ctx, r.Document.ID)
			if err != nil {
				return Rows{}, err
			}
			i = len(in)
			at[r.Document.ID], in = i, append(in, Input{Document: r.Document, Text: a.Document.Text})
		}
		in[i].Rows = append(in[i].Rows, r)
	}
	return Build(in, said, kinds), nil
}

// Update brings the corpus rows of a store up to date, where it keeps them.
func Update(ctx context.Context, s entente.Store, kinds Kinds) error {
	if shelf, ok := s.(entente.Shelf); ok {
		return Refresh(ctx, s, shelf, kinds)
	}
	return nil
}

// Refresh takes in what came, changed or went. It can be stopped at any moment and goes on where it was.
func Refresh(ctx context.Context, s record, shelf entente.Shelf, kinds Kinds) error {
	for {
		n, err := shelf.Take(ctx, form+"."+kinds.Version(), at, func(documents []string) (entente.Intake, error) {
			in := intake{s: s, shelf: shelf, kinds: kinds, out: entente.Intake{Documents: documents}, here: map[string]bool{}, story: map[string]string{}}
			for _, d := range documents {
				in.here[d] = true
			}
			err := in.run(ctx)
			return in.out, err
		})
		if err != nil {
			return fmt.Errorf("bring the corpus up to date: %w", err)
		}
		if n == 0 {
			return nil
		}
	}
}

// An intake is some documents on their way into the corpus.
type intake struct {
	s     record
	shelf entente.Shelf
	kinds Kinds
	words *corrections.Ruling
	out   entente.Intake
	here  map[string]bool   // its documents
	story map[string]string // document → story, of all documents whose story was looked at
	told  []*telling        // by its documents

	beside []string                     // documents whose story is another now
	had    map[string][]entente.Telling // what they told before, by key
	whole  []string                     // keys of which all is joined anew
	parts  []string                     // keys that many tell of, in order: of these, what can be another now
}

func (in *intake) run(ctx context.Context) error {
	said, err := in.s.Corrections(ctx)
	if err != nil {
		return err
	}
	in.words = in.kinds.Words(said)
	for _, step := range []func(context.Context) error{in.stories, in.tellings, in.keys, in.happenings} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// stories finds the stories of the documents, and those of all that were in a story with one of them or are now.
func (in *intake) stories(ctx context.Context) error {
	fresh, err := in.fresh(ctx)
	if err != nil {
		return err
	}
	old, err := in.shelf.Members(ctx, in.out.Documents)
	if err != nil {
		return err
	}
	n := newNeighbours(in.shelf, in.here, fresh, old)
	near, err := n.find(ctx)
	if err != nil {
		return err
	}
	touched := map[string]bool{}
	for _, m := range slices.Concat(old, near) {
		touched[m.Story] = true
	}
	g := &growth{in: in, n: n, stories: slices.Sorted(maps.Keys(touched))}
	return g.run(ctx)
}

// fresh are the documents that are there, as members of no story yet.
func (in *intake) fresh(ctx context.Context) ([]entente.StoryMember, error) {
	var out []entente.StoryMember
	for _, id := range in.out.Documents {
		a, err := in.s.Document(ctx, id)
		if errors.Is(err, entente.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		set := duplicates.Shingles(a.Document.Text)
		m := entente.StoryMember{Document: a.Document.ID, Carried: a.Document.Republisher != "", Length: len(a.Document.Text), Sketch: set.Sketch(), Shingles: packed(set)}
		if p := a.Document.Published; p != nil {
			m.Last = p.End
		}
		out = append(out, m)
	}
	return out, nil
}

// tellings reads the events of the documents.
func (in *intake) tellings(ctx context.Context) error {
	for some := range slices.Chunk(in.out.Documents, at) {
		rows, err := in.s.Rows(ctx, entente.Filter{Kinds: []string{"event"}, Document: some})
		if err != nil {
			return err
		}
		for i := range rows {
			t := tell(&rows[i], in.story, in.kinds)
			if t == nil || in.words.Rejected(t.id) {
				continue
			}
			in.told = append(in.told, t)
			in.out.Tellings = append(in.out.Tellings, t.shelved())
		}
	}
	return nil
}

// keys finds the keys whose happenings may be others now: those of the documents, before and now, of documents whose story
// is another, and those that reviewers joined with one of these.
func (in *intake) keys(ctx context.Context) error {
	had, err := in.shelf.TellingsOf(ctx, slices.Concat(in.out.Documents, in.beside))
	if err != nil {
		return err
	}
	keys, own := map[string]bool{}, map[string]string{}
	in.had = map[string][]entente.Telling{}
	for _, t := range had {
		keys[t.Key] = true
		in.had[t.Key] = append(in.had[t.Key], t)
	}
	for _, t := range in.out.Tellings {
		keys[t.Key], own[t.Alone] = true, t.Key
	}
	pairs, err := in.bound(ctx, own)
	if err != nil {
		return err
	}
	for more := true; more; {
		more = false
		for _, p := range pairs {
			if keys[p[0]] != keys[p[1]] {
				keys[p[0]], keys[p[1]], more = true, true, true
			}
		}
	}
	in.whole, in.parts = nil, nil
	crowded, err := in.shelf.Crowded(ctx, slices.Sorted(maps.Keys(keys)), few)
	if err != nil {
		return err
	}
	part := map[string]bool{}
	for _, k := range crowded {
		part[k] = !slices.ContainsFunc(pairs, func(p [2]string) bool { return p[0] == k || p[1] == k })
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		if part[k] {
			in.parts = append(in.parts, k)
		} else {
			in.whole = append(in.whole, k)
		}
	}
	return nil
}

// few is how many tellings of a key are joined anew without asking which of them need it.
const few = 40

// bound are the keys of what reviewers joined, two by two, where both are known. own are the keys of what the documents tell.
func (in *intake) bound(ctx context.Context, own map[string]string) ([][2]string, error) {
	var pairs [][2]string
	for _, j := range in.words.Bound() {
		var ends [2]string
		for i, id := range []string{j.A, j.B} {
			if corrections.Sort(id) == "event" {
				id = entente.ID("h", id)
			}
			if ends[i] = own[id]; ends[i] == "" {
				found, err := in.shelf.KeysOf(ctx, []string{id})
				if err != nil {
					return nil, err
				}
				if len(found) > 0 {
					ends[i] = found[0]
				}
			}
		}
		if ends[0] != "" && ends[1] != "" {
			pairs = append(pairs, ends)
		}
	}
	return pairs, nil
}

// happenings joins anew the tellings under the keys, or of those that have many, what the documents can change.
func (in *intake) happenings(ctx context.Context) error {
	for _, key := range in.parts {
		p := &part{in: in, key: key, pool: map[string]*telling{}, stories: map[string]bool{}, whole: map[string]bool{}, told: map[*telling]bool{}}
		whole, err := p.join(ctx)
		if err != nil {
			return err
		}
		if whole {
			in.whole = append(in.whole, key)
		}
	}
	in.out.Keys = in.whole
	kept, err := in.shelf.Tellings(ctx, in.whole)
	if err != nil {
		return err
	}
	var told []*telling
	for _, t := range in.told {
		if _, is := slices.BinarySearch(in.parts, pair(t)); !is || slices.Contains(in.whole, pair(t)) {
			told = append(told, t)
		}
	}
	for _, t := range kept {
		if in.here[t.Document] {
			continue
		}
		x, err := in.open(t)
		if err != nil {
			return err
		}
		told = append(told, x)
	}
	in.keep(join(told, in.words), nil, nil)
	return nil
}

// open unpacks a telling of the shelf, with the story that its document has now.
func (in *intake) open(t entente.Telling) (*telling, error) {
	if y := in.story[t.Document]; y != "" {
		t.Story = y
	}
	x := unpack(t.Packed, t.Document, t.Story, in.kinds)
	if x == nil {
		return nil, fmt.Errorf("telling %q: %w", t.Packed, entente.ErrInvalid)
	}
	return x, nil
}

// keep notes the happenings of groups, those alone that keeps says where it is given, and the links that were found for those
// that seeks lets through.
func (in *intake) keep(groups []*group, keeps, seeks func(*group) bool) {
	of := map[string]*group{}
	for _, g := range groups {
		of[g.id()] = g
	}
	rows := happenings(groups, in.words)
	for _, h := range rows.Happenings {
		if g := of[h.ID]; keeps == nil || keeps(g) {
			in.out.Kept = append(in.out.Kept, entente.KeptHappening{Happening: h, Key: pair(g.tellings[0]), Parties: set(slices.Concat(g.parties(), h.Actors, h.Recipients))})
		}
	}
	for _, l := range rows.Links {
		seeker := l.From
		if l.Kind != "outcome" {
			seeker = l.To
		}
		if seeks == nil || seeks(of[seeker]) {
			in.out.Links = append(in.out.Links, entente.KeptLink{Link: l, Key: pair(of[l.From].tellings[0]), Seeker: seeker})
		}
	}
}

// parties are all who take part by any telling.
func (g *group) parties() []string {
	var out []string
	for _, t := range g.tellings {
		out = append(out, slices.Concat(t.actors, t.recipients, t.people)...)
	}
	return set(out)
}
