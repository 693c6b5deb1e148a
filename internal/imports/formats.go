package imports

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const gdeltColumns = `GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL`

const icewsColumns = "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"

const polecatColumns = "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"

func gdeltRow(get func(string) string, s States) (Row, error) {
	r := Row{ID: get("GLOBALEVENTID"), From: states(s, get("Actor1CountryCode")), To: states(s, get("Actor2CountryCode")), Who: get("Actor1Name"), Whom: get("Actor2Name"), Source: get("SOURCEURL")}
	if r.ID == "" {
		return r, fmt.Errorf("GLOBALEVENTID is empty")
	}
	var err error
	if r.Day, err = day(get("SQLDATE")); err != nil {
		return r, fmt.Errorf("SQLDATE: %w", err)
	}
	if r.Class, r.Code, err = cameo(get("EventCode")); err != nil {
		return r, fmt.Errorf("EventCode: %w", err)
	}
	if r.Quad, err = strconv.Atoi(get("QuadClass")); err != nil || r.Quad < 1 || r.Quad > 4 {
		return r, fmt.Errorf("QuadClass: %q is none of 1 to 4", get("QuadClass"))
	}
	return r, nil
}

func icewsRow(get func(string) string, s States) (Row, error) {
	r := Row{ID: get("Event ID"), From: states(s, get("Source Country")), To: states(s, get("Target Country")), Who: get("Source Name"), Whom: get("Target Name"), Source: get("Publisher")}
	if r.ID == "" {
		return r, fmt.Errorf("Event ID is empty")
	}
	var err error
	if r.Day, err = day(get("Event Date")); err != nil {
		return r, fmt.Errorf("Event Date: %w", err)
	}
	if r.Class, r.Code, err = cameo(get("CAMEO Code")); err != nil {
		return r, fmt.Errorf("CAMEO Code: %w", err)
	}
	r.Quad = Quad(r.Class)
	return r, nil
}

func polecatRow(get func(string) string, s States) (Row, error) {
	value := func(column string) string {
		if v := get(column); v != "None" {
			return v
		}
		return ""
	}
	r := Row{ID: value("Event ID"), From: states(s, value("Actor Country")), To: states(s, value("Recipient Country")), Who: value("Actor Name"), Whom: value("Recipient Name"),
		Class: value("Event Type"), Code: value("Event Mode"), Source: value("Source")}
	if r.ID == "" || r.Class == "" {
		return r, fmt.Errorf("Event ID or Event Type is empty")
	}
	var err error
	if r.Day, err = day(value("Event Date")); err != nil {
		return r, fmt.Errorf("Event Date: %w", err)
	}
	quad := strings.ToUpper(value("Quad Code"))
	if r.Quad = slices.Index(quads, quad); r.Quad < 1 {
		if r.Quad, err = strconv.Atoi(quad); err != nil || r.Quad < 1 || r.Quad > 4 {
			return r, fmt.Errorf("Quad Code: %q is no quad class", quad)
		}
	}
	return r, nil
}

// quads are the quad classes as POLECAT writes them.
var quads = []string{"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}

// older are the codes of CAMEO that are not those of ISO 3166.
var older = map[string]string{"ROM": "ROU", "TMP": "TLS", "KSV": "XKX", "SUN": "SUHH", "YUG": "YUCS", "GDR": "DDDE", "WSB": "PSE", "GZS": "PSE"}

// states are the states in a cell, of which POLECAT joins several by "; ".
func states(s States, cell string) []string {
	var out []string
	for name := range strings.SplitSeq(cell, ";") {
		name = strings.TrimSpace(name)
		if code := s.State(cmp.Or(older[name], name)); code != "" && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

// cameo gives root and code of a CAMEO code, with the zero that spreadsheets take away from its front: there is no root above
// 20, and no code of two digits in these files.
func cameo(s string) (root, code string, err error) {
	if strings.Trim(s, "0123456789") != "" || len(s) < 2 || len(s) > 4 {
		return "", "", fmt.Errorf("%q is no CAMEO code", s)
	}
	if len(s) == 2 || s[:2] > "20" {
		s = "0" + s
	}
	if s[:2] < "01" || s[:2] > "20" {
		return "", "", fmt.Errorf("%q is no CAMEO code", s)
	}
	return s[:2], s, nil
}

// Quad is the quad class of a CAMEO root, as GDELT has it.
func Quad(root string) int {
	switch {
	case root <= "05":
		return 1
	case root <= "08":
		return 2
	case root <= "14":
		return 3
	}
	return 4
}
