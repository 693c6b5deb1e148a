package prose

import (
	"strings"

	"entente"
)

// Date is a date for people: an interval with its two ends, an open side in words, seasons and quarters named; "" for none.
func Date(d *entente.Date) string {
	if d == nil {
		return ""
	}
	from, to, interval := strings.Cut(d.EDTF, "/")
	if !interval {
		return point8601(d.EDTF)
	}
	switch {
	case from == "" || from == "..":
		return "until " + point8601(to)
	case to == "" || to == "..":
		return "since " + point8601(from)
	}
	return point8601(from) + " to " + point8601(to)
}

// point8601 names the parts of a year that ISO 8601-2 numbers from 21, and says approximate and uncertain in words.
func point8601(s string) string {
	mark := ""
	switch {
	case strings.HasSuffix(s, "~"):
		mark, s = "about ", strings.TrimSuffix(s, "~")
	case strings.HasSuffix(s, "?"):
		mark, s = "perhaps ", strings.TrimSuffix(s, "?")
	case strings.HasSuffix(s, "%"):
		mark, s = "perhaps about ", strings.TrimSuffix(s, "%")
	}
	if len(s) == 7 {
		named := map[string]string{"21": "spring ", "22": "summer ", "23": "autumn ", "24": "winter ", "33": "first quarter of ", "34": "second quarter of ",
			"35": "third quarter of ", "36": "fourth quarter of ", "40": "first half of ", "41": "second half of "}
		if n := named[s[5:]]; n != "" {
			return mark + n + s[:4]
		}
	}
	if strings.HasSuffix(s, "X") {
		s = strings.ReplaceAll(s, "X", "0") + "s"
	}
	return mark + s
}
