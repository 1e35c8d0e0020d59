package engine

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

func findWebKit() (string, error) { return first("WebKitWebDriver") }

// webKit is a virtual screen for windows of WebKitGTK's MiniBrowser. Each profile is a
// separate MiniBrowser process.
type webKit struct {
	screen  *process
	display string
	browser string // the path of MiniBrowser
	version string
}

// miniBrowser returns the path of MiniBrowser, which Debian installs outside PATH.
func miniBrowser() (string, error) {
	paths, _ := filepath.Glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser")
	if len(paths) == 0 {
		return "", errors.New("no MiniBrowser in /usr/lib/*/webkit2gtk-4.*")
	}
	return paths[len(paths)-1], nil
}

func startWebKit(ctx context.Context) (Browser, error) {
	browser, err := miniBrowser()
	if err != nil {
		return nil, err
	}
	screen, display, err := startScreen(ctx)
	if err != nil {
		return nil, err
	}
	return &webKit{screen: screen, display: display, browser: browser}, nil
}

// startScreen starts an X server without a monitor and returns its display name.
func startScreen(ctx context.Context) (*process, string, error) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, "", err
	}
	defer reader.Close()
	command := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
	command.ExtraFiles = []*os.File{writer}
	screen, err := run(command)
	writer.Close()
	if err != nil {
		return nil, "", err
	}
	reader.SetReadDeadline(time.Now().Add(limit))
	number, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		screen.stop()
		return nil, "", fmt.Errorf("no display from Xvfb: %w", err)
	}
	return screen, ":" + strings.TrimSpace(number), nil
}

func (k *webKit) Version() string { return "WebKitGTK " + k.version }
func (k *webKit) Close()          { k.screen.stop() }

// miniProfile is a MiniBrowser and its driver.
type miniProfile struct {
	*webDriver
	driver      *process
	folder      string
	first       string // an open window that the next call of Open returns, if any
	screenshots bool   // whether screenshots can be taken
	onThrow     func(message string)
}

func (k *webKit) Profile(ctx context.Context, screenshots bool, onThrow func(message string)) (Profile, error) {
	folder, err := os.MkdirTemp("", "webkit")
	if err != nil {
		return nil, err
	}
	p := &miniProfile{folder: folder, screenshots: screenshots, onThrow: onThrow}
	if err := p.start(ctx, k); err != nil {
		p.Close()
		return nil, err
	}
	k.version = p.version
	return p, nil
}

func (p *miniProfile) start(ctx context.Context, k *webKit) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	command := exec.Command("WebKitWebDriver", "--port="+port)
	command.Env = append(os.Environ(), "DISPLAY="+k.display, "NO_AT_BRIDGE=1", "HOME="+p.folder,
		"XDG_DATA_HOME="+p.folder, "XDG_CACHE_HOME="+p.folder, "XDG_CONFIG_HOME="+p.folder)
	command.Env = append(command.Env, "JSC_useOMGJIT=0") // the optimizing compiler takes longer than it saves in a test
	if !p.screenshots {
		// Without a GPU the processor composites pages. Only screenshots need that.
		command.Env = append(command.Env, "WEBKIT_DISABLE_COMPOSITING_MODE=1")
	}
	if p.driver, err = run(command); err != nil {
		return err
	}
	address := "http://127.0.0.1:" + port
	if err := p.await(ctx, address+"/status"); err != nil {
		return err
	}
	p.webDriver, err = newSession(ctx, address, params{
		"pageLoadStrategy": "none", // with "eager" a command sometimes waits for ever
		"webkitgtk:browserOptions": params{
			"binary": k.browser, "args": []string{"--automation"},
		},
	})
	if err != nil {
		return err
	}
	return p.call(ctx, http.MethodGet, "/window", nil, &p.first)
}

// freePort returns a free TCP port.
func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, err
}

// await waits until the driver answers at an address.
func (p *miniProfile) await(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		response, err := http.Get(address)
		if err == nil {
			return response.Body.Close()
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-p.driver.ended:
			return errors.New("WebKitWebDriver exited at start")
		case <-ctx.Done():
			return fmt.Errorf("WebKitWebDriver does not answer: %w", err)
		}
	}
}

func (p *miniProfile) Close() {
	if p.webDriver != nil {
		p.call(context.Background(), http.MethodDelete, "", nil, nil)
	}
	if p.driver != nil {
		p.driver.stop()
	}
	os.RemoveAll(p.folder)
}

func (p *miniProfile) Open(ctx context.Context) (Page, error) {
	p.mu.Lock()
	page := &miniPage{profile: p, ctx: ctx, window: p.first}
	p.first = ""
	p.mu.Unlock()
	if page.window != "" {
		return page, nil
	}
	var err error
	page.window, err = p.newWindow(ctx)
	return page, err
}

func (p *miniProfile) newWindow(ctx context.Context) (string, error) {
	var windows []string
	if err := p.call(ctx, http.MethodGet, "/window/handles", nil, &windows); err != nil {
		return "", err
	}
	var made struct{ Handle string }
	// The command needs an open window. That of the last command may be closed.
	err := p.in(ctx, windows[0], http.MethodPost, "/window/new", params{"type": "window"}, &made)
	return made.Handle, err
}

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

// answerLimit is the timeout of a command during a navigation. The answer of a page that
// is being left sometimes never arrives.
const answerLimit = 5 * time.Second

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
	script := "const done = arguments[0];" + p.prelude()
	script += "(async () => JSON.stringify(await (" + expression + "\n)) ?? 'null')()" +
		".then(value => ({value}), reason => ({reason: String(reason)})).then(answer => done({...answer, thrown: thrown.splice(0)}))"
	var answer struct {
		Value, Reason string
		Thrown        []string
	}
	err := p.do("/execute/async", params{"script": script, "args": []any{}}, &answer)
	for _, message := range answer.Thrown {
		p.profile.onThrow(message)
	}
	if err == nil && answer.Value == "" {
		err = errors.New(answer.Reason)
	}
	return []byte(answer.Value), err
}

func (p *miniPage) Click(x, y float64) error {
	return p.do("/actions", params{"actions": click(x, y)}, nil)
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
