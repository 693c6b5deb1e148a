package gazetteer

// Near reports whether two words are spellings of one name: long, the same first letter, at most two letters apart by the
// distance of Levenshtein (1966), fewer for short ones.
func Near(a, b string) bool {
	if a == b {
		return true
	}
	n := min(len(a), len(b))
	if n < 6 || a[0] != b[0] || len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return false
	}
	most := 1
	if n >= 8 {
		most = 2
	}
	return distance(a, b) <= most
}

func distance(a, b string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		left := prev[0]
		prev[0] = i
		for j := 1; j <= len(b); j++ {
			cost := left
			if a[i-1] != b[j-1] {
				cost++
			}
			left = prev[j]
			prev[j] = min(cost, prev[j]+1, prev[j-1]+1)
		}
	}
	return prev[len(b)]
}
