package backfill

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/internal/ingest"
)

// These tests submit to a job server in a process of its own, which starts workers as processes of their own, as on a cluster: Prism
// with ENTENTE_CLUSTER=prism, Flink with two task managers with ENTENTE_CLUSTER=flink (make test-flink runs both).

// A cluster is a job server and what works for it.
type cluster interface {
	// start brings it up and gives the address of the job server and the flags by which it is used.
	start(t testing.TB) (endpoint string, flags []string)
	// killServer ends the job server at once and brings it up again; the address may be another.
	killServer(t testing.TB) string
	// killWorker ends one of its workers at once, and reports whether there was one.
	killWorker(t testing.TB) bool
}

func chosen(t testing.TB, bin string) cluster {
	t.Helper()
	switch os.Getenv("ENTENTE_CLUSTER") {
	case "prism":
		return &prismCluster{bin: bin}
	case "flink":
		return &flinkCluster{}
	}
	t.Skip("no cluster: make test-flink runs this on job servers in processes of their own")
	return nil
}

func program(t testing.TB) string {
	t.Helper()
	if os.Getenv("ENTENTE_CLUSTER") == "" {
		return ""
	}
	if bin := os.Getenv("ENTENTE_BACKFILL"); bin != "" {
		return bin
	}
	bin := filepath.Join(t.TempDir(), "entente-backfill")
	if out, err := exec.Command("go", "build", "-o", bin, "./cmd/entente-backfill").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

// A prismCluster is the program itself as a job server.
type prismCluster struct {
	bin    string
	server *exec.Cmd
}

func (c *prismCluster) start(t testing.TB) (string, []string) {
	t.Helper()
	port := freePort(t)
	c.server = exec.Command(c.bin, "-job-server", strconv.Itoa(port))
	log, err := os.Create(filepath.Join(t.TempDir(), "job-server.log"))
	if err != nil {
		t.Fatal(err)
	}
	c.server.Stdout, c.server.Stderr = log, log
	if err := c.server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.end() })
	at := fmt.Sprintf("localhost:%d", port)
	for range 600 {
		conn, err := net.Dial("tcp", at)
		if err == nil {
			conn.Close()
			return at, []string{"--runner", "universal"}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the job server did not come up")
	return "", nil
}

// end ends the server and the workers that it started.
func (c *prismCluster) end() {
	for _, pid := range children(c.server.Process.Pid) {
		syscall.Kill(pid, syscall.SIGKILL)
	}
	c.server.Process.Kill()
	c.server.Wait()
}

func (c *prismCluster) killServer(t testing.TB) string {
	c.end()
	at, _ := c.start(t)
	return at
}

func (c *prismCluster) killWorker(testing.TB) bool {
	for _, pid := range children(c.server.Process.Pid) {
		if syscall.Kill(pid, syscall.SIGKILL) == nil {
			return true
		}
	}
	return false
}

// children are the processes that a process started.
func children(parent int) (out []int) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, s := range stats {
		b, err := os.ReadFile(s)
		if err != nil {
			continue // it has ended
		}
		_, rest, _ := strings.Cut(string(b), ") ")
		if f := strings.Fields(rest); len(f) > 1 && f[1] == strconv.Itoa(parent) {
			if pid, err := strconv.Atoi(strings.Split(s, "/")[2]); err == nil {
				out = append(out, pid)
			}
		}
	}
	return out
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// A flinkCluster is started by the script.
type flinkCluster struct{}

// script runs a command of the script; a thing that cannot be had skips the test in the words of the script.
func script(t testing.TB, args ...string) string {
	t.Helper()
	var out, says bytes.Buffer
	c := exec.Command("flink/cluster.sh", args...)
	c.Stdout, c.Stderr = &out, &says
	err := c.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 3 {
		t.Skipf("Flink is not tried: %s", strings.TrimSpace(says.String()))
	}
	if err != nil {
		t.Fatalf("cluster.sh %v: %v\n%s", args, err, says.String())
	}
	return strings.TrimSpace(out.String())
}

func (*flinkCluster) start(t testing.TB) (string, []string) {
	t.Helper()
	script(t, "fetch")
	t.Cleanup(func() { script(t, "stop") })
	return script(t, "start"), []string{"--runner", "flink", "--parallelism", "4"}
}

func (*flinkCluster) killServer(t testing.TB) string {
	script(t, "kill", "jobserver")
	script(t, "job-server")
	return "127.0.0.1:8099"
}

func (*flinkCluster) killWorker(t testing.TB) bool {
	script(t, "kill", "taskmanager1")
	return true
}

// TestFlinkCluster brings up the job manager and the task managers, loses one, and leaves nothing behind. It needs no job server.
func TestFlinkCluster(t *testing.T) {
	if os.Getenv("ENTENTE_CLUSTER") != "flink" {
		t.Skip("no cluster: make test-flink brings one up")
	}
	script(t, "start", "--without-job-server")
	defer script(t, "stop")
	if n := script(t, "managers"); n != "2" {
		t.Errorf("%s task managers, want 2", n)
	}
	script(t, "kill", "taskmanager1")
	for range 120 {
		if script(t, "managers") == "1" {
			return
		}
		time.Sleep(time.Second)
	}
	t.Errorf("the job manager does not notice that a task manager is gone")
}

// A submission is one run of the program as a user would start it.
type submission struct {
	cmd  *exec.Cmd
	says bytes.Buffer
	done chan error
}

func submit(t testing.TB, bin, endpoint string, flags []string, j Job) *submission {
	t.Helper()
	s := &submission{done: make(chan error, 1)}
	args := append([]string{"-out", j.Out, "-pages", strconv.Itoa(j.Pages), "-parts", strconv.Itoa(j.Parts), "--endpoint", endpoint}, flags...)
	s.cmd = exec.Command(bin, append(args, j.Inputs...)...)
	s.cmd.Stdout, s.cmd.Stderr = &s.says, &s.says
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.done <- s.cmd.Wait() }()
	t.Cleanup(func() { s.cmd.Process.Kill() })
	return s
}

