package orderdb

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// A database that cannot be written, usually because its disk is full, refuses every
// order. [Store.Watch] tries to write until that succeeds, so that the fault ends
// even if no order comes.

// ErrUnwritten is the [Store.Fault] of a database that cannot be written.
var ErrUnwritten = errors.New("the database cannot be written")

func unwritten(err error) error { return fmt.Errorf("%w: %w", ErrUnwritten, err) }

// tryWriting writes as much as a large order to the database and deletes it again.
// It does nothing if there is no fault.
func (s *Store) tryWriting(ctx context.Context) {
	if s.unwritten.get() == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	const trial = "trial of writing"
	err := s.SetSetting(ctx, trial, strings.Repeat(trial, 4<<10))
	if err == nil {
		err = s.SetSetting(ctx, trial, "")
	}
	if err == nil {
		s.setUnwritten(nil)
	}
}

func (s *Store) setUnwritten(err error) { s.set(&s.unwritten, err) }
