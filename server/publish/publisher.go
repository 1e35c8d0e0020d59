package publish

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// Publisher publishes one thing at a time. It is safe for concurrent use.
type Publisher struct {
	job Job
	ctx context.Context // of the server

	mu    sync.Mutex
	state State
}

// State is how far publishing is.
type State struct {
	Running     bool
	Done, Total int    // steps of the export
	Output      string // what was said so far
	Outcome     Outcome
}

// New returns a publisher whose commands end with ctx.
func New(ctx context.Context, job Job) *Publisher { return &Publisher{job: job, ctx: ctx} }

// Job returns what is published.
func (p *Publisher) Job() Job { return p.job }

// Start starts to publish, and reports false if that is under way already.
func (p *Publisher) Start() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state.Running {
		return false
	}
	p.state = State{Running: true}
	go func() {
		job := p.job
		job.Progress = func(done, total int) {
			p.mu.Lock()
			p.state.Done, p.state.Total = done, total
			p.mu.Unlock()
		}
		outcome := job.Run(p.ctx, writer{p})
		p.mu.Lock()
		p.state.Running, p.state.Outcome = false, outcome
		p.mu.Unlock()
	}()
	return true
}

// State returns how far it is.
func (p *Publisher) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state
}

// maxOutput is how much of what a command says is kept, in bytes: the end of it.
const maxOutput = 256 << 10

// writer takes what is said.
type writer struct{ *Publisher }

func (w writer) Write(text []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	output := w.state.Output + string(text)
	if len(output) > maxOutput {
		output = output[len(output)-maxOutput/2:]
	}
	w.state.Output = output
	return len(text), nil
}

// escapes are the sequences by which programs colour and move text on a terminal.
var escapes = regexp.MustCompile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[@-Z\\\\-_])")

// Plain returns output as text without what terminals would do with it.
func Plain(output string) string {
	output = escapes.ReplaceAllString(output, "")
	output = strings.ReplaceAll(output, "\r\n", "\n")
	output = strings.Map(func(c rune) rune {
		switch {
		case c == '\r':
			return '\n'
		case c < ' ' && c != '\n' && c != '\t' || c == utf8.RuneError || c == 0x7f:
			return -1
		}
		return c
	}, output)
	return output
}
