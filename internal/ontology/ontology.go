// Package ontology turns embedded tables into the vocabulary of events: PLOVER's types, modes, contexts, sectors, quad
// classes and scores; the project's own tree of kinds; and the crosswalk to CAMEO codes with their Goldstein scores.
//
// PLOVER is the ontology of the Open Event Data Alliance (manual 2.0, 2024). The crosswalk follows the table of its draft
// 0.8 (Schrodt 2021); where the manual has dropped a mode or a reading of ours differs, the row says so. Goldstein scores
// are those of Goldstein (1992), "A conflict–cooperation scale for WEIS events data", as extended for CAMEO.
package ontology

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente"
)

//go:embed *.tsv
var tables embed.FS

// A Type is one of PLOVER's sixteen event types.
type Type struct {
	Name       string
	Quad       int // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Score      float64
	Definition string
	CAMEO      string // the code that stands for the type as a whole
}

// A Mode is a way of doing what a type names.
type Mode struct {
	Type, Name string
	Score      float64
	Scored     bool // false where the manual gives no score
	Definition string
}

// A Term is a context or a sector with its definition; Group is that of a sector.
type Term struct{ Name, Group, Definition string }

// A Code is a CAMEO code with what it is in PLOVER.
type Code struct {
	Code, Label string
	Goldstein   float64
	Scored      bool   // false where the scale has no value
	Type, Mode  string // "" where PLOVER has none
	Contexts    []string
	Basis       string // where the crosswalk comes from
}

// Root is the two digits that a code begins with.
func (c Code) Root() string { return c.Code[:2] }

// Base is the three digits that a code begins with, the code itself where it is a root.
func (c Code) Base() string { return c.Code[:min(3, len(c.Code))] }

// Quad is the quad class that GDELT derives from the root: 01–05 1, 06–08 2, 09–13 3, 14–20 4.
func (c Code) Quad() int {
	switch r := c.Root(); {
	case r <= "05":
		return 1
	case r <= "08":
		return 2
	case r <= "13":
		return 3
	default:
		return 4
	}
}

// A Kind is a node of the project's own, finer tree.
type Kind struct {
	Name       string
	Parent     string // a kind or a group
	Type, Mode string // PLOVER; "" where it has none
	Contexts   []string
	CAMEO      string // "" where none is unambiguous
	Also       []string
	Definition string
	Example    string
}

// An Ontology is the tables, ready to be asked. It is safe for concurrent use.
type Ontology struct {
	Types    []Type
	Modes    []Mode
	Contexts []Term
	Sectors  []Term
	Groups   []Term // of kinds
	Kinds    []Kind
	Codes    []Code // CAMEO

	types   map[string]*Type
	modes   map[[2]string]*Mode
	context map[string]bool
	kinds   map[string]*Kind // by name and other names
	codes   map[string]*Code
	version string
}

// Load reads the embedded tables.
func Load() (*Ontology, error) {
	o := &Ontology{
		types: map[string]*Type{}, modes: map[[2]string]*Mode{}, context: map[string]bool{},
		kinds: map[string]*Kind{}, codes: map[string]*Code{},
	}
	var texts [][]byte
	for _, t := range []struct {
		name    string
		columns int
		row     func([]string) error
	}{
		{"types", 5, o.typeRow}, {"modes", 4, o.modeRow}, {"contexts", 2, o.contextRow}, {"sectors", 3, o.sectorRow},
		{"groups", 2, o.groupRow}, {"kinds", 9, o.kindRow}, {"cameo", 7, o.codeRow},
	} {
		b, err := tables.ReadFile(t.name + ".tsv")
		if err != nil {
			return nil, fmt.Errorf("read table %s: %w", t.name, err)
		}
		texts = append(texts, b)
		if err := rows(string(b), t.columns, t.row); err != nil {
			return nil, fmt.Errorf("%s.tsv: %w", t.name, err)
		}
	}
	o.version = entente.Version(texts...)
	o.index()
	return o, nil
}

// rows calls row for every line of a table; "-" stands for nothing.
func rows(table string, columns int, row func([]string) error) error {
	for n, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			return fmt.Errorf("line %d: %d columns, want %d: %w", n+1, len(f), columns, entente.ErrInvalid)
		}
		for i := range f {
			if f[i] == "-" {
				f[i] = ""
			}
		}
		if err := row(f); err != nil {
			return fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	return nil
}

func (o *Ontology) typeRow(f []string) error {
	quad, err := strconv.Atoi(f[1])
	if err != nil {
		return fmt.Errorf("quad %q: %w", f[1], entente.ErrInvalid)
	}
	score, _, err := number(f[2])
	o.Types = append(o.Types, Type{f[0], quad, score, f[3], f[4]})
	return err
}

