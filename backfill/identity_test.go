package backfill

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente"
	"entente/internal/corpus"
	"entente/internal/ingest"
	"entente/internal/pipeline"
	pg "entente/internal/postgres/cluster"
	"entente/internal/relations"
	"entente/internal/stores"
	"entente/internal/watch"
)

// workerOf names, in the environment of a process of this test binary, the store whose queue it works off until it is empty.
const workerOf = "ENTENTE_TEST_WORKER"

// workingOff is such a process.
func workingOff(name string) error {
	ctx := context.Background()
	return opened(ctx, name, func(w *watch.Watcher, _ stores.Store) error { return w.Drain(ctx) })
}

// opened opens a store with its queue. A job of a process that was killed is taken up again after half as long again as a job
// may take.
func opened(ctx context.Context, name string, do func(*watch.Watcher, stores.Store) error) error {
	p, err := reader(pipeline.Options{})
	if err != nil {
		return err
	}
	store, err := stores.Open(ctx, name)
	if err != nil {
		return err
	}
	defer store.Close()
	w, err := watch.New(ctx, name, store, p, watch.Options{Workers: 1, Timeout: 20 * time.Second, Retry: time.Second, Poll: 200 * time.Millisecond})
	if err != nil {
		return err
	}
	defer w.Close()
	return do(w, store)
}

// workers starts processes that work a queue off.
func workers(t testing.TB, name string, n int) (all []*exec.Cmd) {
	t.Helper()
	for range n {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), workerOf+"="+name, "GOMAXPROCS=1")
		c.Stderr = os.Stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Process.Kill() })
		all = append(all, c)
	}
	return all
}

