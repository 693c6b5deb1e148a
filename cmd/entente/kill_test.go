package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/stores"
)

// TestKilledReadResumes kills read with SIGKILL after some of its documents, runs it again, and compares what the store
// holds with one undisturbed run.
func TestKilledReadResumes(t *testing.T) {
	dir := t.TempDir()
	notes := filepath.Join(dir, "notes")
	if err := os.Mkdir(notes, 0o700); err != nil {
		t.Fatal(err)
	}
	const documents = 12
	for i := range documents {
		text := fmt.Sprintf("The foreign minister of Kazakhstan visited Beijing on %d May 2021. Trade between China and Kazakhstan reached %d billion dollars in 20%02d, he said.", i+1, i+10, i+10)
		if err := os.WriteFile(filepath.Join(notes, fmt.Sprintf("%02d.txt", i)), []byte(strings.Repeat(text+"\n\n", 6)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	clean := filepath.Join(dir, "clean.db")
	read(t, notes, clean)
	want := contents(t, clean)
	if len(want) < documents {
		t.Fatalf("the clean run kept %d entries, want %d documents at least", len(want), documents)
	}
	for _, after := range []int{1, 4, 9} {
		db := filepath.Join(dir, fmt.Sprintf("killed-%d.db", after))
		killAfter(t, notes, db, after)
		if n := len(contents(t, db)); n >= len(want) {
			t.Logf("the run was over before it was killed after %d documents", after)
		}
		read(t, notes, db)
		if d := cmp.Diff(want, contents(t, db)); d != "" {
			t.Errorf("killed after %d documents and run again, the store differs:\n%s", after, d)
		}
		read(t, notes, db)
		if d := cmp.Diff(want, contents(t, db)); d != "" {
			t.Errorf("a third run changed the store:\n%s", d)
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

func read(t *testing.T, notes, db string) {
	t.Helper()
	if out, err := command(t, "read", "--db", db, "--workers", "2", notes).CombinedOutput(); err != nil {
		t.Fatalf("read: %v\n%s", err, out)
	}
}

func killAfter(t *testing.T, notes, db string, lines int) {
	t.Helper()
	cmd := command(t, "read", "--db", db, "--workers", "2", notes)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewScanner(out)
	for n := 0; n < lines && in.Scan(); n++ {
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // says that it was killed
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
