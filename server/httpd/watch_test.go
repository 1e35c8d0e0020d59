package httpd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/site"
)

// eventually waits until the condition holds, and fails where it never does.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if condition() {
			return
		}
	}
	t.Fatalf("got no %s, want it", what)
}

// watch keeps the handler at its files until the test ends.
func watch(t *testing.T, h *Handler) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		h.Watch(ctx, time.Millisecond)
		close(ended)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
}

// watching is watch, begun for certain: a style sheet is touched until that is
// seen.
func watching(t *testing.T, h *Handler, log *record) {
	t.Helper()
	watch(t, h)
	moment := time.Now()
	eventually(t, "look at the files", func() bool {
		moment = moment.Add(-time.Minute)
		if err := os.Chtimes(filepath.Join(h.files.Web, "css", "tokens.css"), moment, moment); err != nil {
			t.Fatal(err)
		}
		return strings.Contains(log.String(), "taken up")
	})
}

func price(price string) string { return strings.Replace(oneHat, "39.90", price, 1) }

// Every look sees another products.json. Other files are seen within a few looks.
func TestLookOften(t *testing.T) {
	files := folder(t)
	h, log := newHandler(t, files)
	look := h.lookOften()
	seen := look(h.loaded)
	taken := func() int { return strings.Count(log.String(), "taken up") }
	for i, of := range []string{"11.00", "222.00"} {
		write(t, files.Products, price(of))
		if seen = look(look(seen)); taken() != i+1 {
			t.Errorf("price %s: got %d changes taken up, want %d", of, taken(), i+1)
		}
	}
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(files.Web, "css", "tokens.css"), long, long); err != nil {
		t.Fatal(err)
	}
	for range rarely {
		seen = look(seen)
	}
	if taken() != 3 {
		t.Errorf("style sheet: got %d changes taken up, want 3", taken())
	}
}

func TestWatch(t *testing.T) {
	files := folder(t)
	h, log := newHandler(t, files)
	server := serveTest(t, h)
	watching(t, h, log)
	shows := func(address, text string) func() bool {
		return func() bool { return strings.Contains(ask(t, "GET", server+address).body, text) }
	}
	// The files' times change for certain, whatever the clock of the disk.
	moment := time.Now()
	change := func(name, text string) {
		write(t, name, text)
		moment = moment.Add(time.Minute)
		if err := os.Chtimes(name, moment, moment); err != nil {
			t.Fatal(err)
		}
	}

	change(files.Products, price("12.34"))
	eventually(t, "new price", shows("/producto/1", "12.34"))

	change(files.Products, `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "5"}, {"id": 1, "slug": "b", "name": "B", "price": "x", "stock": -1}]`)
	for _, fault := range []string{"products.json", "1 \"b\": id is taken", "1 \"b\": price", "1 \"b\": stock"} {
		eventually(t, fault+" in the log", func() bool { return strings.Contains(log.String(), fault) })
	}
	if !shows("/producto/1", "12.34")() {
		t.Error("after a faulty change: got another page, want the shop as it was")
	}
	if got := ask(t, "GET", server+"/web/products.json").body; got != price("12.34") {
		t.Errorf("after a faulty change: got the catalogue %q, want it as it was", got)
	}

	change(files.Products, strings.Replace(price("56.78"), "img.example", "other.example", 1))
	eventually(t, "price after the fault is mended", shows("/producto/1", "56.78"))
	checkPolicy(t, "after a change", ask(t, "GET", server+"/").header.Get("Content-Security-Policy"), "https://other.example")

	change(files.Shop, strings.Replace(plainShop, "Tienda", "Otra tienda", 1))
	eventually(t, "new name", shows("/", "Otra tienda"))

	change(filepath.Join(files.Web, "css", "tokens.css"), "a{color:red}")
	eventually(t, "new style", shows("/", "color:red"))
}

