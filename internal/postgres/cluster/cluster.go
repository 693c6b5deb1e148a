// Package cluster runs a PostgreSQL server for tests: a data directory of its own, on a socket in a temporary folder and on
// no network, stopped and removed at the end.
package cluster

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver
)

// A Cluster is a server that runs.
type Cluster struct {
	dir, bin string
	as       *syscall.Credential // whom it runs as; nil for ourselves
	server   *exec.Cmd
}

// Start makes a data directory and starts a server on it. The error says what is missing where PostgreSQL is not installed.
func Start() (*Cluster, error) {
	bin, err := find()
	if err != nil {
		return nil, err
	}
	c := &Cluster{bin: bin}
	if c.dir, err = os.MkdirTemp("", "entente-pg-"); err != nil {
		return nil, err
	}
	if err := c.owner(); err != nil {
		c.Remove()
		return nil, err
	}
	out, err := c.command("initdb", "-D", c.data(), "-U", "entente", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync").CombinedOutput()
	if err != nil {
		c.Remove()
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if err := c.Run(); err != nil {
		c.Remove()
		return nil, err
	}
	return c, nil
}

var errMissing = errors.New("no PostgreSQL server is installed")

// find looks for the programs of the newest server that is installed, on the path or where distributions put them.
func find() (string, error) {
	if p, err := exec.LookPath("initdb"); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil {
			return filepath.Dir(p), nil
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", fmt.Errorf("initdb is not found (apt-get install postgresql): %w", errMissing)
	}
	version := func(p string) int { n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(p)))); return n }
	return filepath.Dir(slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })), nil
}

// owner gives the folder to the user "postgres" where we are root, as a server refuses to run as root.
func (c *Cluster) owner() error {
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return fmt.Errorf("a server does not run as root, and there is no user postgres to run it as: %w", errMissing)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	c.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(c.dir, uid, gid)
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "data") }

func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir = c.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as, Pdeathsig: syscall.SIGKILL}
	return cmd
}

// Run starts the server on what is in the data directory already.
func (c *Cluster) Run() error {
	c.server = c.command("postgres", "-D", c.data(), "-k", c.dir, "-c", "listen_addresses=", "-c", "max_connections=100", "-c", "fsync=off", "-c", "shared_buffers=64MB")
	log, err := os.Create(filepath.Join(c.dir, "log"))
	if err != nil {
		return err
	}
	defer log.Close()
	c.server.Stdout, c.server.Stderr = log, log
	if err := c.server.Start(); err != nil {
		return err
	}
	for range 300 {
		if err := c.ping(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	said, _ := os.ReadFile(filepath.Join(c.dir, "log"))
	return fmt.Errorf("the server does not answer:\n%s", said)
}

func (c *Cluster) ping() error {
	db, err := sql.Open("pgx", c.Address("postgres", ""))
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	return db.PingContext(ctx)
}

// Address is that of a database and a schema in it.
func (c *Cluster) Address(database, schema string) string {
	q := url.Values{"host": {c.dir}}
	if schema != "" {
		q.Set("search_path", schema)
	}
	return "postgres://entente@/" + database + "?" + q.Encode()
}

// Stop ends the server at once, as a power cut would but for the disk; Run starts it again.
func (c *Cluster) Stop() {
	if c.server == nil {
		return
	}
	_ = c.server.Process.Signal(syscall.SIGQUIT)
	done := make(chan struct{})
	go func() { _ = c.server.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		_ = c.server.Process.Kill()
		<-done
	}
	c.server = nil
}

// Remove stops the server and removes its folder.
func (c *Cluster) Remove() {
	c.Stop()
	os.RemoveAll(c.dir)
}

var (
	shared = sync.OnceValues(Start)
	used   atomic.Bool
	number atomic.Int64
)

// Shared is the server of this test binary, started when it is first asked for; the test is skipped, in words, where none can
// be. The package's TestMain has to be Main.
func Shared(t testing.TB) *Cluster {
	t.Helper()
	used.Store(true)
	c, err := shared()
	if err != nil {
		lacking(t, err)
	}
	return c
}

// Schema is the address of a new schema on the shared server.
func Schema(t testing.TB) string {
	t.Helper()
	return Shared(t).Schema(t)
}

// Schema is the address of a new schema.
func (c *Cluster) Schema(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("t%d_%d", os.Getpid(), number.Add(1))
	db, err := sql.Open("pgx", c.Address("postgres", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), "CREATE SCHEMA "+name); err != nil {
		t.Fatal(err)
	}
	return c.Address("postgres", name)
}

// For starts a server for one test, which is skipped, in words, where none can be.
func For(t testing.TB) *Cluster {
	t.Helper()
	c, err := Start()
	if err != nil {
		lacking(t, err)
	}
	t.Cleanup(c.Remove)
	return c
}

// lacking skips a test where no server is installed and fails it where one does not start.
func lacking(t testing.TB, err error) {
	t.Helper()
	if errors.Is(err, errMissing) {
		t.Skip(err)
	}
	t.Fatal(err)
}

// Main runs the tests of a package and stops the server that they used.
func Main(m *testing.M) {
	code := m.Run()
	if used.Load() {
		if c, err := shared(); err == nil {
			c.Remove()
		}
	}
	os.Exit(code)
}
