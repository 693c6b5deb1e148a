//go:build !unix

package spent

import "time"

func processor() (time.Duration, bool) { return 0, false }
