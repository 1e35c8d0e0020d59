package admin_test

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"carrito/app/order"
	"carrito/server/admin"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
	"carrito/server/site"

	"golang.org/x/net/html"
)

const password = "una contraseña larga"

// owner is the owner's browser on the page of a shop.
type owner struct {
	t      *testing.T
	base   string
	client *http.Client
	store  *orderdb.Store

	handler *admin.Handler
	site    *site.Site
	file    string // the store's file, or the database's address
	log     *buffer
}

// buffer collects a log. It may be read while it is written.
type buffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// newOwner serves the demo shop's page under the path of its base URL. It uses
// TLS, because browsers accept the session cookie only over TLS.
func newOwner(t *testing.T, prefix string) *owner {
	t.Helper()
	return newOwnerIn(t, prefix, filepath.Join(t.TempDir(), "orders.db"))
}

// newOwnerIn is [newOwner] with a database of SQLite or PostgreSQL.
func newOwnerIn(t *testing.T, prefix, database string) *owner {
	t.Helper()
	s, err := site.Load(site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"})
	if err != nil {
		t.Fatal(err)
	}
	s.Shop.BaseURL = "https://shop.example" + prefix
	ctx, stop := context.WithCancel(context.Background())
	store := shoptest.StoreIn(t, database)
	written := &buffer{}
	missing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "the shop's own 404", http.StatusNotFound) })
	handler := admin.New(ctx, store, func() *site.Site { return s }, missing, log.New(written, "", 0))
	server := httptest.NewTLSServer(http.StripPrefix(prefix, handler))
	t.Cleanup(func() {
		stop()
		server.Close()
	})
	o := &owner{t: t, base: server.URL + prefix, client: server.Client(), store: store, file: database, handler: handler, site: s, log: written}
	o.client.Jar, _ = cookiejar.New(nil)
	o.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return o
}

// signedIn returns an owner who has set a password and signed in.
func signedIn(t *testing.T, prefix string) *owner {
	t.Helper()
	o := newOwner(t, prefix)
	o.setPassword(password)
	if got := o.signIn(password); got.status != http.StatusSeeOther {
		t.Fatalf("signing in: got status %d: %s", got.status, got.body)
	}
	return o
}

func (o *owner) setPassword(password string) {
	o.t.Helper()
	if err := admin.SetPassword(context.Background(), o.store, password); err != nil {
		o.t.Fatal(err)
	}
}

type answer struct {
	status int
	header http.Header
	body   string
}

// do sends a request with headers of the form "Name: value".
func (o *owner) do(method, path string, form url.Values, headers ...string) answer {
	o.t.Helper()
	request, err := http.NewRequest(method, o.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		o.t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	response, err := o.client.Do(request)
	if err != nil {
		o.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}
}

func (o *owner) get(path string) answer { o.t.Helper(); return o.do("GET", path, nil) }

func (o *owner) signIn(password string) answer {
	o.t.Helper()
	return o.do("POST", "/admin/entrar", url.Values{"password": {password}, "username": {"owner"}})
}

// proof returns the proof that the forms of the list carry.
func (o *owner) proof() string {
	o.t.Helper()
	for n := range nodes(o.t, o.get("/admin/pedidos").body, "input") {
		if attribute(n, "name") == "proof" {
			return attribute(n, "value")
		}
	}
	o.t.Fatal("no form carries a proof")
	return ""
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
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (o *owner) place(change func(*order.Order)) order.Order {
	o.t.Helper()
	placed := shoptest.Order(o.t)
	if change != nil {
		change(&placed)
	}
	shoptest.Place(o.t, o.store, placed)
	return placed
}
