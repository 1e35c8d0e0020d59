package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"
)

// SQLite goes on writing to a file that was removed or renamed: its orders are
// gone once the server ends. So the files that are open are compared with those
// that have their names, before each transaction ends and by [Store.Watch].

// namedFile is a file as it was when it was opened.
type namedFile struct {
	name string
	info os.FileInfo
}

// lookAt returns the files of a database: its own, which must be there, and those
// that SQLite keeps beside it, as far as they are.
func lookAt(file string) ([]namedFile, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", file)
	}
	files := []namedFile{{file, info}}
	for _, name := range []string{file + "-wal", file + "-shm"} {
		if info, err := os.Stat(name); err == nil {
			files = append(files, namedFile{name, info})
		}
	}
	return files, nil
}

// moved says what has become of a file that is not under its name any more.
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

// moved says what has become of the first file that was moved.
func (c *connections) moved() error {
	for _, f := range c.files {
		if err := f.moved(); err != nil {
			return err
		}
	}
	return nil
}

// checkFiles says what keeps connections from writing to the files of that name.
func (s *Store) checkFiles(c *connections) error {
	err := c.moved()
	if err != nil {
		s.setFault(err)
	}
	return err
}

// reason is why no orders can be taken. It is nil where they can.
type reason struct{ atomic.Pointer[error] }

func (r *reason) get() error {
	if err := r.Load(); err != nil {
		return *err
	}
	return nil
}

// Fault returns why no orders can be taken until an operator acts, or nil. It is
// [ErrUnwritten] where the database cannot be written, and else tells what has become
// of its file.
func (s *Store) Fault() error {
	if err := s.fault.get(); err != nil {
		return err
	}
	return s.unwritten.get()
}

func (s *Store) setFault(err error) { s.set(&s.fault, err) }

// set sets a fault. Whoever follows the database hears when there is one and when it
// is over.
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

// Watch looks every interval whether the database's files are still those that
// are open, and whether it can be written again, until ctx is done. Where that is not
// so, [Store.Fault] says so, and the log; once there is a file of that name again it
// is opened.
func (s *Store) Watch(ctx context.Context, every time.Duration, log *log.Logger) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	said := ""
	say := func(err error) {
		if err != nil && err.Error() != said {
			said = err.Error()
			log.Printf("NO ORDERS ARE TAKEN: %v; they are answered with 503 until that is mended", err)
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		say(s.Fault()) // found by an order
		if err := s.look(ctx); err != nil {
			say(err)
			continue
		}
		s.tryWriting(ctx)
		if s.Fault() == nil && said != "" {
			said = ""
			log.Printf("orders are taken again, in %s", s.place())
		}
	}
}

// look compares the open files with those of their names, and opens the latter
// where they are others. PostgreSQL has none here.
func (s *Store) look(ctx context.Context) error {
	if IsPostgres(s.name) {
		return nil
	}
	s.looking.Lock()
	defer s.looking.Unlock()
	c := s.db()
	err := c.moved()
	if err == nil && !c.closed {
		s.setFault(nil) // a file that was renamed may have its name again
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

// reopen opens the database by its name, in place of the files that were moved.
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

// connect opens the database and brings its tables up to date. Where create is set
// it makes them in an empty database.
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
	if len(c.files) > 0 { // the files beside it are made by the first transaction
		whole := *c
		if whole.files, err = lookAt(c.files[0].name); err != nil {
			return err
		}
		s.connections.Store(&whole)
	}
	return nil
}

// disconnect closes the connections, and returns once they are closed: two of one
// process that do not know of each other must not use one file. The caller holds
// s.swapping.
func (s *Store) disconnect() error {
	closed := *s.db()
	closed.closed = true
	return s.connections.Swap(&closed).leave()
}

// closeTimeout is how long queries under way have to end.
const closeTimeout = time.Second

// leave closes connections whose files may have been moved. The last one that is
// closed removes the log and its index by their names: where those are another
// database's, the connections are left open.
func (c *connections) leave() error {
	if len(c.files) > 0 && c.files[0].moved() == nil {
		if !c.closed && c.moved() != nil { // the log was removed: what is in it goes into the database
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

// foreignLog reports whether a log or index is there that another database's
// connections have made.
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
