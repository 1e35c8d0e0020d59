package export

import (
	"context"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)

// job is a part of the export that can run beside others.
type job struct {
	size int // bytes to compress; 0 for short jobs
	work func() error
}

// run runs all jobs in order, as many at a time as there are cores, and gives them up. It
// stops at the first error, or when ctx is done.
func run(ctx context.Context, jobs []job, progress func(done, total int)) error {
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(runtime.GOMAXPROCS(0))
	var mu sync.Mutex // guards done and progress
	done := 0
	for i, job := range jobs {
		jobs[i].work = nil // what it holds is not needed once it is done
		workers.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := job.work(); err != nil || progress == nil {
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
