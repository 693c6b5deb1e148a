package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"entente/internal/gazetteer"
)

func (a *app) headsCommand() *cobra.Command {
	var day string
	c := &cobra.Command{
		Use:   "heads STATE",
		Short: "who was head of state, head of government and foreign minister on a day, with the source of each",
		Example: `  entente gazetteer heads KAZ --day 2019-03-20
  entente gazetteer heads "United Kingdom"`,
		Args: exactly("a STATE"),
		RunE: func(_ *cobra.Command, args []string) error {
			if day == "" {
				day = time.Now().UTC().Format(time.DateOnly)
			} else if _, err := time.Parse(time.DateOnly, day); err != nil {
				return usage("--day wants a day like 2019-03-20, not %q", day)
			}
			g, err := gazetteer.Load(a.gazetteer...)
			if err != nil {
				return err
			}
			state, err := g.Asked(args[0])
			if err != nil {
				return err
			}
			if g.States[state] == nil {
				return usage("%s is no state", args[0])
			}
			fmt.Fprintln(a.stdout, "head\tname\toffice\tof\tfrom\tuntil\tsource")
			a.heads(g, "state", g.Heads(state, gazetteer.HeadOfState, day))
			a.heads(g, "government", g.Heads(state, gazetteer.HeadOfGovernment, day))
			a.heads(g, "foreign minister", g.Holders(state, "foreign-minister", day))
			return nil
		},
	}
	c.Flags().StringVar(&day, "day", "", "the day, like 2019-03-20 (default today)")
	return c
}

// heads writes the holders of one kind of office, a row each.
func (a *app) heads(g *gazetteer.Gazetteer, head string, offices []*gazetteer.Office) {
	if len(offices) == 0 {
		fmt.Fprintf(a.stdout, "%s\tnot known\t\t\t\t\t\n", head)
	}
	for _, o := range offices {
		fmt.Fprintf(a.stdout, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", head, g.People[o.Person].Name, o.Role, o.Of, o.From, o.Until, o.Source)
	}
}
