package browsertest

import (
	_ "embed"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// NginxConf is the configuration of nginx in the README.
//
//go:embed testdata/nginx.conf
var NginxConf string

// Nginx serves the exported demo shop under a path, with the configuration in the README.
func Nginx(t testing.TB, path string) Host {
	t.Helper()
	return nginx(t, path, ExportedShop(t, path))
}

// NginxWith is like [Nginx], with another catalogue and without precompressed files.
func NginxWith(t testing.TB, path, products string) Host {
	t.Helper()
	return nginx(t, path, exportedWith(t, path, products))
}

// nginx serves a folder that has a shop under a path.
func nginx(t testing.TB, path, root string) Host {
	t.Helper()
	address := freeAddress(t)
	modules, _ := filepath.Glob("/etc/nginx/modules-enabled/*brotli-static*")
	folder := t.TempDir()
	server := strings.NewReplacer("listen 80;", "listen "+address+";", "/srv/dist;", root+";",
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
