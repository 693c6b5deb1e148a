package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	stdnet "net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/stores"
	"entente/internal/views/opinions"
)

// examplesStore reads the example texts into a store of its own.
func examplesStore(t *testing.T) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "examples.db")
	if code, _, stderr := call(t, "", "read", "-q", "--db", db, "../../examples/silk-road"); code != 0 {
		t.Fatalf("read: exit %d: %s", code, stderr)
	}
	return db
}

// TestReviewInBrowser reviews rows by keys in a browser, by web/test/review.mjs. Screenshots are kept in build/screens.
func TestReviewInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("not in short mode")
	}
	browser := ""
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); name != "" && err == nil && browser == "" {
			browser = p
		}
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	_, lacks := os.Stat(filepath.Join(root, "web/node_modules/playwright-core"))
	if _, err := exec.LookPath("node"); err != nil || browser == "" || lacks != nil {
		t.Skip("no Chromium, Node or playwright-core: nothing was reviewed in a browser (apt-get install chromium; npm ci --prefix web)")
	}
	db := examplesStore(t)
	for _, name := range []string{"ann", "bob", "cat"} {
		if code, _, stderr := call(t, "nine swans a-swimming for "+name+"\n", "accounts", "add", name, "--role", "reviewer", "--db", db); code != 0 {
			t.Fatalf("accounts add %s: exit %d: %s", name, code, stderr)
		}
	}
	shots := filepath.Join(root, "build/screens")
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	l, err := stdnet.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := stdnet.SplitHostPort(l.Addr().String())
	l.Close()
	entente, err := exec.LookPath("entente")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", filepath.Join(root, "web/test/review.mjs"), entente, db, port, shots)
	cmd.Env = append(os.Environ(), "CHROMIUM="+browser)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	cmd.WaitDelay = 10 * time.Second // where something it started lives on
	out, err := cmd.Output()
	looked := 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); looked++ {
		var x struct {
			Name, Says string
			OK         bool
		}
		if bad := json.Unmarshal(lines.Bytes(), &x); bad != nil {
			t.Errorf("%s: %v", lines.Text(), bad)
		}
		if !x.OK {
			t.Errorf("%s\n%s", x.Name, x.Says)
		} else if testing.Verbose() {
			t.Log(x.Name)
		}
	}
	if err != nil {
		t.Errorf("the browser stopped after %d looks: %v\n%s", looked, err, errs.String())
	}
	if code, stdout, stderr := call(t, "", "verify", "--db", db); code != 0 {
		t.Errorf("verify: exit %d: %s %s", code, stdout, stderr)
	}
}

// TestRecodeKeepsCorrections makes two hundred corrections on the example texts and, where ENTENTE_GOLD has them, on statements of the
// UN General Debate, reads them again as another version would have, and holds every row and every correction against what stood before.
func TestRecodeKeepsCorrections(t *testing.T) {
	t.Run("examples", func(t *testing.T) { recodeKeeps(t, examplesStore(t)) })
	t.Run("unga", func(t *testing.T) {
		lines, err := debates(os.Getenv("ENTENTE_GOLD"), 12)
		if err != nil {
			t.Skipf("no statements of the General Debate: %v", err)
		}
		file, db := filepath.Join(t.TempDir(), "unga.jsonl"), filepath.Join(t.TempDir(), "unga.db")
		writeFile(t, file, lines)
		if code, _, stderr := call(t, "", "read", "-q", "--db", db, file); code != 0 {
			t.Fatalf("read: exit %d: %s", code, stderr)
		}
		recodeKeeps(t, db)
	})
}

