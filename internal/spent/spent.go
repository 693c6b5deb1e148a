// Package spent tells how much of a processor this process has used, for tests and benchmarks that must say the same on a busy machine as
// on a quiet one.
package spent

import "time"

var started = time.Now()

// Time is the processor time of this process so far, of all its threads; where the system does not tell it, the time since its start.
func Time() time.Duration {
	if d, ok := processor(); ok {
		return d
	}
	return time.Since(started)
}
