//go:build unix

package syntax

import (
	"syscall"
	"time"
)

// used is the processor time of this process so far: what else runs on the machine does not count.
func used() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
