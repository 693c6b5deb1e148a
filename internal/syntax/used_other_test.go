//go:build !unix

package syntax

import "time"

var started = time.Now()

// used is the time since the start, where processor time is not to be had in one way.
func used() time.Duration { return time.Since(started) }
