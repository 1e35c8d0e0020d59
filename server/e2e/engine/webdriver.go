package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
)

// webDriver is a WebDriver session over HTTP. A command acts on the current window of
// the session.
type webDriver struct {
	base    string // address of the session
	version string

	mu      sync.Mutex
	current string // handle of the current window
}

// newSession starts a session at the address of a driver.
func newSession(ctx context.Context, address string, capabilities params) (*webDriver, error) {
	d := &webDriver{base: address}
	var session struct {
		SessionID    string
		Capabilities struct{ BrowserName, BrowserVersion string }
	}
	if err := d.call(ctx, http.MethodPost, "/session", params{"capabilities": params{"alwaysMatch": capabilities}}, &session); err != nil {
		return nil, err
	}
	d.base += "/session/" + session.SessionID
	d.version = session.Capabilities.BrowserVersion
	return d, nil
}

// call sends a command and decodes its value, unless value is nil.
func (d *webDriver) call(ctx context.Context, method, path string, with params, value any) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var body bytes.Buffer
	if with != nil {
		if err := json.NewEncoder(&body).Encode(with); err != nil {
			return err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, d.base+path, &body)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if response.StatusCode != http.StatusOK {
		var fault struct{ Error, Message string }
		json.Unmarshal(answer.Value, &fault)
		return fmt.Errorf("%s: %s: %s", path, fault.Error, fault.Message)
	}
	if value == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, value)
}

// in makes a window the current one and sends a command.
func (d *webDriver) in(ctx context.Context, window, method, path string, with params, value any) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.current != window {
		if err := d.call(ctx, http.MethodPost, "/window", params{"handle": window}, nil); err != nil {
			return err
		}
		d.current = window
	}
	return d.call(ctx, method, path, with, value)
}
