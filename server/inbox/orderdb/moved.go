package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"
)

// SQLite goes on writing to a file that was removed or renamed, and its orders are
// lost when the server ends. So the open files are compared with the files of
// those names, before each transaction commits and by [Store.Watch].

// namedFile is a file as it was when it was opened.
type namedFile struct {
	name string
	info os.FileInfo
}

// lookAt returns the files of a database: the database itself, which must exist, and
// those that SQLite keeps beside it, if they exist.
func lookAt(file string) ([]namedFile, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", file)
	}
	files := []namedFile{{file, info}}
	if runtime.GOOS == "windows" { // nobody can remove or rename what SQLite has open there
		return files, nil
	}
	for _, name := range []string{file + "-wal", file + "-shm"} {
		if info, err := os.Stat(name); err == nil {
			files = append(files, namedFile{name, info})
		}
	}
	return files, nil
}

// moved returns an error if the file no longer has its name.
func (f namedFile) moved() error {
	info, err := os.Stat(f.name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%s was removed or renamed", f.name)
	case err != nil:
		return err
	case !os.SameFile(f.info, info):
		return fmt.Errorf("%s was replaced by another file", f.name)
	}
	return nil
}

// moved returns the error of the first file that no longer has its name.
func (c *connections) moved() error {
	for _, f := range c.files {
		if err := f.moved(); err != nil {
			return err
		}
	}
	return nil
}

// checkFiles returns an error if writes would not reach the files of the database's
// name.
func (s *Store) checkFiles(c *connections) error {
	err := c.moved()
	if err != nil {
		s.setFault(err)
	}
	return err
}

// reason is why no orders can be taken, or nil.
type reason struct{ atomic.Pointer[error] }

func (r *reason) get() error {
	if err := r.Load(); err != nil {
		return *err
	}
	return nil
}

// Fault returns why no orders can be taken until an operator acts, or nil. It is
// [ErrUnwritten] if the database cannot be written; otherwise it tells what happened
// to its file.
func (s *Store) Fault() error {
	if err := s.fault.get(); err != nil {
		return err
	}
	return s.unwritten.get()
}

func (s *Store) setFault(err error) { s.set(&s.fault, err) }

// set sets or clears a fault. It changes [Store.Latest] when a fault comes or goes.
func (s *Store) set(r *reason, err error) {
	was := s.Fault()
	if err == nil {
		r.Store(nil)
	} else {
		r.Store(&err)
	}
	if (s.Fault() == nil) != (was == nil) {
		s.opened.Add(1)
	}
}

// Watch checks every interval until ctx is done that the open files are still the
// database's and that it can be written. If not, [Store.Fault] and the log say so.
// Once there is a file of that name again, Watch opens it.
func (s *Store) Watch(ctx context.Context, interval time.Duration, log *log.Logger) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	logged := ""
	logOnce := func(err error) {
		if err != nil && err.Error() != logged {
			logged = err.Error()
			log.Printf("NO ORDERS ARE TAKEN: %v; they are answered with 503 until that is mended", err)
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		logOnce(s.Fault()) // an order may have set it
		if err := s.look(ctx); err != nil {
			logOnce(err)
			continue
		}
		s.tryWriting(ctx)
		if s.Fault() == nil && logged != "" {
			logged = ""
			log.Printf("orders are taken again, in %s", s.place())
		}
	}
}

// look compares the open files with the files of those names, and opens the latter
// if they differ. It does nothing for PostgreSQL.
func (s *Store) look(ctx context.Context) error {
	if IsPostgres(s.name) {
		return nil
	}
	s.looking.Lock()
	defer s.looking.Unlock()
	c := s.db()
	err := c.moved()
	if err == nil && !c.closed {
		s.setFault(nil) // the file may have been renamed back
		return nil
	}
	if _, missing := lookAt(c.files[0].name); missing != nil {
		if err == nil {
			err = missing
		}
		s.setFault(err)
		return err
	}
	s.setFault(s.reopen(ctx))
	return s.Fault()
}

// reopen closes the moved files and opens the database by its name.
func (s *Store) reopen(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	s.swapping.Lock()
	err := s.disconnect()
	s.swapping.Unlock()
	if err != nil {
		return err
	}
	if err := s.connect(ctx, true); err != nil {
		return err
	}
	if products := s.counted.Load(); products != nil {
		if err := s.Count(ctx, products); err != nil {
			return err
		}
	}
	s.opened.Add(1)
	return nil
}

// connect opens the database and updates its tables. If create is set, it creates
// them in an empty database.
func (s *Store) connect(ctx context.Context, create bool) error {
	open := openSQLite
	if IsPostgres(s.name) {
		open = openPostgres
	}
	c, kind, err := open(s.name)
	if err != nil {
		return err
	}
	if s.db() == nil {
		s.kind = kind
	}
	s.swapping.Lock()
	s.connections.Store(c)
	s.swapping.Unlock()
	if err := s.migrate(ctx, create); err != nil {
		s.swapping.Lock()
		defer s.swapping.Unlock()
		return errors.Join(err, s.disconnect())
	}
	if len(c.files) > 0 { // the first transaction creates the files beside it
		whole := *c
		if whole.files, err = lookAt(c.files[0].name); err != nil {
			return err
		}
		s.connections.Store(&whole)
	}
	return nil
}

// disconnect closes the connections and waits for that: two connections of one
// process that do not know of each other must not use one file. The caller holds
// s.swapping.
func (s *Store) disconnect() error {
	closed := *s.db()
	closed.closed = true
	return s.connections.Swap(&closed).leave()
}

// closeTimeout is how long running queries have to end.
const closeTimeout = time.Second

// leave closes connections whose files may have been moved. The last connection to
// close deletes the log and its index by name. If those belong to another database,
// leave keeps the connections open.
func (c *connections) leave() error {
	if len(c.files) > 0 && c.files[0].moved() == nil {
		if !c.closed && c.moved() != nil { // the log was removed: write its content to the database
			if _, err := c.write.Exec("PRAGMA wal_checkpoint"); err != nil {
				return err
			}
		}
	} else if c.foreignLog() {
		return nil
	}
	if err := c.close(); err != nil {
		return err
	}
	for end := time.Now().Add(closeTimeout); openConnections(c.read)+openConnections(c.write) > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			return errors.New("the old database is still being read")
		}
	}
	return nil
}

func openConnections(db *sql.DB) int { return db.Stats().OpenConnections }

// foreignLog reports whether the log or index of that name belongs to another
// database.
func (c *connections) foreignLog() bool {
	if len(c.files) == 0 {
		return false
	}
	now, err := lookAt(c.files[0].name)
	if err != nil {
		return false
	}
	for _, file := range now[1:] {
		ours := false
		for _, f := range c.files[1:] {
			ours = ours || filepath.Base(f.name) == filepath.Base(file.name) && os.SameFile(f.info, file.info)
		}
		if !ours {
			return true
		}
	}
	return false
}
