package anchoring

import "strconv"

// Length is n units as a duration of ISO 8601; clock says that the letter counts hours, minutes or seconds.
func Length(n int, unit byte, clock bool) string {
	if clock {
		return "PT" + strconv.Itoa(n) + string(unit)
	}
	switch unit {
	case 'E':
		return "P" + strconv.Itoa(10*n) + "Y"
	case 'C':
		return "P" + strconv.Itoa(100*n) + "Y"
	case 'Q':
		return "P" + strconv.Itoa(3*n) + "M"
	case 'H':
		return "P" + strconv.Itoa(6*n) + "M"
	case 'F':
		return "P" + strconv.Itoa(2*n) + "W"
	case 'K':
		return "P" + strconv.Itoa(2*n) + "D"
	}
	return "P" + strconv.Itoa(n) + string(unit)
}
