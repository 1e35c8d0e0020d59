// Package engine drives browsers for the end-to-end tests: Chromium over its DevTools
// protocol, Firefox over WebDriver BiDi, and WebKit over WebDriver. A test that uses
// [Page] runs in all of them.
package engine

import (
	"context"
	"fmt"
	"os/exec"
	"time"
)

// A Browser is a running browser. Its profiles are isolated from each other.
type Browser interface {
	// Version returns the name and version of the browser. It is valid after the first
	// call of Profile.
	Version() string
	// Profile opens an empty profile. It calls onThrow for each uncaught exception in
	// a page of the profile, until the profile is closed. WebKit reports an exception
	// only when the next expression is evaluated in the page.
	//
	// Screenshots work only if screenshots is true. WebKit needs twice the processor
	// time then.
	Profile(ctx context.Context, screenshots bool, onThrow func(message string)) (Profile, error)
	// Close stops the browser and waits until its processes have ended.
	Close()
}

// A Profile is a browser as its user sees it: its windows share cookies, storage and
// service workers.
type Profile interface {
	// Open opens an empty window. Its commands fail once ctx is done.
	Open(ctx context.Context) (Page, error)
	// Close closes all windows and deletes their stored data.
	Close()
}

// A Page is one window of a profile.
type Page interface {
	// Navigate opens an address and waits until the document is parsed.
	Navigate(address string) error
	// Reload loads the page again and waits until the document is parsed.
	Reload() error
	// Evaluate returns the value of a JavaScript expression as JSON. If the value is a
	// promise, Evaluate waits for it. A value without a JSON form is null.
	Evaluate(expression string) ([]byte, error)
	// Poll is Evaluate for an expression that is asked again and again, until a
	// navigation is over for example. It fails after a few seconds without an answer.
	Poll(expression string) ([]byte, error)
	// Before runs a script in every document opened later, before the scripts of the
	// document. WebKit runs it late, when the first expression is evaluated there.
	Before(script string) error
	// Click clicks a point of the viewport with the mouse.
	Click(x, y float64) error
	// HoldClick is Click with the button held for a time, as by a hand.
	HoldClick(x, y float64, held time.Duration) error
	// Type presses the key of each character in sequence. "\t" is Tab and "\r" is
	// Enter.
	Type(keys string) error
	// Resize sets the size of the viewport in CSS pixels.
	Resize(width, height int) error
	// Screenshot returns a picture of the viewport as PNG.
	Screenshot() ([]byte, error)
	// Close closes the window.
	Close() error
}

// An Engine is a browser that can be started.
type Engine struct {
	Name    string
	Package string // Debian package
	// Start starts the browser without a visible window.
	Start func(ctx context.Context) (Browser, error)
	// Find returns the path of the browser, or an error if it is not installed.
	Find func() (string, error)
}

// Firefox and WebKit are the engines other than Chromium.
var (
	Firefox = Engine{"Firefox", "firefox-esr", startFirefox, findFirefox}
	WebKit  = Engine{"WebKit", "webkit2gtk-driver", startWebKit, findWebKit}
)

// first returns the path of the first of the commands that is installed. It skips
// empty names.
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

// answerLimit is the timeout of an evaluation by Poll, and of one during a navigation.
// WebKit sometimes never answers for a page that is being left.
const answerLimit = 5 * time.Second

// limit is the timeout of a command. Only a browser that hangs reaches it.
const limit = 2 * time.Minute
