package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"entente"
	"entente/internal/views/reading"
	"entente/internal/web/asked"
	"entente/internal/web/page"
	"entente/internal/web/wording"
)

// longest is how long a page may be read for.
const longest = 60 * time.Second

// turn waits for a place among those who read pages.
func (s *Server) turn(ctx context.Context) (done func(), err error) {
	select {
	case s.busy <- struct{}{}:
		return func() { <-s.busy }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// screen reads a pasted text, or the page at an address, and shows what is in it. Nothing is kept.
func (s *Server) screen(r *http.Request) (*page.View, error) {
	ctx, cancel := context.WithTimeout(r.Context(), longest)
	defer cancel()
	if err := r.ParseForm(); err != nil {
		return nil, fmt.Errorf("read the form: %w", asked.Fault(err))
	}
	all, err := s.screened(ctx, r.PostFormValue("text"), r.PostFormValue("url"), r.PostFormValue("date"))
	if err != nil {
		return nil, err
	}
	var out []shown
	for _, x := range all {
		out = append(out, shown{x, true, false})
	}
	return &page.View{Template: "reader", Title: "Screened: " + all[0].Title, Tab: "", Data: out}, nil
}

// screened reads a text or the page at an address, one after the other with those of everybody else.
func (s *Server) screened(ctx context.Context, text, address, date string) ([]*reading.Reading, error) {
	text, address = strings.TrimSpace(text), strings.TrimSpace(address)
	switch {
	case text == "" && address == "":
		return nil, fmt.Errorf("paste a text, or give the address of a page: %w", entente.ErrInvalid)
	case text == "" && s.Fetch == nil:
		return nil, fmt.Errorf("this server fetches no addresses: %w", entente.ErrForbidden)
	}
	done, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	page := entente.Page{Source: "pasted", Raw: []byte(text), ContentType: "text/plain; charset=utf-8"}
	if text == "" {
		if page, err = s.Fetch(ctx, address); err != nil {
			return nil, err
		}
	}
	page.Input.DateElse = date
	s.metrics.read.WithLabelValues("no").Inc()
	return reading.Screen(ctx, s.Desk, page)
}

// read keeps the files that somebody drops on the page, and leads to the first document.
func (s *Server) read(r *http.Request) (*page.View, error) {
	ctx, cancel := context.WithTimeout(r.Context(), longest)
	defer cancel()
	form, err := r.MultipartReader()
	if err != nil {
		return nil, fmt.Errorf("read the form: %w", asked.Fault(err))
	}
	done, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	var ids []string
	var left []error
	for files := 0; ; files++ {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read the form: %w", asked.Fault(err))
		}
		if files == 20 {
			return nil, fmt.Errorf("more than twenty files at once; entente read takes folders: %w", entente.ErrTooLarge)
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return nil, fmt.Errorf("read the file: %w", asked.Fault(err))
		}
		name := plainName(part.FileName())
		if name == "" || len(raw) == 0 {
			continue
		}
		more, err := reading.Take(ctx, s.Desk, entente.Page{Source: name, Raw: raw}, s.Now().UTC().Format(time.RFC3339))
		if err != nil {
			left = append(left, fmt.Errorf("%s: %w", name, err))
			continue
		}
		s.metrics.read.WithLabelValues("yes").Add(float64(len(more)))
		ids = append(ids, more...)
	}
	if len(left) > 0 {
		return nil, fmt.Errorf("%s kept; %w", wording.Plural(len(ids), "document"), errors.Join(left...))
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("no file came with the form: %w", entente.ErrInvalid)
	}
	if len(ids) > 1 {
		return &page.View{To: "/documents"}, nil
	}
	return &page.View{To: "/reader/" + url.PathEscape(ids[0])}, nil
}

// plainName is the last piece of the name of a file, whatever path the sender put before it.
func plainName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, name)
	if name == "." || name == ".." || name == "/" {
		return ""
	}
	return name
}
