package score

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"entente"
)

// EachLine decodes the lines of a JSON Lines file in the gold folder, gzipped or not, until f returns false. A file that
// is not there gives an error that wraps entente.ErrNotFound.
func EachLine[T any](gold, name string, f func(T) bool) error {
	r, err := Open(gold, name)
	if err != nil {
		return err
	}
	defer r.Close()
	lines := bufio.NewReaderSize(r, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			var row T
			if err := json.Unmarshal(line, &row); err != nil {
				return fmt.Errorf("read %s: %w", name, err)
			}
			if !f(row) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
}

// Open opens a file of the gold folder, unpacking what ends in .gz.
func Open(gold, name string) (io.ReadCloser, error) {
	f, err := os.Open(filepath.Join(gold, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no %s in %s: %w", name, gold, entente.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("read gold: %w", err)
	}
	if !strings.HasSuffix(name, ".gz") {
		return f, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}