// Shoppers cannot choose a channel for which the running server has no inbox.
func TestWatchRefusesServerChannel(t *testing.T) {
	const channels = `, "orders": {"channels": [{"kind": "server"}], "delivery": [{"id": "recojo", "name": "Recojo", "pickup": true}]}}`
	changed := strings.TrimSuffix(strings.TrimSpace(plainShop), "}") + channels
	for _, open := range []bool{false, true} {
		files := folder(t)
		h, log := newHandler(t, files)
		if open {
			h.Handle(OrdersAddress, http.NotFoundHandler())
		}
		watching(t, h, log)
		write(t, files.Shop, changed)
		moment := time.Now().Add(time.Hour)
		if err := os.Chtimes(files.Shop, moment, moment); err != nil {
			t.Fatal(err)
		}
		if open {
			eventually(t, "channel", func() bool { return h.Snapshot().Terms != nil })
			continue
		}
		eventually(t, "reason in the log", func() bool { return strings.Contains(log.String(), "start the server anew") })
		if h.Snapshot().Terms != nil || h.Site().Shop.Orders.Taken() {
			t.Error("got the channel offered, want the shop as it was")
		}
	}
}

// A file that is gone for a while, as while it is written anew, ends nothing.
func TestWatchMissingFile(t *testing.T) {
	files := folder(t)
	h, log := newHandler(t, files)
	server := serveTest(t, h)
	watching(t, h, log)
	if err := os.Remove(files.Products); err != nil {
		t.Fatal(err)
	}
	eventually(t, "word of it in the log", func() bool { return strings.Contains(log.String(), "products.json") })
	if got := ask(t, "GET", server+"/producto/1"); got.status != 200 || !strings.Contains(got.body, "39.90") {
		t.Errorf("got %d, want the shop as it was", got.status)
	}
	write(t, files.Products, price("12.34"))
	eventually(t, "new price", func() bool { return strings.Contains(ask(t, "GET", server+"/producto/1").body, "12.34") })
}

// What changed between loading and watching is not lost.
func TestWatchSeesWhatChangedBefore(t *testing.T) {
	files := folder(t)
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	write(t, files.Products, price("12.34"))
	watch(t, h)
	eventually(t, "price changed before the watch began", func() bool {
		return strings.Contains(ask(t, "GET", server+"/producto/1").body, "12.34")
	})
}

// Requests that run while the shop is reloaded get the old shop or the new
// one, whole. The race detector watches.
func TestReloadUnderLoad(t *testing.T) {
	files := folder(t)
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	stop := make(chan struct{})
	var running sync.WaitGroup
	for _, address := range []string{"/", "/producto/1", "/web/products.json", "/sitemap.xml"} {
		running.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				got := ask(t, "GET", server+address)
				if got.status != 200 {
					t.Errorf("%s: got %d, want 200", address, got.status)
				}
				if n := strings.Count(got.body, "77.0") + strings.Count(got.body, "39.90"); address == "/producto/1" && n == 0 {
					t.Errorf("%s: got no price, want one", address)
				}
			}
		})
	}
	for i := range 30 {
		write(t, files.Products, price(fmt.Sprintf("77.0%d", i%10)))
		h.reload()
	}
	close(stop)
	running.Wait()
}

func TestNewHandlerRefuses(t *testing.T) {
	files := folder(t)
	write(t, files.Products, `[{"id": 0}]`)
	if _, err := NewHandler(files, nil); err == nil || !strings.Contains(err.Error(), "products.json") {
		t.Errorf("got %v, want the faults of products.json", err)
	}
	if _, err := NewHandler(site.Files{}, nil); err == nil {
		t.Error("without files: got a shop, want an error")
	}
}

// A file that grows within one tick of the disk's clock is another file.
func TestStampHasTheSize(t *testing.T) {
	name, then := filepath.Join(t.TempDir(), "products.json"), time.Unix(1_700_000_000, 0)
	var stamps []string
	for _, text := range []string{"[", "[]"} {
		if err := errors.Join(os.WriteFile(name, []byte(text), 0o644), os.Chtimes(name, then, then)); err != nil {
			t.Fatal(err)
		}
		stamps = append(stamps, stampOf(name))
	}
	if stamps[0] == stamps[1] {
		t.Errorf("got %q twice", stamps[0])
	}
}
