package orderpage_test

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
	"carrito/server/orderpage"
	"carrito/server/pay"
	"carrito/server/shoptest"
	"carrito/server/site"

	"golang.org/x/net/html"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }

// yape is a made-up code of a wallet in Peru.
const yape = "0002010102113932" + "00000000000000000000000000000000" + "5204561153036045802PE5906YAPERO6004Lima63045281"

// payments are the ways of paying of the shop of the tests.
var payments = []shop.Payment{
	{Kind: shop.Cash},
	{Kind: shop.Transfer, Holder: "Moda SAC", Scheme: "cci", Account: "002-193-001234567890-13"},
	{Kind: shop.Wallet, ID: "yape", Name: "Yape", Holder: "Moda", Code: yape},
	{Kind: shop.Stripe},
	{Kind: shop.MercadoPago},
	{Kind: shop.PayLink, ID: "dear", Name: "Cara", URL: "https://pay.example/{order}/{amount}", Surcharge: "5"},
	{Kind: shop.PayLink, ID: "chat", Name: "Solo WhatsApp", URL: "https://pay.example/chat", Channels: []string{"whatsapp"}},
	{Kind: shop.PayLink, ID: "link", Name: "Enlace", URL: "https://pay.example/{order}/{amount}"},
}

// cashier is a cashier that a test decides for.
type cashier struct {
	mu        sync.Mutex
	err       error
	bases     []string // those of the pages that were opened
	refreshed []string
}

func (c *cashier) Open(_ context.Context, o orderdb.Stored, base string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bases = append(c.bases, base)
	return "https://provider.example/pay/" + o.Order.ID, c.err
}

func (c *cashier) Refresh(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refreshed = append(c.refreshed, id)
}

// visitor is a shopper's browser on the pages of orders.
type visitor struct {
	t       *testing.T
	base    string
	client  *http.Client
	store   *orderdb.Store
	cashier *cashier
	site    *site.Site
	handler *orderpage.Handler
}

// newVisitor serves the demo shop's pages of orders under the path of its base URL.
func newVisitor(t *testing.T, prefix, database string) *visitor {
	t.Helper()
	s, err := site.Load(site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"})
	if err != nil {
		t.Fatal(err)
	}
	s.Shop.BaseURL, s.Shop.Payments = "https://shop.example"+prefix, payments
	store := shoptest.StoreIn(t, database)
	store.Holds = func() orderdb.Holds { return orderdb.Holds{For: 48 * time.Hour, PerHour: 1000} }
	store.Provider = func(means string) string {
		if means == "stripe" {
			return means
		}
		return ""
	}
	ctx, stop := context.WithCancel(context.Background())
	missing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "the shop's own 404", http.StatusNotFound) })
	v := &visitor{t: t, store: store, cashier: &cashier{}, site: s}
	v.handler = orderpage.New(ctx, store, v.cashier, func() *site.Site { return s }, missing, log.New(t.Output(), "", 0))
	v.handler.Provider = store.Provider
	server := httptest.NewServer(http.StripPrefix(prefix, v.handler))
	t.Cleanup(func() { stop(); server.Close() })
	v.base, v.client = server.URL+prefix, server.Client()
	v.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return v
}

// inDatabases runs a test on both kinds of databases, in a shop under a path.
func inDatabases(t *testing.T, test func(t *testing.T, v *visitor)) {
	t.Helper()
	inboxtest.Names(t, func(t *testing.T, database string) { test(t, newVisitor(t, "/tienda", database)) })
}

type answer struct {
	status int
	header http.Header
	body   string
}

// do sends a request with headers of the form "Name: value".
func (v *visitor) do(method, path string, form url.Values, headers ...string) answer {
	v.t.Helper()
	request, err := http.NewRequest(method, v.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	response, err := v.client.Do(request)
	if err != nil {
		v.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	response.Header.Del("Date")
	return answer{response.StatusCode, response.Header, string(body)}
}

func (v *visitor) get(path string) answer { v.t.Helper(); return v.do("GET", path, nil) }

// place places an order with a way of paying, and returns it and the path of its page.
func (v *visitor) place(means string, change func(*order.Order)) (placed order.Order, path string) {
	v.t.Helper()
	placed = shoptest.Order(v.t)
	placed.Payment.Method = means
	if change != nil {
		change(&placed)
	}
	return placed, "/pedido/" + shoptest.Place(v.t, v.store, placed).Token
}

// settle records what the provider says of the payment of an order.
func (v *visitor) settle(o order.Order, now time.Time, states ...pay.State) {
	v.t.Helper()
	var said []pay.Payment
	for i, state := range states {
		said = append(said, pay.Payment{ID: string(rune('a' + i)), Order: o.ID, State: state, Amount: o.Figures.Total, Currency: o.Currency, At: now})
		if state == pay.PartlyRefunded {
			said[i].Refunded = o.Lines[1].UnitPrice
		}
	}
	if err := v.store.Payments().Settle(v.t.Context(), o.ID, "stripe", said, now); err != nil {
		v.t.Fatal(err)
	}
}

func (v *visitor) must(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

// nodes iterates over the elements of a page with the given name.
func nodes(t *testing.T, page, name string) func(func(*html.Node) bool) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(*html.Node) bool) {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == name && !yield(n) {
				return
			}
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text returns the text of a page. It joins runs of spaces to one.
func text(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "noscript" {
			b.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), "\u00a0", " ")), " ")
}

// forms returns where the forms and main links of a page lead, without the page's path.
func forms(t *testing.T, page, path string) string {
	t.Helper()
	var all []string
	for n := range nodes(t, page, "a") {
		if to, ok := strings.CutPrefix(attribute(n, "href"), "/tienda"+path); ok {
			all = append(all, to)
		}
	}
	for n := range nodes(t, page, "form") {
		all = append(all, strings.TrimPrefix(attribute(n, "action"), "/tienda"+path))
	}
	return strings.Join(all, " ")
}
