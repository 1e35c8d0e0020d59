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
	// Channels are the names under which the owner is told of each order; see
	// [Store.Due]. It is set before the first order is placed.
	Channels []string

	// Holds says for how long new orders hold their units. Where it is nil they take
	// them for good. It is set before the first order is placed.
	Holds func() Holds

	name        string // of the database, as it was given to Open
	made        bool   // whether Open has made its tables
	kind        database
	connections atomic.Pointer[connections]
	swapping    sync.RWMutex // held for writing while connections are replaced, by transactions for reading
	looking     sync.Mutex   // held while connections are replaced or closed
	fault       reason       // of files that were moved; see Fault
	unwritten   reason       // of a database that cannot be written
	opened      atomic.Int64 // how often connections were replaced, and a fault came or went

	digits  int                             // decimals of orders that do not say
	slot    int                             // row of the table pulse
	counted atomic.Pointer[catalog.Catalog] // what Count was called with last

	queue   chan *waiting // without room: what is in it is the writer's
	closing chan struct{}
	close   func()
	work    context.Context // of the transactions that write orders: it ends soon after the store is closed
	writer  sync.WaitGroup
	last    int64 // when the latest order was placed, for the writer only
}

// database is what SQLite and PostgreSQL do not have in common.
type database struct {
	migrations string   // folder of its migrations
	script     []any    // arguments by which one Exec takes several statements
	exclusive  string   // statement that keeps other processes from migrating until the transaction ends
	forUpdate  string   // end of a SELECT that locks its rows until the transaction ends
	overwrite  []string // statements that give up the room of rows that were replaced
	trouble    func(error) trouble
	backup     func(ctx context.Context, db *sql.DB, file string) error
}

// connections are those to one database.
type connections struct {
	read, write *sql.DB     // the same for PostgreSQL
	files       []namedFile // of SQLite, the database itself first; none for PostgreSQL
	closed      bool
}

// close closes the connections. PostgreSQL is asked to end each of them, and may
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

// db returns the connections to the database as it was opened last.
func (s *Store) db() *connections { return s.connections.Load() }

// slots is how many rows the table pulse has.
const slots = 16

// Open opens a database, makes it if need be, and brings its tables up to date.
// The database is the address of a PostgreSQL database that begins with
// postgres://, or else the name of a SQLite file. Amounts of old orders that are
// damaged have so many digits after the point; others have their own.
func Open(ctx context.Context, database string, digits int) (*Store, error) {
	return open(ctx, database, digits, true)
}

// OpenExisting is [Open] for a database that is there: it makes none. The error is
// ErrNoDatabase where there is none of that name, or nothing of a shop in it.
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

// CheckName refuses a name of a database that is no file and no address of
// PostgreSQL: a file of that name would have a password in it.
func CheckName(database string) error {
	if IsPostgres(database) || !strings.Contains(database, "://") && !strings.Contains(database, "password=") {
		return nil
	}
	address := safelog.Address(database)
	return fmt.Errorf("%s is no database that there is: name the file of a SQLite database, or the address of one of PostgreSQL, postgres://…", &address)
}

// closeGrace is how long the orders that are being written have once the store is
// closed. A database that does not answer must not keep the server from ending.
const closeGrace = time.Second / 2

// Close ends the store, once the orders that are being written are, or half a
// second has passed. Others that wait are refused.
func (s *Store) Close() error {
	s.close()
	s.writer.Wait()
	s.looking.Lock()
	defer s.looking.Unlock()
	s.swapping.Lock()
	defer s.swapping.Unlock()
	return s.disconnect() // the second time it does nothing
}

// Backup writes a copy of the database, as it is at one moment, to a new file.
func (s *Store) Backup(ctx context.Context, file string) error {
	return s.kind.backup(ctx, s.db().read, file)
}
