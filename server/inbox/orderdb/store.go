package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"carrito/app/catalog"
	"carrito/server/safelog"
)

// Store is a database of orders. It is safe for concurrent use.
type Store struct {
	// Channels are the names of the channels that notify the owner of each order;
	// see [Store.Due]. Set it before the first order is placed.
	Channels []string

	// MailsComplaints says whether mails about sheets of the Libro de Reclamaciones are
	// queued. It is set before the first sheet.
	MailsComplaints bool

	// Holds returns for how long new orders hold their units. If it is nil they take
	// them for good. Set it before the first order is placed.
	Holds func() Holds

	// Provider returns by whose provider an order is paid that has the way of paying
	// with the given id, or "" for other ways. If it is nil no order is. Set it before
	// the first order is placed.
	Provider func(means string) string

	name        string // of the database, as it was given to Open
	made        bool   // whether Open has created its tables
	kind        database
	connections atomic.Pointer[connections]
	swapping    sync.RWMutex // locked while connections are replaced; transactions lock it for reading
	looking     sync.Mutex   // locked while connections are replaced or closed
	fault       reason       // of files that were moved; see Fault
	unwritten   reason       // of a database that cannot be written
	opened      atomic.Int64 // number of times that connections were replaced, or a fault came or went

	digits  int                             // decimals of orders without a currency
	slot    int                             // row of the table pulse
	counted atomic.Pointer[catalog.Catalog] // of the latest Count

	queue   chan *waiting // unbuffered
	closing chan struct{}
	close   func()
	work    context.Context // of transactions that write orders; ends soon after the store is closed
	writer  sync.WaitGroup
	last    int64 // when the latest order was placed; only the writer uses it
}

// database is what differs between SQLite and PostgreSQL.
type database struct {
	migrations string   // folder of its migrations
	script     []any    // arguments with which Exec accepts several statements
	exclusive  string   // statement that locks out other migrations until the transaction ends
	forUpdate  string   // suffix of a SELECT that locks its rows until the transaction ends
	overwrite  []string // statements that reclaim the space of replaced rows
	trouble    func(error) trouble
	backup     func(ctx context.Context, db *sql.DB, file string) error
}

// connections are the connections to one database.
type connections struct {
	read, write *sql.DB     // the same for PostgreSQL
	files       []namedFile // of SQLite, the database itself first; none for PostgreSQL
	closed      bool
}

// close closes the connections. It does not wait for ever for a PostgreSQL that does
// not answer.
func (c *connections) close() error {
	closed := make(chan error, 1)
	go func() { closed <- errors.Join(c.write.Close(), c.read.Close()) }()
	select {
	case err := <-closed:
		return err
	case <-time.After(closeTimeout):
		return errors.New("the database does not let go of its connections")
	}
}

// db returns the current connections.
func (s *Store) db() *connections { return s.connections.Load() }

// slots is the number of rows in the table pulse.
const slots = 16

// Open opens a database, creates it if necessary, and updates its tables. The
// database is the address of a PostgreSQL database, which begins with postgres://,
// or the name of a SQLite file. digits is the number of decimals in damaged old
// orders; others have their own.
func Open(ctx context.Context, database string, digits int) (*Store, error) {
	return open(ctx, database, digits, true)
}

// OpenExisting is like [Open], but never creates a database. The error is
// ErrNoDatabase if there is none, or if it has no tables of a shop.
func OpenExisting(ctx context.Context, database string, digits int) (*Store, error) {
	return open(ctx, database, digits, false)
}

func open(ctx context.Context, database string, digits int, create bool) (*Store, error) {
	if err := CheckName(database); err != nil {
		return nil, err
	}
	s := &Store{name: database, digits: digits, slot: rand.IntN(slots), queue: make(chan *waiting), closing: make(chan struct{})}
	if create && !IsPostgres(database) {
		if err := makeFile(database); err != nil {
			return nil, err
		}
	}
	if err := s.connect(ctx, create); err != nil {
		if !create && errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%w: %w", ErrNoDatabase, err)
		}
		return nil, err
	}
	work, abandon := context.WithCancel(context.Background())
	s.work = work
	s.close = sync.OnceFunc(func() {
		close(s.closing)
		time.AfterFunc(closeGrace, abandon)
	})
	s.writer.Go(s.writeOrders)
	return s, nil
}

// IsPostgres reports whether a database's name is the address of a PostgreSQL
// database.
func IsPostgres(database string) bool {
	return strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://")
}

// CheckName returns an error for the name of a database that is neither a file nor a
// PostgreSQL address. Such a name may have a password in it, and must not become the
// name of a file.
func CheckName(database string) error {
	if IsPostgres(database) || !strings.Contains(database, "://") && !strings.Contains(database, "password=") {
		return nil
	}
	address := safelog.Address(database)
	return fmt.Errorf("%s is no database that there is: name the file of a SQLite database, or the address of one of PostgreSQL, postgres://…", &address)
}

// closeGrace is how long orders that are being written have when the store is
// closed. A database that does not answer must not keep the server from ending.
const closeGrace = time.Second / 2

// Close closes the store after the orders that are being written, or after half a
// second. It refuses orders that wait.
func (s *Store) Close() error {
	s.close()
	s.writer.Wait()
	s.looking.Lock()
	defer s.looking.Unlock()
	s.swapping.Lock()
	defer s.swapping.Unlock()
	return s.disconnect() // a second call does nothing
}

// Backup writes a consistent copy of the database to a new file.
func (s *Store) Backup(ctx context.Context, file string) error {
	return s.kind.backup(ctx, s.db().read, file)
}
