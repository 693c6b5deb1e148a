package corpus

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"entente"
	"entente/internal/corrections"
	"entente/internal/ontology"
)

// A joinCase is a case of testdata/join.txt.
type joinCase struct {
	title string
	in    []Input
	want  []string // "a.1 b.1 !2022", "-> outcome a.1 b.1"
}

func realKinds(t *testing.T) (Kinds, *corrections.Judge) {
	t.Helper()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	k, err := KindsOf(o)
	if err != nil {
		t.Fatal(err)
	}
	return k, corrections.New(o)
}

// copies are texts that differ by the letter of a story, the same within one, long enough to be known as copies.
func copyOf(letter string) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "word%s%c%c stands beside others here. ", letter, 'a'+i%26, 'a'+i/26)
	}
	return b.String()
}

// telling reads "a.1 2022-10-02 visit happened 2022-09-14 CHN(xi) > KAZ @Astana,KAZ".
func readTelling(t *testing.T, j *corrections.Judge, line string) entente.Row {
	t.Helper()
	f := strings.Fields(line)
	if len(f) < 7 {
		t.Fatalf("%q is no telling", line)
	}
	name, _, _ := strings.Cut(f[0], ".")
	e := &entente.Event{ID: "e:" + f[0], Kind: f[2], Status: f[3], Actors: []string{}, Recipients: []string{}, Confidence: .8}
	r := entente.Row{Document: entente.Brief{ID: "d:" + name, Published: edtf(t, j, f[1])}, Event: e, Parties: map[string]*entente.Party{}}
	if f[4] != "-" {
		e.Date = edtf(t, j, f[4])
	}
	side := &e.Actors
	for _, w := range f[5:] {
		switch {
		case w == ">":
			side = &e.Recipients
		case w[0] == '"':
			r.Parties["said"] = &entente.Party{Name: "a ministry", Of: w[1:], Kind: "group"}
			e.AssertedBy = "said"
		case w[0] == '~':
			r.Quote = "It became a " + strings.ReplaceAll(w[1:], "_", " ") + " partnership."
		case w[0] == '^':
			r.Quote = "They signed the " + strings.ReplaceAll(w[1:], "_", " ") + "."
		case w[0] == '@':
			place, country, _ := strings.Cut(w[1:], ",")
			e.Place = &entente.Place{Name: place, Country: country}
		default:
			for _, who := range strings.Split(w, ",") {
				code, person, named := strings.Cut(strings.TrimSuffix(who, ")"), "(")
				p := &entente.Party{Code: code, Kind: "state"}
				if named {
					p = &entente.Party{Code: "person:" + person, Of: code, Kind: "person"}
				}
				id := fmt.Sprintf("m%d", len(r.Parties))
				r.Parties[id] = p
				*side = append(*side, id)
			}
		}
	}
	return r
}

// edtf reads a date by way of a correction, which is where dates are read.
func edtf(t *testing.T, j *corrections.Judge, s string) *entente.Date {
	t.Helper()
	c := entente.Correction{ID: "c:1", Row: "d:x", Field: "published", Value: s}
	b := j.Rule([]entente.Correction{c}).Brief(entente.Brief{ID: "d:x"})
	if b.Published == nil {
		t.Fatalf("%q is no date", s)
	}
	return b.Published
}

func readCases(t *testing.T, path string) []joinCase {
	t.Helper()
	_, j := realKinds(t)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []joinCase
	for line := range strings.SplitSeq(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] != ' ' {
			out = append(out, joinCase{title: line})
			continue
		}
		c := &out[len(out)-1]
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "= "):
			c.want = append(c.want, strings.Split(line[2:], " / ")...)
		case strings.HasPrefix(line, "-> "):
			c.want = append(c.want, line)
		default:
			r := readTelling(t, j, line)
			i := slices.IndexFunc(c.in, func(x Input) bool { return x.Document.ID == r.Document.ID })
			if i < 0 {
				i = len(c.in)
				c.in = append(c.in, Input{Document: r.Document, Text: copyOf(r.Document.ID[2:3])})
			}
			r.Order = len(c.in[i].Rows)
			c.in[i].Rows = append(c.in[i].Rows, r)
		}
	}
	return out
}

// shape says what corpus rows are in the words of the cases.
func shape(r Rows) []string {
	var out []string
	names := map[string]string{}
	for _, h := range r.Happenings {
		var events []string
		for _, e := range h.Events {
			events = append(events, strings.TrimPrefix(e, "e:"))
		}
		names[h.ID] = events[0]
		s := strings.Join(events, " ")
		if len(h.Conflicts) > 0 {
			s += " !" + strings.Join(h.Conflicts, ",")
		}
		out = append(out, s)
	}
	for _, l := range r.Links {
		out = append(out, "-> "+l.Kind+" "+names[l.From]+" "+names[l.To])
	}
	slices.Sort(out)
	return out
}

func TestCases(t *testing.T) {
	k, _ := realKinds(t)
	cases := readCases(t, "testdata/join.txt")
	for _, c := range cases {
		slices.Sort(c.want)
		rows := Build(c.in, nil, k)
		if got := shape(rows); !slices.Equal(got, c.want) {
			t.Errorf("%s\n  got  %s\n  want %s", c.title, strings.Join(got, " / "), strings.Join(c.want, " / "))
		}
		for _, h := range rows.Happenings {
			if (len(h.Events) > 1) != (h.Why != "") {
				t.Errorf("%s: %d tellings joined, because %q", c.title, len(h.Events), h.Why)
			}
		}
	}
	if len(cases) < 40 {
		t.Errorf("%d cases were read, want 40 or more", len(cases))
	}
}

func TestKindsTable(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	last := ""
	for line := range strings.SplitSeq(strings.TrimSpace(kindsTable), "\n") {
		if line[0] == '#' {
			continue
		}
		name, _, _ := strings.Cut(line, "\t")
		if name <= last {
			t.Errorf("kinds.tsv: %s stands after %s", name, last)
		}
		last = name
		if !o.HasKind(name) && !slices.ContainsFunc(o.Groups, func(g ontology.Term) bool { return g.Name == name }) {
			t.Errorf("kinds.tsv: the ontology has no kind or group %s", name)
		}
	}
	k, _ := realKinds(t)
	for i := range o.Kinds {
		a := o.Kinds[i].Name
		if f := k.Family(a); k.Rule(f) != k.Rule(a) && o.HasKind(f) && k.Rule(a).Mutual != k.Rule(f).Mutual {
			t.Errorf("%s and its family %s disagree on whether it is mutual", a, f)
		}
	}
}