// wait waits for the end; a submission whose job can no longer end is stopped after a while.
func (s *submission) wait(limit time.Duration) error {
	select {
	case err := <-s.done:
		return err
	case <-time.After(limit):
		s.cmd.Process.Kill()
		<-s.done
		return context.DeadlineExceeded
	}
}

// setting is an archive, the job that reads it, and the cluster.
type setting struct {
	bin, endpoint string
	flags         []string
	cluster       cluster
	job           Job
	want          outcome
}

func setup(t testing.TB, n int) *setting {
	t.Helper()
	bin, dir := program(t), t.TempDir()
	if bin == "" {
		chosen(t, bin)
	}
	archive(t, dir, n)
	inputs := []string{filepath.Join(dir, "pages.warc.gz"), filepath.Join(dir, "lines.jsonl")}
	return within(t, bin, inputs, inProcess(t, inputs...))
}

// within brings up the cluster for archives of which it is known what they give.
func within(t testing.TB, bin string, inputs []string, want outcome) *setting {
	t.Helper()
	s := &setting{bin: bin, cluster: chosen(t, bin), want: want, job: Job{Inputs: inputs, Out: filepath.Join(t.TempDir(), "out"), Pages: 2, Parts: 2}}
	s.endpoint, s.flags = s.cluster.start(t)
	s.flags = append(s.flags, "--environment_type", "PROCESS", "--environment_config", fmt.Sprintf(`{"command": %q}`, bin))
	return s
}

// ends holds what lies in the folder against one process.
func (s *setting) ends(t testing.TB, run *submission) {
	t.Helper()
	if err := run.wait(20 * time.Minute); err != nil {
		t.Fatalf("%v\n%s", err, run.says.String())
	}
	found, err := filepath.Glob(filepath.Join(s.job.Out, "corpus", "*", "happenings.done"))
	if err != nil || len(found) != 1 {
		t.Fatalf("corpus rows of %d sets of shards, want 1: %v\n%s", len(found), err, run.says.String())
	}
	rel, _ := filepath.Rel(s.job.Out, filepath.Dir(found[0]))
	same(t, s.want, written(t, s.job.Out, Report{Corpus: filepath.ToSlash(rel)}))
}

