package orderdb

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
)

// maxRows is the maximum number of rows in a statement. Few different lengths make
// few different statements, which the database keeps prepared.
const maxRows = 64

// insert writes rows, many to a statement: "INSERT INTO t (a, b) VALUES", the
// rows, and what follows them.
func insert(ctx context.Context, tx *sql.Tx, into string, rows [][]any, after string) error {
	for some := range slices.Chunk(rows, maxRows) {
		var statement strings.Builder
		statement.WriteString(into)
		var arguments []any
		for i, row := range some {
			if i > 0 {
				statement.WriteByte(',')
			}
			statement.WriteByte('(')
			writeMarks(&statement, len(arguments)+1, len(row))
			statement.WriteByte(')')
			arguments = append(arguments, row...)
		}
		statement.WriteString(after)
		if _, err := tx.ExecContext(ctx, statement.String(), arguments...); err != nil {
			return err
		}
	}
	return nil
}

// selectIn asks for the rows of a list of values: before, the list in brackets,
// after. The list is filled up to a power of two with its last value.
func selectIn(ctx context.Context, tx *sql.Tx, before string, values []string, after string) (*sql.Rows, error) {
	n := 1
	for n < len(values) {
		n *= 2
	}
	arguments := make([]any, n)
	for i := range arguments {
		arguments[i] = values[min(i, len(values)-1)]
	}
	var statement strings.Builder
	statement.WriteString(before + " (")
	writeMarks(&statement, 1, n)
	statement.WriteString(")" + after)
	return tx.QueryContext(ctx, statement.String(), arguments...)
}

// writeMarks writes "$3,$4", which both databases know.
func writeMarks(to *strings.Builder, first, n int) {
	for i := range n {
		if i > 0 {
			to.WriteByte(',')
		}
		to.WriteString("$" + strconv.Itoa(first+i))
	}
}

// each calls scan for every row.
func each(rows *sql.Rows, err error, scan func(*sql.Rows) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// texts returns the values of a single column.
func texts(rows *sql.Rows, err error) ([]string, error) {
	var all []string
	err = each(rows, err, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		all = append(all, text)
		return err
	})
	return all, err
}
