package gazetteer

import (
	"io/fs"
	"strconv"
	"strings"
)

// A Place is somewhere with coordinates.
type Place struct {
	Name       string
	Country    string // ISO 3166-1 alpha-3
	Region     string // code of the first-level region: "US.NC"
	Class      string // country region city site capital
	Population int
	Lat, Lon   float64
	GeoNames   int
}

// places holds the rows of cities.tsv and toponyms.tsv as they are, sorted by their first column, and reads a row when it is asked for.
type places struct {
	names string // folded name, tab, comma-separated row numbers; sorted
	rows  []string
}

func (p *places) load(from fs.FS, all *[][]byte) error {
	names, err := fs.ReadFile(from, "toponyms.tsv")
	if err != nil {
		return err
	}
	rows, err := fs.ReadFile(from, "places.tsv")
	if err != nil {
		return err
	}
	*all = append(*all, names, rows)
	p.names = string(names)
	p.rows = strings.Split(strings.TrimRight(string(rows), "\n"), "\n")
	return nil
}

// Lookup returns the places with a folded name, in the order of the table: the largest first.
func (p *places) lookup(key string) []Place {
	lo, hi := 0, len(p.names)
	for lo < hi { // lo and hi are starts of lines
		mid := (lo + hi) / 2
		start := strings.LastIndexByte(p.names[:mid], '\n') + 1
		end := strings.IndexByte(p.names[start:], '\n') + start
		line := p.names[start:end]
		name, list, _ := strings.Cut(line, "\t")
		switch {
		case name == key:
			return p.read(list)
		case name < key:
			lo = end + 1
		default:
			hi = start
		}
	}
	return nil
}

func (p *places) read(list string) []Place {
	var out []Place
	for n := range strings.SplitSeq(list, ",") {
		i, err := strconv.Atoi(n)
		if err != nil || i < 0 || i >= len(p.rows) {
			continue
		}
		c := strings.Split(p.rows[i], "\t")
		if len(c) < 8 {
			continue
		}
		x := Place{Name: c[0], Class: c[1], Country: c[2], Region: c[3]}
		x.Population, _ = strconv.Atoi(c[4])
		x.Lat, _ = strconv.ParseFloat(c[5], 64)
		x.Lon, _ = strconv.ParseFloat(c[6], 64)
		x.GeoNames, _ = strconv.Atoi(c[7])
		out = append(out, x)
	}
	return out
}

// Places returns the places with a folded name, the best known first.
func (g *Gazetteer) Places(key string) []Place { return g.places.lookup(key) }
