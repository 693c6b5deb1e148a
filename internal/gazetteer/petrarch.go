package gazetteer

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// ImportPETRARCH turns an actor or agent dictionary of PETRARCH (Schrodt, Beieler and Idris 2014) into tables of the user's
// own: the files state-names.tsv, organisations.tsv and agents.tsv by name, with the rows in order. Of several dated codes of
// an actor the last counts, for the state and the sectors; names with the code of a state alone become names of that state.
// What has no state and no sector that is known is left out; its names are returned.
func (g *Gazetteer) ImportPETRARCH(r io.Reader, source string) (files map[string][]byte, left []string, err error) {
	im := &importer{g: g, source: source, rows: map[string][]string{}, sets: map[string][]string{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), 1<<20)
	for lines.Scan() {
		im.line(lines.Text())
	}
	if err := lines.Err(); err != nil {
		return nil, nil, fmt.Errorf("read PETRARCH dictionary: %w", err)
	}
	im.flush()
	files = map[string][]byte{}
	for name, rows := range im.rows {
		slices.Sort(rows)
		files[name] = []byte(strings.Join(slices.Compact(rows), "\n") + "\n")
	}
	return files, im.left, nil
}

// importer is a dictionary on its way.
type importer struct {
	g      *Gazetteer
	source string
	names  []string // of the entry under way
	codes  []string
	sets   map[string][]string // "!PERSON!" → words it stands for
	rows   map[string][]string
	left   []string
}

// line reads one line: a name with or without its code, a synonym ("+NAME_"), a code, a set of endings, a remark.
func (im *importer) line(s string) {
	if i := strings.IndexAny(s, ";#"); i >= 0 {
		s = s[:i]
	}
	trimmed := strings.TrimSpace(s)
	switch {
	case trimmed == "" || strings.HasPrefix(trimmed, "<"):
		return
	case strings.HasPrefix(trimmed, "!") && strings.Contains(trimmed, "="):
		name, words, _ := strings.Cut(trimmed, "=")
		for w := range strings.SplitSeq(words, ",") {
			im.sets[strings.TrimSpace(name)] = append(im.sets[strings.TrimSpace(name)], strings.TrimSpace(w))
		}
		return
	case strings.HasPrefix(trimmed, "["):
		im.code(trimmed)
		return
	case !strings.HasPrefix(trimmed, "+"):
		im.flush()
	}
	name, code, has := strings.Cut(strings.TrimPrefix(trimmed, "+"), "[")
	if plural, after, ok := strings.Cut(name, "{"); ok {
		name = plural
		im.name(strings.TrimSuffix(strings.TrimSpace(after), "}"))
	}
	im.name(name)
	if has {
		im.code("[" + code)
	}
}

// name takes up a name, once for each ending of a set in it.
func (im *importer) name(s string) {
	s = strings.TrimSpace(s)
	for set, words := range im.sets {
		if strings.Contains(s, set) {
			for _, w := range words {
				im.name(strings.ReplaceAll(s, set, w))
			}
			return
		}
	}
	s = strings.TrimSpace(strings.ReplaceAll(s, "_", " "))
	if s != "" && !slices.Contains(im.names, s) {
		im.names = append(im.names, s)
	}
}

// code takes up "[USAGOV 010120-050120]".
func (im *importer) code(s string) {
	code, _, _ := strings.Cut(strings.Trim(s, "[] \t"), " ")
	if code = strings.Trim(code, "[]"); code != "" {
		im.codes = append(im.codes, code)
	}
}

// flush turns the entry under way into rows.
func (im *importer) flush() {
	names, codes := im.names, im.codes
	im.names, im.codes = nil, nil
	if len(names) == 0 || len(codes) == 0 {
		return
	}
	code := codes[len(codes)-1]
	agent := strings.Contains(code, "~")
	code = strings.ReplaceAll(code, "~", "")
	state := ""
	if len(code) >= 3 && !agent && im.g.States[code[:3]] != nil {
		state, code = code[:3], code[3:]
	}
	var sectors []string
	for ; len(code) >= 3; code = code[3:] {
		if s := sectorOf(code[:3]); s != "" && !slices.Contains(sectors, s) {
			sectors = append(sectors, s)
		}
	}
	switch {
	case agent && len(sectors) > 0:
		im.add("agents.tsv", strings.ToLower(strings.Join(names, ";")), "group", strings.Join(sectors, ";"))
	case state != "" && len(sectors) == 0:
		for _, n := range names {
			im.add("state-names.tsv", state, title(n), "name", "", "", im.source)
		}
	case len(sectors) > 0 || state != "":
		for i, n := range names {
			names[i] = title(n)
		}
		slug := strings.ReplaceAll(Fold(names[0]), " ", "-")
		im.add("organisations.tsv", "org:"+slug, "imported", strings.Join(sectors, ";"), state, "", "", strings.Join(names, ";"), im.source)
	default:
		im.left = append(im.left, names[0])
	}
}

func (im *importer) add(file string, columns ...string) {
	im.rows[file] = append(im.rows[file], strings.Join(columns, "\t"))
}

// title gives words their capitals back: "UNITED_NATIONS" → "United Nations"; short words and what holds no vowel stay.
func title(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if len(w) > 3 || i > 0 && len(w) > 2 {
			words[i] = w[:1] + strings.ToLower(w[1:])
		} else if i > 0 && (w == "OF" || w == "AND" || w == "THE" || w == "FOR" || w == "IN") {
			words[i] = strings.ToLower(w)
		}
	}
	return strings.Join(words, " ")
}

// sectorOf translates CAMEO's three letters into PLOVER's sectors: CAMEO's MED are the media.
func sectorOf(code string) string {
	switch code {
	case "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "LAB", "OPP", "REF", "REL", "SOC":
		return code
	case "MED":
		return "JRN"
	case "HLH":
		return "MED"
	case "MNC":
		return "BUS"
	case "NGO", "NGM":
		return "PRM"
	case "IGO", "IMG":
		return "GOV"
	case "INS", "SEP", "RAD":
		return "REB"
	}
	return ""
}
