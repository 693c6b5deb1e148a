package corpus

import (
	"cmp"
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
const form = "4"

// Of gives the happenings that a filter lets through, with their links and no stories. Where the store keeps a shelf, what
// came since is taken in first; a filter that looks at single documents or speakers, and a store without a shelf, have the
// rows joined anew.
func Of(ctx context.Context, s entente.Store, kinds Kinds, f entente.Filter) (Rows, error) {
	shelf, ok := s.(entente.Shelf)
	if !ok || f.Source != "" || f.Document != nil || f.Speaker != "" || f.After != "" {
		return built(ctx, s, kinds, f)
	}
	if err := Refresh(ctx, s, shelf, kinds); err != nil {
		return Rows{}, err
	}
	var rows Rows
	var err error
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
	moved []string          // documents whose story is another now
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
	touched := map[string]bool{}
	for _, m := range old {
		touched[m.Story] = true
	}
	for _, m := range fresh {
		like, err := in.shelf.Sharing(ctx, m.Sketch, duplicates.Agree)
		if err != nil {
			return err
		}
		near, err := in.shelf.Members(ctx, like)
		if err != nil {
			return err
		}
		for _, x := range near {
			touched[x.Story] = true
		}
	}
	beside, err := in.shelf.MembersOf(ctx, slices.Sorted(maps.Keys(touched)))
	if err != nil {
		return err
	}
	before := map[string]string{}
	all := fresh
	for _, m := range beside {
		if before[m.Document] = m.Story; !in.here[m.Document] {
			all = append(all, m)
		}
	}
	in.arrange(all, before)
	return nil
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

// arrange puts documents into stories and notes those whose story was another before.
func (in *intake) arrange(all []entente.StoryMember, before map[string]string) {
	slices.SortFunc(all, func(a, b entente.StoryMember) int { return cmp.Compare(a.Document, b.Document) })
	members, sets, at := make([]Member, len(all)), make([]duplicates.Set, len(all)), map[string]int{}
	for i, m := range all {
		at[m.Document], sets[i] = i, unpacked(m.Shingles)
		members[i] = Member{entente.Brief{ID: m.Document}, m.Length}
		if m.Last != "" {
			members[i].Document.Published = &entente.Date{End: m.Last}
		}
		if m.Carried {
			members[i].Document.Republisher = "another"
		}
	}
	for _, y := range storiesOf(members, sets) {
		if len(y.Documents) > 1 {
			in.out.Stories = append(in.out.Stories, y)
		}
		for _, d := range y.Documents {
			in.story[d] = y.ID
			m := all[at[d]]
			m.Story = y.ID
			if in.here[d] {
				in.out.Members = append(in.out.Members, m)
			} else if before[d] != y.ID {
				in.out.Members, in.moved = append(in.out.Members, m), append(in.moved, d)
			}
		}
	}
}

// tellings reads the events of the documents.
func (in *intake) tellings(ctx context.Context) error {
	rows, err := in.s.Rows(ctx, entente.Filter{Kinds: []string{"event"}, Document: in.out.Documents})
	if err != nil {
		return err
	}
	for i := range rows {
		t := tell(&rows[i], in.story, in.kinds)
		if t == nil || in.words.Rejected(t.id) {
			continue
		}
		in.told = append(in.told, t)
		in.out.Tellings = append(in.out.Tellings, entente.Telling{Document: t.document, Key: pair(t), Alone: entente.ID("h", t.id), Packed: t.pack()})
	}
	return nil
}

// keys finds the keys whose happenings may be others now: those of the documents, before and now, of documents whose story
// is another, and those that reviewers joined with one of these.
func (in *intake) keys(ctx context.Context) error {
	had, err := in.shelf.Keys(ctx, slices.Concat(in.out.Documents, in.moved))
	if err != nil {
		return err
	}
	keys, own := map[string]bool{}, map[string]string{}
	for _, k := range had {
		keys[k] = true
	}
	for _, t := range in.out.Tellings {
		keys[t.Key], own[t.Alone] = true, t.Key
	}
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
					return err
				}
				if len(found) > 0 {
					ends[i] = found[0]
				}
			}
		}
		pairs = append(pairs, ends)
	}
	for more := true; more; {
		more = false
		for _, p := range pairs {
			if p[0] != "" && p[1] != "" && keys[p[0]] != keys[p[1]] {
				keys[p[0]], keys[p[1]], more = true, true, true
			}
		}
	}
	in.out.Keys = slices.Sorted(maps.Keys(keys))
	return nil
}

// happenings joins the tellings under the keys anew.
func (in *intake) happenings(ctx context.Context) error {
	kept, err := in.shelf.Tellings(ctx, in.out.Keys)
	if err != nil {
		return err
	}
	told := in.told
	for _, t := range kept {
		if in.here[t.Document] {
			continue
		}
		if y := in.story[t.Document]; y != "" {
			t.Story = y
		}
		x := unpack(t.Packed, t.Document, t.Story, in.kinds)
		if x == nil {
			return fmt.Errorf("telling %q: %w", t.Packed, entente.ErrInvalid)
		}
		told = append(told, x)
	}
	groups := join(told, in.words)
	rows := happenings(groups, in.words)
	key, parties := map[string]string{}, map[string][]string{}
	for _, g := range groups {
		key[g.id()], parties[g.id()] = pair(g.tellings[0]), g.parties()
	}
	for _, h := range rows.Happenings {
		in.out.Kept = append(in.out.Kept, entente.KeptHappening{Happening: h, Key: key[h.ID], Parties: set(slices.Concat(parties[h.ID], h.Actors, h.Recipients))})
	}
	for _, l := range rows.Links {
		in.out.Links = append(in.out.Links, entente.KeptLink{Link: l, Key: key[l.From]})
	}
	return nil
}

// parties are all who take part by any telling.
func (g *group) parties() []string {
	var out []string
	for _, t := range g.tellings {
		out = append(out, slices.Concat(t.actors, t.recipients, t.people)...)
	}
	return set(out)
}
