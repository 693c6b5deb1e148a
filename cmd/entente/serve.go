package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/export"
	"entente/internal/ingest"
	"entente/internal/mcp"
	"entente/internal/pipeline"
	"entente/internal/stores"
	"entente/internal/views"
	"entente/internal/web"
)

func (a *app) serveCommand() *cobra.Command {
	var listen string
	var quiet, fetch bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "the store as pages and an API, for this machine or, with accounts, for others",
		Long: `serve shows the store in a browser: dossiers, chronologies, figures with who says them, the balance of a state, every
text beside its source, and exactly the rows that a question asks for. Files can be dropped on the start page to be
read and kept; a text or an address can be screened without being kept. The API under /api/v1 gives the same views as
JSON; /openapi.json describes it, /metrics is for Prometheus.

Rows are judged and corrected under /review. Without accounts, only loopback addresses are listened on; with one (entente accounts
add) any can be, and everybody has to say who they are. Put a proxy that speaks TLS before it where others reach it over a network.
Stop it with Ctrl-C: what is under way is finished first.`,
		Example: "  entente serve --db entente.db\n  entente serve --listen 127.0.0.1:9000",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			level := slog.LevelInfo
			if quiet {
				level = slog.LevelWarn
			}
			log := slog.New(slog.NewJSONHandler(a.stderr, &slog.HandlerOptions{Level: level}))
			return a.serve(c.Context(), listen, fetch, log)
		},
	}
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", "address and port, a loopback address where there are no accounts; port 0 takes a free one")
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "log only what goes wrong")
	c.Flags().BoolVar(&fetch, "fetch", true, "let pages at addresses be screened")
	a.webFlags(c)
	c.Flags().MarkHidden("every")
	return c
}

func (a *app) serve(ctx context.Context, listen string, fetch bool, log *slog.Logger) error {
	desk, store, err := a.desk(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	acc, err := accountsOf(store)
	if err != nil {
		return err
	}
	guarded, err := acc.Any(ctx)
	if err != nil {
		return err
	}
	l, err := web.Listen(listen, guarded)
	if err != nil {
		return err
	}
	defer l.Close()
	o := web.Options{Desk: desk, Store: store, Log: log, Version: pipeline.Release, Accounts: acc, Guarded: guarded, Who: os.Getenv("USER"),
		Data: func(ctx context.Context, f entente.Filter) (*export.Data, error) { return a.data(ctx, store, f) }}
	ask, err := stores.NewAsker(ctx, a.db)
	switch {
	case errors.Is(err, entente.ErrForbidden):
		log.Warn("no queries in SQL", "why", err)
	case err != nil:
		return err
	default:
		defer ask.Close()
		o.Ask = ask
	}
	o.Tools = mcp.Handler(desk, pipeline.Release)
	if fetch {
		o.Fetch = ingest.NewFetcher(ingest.Limits{}, a.net.private).Fetch
	}
	s, err := web.New(o)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	fresh := make(chan struct{})
	defer func() { cancel(); <-fresh }()
	go func() { // a store that another version filled, or whose reading was stopped, takes a while
		defer close(fresh)
		if err := a.refresh(ctx, store); err != nil && ctx.Err() == nil {
			log.Error("happenings are not up to date", "error", err)
		}
	}()
	if some, err := store.Documents(ctx, entente.Filter{Limit: 1}); err == nil && len(some) == 0 {
		fmt.Fprintf(a.stderr, "the store %s is empty: drop files on the start page, or entente read FOLDER --db %[1]s\n", a.db)
	}
	go keepTelling(ctx, desk, store, log)
	fmt.Fprintf(a.stdout, "http://%s\n", l.Addr())
	return s.Serve(ctx, l)
}

// desk opens the store for the views over it. A store that is not there yet is made: files can be dropped into it.
func (a *app) desk(ctx context.Context) (*views.Desk, entente.Store, error) {
	p, err := a.pipeline()
	if err != nil {
		return nil, nil, err
	}
	names, err := a.tables()
	if err != nil {
		return nil, nil, err
	}
	store, err := stores.Open(ctx, a.db)
	if err != nil {
		return nil, nil, err
	}
	d, err := views.New(store, p, names)
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	return d, store, nil
}
