// Package mcp turns views into tools of the Model Context Protocol, so that an assistant can ask the record and quote it.
// Every tool only reads, and every answer carries the passages that it rests on.
package mcp

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"entente/internal/views"
	"entente/internal/views/claims"
	"entente/internal/views/reading"
)

// about tells an assistant how to use the tools.
const about = `The record of what was read about the relations between states. States are ISO 3166-1 alpha-3 codes or names (KAZ, Kazakhstan), organisations org:SCO, people person:xi-jinping.
Every row was read by a program from the passage that stands with it; confidence is the probability that it is right. Quote the passage and name its document when you use a row; cite gives a footnote. status tells happened from planned, hypothetical and denied: do not report a plan as a fact. If nothing is found, say so.`

// New makes a server of the tools over a desk.
func New(d *views.Desk, version string) *sdk.Server {
	s := sdk.NewServer(&sdk.Implementation{Name: "entente", Title: "entente", Version: version}, &sdk.ServerOptions{Instructions: about})
	tool(s, "find_events", "Events: who did what to whom, when, and whether it happened, is planned or denied; each with its passage. Give an actor, or two in a and b.", func(ctx context.Context, in findIn) (*views.Rows, error) {
		return d.Rows(ctx, in.question("event"))
	})
	tool(s, "find_statements", "Statements: who said what, about whom; the passage is what was said, in the words of the text.", func(ctx context.Context, in findIn) (*views.Rows, error) {
		return d.Rows(ctx, in.question("statement"))
	})
	tool(s, "compare_figures", "What is claimed of the quantities between two actors (trade, investment …), by whom, and whether the claims agree, with the arithmetic.", func(ctx context.Context, in figuresIn) (*claims.Figures, error) {
		return claims.Of(ctx, d, in.A, in.B, in.Measure, in.Since, in.Until)
	})
	tool(s, "dossier", "The brief on two actors, or on one: level of relations, last and next events, agreements, figures, what they say, disputes, chronology; notes hold the passages.", func(ctx context.Context, in dossierIn) (*views.Brief, error) {
		x, err := d.Dossier(ctx, in.A, in.B, in.Since, in.On)
		if err != nil {
			return nil, err
		}
		return x.Brief(), nil
	})
	tool(s, "cite", "The passage behind a row (e:…, s:…, f:…, t:…) with the sentences around it, its source with the hash of its bytes, and a footnote.", func(ctx context.Context, in citeIn) (*reading.Citation, error) {
		return reading.Cite(ctx, d, in.ID)
	})
	return s
}

type findIn struct {
	Actor   string `json:"actor,omitempty" jsonschema:"code or name of somebody who takes part"`
	A       string `json:"a,omitempty" jsonschema:"with b: one of two who both take part"`
	B       string `json:"b,omitempty" jsonschema:"with a: the other"`
	Speaker string `json:"speaker,omitempty" jsonschema:"code, or part of the name, of who says it"`
	Words   string `json:"words,omitempty" jsonschema:"words that the text of the document holds"`
	Kind    string `json:"kind,omitempty" jsonschema:"kinds or PLOVER types of events, modes of statements, with commas between"`
	Status  string `json:"status,omitempty" jsonschema:"happened, ongoing, planned, hypothetical, denied; with commas between"`
	Since   string `json:"since,omitempty" jsonschema:"first day, month or year: 2013-09"`
	Until   string `json:"until,omitempty" jsonschema:"last day, month or year"`
	Limit   int    `json:"limit,omitempty" jsonschema:"rows, 30 unless told, 200 at most"`
	Cursor  string `json:"cursor,omitempty" jsonschema:"next of the answer before"`
}

func (in findIn) question(sort string) views.Question {
	q := views.Question{Actor: in.Actor, Speaker: in.Speaker, Words: in.Words, Since: in.Since, Until: in.Until, Cursor: in.Cursor, Sorts: []string{sort}, Class: list(in.Kind), Status: list(in.Status)}
	if in.A != "" || in.B != "" {
		q.Dyad = []string{in.A, in.B}
	}
	if q.Limit = min(in.Limit, 200); in.Limit <= 0 {
		q.Limit = 30
	}
	return q
}

func list(s string) (out []string) {
	for _, x := range strings.Split(s, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

type figuresIn struct {
	A       string `json:"a" jsonschema:"code or name of an actor"`
	B       string `json:"b" jsonschema:"code or name of the other"`
	Measure string `json:"measure,omitempty" jsonschema:"only this measure, as trade"`
	Since   string `json:"since,omitempty" jsonschema:"first day, month or year"`
	Until   string `json:"until,omitempty" jsonschema:"last day, month or year"`
}

type dossierIn struct {
	A     string `json:"a" jsonschema:"code or name of an actor"`
	B     string `json:"b,omitempty" jsonschema:"code or name of the other; without it the brief is on one"`
	Since string `json:"since,omitempty" jsonschema:"leaves out what lies before this day, month or year"`
	On    string `json:"on,omitempty" jsonschema:"the day on which it is written"`
}

type citeIn struct {
	ID string `json:"id" jsonschema:"id of a row, or the beginning of one that no other has"`
}

// tool adds a tool that only reads.
func tool[In, Out any](s *sdk.Server, name, says string, answer func(context.Context, In) (Out, error)) {
	no := false
	t := &sdk.Tool{Name: name, Description: says, Annotations: &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &no, DestructiveHint: &no}}
	sdk.AddTool(s, t, func(ctx context.Context, _ *sdk.CallToolRequest, in In) (*sdk.CallToolResult, Out, error) {
		out, err := answer(ctx, in)
		if err != nil {
			return nil, out, fmt.Errorf("%s: %w", name, err)
		}
		return nil, out, nil
	})
}

// Handler answers over HTTP (the streamable transport); who may ask is for those around it to say.
func Handler(d *views.Desk, version string) http.Handler {
	s := New(d, version)
	return sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s }, &sdk.StreamableHTTPOptions{Stateless: true, JSONResponse: true})
}
