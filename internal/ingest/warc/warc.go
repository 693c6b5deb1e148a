// Package warc turns a web archive (WARC 0.17–1.1 or ARC 1, plain or gzipped record by record) into its records, one at a
// time, with the offset from which reading can be taken up again. What is broken gives an error with its place, and reading
// goes on behind it.
//
// Sources: ISO 28500:2017 (WARC 1.1); Internet Archive, "ARC File Format" (1996).
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"entente"

	"github.com/klauspost/compress/gzip"
)

// DefaultMaxBody bounds the decoded body of one record, in bytes.
const DefaultMaxBody = 32 << 20

// A Record is one capture: what was fetched from where, and when. Records that carry no page (requests, metadata, the
// description of the file) have a Type and no Body.
type Record struct {
	Type        string // warcinfo request response resource conversion revisit metadata …; "arc" for a record of an ARC file
	URI         string
	Date        string // as written: RFC 3339 in WARC, 14 digits in ARC
	ContentType string // of the page
	Charset     string
	Status      int // of HTTP; 0 where there was none
	Digest      string
	RefersTo    string // URI of the capture that a revisit record points to
	Truncated   string // WARC-Truncated, the reason
	Body        []byte // decoded: chunks joined, gzip, deflate and brotli unpacked
	Offset      int64  // where the record, or the gzip member that holds it, begins in the file; a Reader may start there
	Nth         int    // number of the record in its gzip member, from 0; above 0 where a file was packed as a whole
}

// Page reports whether the record holds a page that was really served.
func (r Record) Page() bool {
	switch r.Type {
	case "response", "arc":
		return r.Status == 200 || r.Status == 0 && len(r.Body) > 0
	case "resource", "conversion":
		return true
	}
	return false
}

// An Error is what was wrong with one record. Reading may go on after it.
type Error struct {
	Offset int64
	URI    string
	Err    error
}

