package backfill

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"entente"
	"entente/internal/pipeline"
	"entente/internal/shards"
)

// A worker opens its models once, however many copies of a function Beam makes.
var readers sync.Map // options as text → func() (*pipeline.Pipeline, error)

func reader(o pipeline.Options) (*pipeline.Pipeline, error) {
	once, _ := readers.LoadOrStore(fmt.Sprintf("%q", o), sync.OnceValues(func() (*pipeline.Pipeline, error) { return pipeline.New(o) }))
	return once.(func() (*pipeline.Pipeline, error))()
}

// remote splits "s3://bucket/prefix?region=…" into the address of the bucket and the prefix.
func remote(at string) (address, prefix string, ok bool) {
	if !strings.HasPrefix(at, "s3://") && !strings.HasPrefix(at, "gs://") {
		return "", "", false
	}
	rest, query, _ := strings.Cut(at, "?")
	scheme, rest, _ := strings.Cut(rest, "://")
	name, prefix, _ := strings.Cut(rest, "/")
	address = scheme + "://" + name
	if query != "" {
		address += "?" + query
	}
	return address, prefix, true
}

// Open opens a folder or a bucket with a prefix.
func Open(ctx context.Context, at string) (shards.Files, error) {
	address, prefix, ok := remote(at)
	if !ok {
		return shards.Dir(at), nil
	}
	if prefix != "" && !strings.HasSuffix(prefix, "/") {
		prefix += "/"
	}
	return bucket(ctx, address, prefix)
}

// An Input is one archive. Name stands in the sources of its pages, At opens it; State is another when its content is.
type Input struct{ Name, At, State string }

// Match finds the archives of a path, folder or pattern, in the order of their names.
func Match(ctx context.Context, pattern string) ([]Input, error) {
	if address, prefix, ok := remote(pattern); ok {
		return matchRemote(ctx, address, prefix)
	}
	return matchLocal(pattern)
}

func matchLocal(pattern string) ([]Input, error) {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return nil, fmt.Errorf("match %s: %w: %w", pattern, entente.ErrInvalid, err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("nothing at %s: %w", pattern, entente.ErrNotFound)
	}
	var out []Input
	for _, root := range paths {
		err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case path != root && strings.HasPrefix(e.Name(), "."):
				if e.IsDir() {
					return filepath.SkipDir
				}
				return nil
			case e.IsDir():
				return nil
			}
			info, err := os.Stat(path)
			if err != nil {
				return err
			}
			name := filepath.ToSlash(path)
			out = append(out, Input{name, name, fmt.Sprintf("%d %d", info.Size(), info.ModTime().UnixNano())})
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("match %s: %w", pattern, err)
		}
	}
	return out, nil
}

// stream opens an archive for reading from its beginning.
func (in Input) stream(ctx context.Context) (io.ReadCloser, error) {
	address, key, ok := remote(in.At)
	if !ok {
		return os.Open(filepath.FromSlash(in.At))
	}
	return object(ctx, address, key)
}

// eachFile gives the lines of all files under a prefix.
func eachFile(ctx context.Context, f shards.Files, prefix string, each func(line []byte) error) error {
	names, err := f.List(ctx, prefix)
	if err != nil {
		return err
	}
	for _, name := range names {
		if !strings.HasSuffix(name, ".jsonl") {
			continue
		}
		b, err := f.Read(ctx, name)
		if err != nil {
			return err
		}
		for line := range bytes.Lines(b) {
			if err := each(bytes.TrimRight(line, "\n")); err != nil {
				return fmt.Errorf("read %s: %w", name, err)
			}
		}
	}
	return nil
}
