package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// Patience is the time that one start of a browser may take. On an idle machine a start
// takes two seconds.
const Patience = 40 * time.Second

// attempts is how often a browser is started before its test fails.
const attempts = 3

// Retry starts a browser, and starts it again if it exits or hangs. WebKitWebDriver, for
// example, chooses a port for its browser that another program may take first. The
// context of an attempt ends after the given time. Only commands of the start may use it.
func Retry[B any](ctx context.Context, patience time.Duration, start func(context.Context) (B, error)) (B, error) {
	var failures []error
	for range attempts {
		once, cancel := context.WithTimeout(ctx, patience)
		browser, err := start(once)
		cancel()
		if err == nil {
			return browser, nil
		}
		failures = append(failures, err)
	}
	var none B
	return none, fmt.Errorf("a browser failed to start %d times: %w", attempts, errors.Join(failures...))
}

// process is a running program: a browser, or a program that it needs.
type process struct {
	*exec.Cmd
	ended chan struct{} // closed when the program ends
}

// run starts a program.
func run(command *exec.Cmd) (*process, error) {
	if err := command.Start(); err != nil {
		return nil, err
	}
	p := &process{command, make(chan struct{})}
	go func() {
		command.Wait()
		close(p.ended)
	}()
	return p, nil
}

// stop interrupts the program, and kills it if it still runs after five seconds.
func (p *process) stop() {
	p.Process.Signal(os.Interrupt)
	select {
	case <-p.ended:
	case <-time.After(5 * time.Second):
		p.Process.Kill()
		<-p.ended
	}
}
