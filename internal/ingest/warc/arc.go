package warc

import (
	"fmt"
	"strconv"
	"strings"

	"entente"
)

// arcLine reports whether a line looks like the header of an ARC record: URL, address, date, type, length.
func arcLine(line string) bool {
	f := strings.Fields(line)
	if len(f) < 5 || !strings.Contains(f[0], ":") {
		return false
	}
	_, err := strconv.ParseUint(f[len(f)-1], 10, 63)
	return err == nil
}

// arcRecord reads an ARC record whose header line was taken. A URL may hold spaces, so the fields are counted from the end.
func (x *Reader) arcRecord(line string, at int64) (Record, error) {
	f := strings.Fields(line)
	if len(f) < 5 {
		return Record{Offset: at}, &Error{Offset: at, Err: fmt.Errorf("ARC header %q has %d fields, not 5: %w", clip(line), len(f), entente.ErrInvalid)}
	}
	n := len(f)
	r := Record{Type: "arc", URI: strings.Join(f[:n-4], " "), Date: f[n-3], ContentType: f[n-2], Offset: at}
	length, err := strconv.ParseInt(f[n-1], 10, 64)
	if err != nil || length < 0 {
		return r, &Error{Offset: at, URI: r.URI, Err: fmt.Errorf("length %q: %w", f[n-1], entente.ErrInvalid)}
	}
	if strings.HasPrefix(r.URI, "filedesc:") || strings.HasPrefix(r.URI, "dns:") {
		r.Type = "warcinfo"
		return r, x.skip(length, &r)
	}
	block, err := x.block(length, &r)
	if strings.HasPrefix(string(block[:min(5, len(block))]), "HTTP/") {
		return r, first(err, r.http(block, x.MaxBody))
	}
	r.Body = block
	return r, err
}

func clip(s string) string {
	s = strings.TrimSpace(s)
	return s[:min(len(s), 60)]
}
