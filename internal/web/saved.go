package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"entente"
	"entente/internal/web/asked"
	"entente/internal/web/page"
)

// screens are the first pieces of the addresses that can be saved.
var screens = []string{"dossier", "chronology", "figures", "balance", "explore", "documents", "reader", "sql"}

// address checks that a saved view leads to a screen of this server, and leaves out where in a list it stands.
func address(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || strings.HasPrefix(s, "//") || strings.Contains(s, `\`) || len(s) > 4000 {
		return "", fmt.Errorf("%.80q is no address of a screen here: %w", s, entente.ErrInvalid)
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if !strings.HasPrefix(u.Path, "/") || !slices.Contains(screens, first) {
		return "", fmt.Errorf("%.80q is no address of a screen here: %w", s, entente.ErrInvalid)
	}
	q := u.Query()
	q.Del("cursor")
	return (&url.URL{Path: u.Path, RawQuery: strings.TrimPrefix(asked.Query(q), "?")}).String(), nil
}

// saved lists the saved views.
func (s *Server) saved(r *http.Request) (*page.View, error) {
	all, err := s.Store.Saved(r.Context())
	if err != nil {
		return nil, err
	}
	return &page.View{Template: "saved", Title: "Saved views", Tab: "explore", Data: all}, nil
}

// save keeps a view under the name of the form, or takes it away.
func (s *Server) save(r *http.Request) (*page.View, error) {
	if err := r.ParseForm(); err != nil {
		return nil, fmt.Errorf("read the form: %w", asked.Fault(err))
	}
	v := entente.View{Name: strings.TrimSpace(r.PostFormValue("name")), When: s.Now().UTC().Format(time.RFC3339)}
	if v.Name == "" || len(v.Name) > 200 {
		return nil, fmt.Errorf("a view needs a name, of 200 characters at most: %w", entente.ErrInvalid)
	}
	if !r.PostForm.Has("remove") {
		var err error
		if v.Address, err = address(r.PostFormValue("address")); err != nil {
			return nil, err
		}
	}
	if err := s.Store.Save(r.Context(), v); err != nil {
		return nil, err
	}
	return &page.View{To: "/saved"}, nil
}

// recall leads to a saved view by its id, which stays the same when the view is saved anew.
func (s *Server) recall(r *http.Request) (*page.View, error) {
	all, err := s.Store.Saved(r.Context())
	if err != nil {
		return nil, err
	}
	for _, v := range all {
		if v.ID == r.PathValue("id") {
			to, err := address(v.Address)
			return &page.View{To: to}, err
		}
	}
	return nil, fmt.Errorf("no saved view %s: %w", r.PathValue("id"), entente.ErrNotFound)
}
