package importer

import (
	"errors"
	"fmt"
)

var words = loadNames("words.txt")

var errNotPublished = errors.New("is not published")

// published returns nil if the cell of column says that the product is public, and an
// error otherwise. An empty cell means public. An unknown word is an error, never a
// yes.
func (j *job) published(r row, column string) error {
	text := r.get(column)
	switch {
	case text == "", words.has(text, "yes"), words.has(text, "published"):
		return nil
	case words.has(text, "no"), words.has(text, "unpublished"):
		return errNotPublished
	}
	return j.unknownWord(column, text, "yes nor no")
}

// unknownWord returns the error for a cell with a word that its column may not have.
func (j *job) unknownWord(column, text, neither string) error {
	return fmt.Errorf("says %q under %s, which is neither %s", text, j.header.name(column), neither)
}
