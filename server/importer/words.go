package importer

import (
	"errors"
	"fmt"
)

var words = loadNames("words.txt")

var errNotPublished = errors.New("is not published")

// published reports whether a cell says that a product is to be seen. An empty
// one does. A word that nobody knows is an error, never a yes.
func (j *job) published(r row, column string) error {
	text := r.get(column)
	switch {
	case text == "", words.has(text, "yes"), words.has(text, "published"):
		return nil
	case words.has(text, "no"), words.has(text, "unpublished"):
		return errNotPublished
	}
	return j.unknown(column, text, "yes nor no")
}

// unknown is the error of a cell with a word that is none of those its column
// may have.
func (j *job) unknown(column, text, neither string) error {
	return fmt.Errorf("says %q under %s, which is neither %s", text, j.header.name(column), neither)
}
