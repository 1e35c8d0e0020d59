package editor_test

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
	"regexp"
	"strconv"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/server/admin"
	"carrito/server/editor"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
	"carrito/server/site"

	"golang.org/x/net/html"
)

const password = "una contraseña larga"

const products = `[
  {"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "stock": 18, "unknown": {"a": 1}},
  {"id": 2, "slug": "polo", "name": "Polo & <b>cía</b>", "price": "29.90", "category": "Polos",
   "options": [{"name": "Talla", "values": ["S", "M"]}], "variants": [{"id": 1, "values": ["S"], "stock": 3}, {"id": 2, "values": ["M"], "price": "31.90"}]},
  {"id": 3, "slug": "bolso", "name": "Bolso", "price": "59.90", "stock": 0, "hidden": true}
]
`

// owner is the owner's browser.
type owner struct {
	*testing.T

	base   string
	client *http.Client
	files  site.Files
	store  *orderdb.Store
	editor *editor.Editor
	page   *admin.Handler
}

// newOwner returns an owner who has signed in to a shop with three products.
func newOwner(t *testing.T) *owner {
	t.Helper()
	return newOwnerIn(t, t.TempDir())
}

// newOwnerIn is newOwner with the shop's web folder at a place.
func newOwnerIn(t *testing.T, web string) *owner {
	t.Helper()
	o := &owner{T: t, files: site.Files{Shop: "../../web/shop.json", Products: filepath.Join(t.TempDir(), "products.json"), Web: web}}
	for _, pattern := range []string{"css/*.css", "*.js", "icons.svg", "images/gorra-drill.jpg", "images/bividi-algodon.jpg", "images/portada*.jpg", "images/icono*"} {
		names, err := filepath.Glob("../../web/" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			to := filepath.Join(o.files.Web, strings.TrimPrefix(name, "../../web/"))
			if err := errors.Join(err, os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, data, 0o644)); err != nil {
				t.Fatal(err)
			}
		}
	}
	// The file's unknown member is a fault for the shop, which the tests of package
	// catalogfile cover.
	if err := os.WriteFile(o.files.Products, []byte(strings.Replace(products, `, "unknown": {"a": 1}`, "", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	loaded, err := site.Load(o.files)
	if err != nil {
		t.Fatal(err)
	}
	loaded.Shop.BaseURL = "https://shop.example/tienda"
	ctx, stop := context.WithCancel(context.Background())
	o.store = shoptest.StoreIn(t, filepath.Join(t.TempDir(), "orders.db"))
	missing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no such page", http.StatusNotFound) })
	quiet := log.New(io.Discard, "", 0)
	page := admin.New(ctx, o.store, func() *site.Site { return loaded }, missing, quiet)
	o.page = page
	o.editor = editor.New(page, o.files, func() *site.Site { return loaded }, o.store, quiet)
	server := httptest.NewTLSServer(http.StripPrefix("/tienda", page))
	t.Cleanup(func() {
		stop()
		server.Close()
	})
	if err := errors.Join(o.store.Count(ctx, loaded.Catalog), admin.SetPassword(ctx, o.store, password)); err != nil {
		t.Fatal(err)
	}
	o.base, o.client = server.URL+"/tienda", server.Client()
	o.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	o.signIn()
	return o
}

func (o *owner) signIn() {
	o.Helper()
	o.client.Jar, _ = cookiejar.New(nil)
	if got := o.send("POST", "/admin/entrar", url.Values{"password": {password}, "back": {"/tienda/admin/productos/2"}}); got.status != http.StatusSeeOther || got.header.Get("Location") != "/tienda/admin/productos/2" {
		o.Fatalf("signing in: got %d to %q: %s", got.status, got.header.Get("Location"), got.body)
	}
}

type answer struct {
	status int
	header http.Header
	body   string
}

func (o *owner) send(method, address string, form url.Values, headers ...string) answer {
	o.Helper()
	request, err := http.NewRequest(method, o.base+address, strings.NewReader(form.Encode()))
	if err != nil {
		o.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
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

// form is the form of a page as the browser has it.
type form struct {
	url.Values
	action string
}

// formOf returns the form of a page that is guarded against loss.
func (o *owner) formOf(page string) form {
	o.Helper()
	return o.formWith(page, "data-guard")
}

// formWith returns the first form of a page that has an attribute.
func (o *owner) formWith(page, name string) form {
	o.Helper()
	tree, err := html.Parse(strings.NewReader(page))
	if err != nil {
		o.Fatal(err)
	}
	for n := range tree.Descendants() {
		if n.Data == "form" && hasAttribute(n, name) {
			f := form{url.Values{}, attribute(n, "action")}
			for field := range n.Descendants() {
				f.read(field)
			}
			return f
		}
	}
	o.Fatalf("got no form in %s", page)
	return form{}
}

func (f form) read(n *html.Node) {
	name := attribute(n, "name")
	switch {
	case n.Type != html.ElementNode || name == "":
	case n.Data == "textarea":
		text := ""
		if n.FirstChild != nil {
			text = n.FirstChild.Data
		}
		f.Add(name, text)
	case n.Data == "select":
		value := ""
		for option := range n.Descendants() {
			if option.Data == "option" && hasAttribute(option, "selected") {
				value = attribute(option, "value")
			}
		}
		f.Add(name, value)
	case n.Data == "input" && (attribute(n, "type") != "checkbox" || hasAttribute(n, "checked")):
		f.Add(name, attribute(n, "value"))
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// open opens a page and returns its form.
func (o *owner) open(address string) form {
	o.Helper()
	got := o.send("GET", address, nil)
	if got.status != http.StatusOK {
		o.Fatalf("%s: got status %d: %s", address, got.status, got.body)
	}
	return o.formOf(got.body)
}

// press sends a form with values changed, given as pairs.
func (o *owner) press(f form, changed ...string) answer {
	o.Helper()
	sent := url.Values{}
	for name, values := range f.Values {
		sent[name] = values
	}
	for i := 0; i+1 < len(changed); i += 2 {
		sent.Set(changed[i], changed[i+1])
	}
	return o.send("POST", strings.TrimPrefix(f.action, "/tienda"), sent, "Sec-Fetch-Site", "same-origin")
}

// saved fails the test unless a form was saved.
func (o *owner) saved(got answer) {
	o.Helper()
	if got.status != http.StatusSeeOther {
		o.Fatalf("got status %d, want the form saved: %s", got.status, got.body)
	}
}

// file returns products.json without white space between its parts.
func (o *owner) file() string {
	o.Helper()
	data, err := os.ReadFile(o.files.Products)
	if err != nil {
		o.Fatal(err)
	}
	return strings.Join(strings.Fields(string(data)), " ")
}

func (o *owner) has(body string, wants ...string) {
	o.Helper()
	for _, want := range wants {
		if !strings.Contains(body, want) {
			o.Errorf("got %s, want %q in it", body, want)
		}
	}
}

func (o *owner) left(key cart.Key) int {
	o.Helper()
	stock, err := o.store.Stock(o.Context())
	if err != nil {
		o.Fatal(err)
	}
	return stock[key]
}

const list = "/admin/productos"

// The list shows each product as text, finds by words without accents, and filters.
func TestList(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	body := o.send("GET", list, nil).body
	o.has(body, "Gorra", "Polo &amp; &lt;b&gt;cía&lt;/b&gt;", "2 variantes", "Bolso")
	for query, want := range map[string]string{"?q=GORRÁ": "Gorra", "?q=polos+cia": "cía", "?estado=ocultos": "Bolso", "?estado=agotados": "Bolso", "?q=3": "Bolso"} {
		body := o.send("GET", list+query, nil).body
		o.has(body, want)
		if n := strings.Count(body, `name="id"`); n != 1 {
			t.Errorf("%s: got %d products, want 1", query, n)
		}
	}
}

// Price and stock are changed in the list, however amounts are typed.
func TestChangeInList(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	f := o.open(list)
	o.saved(o.press(f, "price.1", "1.045,5", "stock.1", "7", "do", "save"))
	o.has(o.file(), `"price": "1045.50", "stock": 7`)
	body := o.send("GET", list+"?hecho=2", nil).body
	o.has(body, "Deshacer", `value="1045.50"`)
	f = o.open(list)
	o.saved(o.press(form{url.Values{"proof": f.Values["proof"]}, f.action}, "do", "undo", "version", "2"))
	o.has(o.file(), `"price": "39.90", "stock": 18`)
}

// What cannot be saved keeps what was typed, beside its fault, and saves nothing.
func TestFaultsInList(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	before := o.file()
	got := o.press(o.open(list), "price.1", "gratis <b>", "stock.1", "-2", "price.2", "5", "do", "save")
	o.has(got.body, `value="gratis &lt;b&gt;"`, `value="-2"`, `value="5.00"`, "Escribe un precio", "Escribe un número entero")
	if got.status != http.StatusConflict || o.file() != before {
		t.Errorf("got status %d and %s, want nothing saved", got.status, o.file())
	}
	got = o.press(o.open(list), "do", "delete")
	if o.has(got.body, "Marca primero"); o.file() != before {
		t.Error("got a change, want nothing deleted")
	}
}

// The number that the file has already is a new count if units were sold since.
func TestRestockToTheSameNumber(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	key := cart.KeyOf(1, 0)
	if err := o.store.SetStock(t.Context(), key, 11); err != nil { // as if 7 were sold
		t.Fatal(err)
	}
	f := o.open(list)
	f.Set("was.stock.1", "11")
	f.Set("stock.1", "11")
	o.saved(o.press(f, "do", "save"))
	if n := o.left(key); n != 11 {
		t.Errorf("got %d units, want 11 after a save that changes nothing", n)
	}
	o.saved(o.press(f, "stock.1", "18", "do", "save"))
	if n := o.left(key); n != 18 {
		t.Errorf("got %d units, want 18", n)
	}
}

// Two owners change the same price: the second sees both and decides. Other fields
// are both saved.
func TestTwoOwnersInTheList(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	first, second := o.open(list), o.open(list)
	o.saved(o.press(first, "price.1", "45.00", "do", "save"))
	got := o.press(second, "price.1", "50.00", "stock.1", "9", "do", "save")
	o.has(got.body, "Alguien cambió esto", "antes «39.90», ahora «45.00», tú «50.00»", `value="50.00"`, `value="9"`)
	o.has(o.file(), `"45.00"`, `"stock": 18`)
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	o.has(o.file(), `"50.00"`, `"stock": 9`)
}

func TestBulk(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		values []string
		want   []string
	}{
		"price":    {[]string{"do", "price", "percent", "10", "rounding", "100-10"}, []string{`"price": "32.90", "category"`, `"price": "34.90"`}},
		"down":     {[]string{"do", "price", "percent", "-15,5 %", "rounding", ""}, []string{`"price": "25.27"`, `"price": "26.96"`}},
		"hide":     {[]string{"do", "hide"}, []string{`"hidden": true`}},
		"category": {[]string{"do", "category", "category", "Verano"}, []string{`"category": "Verano"`}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOwner(t)
			o.saved(o.press(o.open(list), append(test.values, "mark", "2")...))
			o.has(o.file(), test.want...)
		})
	}
}

// A deleted product comes back with its id, and with what was changed since.
func TestDeleteAndUndo(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	got := o.press(o.open(list), "mark", "2", "do", "delete")
	o.saved(got)
	if strings.Contains(o.file(), "polo") {
		t.Errorf("got %s, want the product deleted", o.file())
	}
	o.saved(o.press(o.open(list), "price.1", "41.00", "do", "save"))
	f := o.open(list)
	version := strings.TrimPrefix(got.header.Get("Location"), "/tienda/admin/productos?hecho=")
	o.saved(o.press(form{url.Values{"proof": f.Values["proof"]}, f.action}, "do", "undo", "version", version))
	o.has(o.file(), `"id": 2, "slug": "polo"`, `"41.00"`)
}

// A version that another server has under the same number is not taken back or brought back.
func TestVersionOfAnotherServer(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	got := o.press(o.open(list), "price.1", "41.00", "do", "save")
	o.saved(got)
	token := strings.TrimPrefix(got.header.Get("Location"), "/tienda/admin/productos?hecho=")
	if !regexp.MustCompile(`^2\.[0-9a-f]{8}\.[0-9a-f]{8}$`).MatchString(token) {
		t.Errorf("got the version %q, want it with its hashes", token)
	}
	f, before := o.open(list), o.file()
	for _, other := range []string{token[:2] + "00000000" + token[10:], token[:11] + "00000000"} {
		got := o.press(form{url.Values{"proof": f.Values["proof"]}, f.action}, "do", "undo", "version", other)
		o.has(got.body, "otra versión con ese número")
	}
	got = o.press(form{url.Values{"proof": f.Values["proof"]}, list + "/versiones"}, "version", "1.00000000")
	o.has(got.body, "otra versión con ese número")
	if o.file() != before {
		t.Errorf("got %s, want nothing changed", o.file())
	}
	o.saved(o.press(form{url.Values{"proof": f.Values["proof"]}, f.action}, "do", "undo", "version", token))
}

// Products are put into order by buttons.
func TestMove(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	o.saved(o.press(o.open(list), "do", "down.1"))
	o.saved(o.press(o.open(list), "do", "up.3"))
	o.saved(o.press(o.open(list), "do", "up.2")) // the first one
	if got := o.file(); !(strings.Index(got, `"id": 2`) < strings.Index(got, `"id": 3`) && strings.Index(got, `"id": 3`) < strings.Index(got, `"id": 1,`+` "slug": "gorra"`)) {
		t.Errorf("got %s, want the products 2, 3, 1", got)
	}
}

// Any earlier version can be brought back, and the page says what changed in each.
func TestVersions(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	before := o.file()
	o.saved(o.press(o.open(list), "price.1", "45.00", "do", "save"))
	body := o.send("GET", list+"/versiones", nil).body
	o.has(body, "<del>39.90</del>", "<ins>45.00</ins>", "Volver a esta")
	proof := o.open(list).Values["proof"]
	o.saved(o.press(form{url.Values{"proof": proof}, "/tienda" + list + "/versiones"}, "version", "1"))
	if o.file() != before {
		t.Errorf("got %s, want %s", o.file(), before)
	}
	if got := o.press(form{url.Values{"proof": proof}, "/tienda" + list + "/versiones"}, "version", "99"); got.status != http.StatusGone {
		t.Errorf("got status %d, want 410", got.status)
	}
}

// Forms of other sites, of nobody and of an earlier session change nothing. What the
// owner typed is still there.
func TestForeignForms(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	before := o.file()
	f := o.open(list + "/1")
	f.Set("name", "Gorra nueva")
	address := strings.TrimPrefix(f.action, "/tienda")
	if got := o.send("POST", address, f.Values, "Sec-Fetch-Site", "cross-site"); got.status != http.StatusForbidden || strings.Contains(got.body, "Gorra nueva") {
		t.Errorf("another site: got status %d: %s", got.status, got.body)
	}
	o.client.Jar, _ = cookiejar.New(nil)
	got := o.press(f, "do", "save")
	o.has(got.body, "Se cerró la sesión", "Gorra nueva")
	if got.status != http.StatusForbidden || strings.Contains(got.body, "bar__out") {
		t.Errorf("signed out: got status %d: %s", got.status, got.body)
	}
	if got := o.send("GET", "/admin/productos.css", nil); got.status != http.StatusOK {
		t.Errorf("the style sheet: got status %d, want 200 for the page that says so", got.status)
	}
	if got := o.send("GET", list, nil); got.status != http.StatusForbidden || strings.Contains(got.body, "Gorra") {
		t.Errorf("nobody: got status %d: %s", got.status, got.body)
	}
	o.signIn()
	got = o.press(f, "do", "save")
	o.has(got.body, "sesión anterior", `value="Gorra nueva"`)
	if o.file() != before {
		t.Errorf("got %s, want nothing changed", o.file())
	}
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	o.has(o.file(), "Gorra nueva")
}

// A file with faults of its own is not touched; the page says what is wrong.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	f := o.open(list)
	for _, damaged := range []string{"", "{", `[{"id": 1, "slug": "a", "name": "A", "price": "x"}]`} {
		if err := os.WriteFile(o.files.Products, []byte(damaged), 0o644); err != nil {
			t.Fatal(err)
		}
		got := o.press(f, "stock.1", strconv.Itoa(len(damaged)+1), "do", "save")
		if data, err := os.ReadFile(o.files.Products); got.status < 400 || err != nil || string(data) != damaged {
			t.Errorf("%q: got status %d and %s, want the file as it was", damaged, got.status, data)
		}
	}
}

// Where the products come from a table on the web, the pages say that the next import
// replaces what is typed here.
func TestProductsOfATable(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	const notice = "vienen de una tabla en la web"
	if got := o.send("GET", list, nil).body; strings.Contains(got, notice) {
		t.Errorf("got %s, want no notice", got)
	}
	o.page.Table = func() (admin.TableFault, bool) { return admin.TableFault{}, false }
	for _, address := range []string{list, list + "/1", list + "/nuevo"} {
		o.has(o.send("GET", address, nil).body, notice)
	}
}
