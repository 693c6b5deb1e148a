package views_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"entente"
	"entente/internal/sqlite"
	"entente/internal/views"
	"entente/internal/views/viewstest"
)

// TestChronologyPages pages through chronologies: each thing once, in the order of the whole, with what became of it wherever that stands.
func TestChronologyPages(t *testing.T) {
	d, ctx := viewstest.Open(t), context.Background()
	for _, pair := range [][2]string{{"KAZ", "CHN"}, {"CHN", ""}} {
		whole, err := d.Chronology(ctx, pair[0], pair[1], "", "")
		if err != nil {
			t.Fatal(err)
		}
		is := map[string]*views.Item{}
		for i := range whole.Items {
			is[whole.Items[i].ID] = &whole.Items[i]
		}
		seen := map[string]bool{}
		for cursor := "-"; cursor != ""; {
			q := views.Question{Limit: 5, Cursor: map[bool]string{false: cursor}[cursor == "-"]}
			c, err := d.ChronologyPage(ctx, pair[0], pair[1], q)
			if err != nil {
				t.Fatal(err)
			}
			if c.Total != len(whole.Items) || len(c.Items) > 5 {
				t.Errorf("%v: a page of %d of %d, want 5 of %d", pair, len(c.Items), c.Total, len(whole.Items))
			}
			sum := 0
			for _, y := range c.Years {
				sum += y.Count
			}
			if sum != c.Total {
				t.Errorf("%v: the years count %d, want %d", pair, sum, c.Total)
			}
			for i := range c.Items {
				x, want := &c.Items[i], is[c.Items[i].ID]
				if want == nil || seen[x.ID] {
					t.Fatalf("%v: %s is not in the whole, or on two pages", pair, x.ID)
				}
				if seen[x.ID] = true; (x.Outcome == nil) != (want.Outcome == nil) || x.Outcome != nil && *x.Outcome != *want.Outcome || x.Open != want.Open || len(x.PlanOf) != len(want.PlanOf) || x.What != want.What {
					t.Errorf("%v: got %+v on a page, want %+v", pair, x, want)
				}
			}
			cursor = c.Next
		}
		if len(seen) != len(whole.Items) {
			t.Errorf("%v: %d things on all pages, want %d", pair, len(seen), len(whole.Items))
		}
		planned, err := d.ChronologyPage(ctx, pair[0], pair[1], views.Question{Status: []string{"planned"}})
		if err != nil {
			t.Fatal(err)
		}
		if len(planned.Items) == 0 || planned.Total != len(planned.Items) {
			t.Errorf("%v: %d planned things of %d", pair, len(planned.Items), planned.Total)
		}
		for _, x := range planned.Items {
			if x.Status != "planned" {
				t.Errorf("%v: %s is %s, want planned", pair, x.ID, x.Status)
			}
		}
	}
}

// A sluggish store takes its time to put documents together.
type sluggish struct {
	*sqlite.Store
	wait chan bool
}

func (s sluggish) Take(ctx context.Context, version string, limit int, f func([]string) (entente.Intake, error)) (int, error) {
	<-s.wait
	return s.Store.Take(ctx, version, limit, f)
}

// TestBehind asks while documents are being put together: the answer comes in time and says that it is behind, and is not given out
// once they are.
func TestBehind(t *testing.T) {
	o, ctx := viewstest.Open(t), context.Background()
	s := sluggish{o.Store, make(chan bool)}
	d, err := views.New(s, nil, o.Names)
	if err != nil {
		t.Fatal(err)
	}
	before := d.Stamp(ctx)
	c, err := d.ChronologyPage(ctx, "KAZ", "CHN", views.Question{})
	if err != nil {
		t.Fatal(err)
	}
	if !c.Behind {
		t.Error("the answer does not say that it is behind")
	}
	close(s.wait)
	for until := time.Now().Add(20 * time.Second); d.Stamp(ctx) == before && time.Now().Before(until); {
		time.Sleep(5 * time.Millisecond)
	}
	c, err = d.ChronologyPage(ctx, "KAZ", "CHN", views.Question{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Behind || len(c.Items) == 0 {
		t.Errorf("afterwards: behind %v, %d things", c.Behind, len(c.Items))
	}
}

// A broken store cannot put documents together.
type broken struct{ *sqlite.Store }

func (broken) Take(context.Context, string, int, func([]string) (entente.Intake, error)) (int, error) {
	return 0, errors.New("it is broken")
}

// TestTrouble asks a store that cannot put documents together: what there is is shown, and somebody is told.
func TestTrouble(t *testing.T) {
	o, ctx := viewstest.Open(t), context.Background()
	if _, err := o.Chronology(ctx, "KAZ", "CHN", "", ""); err != nil {
		t.Fatal(err)
	}
	d, err := views.New(broken{o.Store}, nil, o.Names)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	d.OnTrouble(func(err error) { told = append(told, err.Error()) })
	for _, pair := range [][2]string{{"KAZ", "CHN"}, {"KAZ", "RUS"}, {"KAZ", "UZB"}} {
		c, err := d.ChronologyPage(ctx, pair[0], pair[1], views.Question{})
		if err != nil || !c.Behind {
			t.Errorf("%v: got %v, behind %v; want an answer that says it is behind", pair, err, c != nil && c.Behind)
		}
		if pair[1] == "CHN" && len(c.Items) == 0 {
			t.Error("what is there is not shown")
		}
	}
	if len(told) != 1 || !strings.Contains(told[0], "it is broken") {
		t.Errorf("told of %q, want of one failure", told)
	}
}
