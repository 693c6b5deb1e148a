package duplicates

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const report = `The foreign ministers of Arnor and Gondor met in Minas Tirith on Tuesday and signed a protocol on the reopening of the northern road.
The protocol provides for three customs posts and a joint commission that will meet twice a year. Trade between the two countries reached
410 million dollars last year, according to the ministry of trade of Gondor. The minister of Arnor invited his colleague to Fornost in the spring.
Observers in Rohan noted that the road had been closed for nine years after a dispute over tolls. The two sides also discussed flood relief in the
valley of the Anduin and agreed to exchange data on water levels every week during the season of the thaw.`

const other = `The parliament of Rohan ratified the treaty on grazing rights with its western neighbours by a large majority on Monday. The treaty allows
herds to cross the river between April and October and sets up a court of arbitration in Edoras. Opposition deputies complained that the fees
were too low. The government said that the first permits would be issued before the end of the month and that the border guards had been trained.`

func TestKinds(t *testing.T) {
	sentences := strings.SplitAfter(report, ". ")
	for _, c := range []struct{ name, a, b, want string }{
		{"the same words in other paragraphs", report, strings.ReplaceAll(report, "\n", "\n\n"), Copy},
		{"figures updated", report, strings.NewReplacer("410", "437", "three", "four").Replace(report), NearCopy},
		{"a name respelled and a sentence gone", report, strings.ReplaceAll(strings.Join(append(slices.Clone(sentences[:2]), sentences[3:]...), ""), "Gondor", "Gondhor"), NearCopy},
		{"two sentences quoted", report, "An agency wrote: " + sentences[0] + sentences[1], Excerpt},
		{"another text", report, other, Other},
		{"a short phrase in common", report, other + " The two sides also discussed flood relief in the valley of the Anduin.", Other},
	} {
		l := Compare(Shingles(c.a), Shingles(c.b))
		if got := l.Kind(); got != c.want {
			t.Errorf("%s: got %q (%+v), want %q", c.name, got, l, c.want)
		}
	}
}

func TestNumbersDoNotCount(t *testing.T) {
	if a, b := Shingles("exports rose to 1,250.5 million dollars that year"), Shingles("Exports rose to 980 million dollars that year"); !slices.Equal(a, b) {
		t.Errorf("got %v and %v, want the same shingles", a, b)
	}
}

func TestIndexFindsWhatAFullComparisonFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields(report + " " + other)
	text := func() string {
		var b strings.Builder
		for range 300 {
			b.WriteString(words[r.IntN(len(words))] + fmt.Sprint(" w", string(rune('a'+r.IntN(26))), string(rune('a'+r.IntN(26))), " "))
		}
		return b.String()
	}
	x := NewIndex(1)
	var sets []Set
	for i := range 400 {
		s := text()
		if i%10 == 9 { // an excerpt of an earlier one
			f := strings.Fields(s)
			s = strings.Join(f[:len(f)/3], " ")
			sets = append(sets, Shingles(strings.Join(f, " ")))
			x.Add(sets[len(sets)-1])
		}
		sets = append(sets, Shingles(s))
		x.Add(sets[len(sets)-1])
	}
	if x.Len() != len(sets) {
		t.Fatalf("index holds %d, want %d", x.Len(), len(sets))
	}
	for i, s := range sets {
		found := x.Candidates(s)
		for j, o := range sets {
			if Compare(s, o).Kind() != Other && !slices.Contains(found, j) {
				t.Errorf("%d is like %d (%+v) and is not a candidate", j, i, Compare(s, o))
			}
		}
		if len(found) > 3 {
			t.Errorf("%d candidates for %d, want at most itself and one other", len(found), i)
		}
	}
}

func FuzzShingles(f *testing.F) {
	f.Add("A text — with “quotes”, 12,000 words and \xff bytes")
	f.Fuzz(func(t *testing.T, s string) {
		set := Shingles(s)
		if !slices.IsSorted(set) || len(slices.Compact(slices.Clone(set))) != len(set) {
			t.Errorf("shingles of %q are not a sorted set", s)
		}
		if len(set) > 0 && Compare(set, set).Kind() != Copy {
			t.Errorf("%q is not a copy of itself", s)
		}
	})
}

func BenchmarkAdd(b *testing.B) {
	x, r := NewIndex(b.N), rand.New(rand.NewPCG(1, 2))
	text := strings.Repeat(report, 4)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s := Shingles(text + fmt.Sprint(r.Uint64()))
		for i := range s {
			s[i] = r.Uint32() // as many different documents
		}
		slices.Sort(s)
		x.Candidates(s)
		x.Add(s)
	}
	b.ReportMetric(float64(x.Len())/b.Elapsed().Seconds(), "documents/s")
	b.ReportMetric(float64(len(x.keys)*8)/float64(x.Len()), "B/document")
}
