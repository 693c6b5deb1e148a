package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"entente"
	"entente/internal/mcp"
	"entente/internal/pipeline"
)

func (a *app) mcpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "the store as tools for an assistant, on standard input and output",
		Long: `mcp speaks the Model Context Protocol on standard input and output, so that an assistant can ask the store: find_events,
find_statements, compare_figures, dossier, cite. The tools only read, and every answer carries its passages.

entente serve answers the same over HTTP under /mcp.`,
		Example: `  {"mcpServers": {"entente": {"command": "entente", "args": ["mcp", "--db", "/path/to/entente.db"]}}}`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			s.Close() // it is there; the desk opens it for itself
			desk, store, err := a.desk(c.Context())
			if err != nil {
				return err
			}
			defer store.Close()
			err = mcp.New(desk, pipeline.Release).Run(c.Context(), &sdk.IOTransport{Reader: io.NopCloser(a.stdin), Writer: unclosed{a.stdout}})
			if errors.Is(err, io.EOF) {
				return nil
			}
			var garbled *json.SyntaxError
			if errors.As(err, &garbled) {
				return told{fmt.Sprintf("what came in is no JSON-RPC (%v); mcp is started by an assistant, see entente mcp --help", err), entente.ErrInvalid}
			}
			return err
		},
	}
}

// unclosed is a stream that others may write to and not close.
type unclosed struct{ io.Writer }

// Close does nothing.
func (unclosed) Close() error { return nil }
