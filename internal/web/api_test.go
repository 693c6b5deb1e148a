package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// A description is the OpenAPI document as the fuzzing client needs it.
type description struct {
	Paths map[string]map[string]struct {
		OperationID string
		Parameters  []struct {
			Name, In string
			Schema   schema
		}
		Responses map[string]struct {
			Content map[string]struct{ Schema json.RawMessage }
		}
	}
}

type schema struct {
	Type             any
	Enum             []string
	Items            *schema
	Minimum, Maximum *float64
	MaxLength        int
	MaxItems         int
}

// A client asks the API at random and holds the answers against the document.
type client struct {
	*site
	*testing.T
	doc      description
	compiler *jsonschema.Compiler
	known    map[string]*jsonschema.Schema
	dice     *rand.Rand
	rows     []string
	docs     []string
	asked    map[string]map[int]int
}

func newClient(t *testing.T, s *site) *client {
	_, _, body := s.get(t, "/openapi.json")
	c := &client{site: s, T: t, compiler: jsonschema.NewCompiler(), known: map[string]*jsonschema.Schema{}, dice: rand.New(rand.NewPCG(1, 2)), asked: map[string]map[int]int{}}
	if err := json.Unmarshal([]byte(body), &c.doc); err != nil {
		t.Fatal(err)
	}
	whole, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.compiler.AddResource("api.json", whole); err != nil {
		t.Fatal(err)
	}
	var got struct{ Rows, Documents []struct{ ID string } }
	s.json(t, "/api/v1/rows?limit=40", &got)
	s.json(t, "/api/v1/documents?limit=20", &got)
	for _, r := range got.Rows {
		c.rows = append(c.rows, r.ID)
	}
	for _, d := range got.Documents {
		c.docs = append(c.docs, d.ID)
	}
	return c
}

var junk = []string{"", " ", "KAZ,KAZ", "'; DROP TABLE rows; --", "%", "\x00", "ä́", "日本", "العربية", "null", "-1", "1e9", "[]", "../..", strings.Repeat("x", 300), "2022-99-99", "\"", "(", "*", "NEAR("}

func (c *client) one(of []string) string { return of[c.dice.IntN(len(of))] }

// value makes a value for a parameter: mostly one that makes sense, at times one that does not.
func (c *client) value(name string, s *schema) string {
	if c.dice.IntN(6) == 0 {
		return c.one(junk)
	}
	if s.Items != nil {
		var all []string
		for range 1 + c.dice.IntN(2) {
			all = append(all, c.value(name, s.Items))
		}
		return strings.Join(all, ",")
	}
	if len(s.Enum) > 0 {
		return c.one(s.Enum)
	}
	switch name {
	case "a", "b", "actor", "dyad":
		return c.one([]string{"KAZ", "CHN", "Kazakhstan", "China", "RUS", "org:EU", "USA", "TUV", "Kazakhsatn", "person:xi-jinping"})
	case "id":
		return c.one(slices.Concat(c.rows, c.docs))
	case "since", "until", "on":
		return c.one([]string{"2013", "2022-09", "2022-09-14", "1992", "2040", "soon"})
	case "limit":
		return c.one([]string{"1", "2", "50", "1000", "1001", "0"})
	case "q":
		return c.one([]string{"pipeline", "trade China", "\"Silk Road\"", "zzz"})
	case "status":
		return c.one([]string{"happened", "planned", "actual"})
	case "kind":
		return c.one([]string{"visit", "trade", "CONSULT", "agreement"})
	case "measure":
		return "trade"
	case "format":
		return c.one([]string{"events-csv", "events-parquet", "xlsx", "geojson", "nothing"})
	case "speaker", "source":
		return c.one([]string{"KAZ", "xi", "Steppe", "http"})
	}
	return c.one(junk)
}

