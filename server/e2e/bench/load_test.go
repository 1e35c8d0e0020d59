package bench_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// underLoad compares the shop's server, as built by make build, with Debian's nginx. Both
// run at the same time on the same machine, and answer wrk with the same bytes in Brotli,
// from precompressed files and without logging.
func underLoad(b *testing.B, t *table) {
	b.Helper()
	t.part("the server under load",
		"wrk with 32 connections over the loopback, 3 times 4 s each in turn, medians; wrk uses the same processors")
	for _, tool := range []string{"nginx", "wrk"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.row("not measured: install nginx, libnginx-mod-http-brotli-static and wrk")
			return
		}
	}
	shop := ownServer(b)
	home := string(get(b, shop+"/", "identity"))
	program := regexp.MustCompile(`/web/assets/app\.\w+\.wasm`).FindString(home)
	get(b, shop+program, "br") // fails if the program is not compressed yet
	folder := b.TempDir()
	for name, address := range map[string]string{"page.html": "/", "app.wasm": program} {
		for suffix, coding := range map[string]string{"": "identity", ".br": "br"} {
			if err := os.WriteFile(filepath.Join(folder, name+suffix), get(b, shop+address, coding), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	other := rival(b, folder)
	t.row("", "carrito", "nginx", "carrito : nginx", "target")
	for _, what := range []struct{ name, ours, theirs string }{
		{"page", shop + "/", other + "/page.html"},
		{"browser program", shop + program, other + "/app.wasm"},
	} {
		if ours, theirs := len(get(b, what.ours, "br")), len(get(b, what.theirs, "br")); ours != theirs {
			b.Fatalf("%s: got %d bytes from nginx, want %d as from the shop", what.name, theirs, ours)
		}
		var ours, theirs [2][]float64 // requests per second, p99 in ms
		for range 3 {
			for server, measured := range map[string]*[2][]float64{what.ours: &ours, what.theirs: &theirs} {
				perSecond, p99 := wrk(b, server)
				measured[0], measured[1] = append(measured[0], perSecond), append(measured[1], p99)
			}
		}
		t.row(what.name+", requests/s", thousands(int(median(ours[0]))), thousands(int(median(theirs[0]))),
			fmt.Sprintf("%.2f", median(ours[0])/median(theirs[0])), "≥ 0.8")
		t.row(what.name+", 99th percentile of latency", milliseconds(median(ours[1])), milliseconds(median(theirs[1])))
	}
}

// ownServer runs bin/carrito and returns its address.
func ownServer(b *testing.B) string {
	b.Helper()
	ctx, stop := context.WithCancel(context.Background())
	run := exec.CommandContext(ctx, "bin/carrito", "serve", "-addr", "127.0.0.1:0")
	run.Dir = browsertest.Path(".")
	out, err := run.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := run.Start(); err != nil {
		b.Fatalf("%v: run make build", err)
	}
	b.Cleanup(func() { stop(); run.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	base := strings.TrimSuffix(regexp.MustCompile(`http://\S+`).FindString(line), "/")
	if err != nil || base == "" {
		b.Fatalf("bin/carrito printed %q, want its address: %v", line, err)
	}
	time.Sleep(5 * time.Second) // the server reads its precompressed files
	return base
}

// rival starts nginx, configured for speed, with the files of a folder. It returns the
// address.
func rival(b *testing.B, folder string) string {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	modules, _ := filepath.Glob("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
	if len(modules) == 0 {
		b.Fatal("install libnginx-mod-http-brotli-static")
	}
	conf := filepath.Join(folder, "nginx.conf")
	os.WriteFile(conf, fmt.Appendf(nil, `load_module %s;
		daemon off; worker_processes auto; pid %[2]s/pid; error_log %[2]s/errors; worker_rlimit_nofile 4096;
		events { worker_connections 1024; }
		http {
			types { text/html html; application/wasm wasm; }
			access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=100;
			client_body_temp_path %[2]s/t1; proxy_temp_path %[2]s/t2; fastcgi_temp_path %[2]s/t3; uwsgi_temp_path %[2]s/t4; scgi_temp_path %[2]s/t5;
			server { listen %[3]s; root %[2]s; brotli_static on; add_header Cache-Control no-cache; }
		}`, modules[0], folder, address), 0o600)
	os.Chmod(filepath.Dir(folder), 0o755) // nginx's workers run as another user
	os.Chmod(folder, 0o755)
	browsertest.StartHost(b, address, "nginx", "-c", conf)
	return "http://" + address
}

var (
	wrkPerSecond = regexp.MustCompile(`Requests/sec:\s+([\d.]+)`)
	wrkP99       = regexp.MustCompile(`99%\s+([\d.]+)(us|ms|s)`)
)

// wrk returns the number of requests that a server answers in a second, and the 99th
// percentile of their latency in milliseconds.
func wrk(b *testing.B, address string) (perSecond, p99 float64) {
	b.Helper()
	out, err := exec.Command("wrk", "-t1", "-c32", "-d4s", "--latency", "-H", "Accept-Encoding: br", address).CombinedOutput()
	requests, late := wrkPerSecond.FindSubmatch(out), wrkP99.FindSubmatch(out)
	if err != nil || requests == nil || late == nil || strings.Contains(string(out), "Non-2xx") {
		b.Fatalf("wrk %s: %v\n%s", address, err, out)
	}
	perSecond, _ = strconv.ParseFloat(string(requests[1]), 64)
	p99, _ = strconv.ParseFloat(string(late[1]), 64)
	return perSecond, p99 * map[string]float64{"us": 1e-3, "ms": 1, "s": 1e3}[string(late[2])]
}

// inGo adds the results of the Go benchmarks of packages catalog and cart.
func inGo(b *testing.B, t *table) {
	b.Helper()
	t.part("Go, on this machine's own processor", "catalogue of 2,000 products, cart of 50 lines")
	out, err := exec.Command("go", "test", "-run", "^$", "-bench", ".", "carrito/app/catalog", "carrito/app/cart").CombinedOutput()
	if err != nil {
		b.Fatalf("go test: %v\n%s", err, out)
	}
	line := regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op`)
	suite := ""
	for text := range strings.Lines(string(out)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(text), "pkg: carrito/app/"); ok {
			suite = name
		}
		if found := line.FindStringSubmatch(text); found != nil {
			ns, _ := strconv.ParseFloat(found[2], 64)
			took := time.Duration(ns) * time.Nanosecond
			t.row(suite+"."+strings.ReplaceAll(found[1], "_", " "), took.Round(max(1, took/1000)))
		}
	}
}
