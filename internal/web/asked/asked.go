// Package asked reads what addresses and forms ask for.
package asked

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"entente"
	"entente/internal/views"
)

// MostBody is the most that anybody may send, in bytes.
const MostBody = 16 << 20

// First is the first word that is not empty.
func First(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// Question reads what a query asks.
func Question(q url.Values) views.Question {
	x := views.Question{Actor: q.Get("actor"), Since: q.Get("since"), Until: q.Get("until"), Source: q.Get("source"), Speaker: q.Get("speaker"), Words: strings.TrimSpace(q.Get("q")),
		Cursor: q.Get("cursor"), Newest: q.Get("order") == "newest", Sorts: List(q["sort"]), Status: List(q["status"]), Class: List(q["kind"])}
	if d := strings.TrimSpace(q.Get("dyad")); d != "" {
		x.Dyad = strings.Split(d, ",")
	}
	fmt.Sscan(q.Get("limit"), &x.Limit)
	return x
}

// List takes the words out of values with commas between them.
func List(words []string) (out []string) {
	for _, w := range words {
		for _, x := range strings.Split(w, ",") {
			if x = strings.TrimSpace(x); x != "" {
				out = append(out, x)
			}
		}
	}
	return out
}

// With is an address with one value of its query changed, "" where the value is empty and no address is wanted.
func With(u *url.URL, key, value string) string {
	if value == "" {
		return ""
	}
	q := u.Query()
	q.Set(key, value)
	return u.Path + "?" + q.Encode()
}

// Fault gives what is wrong with a form the kind of an error of its sender.
func Fault(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return fmt.Errorf("more than %d MB: %w", MostBody>>20, entente.ErrTooLarge)
	}
	return fmt.Errorf("%v: %w", err, entente.ErrInvalid)
}

// Query is a query with a question mark before it, without what is empty; "" for none.
func Query(q url.Values) string {
	for k, v := range q {
		if strings.Join(v, "") == "" {
			delete(q, k)
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}
