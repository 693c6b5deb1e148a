package ontology

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Write prints the ontology for people: types with their modes, contexts, sectors, and the tree of kinds.
func (o *Ontology) Write(w io.Writer) error {
	p := &printer{w: w}
	p.line("PLOVER types and modes (quad, score)")
	for _, name := range o.TypeNames() {
		t := o.types[name]
		p.line("\n%-10s %d %5s  %s", t.Name, t.Quad, decimal(t.Score), t.Definition)
		for _, m := range o.Modes {
			if m.Type != name {
				continue
			}
			score := ""
			if m.Scored {
				score = decimal(m.Score)
			}
			p.line("  %-16s %4s  %s", m.Name, score, m.Definition)
		}
	}
	p.line("\nContexts")
	for _, c := range o.Contexts {
		p.line("  %-24s %s", c.Name, c.Definition)
	}
	p.line("\nSectors")
	for _, s := range o.Sectors {
		p.line("  %-4s %s", s.Name, s.Definition)
	}
	p.line("\nKinds (PLOVER type and mode, CAMEO)")
	for _, g := range o.Groups {
		p.line("\n%s: %s", g.Name, g.Definition)
		o.branch(p, g.Name, 1)
	}
	p.line("\nversion %s", o.version)
	return p.err
}

// branch prints the kinds below a kind or group.
func (o *Ontology) branch(p *printer, above string, depth int) {
	for _, k := range o.Kinds {
		if k.Parent != above {
			continue
		}
		code := "no PLOVER type"
		if k.Type != "" {
			code = strings.TrimSuffix(k.Type+"/"+k.Mode, "/")
		}
		if k.CAMEO != "" {
			code += " " + k.CAMEO
		}
		p.line("%s%s (%s): %s", strings.Repeat("  ", depth), k.Name, code, k.Definition)
		p.line("%s  e.g. %s", strings.Repeat("  ", depth), k.Example)
		o.branch(p, k.Name, depth+1)
	}
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

// skosBase is the name space of the exported concepts.
const skosBase = "urn:entente:ontology:"

// A concept is one SKOS concept in JSON-LD.
type concept struct {
	ID         string   `json:"@id"`
	Type       string   `json:"@type"`
	Notation   string   `json:"notation,omitempty"`
	PrefLabel  label    `json:"prefLabel"`
	AltLabel   []label  `json:"altLabel,omitempty"`
	Definition *label   `json:"definition,omitempty"`
	Example    *label   `json:"example,omitempty"`
	Broader    string   `json:"broader,omitempty"`
	Close      []string `json:"closeMatch,omitempty"`
	BroadMatch []string `json:"broadMatch,omitempty"`
	InScheme   string   `json:"inScheme"`
}

type label struct {
	Value    string `json:"@value"`
	Language string `json:"@language"`
}

// SKOS writes the ontology as SKOS concepts in JSON-LD: four schemes (plover, contexts, kinds, cameo). A kind is a narrower
// match of its PLOVER type or mode (broadMatch) and a close match of its CAMEO code.
func (o *Ontology) SKOS(w io.Writer) error {
	doc := struct {
		Context map[string]any `json:"@context"`
		Graph   []any          `json:"@graph"`
	}{Context: skosContext()}
	for _, s := range [][2]string{{"cameo", "CAMEO event codes"}, {"contexts", "PLOVER contexts"}, {"kinds", "Kinds of events"}, {"plover", "PLOVER event types and modes"}} {
		doc.Graph = append(doc.Graph, map[string]any{"@id": skosBase + s[0], "@type": "ConceptScheme", "prefLabel": label{s[1], "en"}})
	}
	for _, c := range o.concepts() {
		doc.Graph = append(doc.Graph, c)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(doc)
}

func skosContext() map[string]any {
	ref := func(name string) map[string]string { return map[string]string{"@id": "skos:" + name, "@type": "@id"} }
	return map[string]any{
		"skos": "http://www.w3.org/2004/02/skos/core#", "Concept": "skos:Concept", "ConceptScheme": "skos:ConceptScheme",
		"prefLabel": "skos:prefLabel", "altLabel": "skos:altLabel", "definition": "skos:definition", "example": "skos:example", "notation": "skos:notation",
		"broader": ref("broader"), "closeMatch": ref("closeMatch"), "broadMatch": ref("broadMatch"), "inScheme": ref("inScheme"),
	}
}

// concepts are the types, modes, contexts, groups, kinds and codes, in the order of their tables.
func (o *Ontology) concepts() []concept {
	var out []concept
	add := func(scheme, name, title, definition, broader string) *concept {
		c := concept{ID: skosBase + scheme + ":" + name, Type: "Concept", Notation: name, PrefLabel: label{title, "en"}, InScheme: skosBase + scheme}
		if definition != "" {
			c.Definition = &label{definition, "en"}
		}
		if broader != "" {
			c.Broader = skosBase + scheme + ":" + broader
		}
		out = append(out, c)
		return &out[len(out)-1]
	}
	for _, t := range o.Types {
		add("plover", t.Name, t.Name, t.Definition, "")
	}
	for _, m := range o.Modes {
		add("plover", m.Type+"/"+m.Name, m.Name, m.Definition, m.Type)
	}
	for _, c := range o.Contexts {
		add("contexts", c.Name, words(c.Name), c.Definition, "")
	}
	for _, g := range o.Groups {
		add("kinds", g.Name, g.Name, g.Definition, "")
	}
	for _, k := range o.Kinds {
		c := add("kinds", k.Name, words(k.Name), k.Definition, k.Parent)
		c.Example = &label{k.Example, "en"}
		for _, a := range k.Also {
			c.AltLabel = append(c.AltLabel, label{words(a), "en"})
		}
		if k.Type != "" {
			c.BroadMatch = []string{skosBase + "plover:" + strings.TrimSuffix(k.Type+"/"+k.Mode, "/")}
		}
		if k.CAMEO != "" {
			c.Close = []string{skosBase + "cameo:" + k.CAMEO}
		}
	}
	for _, c := range o.Codes {
		broader := ""
		if len(c.Code) > 2 {
			broader = c.Code[:len(c.Code)-1]
		}
		add("cameo", c.Code, c.Label, "", broader)
	}
	return out
}

func words(name string) string { return strings.NewReplacer("-", " ", "_", " ").Replace(name) }
