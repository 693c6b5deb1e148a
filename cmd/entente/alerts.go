package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/views"
	"entente/internal/views/alerts"
)

var alertColumns = []column[*alerts.Alert]{
	{"when", 20, func(x *alerts.Alert) cell { return text(x.When) }, func(x *alerts.Alert) string { return x.When[:min(10, len(x.When))] }},
	{"kind", 8, func(x *alerts.Alert) cell { return text(x.Kind) }, nil},
	{"view", 18, func(x *alerts.Alert) cell { return text(x.Name) }, nil},
	{"what", flexible, func(x *alerts.Alert) cell { return text(x.What) }, nil},
	{name: "quote", get: func(x *alerts.Alert) cell { return text(x.Quote) }},
	{name: "address", get: func(x *alerts.Alert) cell { return text(x.Address) }},
	{name: "id", get: func(x *alerts.Alert) cell { return text(x.ID) }},
}

// newsDesk is a desk over what was read, which reads nothing new itself.
func (a *app) newsDesk(ctx context.Context) (*views.Desk, entente.Store, error) {
	s, err := a.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	names, err := a.tables()
	if err == nil {
		var d *views.Desk
		if d, err = views.New(s, nil, names); err == nil {
			return d, s, nil
		}
	}
	s.Close()
	return nil, nil, err
}

// followed are the views that alerts are asked for: those that were saved, or one of an actor or a pair.
func (a *app) followed(ctx context.Context, s entente.Store, actor string, dyad []string, name string) ([]entente.View, error) {
	switch {
	case len(dyad) == 2:
		return []entente.View{{ID: "w:" + strings.Join(dyad, ","), Name: strings.Join(dyad, " and "), Address: "/explore?dyad=" + strings.Join(dyad, ",")}}, nil
	case len(dyad) != 0:
		return nil, usage("--dyad takes two: KAZ,CHN")
	case actor != "":
		code, err := a.actor(actor)
		return []entente.View{{ID: "w:" + code, Name: code, Address: "/explore?actor=" + code}}, err
	}
	all, err := s.Saved(ctx)
	if err != nil || name == "" {
		return all, err
	}
	for _, v := range all {
		if v.Name == name || v.ID == name {
			return []entente.View{v}, nil
		}
	}
	return nil, fmt.Errorf("no saved view %s: %w", name, entente.ErrNotFound)
}

func (a *app) alertsCommand() *cobra.Command {
	var since, actor, name, format string
	var dyad []string
	c := &cobra.Command{
		Use:   "alerts",
		Short: "what is new: rows that came in, promises that fell due, figures that do not agree",
		Long: `alerts looks through the saved views (or one actor, or a pair) for what is new since a day: documents that came in with rows of the
view, promises whose day is past and of which no outcome was read, figures between the two that do not agree. The same is on the start
page of entente serve, as an Atom feed under /saved/ID/feed.atom, and told by entente hooks.`,
		Example: "  entente alerts --since 2024-05-01\n  entente alerts --dyad KAZ,CHN --format jsonl",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			d, s, err := a.newsDesk(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			from := time.Now().AddDate(0, 0, -30)
			if since != "" {
				if from, err = time.Parse(time.DateOnly, since); err != nil {
					return usage("--since is a day as in 2024-05-01, not %q", since)
				}
			}
			all, err := a.followed(c.Context(), s, actor, dyad, name)
			if err != nil {
				return err
			}
			found, err := alerts.Of(c.Context(), d, all, from, time.Now())
			if err != nil {
				return err
			}
			return listed(a, format, alertColumns, pointers(found), nothingNew(all, from))
		},
	}
	c.Flags().StringVar(&since, "since", "", "day since when (thirty days ago)")
	c.Flags().StringVar(&actor, "actor", "", "an actor, code or name, in place of the saved views")
	c.Flags().StringSliceVar(&dyad, "dyad", nil, "two actors, in place of the saved views: KAZ,CHN")
	c.Flags().StringVar(&name, "view", "", "one saved view, by name or id")
	c.Flags().StringVar(&format, "format", "table", formats)
	return c
}

// nothingNew says why there are no alerts.
func nothingNew(followed []entente.View, from time.Time) string {
	if len(followed) == 0 {
		return "no saved views; save one in entente serve, or ask for --dyad KAZ,CHN or --actor KAZ"
	}
	return "nothing new since " + from.Format(time.DateOnly)
}
