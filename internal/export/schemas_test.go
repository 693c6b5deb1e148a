package export

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schema compiles a schema of testdata.
func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("testdata/" + name + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// values are the JSON values of a file, one or one a line.
func values(t *testing.T, b []byte) (out []any) {
	t.Helper()
	for dec := json.NewDecoder(bytes.NewReader(b)); ; {
		dec.UseNumber()
		var v any
		if err := dec.Decode(&v); err == io.EOF {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
}

// TestJSONKeepsToItsSchema holds every JSON format against a schema written from its specification.
func TestJSONKeepsToItsSchema(t *testing.T) {
	for format, name := range map[string]string{"csl": "csl", "geojson": "geojson", "annotations": "annotation", "plover": "plover"} {
		s := schema(t, name)
		for set, d := range data(t) {
			all := values(t, write(t, format, d))
			if len(all) == 0 {
				t.Errorf("%s: %s holds nothing", set, format)
			}
			for _, v := range all {
				if err := s.Validate(v); err != nil {
					t.Errorf("%s: %s: %v", set, format, err)
					break
				}
			}
		}
	}
}

// TestSchemasOfJSONCanFail breaks what is written, and wants it refused.
func TestSchemasOfJSONCanFail(t *testing.T) {
	for _, c := range [][4]string{
		{"csl", "csl", `"container-title"`, `"containerTitle"`}, {"csl", "csl", `"article-newspaper"`, `"news"`}, {"csl", "csl", `2022`, `"MMXXII"`},
		{"geojson", "geojson", `[71.4491,51.1694]`, `[71.4491,151.1694]`}, {"geojson", "geojson", `"geometry"`, `"point"`},
		{"annotations", "annotation", `"TextQuoteSelector"`, `"Quote"`}, {"annotations", "annotation", `"start":9`, `"start":-9`},
		{"plover", "plover", `"CONSULT"`, `"VISIT"`}, {"plover", "plover", `"publication"`, `"publisher"`}, {"plover", "plover", `"actor"`, `"source"`},
	} {
		whole := string(write(t, c[0], sample()))
		broken := strings.Replace(whole, c[2], c[3], 1)
		if broken == whole {
			t.Errorf("%s holds no %s", c[0], c[2])
			continue
		}
		refused := false
		for _, v := range values(t, []byte(broken)) {
			refused = refused || schema(t, c[1]).Validate(v) != nil
		}
		if !refused {
			t.Errorf("%s passes with %s for %s", c[0], c[3], c[2])
		}
	}
}

// TestPLOVERSpansLieInTheText follows text_info to the characters of the text.
func TestPLOVERSpansLieInTheText(t *testing.T) {
	d := sample()
	text := []rune(d.Text(""))
	for _, v := range values(t, write(t, "plover", d)) {
		var r ploverRecord
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &r); err != nil {
			t.Fatal(err)
		}
		if got := string(text[r.TextInfo["start"]:r.TextInfo["end"]]); got != r.Text {
			t.Errorf("text_info leads to %q, want %q", got, r.Text)
		}
	}
}
