package views

import (
	"cmp"
	"context"
	"fmt"

	"entente"
	"entente/internal/corpus"
	"entente/internal/dossier"
	"entente/internal/reconcile"
)

// A Dossier is a brief with the actors that it is about.
type Dossier struct {
	A Actor `json:"a"`
	B Actor `json:"b"`
	*dossier.Dossier
}

// Dossier writes the brief on two actors, or on one.
func (d *Desk) Dossier(ctx context.Context, a, b, since, on string) (*Dossier, error) {
	in := dossier.Input{Name: d.Name}
	x, err := d.actor(a)
	if err != nil {
		return nil, err
	}
	if x.Code == "" {
		return nil, asked("a dossier is on one actor or two, as codes or names: KAZ, CHN")
	}
	y := Actor{}
	if b != "" {
		if x, y, err = d.pair(a, b); err != nil {
			return nil, err
		}
	}
	if in.Since, err = day("since", since, "-01-01"); err != nil {
		return nil, err
	}
	if in.On, err = day("on", on, "-12-31"); err != nil {
		return nil, err
	}
	in.A, in.B = x.Code, y.Code
	return keep(ctx, d, fmt.Sprintf("dossier %q", []string{in.A, in.B, in.Since, in.On}), func() (*Dossier, error) {
		if err := gather(ctx, d.store, d.joins, d.sums, &in, d.memberships); err != nil {
			return nil, err
		}
		made := dossier.Build(in)
		if len(made.Sections) == 0 {
			return nil, fmt.Errorf("nothing was read on %s: %w", pairWords(x, y), entente.ErrNotFound)
		}
		return &Dossier{x, y, &made}, nil
	})
}

func pairWords(a, b Actor) string {
	if b.Code == "" {
		return a.Name
	}
	return a.Name + " and " + b.Name + " together"
}

// memberships are the rows of a store that tell of what an actor is a member.
func memberships(ctx context.Context, s entente.Store, who string) ([]entente.Row, error) {
	return s.Rows(ctx, entente.Filter{Kinds: []string{"tie"}, Class: []string{"membership"}, Actor: who})
}

// memberships are looked up once, for all the pairs of an actor.
func (d *Desk) memberships(ctx context.Context, s entente.Store, who string) ([]entente.Row, error) {
	return keep(ctx, d, "memberships of "+who, func() ([]entente.Row, error) { return memberships(ctx, s, who) })
}

// Gather brings together what a dossier on in.A, or on in.A and in.B, is made of.
func Gather(ctx context.Context, s entente.Store, kinds corpus.Kinds, sums *reconcile.Reconciler, in *dossier.Input) error {
	return gather(ctx, s, kinds, sums, in, memberships)
}

func gather(ctx context.Context, s entente.Store, kinds corpus.Kinds, sums *reconcile.Reconciler, in *dossier.Input,
	memberships func(context.Context, entente.Store, string) ([]entente.Row, error)) error {
	f := entente.Filter{Dyad: [2]string{in.A, in.B}}
	if in.B == "" {
		f = entente.Filter{Actor: in.A}
	}
	var err error
	if in.Rows, err = s.Rows(ctx, f); err != nil {
		return err
	}
	have := map[string]bool{}
	for i := range in.Rows {
		have[in.Rows[i].ID()] = true
	}
	for _, who := range []string{in.A, in.B} {
		if in.B == "" {
			break
		}
		more, err := memberships(ctx, s, who)
		if err != nil {
			return err
		}
		for _, r := range more {
			if !have[r.ID()] {
				have[r.ID()] = true
				in.Rows = append(in.Rows, r)
			}
		}
	}
	if in.Corpus, err = corpus.Of(ctx, s, kinds, f); err != nil {
		return err
	}
	var claims []reconcile.Claim
	for i := range in.Rows {
		if f := in.Rows[i].Figure; f != nil {
			claims = append(claims, reconcile.Claim{Figure: *f, Document: in.Rows[i].Document.ID, Published: in.Rows[i].Document.Published})
		}
	}
	in.Verdicts = sums.Series(claims)
	return nil
}

// A Brief is a dossier as data.
type Brief struct {
	A        Actor     `json:"a"`
	B        *Actor    `json:"b,omitempty"`
	Title    string    `json:"title"`
	Subtitle string    `json:"subtitle"`
	Sections []Section `json:"sections"`
	Notes    []Note    `json:"notes"`
}

// A Section is a heading with lines.
type Section struct {
	Heading string `json:"heading"`
	Lead    string `json:"lead,omitempty" doc:"how to read it"`
	Lines   []Line `json:"lines"`
	More    int    `json:"more,omitempty" doc:"lines left out for want of room"`
}

// A Line is one statement of a dossier.
type Line struct {
	Label string `json:"label,omitempty"`
	Text  string `json:"text"`
	Quote bool   `json:"quote,omitempty" doc:"the text is somebody's words"`
	Notes []int  `json:"notes" doc:"numbers of the notes that it rests on"`
}

// A Note is a passage with its number.
type Note struct {
	N         int    `json:"n"`
	Row       string `json:"row"`
	Document  string `json:"document"`
	Quote     string `json:"quote"`
	Said      string `json:"said,omitempty"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty" doc:"EDTF"`
	Source    string `json:"source"`
}

// Brief is the dossier as data.
func (d *Dossier) Brief() *Brief {
	b := &Brief{A: d.A, Title: d.Title, Subtitle: d.Subtitle, Sections: []Section{}, Notes: []Note{}}
	if d.B.Code != "" {
		b.B = &d.B
	}
	for _, s := range d.Sections {
		x := Section{Heading: s.Heading, Lead: s.Lead, Lines: []Line{}, More: s.More}
		for _, l := range s.Lines {
			y := Line{Label: l.Label, Text: l.Text, Quote: l.Quote, Notes: []int{}}
			for _, n := range l.Notes {
				y.Notes = append(y.Notes, n+1)
			}
			x.Lines = append(x.Lines, y)
		}
		b.Sections = append(b.Sections, x)
	}
	for i, n := range d.Notes {
		b.Notes = append(b.Notes, Note{i + 1, n.Row, n.Source.ID, n.Quote, n.Said, n.Source.Title, n.Source.Publisher, edtf(n.Source.Published), cmp.Or(n.Source.URL, n.Source.Source)})
	}
	return b
}
