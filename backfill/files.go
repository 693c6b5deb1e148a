package backfill

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gocloud.dev/blob"
	"gocloud.dev/blob/gcsblob"
	_ "gocloud.dev/blob/s3blob" // takes s3:// addresses
	"gocloud.dev/gcerrors"
	"gocloud.dev/gcp"
	"google.golang.org/api/option"

	"entente"
	"entente/internal/pipeline"
	"entente/internal/shards"
)

// A worker opens its models and buckets once, however many copies of a function Beam makes of them.
var (
	readers sync.Map // options as text → func() (*pipeline.Pipeline, error)
	buckets sync.Map // address → func() (*blob.Bucket, error)
)

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

// open opens a bucket. Addresses of S3 take region, endpoint, use_path_style and anonymous as gocloud.dev has them; those of GCS
// take endpoint and anonymous.
func open(ctx context.Context, address string) (*blob.Bucket, error) {
	once, _ := buckets.LoadOrStore(address, sync.OnceValues(func() (*blob.Bucket, error) {
		u, err := url.Parse(address)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w: %w", address, entente.ErrInvalid, err)
		}
		endpoint := u.Query().Get("endpoint")
		if u.Scheme != "gs" || endpoint == "" {
			return blob.OpenBucket(context.WithoutCancel(ctx), address)
		}
		client, err := google(ctx, u.Query().Get("anonymous"))
		if err != nil {
			return nil, err
		}
		return gcsblob.OpenBucket(context.WithoutCancel(ctx), client, u.Host, &gcsblob.Options{ClientOptions: []option.ClientOption{option.WithEndpoint(endpoint)}})
	}))
	b, err := once.(func() (*blob.Bucket, error))()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", address, err)
	}
	return b, nil
}

func google(ctx context.Context, anonymous string) (*gcp.HTTPClient, error) {
	if is, err := strconv.ParseBool(anonymous); err == nil && is {
		return gcp.NewAnonymousHTTPClient(http.DefaultTransport), nil
	}
	c, err := gcp.DefaultCredentials(ctx)
	if err != nil {
		return nil, err
	}
	return gcp.NewHTTPClient(http.DefaultTransport, gcp.CredentialsTokenSource(c))
}

// Open opens a folder or a bucket with a prefix.
func Open(ctx context.Context, at string) (shards.Files, error) {
	address, prefix, ok := remote(at)
	if !ok {
		return shards.Dir(at), nil
	}
	b, err := open(ctx, address)
	if err != nil {
		return nil, err
	}
	if prefix != "" && !strings.HasSuffix(prefix, "/") {
		prefix += "/"
	}
	return objects{b, prefix}, nil
}

// objects are the objects of a bucket under a prefix.
type objects struct {
	bucket *blob.Bucket
	prefix string
}

func (o objects) Read(ctx context.Context, name string) ([]byte, error) {
	b, err := o.bucket.ReadAll(ctx, o.prefix+name)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, fmt.Errorf("read %s: %w", name, entente.ErrNotFound)
	}
	return b, err
}

func (o objects) Write(ctx context.Context, name string, b []byte) error {
	return o.bucket.WriteAll(ctx, o.prefix+name, b, &blob.WriterOptions{ContentType: "application/octet-stream"})
}

func (o objects) List(ctx context.Context, prefix string) ([]string, error) {
	var out []string
	err := list(ctx, o.bucket, o.prefix+prefix, func(x *blob.ListObject) { out = append(out, strings.TrimPrefix(x.Key, o.prefix)) })
	slices.Sort(out)
	return out, err
}

func list(ctx context.Context, b *blob.Bucket, prefix string, each func(*blob.ListObject)) error {
	for it := b.List(&blob.ListOptions{Prefix: prefix}); ; {
		x, err := it.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("list %s: %w", prefix, err)
		}
		if !x.IsDir {
			each(x)
		}
	}
}

// An Input is one archive. Name stands in the sources of its pages, At opens it; State is another when its content is.
type Input struct{ Name, At, State string }

// Match finds the archives of a path, folder or pattern, in the order of their names.
func Match(ctx context.Context, pattern string) ([]Input, error) {
	address, prefix, ok := remote(pattern)
	if !ok {
		return matchLocal(pattern)
	}
	b, err := open(ctx, address)
	if err != nil {
		return nil, err
	}
	var out []Input
	where, query, _ := strings.Cut(address, "?")
	stem, _, _ := strings.Cut(prefix, "*")
	err = list(ctx, b, stem, func(x *blob.ListObject) {
		if whole, err := filepath.Match(prefix, x.Key); err != nil || !whole && prefix != x.Key && !strings.HasSuffix(prefix, "/") {
			return
		}
		in := Input{Name: where + "/" + x.Key, State: fmt.Sprintf("%d %x %d", x.Size, x.MD5, x.ModTime.UnixNano())}
		in.At = in.Name
		if query != "" {
			in.At += "?" + query
		}
		out = append(out, in)
	})
	return out, err
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
	b, err := open(ctx, address)
	if err != nil {
		return nil, err
	}
	return b.NewReader(ctx, key, nil)
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
