package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/calendar"
	"entente/internal/ontology"
)

// A question is a filter as the flags give it.
type question struct {
	entente.Filter
	dyad   []string
	format string
}

func (q *question) flags(c *cobra.Command, status bool) {
	f := c.Flags()
	f.StringVar(&q.Actor, "actor", "", "a state, organisation or person that takes part: code or name")
	f.StringSliceVar(&q.dyad, "dyad", nil, "two that both take part: KAZ,CHN")
	f.StringVar(&q.Since, "since", "", "first day, month or year: 2022-09-14, 2022-09, 2022")
	f.StringVar(&q.Until, "until", "", "last day, month or year")
	f.StringVar(&q.Source, "source", "", "part of the path, address or publisher, or a document id")
	f.IntVar(&q.Limit, "limit", 0, "at most so many rows")
	f.StringVar(&q.format, "format", "table", formats)
	if status {
		f.StringSliceVar(&q.Status, "status", nil, "of events happened, ongoing, planned, hypothetical, denied; of ties signed, in-force …; of figures actual, target …")
		f.StringSliceVar(&q.Class, "kind", nil, "kind or PLOVER type of events, kind of ties, measure of figures, mode of statements")
	}
}

// settle checks the flags and turns names into codes and periods into days.
func (a *app) settle(q *question) error {
	if !slices.Contains([]string{"table", "csv", "jsonl"}, q.format) {
		return usage("--format is %s, not %q", formats, q.format)
	}
	var err error
	if q.Since, err = firstDay("since", q.Since); err != nil {
		return err
	}
	if q.Until, err = lastDay("until", q.Until); err != nil {
		return err
	}
	if q.Limit < 0 {
		return usage("--limit is 0 for all, or more, not %d", q.Limit)
	}
	if q.Since != "" && q.Until != "" && q.Until < q.Since {
		return usage("--until %s lies before --since %s", q.Until, q.Since)
	}
	if err := known(q.Status); err != nil {
		return err
	}
	if len(q.dyad) != 0 && len(q.dyad) != 2 {
		return usage("--dyad takes two actors with a comma between them, as in --dyad KAZ,CHN; got %q", strings.Join(q.dyad, ","))
	}
	wanted := append([]string{q.Actor}, q.dyad...)
	for i, name := range wanted {
		if name == "" {
			continue
		}
		code, err := a.actor(name)
		if err != nil {
			return err
		}
		if wanted[i] = code; i == 0 {
			q.Actor = code
		} else {
			q.Dyad[i-1] = code
		}
	}
	return two(q.Dyad[0], q.Dyad[1])
}

// two refuses a pair of one; "" is nobody.
func two(a, b string) error {
	if a != "" && a == b {
		return usage("the two actors are one, %s; two are needed, as in KAZ CHN", a)
	}
	return nil
}

// statuses are what rows of one sort or another can have as status or modality.
var statuses = []string{"happened", "ongoing", "planned", "hypothetical", "denied", "sought", "negotiated", "initialled", "signed", "ratified", "in-force", "suspended", "refused",
	"ended", "actual", "target", "forecast", "estimate", "demand"}

// known checks statuses, and takes "possible", as tables have it, for hypothetical.
func known(status []string) error {
	for i, s := range status {
		if s == "possible" {
			status[i] = "hypothetical"
		} else if !slices.Contains(statuses, s) {
			return usage("no row has the status %q; there are %s", s, strings.Join(statuses, ", "))
		}
	}
	return nil
}

// eventClasses checks what --kind asks of events.
func eventClasses(classes []string) error {
	o, err := ontology.Load()
	if err != nil {
		return err
	}
	for i, k := range classes {
		if o.HasType(strings.ToUpper(k)) {
			classes[i] = strings.ToUpper(k)
		} else if !o.HasKind(k) {
			return usage("no kind or type of events is called %q; entente ontology lists them", k)
		}
	}
	return nil
}

// firstDay is the first day of a day, month or year that a flag gives, lastDay the last; "" for none.
func firstDay(flag, s string) (string, error) {
	first, _, err := ends(flag, s)
	return first, err
}

// lastDay is what firstDay says.
func lastDay(flag, s string) (string, error) {
	_, last, err := ends(flag, s)
	return last, err
}

func ends(flag, s string) (first, last string, err error) {
	if s == "" {
		return "", "", nil
	}
	first, last, ok := calendar.Ends(s)
	if !ok {
		return "", "", usage("--%s is a day, month or year as in 2022-09-14, 2022-09 or 2022, not %q", flag, s)
	}
	return first, last, nil
}
