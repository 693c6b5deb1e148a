package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente"
)

// cell makes a value fit for a tab-separated file.
func cell(s string) string { return Cell(strings.Join(strings.Fields(s), " ")) }

// coded are the events with a CAMEO code that happened or are going on.
func (d *Data) coded() []*entente.Row {
	var out []*entente.Row
	for _, r := range d.events() {
		if r.Event.CAMEO != "" && r.Event.Status != "denied" && r.Event.Status != "hypothetical" && day(r) != "" {
			out = append(out, r)
		}
	}
	return out
}

// sectorsCAMEO are CAMEO's type codes of PLOVER's sectors, as far as the words agree.
var sectorsCAMEO = map[string]string{"COP": "COP", "GOV": "GOV", "JUD": "JUD", "LEG": "LEG", "MIL": "MIL", "PTY": "PTY", "REB": "REB", "SPY": "SPY", "BUS": "BUS", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU",
	"ELI": "ELI", "JRN": "MED", "LAB": "LAB", "OPP": "OPP", "REF": "REF"}

// actorColumns are the ten actor columns of GDELT: code, name, country, known group, ethnicity, two religions, three types.
func actorColumns(s side) []string {
	out := make([]string, 10)
	if len(s.parties) == 0 {
		return out
	}
	p := s.parties[0]
	country := cameoCountry(state(p))
	kind := sectorsCAMEO[sectorOf(p)]
	if country == "" && p.Kind == "organisation" {
		kind = "IGO"
	}
	out[0], out[1], out[2], out[7] = country+kind, strings.ToUpper(cell(p.Name)), country, kind
	return out
}

func sectorOf(p entente.Party) string {
	switch p.Kind {
	case "person":
		if strings.Contains(p.Role, "minister") || strings.Contains(p.Role, "president") || strings.Contains(p.Role, "ambassador") {
			return "GOV"
		}
	}
	return ""
}

// cameoCountry turns ISO 3166-1 alpha-3 into CAMEO's country codes, which differ in a few; former states have codes of their own.
func cameoCountry(code string) string {
	if c, ok := map[string]string{"ROU": "ROM", "TLS": "TMP", "SUHH": "SUN", "YUCS": "YUG", "CSHH": "CZE", "DDDE": "GDR", "XKX": "KSV"}[code]; ok {
		return c
	}
	if len(code) == 3 {
		return code
	}
	return ""
}

