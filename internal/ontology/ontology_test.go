package ontology

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func load(t *testing.T) *Ontology {
	t.Helper()
	o, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestWhole(t *testing.T) {
	o := load(t)
	for _, x := range []struct {
		what      string
		got, want int
	}{{"types", len(o.Types), 16}, {"modes", len(o.Modes), 67}, {"contexts", len(o.Contexts), 37}, {"sectors", len(o.Sectors), 25}} {
		if x.got != x.want {
			t.Errorf("%d %s, want %d", x.got, x.what, x.want)
		}
	}
}

// TestLint holds the tables to their form: sorted, unique, every name that a row points to exists, everything is explained.
func TestLint(t *testing.T) {
	o := load(t)
	sorted := func(table string, names []string) {
		for i := 1; i < len(names); i++ {
			if names[i-1] >= names[i] {
				t.Errorf("%s: %q stands before %q", table, names[i-1], names[i])
			}
		}
	}
	var kinds, codes, modes, types []string
	groups := map[string]bool{}
	for _, g := range o.Groups {
		groups[g.Name] = true
	}
	for _, k := range o.Kinds {
		kinds = append(kinds, k.Name)
		lintKind(t, o, k, groups)
	}
	for _, c := range o.Codes {
		codes = append(codes, c.Code)
		lintCode(t, o, c)
	}
	for _, m := range o.Modes {
		modes = append(modes, m.Type+" "+m.Name)
		if !o.HasType(m.Type) {
			t.Errorf("mode %s: %s is no type", m.Name, m.Type)
		}
	}
	for _, x := range o.Types {
		types = append(types, x.Name)
		if _, ok := o.Code(x.CAMEO); !ok {
			t.Errorf("type %s: %s is no CAMEO code", x.Name, x.CAMEO)
		}
	}
	sorted("kinds", kinds)
	sorted("cameo", codes)
	sorted("modes", modes)
	sorted("types", types)
}

func lintKind(t *testing.T, o *Ontology, k Kind, groups map[string]bool) {
	if k.Definition == "" || k.Example == "" {
		t.Errorf("%s lacks a definition or an example", k.Name)
	}
	if !groups[k.Parent] && o.kinds[k.Parent] == nil {
		t.Errorf("%s: parent %q is neither a group nor a kind", k.Name, k.Parent)
	}
	if top := o.kinds[k.Parent]; top != nil && (top.Name != k.Parent || o.Within(k.Parent, k.Name)) {
		t.Errorf("%s: parent %q is another name, or lies below it", k.Name, k.Parent)
	}
	if k.Type != "" && !o.HasType(k.Type) || k.Mode != "" && !o.HasMode(k.Type, k.Mode) {
		t.Errorf("%s: no type %s with mode %q", k.Name, k.Type, k.Mode)
	}
	for _, c := range k.Contexts {
		if !o.HasContext(c) {
			t.Errorf("%s: %s is no context", k.Name, c)
		}
	}
	if _, ok := o.Code(k.CAMEO); k.CAMEO != "" && !ok {
		t.Errorf("%s: %s is no CAMEO code", k.Name, k.CAMEO)
	}
	for _, a := range k.Also {
		if o.kinds[a].Name != k.Name {
			t.Errorf("%s: the other name %s belongs to %s", k.Name, a, o.kinds[a].Name)
		}
	}
	if !slices.IsSorted(k.Also) || !slices.IsSorted(k.Contexts) {
		t.Errorf("%s: a list in it is not sorted", k.Name)
	}
}

func lintCode(t *testing.T, o *Ontology, c Code) {
	if c.Label == "" || c.Basis == "" {
		t.Errorf("%s lacks a label or a basis", c.Code)
	}
	if c.Type != "" && !o.HasType(c.Type) || c.Mode != "" && !o.HasMode(c.Type, c.Mode) {
		t.Errorf("%s: no type %s with mode %q", c.Code, c.Type, c.Mode)
	}
	for _, x := range c.Contexts {
		if !o.HasContext(x) {
			t.Errorf("%s: %s is no context", c.Code, x)
		}
	}
	if c.Basis != "none" && c.Type == "" && c.Root() > "02" {
		t.Errorf("%s has no type", c.Code)
	}
}

func TestCAMEO(t *testing.T) {
	o := load(t)
	for _, x := range []struct{ typ, mode, kind, contexts, want string }{
		{"CONSULT", "visit", "state-visit", "diplomatic", "042"},
		{"CONSULT", "phone", "phone-call", "diplomatic", "041"},
		{"AGREE", "", "visit", "diplomatic", "036"},
		{"AGREE", "", "exercise", "military", "0312"},
		{"AGREE", "", "agreement", "diplomatic", "030"},
		{"SUPPORT", "", "recognition", "diplomatic", "054"},
		{"SANCTION", "discontinue", "sanctions", "economic", "163"},
		{"THREATEN", "violence", "airstrike", "military", "138"},
		{"COERCE", "seize", "annexation", "military,territory", "192"},
		{"COOPERATE", "", "cooperation", "military", "062"},
		{"COOPERATE", "", "cooperation", "", "060"},
		{"AID", "", "", "human_security", "073"},
		{"REQUEST", "meet", "", "diplomatic", "100"},
		{"RETREAT", "ceasefire", "ceasefire", "military,peacekeeping", "0871"},
		{"", "", "election", "election", ""},
		{"REJECT", "", "denial", "diplomatic", ""},
		{"ASSAULT", "aerial", "", "military", "195"},
	} {
		var contexts []string
		if x.contexts != "" {
			contexts = strings.Split(x.contexts, ",")
		}
		if got := o.CAMEO(x.typ, x.mode, x.kind, contexts); got != x.want {
			t.Errorf("CAMEO(%s/%s, %s, %s) = %q, want %q", x.typ, x.mode, x.kind, x.contexts, got, x.want)
		}
	}
}

func TestScoreAndQuad(t *testing.T) {
	o := load(t)
	for _, x := range []struct {
		typ, mode string
		quad      int
		score     float64
	}{{"CONSULT", "visit", 1, 4}, {"CONSULT", "", 1, 2.5}, {"PROTEST", "vandalize", 4, -5}, {"REQUEST", "assist", 3, 0.5}, {"AID", "", 2, 10}} {
		s, ok := o.Score(x.typ, x.mode)
		if !ok || s != x.score || o.Quad(x.typ) != x.quad {
			t.Errorf("%s/%s: quad %d score %v, want %d %v", x.typ, x.mode, o.Quad(x.typ), s, x.quad, x.score)
		}
	}
	if _, ok := o.Score("ELECT", ""); ok {
		t.Error("a score for a type that is none")
	}
}

func TestWithin(t *testing.T) {
	o := load(t)
	for _, x := range []struct {
		kind, above string
		want        bool
	}{{"state-visit", "visit", true}, {"state-visit", "meetings", true}, {"visit", "state-visit", false}, {"truce", "ceasefire", true}, {"strike", "force", false}} {
		if got := o.Within(x.kind, x.above); got != x.want {
			t.Errorf("Within(%s, %s) = %v, want %v", x.kind, x.above, got, x.want)
		}
	}
}

func TestExports(t *testing.T) {
	o := load(t)
	var text, skos bytes.Buffer
	if err := o.Write(&text); err != nil {
		t.Fatal(err)
	}
	for _, k := range o.Kinds {
		if !strings.Contains(text.String(), k.Name+" (") {
			t.Errorf("the print lacks %s", k.Name)
		}
	}
	if err := o.SKOS(&skos); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Graph []struct {
			ID      string `json:"@id"`
			Broader string `json:"broader"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal(skos.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, c := range doc.Graph {
		if ids[c.ID] {
			t.Errorf("%s stands twice", c.ID)
		}
		ids[c.ID] = true
	}
	for _, c := range doc.Graph {
		if c.Broader != "" && !ids[c.Broader] {
			t.Errorf("%s: broader %s is not there", c.ID, c.Broader)
		}
	}
}

func TestKindOf(t *testing.T) {
	o := load(t)
	for _, x := range []struct{ code, kind, typ, mode string }{
		{"042", "visit", "CONSULT", "visit"},
		{"054", "recognition", "SUPPORT", ""},
		{"195", "airstrike", "ASSAULT", "aerial"},
		{"0256", "appeal", "REQUEST", "yield"},
		{"190", "attack", "ASSAULT", ""},
		{"1722", "restriction", "COERCE", "restrict"},
		{"012", "", "", ""},
		{"999", "", "", ""},
	} {
		k, ok := o.KindOf(x.code)
		if ok != (x.kind != "") || k.Type != x.typ || k.Mode != x.mode || x.kind != k.Name {
			t.Errorf("KindOf(%s) = %s %s/%s, want %s %s/%s", x.code, k.Name, k.Type, k.Mode, x.kind, x.typ, x.mode)
		}
	}
	for _, c := range o.Codes {
		if k, ok := o.KindOf(c.Code); c.Type != "" && (!ok || k.Type != c.Type) {
			t.Errorf("KindOf(%s) = %s %s, want type %s", c.Code, k.Name, k.Type, c.Type)
		}
	}
}
