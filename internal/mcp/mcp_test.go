package mcp_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"entente/internal/mcp"
	"entente/internal/views/viewstest"
)

// connect gives a session of the SDK's client with a server, in memory or over HTTP.
func connect(t *testing.T, over string, d *viewstest.Desk) *sdk.ClientSession {
	t.Helper()
	ctx := context.Background()
	var transport sdk.Transport
	if over == "http" {
		server := httptest.NewServer(mcp.Handler(d.Desk, "test"))
		t.Cleanup(server.Close)
		transport = &sdk.StreamableClientTransport{Endpoint: server.URL}
	} else {
		here, there := sdk.NewInMemoryTransports()
		s, err := mcp.New(d.Desk, "test").Connect(ctx, there, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		transport = here
	}
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, transport, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func call(t *testing.T, c *sdk.ClientSession, name string, args map[string]any) (map[string]any, *sdk.CallToolResult) {
	t.Helper()
	r, err := c.CallTool(context.Background(), &sdk.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	b, err := json.Marshal(r.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	json.Unmarshal(b, &out)
	return out, r
}

// passages counts the non-empty quotes anywhere in an answer.
func passages(x any) int {
	n := 0
	switch x := x.(type) {
	case map[string]any:
		for k, v := range x {
			if s, ok := v.(string); ok && (k == "quote" || k == "words") && strings.TrimSpace(s) != "" {
				n++
			}
			n += passages(v)
		}
	case []any:
		for _, v := range x {
			n += passages(v)
		}
	}
	return n
}

// TestTools asks every tool over both transports; each answer has its passages.
func TestTools(t *testing.T) {
	d := viewstest.Open(t)
	for _, over := range []string{"memory", "http"} {
		t.Run(over, func(t *testing.T) {
			c := connect(t, over, d)
			tools, err := c.ListTools(context.Background(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(tools.Tools) != 5 {
				t.Errorf("got %d tools, want 5", len(tools.Tools))
			}
			for _, x := range tools.Tools {
				if x.Annotations == nil || !x.Annotations.ReadOnlyHint {
					t.Errorf("%s does not say that it only reads", x.Name)
				}
			}
			got, _ := call(t, c, "find_events", map[string]any{"a": "KAZ", "b": "China", "limit": 5})
			rows := got["rows"].([]any)
			if len(rows) != 5 {
				t.Fatalf("find_events: got %d rows, want 5", len(rows))
			}
			id := rows[0].(map[string]any)["id"].(string)
			for name, args := range map[string]map[string]any{
				"find_events":     {"actor": "Kazakhstan", "status": "planned"},
				"find_statements": {"words": "trade"},
				"compare_figures": {"a": "Kazakhstan", "b": "China", "measure": "trade"},
				"dossier":         {"a": "KAZ", "b": "CHN"},
				"cite":            {"id": id},
			} {
				got, r := call(t, c, name, args)
				if r.IsError || passages(got) == 0 {
					t.Errorf("%s %v: no passage in the answer (error %v)", name, args, r.IsError)
				}
			}
			cited, _ := call(t, c, "cite", map[string]any{"id": id})
			if hash, _ := cited["hash"].(string); !strings.HasPrefix(hash, "sha256:") || cited["footnote"] == "" {
				t.Errorf("cite: got hash %v and footnote %v", cited["hash"], cited["footnote"])
			}
		})
	}
}

// TestMistakes are errors of the tool, in words, not of the protocol.
func TestMistakes(t *testing.T) {
	c := connect(t, "memory", viewstest.Open(t))
	for _, x := range []struct {
		name string
		args map[string]any
		want string
	}{
		{"dossier", map[string]any{"a": "Kazakhsatn"}, "nearest"},
		{"compare_figures", map[string]any{"a": "KAZ", "b": "KAZ"}, "one"},
		{"cite", map[string]any{"id": "e:none"}, "no row"},
		{"find_events", map[string]any{"since": "yesterday"}, "2022-09-14"},
		{"find_events", map[string]any{"cursor": "xyz"}, "cursor"},
	} {
		_, r := call(t, c, x.name, x.args)
		text := ""
		for _, p := range r.Content {
			if p, ok := p.(*sdk.TextContent); ok {
				text += p.Text
			}
		}
		if !r.IsError || !strings.Contains(text, x.want) {
			t.Errorf("%s %v: got %q, want an error with %q", x.name, x.args, text, x.want)
		}
	}
}
