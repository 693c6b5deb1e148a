package figures

import (
	_ "embed"

	"entente"
	"entente/internal/quantities"
)

//go:embed measures.tsv
var measureTable string

// Version names the state of the embedded tables, those of package quantities included.
func Version() string { return entente.Version([]byte(measureTable), []byte(quantities.Version())) }
