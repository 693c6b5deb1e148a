package imports

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"entente"
)

// Open gives the streams behind a path, one after the other, each with a name for people: a file as it is, unpacked where it
// is gzip or zip (by its first bytes, whatever it is called), or every file of a folder.
func Open(path string, each func(name string, r io.Reader) error) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("import %s: %w", path, missing(err))
	}
	if !info.IsDir() {
		return open(path, each)
	}
	return filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			return err
		}
		return open(p, each)
	})
}

func missing(err error) error {
	if os.IsNotExist(err) {
		return fmt.Errorf("no such file: %w", entente.ErrNotFound)
	}
	return err
}

func open(path string, each func(name string, r io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("import %s: %w", path, missing(err))
	}
	defer f.Close()
	in := bufio.NewReader(f)
	magic, err := in.Peek(4)
	if err != nil && err != io.EOF {
		return fmt.Errorf("import %s: %w", path, err)
	}
	switch {
	case bytes.HasPrefix(magic, []byte("PK\x03\x04")), bytes.HasPrefix(magic, []byte("PK\x05\x06")):
		return unzip(f, path, each)
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		return Gunzip(in, path, each)
	}
	return each(path, in)
}

// Gunzip gives on a stream that is gzip.
func Gunzip(in io.Reader, name string, each func(name string, r io.Reader) error) error {
	z, err := gzip.NewReader(in)
	if err != nil {
		return fmt.Errorf("import %s: %v: %w", name, err, entente.ErrInvalid)
	}
	defer z.Close()
	return each(name, damaged{z})
}

func unzip(f *os.File, path string, each func(name string, r io.Reader) error) error {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("import %s: %w", path, err)
	}
	z, err := zip.NewReader(f, size)
	if err != nil {
		return fmt.Errorf("import %s: %v: %w", path, err, entente.ErrInvalid)
	}
	for _, e := range z.File {
		if e.FileInfo().IsDir() || strings.HasPrefix(filepath.Base(e.Name), ".") || strings.HasPrefix(e.Name, "__MACOSX/") {
			continue
		}
		r, err := e.Open()
		if err != nil {
			return fmt.Errorf("import %s!%s: %v: %w", path, e.Name, err, entente.ErrInvalid)
		}
		err = each(path+"!"+e.Name, damaged{r})
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// damaged says of an error while unpacking that the file is damaged.
type damaged struct{ r io.Reader }

func (d damaged) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%v: %w", err, entente.ErrInvalid)
	}
	return n, err
}
