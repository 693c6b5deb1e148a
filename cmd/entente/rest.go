package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/ontology"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "the release, and the versions of models and tables that records name",
		Example: "  entente version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			v := p.Versions()
			for _, x := range [][2]string{{"entente", v.Entente}, {"schema", entente.Schema}, {"ontology", v.Ontology}, {"gazetteer", v.Gazetteer}, {"syntax", v.Syntax},
				{"patterns", v.Patterns}, {"classifier", v.Classifier}, {"user", v.User}} {
				if x[1] != "" {
					fmt.Fprintf(a.stdout, "%-10s %s\n", x[0], x[1])
				}
			}
			return nil
		},
	}
}

func (a *app) sourceCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "source ID",
		Short:   "the bytes of a source, as they were read: by document id or sha256:…",
		Example: "  entente source d:4d1f8a02 > page.html",
		Args:    exactly("an ID (d:… or sha256:…)"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			hash := args[0]
			if x, err := s.Document(c.Context(), hash); err == nil {
				hash = x.Document.Raw
			}
			b, err := s.Source(c.Context(), hash)
			if err != nil {
				return err
			}
			_, err = a.stdout.Write(b)
			return err
		},
	}
}

func (a *app) schemaCommand() *cobra.Command {
	c := &cobra.Command{
		Use:       "schema [analysis|corpus]",
		Short:     "the JSON Schema (draft 2020-12) of the records of documents, or of the corpus rows",
		Example:   "  entente schema > analysis.schema.json\n  entente schema corpus",
		ValidArgs: []string{"analysis", "corpus"},
		Args:      atMostOne,
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0 || args[0] == "analysis":
				_, err := fmt.Fprint(a.stdout, entente.AnalysisSchema)
				return err
			case args[0] == "corpus":
				_, err := fmt.Fprint(a.stdout, entente.CorpusRowSchema)
				return err
			}
			return usage("there are two schemas, analysis and corpus; got %q", args[0])
		},
	}
	return c
}

func (a *app) ontologyCommand() *cobra.Command {
	var skos bool
	c := &cobra.Command{
		Use:     "ontology",
		Short:   "types, modes, contexts, sectors and kinds of events, with definitions",
		Example: "  entente ontology\n  entente ontology --skos > entente.jsonld",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			o, err := ontology.Load()
			if err != nil {
				return err
			}
			if skos {
				return o.SKOS(a.stdout)
			}
			return o.Write(a.stdout)
		},
	}
	c.Flags().BoolVar(&skos, "skos", false, "as SKOS concepts in JSON-LD")
	return c
}
