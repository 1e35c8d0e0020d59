package inbox

import (
	"context"
	"errors"
	"io"

	"golang.org/x/sync/semaphore"
)

// errBusy refuses a body where the bodies under way take all memory there is for
// them.
var errBusy = errors.New("too many bodies are under way")

// arriving is a body that takes memory for what has arrived of it. What it says
// that will come counts for nothing: a body that hardly comes keeps no other out.
type arriving struct {
	from   io.Reader
	ctx    context.Context
	memory *semaphore.Weighted

	read, held int64
}

// Read waits for memory where what has arrived takes all that it holds.
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

// release gives the memory back.
func (b *arriving) release() { b.memory.Release(b.held) }
