package settings_test

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/admin"
	"carrito/server/editor"
	"carrito/server/inbox/orderdb"
	"carrito/server/publish"
	"carrito/server/settings"
	"carrito/server/shoptest"
	"carrito/server/site"

	"golang.org/x/net/html"
)

const password = "una contraseña larga"

const shopJSON = `{
  "name": "Moda",   "language": "es", "locale": "es-PE",
  "currency": "PEN",
  "contact": {"email": "hola@moda.example", "whatsapp": "51999000111"},
  "orders": {
    "channels": [{"kind": "server"}],
    "delivery": [{"id": "envio", "name": "Envío", "zones": [{"id": "lima", "name": "Lima", "price": "10.00"}]}, {"id": "recojo", "name": "Recojo", "pickup": true}],
    "promos": [{"code": "ALPACA10", "percent": "10"}]
  },
  "payments": [{"kind": "cash", "delivery": ["recojo"]}, {"kind": "stripe"}],
  "publish": ["git", "push"],
  "swatches": {"Negro": "#222"}
}
`

const products = `[
  {"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "category": "Gorras"},
  {"id": 2, "slug": "polo", "name": "Polo", "price": "29.90", "category": "Polos"},
  {"id": 3, "slug": "bolso", "name": "Bolso", "price": "59.90", "category": "Bolsos"},
  {"id": 4, "slug": "polo-b", "name": "Polo B", "price": "29.90", "category": "polos", "hidden": true}
]
`

// owner is the owner's browser.
type owner struct {
	*testing.T

	base      string
	client    *http.Client
	files     site.Files
	store     *orderdb.Store
	publisher *publish.Publisher
	pages     *settings.Pages
}

