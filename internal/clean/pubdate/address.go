package pubdate

import (
	"net/url"
	"regexp"
	"strings"
	"time"
)

var pathDate = regexp.MustCompile(`[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2]|[1-9])[/_-]?(0[1-9]|[12]\d|3[01]|[1-9])(?:[/_.-]|$)`)

var namedPath = regexp.MustCompile(`(?i)/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/([0-3]?\d)/`)

// InAddress is the day in the path of an address; "" for none.
func InAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if m := pathDate.FindStringSubmatch(u.Path); m != nil {
		return strings.ReplaceAll(strings.Trim(m[0], "/_-"), "_", "-")
	}
	if m := namedPath.FindStringSubmatch(u.Path); m != nil {
		return m[3] + " " + m[2] + " " + m[1]
	}
	return ""
}

// Unknown stands for a distance that is not known.
const Unknown = 1 << 30

// DaysSince is the number of days from a date in EDTF to this one; Unknown where either is no day.
func (f Found) DaysSince(edtf string) int {
	a, err := time.Parse(time.DateOnly, edtf)
	if err != nil || f.Day == 0 {
		return Unknown
	}
	return int(time.Date(f.Year, time.Month(f.Month), f.Day, 0, 0, 0, 0, time.UTC).Sub(a).Hours() / 24)
}

var (
	dayFirst   = regexp.MustCompile(`\.(?:uk|in|au|nz|ie|za|ng|ke|gh|pk|bd|sg|my|hk|fr|de|es|it|pt|br|mx|ar|nl|be|ru|ua|kz|tr|eg|ae)$`)
	monthFirst = regexp.MustCompile(`\.(?:us|gov|mil)$`)
)

// OrderedIn settles the order of day and month where a language or the domain of an address leave no doubt.
func (f Found) OrderedIn(language, address string) Found {
	lang, host := strings.ToLower(strings.ReplaceAll(language, "_", "-")), ""
	if u, err := url.Parse(address); err == nil {
		host = strings.ToLower(u.Hostname())
	}
	switch {
	case lang == "en-us" || monthFirst.MatchString(host):
		return f.Ordered(false)
	case strings.HasPrefix(lang, "en-") && lang != "en-ca" && lang != "en-ph" || lang != "" && !strings.HasPrefix(lang, "en") || dayFirst.MatchString(host):
		return f.Ordered(true)
	}
	return f
}
