package e2e

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"carrito/server/export"
	"carrito/server/site"
)

// place is one of the ways to serve the demo shop.
type place struct {
	name      string
	serve     func(t testing.TB) host
	plain     bool // serves plain files, without the shop's server
	fallsBack bool // answers with the shop's own page if a file is missing
}

// host is a running server.
type host struct {
	base string // address of the shop
	stop func() // stops the server and closes all connections
}

// places returns the places that this machine can test. CI can test all of them.
func places(t testing.TB) []place {
	all := []place{{name: "our server", serve: func(t testing.TB) host {
		m := start(t, newDemo(t))
		return host{m.base(), m.stop}
	}, fallsBack: true}}
	if found(t, "nginx") {
		all = append(all,
			place{"nginx", func(t testing.TB) host { return nginx(t, "") }, true, true},
			place{"nginx under a path", func(t testing.TB) host { return nginx(t, "/shop") }, true, true})
	}
	return all
}

// withBarestHost adds a static host without compression and error pages.
func withBarestHost(t testing.TB, all []place) []place {
	if found(t, "python3") {
		all = append(all, place{"python under a path", func(t testing.TB) host { return python(t, "/shop") }, true, false})
	}
	return all
}

// found reports whether a command is installed. In CI, it fails the test if not.
func found(t testing.TB, command string) bool {
	t.Helper()
	_, err := exec.LookPath(command)
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("no %s: CI must test the exported shop with it", command)
	}
	if err != nil {
		t.Logf("no %s: the exported shop is not tested with it; install the package %[1]s", command)
	}
	return err == nil
}

// everywhere runs a story in every engine, at the shop's server and at a static host,
// each time in a new browser. The differences between static hosts are tested in
// files_test.go and offline_test.go.
func everywhere(t *testing.T, story func(t *testing.T, tab *tab, at place)) {
	t.Helper()
	everywhereOf(t, ends(t), story)
}

// everywhereOnDesktop is like everywhere, but in the desktop Chromium, for stories that
// go back in the history.
func everywhereOnDesktop(t *testing.T, story func(t *testing.T, tab *tab, at place)) {
	t.Helper()
	inEngines(t, onDesktop(func(t *testing.T, s shopper) { s.at(t, s.of(ends(t)), story) }))
}

// ends returns the first and the last place: the shop's server and a static host.
func ends(t *testing.T) []place {
	t.Helper()
	all := places(t)
	return []place{all[0], all[len(all)-1]}
}

// everywhereOf is like everywhere, but at the given places.
func everywhereOf(t *testing.T, places []place, story func(t *testing.T, tab *tab, at place)) {
	t.Helper()
	inEngines(t, func(t *testing.T, s shopper) { s.at(t, s.of(places), story) })
}

// at runs a story at the given places in Chromium.
func at(t *testing.T, places []place, story func(t *testing.T, tab *tab, at place)) {
	t.Helper()
	chromiums.at(t, places, story)
}

// at runs a story at the given places, each time in a new browser.
func (s shopper) at(t *testing.T, places []place, story func(t *testing.T, tab *tab, at place)) {
	t.Helper()
	for _, at := range places {
		t.Run(at.name, func(t *testing.T) {
			t.Helper()
			story(t, s.newBrowser(t).open(at.serve(t).base), at)
		})
	}
}

// exports holds the folders that the demo shop was exported to, by the path that it is
// served under. Each export is made once for all stories.
var exports = struct {
	sync.Mutex
	folders map[string]string
}{folders: map[string]string{}}

// exported returns the root folder of a host with the demo shop under a path. The folder
// is in .cache, and the next run replaces it.
func exported(t testing.TB, path string) string {
	t.Helper()
	exports.Lock()
	defer exports.Unlock()
	if folder, ok := exports.folders[path]; ok {
		return folder
	}
	host, err := filepath.Abs("../../.cache/e2e/host" + strings.ReplaceAll(path, "/", "-"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = export.Export(context.Background(), export.Options{
		Files: site.Files{Shop: web + "/shop.json", Products: web + "/products.json", Web: web},
		Out:   host + path, Base: "https://shop.example" + path + "/", Precompress: true,
	})
	if err != nil {
		t.Fatalf("%v\nrun make build first", err)
	}
	exports.folders[path] = host
	return host
}

// nginx serves the exported shop under a path, with the configuration in the README.
func nginx(t testing.TB, path string) host {
	t.Helper()
	data, err := os.ReadFile("testdata/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	address := freeAddress(t)
	modules, _ := filepath.Glob("/etc/nginx/modules-enabled/*brotli-static*")
	folder := t.TempDir()
	server := strings.NewReplacer("listen 80;", "listen "+address+";", "/srv/dist;", exported(t, path)+";",
		"error_page 404 /", "error_page 404 "+path+"/").Replace(string(data))
	conf := "daemon off; pid " + folder + "/pid; error_log stderr; include /etc/nginx/modules-enabled/*.conf;\n"
	if len(modules) == 0 {
		server = strings.ReplaceAll(server, "brotli_static", "# brotli_static")
	}
	if os.Getuid() == 0 {
		conf += "user root;\n" // the test's folder is private to its user
	}
	conf += "events {}\nhttp {\ninclude /etc/nginx/mime.types; access_log off;\n"
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		conf += kind + "_temp_path " + folder + "/" + kind + ";\n"
	}
	if err := os.WriteFile(folder+"/nginx.conf", []byte(conf+server+"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return host{"http://" + address + path, startHost(t, address, "nginx", "-e", "stderr", "-c", folder+"/nginx.conf")}
}

// python serves the exported shop under a path with Python's own web server.
func python(t testing.TB, path string) host {
	t.Helper()
	address := freeAddress(t)
	ip, port, _ := net.SplitHostPort(address)
	stop := startHost(t, address, "python3", "-m", "http.server", port, "--bind", ip, "--directory", exported(t, path))
	return host{"http://" + address + path, stop}
}

func freeAddress(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// startHost runs a web server until stop is called or the test ends. It returns once the
// server answers.
func startHost(t testing.TB, address, command string, args ...string) (stop func()) {
	t.Helper()
	var stderr strings.Builder
	server := exec.Command(command, args...)
	server.Stderr = &stderr
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		server.Wait()
		close(ended)
	}()
	stop = func() {
		server.Process.Signal(syscall.SIGTERM) // processes started in the background may ignore interrupts
		<-ended
	}
	t.Cleanup(func() {
		stop()
		if t.Failed() {
			t.Logf("%s wrote: %s", command, stderr.String())
		}
	})
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(10 * time.Millisecond) {
		if response, err := http.Get("http://" + address + "/"); err == nil {
			response.Body.Close()
			return stop
		}
		select {
		case <-ended:
			t.Fatalf("%s exited at start", command)
		default:
		}
	}
	t.Fatalf("%s never answered at %s", command, address)
	return nil
}

// awaitAt waits until the tab is at a path and query, relative to the shop's address. A
// slash at the end of the path makes no difference.
func (tab *tab) awaitAt(path string) {
	tab.t.Helper()
	base, err := url.Parse(tab.base)
	if err != nil {
		tab.t.Fatal(err)
	}
	path, query, asks := strings.Cut(path, "?")
	want := "/" + strings.Trim(base.Path+path, "/")
	if asks {
		want += "?" + query
	}
	tab.await(fmt.Sprintf(`location.pathname.replace(/(.)\/$/, "$1") + location.search === %q`, want))
}
