package engine

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// miniPage is a window of a MiniBrowser.
type miniPage struct {
	profile *miniProfile
	ctx     context.Context
	window  string
	before  []string // scripts to run first in every document
}

func (p *miniPage) do(path string, with params, value any) error {
	return p.profile.in(p.ctx, p.window, http.MethodPost, path, with, value)
}

func (p *miniPage) Navigate(address string) error {
	return p.leave(address, func() error { return p.do("/url", params{"url": address}, nil) })
}

func (p *miniPage) Reload() error {
	return p.leave("", func() error { return p.do("/refresh", params{}, nil) })
}

// leave calls do, which navigates to an address, and waits until the document is parsed.
// An address that differs from the present one only in its fragment opens no new
// document. An empty address stands for a reload.
func (p *miniPage) leave(address string, do func() error) error {
	page, _, within := strings.Cut(address, "#")
	mark := "window.left = true"
	if within {
		mark = fmt.Sprintf("window.left = location.href.split('#')[0] !== %q", page)
	}
	if _, err := p.Evaluate(mark); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	var last string
	for begun := time.Now(); time.Since(begun) < limit; time.Sleep(10 * time.Millisecond) {
		// A page that is being left answers with an error.
		script := p.prelude() + "return window.left ? 'the old page is still open' : document.readyState"
		ctx, cancel := context.WithTimeout(p.ctx, answerLimit)
		err := p.profile.in(ctx, p.window, http.MethodPost, "/execute/sync", params{"script": script, "args": []any{}}, &last)
		cancel()
		if err == nil && (last == "interactive" || last == "complete") {
			return nil
		}
		if err != nil {
			last = err.Error()
		}
		if p.ctx.Err() != nil {
			return p.ctx.Err()
		}
	}
	return fmt.Errorf("%s: not loaded after %s: %s", address, limit, last)
}

func (p *miniPage) Before(script string) error {
	p.before = append(p.before, "{"+script+"\n}")
	return nil
}

// noteThrown is JavaScript that records uncaught exceptions in window.thrown.
const noteThrown = `
	if (!window.thrown) {
		window.thrown = [];
		addEventListener("error", e => e.error && thrown.push(String(e.error)));
		addEventListener("unhandledrejection", e => thrown.push(String(e.reason)));
	}`

// prelude returns JavaScript that runs the scripts of Before, each once per document.
func (p *miniPage) prelude() string {
	script := noteThrown
	for i, before := range p.before {
		script += fmt.Sprintf("if (!((window.ranBefore ??= 0) > %d)) { window.ranBefore++; %s }\n", i, before)
	}
	return script
}

func (p *miniPage) Evaluate(expression string) ([]byte, error) {
	return p.evaluate(p.ctx, expression)
}

func (p *miniPage) Poll(expression string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(p.ctx, answerLimit)
	defer cancel()
	return p.evaluate(ctx, expression)
}

func (p *miniPage) evaluate(ctx context.Context, expression string) ([]byte, error) {
	script := "const done = arguments[0];" + p.prelude()
	script += "(async () => JSON.stringify(await (" + expression + "\n)) ?? 'null')()" +
		".then(value => ({value}), reason => ({reason: String(reason)})).then(answer => done({...answer, thrown: thrown.splice(0)}))"
	var answer struct {
		Value, Reason string
		Thrown        []string
	}
	err := p.profile.in(ctx, p.window, http.MethodPost, "/execute/async", params{"script": script, "args": []any{}}, &answer)
	for _, message := range answer.Thrown {
		p.profile.onThrow(message)
	}
	if err == nil && answer.Value == "" {
		err = errors.New(answer.Reason)
	}
	return []byte(answer.Value), err
}

func (p *miniPage) Click(x, y float64) error { return p.HoldClick(x, y, 0) }

func (p *miniPage) HoldClick(x, y float64, held time.Duration) error {
	return p.do("/actions", params{"actions": click(x, y, held)}, nil)
}

func (p *miniPage) Type(keys string) error {
	return p.do("/actions", params{"actions": strokes(keys)}, nil)
}

func (p *miniPage) Resize(width, height int) error {
	for range 2 { // the window's frame may change with its size
		text, err := p.Evaluate("[outerWidth - innerWidth, outerHeight - innerHeight]")
		if err != nil {
			return err
		}
		var around [2]int
		if err := json.Unmarshal(text, &around); err != nil {
			return err
		}
		if err := p.do("/window/rect", params{"width": width + around[0], "height": height + around[1]}, nil); err != nil {
			return err
		}
	}
	return nil
}

func (p *miniPage) Screenshot() ([]byte, error) {
	if !p.profile.screenshots {
		return nil, errors.New("the profile was opened without screenshots")
	}
	var shot string
	if err := p.profile.in(p.ctx, p.window, http.MethodGet, "/screenshot", nil, &shot); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(shot)
}

// Close closes the window. The browser exits with its last window, so Close opens
// another one first, which the next call of Open returns.
func (p *miniPage) Close() error {
	var windows []string
	if err := p.profile.call(p.ctx, http.MethodGet, "/window/handles", nil, &windows); err != nil {
		return err
	}
	if len(windows) == 1 {
		next, err := p.profile.newWindow(p.ctx)
		if err != nil {
			return err
		}
		p.profile.mu.Lock()
		p.profile.first = next
		p.profile.mu.Unlock()
	}
	return p.profile.in(p.ctx, p.window, http.MethodDelete, "/window", nil, nil)
}
