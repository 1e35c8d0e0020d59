package browsertest

import (
	"context"
	_ "embed"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"carrito/server/export"
)

// exports holds the folders that the demo shop was exported to, by the path that it is
// served under. Each export is made once for all stories.
var exports = struct {
	sync.Mutex
	folders map[string]string
}{folders: map[string]string{}}

// NginxConf is the configuration of nginx in the README.
//
//go:embed testdata/nginx.conf
var NginxConf string

// ExportedShop returns the root folder of a host with the demo shop under a path. It is
// in .cache, in a folder named after that of the running test, because the tests of
// several folders run at the same time. The next run replaces it.
func ExportedShop(t testing.TB, path string) string {
	t.Helper()
	exports.Lock()
	defer exports.Unlock()
	if folder, ok := exports.folders[path]; ok {
		return folder
	}
	running, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	host := Path(".cache/e2e/" + filepath.Base(running) + "/host" + strings.ReplaceAll(path, "/", "-"))
	_, err = export.Export(context.Background(), export.Options{
		Files: DemoFiles,
		Out:   host + path, Base: "https://shop.example" + path + "/", Precompress: true,
	})
	if err != nil {
		t.Fatalf("%v\nrun make build first", err)
	}
	exports.folders[path] = host
	return host
}

// Nginx serves the exported shop under a path, with the configuration in the README.
func Nginx(t testing.TB, path string) Host {
	t.Helper()
	address := freeAddress(t)
	modules, _ := filepath.Glob("/etc/nginx/modules-enabled/*brotli-static*")
	folder := t.TempDir()
	server := strings.NewReplacer("listen 80;", "listen "+address+";", "/srv/dist;", ExportedShop(t, path)+";",
		"error_page 404 /", "error_page 404 "+path+"/").Replace(NginxConf)
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
	return Host{"http://" + address + path, StartHost(t, address, "nginx", "-e", "stderr", "-c", folder+"/nginx.conf")}
}

// python serves the exported shop under a path with Python's own web server.
func python(t testing.TB, path string) Host {
	t.Helper()
	address := freeAddress(t)
	ip, port, _ := net.SplitHostPort(address)
	stop := StartHost(t, address, "python3", "-m", "http.server", port, "--bind", ip, "--directory", ExportedShop(t, path))
	return Host{"http://" + address + path, stop}
}

// freeAddress returns an address of this machine that no server uses.
func freeAddress(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// StartHost runs a web server until stop is called or the test ends. It returns once the
// server answers.
func StartHost(t testing.TB, address, command string, args ...string) (stop func()) {
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
	for begun := time.Now(); time.Since(begun) < Patience; time.Sleep(10 * time.Millisecond) {
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
