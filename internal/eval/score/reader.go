package score

import "entente"

// Difference, where not nil, is told about every date that differs from the gold.
type Difference func(name, text, gold, got string)

// A Parse splits a text into sentences with trees, as syntax.Parser.Parse does.
type Parse = func(text string, parts []entente.Part) []entente.Sentence

// An Analyzer reads one document as it stands, without cleaning.
type Analyzer func(entente.Document) (*entente.Analysis, error)

// A Reader makes the analyses of one page, as `entente code` does.
type Reader func(entente.Page) ([]*entente.Analysis, error)
