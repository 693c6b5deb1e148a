package spent

import (
	"runtime"
	"testing"
	"time"
)

// TestTime sleeps, which takes no processor, and works, which does.
func TestTime(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows tells the time since the start")
	}
	before := Time()
	time.Sleep(200 * time.Millisecond)
	asleep := Time() - before
	before = Time()
	x := 0
	for begun := time.Now(); Time()-before < 50*time.Millisecond; x++ {
		if time.Since(begun) > time.Minute {
			t.Fatal("a minute of work takes no processor")
		}
	}
	if asleep > 150*time.Millisecond {
		t.Errorf("a sleep of 200 ms took %v of a processor", asleep)
	}
}
