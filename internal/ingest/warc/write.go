package warc

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// A Writer writes WARC 1.1, each record a gzip member of its own.
type Writer struct{ w io.Writer }

// NewWriter begins an archive with a warcinfo record that names the software; date is RFC 3339 in UTC.
func NewWriter(w io.Writer, software, date string) (*Writer, error) {
	x := &Writer{w}
	return x, x.record("warcinfo", "", date, "application/warc-fields", []byte("software: "+software+"\r\nformat: WARC File Format 1.1\r\n"))
}

// Resource writes bytes that were got from a URI at a date (RFC 3339 in UTC).
func (x *Writer) Resource(uri, date, contentType string, body []byte) error {
	return x.record("resource", uri, date, contentType, body)
}

// record derives its id from its content, so that the same sources give the same archive.
func (x *Writer) record(kind, uri, date, contentType string, body []byte) error {
	id := sha256.Sum256([]byte(kind + "\x1f" + uri + "\x1f" + date + "\x1f" + string(body)))
	h := hex.EncodeToString(id[:16])
	digest := sha1.Sum(body)
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s-%s-%s-%s-%s>\r\nWARC-Date: %s\r\n", kind, h[:8], h[8:12], h[12:16], h[16:20], h[20:], date)
	if uri != "" {
		fmt.Fprintf(&b, "WARC-Target-URI: %s\r\n", uri)
	}
	fmt.Fprintf(&b, "WARC-Block-Digest: sha1:%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", base32.StdEncoding.EncodeToString(digest[:]), contentType, len(body))
	b.Write(body)
	b.WriteString("\r\n\r\n")
	z := gzip.NewWriter(x.w)
	if _, err := z.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write WARC: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write WARC: %w", err)
	}
	return nil
}
