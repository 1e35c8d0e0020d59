package bench_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest/large"
)

// serverCost is what a server costs, in seconds and bytes.
type serverCost struct {
	start, reload float64 // until it answers, and until it shows a changed price
	memory, peak  float64 // when all is compressed; the peak until then
	after, most   float64 // when all is compressed after a reload; the peak until then
}

// served adds the start, the memory and the reload of servers of several sizes.
func served(b *testing.B, t *table, sizes []int) {
	b.Helper()
	t.part("the server of large shops", "bin/carrito with its inbox; memory is what the system counts once everything is compressed; a reload begins when the file is renamed, and the server looks every tenth of a second")
	t.row("", "start, s", "memory, MB", "peak until then, MB", "reload after one price changed, s", "memory afterwards, MB", "peak until then, MB", "target")
	for _, n := range sizes {
		c := serve(b, large.Products(n))
		targets := map[int]string{10_000: "≤ 2 s, 200 MB, 1 s", 100_000: "≤ 15 s, 900 MB, 5 s"}
		t.row(thousands(n)+" products", fmt.Sprintf("%.1f", c.start), fmt.Sprintf("%.0f", c.memory/1e6), fmt.Sprintf("%.0f", c.peak/1e6),
			fmt.Sprintf("%.1f", c.reload), fmt.Sprintf("%.0f", c.after/1e6), fmt.Sprintf("%.0f", c.most/1e6), targets[n])
	}
}

// serve runs the server with the products and returns what it costs.
func serve(b *testing.B, products []byte) (c serverCost) {
	b.Helper()
	path, file := plainProduct(b, products), productsFile(b, products)
	folder := b.TempDir()
	address := "127.0.0.1:" + freePort(b)
	run := exec.Command(browsertest.Path("bin/carrito"), "serve", "-addr", address, "-products", file, "-shop", browsertest.Web+"/shop.json",
		"-web", browsertest.Web, "-database", filepath.Join(folder, "orders.db"))
	start := time.Now()
	if err := run.Start(); err != nil {
		b.Fatalf("%v: run make build", err)
	}
	defer func() {
		run.Process.Signal(os.Interrupt)
		run.Wait()
	}()
	page := "http://" + address + path
	c.start = until(b, start, func() bool { return read(page) != "" })
	idle(b, run.Process.Pid)
	c.memory, c.peak = status(b, run.Process.Pid, "VmRSS"), status(b, run.Process.Pid, "VmHWM")

	id := strings.TrimPrefix(path, "/producto/")
	changed := regexp.MustCompile(`("id":`+id+`,.*?"price":")[^"]*`).ReplaceAll(products, []byte("${1}12345.60"))
	changed = regexp.MustCompile(`("id":`+id+`,.*?"price":"12345.60"),"compareAtPrice":"[^"]*"`).ReplaceAll(changed, []byte("$1"))
	browsertest.WriteFile(b, file+".new", string(changed))
	if err := os.Rename(file+".new", file); err != nil {
		b.Fatal(err)
	}
	c.reload = until(b, time.Now(), func() bool { return strings.Contains(read(page), "12345.60") })
	idle(b, run.Process.Pid)
	c.after, c.most = status(b, run.Process.Pid, "VmRSS"), status(b, run.Process.Pid, "VmHWM")
	return c
}

// freePort returns a port that nothing uses.
func freePort(b *testing.B) string {
	b.Helper()
	base := browsertest.Listen(b, http.NotFoundHandler())
	port, err := strconv.Atoi(base[strings.LastIndexByte(base, ':')+1:])
	if err != nil {
		b.Fatal(err)
	}
	return strconv.Itoa(port + 1)
}

// read returns a page, or nothing if the server does not answer with one.
func read(page string) string {
	response, err := http.Get(page)
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return ""
	}
	return string(content)
}

// until returns the seconds from a time until a condition holds.
func until(b *testing.B, start time.Time, holds func() bool) float64 {
	b.Helper()
	for !holds() {
		if time.Since(start) > 5*time.Minute {
			b.Fatal("the server took more than five minutes")
		}
		time.Sleep(20 * time.Millisecond)
	}
	return time.Since(start).Seconds()
}

// idle waits until a process has used almost no processor time for three seconds.
func idle(b *testing.B, pid int) {
	b.Helper()
	var used []int
	until(b, time.Now(), func() bool {
		time.Sleep(time.Second)
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			b.Fatal(err)
		}
		fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')'):]))
		user, _ := strconv.Atoi(fields[12]) // in hundredths of a second
		system, _ := strconv.Atoi(fields[13])
		used = append(used, user+system)
		return len(used) > 3 && used[len(used)-1]-used[len(used)-4] < 10
	})
}

// status returns a figure of a process that Linux counts, in bytes.
func status(b *testing.B, pid int, name string) float64 {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	found := regexp.MustCompile(name + `:\s+(\d+) kB`).FindSubmatch(text)
	if found == nil {
		b.Fatalf("Linux counts no %s", name)
	}
	kilobytes, _ := strconv.Atoi(string(found[1]))
	return float64(kilobytes) * 1024
}
