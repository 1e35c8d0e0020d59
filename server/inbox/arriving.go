package inbox

import (
	"context"
	"errors"
	"io"

	"golang.org/x/sync/semaphore"
)

// errBusy is returned when other bodies hold all the memory there is for bodies.
var errBusy = errors.New("too many bodies are under way")

// arriving is a request body that reserves memory as it arrives. Its announced
// length does not count: a body that stalls keeps no other one out.
type arriving struct {
	from   io.Reader
	ctx    context.Context
	memory *semaphore.Weighted

	read, held int64
}

// Read reserves memory if the body has used up what it holds, and waits for it.
func (b *arriving) Read(p []byte) (int, error) {
	if b.read >= b.held {
		wait, cancel := context.WithTimeout(b.ctx, turnTimeout)
		defer cancel()
		if b.memory.Acquire(wait, bodyStep) != nil {
			return 0, errBusy
		}
		b.held += bodyStep
	}
	n, err := b.from.Read(p[:min(int64(len(p)), b.held-b.read)])
	b.read += int64(n)
	return n, err
}

// release returns the memory.
func (b *arriving) release() { b.memory.Release(b.held) }
