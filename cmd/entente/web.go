package main

import (
	"time"

	"github.com/spf13/cobra"

	"entente/internal/ingest"
)

// manners are how addresses are fetched.
type manners struct {
	private bool
	every   time.Duration
}

// webFlags are the flags of the commands that take addresses.
func (a *app) webFlags(c *cobra.Command) {
	c.Flags().BoolVar(&a.net.private, "allow-private", false, "fetch from this machine and private networks, too")
	c.Flags().DurationVar(&a.net.every, "every", time.Second, "pause between two pages of one host")
}

// reader reads files, standard input and addresses.
func (a *app) reader() ingest.Reader {
	return ingest.Reader{Stdin: a.stdin, Web: ingest.NewFetcher(ingest.Limits{}, a.net.private), Pace: ingest.Pace{Every: a.net.every}}
}
