package admin_test

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/admin"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"

	"golang.org/x/net/html"
)

const shopOrigin = "https://example.com" // the client of an httptest.Server connects this host to the server

// inDatabases runs a test on each kind of database, with an owner who is signed
// in at shopOrigin.
func inDatabases(t *testing.T, test func(t *testing.T, o *owner)) {
	for name, database := range map[string]func(t *testing.T) string{
		"SQLite":     func(t *testing.T) string { return filepath.Join(t.TempDir(), "orders.db") },
		"PostgreSQL": func(t *testing.T) string { return pgtest.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			o := newOwnerIn(t, "/tienda", database(t))
			o.base = shopOrigin + "/tienda"
			o.setPassword(password)
			o.mustSignIn()
			test(t, o)
		})
	}
}

// in returns the same owner for a subtest.
func (o *owner) in(t *testing.T) *owner {
	sub := *o
	sub.t = t
	return &sub
}

func (o *owner) mustSignIn() {
	o.t.Helper()
	if got := o.signIn(password); got.status != http.StatusSeeOther {
		o.t.Fatalf("signing in: got %d %s", got.status, got.body)
	}
}

// origin returns the origin of the pages.
func (o *owner) origin() string { return strings.TrimSuffix(o.base, "/tienda") }

// post sends a form as the page's script does.
func (o *owner) post(path string, form url.Values) answer {
	o.t.Helper()
	return o.do("POST", path, form, "Origin: "+o.origin())
}

// begin begins to add a passkey.
func (o *owner) begin(name, password string) answer {
	o.t.Helper()
	return o.post("/admin/llaves/reto", url.Values{"proof": {o.proof()}, "password": {password}, "name": {name}})
}

func (o *owner) finish(credential string) answer {
	o.t.Helper()
	return o.post("/admin/llaves", url.Values{"proof": {o.proof()}, "credential": {credential}})
}

// add adds a passkey, and fails the test if it is refused.
func (o *owner) add(a *authenticator, name string) {
	o.t.Helper()
	begun := o.begin(name, password)
	if begun.status != http.StatusOK {
		o.t.Fatalf("begin: got %d %s", begun.status, text(o.t, begun.body))
	}
	if got := o.finish(a.create(begun.body, o.origin(), nil)); got.status != http.StatusSeeOther {
		o.t.Fatalf("finish: got %d %s; the log: %s", got.status, text(o.t, got.body), o.log)
	}
}

func (o *owner) remove(number int64, password string) answer {
	o.t.Helper()
	return o.post("/admin/llaves", url.Values{"proof": {o.proof()}, "password": {password}, "remove": {fmt.Sprint(number)}})
}

func (o *owner) challenge() string {
	o.t.Helper()
	got := o.post("/admin/entrar/reto", url.Values{})
	if got.status != http.StatusOK || got.header.Get("Content-Type") != "application/json" {
		o.t.Fatalf("begin: got %d %s", got.status, got.body)
	}
	return got.body
}

func (o *owner) sendPasskey(credential string) answer {
	o.t.Helper()
	return o.post("/admin/entrar/llave", url.Values{"credential": {credential}, "back": {"/tienda/admin/pedidos?estado=new"}})
}

// newBrowser removes all cookies, so that the next requests come from a new
// browser.
func (o *owner) newBrowser() {
	o.client.Jar, _ = cookiejar.New(nil)
}

