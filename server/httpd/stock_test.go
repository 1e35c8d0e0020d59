package httpd

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/server/site"
)

// counter is a stock in memory, which counts as a database of orders does.
type counter struct {
	mu      sync.Mutex
	counted map[cart.Key]int // of the file
	left    map[cart.Key]int
	latest  int64
	away    error
	asked   int // for Latest
}

func (c *counter) Count(_ context.Context, products *catalog.Catalog) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.away != nil {
		return c.away
	}
	for _, p := range products.Products() {
		if key := cart.KeyOf(p.ID, 0); p.Stock != catalog.NotCounted && c.counted[key] != p.Stock {
			c.counted[key], c.left[key] = p.Stock, p.Stock
			c.latest++
		}
	}
	return nil
}

func (c *counter) Latest(context.Context) (int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	return c.latest, c.away
}

func (c *counter) Stock(context.Context) (map[cart.Key]int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.left), c.away
}

func (c *counter) sell(key cart.Key, units int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left[key] -= units
	c.latest++
}

func (c *counter) goAway(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.away = err
}

func (c *counter) times() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asked
}

func stocked(units int) string {
	return fmt.Sprintf(`[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "stock": %d}, {"id": 2, "slug": "b", "name": "B", "price": "5"}]`, units)
}

// following serves a shop that follows a stock of so many.
func following(t *testing.T, units int) (site.Files, *Handler, *counter, *record) {
	t.Helper()
	files := folder(t)
	write(t, files.Products, stocked(units))
	h, log := newHandler(t, files)
	stock := &counter{counted: map[cart.Key]int{}, left: map[cart.Key]int{}}
	if err := h.TakeStock(t.Context(), stock); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		h.Follow(ctx, time.Millisecond)
		close(ended)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	return files, h, stock, log
}

func TestFollow(t *testing.T) {
	files, h, stock, log := following(t, 9)
	server := serveTest(t, h)
	shows := func(address, text string) func() bool {
		return func() bool { return strings.Contains(ask(t, "GET", server+address).body, text) }
	}
	first := ask(t, "GET", server+"/producto/1").body
	program, then := assetIn(t, first, "app"), assetIn(t, first, "products")
	if strings.Contains(first, "OutOfStock") {
		t.Fatal("got the product sold out at the start, want it on sale")
	}

	stock.sell("1", 9)
	eventually(t, "sold out on the page", shows("/producto/1", "OutOfStock"))
	page := ask(t, "GET", server+"/producto/1").body
	now := assetIn(t, page, "products")
	for _, address := range []string{"/web/products.json", now} {
		if got := ask(t, "GET", server+address).body; got != stocked(0) {
			t.Errorf("%s: got %q, want none left", address, got)
		}
	}
	if !shows("/web/current.json", now)() {
		t.Error("current.json: got another catalogue than the page has, want that")
	}
	if got := ask(t, "GET", server+then).body; got != stocked(9) {
		t.Errorf("the catalogue of an earlier page: got %q, want it as it was", got)
	}
	if again := assetIn(t, page, "app"); again != program {
		t.Errorf("got the program at %s, want it where it was, %s", again, program)
	}
	if got := ask(t, "GET", server+now, "Accept-Encoding: gzip"); decoded(t, got) != stocked(0) {
		t.Errorf("in gzip: got %q, want none left", decoded(t, got))
	}

	stock.sell("1", -4) // an order that is cancelled
	eventually(t, "stock given back", shows("/web/products.json", `"stock": 4`))

	// What the owner changes keeps what is left, and counts anew what was counted anew.
	write(t, files.Products, strings.Replace(stocked(9), "39.90", "45.00", 1))
	h.reload()
	if got, want := ask(t, "GET", server+"/web/products.json").body, strings.Replace(stocked(4), "39.90", "45.00", 1); got != want {
		t.Errorf("after a change of the price: got %q, want %q", got, want)
	}
	write(t, files.Products, stocked(20))
	h.reload()
	if got := ask(t, "GET", server+"/web/products.json").body; got != stocked(20) {
		t.Errorf("after a delivery: got %q, want 20 left", got)
	}
	if strings.Contains(log.String(), "as it was") {
		t.Errorf("got the log %q, want no complaint", log)
	}
}

// Orders that change nothing of the stock make no build.
func TestFollowMakesNothingForNothing(t *testing.T) {
	_, h, stock, _ := following(t, 9)
	before := h.current.Load()
	stock.sell("1", 0) // another state of an order
	asked := stock.times()
	eventually(t, "look at the stock", func() bool { return stock.times() > asked+3 })
	if h.current.Load() != before {
		t.Error("got another build, want the same")
	}
}