// debates are statements of the General Debate, one in eight hundred.
func debates(gold string, n int) (string, error) {
	f, err := os.Open(filepath.Join(gold, "unga", "unga-1946-2020.jsonl.gz"))
	if err != nil {
		return "", err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for i := 0; lines.Scan() && n > 0; i++ {
		if i%800 == 0 {
			out.Write(append(lines.Bytes(), '\n'))
			n--
		}
	}
	return out.String(), lines.Err()
}

func recodeKeeps(t *testing.T, db string) {
	t.Helper()
	ctx := context.Background()
	a := &app{db: db, stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}
	v, s, err := a.reviews(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rows, err := s.Rows(ctx, entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	tell := func(row, field, value string) {
		t.Helper()
		if _, err := v.Say(ctx, "ann", opinions.Act{Row: row, Field: field, Value: value, Task: "sample 1"}); err != nil {
			t.Fatal(err)
		}
		said++
	}
	for i := range rows {
		r := &rows[i]
		if said >= 196 {
			break
		}
		switch {
		case i%7 == 3:
			tell(r.ID(), "rejected", "true")
		case r.Event != nil && i%3 == 0:
			tell(r.ID(), "status", []string{"denied", "planned"}[i%2])
		case r.Event != nil && i%3 == 1:
			tell(r.ID(), "date", "2011-05")
		case r.Event != nil:
			tell(r.ID(), "recipients", "FRA,JPN")
		case r.Tie != nil:
			tell(r.ID(), "status", "suspended")
		case r.Figure != nil && i%2 == 0:
			tell(r.ID(), "value", "42")
		default:
			tell(r.ID(), "confirmed", "true")
		}
	}
	var events []string
	for i := range rows {
		if rows[i].Event != nil && i%7 != 3 {
			events = append(events, rows[i].ID())
		}
	}
	tell(events[0], "merge", events[1])
	tell(events[2], "split", "true")
	tell("Republic of Arnor", "alias", "FRA")
	tell("UZB", "alias", "TJK")
	if said != 200 {
		t.Fatalf("made %d corrections, want 200", said)
	}
	before, corrections := shown(t, s), mustCorrections(t, s)
	measured, err := v.Measured(ctx, 1)
	if err != nil || measured.Rate("all", "all") == nil {
		t.Fatalf("nothing was measured: %v", err)
	}
	stale(t, db)
	if code, stdout, stderr := call(t, "", "recode", "--stale", "--db", db); code != 0 {
		t.Fatalf("recode: exit %d: %s %s", code, stdout, stderr)
	}
	again, err := stores.OpenExisting(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if d := cmp.Diff(corrections, mustCorrections(t, again)); d != "" {
		t.Errorf("corrections (-before +after):\n%s", d)
	}
	if d := cmp.Diff(before, shown(t, again)); d != "" {
		t.Errorf("rows as they hold (-before +after):\n%s", d)
	}
}

// shown is every row as it holds, in a line each.
func shown(t *testing.T, s entente.Store) map[string]string {
	t.Helper()
	rows, err := s.Rows(context.Background(), entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i := range rows {
		out[rows[i].ID()] = fmt.Sprint(gistOf(&rows[i]), rows[i].Corrected)
	}
	return out
}

func mustCorrections(t *testing.T, s entente.Store) []entente.Correction {
	t.Helper()
	all, err := s.Corrections(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestTamperingIsFound changes the trail and the corrections behind the back of the program, and has verify find it.
func TestTamperingIsFound(t *testing.T) {
	for name, change := range map[string]string{
		"another name in the trail":   `UPDATE account_audit SET entry = replace(entry, 'reviewer', 'admin') WHERE n = 1`,
		"an act taken out":            `DELETE FROM account_audit WHERE n = 2`,
		"a correction in other words": `UPDATE corrections SET correction = replace(correction, '"denied"', '"happened"')`,
		"a correction of another":     `UPDATE corrections SET correction = replace(correction, '"who":"ann"', '"who":"bob"')`,
		"a correction taken out":      `DELETE FROM corrections`,
	} {
		t.Run(name, func(t *testing.T) {
			ctx, db := context.Background(), filepath.Join(t.TempDir(), "a.db")
			if code, _, stderr := call(t, "The president of France visited Chad on 3 May 2021.", "read", "-", "--db", db); code != 0 {
				t.Fatalf("read: exit %d: %s", code, stderr)
			}
			call(t, "nine swans a-swimming\n", "accounts", "add", "ann", "--role", "reviewer", "--db", db)
			v, s, err := (&app{db: db}).reviews(ctx)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			rows, err := s.Rows(ctx, entente.Filter{})
			if err != nil || len(rows) == 0 {
				t.Fatalf("got %d rows, %v", len(rows), err)
			}
			ids, err := v.Say(ctx, "ann", opinions.Act{Row: rows[0].ID(), Field: "status", Value: "denied"})
			if err != nil {
				t.Fatal(err)
			}
			acc, err := accountsOf(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, on := range []string{ids[0], ""} {
				if err := acc.Note(ctx, "ann", "correct", on, ""); err != nil {
					t.Fatal(err)
				}
			}
			if code, stdout, _ := call(t, "", "verify", "--db", db); code != 0 {
				t.Fatalf("untouched: %s", stdout)
			}
			if _, err := s.(interface{ DB() *sql.DB }).DB().Exec(change); err != nil {
				t.Fatal(err)
			}
			if code, stdout, _ := call(t, "", "verify", "--db", db); code == 0 {
				t.Errorf("not found:\n%s", stdout)
			}
		})
	}
}
