package importcli

import (
	"context"
	"errors"
	"time"
)

// lockPatience is how long an import waits for another one to end.
const lockPatience = 2 * time.Minute

var errLocked = errors.New("another import into the same folder has not ended: try again later")

// lock locks a folder against other imports, until unlock is called or the process ends
// in any way. If another import holds the lock, lock waits. A file system without locks
// locks nothing.
func lock(ctx context.Context, folder string) (unlock func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	for {
		unlock, held := tryLock(folder)
		if !held {
			return unlock, nil
		}
		select {
		case <-ctx.Done():
			return nil, errLocked
		case <-time.After(50 * time.Millisecond):
		}
	}
}
