package reconcile

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"entente"
)

// claim reads a claim of the case files.
func claim(t testing.TB, s, id string) entente.Figure {
	t.Helper()
	w := strings.Fields(s)
	if len(w) < 6 {
		t.Fatalf("claim %q has too few words", s)
	}
	f := entente.Figure{ID: "f:" + id, Measure: w[0], Form: w[3], Modality: "actual"}
	for _, p := range strings.Split(w[1], "-") {
		f.Parties = append(f.Parties, p)
	}
	f.Period = span(t, w[2])
	ops := map[string]string{"up-to": "<=", "at-least": ">=", "between": "="}
	f.Op = w[4]
	if o, ok := ops[f.Op]; ok {
		f.Op = o
	}
	if lo, hi, ok := strings.Cut(w[5], ".."); ok {
		f.Low, f.High = lo, hi
	} else {
		f.Value = w[5]
	}
	for _, x := range w[6:] {
		k, v, ok := strings.Cut(x, "=")
		switch {
		case !ok && f.Unit == "":
			f.Unit = x
			if u, per, ok := strings.Cut(x, "/"); ok {
				f.Unit, f.Per = u, per
			}
		case !ok && x == "by-times":
			f.Flags = []string{x}
		case !ok:
			f.Modality = x
		case k == "of":
			f.Of = v
		case k == "from":
			f.From = v
		case k == "to":
			f.To = v
		case k == "base":
			f.Base = span(t, v)
		}
	}
	return f
}

func span(t testing.TB, s string) *entente.Date {
	t.Helper()
	if s == "-" {
		return nil
	}
	a, b, two := strings.Cut(s, "/")
	if !two {
		b = a
	}
	d := &entente.Date{EDTF: s, Precision: "year"}
	switch {
	case strings.HasSuffix(a, "X"):
		d.Start, d.End = a[:3]+"0-01-01", a[:3]+"9-12-31"
	case strings.HasSuffix(a, "-33"):
		d.Start, d.End = a[:4]+"-01-01", a[:4]+"-03-31"
	default:
		d.Start, d.End = a+"-01-01", b+"-12-31"
	}
	return d
}

func TestPairs(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	cases := 0
	for line := range strings.Lines(string(b)) {
		body, want, ok := strings.Cut(strings.TrimSpace(line), " => ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		var fs []entente.Figure
		for i, c := range strings.Split(body, " & ") {
			fs = append(fs, claim(t, c, fmt.Sprint(i)))
		}
		var got entente.Verdict
		if len(fs) == 3 {
			if got, ok = r.Base(&fs[0], &fs[1], &fs[2]); !ok {
				t.Errorf("%s: nothing implied", body)
				continue
			}
			if v := r.Series([]Claim{{Figure: fs[0]}, {Figure: fs[1]}, {Figure: fs[2]}}); !slices.ContainsFunc(v, func(x entente.Verdict) bool { return x.ID == got.ID }) {
				t.Errorf("%s: the series does not have the verdict on the base", body)
			}
		} else {
			got = r.Compare(&fs[0], &fs[1])
			if other := r.Compare(&fs[1], &fs[0]); other.Kind != got.Kind || other.ID != got.ID {
				t.Errorf("%s: %s one way round, %s the other", body, got.Kind, other.Kind)
			}
		}
		cases++
		kinds[want]++
		if got.Kind != want {
			t.Errorf("%s:\n got %s (%s; %s), want %s", body, got.Kind, got.Why, got.Arithmetic, want)
		}
		if got.Why == "" {
			t.Errorf("%s: no reason given", body)
		}
	}
	if cases < 60 {
		t.Errorf("%d cases, want 60", cases)
	}
	for _, k := range []string{Agree, Refine, Conflict, Target, NotComparable} {
		if kinds[k] < 5 {
			t.Errorf("%d cases of %s, want 5", kinds[k], k)
		}
	}
}

// TestSeries reads five claims as five texts could make them, in every order of arrival.
func TestSeries(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{
		"trade AAA-BBB 1992/2022 multiple > 70 1",
		"trade AAA-BBB 1992/2022 multiple <~ 50 1 by-times",
		"trade AAA-BBB 199X level < 500000000 USD",
		"trade AAA-BBB 2021 level = 25200000000 USD",
		"trade AAA-BBB 2022 level > 25000000000 USD",
		"trade AAA-BBB 2015 level = 40000000000 USD target",
		"trade AAA-BBB 2021 level > 25000000000 USD",
	}
	var claims []Claim
	for i, l := range lines {
		claims = append(claims, Claim{Figure: claim(t, l, fmt.Sprint(i)), Document: fmt.Sprint("d:", i)})
	}
	want := r.Series(claims)
	kinds := map[string]int{}
	for _, v := range want {
		kinds[v.Kind]++
	}
	if kinds[Conflict] < 1 || kinds[Refine] < 2 {
		t.Errorf("got %v", want)
	}
	for n := 0; n < len(claims); n++ {
		claims = append(claims[1:], claims[0])
		got := r.Series(claims)
		if !slices.EqualFunc(got, want, func(a, b entente.Verdict) bool { return a.ID == b.ID && a.Kind == b.Kind }) {
			t.Fatalf("the order of arrival changes the verdicts: %v, want %v", got, want)
		}
	}
}

func TestStoriesCountOnce(t *testing.T) {
	f := claim(t, "trade AAA-BBB 2021 level = 25 USD", "1")
	g := f
	g.ID = "f:2"
	if n := len(Group([]Claim{{Figure: f, Story: "y:1"}, {Figure: g, Story: "y:1"}})[0]); n != 1 {
		t.Errorf("two copies of one story make %d claims, want 1", n)
	}
	if n := len(Group([]Claim{{Figure: f, Story: "y:1"}, {Figure: g, Story: "y:2"}})[0]); n != 2 {
		t.Errorf("two stories make %d claims, want 2", n)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("25200000000", "=", "25", ">")
	f.Add("0", "~", "-1", "<~")
	r, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, v1, op1, v2, op2 string) {
		if len(v1) > 30 || len(v2) > 30 || strings.ContainsAny(v1+v2, "eEpP") {
			return
		}
		a := entente.Figure{ID: "f:1", Measure: "trade", Form: "level", Op: op1, Value: v1, Unit: "USD", Parties: []string{"A"}}
		b := entente.Figure{ID: "f:2", Measure: "trade", Form: "level", Op: op2, Value: v2, Unit: "USD", Parties: []string{"A"}}
		x, y := r.Compare(&a, &b), r.Compare(&b, &a)
		if x.Kind != y.Kind {
			t.Fatalf("%s %s, %s %s: %s one way round, %s the other", op1, v1, op2, v2, x.Kind, y.Kind)
		}
		if self := r.Compare(&a, &a); self.Kind == Conflict || self.Kind == Refine {
			t.Fatalf("%s %s against itself: %s", op1, v1, self.Kind)
		}
	})
}
