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

// openPostgres opens a PostgreSQL database by database/sql, so that both databases
// get the same queries.
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
	// A commit waits until it is on the disk, unless the address says otherwise.
	if config.RuntimeParams["synchronous_commit"] == "" {
		config.RuntimeParams["synchronous_commit"] = "on"
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(8)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return &connections{read: db, write: db}, database{
		migrations: "postgres",
		overwrite:  []string{"VACUUM orders", "VACUUM outbox", "VACUUM payment_pages", "VACUUM payment_changes", "VACUUM payments", "VACUUM payment_events", "VACUUM complaints", "VACUUM complaint_mails", "VACUUM alerts"},
		script:     []any{pgx.QueryExecModeSimpleProtocol},
		exclusive:  "SELECT pg_advisory_xact_lock(6074912385)", // an arbitrary number, the same for all servers
		forUpdate:  " FOR UPDATE",
		trouble:    postgresTrouble,
		backup: func(context.Context, *sql.DB, string) error {
			return errors.New("a PostgreSQL database is backed up by its own means: pg_dump -Fc -f FILE DATABASE")
		},
	}, nil
}

// encrypted removes the fallbacks of a configuration that would send orders to
// another machine in clear text. Without sslmode in the address, pgx tries clear
// text after TLS. The error says that no fallback is left.
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

// postgresTrouble classifies an error by its code (PostgreSQL, appendix A). An error
// without a code means that the server was not reached or has gone.
func postgresTrouble(err error) trouble {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return outage
	}
	switch {
	case e.Code == "55P03" || e.Code == "25P03": // a lock or a statement came too late
		return outage
	case e.Code == "40001" || e.Code == "40P01" || e.Code == "23505": // serialization, deadlock, the same order placed by another server
		return conflict
	case strings.HasPrefix(e.Code, "22") || strings.HasPrefix(e.Code, "23"): // data exceptions, constraints
		return badRow
	case strings.HasPrefix(e.Code, "08") || strings.HasPrefix(e.Code, "53") || strings.HasPrefix(e.Code, "57") || strings.HasPrefix(e.Code, "58"):
		return outage // connection, resources, operator, system
	}
	return unknown
}
