package orderdb

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"time"

	"carrito/server/safelog"
)

// About describes the open database in a line for the log: where it is, whether it
// was just created, how many orders it has and since when. It shows an owner who
// started the server with the wrong database.
func (s *Store) About(ctx context.Context) (string, error) {
	name := s.place()
	if s.made {
		return "a new, empty database was made: " + name, nil
	}
	var orders int
	var first, last sql.NullInt64
	err := s.db().read.QueryRowContext(ctx, "SELECT count(*), min(placed), max(placed) FROM orders").Scan(&orders, &first, &last)
	if err != nil {
		return "", s.readError(err)
	}
	if orders == 0 {
		return name + ": no orders yet", nil
	}
	const stamp = "2006-01-02 15:04"
	return fmt.Sprintf("%s: orders in it: %d, the first of %s, the latest of %s", name, orders,
		time.UnixMicro(first.Int64).Format(stamp), time.UnixMicro(last.Int64).Format(stamp)), nil
}

// place returns the name of the database without its password.
func (s *Store) place() string {
	if IsPostgres(s.name) {
		address := safelog.Address(s.name)
		return address.String()
	}
	if file, err := filepath.Abs(s.name); err == nil {
		return file
	}
	return s.name
}
