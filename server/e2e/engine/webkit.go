package engine

import (
	"bufio"
	"context"
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
	// patience is the time that one start of MiniBrowser may take.
	patience time.Duration
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
	return &webKit{screen: screen, display: display, browser: browser, patience: Patience}, nil
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
	return Retry(ctx, k.patience, func(ctx context.Context) (Profile, error) {
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
	})
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
