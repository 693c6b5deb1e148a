package views

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente"
	"entente/internal/corpus"
	"entente/internal/dossier"
	"entente/internal/reconcile"
)

// A Dossier is a brief with the actors that it is about.
type Dossier struct {
	A Actor `json:"a"`
	B Actor `json:"b"`
	// Left says in words what it is drawn from where that is not all; Behind, that documents that came in lately are still being put
	// together with the others.
	Left   string
	Behind bool
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
		return nil, Asked("a dossier is on one actor or two, as codes or names: KAZ, CHN")
	}
	y := Actor{}
	if b != "" {
		if x, y, err = d.Pair(a, b); err != nil {
			return nil, err
		}
	}
	if in.Since, err = firstDay("since", since); err != nil {
		return nil, err
	}
	if in.On, err = lastDay("on", on); err != nil {
		return nil, err
	}
	in.A, in.B = x.Code, y.Code
	return keep(ctx, d, fmt.Sprintf("dossier %q", []string{in.A, in.B, in.Since, in.On}), func() (*Dossier, error) {
		left, behind, err := d.newest(ctx, &in)
		if err != nil {
			return nil, err
		}
		made := dossier.Build(in)
		if len(made.Sections) == 0 {
			return nil, fmt.Errorf("nothing was read on %s: %w", pairWords(x, y), entente.ErrNotFound)
		}
		return &Dossier{x, y, left, behind, &made}, nil
	})
}

func pairWords(a, b Actor) string {
	if b.Code == "" {
		return a.Name
	}
	return a.Name + " and " + b.Name + " together"
}

// How much of what was read of two actors goes into a dossier of the desk: the newest. A brief of two pages draws on less.
const (
	mostActs       = 300
	mostStatements = 200
	mostFigures    = 200
	mostTies       = 400
)

// newest brings together what a dossier on in.A, or on in.A and in.B, is made of, as far as it is recent. It tells in words what it is
// drawn from where that is not all, "" where it is.
func (d *Desk) newest(ctx context.Context, in *dossier.Input) (left string, behind bool, err error) {
	q := Question{Actor: in.A}
	if in.B != "" {
		q = Question{Dyad: []string{in.A, in.B}}
	}
	t, err := d.told(ctx, q, piece{limit: mostActs})
	if err != nil {
		return "", false, err
	}
	in.Corpus = t.c
	for _, id := range slices.Sorted(maps.Keys(t.rows)) {
		in.Rows = append(in.Rows, *t.rows[id])
	}
	cut := []string{}
	if t.more {
		cut = append(cut, fmt.Sprintf("%d happenings", mostActs))
	}
	f, err := d.filter(q)
	if err != nil {
		return "", false, err
	}
	for _, x := range []struct {
		kind  string
		most  int
		words string
	}{{"statement", mostStatements, "statements"}, {"figure", mostFigures, "figures"}, {"tie", mostTies, "ties"}} {
		f.Kinds, f.Newest, f.Limit = []string{x.kind}, true, x.most+1
		rows, err := d.store.Rows(ctx, f)
		if err != nil {
			return "", false, err
		}
		if len(rows) > x.most {
			rows, cut = rows[:x.most], append(cut, fmt.Sprintf("%d %s", x.most, x.words))
		}
		in.Rows = append(in.Rows, rows...)
	}
	if len(cut) > 0 {
		left = "There is more than a brief can weigh: it draws on the newest " + strings.Join(cut, ", ") + "."
	}
	if err := joined(ctx, in, d.memberships); err != nil {
		return "", false, err
	}
	in.Verdicts = d.sums.Series(claimsOf(in.Rows))
	return left, t.behind, nil
}

// mostMemberships is how many tellings of its memberships are looked at for an actor, the newest.
const mostMemberships = 200

// memberships are looked up once, for all the pairs of an actor.
func (d *Desk) memberships(ctx context.Context, who string) ([]entente.Row, error) {
	return keep(ctx, d, "memberships of "+who, func() ([]entente.Row, error) {
		return d.store.Rows(ctx, entente.Filter{Kinds: []string{"tie"}, Class: []string{"membership"}, Actor: who, Newest: true, Limit: mostMemberships})
	})
}

// Gather brings together what a dossier on in.A, or on in.A and in.B, is made of.
func Gather(ctx context.Context, s entente.Store, kinds corpus.Kinds, sums *reconcile.Reconciler, in *dossier.Input) error {
	f := entente.Filter{Dyad: [2]string{in.A, in.B}}
	if in.B == "" {
		f = entente.Filter{Actor: in.A}
	}
	var err error
	if in.Rows, err = s.Rows(ctx, f); err != nil {
		return err
	}
	err = joined(ctx, in, func(ctx context.Context, who string) ([]entente.Row, error) {
		return s.Rows(ctx, entente.Filter{Kinds: []string{"tie"}, Class: []string{"membership"}, Actor: who})
	})
	if err != nil {
		return err
	}
	if in.Corpus, err = corpus.Of(ctx, s, kinds, f); err != nil {
		return err
	}
	in.Verdicts = sums.Series(claimsOf(in.Rows))
	return nil
}

// joined adds the memberships of both of a pair.
func joined(ctx context.Context, in *dossier.Input, memberships func(context.Context, string) ([]entente.Row, error)) error {
	if in.B == "" {
		return nil
	}
	have := map[string]bool{}
	for i := range in.Rows {
		have[in.Rows[i].ID()] = true
	}
	for _, who := range []string{in.A, in.B} {
		more, err := memberships(ctx, who)
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
	return nil
}

func claimsOf(rows []entente.Row) (claims []reconcile.Claim) {
	for i := range rows {
		if f := rows[i].Figure; f != nil {
			claims = append(claims, reconcile.Claim{Figure: *f, Document: rows[i].Document.ID, Published: rows[i].Document.Published})
		}
	}
	return claims
}

// A Brief is a dossier as data.
type Brief struct {
	A        Actor     `json:"a"`
	B        *Actor    `json:"b,omitempty"`
	Title    string    `json:"title"`
	Subtitle string    `json:"subtitle"`
	Sections []Section `json:"sections"`
	Notes    []Note    `json:"notes"`
	Left     string    `json:"left,omitempty" doc:"what it is drawn from where that is not all, in words"`
	Behind   bool      `json:"behind,omitempty" doc:"documents that came in lately are still being put together with the others"`
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
	b := &Brief{A: d.A, Title: d.Title, Subtitle: d.Subtitle, Sections: []Section{}, Notes: []Note{}, Left: d.Left, Behind: d.Behind}
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
		b.Notes = append(b.Notes, Note{i + 1, n.Row, n.Source.ID, n.Quote, n.Said, n.Source.Title, n.Source.Publisher, EDTF(n.Source.Published), cmp.Or(n.Source.URL, n.Source.Source)})
	}
	return b
}

// Weight is roughly how many rows with their passages it has.
func (d *Dossier) Weight() int {
	return 1 + 2*len(d.Notes)
}
