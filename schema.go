package entente

import _ "embed"

// AnalysisSchema and CorpusRowSchema are the JSON Schemas (draft 2020-12) of the two contracts. A test holds them against
// the types.
var (
	//go:embed schema/entente.analysis.1.json
	AnalysisSchema string
	//go:embed schema/entente.corpus.1.json
	CorpusRowSchema string
)
