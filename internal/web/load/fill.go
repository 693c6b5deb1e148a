package main

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"entente"
	"entente/internal/corpus"
	"entente/internal/gazetteer"
	"entente/internal/ontology"
	"entente/internal/pipeline"
	"entente/internal/stores"
)

// frames are sentences with places for two states, a day and a number.
var frames = []string{
	"The president of {a} visited {b} on {d}.", "The foreign ministers of {a} and {b} met on {d} to discuss {t}.", "{a} and {b} signed an agreement on {t} on {d}.",
	"{a} condemned {b} over {t} on {d}.", "Trade between {a} and {b} reached {n} million dollars in {y}.", "The prime minister of {b} will visit {a} in {y}.", "{a} imposed sanctions on {b} on {d}.",
	"\"We count on {b} in questions of {t},\" the foreign minister of {a} said on {d}.", "{b} has been a strategic partner of {a} since {y}.", "The government of {a} denied that it had supplied {b} with arms.",
	"{a} gave {b} {n} million dollars in aid for {t}.", "Exports of {a} to {b} grew by {p} percent in {y}.", "{a} opened an embassy in {b} on {d}.", "The ambassador of {b} told reporters that talks on {t} with {a} had gone well.",
}

var topics = strings.Fields("fisheries railways migration visas gas electricity cotton grain water customs tourism mining ports telecommunications students archives pipelines quarantine aviation satellites")

var words = strings.Fields("harbour orchard lantern gravel meadow copper saddle canvas thunder velvet marble pepper willow anchor barrel candle falcon garden hammer island jacket kettle ladder mirror needle oyster parcel quarry ribbon saffron timber vessel wagon yarrow zephyr almond bishop carpet dagger ember")

// fill makes a store of made-up texts: pairs of states as unequal as those of the world, days of a quarter of a century. The
// same number gives the same texts.
func fill(ctx context.Context, path string, n int) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return err
	}
	g, err := gazetteer.Load()
	if err != nil {
		return err
	}
	store, err := stores.Open(ctx, path)
	if err != nil {
		return err
	}
	defer store.Close()
	done, begun := 0, time.Now()
	err = p.Run(ctx, texts(states(g), n), runtime.GOMAXPROCS(0), func(r pipeline.Result) error {
		if done++; done%5000 == 0 {
			fmt.Printf("%d documents after %s\n", done, time.Since(begun).Round(time.Second))
		}
		return store.Put(ctx, entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses})
	})
	if err != nil {
		return err
	}
	if err == nil {
		err = together(ctx, store)
	}
	if err != nil {
		return err
	}
	t, err := store.Tally(ctx, entente.Filter{})
	fmt.Printf("%s: %d documents, %d rows, %s\n", path, done, t.Rows, time.Since(begun).Round(time.Second))
	return err
}

// together makes the happenings of what was read, as entente read does.
func together(ctx context.Context, store entente.Store) error {
	o, err := ontology.Load()
	if err != nil {
		return err
	}
	kinds, err := corpus.KindsOf(o)
	if err != nil {
		return err
	}
	return corpus.Update(ctx, store, kinds)
}

// states are those of today by name, in an order that has nothing to do with the alphabet.
func states(g *gazetteer.Gazetteer) []string {
	var out []string
	for _, s := range g.States {
		if s.Status == "state" && s.Until == "" {
			out = append(out, s.Name)
		}
	}
	slices.Sort(out)
	rand.New(rand.NewPCG(3, 5)).Shuffle(len(out), func(i, k int) { out[i], out[k] = out[k], out[i] })
	return out
}

func texts(states []string, n int) iter.Seq2[entente.Page, error] {
	return func(yield func(entente.Page, error) bool) {
		dice := rand.New(rand.NewPCG(7, uint64(n)))
		zipf := rand.NewZipf(dice, 1.3, 12, uint64(len(states)-1))
		first := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		for i := range n {
			a, b := states[zipf.Uint64()], states[zipf.Uint64()]
			for a == b {
				b = states[dice.IntN(len(states))]
			}
			day := first.AddDate(0, 0, dice.IntN(9300))
			if !yield(text(dice, i, a, b, day), nil) {
				return
			}
		}
	}
}

// text is a short report of a day; words of no meaning keep it apart from its likes.
func text(dice *rand.Rand, i int, a, b string, day time.Time) entente.Page {
	var out strings.Builder
	fmt.Fprintf(&out, "%s and %s: report %d\n\n", a, b, i)
	for range 3 + dice.IntN(4) {
		x, y := a, b
		if dice.IntN(2) == 0 {
			x, y = b, a
		}
		s := strings.NewReplacer("{a}", x, "{b}", y, "{d}", day.AddDate(0, 0, -dice.IntN(6)).Format("2 January 2006"), "{t}", topics[dice.IntN(len(topics))], "{n}", fmt.Sprint(10+dice.IntN(900)),
			"{p}", fmt.Sprint(2+dice.IntN(60)), "{y}", fmt.Sprint(day.Year())).Replace(frames[dice.IntN(len(frames))])
		out.WriteString(s)
		var more []string
		for range 8 {
			more = append(more, words[dice.IntN(len(words))])
		}
		fmt.Fprintf(&out, " The %s stayed near the %s.\n\n", strings.Join(more[:4], " "), strings.Join(more[4:], " "))
	}
	return entente.Page{Source: fmt.Sprintf("report-%06d.txt", i), Raw: []byte(out.String()), Input: entente.Input{Date: day.Format(time.DateOnly), Publisher: words[dice.IntN(len(words))] + " post"}}
}