// underWay waits until some shards are finished, so that what is ended is ended in the middle.
func (s *setting) underWay(t testing.TB, run *submission, n int) {
	t.Helper()
	for range 3000 {
		select {
		case err := <-run.done:
			t.Fatalf("the submission ended: %v\n%s", err, run.says.String())
		default:
		}
		if found, _ := filepath.Glob(filepath.Join(s.job.Out, "manifest", "*", "*")); len(found) >= n {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("no shard is ever finished")
}

// TestPortable reads an archive on a cluster, with workers in processes of their own.
func TestPortable(t *testing.T) {
	s := setup(t, 12)
	s.ends(t, submit(t, s.bin, s.endpoint, s.flags, s.job))
}

// speeches writes two in so many of the speeches of the General Assembly as pages of a web archive and as JSON Lines, where the gold
// data are (ENTENTE_GOLD); ok is false where they are not.
func speeches(t testing.TB, dir string, every int) (paths []string, ok bool) {
	t.Helper()
	in, err := os.Open(filepath.Join(os.Getenv("ENTENTE_GOLD"), "unga", "unga-1946-2020.jsonl.gz"))
	if err != nil {
		return nil, false
	}
	defer in.Close()
	var warc, lines bytes.Buffer
	n := 0
	for page, err := range (ingest.Reader{}).Stream(t.Context(), "unga", in) {
		if err != nil {
			t.Fatal(err)
		}
		switch n++; n % every {
		case every / 4:
			var b strings.Builder
			for _, p := range strings.Split(page.Text, "\n") {
				fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(p))
			}
			member(t, &warc, response(n, fmt.Sprintf("<html><head><title>Speech %d</title><meta name=date content=%s></head><body><article>%s</article></body></html>", n, page.Input.Date, b.String())))
		case 3 * every / 4:
			lines.Write(append(page.Raw, '\n'))
		}
	}
	for name, b := range map[string][]byte{"speeches.warc.gz": warc.Bytes(), "speeches.jsonl": lines.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return []string{filepath.Join(dir, "speeches.warc.gz"), filepath.Join(dir, "speeches.jsonl")}, true
}

// TestSpeeches reads a hundred speeches on a cluster.
func TestSpeeches(t *testing.T) {
	dir := t.TempDir()
	paths, ok := speeches(t, dir, 200)
	if !ok {
		t.Skip("no speeches: the gold data are not here (ENTENTE_GOLD)")
	}
	bin := program(t)
	if bin == "" {
		chosen(t, bin)
	}
	want := inProcess(t, paths...)
	if len(want.Records) < 50 || len(want.Happenings) < 100 {
		t.Fatalf("%d records, %d happenings: nothing is tested", len(want.Records), len(want.Happenings))
	}
	s := within(t, bin, paths, want)
	s.job.Pages = 8
	s.ends(t, submit(t, s.bin, s.endpoint, s.flags, s.job))
	t.Logf("%d records, %d happenings, %d links, %d cells of the panel are the same", len(s.want.Records), len(s.want.Happenings), len(s.want.Links), len(s.want.Panel))
}

// TestPool reads an archive with workers that a pool lends.
func TestPool(t *testing.T) {
	s := setup(t, 6)
	port := freePort(t)
	pool := exec.Command(s.bin, "-pool", strconv.Itoa(port))
	if err := pool.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { pool.Process.Kill(); pool.Wait() }()
	flags := append(s.flags[:len(s.flags)-4:len(s.flags)-4], "--environment_type", "EXTERNAL", "--environment_config", fmt.Sprintf("localhost:%d", port))
	s.ends(t, submit(t, s.bin, s.endpoint, flags, s.job))
}

// TestWorkerKilled ends a worker in the middle. Flink gives its work to another; where the job fails with it, as on Prism, the job
// is submitted again. The rows are the same.
func TestWorkerKilled(t *testing.T) {
	s := setup(t, 24)
	run := submit(t, s.bin, s.endpoint, s.flags, s.job)
	s.underWay(t, run, 3)
	if !s.cluster.killWorker(t) {
		t.Fatal("there was no worker to end")
	}
	limit := 15 * time.Minute
	if os.Getenv("ENTENTE_CLUSTER") == "prism" {
		limit = 20 * time.Second // Prism waits for ever for what the worker had
	}
	if err := run.wait(limit); err != nil {
		t.Logf("the job did not outlive its worker (%v) and is submitted again", err)
		run = submit(t, s.bin, s.cluster.killServer(t), s.flags, s.job)
	} else {
		run.done <- nil
	}
	s.ends(t, run)
}

// TestServerLost ends the job server in the middle. The job is submitted again, and what was finished is not made again.
func TestServerLost(t *testing.T) {
	s := setup(t, 24)
	run := submit(t, s.bin, s.endpoint, s.flags, s.job)
	s.underWay(t, run, 3)
	endpoint := s.cluster.killServer(t)
	if err := run.wait(30 * time.Second); err == nil {
		t.Fatal("the submission does not say that it lost its server")
	}
	manifests, _ := filepath.Glob(filepath.Join(s.job.Out, "manifest", "*", "*.json"))
	before := map[string]time.Time{}
	for _, m := range manifests {
		if info, err := os.Stat(m); err == nil {
			before[m] = info.ModTime()
		}
	}
	if len(before) < 3 || len(before) >= 27 {
		t.Fatalf("%d of 27 shards were finished when the server was lost: it was not in the middle", len(before))
	}
	s.ends(t, submit(t, s.bin, endpoint, s.flags, s.job))
	for m, at := range before {
		if info, err := os.Stat(m); err != nil || !info.ModTime().Equal(at) {
			t.Errorf("%s was made again", m)
		}
	}
}
