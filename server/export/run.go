package export

import (
	"context"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)

// job is a part of the export that can be done beside others.
type job struct {
	size int // bytes to compress, of what takes long
	do   func() error
}

// run does all jobs, in their order, as many at a time as there are cores. It
// stops at the first error, or where ctx ends.
func run(ctx context.Context, jobs []job, progress func(done, total int)) error {
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(runtime.GOMAXPROCS(0))
	var mu sync.Mutex // of done and progress
	done := 0
	for _, job := range jobs {
		workers.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := job.do(); err != nil || progress == nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			done++
			progress(done, len(jobs))
			return nil
		})
	}
	return workers.Wait()
}
