package entente_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestFloorOfBackfill holds the imports of the module backfill against the table. They are read from the files, for that module needs
// others that are not fetched for this one.
func TestFloorOfBackfill(t *testing.T) {
	floors, seen := readFloors(t), 0
	err := filepath.WalkDir("backfill", func(file string, e fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		floor, room := place(floors, filepath.ToSlash(filepath.Dir(file)))
		for _, i := range f.Imports {
			name := strings.Trim(i.Path.Value, `"`)
			if name != "entente" && !strings.HasPrefix(name, "entente/") {
				continue
			}
			seen++
			if below, other := place(floors, local(name)); room != "backfill" || below >= floor && other != room {
				t.Errorf("%s (floor %d) imports %s (floor %d); imports run downward only", file, floor, name, below)
			}
		}
		return nil
	})
	if err != nil || seen < 5 {
		t.Errorf("%d imports of this program in backfill: %v", seen, err)
	}
}

// TestFloors holds the imports of every package against the table of floors in ARCHITECTURE.md.
func TestFloors(t *testing.T) {
	floors := readFloors(t)
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		names := strings.Fields(line)
		pkg := local(names[0])
		floor, room := place(floors, pkg)
		if room == "" {
			t.Errorf("%s stands on no floor of ARCHITECTURE.md", pkg)
			continue
		}
		for _, name := range names[1:] {
			if pkg == "." && strings.Contains(strings.Split(name, "/")[0], ".") {
				t.Errorf("the root imports %s; it may import the standard library only", name)
			}
			if !strings.HasPrefix(name, "entente") {
				continue
			}
			below, other := place(floors, local(name))
			if below >= floor && other != room {
				t.Errorf("%s (floor %d) imports %s (floor %d); imports run downward only", pkg, floor, local(name), below)
			}
		}
	}
}

// TestSizes holds functions, files and packages to the bounds of STYLE.md.
func TestSizes(t *testing.T) {
	style, err := os.ReadFile("STYLE.md")
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^\| ([a-z/]+) \| (\d+) \|`).FindAllStringSubmatch(string(style), -1) {
		allowed[m[1]], _ = strconv.Atoi(m[2])
	}
	packages, functions := map[string]int{}, 0
	err = filepath.WalkDir(".", func(file string, e fs.DirEntry, err error) error {
		switch name := e.Name(); {
		case err != nil:
			return err
		case e.IsDir() && (name == "node_modules" || name == "build" || name == "testdata" || len(name) > 1 && strings.HasPrefix(name, ".")):
			return filepath.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		lines := set.File(f.Pos()).LineCount()
		packages[filepath.ToSlash(filepath.Dir(file))] += lines
		if lines > 450 {
			t.Errorf("%s has %d lines, 450 at most", file, lines)
		}
		for _, d := range f.Decls {
			if x, ok := d.(*ast.FuncDecl); ok {
				functions++
				if n := set.Position(x.End()).Line - set.Position(x.Pos()).Line + 1; n > 80 {
					t.Errorf("%s: %s has %d lines, 80 at most", file, x.Name.Name, n)
				}
			}
		}
		return nil
	})
	if err != nil || functions < 1000 {
		t.Fatalf("%d functions were looked at: %v", functions, err)
	}
	for pkg, lines := range packages {
		if most := max(2300, allowed[pkg]); lines > most {
			t.Errorf("%s has %d lines, %d at most", pkg, lines, most)
		}
		if allowed[pkg] > 0 && lines <= 2000 {
			t.Errorf("%s has %d lines: STYLE.md need not allow it more", pkg, lines)
		}
		delete(allowed, pkg)
	}
	for pkg := range allowed {
		t.Errorf("STYLE.md allows %s more lines, which is not there", pkg)
	}
}

func readFloors(t *testing.T) map[string]int {
	t.Helper()
	doc, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	floors := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^\| (\d) \| ([^|]+) \|$`).FindAllStringSubmatch(string(doc), -1) {
		for _, p := range strings.Fields(m[2]) {
			floors[p] = int(m[1][0] - '0')
		}
	}
	if len(floors) < 20 {
		t.Fatalf("read %d packages from the table of floors, want at least 20", len(floors))
	}
	return floors
}

func local(importPath string) string {
	if importPath == "entente" {
		return "."
	}
	return strings.TrimPrefix(importPath, "entente/")
}

// place is the floor of a package and the room it belongs to: itself, or the nearest folder above it that the table names.
func place(floors map[string]int, pkg string) (int, string) {
	for p := pkg; ; p = path.Dir(p) {
		if f, ok := floors[p]; ok && (p != "." || pkg == ".") {
			return f, p
		}
		if p == "." || p == "/" {
			return 0, ""
		}
	}
}
