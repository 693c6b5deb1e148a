package train

import (
	"encoding/binary"
	"encoding/json"
	"fmt"

	"entente/internal/syntax"
)

// Relemma learns the lemmas of a model file again and leaves the rest of it as it is.
func Relemma(file []byte, trees []syntax.Tree) ([]byte, error) {
	if len(file) < 12 {
		return nil, fmt.Errorf("model file of %d bytes", len(file))
	}
	n := int(binary.LittleEndian.Uint32(file[8:12]))
	if 12+n > len(file) {
		return nil, fmt.Errorf("header of %d bytes in a file of %d", n, len(file))
	}
	var h syntax.Header
	if err := json.Unmarshal(file[12:12+n], &h); err != nil {
		return nil, fmt.Errorf("model header: %w", err)
	}
	base := (12 + n + 63) &^ 63
	var names []string
	var data [][]byte
	scripts, lemmas := lemmaTable(trees, Counts(Forms(trees)))
	for _, s := range h.Sections {
		if base+s.Offset+s.Length > len(file) {
			return nil, fmt.Errorf("section %s lies beyond the file", s.Name)
		}
		d := file[base+s.Offset : base+s.Offset+s.Length]
		if s.Name == "lemmas" {
			d = lemmas
		}
		names, data = append(names, s.Name), append(data, d)
	}
	h.Scripts = scripts
	return h.Write(names, data)
}
