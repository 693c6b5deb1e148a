package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main})
}

// TestScripts runs the command lines of testdata/script, which read as a manual.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: os.Getenv("UPDATE") != ""})
}

// call runs a command line within the test.
func call(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	none, db := dir+"/none.db", dir+"/a.db"
	if code, _, stderr := call(t, "The minister arrived in Astana.", "read", "-", "--db", db); code != 0 {
		t.Fatalf("read: exit %d: %s", code, stderr)
	}
	for _, c := range []struct {
		line string
		code int
		says string
	}{
		{"version", 0, ""},
		{"evnts", 2, "events"},
		{"events --bogus", 2, "--help"},
		{"events --format xml --db " + db, 2, "table, csv or jsonl"},
		{"events --since yesterday --db " + db, 2, "2022-09-14"},
		{"events --dyad KAZ --db " + db, 2, "--dyad KAZ,CHN"},
		{"code", 2, "at least one"},
		{"code --workers 0 -", 2, "1 or more"},
		{"show", 2, "ID"},
		{"find", 2, "actors"},
		{"schema poem", 2, "analysis and corpus"},
		{"events --db " + none, 3, "entente read PATH"},
		{"show e:0000 --db " + db, 3, "not found"},
		{"read --db " + db + " " + dir + "/missing.txt", 3, "missing.txt"},
		{"code " + dir + "/missing.txt", 3, "missing.txt"},
		{"source sha256:00 --db " + db, 3, "not found"},
		{"search ?! --db " + db, 4, "no words"},
		{"dossier KAZ CHN --db " + db, 3, "entente documents"},
	} {
		code, _, stderr := call(t, "", strings.Fields(c.line)...)
		if code != c.code || !strings.Contains(stderr, c.says) {
			t.Errorf("entente %s: exit %d, want %d; says %q, want %q in it", c.line, code, c.code, stderr, c.says)
		}
	}
}
