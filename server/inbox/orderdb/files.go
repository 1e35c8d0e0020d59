package orderdb

import (
	"context"
	"database/sql"
	"errors"
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
}

// ErrOutdated is returned by [Store.ShareFiles] if another server has shared a newer
// edition.
var ErrOutdated = errors.New("another server has shared a newer edition of the file")

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
// the error is [ErrOutdated]. The revisions of the editions do not matter.
func (s *Store) ShareFiles(ctx context.Context, was string, editions ...Edition) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		for i, e := range editions {
			var revision int64 // its row is locked until the end, so revisions become visible in their order
			err := tx.QueryRowContext(ctx, `INSERT INTO counters (name, last) VALUES ('files', 1)
				ON CONFLICT (name) DO UPDATE SET last = counters.last + 1 RETURNING last`).Scan(&revision)
			if err != nil {
				return err
			}
			var now string
			err = tx.QueryRowContext(ctx, "SELECT sum FROM shared_files WHERE name = $1", e.Name).Scan(&now)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			switch {
			case i == 0 && now == e.Sum: // a lost connection hid that the first try had succeeded
				return nil
			case i == 0 && now != was:
				return ownError{ErrOutdated}
			}
			content := e.Content
			if content == nil {
				content = []byte{}
			}
			_, err = tx.ExecContext(ctx, `INSERT INTO shared_files (name, revision, sum, size, author, changed, content) VALUES ($1, $2, $3, $4, $5, $6, $7)
				ON CONFLICT (name) DO UPDATE SET revision = excluded.revision, sum = excluded.sum, size = excluded.size,
				author = excluded.author, changed = excluded.changed, content = excluded.content`,
				e.Name, revision, e.Sum, int64(len(content)), e.Author, e.Changed.Unix(), content)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// FilesSize returns how many bytes all shared files have whose names begin with a prefix.
func (s *Store) FilesSize(ctx context.Context, prefix string) (size int64, err error) {
	err = s.db().read.QueryRowContext(ctx, "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM shared_files WHERE substr(name, 1, length($1)) = $1", prefix).Scan(&size)
	return size, s.readError(err)
}
