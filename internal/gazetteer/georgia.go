package gazetteer

import "strings"

// Caucasian reports whether a text that says "Georgia" speaks of the Caucasus, American whether it speaks of the American state:
// by towns, people and neighbours that only one of them has.
func Caucasian(text string) bool {
	return holdsOne(text, "Tbilisi", "Georgian", "Saakashvili", "Ossetia", "Abkhazia", "Caucasus", "Azerbaijan", "Armenia", "Russia", "Shevardnadze", "Batumi")
}

// American is the other half of Caucasian.
func American(text string) bool {
	return holdsOne(text, "Atlanta", "Savannah", "Senator", "Alabama", "Florida", "South Carolina", "Tennessee", "governor of Georgia", "Republican", "Democrat")
}

func holdsOne(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
