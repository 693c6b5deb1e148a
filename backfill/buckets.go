//go:build !nobuckets

package backfill

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
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
	"entente/internal/shards"
)

// A worker opens its buckets once.
var buckets sync.Map // address → func() (*blob.Bucket, error)

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

func bucket(ctx context.Context, address, prefix string) (shards.Files, error) {
	b, err := open(ctx, address)
	if err != nil {
		return nil, err
	}
	return objects{b, prefix}, nil
}

func object(ctx context.Context, address, key string) (io.ReadCloser, error) {
	b, err := open(ctx, address)
	if err != nil {
		return nil, err
	}
	return b.NewReader(ctx, key, nil)
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

// matchRemote finds the objects of a pattern; one that ends in "/" takes all below.
func matchRemote(ctx context.Context, address, prefix string) ([]Input, error) {
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
