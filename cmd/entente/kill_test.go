package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/conformance"
	"entente/internal/postgres/cluster"
	"entente/internal/stores"
)

// kills is how often each command is killed on each kind of store: ENTENTE_KILLS, or three times.
func kills(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(cmp.Or(os.Getenv("ENTENTE_KILLS"), "3"))
	if err != nil {
		t.Fatalf("ENTENTE_KILLS: %v", err)
	}
	return n
}

// TestKilledRunsResume kills read and recode with SIGKILL at moments spread over an undisturbed run, on both kinds of store:
// nothing in the store may be wrong then, and after the same command has run again it holds what one undisturbed run leaves.
func TestKilledRunsResume(t *testing.T) {
	dir := t.TempDir()
	notes := filepath.Join(dir, "notes")
	if err := os.Mkdir(notes, 0o700); err != nil {
		t.Fatal(err)
	}
	const documents = 16
	for i := range documents {
		text := fmt.Sprintf("The foreign minister of Kazakhstan visited Beijing on %d May 2021. Trade between China and Kazakhstan reached %d billion dollars in 20%02d, he said.", i+1, i+10, i+10)
		writeFile(t, filepath.Join(notes, fmt.Sprintf("%02d.txt", i)), strings.Repeat(text+"\n\n", 6))
	}
	for _, kind := range []struct {
		name string
		make func(t *testing.T) func() string
	}{
		{"sqlite", func(t *testing.T) func() string {
			n := 0
			return func() string { n++; return filepath.Join(dir, fmt.Sprintf("%d.db", n)) }
		}},
		{"postgres", func(t *testing.T) func() string {
			c := cluster.For(t)
			return func() string { return c.Schema(t) }
		}},
	} {
		t.Run(kind.name, func(t *testing.T) {
			name := kind.make(t)
			clean := name()
			whole := runs(t, "read", "--db", clean, "--workers", "2", notes)
			want := contents(t, clean)
			if len(want) < documents {
				t.Fatalf("the clean run kept %d entries, want %d documents at least", len(want), documents)
			}
			moments := rand.New(rand.NewPCG(1, uint64(len(kind.name))))
			for range kills(t) {
				db := name()
				killed(t, db, time.Duration(moments.Float64()*float64(whole)), "read", "--db", db, "--workers", "2", notes)
				runs(t, "read", "--db", db, "--workers", "2", notes)
				if d := gocmp.Diff(want, contents(t, db)); d != "" {
					t.Fatalf("killed and run again, the store differs:\n%s", d)
				}
				// read as an older version would have, and again as this one
				old := name()
				runs(t, "read", "--db", old, "--workers", "2", notes)
				stale(t, old)
				killed(t, old, time.Duration(moments.Float64()*float64(whole)), "recode", "--db", old, "--workers", "2", "--stale")
				runs(t, "recode", "--db", old, "--workers", "2", "--stale")
				if d := gocmp.Diff(want, contents(t, old)); d != "" {
					t.Fatalf("recode killed and run again, the store differs:\n%s", d)
				}
				runs(t, "verify", "--db", old)
			}
		})
	}
}

// TestKilledTakingIn kills whoever brings the corpus up to date, at moments spread over an undisturbed run, on both kinds of
// store: nothing in the store may be wrong then, and after the same command has run again the happenings, links and stories
// are those that an undisturbed run leaves.
func TestKilledTakingIn(t *testing.T) {
	dir := t.TempDir()
	from := filepath.Join(dir, "from.db")
	const documents = 260
	untaken(t, from, documents)
	for _, kind := range []struct {
		name string
		make func(t *testing.T) func() string
	}{
		{"sqlite", func(t *testing.T) func() string {
			n := 0
			return func() string { n++; return filepath.Join(dir, fmt.Sprintf("taking%d.db", n)) }
		}},
		{"postgres", func(t *testing.T) func() string {
			c := cluster.For(t)
			return func() string { return c.Schema(t) }
		}},
	} {
		t.Run(kind.name, func(t *testing.T) {
			name := kind.make(t)
			fresh := func() string {
				db := name()
				restored(t, from, db)
				return db
			}
			clean := fresh()
			whole := runs(t, "chronology", "KAZ", "CHN", "--db", clean)
			want := across(t, clean)
			if len(want) < 3*documents {
				t.Fatalf("the clean run made %d rows, want %d at least", len(want), 3*documents)
			}
			moments := rand.New(rand.NewPCG(2, uint64(len(kind.name))))
			unfinished := 0
			for range kills(t) {
				db := fresh()
				killed(t, db, time.Duration(moments.Float64()*float64(whole)), "chronology", "KAZ", "CHN", "--db", db)
				if len(across(t, db)) < len(want) {
					unfinished++
				}
				runs(t, "chronology", "KAZ", "CHN", "--db", db)
				if d := gocmp.Diff(want, across(t, db)); d != "" {
					t.Fatalf("killed and run again, the corpus differs:\n%s", d)
				}
				runs(t, "verify", "--db", db)
				if kind.name == "sqlite" {
					_ = os.Remove(db)
				}
			}
			t.Logf("%d of %d runs of %s were killed before they were done", unfinished, kills(t), whole)
		})
	}
}

