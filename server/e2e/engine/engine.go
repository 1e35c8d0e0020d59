// Package engine drives the browsers in which the shop's stories are told: Chromium
// over its DevTools protocol, Firefox over WebDriver BiDi and WebKit over WebDriver.
// A story written against [Page] runs in all of them.
package engine

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// A Browser is a running browser. Its profiles share nothing.
type Browser interface {
	// Version returns the browser's name and version, once it has a profile.
	Version() string
	// Profile opens an empty profile. It calls thrown with what a page of the
	// profile throws and does not catch, until the profile is closed. WebKit tells
	// that with the next expression that is evaluated in the page.
	//
	// Of a profile that is seen, pictures can be taken. One that is not takes half
	// the processor's time in WebKit.
	Profile(ctx context.Context, seen bool, thrown func(message string)) (Profile, error)
	// Close ends the browser, and returns once all its processes are gone.
	Close()
}

// A Profile is what a shopper calls a browser: its windows share cookies, storage
// and service workers.
type Profile interface {
	// Open opens a window that shows nothing yet. Commands to it fail once ctx is
	// done.
	Open(ctx context.Context) (Page, error)
	// Close closes all windows and forgets what they have stored.
	Close()
}

// A Page is one window of a profile.
type Page interface {
	// Navigate opens an address, and returns once the page is read.
	Navigate(address string) error
	// Reload loads the page again, and returns once it is read.
	Reload() error
	// Evaluate returns the value of a JavaScript expression as JSON. It waits for a
	// promise. A value that JSON does not know is null.
	Evaluate(expression string) ([]byte, error)
	// Before runs a script in every document to come before any of its own. WebKit
	// runs the script late: with the first expression that is evaluated there.
	Before(script string) error
	// Click clicks with the mouse on a point of the viewport.
	Click(x, y float64) error
	// Type presses the key of each character, one after the other: "\t" is Tab,
	// "\r" is Enter.
	Type(keys string) error
	// Resize sets the size of the viewport in CSS pixels.
	Resize(width, height int) error
	// Screenshot returns a picture of the viewport as PNG, in a profile that is seen.
	Screenshot() ([]byte, error)
	// Close closes the window as its shopper does.
	Close() error
}

// An Engine is a browser that can be started.
type Engine struct {
	Name    string
	Package string // of Debian
	// Start starts the browser without a visible window.
	Start func(ctx context.Context) (Browser, error)
	// Find returns the path of the browser.
	Find func() (string, error)
}

// Firefox and WebKit are the engines beside Chromium.
var (
	Firefox = Engine{"Firefox", "firefox-esr", startFirefox, findFirefox}
	WebKit  = Engine{"WebKit", "webkit2gtk-driver", startWebKit, findWebKit}
)

// first returns the path of the first command that there is. Empty names are
// left out.
func first(commands ...string) (string, error) {
	for _, command := range commands {
		if command == "" {
			continue
		}
		if path, err := exec.LookPath(command); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("none of %q: %w", commands, exec.ErrNotFound)
}

// limit is how long a command may take. Only a browser that hangs takes so long.
const limit = 2 * time.Minute

// process is a program that the browser is, or needs.
type process struct {
	*exec.Cmd
	ended chan struct{} // closed once it has ended
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

// stop asks the program to end, and makes it after five seconds.
func (p *process) stop() {
	p.Process.Signal(os.Interrupt)
	select {
	case <-p.ended:
	case <-time.After(5 * time.Second):
		p.Process.Kill()
		<-p.ended
	}
}
