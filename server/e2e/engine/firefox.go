package engine

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"time"
)

func findFirefox() (string, error) { return first(os.Getenv("FIREFOX"), "firefox-esr", "firefox") }

// preferences stop Firefox from connecting to services other than the tested server.
// They turn off the optimizing WebAssembly compiler, because it takes longer than it
// saves in a test. They let each window take keys as if it had the focus.
const preferences = `
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("datareporting.healthreport.uploadEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("extensions.update.enabled", false);
user_pref("browser.safebrowsing.update.enabled", false);
user_pref("dom.push.connection.enabled", false);
user_pref("javascript.options.wasm_optimizingjit", false);
user_pref("focusmanager.testmode", true);
`

// firefox is a running Firefox. Each of its profiles is a container.
type firefox struct {
	*bidi
	process *process
	folder  string

	mu      sync.Mutex
	onThrow map[string]func(message string) // by the id of the page
}

// exception matches the log entry of an uncaught exception. Firefox also logs other
// errors, such as a picture whose loading was aborted.
var exception = regexp.MustCompile(`^(\w*Error|uncaught exception): `)

// logged handles an entry of the browser's log. It reports exceptions to the profile of
// the page.
func (f *firefox) logged(_ string, entry json.RawMessage) {
	var e struct {
		Type, Text string
		Source     struct{ Context string }
	}
	if json.Unmarshal(entry, &e) != nil || e.Type != "javascript" || !exception.MatchString(e.Text) {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if onThrow := f.onThrow[e.Source.Context]; onThrow != nil {
		onThrow(e.Text)
	}
}

func startFirefox(ctx context.Context) (Browser, error) {
	path, err := findFirefox()
	if err != nil {
		return nil, err
	}
	return Retry(ctx, Patience, func(ctx context.Context) (Browser, error) {
		folder, err := os.MkdirTemp("", "firefox")
		if err != nil {
			return nil, err
		}
		f := &firefox{folder: folder, onThrow: map[string]func(string){}}
		if err := f.start(ctx, path); err != nil {
			f.Close()
			return nil, err
		}
		return f, nil
	})
}

func (f *firefox) start(ctx context.Context, path string) error {
	if err := os.WriteFile(filepath.Join(f.folder, "user.js"), []byte(preferences), 0o600); err != nil {
		return err
	}
	command := exec.Command(path, "--headless", "--no-remote", "--profile", f.folder, "--remote-debugging-port", "0")
	command.Env = append(os.Environ(), "MOZ_CRASHREPORTER_DISABLE=1", "HOME="+f.folder)
	var err error
	if f.process, err = run(command); err != nil {
		return err
	}
	address, err := f.address(ctx)
	if err != nil {
		return err
	}
	if f.bidi, err = dialBiDi(ctx, address+"/session", f.logged); err != nil {
		return err
	}
	return f.call(ctx, "session.subscribe", params{"events": []string{"log.entryAdded"}}, nil)
}

// address waits for the file in which Firefox publishes the address of its BiDi server.
func (f *firefox) address(ctx context.Context) (string, error) {
	for {
		var server struct {
			Host string `json:"ws_host"`
			Port int    `json:"ws_port"`
		}
		text, err := os.ReadFile(filepath.Join(f.folder, "WebDriverBiDiServer.json"))
		if err == nil && json.Unmarshal(text, &server) == nil && server.Port != 0 {
			return fmt.Sprintf("ws://%s:%d", server.Host, server.Port), nil
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-f.process.ended:
			return "", errors.New("the browser exited at start")
		case <-ctx.Done():
			return "", fmt.Errorf("no address from Firefox: %w", ctx.Err())
		}
	}
}

func (f *firefox) Version() string { return f.name }

func (f *firefox) Close() {
	if f.bidi != nil {
		f.call(context.Background(), "browser.close", params{}, nil)
		f.conn.CloseNow()
	}
	if f.process != nil {
		f.process.stop()
	}
	os.RemoveAll(f.folder)
}

// container is a profile in Firefox.
type container struct {
	*firefox
	id      string
	onThrow func(message string)
	pages   []string // ids
}

func (f *firefox) Profile(ctx context.Context, _ bool, onThrow func(message string)) (Profile, error) {
	var made struct{ UserContext string }
	err := f.call(ctx, "browser.createUserContext", params{}, &made)
	return &container{firefox: f, id: made.UserContext, onThrow: onThrow}, err
}

func (c *container) Close() {
	c.mu.Lock()
	for _, page := range c.pages {
		delete(c.firefox.onThrow, page)
	}
	c.mu.Unlock()
	c.call(context.Background(), "browser.removeUserContext", params{"userContext": c.id}, nil)
}

func (c *container) Open(ctx context.Context) (Page, error) {
	var made struct{ Context string }
	// A tab in the background would not paint, so each page has its own window.
	err := c.call(ctx, "browsingContext.create", params{"type": "window", "userContext": c.id}, &made)
	c.mu.Lock()
	c.firefox.onThrow[made.Context] = c.onThrow
	c.pages = append(c.pages, made.Context)
	c.mu.Unlock()
	return &firefoxPage{c.firefox, ctx, made.Context}, err
}

// firefoxPage is a window of Firefox.
type firefoxPage struct {
	*firefox
	ctx context.Context
	id  string
}

// do sends a command for the page.
func (p *firefoxPage) do(method string, with params, result any) error {
	with["context"] = p.id
	return p.call(p.ctx, method, with, result)
}

func (p *firefoxPage) Navigate(address string) error {
	return p.load("browsingContext.navigate", params{"url": address})
}

func (p *firefoxPage) Reload() error { return p.load("browsingContext.reload", params{}) }

// loadLimit is how long load waits for an answer.
const loadLimit = 30 * time.Second

// load sends a command that loads a document, and waits until it is parsed. Sometimes
// Firefox does not answer although the new document is there.
func (p *firefoxPage) load(method string, with params) error {
	start := time.Now()
	ctx, cancel := context.WithTimeout(p.ctx, loadLimit)
	defer cancel()
	with["context"], with["wait"] = p.id, "interactive"
	err := p.call(ctx, method, with, nil)
	if !errors.Is(err, context.DeadlineExceeded) || p.ctx.Err() != nil {
		return err
	}
	fresh := fmt.Sprintf("document.readyState !== 'loading' && performance.now() < %d", time.Since(start).Milliseconds())
	if parsed, failed := p.Evaluate(fresh); failed != nil || string(parsed) != "true" {
		return err
	}
	return nil
}

func (p *firefoxPage) Evaluate(expression string) ([]byte, error) {
	return p.evaluate(p.ctx, expression)
}

func (p *firefoxPage) Poll(expression string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(p.ctx, answerLimit)
	defer cancel()
	return p.evaluate(ctx, expression)
}

func (p *firefoxPage) evaluate(ctx context.Context, expression string) ([]byte, error) {
	var answer struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	err := p.call(ctx, "script.evaluate", params{
		"expression":   "(async () => JSON.stringify(await (" + expression + "\n)) ?? 'null')()",
		"awaitPromise": true, "target": params{"context": p.id}, "userActivation": false,
	}, &answer)
	if err == nil && answer.Type != "success" {
		err = errors.New(answer.ExceptionDetails.Text)
	}
	return []byte(answer.Result.Value), err
}

func (p *firefoxPage) Before(script string) error {
	return p.call(p.ctx, "script.addPreloadScript", params{
		"functionDeclaration": "() => {" + script + "\n}", "contexts": []string{p.id},
	}, nil)
}

func (p *firefoxPage) Click(x, y float64) error { return p.HoldClick(x, y, 0) }

func (p *firefoxPage) HoldClick(x, y float64, held time.Duration) error {
	return p.do("input.performActions", params{"actions": click(x, y, held)}, nil)
}

// Type brings the window to the front first. In a window behind another one, a field
// that loses the focus fires no change event.
func (p *firefoxPage) Type(keys string) error {
	if err := p.do("browsingContext.activate", params{}, nil); err != nil {
		return err
	}
	return p.do("input.performActions", params{"actions": strokes(keys)}, nil)
}

func (p *firefoxPage) Resize(width, height int) error {
	return p.do("browsingContext.setViewport", params{"viewport": params{"width": width, "height": height}}, nil)
}

func (p *firefoxPage) Screenshot() ([]byte, error) {
	var shot struct{ Data string }
	if err := p.do("browsingContext.captureScreenshot", params{}, &shot); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(shot.Data)
}

func (p *firefoxPage) Close() error {
	return p.do("browsingContext.close", params{}, nil)
}