func (o *Ontology) modeRow(f []string) error {
	score, scored, err := number(f[2])
	o.Modes = append(o.Modes, Mode{f[0], f[1], score, scored, f[3]})
	return err
}

func (o *Ontology) contextRow(f []string) error {
	o.Contexts = append(o.Contexts, Term{f[0], "", f[1]})
	return nil
}

func (o *Ontology) sectorRow(f []string) error {
	o.Sectors = append(o.Sectors, Term{f[0], f[1], f[2]})
	return nil
}

func (o *Ontology) groupRow(f []string) error {
	o.Groups = append(o.Groups, Term{f[0], "", f[1]})
	return nil
}

func (o *Ontology) kindRow(f []string) error {
	o.Kinds = append(o.Kinds, Kind{f[0], f[1], f[2], f[3], list(f[4]), f[5], list(f[6]), f[7], f[8]})
	return nil
}

func (o *Ontology) codeRow(f []string) error {
	score, scored, err := number(f[2])
	o.Codes = append(o.Codes, Code{f[0], f[1], score, scored, f[3], f[4], list(f[5]), f[6]})
	return err
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

func number(s string) (value float64, given bool, err error) {
	if s == "" {
		return 0, false, nil
	}
	if value, err = strconv.ParseFloat(s, 64); err != nil {
		return 0, false, fmt.Errorf("score %q: %w", s, entente.ErrInvalid)
	}
	return value, true, nil
}

func (o *Ontology) index() {
	for i := range o.Types {
		o.types[o.Types[i].Name] = &o.Types[i]
	}
	for i := range o.Modes {
		o.modes[[2]string{o.Modes[i].Type, o.Modes[i].Name}] = &o.Modes[i]
	}
	for _, c := range o.Contexts {
		o.context[c.Name] = true
	}
	for i := range o.Codes {
		o.codes[o.Codes[i].Code] = &o.Codes[i]
	}
	for i := range o.Kinds {
		for _, name := range o.Kinds[i].Also {
			o.kinds[name] = &o.Kinds[i]
		}
	}
	for i := range o.Kinds {
		o.kinds[o.Kinds[i].Name] = &o.Kinds[i]
	}
}

// Version is the twelve hex digits of the tables.
func (o *Ontology) Version() string { return o.version }

// HasType reports whether PLOVER has a type.
func (o *Ontology) HasType(typ string) bool { return o.types[typ] != nil }

// HasMode reports whether a type has a mode.
func (o *Ontology) HasMode(typ, mode string) bool { return o.modes[[2]string{typ, mode}] != nil }

// HasContext reports whether PLOVER has a context.
func (o *Ontology) HasContext(context string) bool { return o.context[context] }

// HasKind reports whether a kind is known, by its name or another of its names.
func (o *Ontology) HasKind(kind string) bool { return o.kinds[kind] != nil }

// Kind finds a kind by its name or another of its names.
func (o *Ontology) Kind(name string) (Kind, bool) {
	if k := o.kinds[name]; k != nil {
		return *k, true
	}
	return Kind{}, false
}

// Within reports whether a kind is, or lies anywhere below, another kind or a group.
func (o *Ontology) Within(kind, above string) bool {
	if k := o.kinds[above]; k != nil {
		above = k.Name
	}
	for range len(o.Kinds) {
		k := o.kinds[kind]
		if k == nil {
			return kind == above
		}
		if k.Name == above {
			return true
		}
		kind = k.Parent
	}
	return false
}

// Quad is the quad class of a type, 0 for none.
func (o *Ontology) Quad(typ string) int {
	if t := o.types[typ]; t != nil {
		return t.Quad
	}
	return 0
}

// Score is PLOVER's score of a mode, that of the type where the mode is "" or has none; false for no type.
func (o *Ontology) Score(typ, mode string) (float64, bool) {
	if m := o.modes[[2]string{typ, mode}]; m != nil && m.Scored {
		return m.Score, true
	}
	if t := o.types[typ]; t != nil {
		return t.Score, true
	}
	return 0, false
}

// Code gives a CAMEO code; its PLOVER type is "" where PLOVER has none.
func (o *Ontology) Code(cameo string) (Code, bool) {
	if c := o.codes[cameo]; c != nil {
		return *c, true
	}
	return Code{}, false
}

// TypeNames are the sixteen types by quad class, then by name.
func (o *Ontology) TypeNames() []string {
	var out []string
	for quad := 1; quad <= 4; quad++ {
		for _, t := range o.Types {
			if t.Quad == quad {
				out = append(out, t.Name)
			}
		}
	}
	return slices.Clip(out)
}
