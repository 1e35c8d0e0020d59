package orderdb

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"slices"
	"time"
)

// Edition is what a shared file is at one revision.
type Edition struct {
	Name     string
	Revision int64     // 0 for a file that was never shared
	Sum      string    // SHA-256 of the content in hexadecimal; empty for a file that was removed
	Size     int64     // of the content, in bytes
	Author   string    // empty if unknown
	Changed  time.Time // in whole seconds
	Content  []byte    // only where it is asked for
	Was      *string   // sum of the edition that it replaces, for [Store.ShareFiles]; nil for any
}

// ErrOutdated is returned by [Store.ShareFiles] if another server has shared a newer
// edition.
var ErrOutdated = errors.New("another server has shared a newer edition of the file")

// ErrUncertain is returned by [Store.ShareFiles] if the database went away while it wrote
// the editions: they may be there or not.
var ErrUncertain = errors.New("the database went away while the file was saved, so it is not known whether it was")

// FilesRevision returns the latest revision of all shared files, which grows with every
// change. It is 0 if no file is shared.
func (s *Store) FilesRevision(ctx context.Context) (int64, error) {
	var latest int64
	err := s.db().read.QueryRowContext(ctx, "SELECT last FROM counters WHERE name = 'files'").Scan(&latest)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return latest, s.readError(err)
}

const editionColumns = "name, revision, sum, size, author, changed"

// SharedFiles returns the editions after a revision in their order, without their
// contents.
func (s *Store) SharedFiles(ctx context.Context, after int64) (list []Edition, err error) {
	rows, err := s.db().read.QueryContext(ctx, "SELECT "+editionColumns+" FROM shared_files WHERE revision > $1 ORDER BY revision", after)
	err = each(rows, err, func(rows *sql.Rows) error {
		e, err := scanEdition(rows)
		list = append(list, e)
		return err
	})
	return list, s.readError(err)
}

// SharedFile returns the latest edition of a file, without its content.
func (s *Store) SharedFile(ctx context.Context, name string) (Edition, error) {
	e, err := scanEdition(s.db().read.QueryRowContext(ctx, "SELECT "+editionColumns+" FROM shared_files WHERE name = $1", name))
	if errors.Is(err, sql.ErrNoRows) {
		return Edition{Name: name}, nil
	}
	return e, s.readError(err)
}

// FetchFile returns the latest edition of a file with its content. The content is left
// out if it has more than limit bytes.
func (s *Store) FetchFile(ctx context.Context, name string, limit int64) (Edition, error) {
	var content []byte
	e, err := scanEdition(s.db().read.QueryRowContext(ctx, "SELECT "+editionColumns+", CASE WHEN size <= $2 THEN content END FROM shared_files WHERE name = $1", name, limit), &content)
	if errors.Is(err, sql.ErrNoRows) {
		return Edition{Name: name}, nil
	}
	e.Content = content
	return e, s.readError(err)
}

// scanEdition scans the columns of an edition, and more after them.
func scanEdition(row interface{ Scan(...any) error }, more ...any) (e Edition, err error) {
	var changed int64
	err = row.Scan(append([]any{&e.Name, &e.Revision, &e.Sum, &e.Size, &e.Author, &changed}, more...)...)
	e.Changed = time.Unix(changed, 0)
	return e, err
}

// ShareFiles makes editions the latest ones of their files, all or none. was is the sum of
// the edition that the first one replaces; if another server has replaced it meanwhile,
// the error is [ErrOutdated]. The revisions of the editions do not matter. If the answer to
// the COMMIT is lost, ShareFiles asks whether the editions are there; if that cannot be
// asked either, the error is [ErrUncertain].
func (s *Store) ShareFiles(ctx context.Context, was string, editions ...Edition) error {
	o := &offer{id: rand.Text(), editions: slices.Clone(editions)}
	if len(editions) == 0 {
		return nil
	}
	o.editions[0].Was = &was
	err := s.transact(ctx, func(tx *sql.Tx) error {
		wrote, err := o.write(ctx, tx, IsPostgres(s.name))
		o.sent = o.sent || err == nil && wrote // the COMMIT comes next
		return err
	})
	if err == nil || !o.sent {
		return err
	}
	// A second try may have met the edition of the first one, which was committed meanwhile.
	there, wrong := s.hasOffer(o.id)
	switch {
	case wrong != nil:
		return fmt.Errorf("%w: %v, %v", ErrUncertain, err, wrong) // nobody may try again
	case there:
		return nil
	}
	return err
}

