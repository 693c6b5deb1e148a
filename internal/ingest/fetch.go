package ingest

import (
	"context"

	"entente"
)

// A Fetcher gets one address at a time from the web.
type Fetcher struct{}

// Fetch gets the page at an address.
func (f *Fetcher) Fetch(ctx context.Context, address string) (entente.Page, error) {
	return entente.Page{Source: address}, entente.ErrUnsupported
}