func (o *owner) passkeys() []orderdb.Passkey {
	o.t.Helper()
	list, err := o.store.Passkeys(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	return list
}

// wantSignInForm checks that an answer is the sign-in form with a fault, and
// that the browser is not signed in.
func (o *owner) wantSignInForm(got answer, status int, fault string) {
	o.t.Helper()
	if got.status != status || !strings.Contains(alerts(o.t, got.body), fault) {
		o.t.Errorf("got %d %q, want %d and %q", got.status, alerts(o.t, got.body), status, fault)
	}
	if after := o.get("/admin/pedidos"); after.status != http.StatusForbidden {
		o.t.Errorf("afterwards: got %d, want the browser not signed in", after.status)
	}
}

// An owner adds a passkey, signs in with it in another browser, and removes it.
func TestPasskey(t *testing.T) {
	inDatabases(t, func(t *testing.T, o *owner) {
		a := newAuthenticator(t)
		begun := o.begin("  Mi \u202eteléfono\n<b> ", password)
		options := readCeremony(t, begun.body).PublicKey
		if s := options.AuthenticatorSelection; options.RP.ID != "example.com" || options.Attestation != "none" || s.UserVerification != "required" ||
			s.ResidentKey != "required" || !s.RequireResidentKey || options.User.Name != "MODA DJANGO" || options.Timeout != 300_000 {
			t.Errorf("got %s, want a discoverable passkey of a verified person, without attestation", begun.body)
		}
		if got := o.finish(a.create(begun.body, shopOrigin, nil)); got.status != http.StatusSeeOther || got.header.Get("Location") != "/tienda/admin/sesiones" {
			t.Fatalf("got %d %s", got.status, text(t, got.body))
		}
		page := text(t, o.get("/admin/sesiones").body)
		for _, want := range []string{"Llaves de acceso", "Mi teléfono <b>", "nunca", "Quitar"} {
			if !strings.Contains(page, want) {
				t.Errorf("got %q, want %q in it", page, want)
			}
		}
		o.newBrowser()
		first := readCeremony(t, o.challenge()).PublicKey
		if first.RPID != "example.com" || first.UserVerification != "required" || len(first.AllowCredentials) != 0 {
			t.Errorf("got %+v, want a challenge that names no passkey", first)
		}
		got := o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil))
		if got.status != http.StatusSeeOther || got.header.Get("Location") != "/tienda/admin/pedidos?estado=new" {
			t.Fatalf("got %d %s; the log: %s", got.status, text(t, got.body), o.log)
		}
		if !strings.Contains(o.log.String(), `signed in with the passkey "Mi teléfono <b>" from 127.0.0.1, ?, ?`) {
			t.Errorf("got the log %s, want the sign-in", o.log)
		}
		page = text(t, o.get("/admin/sesiones").body)
		if !strings.Contains(page, "con la llave Mi teléfono <b>") || strings.Contains(page, "nunca") {
			t.Errorf("got %q, want how the session was started, and when the passkey was used", page)
		}
		if got := o.remove(o.passkeys()[0].Number, password); got.status != http.StatusSeeOther || len(o.passkeys()) != 0 {
			t.Errorf("got %d %s, want the passkey removed", got.status, text(t, got.body))
		}
		if got := o.get("/admin/pedidos"); got.status != http.StatusOK {
			t.Errorf("the session that removed it: got %d, want it still signed in", got.status)
		}
		o.newBrowser()
		o.wantSignInForm(o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)), http.StatusForbidden, "no se aceptó")
	})
}

// Only a new passkey for this page, in this session and with the password, is
// added.
func TestPasskeyNotAdded(t *testing.T) {
	known := newAuthenticator(t)
	changes := map[string]func(*response){
		"another site":      func(r *response) { r.origin = "https://evil.example" },
		"another port":      func(r *response) { r.origin = "https://example.com:8443" },
		"another party":     func(r *response) { r.rpID = "evil.example" },
		"another challenge": func(r *response) { r.challenge = encode([]byte(strings.Repeat("x", 32))) },
		"another ceremony":  func(r *response) { r.kind = "webauthn.get" },
		"nobody verified":   func(r *response) { r.flags &^= verified },
		"no key":            func(r *response) { r.flags &^= attested; r.attested = nil },
		"a damaged key":     func(r *response) { r.attested[16+2+len(r.id)] ^= 1 },
		"a short key":       func(r *response) { r.attested = r.attested[:len(r.attested)-1] },
		"another id":        func(r *response) { r.id = known.id },
	}
	inDatabases(t, func(t *testing.T, o *owner) {
		o.add(known, "Teléfono")
		refused := func(name string, got answer, status int, fault string) {
			t.Helper()
			if got.status != status || !strings.Contains(alerts(t, got.body), fault) || len(o.passkeys()) != 1 {
				t.Errorf("%s: got %d %q and %d passkeys, want %d, %q and nothing added", name, got.status, alerts(t, got.body), len(o.passkeys()), status, fault)
			}
		}
		refused("a wrong password", o.begin("Otro", "una contraseña falsa"), http.StatusForbidden, "no es correcta")
		refused("no password", o.begin("Otro", ""), http.StatusForbidden, "no es correcta")
		refused("no proof", o.post("/admin/llaves/reto", url.Values{"password": {password}}), http.StatusForbidden, "no vino de esta página")
		refused("from another site", o.do("POST", "/admin/llaves/reto", url.Values{"proof": {o.proof()}, "password": {password}}, "Origin: https://evil.example"), http.StatusForbidden, "no vino de esta página")
		refused("without an origin", o.do("POST", "/admin/llaves/reto", url.Values{"proof": {o.proof()}, "password": {password}}), http.StatusBadRequest, "Aquí no se puede")
		begun := o.begin("Otro", password)
		if excluded := readCeremony(t, begun.body).PublicKey.ExcludeCredentials; len(excluded) != 1 || excluded[0].ID != encode(known.id) {
			t.Errorf("got %v excluded, want the known passkey", excluded)
		}
		cookies := o.client.Jar.Cookies(mustParse(t, o.base))
		restore := func() { // brings the same challenge back
			o.client.Jar.SetCookies(mustParse(t, o.base), cookies)
		}
		for name, change := range changes {
			restore()
			refused(name, o.finish(newAuthenticator(t).create(begun.body, shopOrigin, change)), http.StatusForbidden, "No se añadió")
		}
		restore()
		refused("a passkey that exists", o.finish(known.create(begun.body, shopOrigin, nil)), http.StatusConflict, "ya tiene una llave")
		for _, damaged := range []string{"", "null", "{", strings.Repeat("[", 3000)} {
			restore()
			refused("damaged", o.finish(damaged), http.StatusForbidden, "No se añadió")
		}
		refused("without its cookie", o.finish(newAuthenticator(t).create(begun.body, shopOrigin, nil)), http.StatusForbidden, "No se añadió")
		o.mustSignIn()
		for _, cookie := range cookies {
			if strings.HasSuffix(cookie.Name, "-passkey") {
				o.client.Jar.SetCookies(mustParse(t, o.base), []*http.Cookie{cookie})
			}
		}
		refused("of an earlier session", o.finish(newAuthenticator(t).create(begun.body, shopOrigin, nil)), http.StatusForbidden, "No se añadió")
		number := o.passkeys()[0].Number
		refused("removing with a wrong password", o.remove(number, "una contraseña falsa"), http.StatusForbidden, "no es correcta")
		refused("removing another", o.remove(number+1, password), http.StatusNotFound, "ya no está")
		refused("removing none", o.post("/admin/llaves", url.Values{"proof": {o.proof()}, "password": {password}, "remove": {"x"}}), http.StatusBadRequest, "ya no está")
	})
}