// offer is a change of shared files.
type offer struct {
	id       string
	editions []Edition
	sent     bool     // whether a COMMIT was sent
	written  []string // names of the files that the present try has written
}

// keptOffers is how many revisions the ids of offers are kept for.
const keptOffers = 10_000

// write writes the editions, and reports whether there was anything to write. The contents
// come first, so that nobody waits for the row with the revision while they are
// transferred. That row is locked until the end, so revisions become visible in their
// order.
func (o *offer) write(ctx context.Context, tx *sql.Tx, postgres bool) (wrote bool, err error) {
	o.written = nil
	if there, err := isThere(ctx, tx, o.id); err != nil || there { // an earlier try has succeeded
		return false, err
	}
	if postgres {
		if _, err := tx.ExecContext(ctx, "SELECT set_config('lock_timeout', '5s', true), set_config('idle_in_transaction_session_timeout', '2min', true)"); err != nil {
			return false, err
		}
	}
	for i, e := range o.editions {
		same, err := e.write(ctx, tx)
		if err != nil || same && i == 0 {
			return false, err
		}
		if !same {
			o.written = append(o.written, e.Name)
		}
	}
	if postgres { // a server that dies now holds up the others
		if _, err := tx.ExecContext(ctx, "SELECT set_config('idle_in_transaction_session_timeout', '10s', true)"); err != nil {
			return false, err
		}
	}
	return true, o.number(ctx, tx)
}

// write writes an edition, whose revision is not known yet. same reports that the file has
// this content already.
func (e Edition) write(ctx context.Context, tx *sql.Tx) (same bool, err error) {
	var now string
	err = tx.QueryRowContext(ctx, "SELECT sum FROM shared_files WHERE name = $1", e.Name).Scan(&now)
	switch {
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return false, err
	case now == e.Sum && (err == nil || e.Sum == ""):
		same = true
	}
	expected := now
	if e.Was != nil {
		expected = *e.Was
	}
	if same {
		return true, nil
	}
	if now != expected {
		return false, ownError{ErrOutdated}
	}
	content := e.Content
	if content == nil {
		content = []byte{}
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO shared_files (name, revision, sum, size, author, changed, content) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (name) DO UPDATE SET revision = excluded.revision, sum = excluded.sum, size = excluded.size,
		author = excluded.author, changed = excluded.changed, content = excluded.content WHERE shared_files.sum = $8`,
		e.Name, -1-mathrand.Int64N(1<<62), e.Sum, int64(len(content)), e.Author, e.Changed.Unix(), content, expected)
	if err != nil {
		return false, err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 { // another server was faster
		return false, errors.Join(err, ownError{ErrOutdated})
	}
	return false, nil
}

// number gives the editions their revisions, and notes the id of the offer.
func (o *offer) number(ctx context.Context, tx *sql.Tx) error {
	var revision int64
	for _, name := range o.written {
		err := tx.QueryRowContext(ctx, `INSERT INTO counters (name, last) VALUES ('files', 1)
			ON CONFLICT (name) DO UPDATE SET last = counters.last + 1 RETURNING last`).Scan(&revision)
		if err == nil {
			_, err = tx.ExecContext(ctx, "UPDATE shared_files SET revision = $1 WHERE name = $2 AND revision < 0", revision, name)
		}
		if err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM shared_offers WHERE revision < $1", revision-keptOffers); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO shared_offers (id, revision) VALUES ($1, $2)", o.id, revision)
	return err
}

// hasOffer reports whether an offer is there. It waits for a transaction that may still
// write it.
func (s *Store) hasOffer(id string) (there bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	err = s.transact(ctx, func(tx *sql.Tx) error {
		var last int64
		err := tx.QueryRowContext(ctx, "SELECT last FROM counters WHERE name = 'files'"+s.kind.forUpdate).Scan(&last)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		there, err = isThere(ctx, tx, id)
		return err
	})
	return there, err
}

// isThere reports whether an offer was committed.
func isThere(ctx context.Context, tx *sql.Tx, id string) (there bool, err error) {
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM shared_offers WHERE id = $1)", id).Scan(&there)
	return there, err
}

// FilesSize returns how many bytes all shared files have whose names begin with a prefix.
func (s *Store) FilesSize(ctx context.Context, prefix string) (size int64, err error) {
	err = s.db().read.QueryRowContext(ctx, "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM shared_files WHERE substr(name, 1, length($1)) = $1", prefix).Scan(&size)
	return size, s.readError(err)
}
