// Package media knows the names of those who publish: newspapers, agencies, broadcasters, and the domains they publish on.
package media

import (
	_ "embed"
	"regexp"
	"strings"

	"entente/internal/clean/strand"
)

//go:embed media.tsv
var table string

// Table is the embedded table, for the version of the tables.
func Table() string { return table }

// Names are the names of media in use, by name, abbreviation and domain.
type Names struct {
	byName map[string]string // in lower case → name
	words  map[string]string // words that names of media end in: "media"
	Used   []string          // names and abbreviations as the table has them
}

// New parses the embedded table. words are those of turn labels, among them what names of media end in.
func New(words map[string]string) *Names {
	n := &Names{byName: map[string]string{}, words: words}
	for _, line := range strings.Split(table, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		n.byName[strings.ToLower(f[0])] = f[0]
		n.Used = append(n.Used, f[0])
		for _, host := range strings.Fields(f[1]) {
			n.byName[host] = f[0]
		}
		for _, name := range strings.Split(f[2], "|") {
			if name != "" {
				n.byName[strings.ToLower(name)] = f[0]
				n.Used = append(n.Used, name)
			}
		}
	}
	return n
}

// Known reports whether the table has a name, given in lower case.
func (n *Names) Known(lower string) bool { return n.byName[lower] != "" }

// Same reports whether two names are one medium's, as "example.com" and "Example" are.
func Same(a, b string) bool { return bareName(a) == bareName(b) }

var (
	domain  = regexp.MustCompile(`(?i)^(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+(?:com|org|net|info|cn|ru|kz|uk|de|fr|in|int|eu|gov|tv|news|io|co|ua|tr|ir|jp|kr|au|us|ca|za|ng|ke|eg|il|az|am|ge|uz|kg|by|edu)(?:\.[a-z]{2})?)/?$`)
	notWord = regexp.MustCompile(`[^\pL\pN]+`)
)

// Is reports whether a string names a medium: by the table, as a domain, or by its last word.
func (n *Names) Is(s string) bool {
	if n.byName[strings.ToLower(s)] != "" || domain.MatchString(s) {
		return true
	}
	w := strings.Fields(strings.ToLower(s))
	if len(w) < 2 || len(w) > 6 || !strand.Name(s) {
		return false
	}
	return n.words[w[len(w)-1]] == "media"
}

// Name is the name of a medium as it is used: a domain or an abbreviation that the table knows becomes the name, a
// domain that it does not know stays without "www.".
func (n *Names) Name(s string) string {
	s = strings.TrimSpace(s)
	m := domain.FindStringSubmatch(s)
	if m == nil {
		if name := n.byName[strings.ToLower(s)]; name != "" && (strings.ToUpper(s) == s || strings.EqualFold(s, name)) {
			return name
		}
		return s
	}
	host := strings.ToLower(m[1])
	for h := host; strings.Contains(h, "."); h = h[strings.Index(h, ".")+1:] {
		if name := n.byName[h]; name != "" {
			return name
		}
	}
	return host
}

// bareName is a medium's name as its domain would spell it.
func bareName(s string) string {
	s = strings.ToLower(s)
	if m := domain.FindStringSubmatch(s); m != nil {
		s = m[1]
		for i := strings.IndexByte(s, '.'); i >= 0; i = strings.IndexByte(s, '.') {
			if strings.Count(s, ".") == 1 || len(s[i+1:]) < 8 {
				s = s[:i]
				break
			}
			s = s[i+1:]
		}
	}
	return strings.TrimPrefix(notWord.ReplaceAllString(s, ""), "the")
}
