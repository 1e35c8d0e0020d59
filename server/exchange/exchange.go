// Package exchange puts a new folder in the place of an old one.
package exchange

import (
	"errors"
	"os"
)

// byRename exchanges two folders in three steps. Between the first two
// steps b does not exist for a moment.
func byRename(a, b string) error {
	aside := a + "-before"
	if err := os.Rename(b, aside); err != nil {
		return err
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Rename(aside, b))
	}
	return os.Rename(aside, a)
}