// writeGDELT writes the 61 columns of GDELT 2.0's event table, without a header. Geography is FIPS 10-4; tone stays empty.
func writeGDELT(w io.Writer, d *Data) error {
	for _, r := range d.coded() {
		e, date := r.Event, strings.ReplaceAll(day(r), "-", "")
		year, _ := strconv.Atoi(date[:4])
		actor, target := sideOf(r, "actor"), sideOf(r, "recipient")
		if len(target.parties) == 0 && len(actor.parties) > 1 {
			target = side{actor.parties[1:]}
		}
		row := []string{numeric(e.ID), date, date[:6], date[:4], fraction(day(r), year)}
		row = append(row, actorColumns(actor)...)
		row = append(row, actorColumns(target)...)
		base := e.CAMEO[:min(3, len(e.CAMEO))]
		goldstein := ""
		if d.CAMEO != nil {
			if g, ok := d.CAMEO.Goldstein(e.CAMEO); ok {
				goldstein = strconv.FormatFloat(g, 'f', -1, 64)
			}
		}
		root, _ := strconv.Atoi(e.CAMEO[:2])
		row = append(row, "1", e.CAMEO, base, e.CAMEO[:2], strconv.Itoa(cameoQuad(root)), goldstein, "1", "1", "1", "")
		blank := make([]string, 8)
		blank[0] = "0"
		row = append(append(append(row, blank...), blank...), d.geography(e.Place)...)
		added := strings.ReplaceAll(first(published(r.Document), day(r)), "-", "") + "000000"
		row = append(row, added, cell(address(r.Document)))
		if _, err := fmt.Fprintln(w, strings.Join(row, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// geography are the eight columns of a place.
func (d *Data) geography(p *entente.Place) []string {
	out := make([]string, 8)
	out[0] = "0"
	if p == nil {
		return out
	}
	out[0], out[1] = "4", cell(p.Name) // a city of the world; 1 is a country
	if p.GeoNames == 0 {
		out[0] = "1"
	}
	out[2] = fips(p.Country)
	out[5], out[6] = strconv.FormatFloat(p.Lat, 'f', 4, 64), strconv.FormatFloat(p.Lon, 'f', 4, 64)
	if p.GeoNames != 0 {
		out[7] = strconv.Itoa(p.GeoNames)
	}
	return out
}

// cameoQuad is GDELT's quad class of a CAMEO root code.
func cameoQuad(root int) int {
	switch {
	case root <= 5:
		return 1
	case root <= 8:
		return 2
	case root <= 14:
		return 3
	}
	return 4
}

// numeric turns an id into the whole number that GDELT wants: 48 bits of the hash.
func numeric(id string) string {
	_, hex, _ := strings.Cut(id, ":")
	n, err := strconv.ParseUint(hex[:min(12, len(hex))], 16, 64)
	if err != nil {
		n = 0
		for _, c := range id {
			n = n*31 + uint64(c)
		}
		n &= 1<<48 - 1
	}
	return strconv.FormatUint(n, 10)
}

// fraction is the year with the part of it that has passed, as GDELT computes it: (month·30 + day) / 365.
func fraction(date string, year int) string {
	var y, m, day int
	fmt.Sscanf(date, "%d-%d-%d", &y, &m, &day)
	return strconv.FormatFloat(float64(year)+float64(m*30+day-30)/365, 'f', 4, 64)
}

const polecatHeader = "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"

var quadNames = [...]string{"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}

// writePOLECAT writes POLECAT's 40 columns with a header; what is missing is None, several values are joined by "; ".
func writePOLECAT(w io.Writer, d *Data) error {
	if _, err := fmt.Fprintln(w, strings.ReplaceAll(polecatHeader, "|", "\t")); err != nil {
		return err
	}
	for _, r := range d.events() {
		e := r.Event
		if e.Type == "" || e.Status == "denied" || e.Status == "hypothetical" || day(r) == "" {
			continue
		}
		intensity := ""
		if e.Score != nil {
			intensity = strconv.FormatFloat(*e.Score, 'f', 1, 64)
		}
		row := []string{e.ID, day(r), e.Type, e.Mode, intensity, quadNames[e.Quad], strings.Join(e.Contexts, "; ")}
		row = append(row, d.polecatSide(sideOf(r, "actor"))...)
		row = append(row, d.polecatSide(sideOf(r, "recipient"))...)
		place := make([]string, 10)
		if p := e.Place; p != nil {
			place = []string{p.Name, "", "", "", d.country(p.Country), strconv.FormatFloat(p.Lat, 'f', 4, 64), strconv.FormatFloat(p.Lon, 'f', 4, 64), "", p.Name, ""}
			if p.GeoNames != 0 {
				place[1], place[7], place[9] = p.Name, strconv.Itoa(p.GeoNames), "PPL"
			}
		}
		row = append(row, place...)
		row = append(row, first(r.Document.Publisher, r.Document.Source), published(r.Document), "", "", "", r.Document.Language, d.Version)
		for i, v := range row {
			if row[i] = cell(v); row[i] == "" {
				row[i] = "None"
			}
		}
		if _, err := fmt.Fprintln(w, strings.Join(row, "\t")); err != nil {
			return err
		}
	}
	return nil
}

func (d *Data) country(code string) string {
	if d.Countries == nil || code == "" {
		return code
	}
	return first(d.Countries.Name(code), code)
}

func (d *Data) polecatSide(s side) []string {
	out := make([]string, 8)
	var cow, titles []string
	for _, c := range s.states() {
		if d.Countries != nil && d.Countries.COW(c) != "" {
			cow = append(cow, d.Countries.COW(c))
		}
	}
	for _, p := range s.parties {
		if p.Role != "" {
			titles = append(titles, p.Role)
		}
	}
	var countries []string
	for _, c := range s.states() {
		countries = append(countries, d.country(c))
	}
	out[0], out[1], out[2], out[5], out[6] = strings.Join(s.names(), "; "), strings.Join(countries, "; "), strings.Join(cow, "; "), strings.Join(titles, "; "), strings.Join(s.names(), "; ")
	return out
}

const icewsHeader = "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"

// writeICEWS writes ICEWS' 20 columns with a header.
func writeICEWS(w io.Writer, d *Data) error {
	if _, err := fmt.Fprintln(w, strings.ReplaceAll(icewsHeader, "|", "\t")); err != nil {
		return err
	}
	for _, r := range d.coded() {
		e := r.Event
		label, intensity := "", ""
		if d.CAMEO != nil {
			label = d.CAMEO.Label(e.CAMEO)
			if g, ok := d.CAMEO.Goldstein(e.CAMEO); ok {
				intensity = strconv.FormatFloat(g, 'f', 1, 64)
			}
		}
		actor, target := sideOf(r, "actor"), sideOf(r, "recipient")
		if len(target.parties) == 0 && len(actor.parties) > 1 {
			target = side{actor.parties[1:]}
		}
		row := append([]string{numeric(e.ID), day(r)}, d.icewsSide(actor)...)
		row = append(row, label, e.CAMEO, intensity)
		row = append(row, d.icewsSide(target)...)
		row = append(row, numeric(r.Document.ID), d.sentence(r), r.Document.Publisher)
		place := make([]string, 6)
		if p := e.Place; p != nil {
			place = []string{p.Name, "", "", d.country(p.Country), strconv.FormatFloat(p.Lat, 'f', 4, 64), strconv.FormatFloat(p.Lon, 'f', 4, 64)}
		}
		row = append(row, place...)
		for i, v := range row {
			row[i] = cell(v)
		}
		if _, err := fmt.Fprintln(w, strings.Join(row, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// sentence is the number of the sentence in which the passage of a row begins, from 1; "" where that is not known.
func (d *Data) sentence(r *entente.Row) string {
	if d.Sentences == nil {
		return ""
	}
	for i, s := range d.Sentences(r.Document.ID) {
		if s.Start <= r.Passage.Start && r.Passage.Start < s.End {
			return strconv.Itoa(i + 1)
		}
	}
	return ""
}

// icewsSide are name, sectors and country of one side.
func (d *Data) icewsSide(s side) []string {
	if len(s.parties) == 0 {
		return []string{"", "", ""}
	}
	return []string{s.parties[0].Name, "", d.country(state(s.parties[0]))}
}

type ploverEntity struct {
	Code   string `json:"code"`
	Sector string `json:"sector,omitempty"`
	Text   string `json:"entity_text,omitempty"`
	Office string `json:"office,omitempty"`
}

type ploverRecord struct {
	ID        string            `json:"id"`
	Date      string            `json:"date"`
	EndDate   string            `json:"enddate,omitempty"`
	Actor     []ploverEntity    `json:"actor"`
	Recipient []ploverEntity    `json:"recipient,omitempty"`
	Event     []string          `json:"event"`
	EventLoc  []map[string]any  `json:"event_loc,omitempty"`
	EventText []string          `json:"event_text"`
	Quad      int               `json:"quad_code"`
	Scale     *float64          `json:"event_scale,omitempty"`
	Mode      []string          `json:"mode,omitempty"`
	Context   []string          `json:"context,omitempty"`
	Text      string            `json:"text"`
	TextInfo  map[string]int    `json:"text_info,omitempty"`
	CiteInfo  map[string]string `json:"cite_info,omitempty"`
	Coder     string            `json:"coder"`
}

// writePLOVER writes PLOVER's JSON Lines: one event a line. Denied and hypothetical events carry their status as a comment would be
// lost on most readers, and are left out.
func writePLOVER(w io.Writer, d *Data) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, r := range d.events() {
		e := r.Event
		if e.Type == "" || e.Status == "denied" || e.Status == "hypothetical" || day(r) == "" {
			continue
		}
		rec := ploverRecord{ID: e.ID, Date: day(r), Actor: ploverSide(sideOf(r, "actor")), Recipient: ploverSide(sideOf(r, "recipient")), Event: []string{e.Type},
			EventText: []string{r.Quote}, Quad: e.Quad, Scale: e.Score, Context: e.Contexts, Text: r.Quote, Coder: "entente " + d.Version,
			TextInfo: d.textInfo(r), CiteInfo: citeInfo(r.Document)}
		if e.Date != nil && e.Date.End != e.Date.Start {
			rec.EndDate = e.Date.End
		}
		if e.Mode != "" {
			rec.Mode = []string{e.Mode}
		}
		if p := e.Place; p != nil {
			rec.EventLoc = []map[string]any{{"extracted_place": p.Name, "resolved_place": p.Name, "lat": p.Lat, "lon": p.Lon, "country_code": p.Country}}
			if p.GeoNames != 0 {
				rec.EventLoc[0]["geonameid"] = p.GeoNames
			}
		}
		if err := enc.Encode(rec); err != nil {
			return err
		}
	}
	return nil
}

// textInfo says where the words lie, in code points of the text, where that is known.
func (d *Data) textInfo(r *entente.Row) map[string]int {
	if d.Text == nil || r.Passage.Empty() {
		return nil
	}
	text := d.Text(r.Document.ID)
	if r.Passage.End > len(text) {
		return nil
	}
	start, end := points(text, r.Passage)
	return map[string]int{"start": start, "end": end}
}

// citeInfo names a document.
func citeInfo(b entente.Brief) map[string]string {
	out := map[string]string{}
	for k, v := range map[string]string{"title": b.Title, "url": address(b), "language": b.Language, "publication": b.Publisher} {
		if v != "" {
			out[k] = v
		}
	}
	return out
}

func ploverSide(s side) []ploverEntity {
	out := []ploverEntity{}
	for _, p := range s.parties {
		out = append(out, ploverEntity{Code: first(state(p), p.Code, "---"), Text: p.Name, Office: p.Role, Sector: sectorOf(p)})
	}
	return out
}