// untaken makes a store of documents, none of which is taken in, that tell of what was planned and what happened.
func untaken(t *testing.T, db string, documents int) {
	t.Helper()
	ctx := context.Background()
	s, err := stores.Open(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range documents {
		r := conformance.Reading(i)
		for k := range r.Analyses[0].Events {
			r.Analyses[0].Events[k].Status = []string{"happened", "planned", "happened", "denied"}[(i+k)%4]
		}
		if err := s.Put(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
}

// restored copies a store into one that is not there yet.
func restored(t *testing.T, from, db string) {
	t.Helper()
	ctx := context.Background()
	s, err := stores.OpenExisting(ctx, from)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := stores.Restore(ctx, s, db); err != nil {
		t.Fatal(err)
	}
}

// across are the happenings, links and stories that a store keeps, as lines; what is not taken in is not.
func across(t *testing.T, db string) []string {
	t.Helper()
	ctx := context.Background()
	s, err := stores.OpenExisting(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	shelf := s.(entente.Shelf)
	happenings, links, err := shelf.Happenings(ctx, entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := s.Documents(ctx, entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var ids, out []string
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	stories, err := shelf.StoriesOf(ctx, ids)
	if err != nil {
		t.Fatal(err)
	}
	add := func(x any) {
		b, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	for _, h := range happenings {
		add(h)
	}
	for _, l := range links {
		add(l)
	}
	for _, y := range stories {
		add(y)
	}
	return out
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// stale makes every reading one of an older version, which found no events.
func stale(t *testing.T, db string) {
	t.Helper()
	ctx := context.Background()
	s, err := stores.OpenExisting(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	docs, err := s.Documents(ctx, entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		a, err := s.Document(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		page, err := s.Page(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		a.Versions.Entente = "0.0.0"
		a.Events = nil
		if err := s.Put(ctx, entente.Reading{Page: page, Versions: a.Versions, Analyses: []*entente.Analysis{a}}); err != nil {
			t.Fatal(err)
		}
	}
}

// command is a process that runs the command, as the scripts do.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("entente") // put on PATH by testscript.Main
	if err != nil {
		t.Skip("the command is not on PATH in this run of the tests")
	}
	return exec.Command(path, args...)
}

// TestManyProcessesReadTheSame queues notes and lets three processes work them off, one of which is killed and one asked to
// stop: the store holds what one process leaves that reads them itself.
func TestManyProcessesReadTheSame(t *testing.T) {
	dir, base := t.TempDir(), cluster.For(t)
	var lines []string
	for i := range 60 {
		lines = append(lines, fmt.Sprintf(`{"id": "%d", "date": "2021-06-%02d", "text": "The foreign minister of Kazakhstan visited Beijing on %d May 2021. Trade between China and Kazakhstan reached %d billion dollars, he said."}`, i, i%28+1, i%28+1, i+10))
	}
	notes := filepath.Join(dir, "notes.jsonl")
	writeFile(t, notes, strings.Join(lines, "\n"))
	alone, many := filepath.Join(dir, "alone.db"), base.Schema(t)
	runs(t, "read", "--db", alone, notes)
	runs(t, "read", "--queue", "--db", many, notes)
	var workers []*exec.Cmd
	for range 3 {
		w := command(t, "work", "--drain", "--workers", "1", "--longest", "2s", "--db", many)
		out, err := w.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Start(); err != nil {
			t.Fatal(err)
		}
		workers = append(workers, w)
		in := bufio.NewReader(out)
		if _, err := in.ReadString('\n'); err != nil { // it has read something
			t.Fatal(err)
		}
		go io.Copy(io.Discard, in)
	}
	for i, s := range []os.Signal{os.Kill, os.Interrupt} {
		if err := workers[i].Process.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Error(err)
		}
	}
	_ = workers[0].Wait() // says that it was killed
	for _, w := range workers[1:] {
		if err := w.Wait(); err != nil {
			t.Errorf("work: %v", err)
		}
	}
	if d := gocmp.Diff(contents(t, alone), contents(t, many)); d != "" {
		t.Errorf("what several processes read differs:\n%s", d)
	}
	runs(t, "verify", "--db", many)
	if n := len(contents(t, many)); n < 120 {
		t.Errorf("%d entries, want 60 documents with rows at least", n)
	}
}

// runs runs a command to its end and gives how long it took.
func runs(t *testing.T, args ...string) time.Duration {
	t.Helper()
	begun := time.Now()
	if out, err := command(t, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", args[0], err, out)
	}
	return time.Since(begun)
}

// killed starts a command and kills it after a while; what it had written by then must be whole.
func killed(t *testing.T, db string, after time.Duration, args ...string) {
	t.Helper()
	cmd := command(t, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	_ = cmd.Wait() // says that it was killed
	if out, err := command(t, "verify", "--db", db).CombinedOutput(); err != nil && !strings.Contains(string(out), "no store") && !strings.Contains(string(out), "no record") {
		t.Fatalf("killed after %s, the store is wrong: %v\n%s", after, err, out)
	}
}

// contents lists everything that a store holds, as lines that can be compared; times of sightings are left out.
func contents(t *testing.T, db string) []string {
	t.Helper()
	ctx := context.Background()
	s, err := stores.OpenExisting(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out []string
	docs, err := s.Documents(ctx, entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		a, err := s.Document(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		record, err := entente.Encode(a)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := s.Source(ctx, d.Raw)
		if err != nil {
			t.Fatal(err)
		}
		seen, err := s.Sightings(ctx, d.Raw)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf("%s %s %q", d.ID, record, raw)
		for _, x := range seen {
			line += " " + x.Source
		}
		out = append(out, line)
	}
	rows, err := s.Rows(ctx, entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}
