package backfill

import (
	"testing"

	"entente/internal/duplicates"
)

// TestBounds holds the bounds that are written here against those of package duplicates, by what they do: three documents that
// share two hashes of their sketches are not compared there, three hashes they are.
func TestBounds(t *testing.T) {
	sets := func(shared int) (a, b duplicates.Set) {
		for i := range 40 {
			a = append(a, uint32(1000+i))
			if i < shared {
				b = append(b, uint32(1000+i))
			}
		}
		for i := range 40 - shared {
			b = append(b, uint32(5000+i))
		}
		return a, b
	}
	for shared := 1; shared <= 5; shared++ {
		a, b := sets(shared)
		x := duplicates.NewIndex(2)
		x.Add(a)
		if got := len(x.Candidates(b)) > 0; got != (shared >= agree) {
			t.Errorf("%d shared hashes: candidates there %v, here %v", shared, got, shared >= agree)
		}
	}
	same := duplicates.NewIndex(2 * crowd)
	a, _ := sets(0)
	for range 2 * crowd {
		same.Add(a)
	}
	if got := len(same.Candidates(a)); got != crowd {
		t.Errorf("documents under one hash: %d there, %d here", got, crowd)
	}
}