// queued puts archives into the queue of a store and gives how many pages could not be had.
func queued(t testing.TB, name string, paths []string) (unread int) {
	t.Helper()
	err := opened(t.Context(), name, func(w *watch.Watcher, _ stores.Store) error {
		for page, err := range ingest.Pages(t.Context(), paths...) {
			if err != nil {
				unread++
			} else if _, err := w.Put(t.Context(), page); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return unread
}

// kept is what a store holds once its queue is empty, with the corpus rows that the store keeps.
func kept(t testing.TB, name string) (o outcome) {
	t.Helper()
	k, err := kinds()
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	must(opened(t.Context(), name, func(w *watch.Watcher, s stores.Store) error {
		docs, err := s.Documents(t.Context(), entente.Filter{})
		must(err)
		var ids []string
		for _, d := range docs {
			a, err := s.Document(t.Context(), d.ID)
			must(err)
			line, err := entente.Encode(a)
			must(err)
			o.Records, ids = append(o.Records, string(line)), append(ids, d.ID)
		}
		rows, err := corpus.Of(t.Context(), s, k, entente.Filter{})
		must(err)
		stories, err := s.(entente.Shelf).StoriesOf(t.Context(), ids)
		must(err)
		for i := range stories {
			if len(stories[i].Documents) > 1 {
				o.put(t, &o.Stories, entente.CorpusRow{Story: &stories[i]})
			}
		}
		for i := range rows.Happenings {
			o.put(t, &o.Happenings, entente.CorpusRow{Happening: &rows.Happenings[i]})
		}
		for i := range rows.Links {
			o.put(t, &o.Links, entente.CorpusRow{Link: &rows.Links[i]})
		}
		panel, err := relations.Panel(relations.Acts(rows.Happenings), relations.Month)
		must(err)
		for _, r := range panel {
			line, err := json.Marshal(row(r.A, r.B, r.Cell))
			must(err)
			o.Panel = append(o.Panel, string(line))
		}
		status, err := w.Status(t.Context())
		must(err)
		o.Unread = len(status.Dead)
		_, err = s.Check(t.Context(), func(f string) { t.Error(f) })
		return err
	}))
	o.sorted()
	return o
}

// plain is an outcome without the places of texts in their pages, which a store gives back apart, each record once.
func (o outcome) plain(t testing.TB) outcome {
	t.Helper()
	records := make([]string, len(o.Records))
	for i, line := range o.Records {
		a, err := entente.Decode([]byte(line), "")
		if err != nil {
			t.Fatal(err)
		}
		b, err := entente.Encode(a)
		if err != nil {
			t.Fatal(err)
		}
		records[i] = string(b)
	}
	slices.Sort(records)
	o.Records = slices.Compact(records)
	return o
}

// many writes an archive of about so many documents as ENTENTE_IDENTITY says: speeches of the General Assembly where they are,
// else made pages.
func many(t testing.TB, usual int) []string {
	t.Helper()
	n, dir := usual, t.TempDir()
	if s := os.Getenv("ENTENTE_IDENTITY"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	const all = 8481 // speeches
	if paths, ok := speeches(t, dir, max(4, 2*all/n)); ok {
		return paths
	}
	archive(t, dir, n/2)
	return []string{filepath.Join(dir, "pages.warc.gz"), filepath.Join(dir, "lines.jsonl")}
}

// TestIdentity reads one archive in one process, by three processes on PostgreSQL, and through Beam (on Prism, or on the job server
// that ENTENTE_CLUSTER names, with workers in processes of their own): records and corpus rows are the same.
func TestIdentity(t *testing.T) {
	paths := many(t, 300)
	want := inProcess(t, paths...)
	if len(want.Records) < 20 || len(want.Happenings) < 10 || len(want.Panel) == 0 {
		t.Fatalf("%d records, %d happenings, %d cells: nothing is tested", len(want.Records), len(want.Happenings), len(want.Panel))
	}
	bare := want.plain(t)
	t.Logf("%d records, %d stories, %d happenings, %d links, %d cells of the panel; %d unread; with places %s, without %s", len(want.Records), len(want.Stories), len(want.Happenings), len(want.Links),
		len(want.Panel), want.Unread, want.hash()[:12], bare.hash()[:12])
	t.Run("PostgreSQL", func(t *testing.T) {
		name := pg.For(t).Schema(t)
		lost := queued(t, name, paths)
		for _, w := range workers(t, name, 3) {
			if err := w.Wait(); err != nil {
				t.Error(err)
			}
		}
		got := kept(t, name)
		got.Unread += lost
		same(t, bare, got)
		t.Logf("three processes: %s", got.hash()[:12])
	})
	t.Run("Beam", func(t *testing.T) {
		if bin := program(t); bin != "" {
			s := within(t, bin, paths, want)
			s.job.Pages = 16
			s.ends(t, submit(t, s.bin, s.endpoint, s.flags, s.job))
			t.Logf("%s: the same", os.Getenv("ENTENTE_CLUSTER"))
			return
		}
		j := Job{Inputs: paths, Out: t.TempDir(), Pages: 32, Workers: 2}
		r, err := j.Run(t.Context(), onPrism)
		if err != nil {
			t.Fatal(err)
		}
		got := written(t, j.Out, r)
		same(t, want, got)
		t.Logf("Prism: %s", got.hash()[:12])
	})
}

// TestWorkersAndDatabaseLost kills one of three processes on PostgreSQL in the middle, then restarts the database: nothing is lost,
// nothing there twice.
func TestWorkersAndDatabaseLost(t *testing.T) {
	dir := t.TempDir()
	archive(t, dir, 100)
	paths := []string{filepath.Join(dir, "pages.warc.gz"), filepath.Join(dir, "lines.jsonl")}
	base := pg.For(t)
	name := base.Schema(t)
	lost := queued(t, name, paths)
	want := inProcess(t, paths...)
	all := workers(t, name, 3)
	reached := func(n int) {
		t.Helper()
		store, err := stores.Open(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		for range 1200 {
			if tally, err := store.Tally(t.Context(), entente.Filter{}); err == nil && tally.Documents >= n {
				if tally.Documents > len(want.Records)*3/4 {
					t.Fatalf("%d of %d documents are read: this is not the middle", tally.Documents, len(want.Records))
				}
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("%d documents are never reached", n)
	}
	reached(10)
	if err := all[0].Process.Kill(); err != nil {
		t.Fatal(err)
	}
	all[0].Wait()
	reached(40)
	base.Stop()
	time.Sleep(2 * time.Second)
	if err := base.Run(); err != nil {
		t.Fatal(err)
	}
	for _, w := range all[1:] {
		if err := w.Wait(); err != nil {
			t.Error(err)
		}
	}
	got := kept(t, name)
	got.Unread += lost
	same(t, want.plain(t), got)
}

// TestServerLostMidway ends the job server, here Prism in this process with its jobs, after some shards: submitted again, what is
// finished is not made again.
func TestServerLostMidway(t *testing.T) {
	dir := t.TempDir()
	archive(t, dir, 24)
	paths := []string{filepath.Join(dir, "pages.warc.gz"), filepath.Join(dir, "lines.jsonl")}
	j := Job{Inputs: paths, Out: filepath.Join(dir, "out"), Pages: 2, Parts: 2}
	bin := os.Args[0]
	first := exec.Command(bin)
	spec, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	first.Env = append(os.Environ(), serverOf+"="+string(spec))
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { first.Process.Kill() })
	made := func() []string {
		found, _ := filepath.Glob(filepath.Join(j.Out, "manifest", "*", "*.json"))
		return found
	}
	for range 2400 {
		if len(made()) >= 5 {
			break
		}
		time.Sleep(25 * time.Millisecond)
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	first.Wait()
	finished := map[string]time.Time{}
	for _, m := range made() {
		info, err := os.Stat(m)
		if err != nil {
			t.Fatal(err)
		}
		finished[m] = info.ModTime()
	}
	if len(finished) < 5 || len(finished) >= 27 {
		t.Fatalf("%d of 27 shards were finished when the server was lost: it was not in the middle", len(finished))
	}
	r, err := j.Run(t.Context(), onPrism)
	if err != nil {
		t.Fatal(err)
	}
	same(t, inProcess(t, paths...), written(t, j.Out, r))
	if r.Made != r.Shards-len(finished) {
		t.Errorf("%d shards were made of %d, of which %d had been finished", r.Made, r.Shards, len(finished))
	}
	for m, at := range finished {
		if info, err := os.Stat(m); err != nil || !info.ModTime().Equal(at) {
			t.Errorf("%s was made again", strings.TrimPrefix(m, dir))
		}
	}
}

// serverOf holds, in the environment of a process of this test binary, the job that it runs with Prism inside.
const serverOf = "ENTENTE_TEST_SERVER"

// serving is such a process.
func serving(spec string) error {
	var j Job
	if err := json.Unmarshal([]byte(spec), &j); err != nil {
		return err
	}
	_, err := j.Run(context.Background(), onPrism)
	return err
}

// as does what the environment asks of a process of this test binary; ok is false where it asks for nothing.
func as() (code int, ok bool) {
	for name, do := range map[string]func(string) error{workerOf: workingOff, serverOf: serving} {
		if v := os.Getenv(name); v != "" {
			if err := do(v); err != nil {
				fmt.Fprintln(os.Stderr, name, err)
				return 1, true
			}
			return 0, true
		}
	}
	return 0, false
}
