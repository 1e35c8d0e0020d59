package orderdb

import "fmt"

// LimitPages lets the file of SQLite grow by so many pages at most, as if its disk
// were full then.
func (s *Store) LimitPages(pages int) error {
	var now int
	if err := s.db().write.QueryRow("PRAGMA page_count").Scan(&now); err != nil {
		return err
	}
	_, err := s.db().write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", now+pages))
	return err
}
