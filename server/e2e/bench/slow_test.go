package bench_test

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Slow 4G, as Lighthouse defines it.
const (
	latency   = 150 * time.Millisecond
	bandwidth = 1.6e6 / 8 // bytes per second
)

// slowNetwork serves the shop at base over slow 4G and returns its address. The server is
// slow and not the browser, because a browser throttles a tab but not its workers.
func slowNetwork(b *testing.B, base string) string {
	b.Helper()
	proxy, line := browsertest.ProxyOf(b, base), &line{}
	return browsertest.Listen(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(latency)
		proxy.ServeHTTP(slowWriter{w, line}, r)
	}))
}

// line is what all responses share: it is busy until the bytes written so far are sent.
type line struct {
	mu   sync.Mutex
	busy time.Time
}

// send waits until n more bytes are sent.
func (l *line) send(n int) {
	l.mu.Lock()
	if now := time.Now(); l.busy.Before(now) {
		l.busy = now
	}
	l.busy = l.busy.Add(time.Duration(float64(n) / bandwidth * float64(time.Second)))
	sent := l.busy
	l.mu.Unlock()
	time.Sleep(time.Until(sent))
}

// slowWriter writes over a line.
type slowWriter struct {
	http.ResponseWriter
	line *line
}

// packet is the number of bytes that a response sends before another may send.
const packet = 1400

func (w slowWriter) Write(content []byte) (n int, err error) {
	for len(content) > 0 {
		part := content[:min(packet, len(content))]
		w.line.send(len(part))
		written, err := w.ResponseWriter.Write(part)
		n += written
		if err != nil {
			return n, err
		}
		content = content[len(part):]
	}
	return n, http.NewResponseController(w.ResponseWriter).Flush()
}

// slowProcessor runs the main thread of a tab at a quarter of its speed.
func slowProcessor(tab *browsertest.Tab) {
	tab.T.Helper()
	if _, err := chromedp.Call(tab.Ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4}); err != nil {
		tab.T.Fatal(err)
	}
}
