package shards

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente"
)

// Files are named bytes: a folder, or a bucket of an object store. A name has "/" on every system.
type Files interface {
	// Read gives the bytes of a file; an error that wraps entente.ErrNotFound where there is none.
	Read(ctx context.Context, name string) ([]byte, error)
	// Write makes or replaces a file. Whoever reads it sees all of it or what was there before.
	Write(ctx context.Context, name string, b []byte) error
	// List gives the names that begin with a prefix, in their order.
	List(ctx context.Context, prefix string) ([]string, error)
}

// Dir is a folder as Files.
type Dir string

// Read gives the bytes of a file.
func (d Dir) Read(_ context.Context, name string) ([]byte, error) {
	b, err := os.ReadFile(d.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", name, entente.ErrNotFound)
	}
	return b, err
}

// Write makes a file under another name and renames it when it is whole and on the disk.
func (d Dir) Write(_ context.Context, name string, b []byte) error {
	path := d.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".part-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close(), os.Chmod(f.Name(), 0o644)); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// List gives the names that begin with a prefix; hidden files are none.
func (d Dir) List(_ context.Context, prefix string) ([]string, error) {
	var out []string
	root := string(d)
	if i := strings.LastIndexByte(prefix, '/'); i >= 0 {
		root = d.path(prefix[:i])
	}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			return err
		}
		rel, err := filepath.Rel(string(d), path)
		if name := filepath.ToSlash(rel); strings.HasPrefix(name, prefix) {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", prefix, err)
	}
	slices.Sort(out)
	return out, nil
}

func (d Dir) path(name string) string { return filepath.Join(string(d), filepath.FromSlash(name)) }
