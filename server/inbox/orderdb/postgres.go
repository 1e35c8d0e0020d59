package orderdb

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"carrito/server/cleartext"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// openPostgres opens a database of PostgreSQL, through database/sql: what both
// databases are asked is then asked in the same words.
func openPostgres(address string) (*connections, database, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, database{}, err
	}
	if err := encrypted(config); err != nil {
		return nil, database{}, err
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 3 * time.Second
	}
	// A transaction is on the disk before it is answered, unless the owner asks
	// for less in the address.
	if config.RuntimeParams["synchronous_commit"] == "" {
		config.RuntimeParams["synchronous_commit"] = "on"
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(8)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return &connections{read: db, write: db}, database{
		migrations: "postgres",
		overwrite:  []string{"VACUUM orders", "VACUUM outbox"},
		script:     []any{pgx.QueryExecModeSimpleProtocol},
		exclusive:  "SELECT pg_advisory_xact_lock(6074912385)", // any number, as long as all servers have the same
		forUpdate:  " FOR UPDATE",
		trouble:    postgresTrouble,
		backup: func(context.Context, *sql.DB, string) error {
			return errors.New("a PostgreSQL database is backed up by its own means: pg_dump -Fc -f FILE DATABASE")
		},
	}, nil
}

// encrypted takes the ways out of a configuration by which orders would go to
// another machine in clear text. pgx tries one after the other, and without
// sslmode in the address clear text after TLS. The error says that no way is left.
func encrypted(config *pgx.ConnConfig) error {
	ways := []*pgconn.FallbackConfig{{Host: config.Host, Port: config.Port, TLSConfig: config.TLSConfig}}
	var refused error
	ways = slices.DeleteFunc(append(ways, config.Fallbacks...), func(way *pgconn.FallbackConfig) bool {
		if way.TLSConfig != nil {
			return false
		}
		err := cleartext.Check(way.Host, os.Getenv)
		refused = cmp.Or(refused, err)
		return err != nil
	})
	if len(ways) == 0 {
		return refused
	}
	config.Host, config.Port, config.TLSConfig, config.Fallbacks = ways[0].Host, ways[0].Port, ways[0].TLSConfig, ways[1:]
	return nil
}

// postgresTrouble goes by the codes of PostgreSQL, appendix A. Where there is
// none, the server was not reached or has gone away.
func postgresTrouble(err error) trouble {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return outage
	}
	switch {
	case e.Code == "40001" || e.Code == "40P01" || e.Code == "23505": // serialization, deadlock, the same order by another server
		return conflict
	case strings.HasPrefix(e.Code, "22") || strings.HasPrefix(e.Code, "23"): // data exceptions, constraints
		return badRow
	case strings.HasPrefix(e.Code, "08") || strings.HasPrefix(e.Code, "53") || strings.HasPrefix(e.Code, "57") || strings.HasPrefix(e.Code, "58"):
		return outage // connection, resources, an operator's hand, the system
	}
	return unknown
}
