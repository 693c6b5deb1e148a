package entente_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// pages are the documents of the project, by path.
func pages(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(".", func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch name := e.Name(); {
		case e.IsDir() && (name == "node_modules" || name == "testdata" || name == "build" || len(name) > 1 && strings.HasPrefix(name, ".")):
			return filepath.SkipDir
		case strings.HasSuffix(name, ".md"):
			b, err := os.ReadFile(file)
			out[filepath.ToSlash(file)] = string(b)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	fenced = regexp.MustCompile("(?s)```.*?```")
	linked = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	named  = regexp.MustCompile(`\b(?:docs|examples|deploy|internal|cmd|web|eval|schema|backfill)/[A-Za-z0-9_./-]*[A-Za-z0-9_/]`)
	raw    = regexp.MustCompile("[^a-z0-9 -]")
)

// headings are the anchors of a page, as GitHub makes them.
func headings(page string) map[string]bool {
	out := map[string]bool{}
	for _, line := range strings.Split(fenced.ReplaceAllString(page, ""), "\n") {
		if text, is := strings.CutPrefix(line, "#"); is {
			text = strings.ToLower(strings.TrimSpace(strings.TrimLeft(text, "#")))
			out[strings.ReplaceAll(raw.ReplaceAllString(text, ""), " ", "-")] = true
		}
	}
	return out
}

// TestLinks follows every link of a document to another of the project, and to the heading that it names.
func TestLinks(t *testing.T) {
	all := pages(t)
	followed := 0
	for file, page := range all {
		if strings.Contains(page, "]([") {
			t.Errorf("%s has a link within a link", file)
		}
		for _, m := range linked.FindAllStringSubmatch(fenced.ReplaceAllString(page, ""), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			followed++
			path, anchor, _ := strings.Cut(m[1], "#")
			target := file
			if path != "" {
				target = filepath.ToSlash(filepath.Join(filepath.Dir(file), path))
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s leads to %s, which is not there", file, m[1])
			} else if anchor != "" && !headings(all[target])[anchor] {
				t.Errorf("%s leads to %s: %s has no such heading", file, m[1], target)
			}
		}
	}
	if followed == 0 {
		t.Error("no link was followed")
	}
}

// TestNamedPaths holds the paths that documents name in passing against the tree: docs/desk.md, docs/decisions/0016, internal/clean.
func TestNamedPaths(t *testing.T) {
	looked := 0
	for file, page := range pages(t) {
		if file == "CHANGELOG.md" {
			continue // what was there once may be gone
		}
		for _, path := range named.FindAllString(fenced.ReplaceAllString(page, ""), -1) {
			looked++
			for _, dir := range []string{".", filepath.Dir(file)} {
				if found, _ := filepath.Glob(filepath.Join(dir, path) + "*"); len(found) > 0 {
					path = ""
					break
				}
			}
			if path != "" {
				t.Errorf("%s names %s, which is not there", file, path)
			}
		}
	}
	if looked == 0 {
		t.Error("no path was looked at")
	}
}

// TestReadmesListTheDocuments holds the README to the pages of docs, and that of the decisions to the decisions.
func TestReadmesListTheDocuments(t *testing.T) {
	all := pages(t)
	for file := range all {
		dir, name := filepath.Split(file)
		if dir == "docs/" && !strings.Contains(all["README.md"], "("+file+")") {
			t.Errorf("README.md does not list %s", file)
		}
		if dir == "docs/decisions/" && name != "README.md" && !strings.Contains(all["docs/decisions/README.md"], "("+name+")") {
			t.Errorf("docs/decisions/README.md does not list %s", file)
		}
	}
}