// newOwner returns an owner who has signed in to a shop whose files they change.
func newOwner(t *testing.T) *owner {
	t.Helper()
	folder := t.TempDir()
	web := filepath.Join(folder, "web")
	o := &owner{T: t, files: site.Files{Shop: filepath.Join(web, "shop.json"), Products: filepath.Join(web, "products.json"), Web: web, Without: []string{"stripe"}}}
	for _, pattern := range []string{"css/tokens.css", "css/base.css", "css/button.css"} {
		names, err := filepath.Glob("../../web/" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			o.put(strings.TrimPrefix(name, "../../web/"), string(data))
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	o.put("shop.json", shopJSON)
	o.put("products.json", products)
	o.put("pages/1-terminos.md", "# Términos & *condiciones*\n\nLa ley vale.\n")
	o.put("pages/2-nosotros.md", "# Quiénes somos\n\nUna tienda.\n")
	ctx, stop := context.WithCancel(context.Background())
	o.store = shoptest.StoreIn(t, filepath.Join(t.TempDir(), "orders.db"))
	missing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no such page", http.StatusNotFound) })
	quiet := log.New(logTo{t}, "", 0)
	var loaded atomic.Pointer[site.Site]
	var seen atomic.Value
	now := func() *site.Site { // as the running shop does, at once
		var stamp string
		own, _ := filepath.Glob(filepath.Join(web, "pages", "*.md"))
		for _, name := range append(own, o.files.Shop, o.files.Products) {
			data, _ := os.ReadFile(name)
			stamp += name + "\n" + string(data)
		}
		if seen.Swap(stamp) == stamp {
			return loaded.Load()
		}
		if s, err := site.Load(o.files); err == nil {
			loaded.Store(s)
		} else if !t.Failed() {
			t.Errorf("the shop cannot be loaded: %v", err)
		}
		return loaded.Load()
	}
	page := admin.New(ctx, o.store, now, missing, quiet)
	o.publisher = publish.New(ctx, publish.Job{Files: o.files, Out: filepath.Join(folder, "dist"), Limit: time.Minute})
	products := editor.New(page, o.files, now, o.store, quiet)
	o.pages = settings.New(page, o.files, now, o.publisher, quiet)
	o.pages.Photos = fakePhotos{o, products}
	server := httptest.NewTLSServer(page)
	t.Cleanup(func() {
		stop()
		server.Close()
	})
	if err := admin.SetPassword(ctx, o.store, password); err != nil {
		t.Fatal(err)
	}
	o.base, o.client = server.URL, server.Client()
	o.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	o.signIn()
	return o
}

func (o *owner) put(name, content string) {
	o.Helper()
	to := filepath.Join(o.files.Web, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, []byte(content), 0o644)); err != nil {
		o.Fatal(err)
	}
}

func (o *owner) read(name string) string {
	o.Helper()
	data, err := os.ReadFile(filepath.Join(o.files.Web, name))
	if err != nil {
		o.Fatal(err)
	}
	return string(data)
}

func (o *owner) signIn() {
	o.Helper()
	o.client.Jar, _ = cookiejar.New(nil)
	if got := o.send("POST", "/admin/entrar", url.Values{"password": {password}}); got.status != http.StatusSeeOther {
		o.Fatalf("signing in: got %d: %s", got.status, got.body)
	}
}

type answer struct {
	status int
	header http.Header
	body   string
}

func (o *owner) send(method, address string, form url.Values, headers ...string) answer {
	o.Helper()
	kind := "application/x-www-form-urlencoded"
	if form == nil {
		kind = ""
	}
	return o.sendBody(method, address, kind, strings.NewReader(form.Encode()), headers...)
}

// sendBody sends a request with a body of a kind.
func (o *owner) sendBody(method, address, kind string, content io.Reader, headers ...string) answer {
	o.Helper()
	request, err := http.NewRequest(method, o.base+address, content)
	if err != nil {
		o.Fatal(err)
	}
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := o.client.Do(request)
	if err != nil {
		o.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		o.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}
}

// form is the main form of a page as the browser has it.
func (o *owner) form(body string) url.Values {
	o.Helper()
	page, err := html.Parse(strings.NewReader(body))
	if err != nil {
		o.Fatal(err)
	}
	values := url.Values{}
	chosen := func(n *html.Node) string {
		value, first := "", true
		for option := range n.Descendants() {
			if _, selected := attr(option, "selected"); option.Data == "option" && (selected || first) {
				if value, first = text(option), false; true {
					if v, ok := attr(option, "value"); ok {
						value = v
					}
				}
				if selected {
					break
				}
			}
		}
		return value
	}
	for n := range page.Descendants() {
		name, ok := attr(n, "name")
		if !ok || within(n, "header") {
			continue
		}
		switch n.Data {
		case "input":
			kind, _ := attr(n, "type")
			if _, on := attr(n, "checked"); kind == "checkbox" && !on {
				continue
			}
			value, _ := attr(n, "value")
			values.Set(name, value)
		case "textarea":
			values.Set(name, strings.TrimPrefix(text(n), "\n"))
		case "select":
			values.Set(name, chosen(n))
		}
	}
	return values
}

func within(n *html.Node, tag string) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == tag {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// open returns the form of a page.
func (o *owner) open(address string) url.Values {
	o.Helper()
	got := o.send("GET", address, nil)
	if got.status != http.StatusOK {
		o.Fatalf("%s: got %d: %s", address, got.status, got.body)
	}
	return o.form(got.body)
}

// change sets fields of a form.
func change(form url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// wantSaved fails the test unless a form was saved.
func (o *owner) wantSaved(got answer) {
	o.Helper()
	if got.status != http.StatusSeeOther || strings.HasSuffix(got.header.Get("Location"), "=0") {
		o.Fatalf("got %d to %q: %s, want it saved", got.status, got.header.Get("Location"), faults(got.body))
	}
}

// faults returns what a page says is wrong.
func faults(body string) string {
	page, _ := html.Parse(strings.NewReader(body))
	var found []string
	for n := range page.Descendants() {
		if class, _ := attr(n, "class"); strings.Contains(class, "fault") {
			found = append(found, strings.Join(strings.Fields(text(n)), " "))
		}
	}
	return strings.Join(found, " | ")
}

// logTo writes a log into that of a test.
type logTo struct{ *testing.T }

func (l logTo) Write(line []byte) (int, error) {
	l.Log(strings.TrimSpace(string(line)))
	return len(line), nil
}
