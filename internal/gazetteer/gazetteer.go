// Package gazetteer turns embedded tables into one index of who and what a name may stand for: states since 1816 with
// their names, adjectives and capitals by year, people and the offices they held, organisations and their members, kinds
// of office and of agent, and places with coordinates.
//
// A name leads to entries, an entry to an id: an ISO 3166-1 alpha-3 code, an ISO 3166-3 alpha-4 code for former states,
// "gw:…" (Gleditsch–Ward number or a slug of ours) where ISO has none, "org:…", "person:…" or "group:…". Days are
// ISO 8601 dates cut to what is known ("1997", "1997-12", "1997-12-10") and compared as strings; "" is open.
package gazetteer

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sort"
	"strings"

	"entente"
)

//go:embed tables/*.tsv
var embedded embed.FS

// A Gazetteer is the index. It is built once and only read, from any number of goroutines.
type Gazetteer struct {
	States        map[string]*State
	Organisations map[string]*Organisation
	People        map[string]*Person
	Roles         map[string]*Role   // by folded words: "prime minister"
	Agents        map[string]*Agent  // by folded singular words: "soldier"
	Bodies        map[string]*Body   // organs that every state has, by folded words: "foreign ministry"
	Words         map[string]string  // classes of small words: "ousted" → "former"
	Given         map[string]bool    // folded given names
	names         map[string][]*Name // by folded words
	longest       map[string]int     // first word → words in the longest name that begins with it
	surnames      map[string][]*Person
	offices       []Office // by Of, Role, From
	holders       map[string][]*Office
	senses        map[string][]sense    // by folded name
	heads         map[string][]headship // by state and kind of head
	members       []Membership          // by Organisation, Member, From
	places        places
	version       string
}

// A State is a state, a partially recognised entity or a territory with a code of its own.
type State struct {
	ID, Name    string
	From, Until string // existence as a state (Correlates of War, Gleditsch–Ward)
	GW, COW     int    // 0 for none
	Wikidata    string // "" where not known
	ISO2        string
	Status      string // state | partial | territory | former
	Lat, Lon    float64
	Region      string
	Source      string
}

// An Organisation is an international organisation, forum, party, armed group, firm, medium or named organ.
type Organisation struct {
	ID, Name    string
	Class       string // igo forum alliance agreement programme ngo party armed organ firm media university church crime …
	Sectors     []string
	Of          string // the state or body it belongs to
	From, Until string
	Source      string
}

// A Person has a name as usually written in English.
type Person struct {
	ID, Name string
	Family   string // the part used alone: "Xi", "Tokayev"
	Gender   string // m, f or ""
	Source   string
	held     []*Office
}

// An Office is a post held by a person from a day until (not on) another.
type Office struct {
	Of, Role, Person string
	From, Until      string
	Source           string
}

// A Membership is a state in an organisation.
type Membership struct {
	Organisation, Member, Role string // role: member observer partner
	From, Until                string
	Source                     string
}

// A Name is one form that stands for something, in some years.
type Name struct {
	Form, ID    string
	Via         string // name demonym people capital seat
	From, Until string
	words       int
	caps        uint32 // bit i: word i has to begin with a capital
	upper       uint32 // bit i: word i has to be all capitals
}

// A Role is an office as a kind.
type Role struct {
	Words   string
	Role    string // "president"
	Class   string // head government minister envoy … what "the …" may refer back to
	Sectors []string
}

// An Agent is a kind of person or group without a name.
type Agent struct {
	Words, Kind string // person group organisation
	Sectors     []string
}

// A Body is an organ that every state has.
type Body struct {
	Words, Body string
	Kind        string // state organisation
	Sectors     []string
}

// Load reads the embedded tables and the user's folders with tables of the same names and columns, which add to them.
func Load(folders ...string) (*Gazetteer, error) {
	g := &Gazetteer{
		States: map[string]*State{}, Organisations: map[string]*Organisation{}, People: map[string]*Person{},
		Roles: map[string]*Role{}, Agents: map[string]*Agent{}, Bodies: map[string]*Body{}, Words: map[string]string{}, Given: map[string]bool{},
		names: make(map[string][]*Name, 1<<14), longest: make(map[string]int, 1<<13), surnames: make(map[string][]*Person, 1<<12),
		holders: map[string][]*Office{}, heads: map[string][]headship{}, senses: map[string][]sense{},
	}
	tables, err := fs.Sub(embedded, "tables")
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	if err := holdTables(folders); err != nil {
		return nil, err
	}
	var all [][]byte
	for i, from := range append([]fs.FS{tables}, open(folders)...) {
		for _, t := range kinds {
			data, err := fs.ReadFile(from, t.file)
			if os.IsNotExist(err) && i > 0 {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("gazetteer: %w", err)
			}
			if err := eachRow(t.file, data, t.columns, func(c []string) error { return t.add(g, c) }); err != nil {
				return nil, fmt.Errorf("gazetteer: %w", err)
			}
			all = append(all, data)
		}
	}
	if err := g.places.load(tables, &all); err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	g.version = entente.Version(all...)
	g.index()
	return g, nil
}

func open(folders []string) []fs.FS {
	var out []fs.FS
	for _, f := range folders {
		out = append(out, os.DirFS(f))
	}
	return out
}

// holdTables reports a folder of the user's that is not there, or holds none of the tables.
func holdTables(folders []string) error {
	var names []string
	for _, k := range kinds {
		names = append(names, k.file)
	}
	for _, f := range folders {
		entries, err := os.ReadDir(f)
		if err != nil {
			return fmt.Errorf("gazetteer: %w", err)
		}
		if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return slices.Contains(names, e.Name()) }) {
			return asking{fmt.Sprintf("gazetteer: folder %s holds none of the tables %s", f, strings.Join(names, ", ")), entente.ErrInvalid}
		}
	}
	return nil
}

// Version is twelve hexadecimal digits of the hash of all tables.
func (g *Gazetteer) Version() string { return g.version }

// index sorts what is searched by halves and links people with their offices.
func (g *Gazetteer) index() {
	sort.SliceStable(g.offices, func(i, j int) bool {
		a, b := g.offices[i], g.offices[j]
		if a.Of != b.Of {
			return a.Of < b.Of
		}
		if a.Role != b.Role {
			return a.Role < b.Role
		}
		return a.From < b.From
	})
	for i := range g.offices {
		o := &g.offices[i]
		g.holders[o.Of+"/"+o.Role] = append(g.holders[o.Of+"/"+o.Role], o)
		if p := g.People[o.Person]; p != nil {
			p.held = append(p.held, o)
		}
	}
	sort.SliceStable(g.members, func(i, j int) bool { return g.members[i].Organisation < g.members[j].Organisation })
	for _, p := range g.People {
		sort.SliceStable(p.held, func(i, j int) bool { return p.held[i].From < p.held[j].From })
	}
	for _, ps := range g.surnames {
		sort.Slice(ps, func(i, j int) bool { return ps[i].ID < ps[j].ID })
	}
}