// Without its database the shop goes on with the stock it knew, says so once, takes
// up changed files, and counts them when the database is back.
func TestFollowWithoutDatabase(t *testing.T) {
	files, h, stock, log := following(t, 9)
	server := serveTest(t, h)
	stock.sell("1", 2)
	left := func(text string) func() bool {
		return func() bool { return ask(t, "GET", server+"/web/products.json").body == text }
	}
	eventually(t, "stock of 7", left(stocked(7)))
	stock.goAway(errors.New("connection refused"))
	asked := stock.times()
	eventually(t, "look at the stock", func() bool { return stock.times() > asked+3 })
	if n := strings.Count(log.String(), "connection refused"); n != 1 {
		t.Errorf("got told %d times, want once:\n%s", n, log)
	}
	write(t, files.Products, strings.Replace(stocked(9), "39.90", "45.00", 1))
	h.reload()
	if want := strings.Replace(stocked(7), "39.90", "45.00", 1); !left(want)() {
		t.Errorf("changed files: got %q, want %q", ask(t, "GET", server+"/web/products.json").body, want)
	}
	write(t, files.Products, stocked(12))
	h.reload()
	stock.goAway(nil)
	eventually(t, "stock counted anew", left(stocked(12)))
	eventually(t, "word that it is known again", func() bool { return strings.Contains(log.String(), "known again") })
}

func TestTakeStockRefuses(t *testing.T) {
	files := folder(t)
	h, _ := newHandler(t, files)
	gone := errors.New("connection refused")
	if err := h.TakeStock(t.Context(), &counter{away: gone}); !errors.Is(err, gone) {
		t.Errorf("got %v, want %v", err, gone)
	}
}

// However much is sold, making builds takes a tenth of the time at most.
func TestPause(t *testing.T) {
	for _, test := range []struct{ took, want time.Duration }{
		{0, time.Second}, {100 * time.Millisecond, time.Second}, {300 * time.Millisecond, 3 * time.Second}, {2 * time.Second, 20 * time.Second},
	} {
		if got := pause(time.Second, test.took); got != test.want {
			t.Errorf("after %v: got %v, want %v", test.took, got, test.want)
		}
	}
}

// A catalogue that is not served any more is not compressed to the end.
func TestSupersededIsNotCompressed(t *testing.T) {
	files := folder(t)
	var long strings.Builder
	for i := range 400_000 {
		fmt.Fprint(&long, i*i, " ")
	}
	write(t, files.Products, strings.Replace(stocked(9), `"stock"`, `"description": "`+long.String()+`", "stock"`, 1))
	h, _ := newHandler(t, files)
	first := h.current.Load()
	stock := &counter{counted: map[cart.Key]int{}, left: map[cart.Key]int{}}
	if err := h.TakeStock(t.Context(), stock); err != nil {
		t.Fatal(err)
	}
	stock.sell("1", 1)
	if _, err := h.follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	select {
	case <-first.compressed:
	case <-time.After(time.Minute):
		t.Fatal("got the first build compressed for a minute, want it given up")
	}
	if got := first.made[site.ProductsFile].Sizes().Brotli; got != 0 {
		t.Errorf("got the first catalogue in %d bytes of Brotli, want that given up", got)
	}
	wait(t, h)
	if got := h.current.Load().made[site.ProductsFile].Sizes().Brotli; got == 0 {
		t.Error("got no Brotli of the catalogue as it is, want it")
	}
}

// timed is a stock that notes how long it may take.
type timed struct {
	*counter
	count, latest time.Duration
}

func (t *timed) Count(ctx context.Context, products *catalog.Catalog) error {
	until, _ := ctx.Deadline()
	t.count = time.Until(until)
	return t.counter.Count(ctx, products)
}

func (t *timed) Latest(ctx context.Context) (int64, error) {
	until, _ := ctx.Deadline()
	t.latest = time.Until(until)
	return t.counter.Latest(ctx)
}

// A large shop may take longer to count than a stock may take to answer, so that
// it can start.
func TestCountMayTakeLonger(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	stock := &timed{counter: &counter{counted: map[cart.Key]int{}, left: map[cart.Key]int{}}}
	if err := h.TakeStock(t.Context(), stock); err != nil {
		t.Fatal(err)
	}
	if stock.latest <= 0 || stock.latest > patience || stock.count < 5*patience {
		t.Errorf("got %v to count and %v to answer, want at most %v to answer and much more to count", stock.count, stock.latest, patience)
	}
}

// A shop that counts its stock makes its pages and assets once, and serves nothing before.
func TestOpenMakesOnce(t *testing.T) {
	files := folder(t)
	write(t, files.Products, stocked(9))
	h, err := Open(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	stock := &counter{counted: map[cart.Key]int{}, left: map[cart.Key]int{}}
	if err := h.TakeStock(t.Context(), stock); err != nil {
		t.Fatal(err)
	}
	stock.sell(cart.KeyOf(1, 0), 1)
	if _, err := h.follow(t.Context()); err != nil || h.current.Load().hashed != nil {
		t.Errorf("before the start: got %d assets and %v, want none", len(h.current.Load().hashed), err)
	}
	stock.sell(cart.KeyOf(1, 0), -1)
	for range 2 {
		if err := h.Start(); err != nil {
			t.Fatal(err)
		}
	}
	wait(t, h)
	if now := h.current.Load(); len(now.before) != 0 || len(now.hashed) == 0 {
		t.Errorf("got %d assets after %d earlier builds, want some after none", len(now.hashed), len(now.before))
	}
	if products, _ := h.Site().Catalog.Product(1); products.Stock != 9 {
		t.Errorf("got a stock of %d, want 9", products.Stock)
	}
}