// ask sends one request to an operation and checks the answer.
func (c *client) ask(path, method string) {
	op := c.doc.Paths[path][method]
	address, q := path, url.Values{}
	for _, p := range op.Parameters {
		switch {
		case p.In == "path":
			address = strings.ReplaceAll(address, "{"+p.Name+"}", url.PathEscape(c.value(p.Name, &p.Schema)))
		case p.In == "query" && c.dice.IntN(3) == 0:
			q.Set(p.Name, c.value(p.Name, &p.Schema))
		}
	}
	if len(q) > 0 {
		address += "?" + q.Encode()
	}
	body, kind := "", ""
	if method == "post" {
		body, kind = c.one([]string{`{"text":"France praised Chad on 3 May 2021."}`, `{"text":""}`, `{`, `[]`, `{"url":"http://127.0.0.1/"}`, `{"text":1}`, `{"other":"x"}`, `null`, ``, `{"text":"` + strings.Repeat("x ", 2000) + `"}`}), "application/json"
	}
	status, h, got := c.do(c.T, strings.ToUpper(method), address, body, "Content-Type", kind)
	if c.asked[path] == nil {
		c.asked[path] = map[int]int{}
	}
	c.asked[path][status]++
	if status == 404 && strings.Contains(got, "page not found") || status == 301 || status == 307 {
		return // an empty piece of the path: the router's answer
	}
	declared, ok := op.Responses[fmt.Sprint(status)]
	if !ok || status >= 500 && status != 504 {
		c.Errorf("%s %s %s: got %d, which the document does not have: %.200s", method, address, body, status, got)
		return
	}
	media := strings.TrimSpace(strings.Split(h.Get("Content-Type"), ";")[0])
	if _, ok := declared.Content[media]; !ok {
		var names []string
		for n := range declared.Content {
			names = append(names, strings.Split(n, ";")[0])
		}
		if !slices.Contains(names, media) {
			c.Errorf("%s: got %d with %s, the document has %v", address, status, media, names)
		}
		return
	}
	if strings.Contains(media, "json") && !strings.Contains(media, "geo") && !strings.Contains(media, "jsonl") {
		c.validate(address, fmt.Sprintf("api.json#/paths/%s/%s/responses/%d/content/%s/schema", pointer(path), method, status, pointer(media)), got)
	}
}

func pointer(s string) string {
	return url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(s))
}

func (c *client) validate(address, at, body string) {
	s := c.known[at]
	if s == nil {
		var err error
		if s, err = c.compiler.Compile(at); err != nil {
			c.Fatalf("%s: %v", at, err)
		}
		c.known[at] = s
	}
	x, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(body)))
	if err == nil {
		err = s.Validate(x)
	}
	if err != nil {
		c.Errorf("%s does not fit the document: %v", address, err)
	}
}

// TestAPI asks every operation at random; every answer fits what the document says of it.
func TestAPI(t *testing.T) {
	c := newClient(t, open(t))
	rounds := 120
	if testing.Short() {
		rounds = 20
	}
	var paths []string
	for p := range c.doc.Paths {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	if len(paths) < 13 {
		t.Errorf("the document has %d paths, want 13 or more", len(paths))
	}
	for _, p := range paths {
		for method := range c.doc.Paths[p] {
			for n := 0; n < rounds || c.asked[p][200] == 0 && n < 300; n++ {
				c.ask(p, method)
			}
		}
		if c.asked[p][200] == 0 {
			t.Errorf("%s never answered 200: %v", p, c.asked[p])
		}
	}
}

// TestProblems are what is wrong, in the form of RFC 9457.
func TestProblems(t *testing.T) {
	s := open(t)
	for _, x := range []struct {
		method, path string
		status       int
		says         string
	}{
		{"GET", "/api/v1/none", 404, "not found"},
		{"DELETE", "/api/v1/rows", 405, "Method Not Allowed"},
		{"GET", "/api/v1/rows?limit=0", 422, ">= 1"},
		{"GET", "/api/v1/rows?limit=x", 422, "integer"},
		{"GET", "/api/v1/rows?sort=bogus", 422, "one of"},
		{"GET", "/api/v1/rows?dyad=KAZ", 400, "two actors"},
		{"GET", "/api/v1/dossier/Kazakhsatn", 404, "nearest"},
		{"GET", "/api/v1/rows?cursor=zz", 400, "cursor"},
		{"GET", "/api/v1/documents/d:none", 404, "no document"},
		{"GET", "/api/v1/export/none", 404, "there are"},
	} {
		status, h, body := s.do(t, x.method, x.path, "")
		var p struct {
			Status        int
			Title, Detail string
		}
		err := json.Unmarshal([]byte(body), &p)
		if err != nil || status != x.status || p.Status != status || h.Get("Content-Type") != "application/problem+json" || !strings.Contains(body, x.says) {
			t.Errorf("%s %s: got %d %s %s, want %d with %q", x.method, x.path, status, h.Get("Content-Type"), body, x.status, x.says)
		}
	}
}
