package entente

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// property is what the test reads of a JSON Schema.
type property struct {
	Ref        string              `json:"$ref"`
	Type       string              `json:"type"`
	Properties map[string]property `json:"properties"`
	Required   []string            `json:"required"`
	Items      *property           `json:"items"`
	Defs       map[string]property `json:"$defs"`
}

// TestSchemasAgreeWithTypes holds every field of the types against the schemas: the same keys, and required where the
// field is always written.
func TestSchemasAgreeWithTypes(t *testing.T) {
	for _, c := range []struct {
		name, schema string
		of           reflect.Type
		left         []string // keys that the corpus rows never carry
	}{
		{"analysis", AnalysisSchema, reflect.TypeFor[Analysis](), nil},
		{"corpus", CorpusRowSchema, reflect.TypeFor[CorpusRow](), []string{".span"}},
	} {
		var root property
		if err := json.Unmarshal([]byte(c.schema), &root); err != nil {
			t.Fatal(err)
		}
		for _, diff := range differ(root, root, c.of, "") {
			if !slices.ContainsFunc(c.left, func(l string) bool { return strings.HasSuffix(diff, l+" is not in the schema") }) {
				t.Errorf("%s: %s", c.name, diff)
			}
		}
	}
}

func differ(root, p property, of reflect.Type, path string) (out []string) {
	if p.Ref != "" {
		p = root.Defs[strings.TrimPrefix(p.Ref, "#/$defs/")]
	}
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	switch {
	case of == reflect.TypeFor[Run](), of.Kind() == reflect.Map:
		return nil
	case of.Kind() == reflect.Slice:
		if p.Items == nil {
			return []string{path + " is no list in the schema"}
		}
		return differ(root, *p.Items, of.Elem(), path)
	case of.Kind() != reflect.Struct:
		return nil
	}
	have := map[string]bool{}
	for _, f := range reflect.VisibleFields(of) {
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if key == "-" || f.Anonymous {
			continue
		}
		have[key] = true
		q, ok := p.Properties[key]
		if !ok {
			out = append(out, fmt.Sprintf("%s.%s is not in the schema", path, key))
			continue
		}
		always := !strings.Contains(options, "omitempty")
		if required := slices.Contains(p.Required, key); required != always {
			out = append(out, fmt.Sprintf("%s.%s: always written %v, required by the schema %v", path, key, always, required))
		}
		out = append(out, differ(root, q, f.Type, path+"."+key)...)
	}
	for key := range p.Properties {
		if !have[key] {
			out = append(out, fmt.Sprintf("%s.%s is in the schema only", path, key))
		}
	}
	return out
}

func TestSampleIsValid(t *testing.T) {
	a := sample()
	a.Document.ID, a.Events[0].ID, a.Figures[0].ID, a.Events[0].Status = ID("d", "1"), ID("e", "1"), ID("f", "1"), "denied"
	line, err := Encode(a)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(t, AnalysisSchema, line); err != nil {
		t.Error(err)
	}
	if err := validate(t, AnalysisSchema, []byte(`{"schema":"entente.analysis/2"}`)); err == nil {
		t.Error("a record of another schema is valid")
	}
}

func TestCorpusRowsAreValid(t *testing.T) {
	score := 4.04
	rows := []CorpusRow{
		{Story: &Story{ID: ID("y", "1"), Documents: []string{ID("d", "1")}, Original: ID("d", "1")}},
		{Happening: &Happening{ID: ID("h", "1"), Kind: "visit", Actors: []string{"CHN"}, Status: "happened", Score: &score, Date: &Date{EDTF: "2022", Span: &Span{1, 2}}}},
		{Link: &Link{ID: ID("l", "1"), Kind: "outcome", From: ID("h", "1"), To: ID("h", "2")}},
		{Verdict: &Verdict{ID: ID("v", "1"), Kind: "agree", Figures: []string{ID("f", "1"), ID("f", "2")}}},
		{Correction: &Correction{ID: ID("c", "1"), Row: ID("e", "1"), Field: "status", Value: "planned", Who: "a reader", When: "2025-01-01T00:00:00Z"}},
	}
	for _, r := range rows {
		line, err := EncodeCorpus(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, CorpusRowSchema, line); err != nil {
			t.Errorf("%s: %v", line, err)
		}
		if strings.Contains(string(line), "span") {
			t.Errorf("a corpus row carries a span: %s", line)
		}
	}
	if err := validate(t, CorpusRowSchema, []byte(`{"schema":"entente.corpus/1"}`)); err == nil {
		t.Error("a row without content is valid")
	}
}

func validate(t *testing.T, schema string, line []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(line)))
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(v)
}