func (e *Error) Error() string {
	if e.URI != "" {
		return fmt.Sprintf("record at offset %d (%s): %v", e.Offset, e.URI, e.Err)
	}
	return fmt.Sprintf("record at offset %d: %v", e.Offset, e.Err)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// A Reader reads records in their order.
type Reader struct {
	MaxBody int64

	src    *counter      // the file
	zip    *gzip.Reader  // nil where the file is not gzipped
	in     *bufio.Reader // what records are read from: the file, or the present gzip member
	member int64         // offset of the present member
	nth    int           // records begun in the present member
	arc    bool
}

// NewReader reads from the start of a file, or from the Offset of a record in it; base is that offset.
func NewReader(r io.Reader, base int64) (*Reader, error) {
	src := &counter{r: bufio.NewReaderSize(r, 1<<18), n: base}
	head, err := src.r.Peek(2)
	if err != nil && len(head) == 0 {
		return nil, fmt.Errorf("empty archive: %w", entente.ErrInvalid)
	}
	x := &Reader{MaxBody: DefaultMaxBody, src: src}
	if bytes.Equal(head, []byte{0x1f, 0x8b}) {
		if x.zip, err = gzip.NewReader(src); err != nil {
			return nil, fmt.Errorf("gzip: %w: %w", entente.ErrInvalid, err)
		}
		x.zip.Multistream(false)
		x.member = base
		x.in = bufio.NewReaderSize(x.zip, 1<<16)
		return x, nil
	}
	x.in = src.r
	return x, nil
}

// counter counts the bytes that were taken from a buffered reader.
type counter struct {
	r *bufio.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counter) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// Next returns the next record, io.EOF at the end, or an *Error for a record that could not be read whole; the record that
// comes with an *Error holds what could be read.
func (x *Reader) Next() (Record, error) {
	for {
		line, err := x.firstLine()
		if errors.Is(err, io.EOF) && line == "" {
			more, err := x.nextMember()
			if err != nil {
				return Record{}, err
			}
			if !more {
				return Record{}, io.EOF
			}
			continue
		}
		if line == "" {
			return Record{}, x.tornMember(err)
		}
		at := x.start(line)
		switch {
		case strings.HasPrefix(line, "WARC/"):
			return x.numbered(x.warcRecord(at))
		case x.arc || strings.HasPrefix(line, "filedesc:") || arcLine(line):
			x.arc = true
			return x.numbered(x.arcRecord(line, at))
		}
		if err := x.resync(); err != nil && !errors.Is(err, io.EOF) {
			return Record{}, err
		}
		return Record{}, &Error{Offset: at, Err: fmt.Errorf("no record begins here (%q): %w", clip(line), entente.ErrInvalid)}
	}
}

func (x *Reader) numbered(r Record, err error) (Record, error) {
	if x.zip != nil && r.Offset == x.member {
		r.Nth = x.nth
		x.nth++
	}
	return r, err
}

func (x *Reader) start(line string) int64 {
	if x.zip != nil {
		return x.member
	}
	return x.src.n - int64(len(line))
}

// firstLine skips the blank lines between records and returns the next line with its end.
func (x *Reader) firstLine() (string, error) {
	for {
		line, err := x.line()
		if strings.TrimSpace(line) != "" || err != nil {
			if strings.TrimSpace(line) == "" {
				line = ""
			}
			return line, err
		}
	}
}

const maxLine = 1 << 16

func (x *Reader) line() (string, error) {
	var b []byte
	for {
		part, err := x.in.ReadSlice('\n')
		b = append(b, part...)
		if !errors.Is(err, bufio.ErrBufferFull) || len(b) > maxLine {
			x.took(len(b))
			return string(b), err
		}
	}
}

// took counts bytes read from an uncompressed file.
func (x *Reader) took(n int) {
	if x.zip == nil {
		x.src.n += int64(n)
	}
}

// nextMember goes to the next gzip member; false at the end of the file.
func (x *Reader) nextMember() (bool, error) {
	if x.zip == nil {
		return false, nil
	}
	x.member, x.nth = x.src.n, 0
	if _, err := x.src.r.Peek(1); err != nil {
		return false, nil
	}
	err := gzip.ErrHeader
	if magic, _ := x.src.r.Peek(3); bytes.Equal(magic, []byte{0x1f, 0x8b, 8}) {
		err = x.zip.Reset(x.src)
	}
	if err != nil {
		return false, x.tornMember(err)
	}
	x.zip.Multistream(false)
	x.in.Reset(x.zip)
	return true, nil
}

// tornMember reports a member (or file) that cannot be read on, and goes to the next.
func (x *Reader) tornMember(cause error) error {
	at := x.start("")
	if x.zip == nil || !x.findMember() {
		x.in.Reset(bytes.NewReader(nil))
		x.src.r.Discard(x.src.r.Buffered())
	}
	return &Error{Offset: at, Err: fmt.Errorf("gzip member: %w: %w", entente.ErrInvalid, cause)}
}

// findMember looks for the next gzip header after a broken member and opens it.
func (x *Reader) findMember() bool {
	for {
		if _, err := x.src.ReadByte(); err != nil {
			return false
		}
		if magic, _ := x.src.r.Peek(3); !bytes.Equal(magic, []byte{0x1f, 0x8b, 8}) {
			continue
		}
		x.member, x.nth = x.src.n, 0
		if x.zip.Reset(x.src) == nil {
			x.zip.Multistream(false)
			x.in.Reset(x.zip)
			return true
		}
	}
}

// resync skips to the line before which the next record begins.
func (x *Reader) resync() error {
	for {
		head, err := x.in.Peek(5)
		if string(head) == "WARC/" {
			return nil
		}
		if err != nil {
			x.in.Discard(len(head))
			x.took(len(head))
			return err
		}
		if _, err := x.line(); err != nil {
			return err
		}
	}
}

func (x *Reader) warcRecord(at int64) (Record, error) {
	h, err := x.header()
	if err != nil {
		x.resync()
		return Record{}, &Error{Offset: at, Err: fmt.Errorf("header: %w", err)}
	}
	r := Record{Type: h.Get("WARC-Type"), URI: strings.Trim(h.Get("WARC-Target-URI"), "<>"), Date: h.Get("WARC-Date"), Digest: h.Get("WARC-Payload-Digest"),
		RefersTo: h.Get("WARC-Refers-To-Target-URI"), Truncated: h.Get("WARC-Truncated"), Offset: at}
	n, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		x.resync()
		return r, &Error{Offset: at, URI: r.URI, Err: fmt.Errorf("Content-Length %q: %w", h.Get("Content-Length"), entente.ErrInvalid)}
	}
	if r.Type == "warcinfo" || r.Type == "request" || r.Type == "metadata" || r.Type == "revisit" {
		return r, x.skip(n, &r)
	}
	block, err := x.block(n, &r)
	if strings.HasPrefix(h.Get("Content-Type"), "application/http") {
		return r, first(err, r.http(block, x.MaxBody))
	}
	r.ContentType, r.Body = h.Get("Content-Type"), block
	return r, err
}

// header reads the named fields of a WARC record.
func (x *Reader) header() (textproto.MIMEHeader, error) {
	h := textproto.MIMEHeader{}
	for total := 0; ; {
		line, err := x.line()
		if err != nil {
			return h, fmt.Errorf("it ends early: %w", entente.ErrInvalid)
		}
		if total += len(line); total > 1<<20 {
			return h, fmt.Errorf("over a megabyte: %w", entente.ErrTooLarge)
		}
		text := strings.TrimRight(line, "\r\n")
		if text == "" {
			return h, nil
		}
		if name, value, ok := strings.Cut(text, ":"); ok {
			h.Add(name, strings.TrimSpace(value))
		}
	}
}
