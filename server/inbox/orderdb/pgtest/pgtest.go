// Package pgtest runs a PostgreSQL of its own for tests: a new cluster in a
// temporary folder, on a free port of the loopback address, that nobody needs to
// set up and nothing of is left behind.
//
// Use [Database] for a test that wants an empty database, with [Run] in TestMain,
// and [Start] for one that stops and starts the cluster itself.
package pgtest

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cluster is a PostgreSQL server with its data.
type Cluster struct {
	folder  string // with the data in it
	port    string
	process *exec.Cmd
	exited  chan struct{}
}

// shared is the cluster of all tests of one package that need no own.
var shared struct {
	start     sync.Once
	cluster   *Cluster
	err       error
	databases atomic.Int32
}

// Run runs the tests of a package and stops what [Database] has started.
func Run(m *testing.M) int {
	defer func() {
		if shared.cluster != nil {
			shared.cluster.remove()
		}
	}()
	return m.Run()
}

// Database returns the address of a new, empty database. The test fails on a machine
// without PostgreSQL.
func Database(t testing.TB) string {
	t.Helper()
	need(t)
	shared.start.Do(func() { shared.cluster, shared.err = newCluster() })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.cluster.Database(t, fmt.Sprint("test", shared.databases.Add(1)))
}

// Start starts a cluster for one test.
func Start(t testing.TB) *Cluster {
	t.Helper()
	need(t)
	c, err := newCluster()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.remove)
	return c
}

func need(t testing.TB) {
	t.Helper()
	if _, err := program("postgres"); err != nil {
		t.Fatal("PostgreSQL is not here: install the package postgresql")
	}
}

// Database makes a database of this name and returns its address.
func (c *Cluster) Database(t testing.TB, name string) string {
	t.Helper()
	c.execute(t, "CREATE DATABASE "+name)
	return c.address(name)
}

// DatabaseIn makes a database whose tables are in a new folder, perhaps on another
// disk, and returns its address.
func (c *Cluster) DatabaseIn(t testing.TB, name, folder string) string {
	t.Helper()
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if id, ok := owner(); ok {
		if err := os.Chown(folder, int(id.Uid), int(id.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	c.execute(t, "CREATE TABLESPACE "+name+" LOCATION '"+folder+"'", "CREATE DATABASE "+name+" TABLESPACE "+name)
	return c.address(name)
}

func (c *Cluster) execute(t testing.TB, statements ...string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), c.address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, statement := range statements {
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

func (c *Cluster) address(name string) string {
	return "postgres://postgres@127.0.0.1:" + c.port + "/" + name + "?sslmode=disable"
}

// newCluster makes a cluster and starts it. Its transactions are durable, as
// PostgreSQL's are where nobody says otherwise.
func newCluster() (*Cluster, error) {
	folder, err := os.MkdirTemp("", "carrito-postgres-")
	if err != nil {
		return nil, err
	}
	c := &Cluster{folder: folder}
	if err := c.make(); err != nil {
		c.remove()
		return nil, err
	}
	return c, nil
}

func (c *Cluster) make() error {
	if id, ok := owner(); ok {
		if err := os.Chown(c.folder, int(id.Uid), int(id.Gid)); err != nil {
			return err
		}
	}
	initdb, err := c.command("initdb", "-D", filepath.Join(c.folder, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	if err != nil {
		return err
	}
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	_, c.port, _ = net.SplitHostPort(free.Addr().String())
	free.Close()
	return c.Start()
}

// Start starts the cluster, and returns once it takes connections.
func (c *Cluster) Start() error {
	process, err := c.command("postgres", "-D", filepath.Join(c.folder, "data"), "-p", c.port, "-h", "127.0.0.1",
		"-c", "unix_socket_directories=", "-c", "max_connections=300")
	if err != nil {
		return err
	}
	log, err := os.OpenFile(filepath.Join(c.folder, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	process.Stdout, process.Stderr = log, log
	if err := process.Start(); err != nil {
		return err
	}
	exited := make(chan struct{})
	c.process, c.exited = process, exited
	go func() {
		process.Wait()
		close(exited)
	}()
	for deadline := time.Now().Add(time.Minute); ; {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		conn, err := pgx.Connect(ctx, c.address("postgres"))
		cancel()
		if err == nil {
			return conn.Close(context.Background())
		}
		select {
		case <-exited:
			output, _ := os.ReadFile(log.Name())
			return fmt.Errorf("postgres has ended: %s", output)
		case <-time.After(20 * time.Millisecond):
			if time.Now().After(deadline) {
				return err
			}
		}
	}
}

// Stop stops the cluster as an operator does (fast) or as a crash does, and
// returns once it has ended.
func (c *Cluster) Stop(crash bool) {
	if c.process == nil {
		return
	}
	how := syscall.SIGINT
	if crash {
		how = syscall.SIGQUIT
	}
	c.process.Process.Signal(how)
	<-c.exited
	c.process = nil
}

// Freeze keeps the cluster from doing anything, connections included, until it is
// called with false.
func (c *Cluster) Freeze(frozen bool) {
	how := syscall.SIGCONT
	if frozen {
		how = syscall.SIGSTOP
	}
	c.process.Process.Signal(how)
	for _, child := range children(c.process.Process.Pid) {
		syscall.Kill(child, how)
	}
}

// children returns the processes that a process has started (proc(5), stat).
func children(of int) []int {
	var found []int
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range files {
		text, _ := os.ReadFile(file)
		_, rest, _ := strings.Cut(string(text), ") ")
		if fields := strings.Fields(rest); len(fields) > 1 && fields[1] == strconv.Itoa(of) {
			if id, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil {
				found = append(found, id)
			}
		}
	}
	return found
}

func (c *Cluster) remove() {
	c.Stop(true)
	os.RemoveAll(c.folder)
}

// command is a program of PostgreSQL, run as the data's owner.
func (c *Cluster) command(name string, args ...string) (*exec.Cmd, error) {
	file, err := program(name)
	if err != nil {
		return nil, err
	}
	command := exec.Command(file, args...)
	command.Dir = c.folder
	if id, ok := owner(); ok {
		command.SysProcAttr = &syscall.SysProcAttr{Credential: id}
	}
	return command, nil
}

// owner is whom PostgreSQL runs as where the tests run as root, which it
// refuses to be.
func owner() (*syscall.Credential, bool) {
	if os.Getuid() != 0 {
		return nil, false
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.ParseUint(u.Uid, 10, 32)
			gid, _ := strconv.ParseUint(u.Gid, 10, 32)
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, true
		}
	}
	return nil, false
}

// program finds a program of PostgreSQL where Debian puts it, the latest
// version, or in the path.
func program(name string) (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(found) > 0 {
		slices.Sort(found)
		return found[len(found)-1], nil
	}
	return exec.LookPath(name)
}
