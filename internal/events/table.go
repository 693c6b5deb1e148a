package events

import (
	"embed"
	"fmt"
	"path"

	"entente/internal/events/pattern"
)

//go:embed patterns/*.tsv
var embedded embed.FS

// Table and File are those of package pattern, so that who builds a coder needs this package alone.
type (
	Table = pattern.Table
	File  = pattern.File
)

// NewTable reads files of patterns; see pattern.NewTable.
func NewTable(files []File) (*Table, error) { return pattern.NewTable(files) }

// Embedded are the files of patterns that come with the program, in the order of their names.
func Embedded() ([]File, error) {
	names, err := embedded.ReadDir("patterns")
	if err != nil {
		return nil, fmt.Errorf("list embedded patterns: %w", err)
	}
	var files []File
	for _, n := range names {
		b, err := embedded.ReadFile(path.Join("patterns", n.Name()))
		if err != nil {
			return nil, fmt.Errorf("read embedded patterns: %w", err)
		}
		files = append(files, File{Name: n.Name(), Text: string(b)})
	}
	return files, nil
}
