package corpus

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"entente"
	"entente/internal/corrections"
	"entente/internal/ontology"
)

// Kinds tells the corpus what it must know of the kinds of events.
type Kinds interface {
	// Family is a name that kinds have in common which may tell one thing ("visit" and "state-visit").
	Family(kind string) string
	// Rule says how tellings of a kind are joined. Kinds of one family that may join have one rule.
	Rule(kind string) Rule
	// Words reads corrections.
	Words(all []entente.Correction) *corrections.Ruling
	// Version is another whenever the answers are.
	Version() string
}

// A Rule says how tellings of one family are joined.
type Rule struct {
	Once   bool   // it happens to the same parties a single time ("recognition")
	Level  bool   // it happens to them a single time for each level of relations that the words name
	Mutual bool   // who does it to whom does not count: a meeting of two is that of the other with the one
	Days   int    // by how many days accounts of one thing may differ
	Rare   bool   // two in one year are one, where neither names a day and nothing speaks against it
	Named  bool   // it has an instrument: where dates do not tell, those that are named differently are two
	Line   string // what is looked at together with others for links, under this name; "" for its family alone
}

//go:embed kinds.tsv
var kindsTable string

// An ordered is a row of kinds.tsv.
type ordered struct {
	family string
	rule   Rule
}

type kindsOf struct {
	*ontology.Ontology
	judge   *corrections.Judge
	rows    map[string]ordered
	version string
}

// KindsOf takes the tree of kinds from an ontology and how they are joined from the embedded table.
func KindsOf(o *ontology.Ontology) (Kinds, error) {
	k := &kindsOf{o, corrections.New(o), map[string]ordered{}, entente.Version([]byte(o.Version()), []byte(kindsTable))}
	for n, line := range strings.Split(kindsTable, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 8 {
			return nil, fmt.Errorf("kinds.tsv: line %d: %d columns, want 8: %w", n+1, len(f), entente.ErrInvalid)
		}
		days, err := strconv.Atoi(f[4])
		if err != nil {
			return nil, fmt.Errorf("kinds.tsv: line %d: days %q: %w", n+1, f[4], entente.ErrInvalid)
		}
		k.rows[f[0]] = ordered{strings.Trim(f[1], "-"), Rule{f[2] == "y", f[2] == "l", f[3] == "y", days, f[5] == "y", f[7] == "y", strings.Trim(f[6], "-")}}
	}
	return k, nil
}

// row is the nearest row above a kind, and the topmost kind above it.
func (k *kindsOf) row(kind string) (ordered, string) {
	var found *ordered
	look := func(name string) {
		if r, ok := k.rows[name]; ok && found == nil {
			found = &r
		}
	}
	top := kind
	for range len(k.Kinds) {
		look(top)
		x, ok := k.Kind(top)
		if !ok {
			break
		}
		if !k.HasKind(x.Parent) {
			top = x.Name
			look(x.Name)
			look(x.Parent)
			break
		}
		top = x.Parent
	}
	if found == nil {
		found = &ordered{rule: Rule{Days: 1}}
	}
	return *found, top
}

func (k *kindsOf) Family(kind string) string {
	r, top := k.row(kind)
	if r.family != "" {
		return r.family
	}
	return top
}

func (k *kindsOf) Rule(kind string) Rule {
	r, _ := k.row(kind)
	return r.rule
}

func (k *kindsOf) Words(all []entente.Correction) *corrections.Ruling { return k.judge.Rule(all) }

func (k *kindsOf) Version() string { return k.version }
