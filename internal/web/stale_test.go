package web

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// TestBuilt holds the sum of the sources that the committed islands were built from against the sources of today.
func TestBuilt(t *testing.T) {
	root := "../../web"
	names := []string{"package.json", "package-lock.json", "tsconfig.json", "vite.config.mjs"}
	var sources []string
	err := filepath.WalkDir(filepath.Join(root, "src"), func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			sources = append(sources, "src/"+e.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(sources)
	h := sha256.New()
	for _, n := range append(names, sources...) {
		b, err := os.ReadFile(filepath.Join(root, n))
		if err != nil {
			t.Fatal(err)
		}
		h.Write([]byte(n + "\n"))
		h.Write(b)
	}
	got, err := content.ReadFile("static/built/sources.sum")
	if err != nil {
		t.Fatal(err)
	}
	if want := hex.EncodeToString(h.Sum(nil)); strings.TrimSpace(string(got)) != want {
		t.Errorf("internal/web/static/built is older than web/: run npm ci and npm run build in web/ and commit what it writes (got %.12s, want %.12s)", got, want)
	}
}