// The page of sessions offers to add a passkey at origins where browsers allow
// it. The sign-in form offers passkeys at origins that have one.
func TestPasskeysAreOffered(t *testing.T) {
	o := signedIn(t, "")
	server := o.base
	origins := func(page string) string {
		t.Helper()
		var found []string
		for n := range nodes(t, page, "form") {
			if action := attribute(n, "data-begin"); action != "" {
				found = append(found, attribute(n, "data-origins"))
			}
		}
		return strings.Join(found, ", ")
	}
	o.site.Shop.BaseURL = ""
	if got := origins(o.get("/admin/sesiones").body); got != "" {
		t.Errorf("at an IP address: got %q, want none", got)
	}
	o.site.Shop.BaseURL = "https://shop.example/"
	if got := origins(o.get("/admin/sesiones").body); got != "https://shop.example" {
		t.Errorf("with a base URL: got %q, want its origin", got)
	}
	o.base = shopOrigin
	if got := origins(o.get("/admin/pedidos").body); got != "" {
		t.Errorf("the sign-in without passkeys: got %q, want none offered", got)
	}
	o.mustSignIn()
	o.add(newAuthenticator(t), "Teléfono")
	if got := origins(o.get("/admin/sesiones").body); got != "https://example.com https://shop.example" {
		t.Errorf("got %q", got)
	}
	o.newBrowser()
	if got := origins(o.get("/admin/pedidos").body); got != "https://example.com" {
		t.Errorf("the sign-in: got %q, want that of the passkey", got)
	}
	o.base = server
	if got := origins(o.get("/admin/pedidos").body); got != "" {
		t.Errorf("the sign-in at an IP address: got %q, want none offered", got)
	}
	for n := range nodes(t, o.get("/admin/pedidos").body, "input") {
		if attribute(n, "id") == "password" {
			return
		}
	}
	t.Error("got no field for the password, want one")
}

// A passkey still signs in after a new password, and ends the browser's earlier
// session.
func TestPasskeyOutlivesThePassword(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.mustSignIn()
	a := newAuthenticator(t)
	o.add(a, "Teléfono")
	old := o.client.Jar.Cookies(mustParse(t, o.base))
	if got := o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
		t.Fatalf("got %d", got.status)
	}
	here := o.client.Jar
	o.newBrowser()
	o.client.Jar.SetCookies(mustParse(t, o.base), old)
	if got := o.get("/admin/pedidos"); got.status != http.StatusForbidden {
		t.Errorf("the old session: got %d, want 403", got.status)
	}
	o.client.Jar = here
	o.setPassword("otra contraseña larga")
	o.wantSignInForm(o.get("/admin/pedidos"), http.StatusForbidden, "")
	if got := o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
		t.Errorf("after a new password: got %d, want 303", got.status)
	}
	if err := admin.ForgetPasskeys(t.Context(), o.store); err != nil {
		t.Fatal(err)
	}
	o.wantSignInForm(o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)), http.StatusForbidden, "no se aceptó")
}

// Pressing Enter in a field of the page of sessions ends no session and removes
// no passkey.
func TestEnterEndsNothing(t *testing.T) {
	o := signedIn(t, "")
	for n := range nodes(t, o.get("/admin/sesiones").body, "form") {
		if attribute(n, "action") != "/admin/sesiones" {
			continue
		}
		for button := range n.Descendants() {
			if button.Type == html.ElementNode && button.Data == "button" {
				if attribute(button, "name") != "" || !has(button, "disabled") {
					t.Errorf("got %v as the first button, want one that does nothing", button.Attr)
				}
				return
			}
		}
	}
	t.Error("got no form, want one")
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
