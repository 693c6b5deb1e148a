package answers

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// heavy is an answer of a weight.
type heavy int

func (h heavy) Weight() int { return int(h) }

// asking counts how often an answer is made.
type asking struct {
	kept Kept
	made int
}

func (a *asking) ask(t *testing.T, stamp, key string, times int, v heavy) heavy {
	t.Helper()
	got, err := Keep(context.Background(), &a.kept, stamp, key, times, func() (heavy, error) { a.made++; return v, nil })
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestKeepsUntilTheStampChanges(t *testing.T) {
	a := &asking{}
	for i, c := range []struct {
		stamp string
		give  heavy
		want  heavy
		made  int
	}{{"1", 7, 7, 1}, {"1", 8, 7, 1}, {"2", 9, 9, 2}, {"", 10, 10, 3}, {"2", 11, 9, 3}} {
		if got := a.ask(t, c.stamp, "k", 0, c.give); got != c.want || a.made != c.made {
			t.Errorf("question %d: got %d, made %d times; want %d, made %d times", i, got, a.made, c.want, c.made)
		}
	}
}

func TestLetsTheOldestGo(t *testing.T) {
	a := &asking{}
	for i := range 6 {
		a.ask(t, "1", fmt.Sprint(i), 0, mostKept/5)
	}
	a.ask(t, "1", "too heavy to keep", 0, mostKept)
	for key, again := range map[string]bool{"5": false, "1": false, "0": true, "too heavy to keep": true} {
		before := a.made
		if a.ask(t, "1", key, 0, 1); (a.made > before) != again {
			t.Errorf("%q was made again: %t, want %t", key, a.made > before, again)
		}
		if key == "0" || key == "too heavy to keep" { // what was made anew pushes another out
			a.kept = Kept{}
			for i := range 6 {
				a.ask(t, "1", fmt.Sprint(i), 0, mostKept/5)
			}
		}
	}
}

// TestSlowOnesLagBehind gives out a slow answer under a later stamp, one that took no time not.
func TestSlowOnesLagBehind(t *testing.T) {
	a := &asking{}
	a.ask(t, "1", "quick", 10, 1)
	slowly := func() (heavy, error) { time.Sleep(slow + 20*time.Millisecond); return 1, nil }
	if _, err := Keep(context.Background(), &a.kept, "1", "slow", 100, slowly); err != nil {
		t.Fatal(err)
	}
	if got := a.ask(t, "2", "slow", 100, 2); got != 1 {
		t.Errorf("the slow answer was made again: %d", got)
	}
	if got := a.ask(t, "2", "quick", 10, 2); got != 2 {
		t.Errorf("the quick answer was given out under another stamp: %d", got)
	}
}

// TestFailuresAreNotKept asks again after an error and after a break, while others wait for the same.
func TestFailuresAreNotKept(t *testing.T) {
	k := &Kept{}
	ctx := context.Background()
	if _, err := Keep(ctx, k, "1", "k", 0, func() (int, error) { return 0, errors.New("no") }); err == nil {
		t.Error("an error is no answer")
	}
	begun, end := make(chan bool), make(chan bool)
	var all sync.WaitGroup
	all.Go(func() {
		_, err := Keep(ctx, k, "1", "k", 0, func() (int, error) { close(begun); <-end; panic("broken") })
		if err == nil || !strings.Contains(err.Error(), "broken") {
			t.Errorf("a break gives %v", err)
		}
	})
	<-begun
	all.Go(func() {
		got, err := Keep(ctx, k, "1", "k", 0, func() (int, error) { return 3, nil })
		if got != 3 || err != nil {
			t.Errorf("who waited for a break got %d, %v; want an answer of their own", got, err)
		}
	})
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := Keep(gone, k, "1", "k", 0, func() (int, error) { return 4, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("who went away got %v", err)
	}
	close(end)
	all.Wait()
}
