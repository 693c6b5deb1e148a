package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"entente"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// skip passes over the block of a record that is not read.
func (x *Reader) skip(n int64, r *Record) error {
	got, err := io.CopyN(io.Discard, x.in, n)
	x.took(int(got))
	if err != nil {
		return &Error{Offset: r.Offset, URI: r.URI, Err: fmt.Errorf("cut off after %d of %d bytes: %w", got, n, entente.ErrInvalid)}
	}
	return nil
}

// block reads the block of a record: at most four times MaxBody, for it may be larger than the body it holds.
func (x *Reader) block(n int64, r *Record) ([]byte, error) {
	keep := min(n, 4*x.MaxBody)
	var b bytes.Buffer
	b.Grow(int(min(keep, 1<<20)))
	got, err := io.CopyN(&b, x.in, keep)
	x.took(int(got))
	for err != nil && x.continues() { // a record that was packed in pieces
		var more int64
		more, err = io.CopyN(&b, x.in, keep-got)
		got += more
	}
	if err != nil {
		return b.Bytes(), &Error{Offset: r.Offset, URI: r.URI, Err: fmt.Errorf("cut off after %d of %d bytes: %w", got, n, entente.ErrInvalid)}
	}
	if keep < n {
		if err := x.skip(n-keep, r); err != nil {
			return b.Bytes(), err
		}
		return b.Bytes(), &Error{Offset: r.Offset, URI: r.URI, Err: fmt.Errorf("%d bytes: %w", n, entente.ErrTooLarge)}
	}
	return b.Bytes(), nil
}

// continues goes to the next gzip member where that one begins in the middle of a record.
func (x *Reader) continues() bool {
	more, err := x.nextMember()
	if err != nil || !more {
		return false
	}
	head, _ := x.in.Peek(5)
	return len(head) > 0 && string(head) != "WARC/"
}

// http takes the page out of a captured HTTP response. A body that does not decode as its header says is kept as it stands.
func (r *Record) http(block []byte, limit int64) error {
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(block)), nil)
	if err != nil {
		return &Error{Offset: r.Offset, URI: r.URI, Err: fmt.Errorf("HTTP header: %w: %w", entente.ErrInvalid, err)}
	}
	defer resp.Body.Close()
	r.Status, r.ContentType = resp.StatusCode, resp.Header.Get("Content-Type")
	if _, params, err := mime.ParseMediaType(r.ContentType); err == nil {
		r.Charset = params["charset"]
	}
	raw := afterHeader(block)
	body, err := read(resp.Body, 4*limit)
	if err != nil && len(resp.TransferEncoding) > 0 { // chunked by its header only, or with broken chunks
		body = raw
	}
	plain, err := decode(body, resp.Header.Get("Content-Encoding"), limit)
	if errors.Is(err, entente.ErrTooLarge) {
		r.Body = nil
		return &Error{Offset: r.Offset, URI: r.URI, Err: err}
	}
	if err != nil {
		plain = body
	}
	r.Body = plain
	return nil
}

func afterHeader(block []byte) []byte {
	for _, sep := range []string{"\r\n\r\n", "\n\n"} {
		if _, rest, ok := bytes.Cut(block, []byte(sep)); ok {
			return rest
		}
	}
	return nil
}

// decode unpacks a body by its Content-Encoding, at most limit bytes of it.
func decode(body []byte, encoding string, limit int64) ([]byte, error) {
	var r io.Reader
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		r = z
	case "br":
		r = brotli.NewReader(bytes.NewReader(body))
	case "deflate":
		r = flate.NewReader(bytes.NewReader(body))
	default:
		r = bytes.NewReader(body)
	}
	return read(r, limit)
}

// read reads all, or fails where there is more than limit.
func read(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("the page is over %d bytes: %w", limit, entente.ErrTooLarge)
	}
	return b, err
}

// first is the first error that is one.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
