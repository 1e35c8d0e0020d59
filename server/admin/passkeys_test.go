package admin_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/admin"
	"carrito/server/orders"
	"carrito/server/orders/pgtest"

	"golang.org/x/net/html"
)

const shopOrigin = "https://example.com" // which the test's client finds

// inDatabases runs a test of an owner who is signed in at shopOrigin, on each kind of
// database.
func inDatabases(t *testing.T, test func(t *testing.T, o *owner)) {
	for name, database := range map[string]func(t *testing.T) string{
		"SQLite":     func(t *testing.T) string { return filepath.Join(t.TempDir(), "orders.db") },
		"PostgreSQL": func(t *testing.T) string { return pgtest.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			o := newOwnerIn(t, "/tienda", database(t))
			o.base = shopOrigin + "/tienda"
			o.setPassword(password)
			o.reallySignIn()
			test(t, o)
		})
	}
}

// of returns the same owner for a subtest.
func (o *owner) of(t *testing.T) *owner {
	sub := *o
	sub.t = t
	return &sub
}

func (o *owner) reallySignIn() {
	o.t.Helper()
	if got := o.signIn(password); got.status != http.StatusSeeOther {
		o.t.Fatalf("signing in: got %d %s", got.status, got.body)
	}
}

// origin is that of the pages.
func (o *owner) origin() string { return strings.TrimSuffix(o.base, "/tienda") }

// post sends a form as the page's script does.
func (o *owner) post(path string, form url.Values) answer {
	o.t.Helper()
	return o.do("POST", path, form, "Origin: "+o.origin())
}

// begin begins to make a passkey.
func (o *owner) begin(name, password string) answer {
	o.t.Helper()
	return o.post("/admin/llaves/reto", url.Values{"proof": {o.proof()}, "password": {password}, "name": {name}})
}

func (o *owner) finish(credential string) answer {
	o.t.Helper()
	return o.post("/admin/llaves", url.Values{"proof": {o.proof()}, "credential": {credential}})
}

// add makes a passkey, and wants it added.
func (o *owner) add(a *authenticator, name string) {
	o.t.Helper()
	begun := o.begin(name, password)
	if begun.status != http.StatusOK {
		o.t.Fatalf("begin: got %d %s", begun.status, text(o.t, begun.body))
	}
	if got := o.finish(a.make(begun.body, o.origin(), nil)); got.status != http.StatusSeeOther {
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

func (o *owner) present(credential string) answer {
	o.t.Helper()
	return o.post("/admin/entrar/llave", url.Values{"credential": {credential}, "back": {"/tienda/admin/pedidos?estado=new"}})
}

// newBrowser makes the owner's next requests those of a browser that knows nothing.
func (o *owner) newBrowser() {
	o.client.Jar, _ = cookiejar.New(nil)
}

func (o *owner) passkeys() []orders.Passkey {
	o.t.Helper()
	list, err := o.store.Passkeys(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	return list
}

// wantAsked wants an answer to be the form of the password with a fault, and the
// browser not to be signed in.
func (o *owner) wantAsked(got answer, status int, fault string) {
	o.t.Helper()
	if got.status != status || !strings.Contains(alerts(o.t, got.body), fault) {
		o.t.Errorf("got %d %q, want %d and %q", got.status, alerts(o.t, got.body), status, fault)
	}
	if after := o.get("/admin/pedidos"); after.status != http.StatusForbidden {
		o.t.Errorf("then: got %d, want the browser not signed in", after.status)
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
		if got := o.finish(a.make(begun.body, shopOrigin, nil)); got.status != http.StatusSeeOther || got.header.Get("Location") != "/tienda/admin/sesiones" {
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
			t.Errorf("got %+v, want a challenge that tells of no passkey", first)
		}
		got := o.present(a.sign(o.challenge(), shopOrigin, nil))
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
			t.Errorf("got %d %s, want it removed", got.status, text(t, got.body))
		}
		if got := o.get("/admin/pedidos"); got.status != http.StatusOK {
			t.Errorf("the session that removed it: got %d, want it to go on", got.status)
		}
		o.newBrowser()
		o.wantAsked(o.present(a.sign(o.challenge(), shopOrigin, nil)), http.StatusForbidden, "no se aceptó")
	})
}

// What is not the passkey's answer to this challenge, in this browser, at this page,
// by a verified person, lets nobody in.
func TestPasskeyRefused(t *testing.T) {
	elsewhere := newAuthenticator(t)
	changes := map[string]func(*response){
		"another site":            func(r *response) { r.origin = "https://evil.example" },
		"a subdomain":             func(r *response) { r.origin = "https://evil.example.com" },
		"another port":            func(r *response) { r.origin = "https://example.com:8443" },
		"no TLS":                  func(r *response) { r.origin = "http://example.com" },
		"no origin":               func(r *response) { r.origin = "" },
		"in a frame of another":   func(r *response) { r.crossOrigin = true },
		"another party":           func(r *response) { r.rpID = "evil.example" },
		"another challenge":       func(r *response) { r.challenge = encode([]byte(strings.Repeat("x", 32))) },
		"no challenge":            func(r *response) { r.challenge = "" },
		"another ceremony":        func(r *response) { r.kind = "webauthn.create" },
		"nobody verified":         func(r *response) { r.flags &^= verified },
		"nobody present":          func(r *response) { r.flags &^= present },
		"another kind of passkey": func(r *response) { r.flags &^= backupable | backedUp },
		"another key":             func(r *response) { r.key = elsewhere.key },
		"another passkey":         func(r *response) { r.id = elsewhere.id },
		"another user":            func(r *response) { r.user = []byte("mallory") },
		"no user":                 func(r *response) { r.user = nil },
		"no signature": func(r *response) {
			r.write = func(whole map[string]any) { delete(whole["response"].(map[string]any), "signature") }
		},
		"no response":          func(r *response) { r.write = func(whole map[string]any) { delete(whole, "response") } },
		"another type":         func(r *response) { r.write = func(whole map[string]any) { whole["type"] = "password" } },
		"another id without":   func(r *response) { r.write = func(whole map[string]any) { whole["id"] = encode(elsewhere.id) } },
		"data of another form": func(r *response) { r.write = func(whole map[string]any) { whole["response"] = []int{1} } },
		"extensions without asking": func(r *response) {
			r.write = func(whole map[string]any) { whole["clientExtensionResults"] = map[string]any{"appid": true} }
		},
	}
	inDatabases(t, func(t *testing.T, o *owner) {
		a := newAuthenticator(t)
		o.add(a, "Teléfono")
		for name, change := range changes {
			t.Run(name, func(t *testing.T) {
				o, a := o.of(t), *a
				o.newBrowser()
				o.store.ForgiveAll(t.Context())
				o.wantAsked(o.present(a.sign(o.challenge(), shopOrigin, change)), http.StatusForbidden, "no se aceptó")
			})
		}
		o.newBrowser()
		o.store.ForgiveAll(t.Context())
		if got := o.present(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
			t.Errorf("unchanged: got %d, want 303", got.status)
		}
	})
}

// A passkey whose count of signatures goes back may be a copy.
func TestPasskeyCopied(t *testing.T) {
	inDatabases(t, func(t *testing.T, o *owner) {
		a := newAuthenticator(t)
		o.add(a, "Teléfono")
		a.used = 6
		if got := o.present(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
			t.Fatalf("got %d, want 303", got.status)
		}
		for _, count := range []uint32{7, 6, 0} {
			o.newBrowser()
			back := func(r *response) { r.count = count }
			o.wantAsked(o.present(a.sign(o.challenge(), shopOrigin, back)), http.StatusForbidden, "puede haber una copia")
		}
		if got := strings.Count(o.log.String(), `the passkey "Teléfono" from 127.0.0.1 is refused: the passkey's count of signatures went back`); got != 3 {
			t.Errorf("got the log %s, want it told three times", o.log)
		}
	})
}

// An answer is good once, for a while, in the browser that was asked, for what was
// asked.
func TestChallenges(t *testing.T) {
	inDatabases(t, func(t *testing.T, o *owner) {
		a := newAuthenticator(t)
		o.add(a, "Teléfono")
		uncounted := func(r *response) { r.count = 0 } // so that only the challenge tells
		o.newBrowser()
		site := mustParse(t, o.base)
		credential := a.sign(o.challenge(), shopOrigin, uncounted)
		asked := o.client.Jar.Cookies(site)
		if got := o.present(credential); got.status != http.StatusSeeOther {
			t.Fatalf("got %d, want 303", got.status)
		}
		o.newBrowser()
		o.wantAsked(o.present(credential), http.StatusForbidden, "no se aceptó") // without its cookie
		o.client.Jar.SetCookies(site, asked)
		o.wantAsked(o.present(credential), http.StatusForbidden, "no se aceptó") // with it again
		if !strings.Contains(o.log.String(), "is refused: the challenge was answered before") {
			t.Errorf("got the log %s, want the reason", o.log)
		}

		others := a.sign(o.challenge(), shopOrigin, uncounted)
		o.newBrowser()
		o.challenge()
		o.wantAsked(o.present(others), http.StatusForbidden, "no se aceptó") // another browser's

		credential = a.sign(o.challenge(), shopOrigin, uncounted)
		forged := *o.client.Jar.Cookies(site)[0]
		value, signature, _ := strings.Cut(forged.Value, ".")
		forged.Value = value + "." + strings.Repeat("A", len(signature))
		o.newBrowser()
		o.client.Jar.SetCookies(site, []*http.Cookie{&forged})
		o.wantAsked(o.present(credential), http.StatusForbidden, "no se aceptó") // forged

		credential = a.sign(o.challenge(), shopOrigin, uncounted)
		o.setPassword(password)
		o.wantAsked(o.present(credential), http.StatusForbidden, "no se aceptó") // from before a new password

		o.handler.SetPatience(time.Millisecond)
		credential = a.sign(o.challenge(), shopOrigin, uncounted)
		time.Sleep(5 * time.Millisecond)
		o.wantAsked(o.present(credential), http.StatusForbidden, "no se aceptó") // late
		if !strings.Contains(o.log.String(), "is refused: Session has Expired") {
			t.Errorf("got the log %s, want the reason", o.log)
		}
	})
}

// A challenge to add a passkey signs nobody in, and the other way round.
func TestChallengesAreForOneThing(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.reallySignIn()
	a := newAuthenticator(t)
	o.add(a, "Teléfono")
	begun := o.begin("Otro", password).body
	if got := o.present(a.sign(begun, shopOrigin, func(r *response) { r.rpID = "example.com" })); got.status != http.StatusForbidden {
		t.Errorf("to add: got %d, want it to sign nobody in", got.status)
	}
	b := newAuthenticator(t)
	challenge := readCeremony(t, o.challenge()).PublicKey.Challenge
	credential := b.make(begun, shopOrigin, func(r *response) { r.challenge = challenge })
	if got := o.finish(credential); got.status != http.StatusForbidden || len(o.passkeys()) != 1 {
		t.Errorf("to sign in: got %d, want it to add nothing", got.status)
	}
}

// What is no credential is refused, whatever it is, and so is what is too long.
func TestDamagedPasskeys(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.reallySignIn()
	a := newAuthenticator(t)
	o.add(a, "Teléfono")
	o.newBrowser()
	whole := a.sign(o.challenge(), shopOrigin, nil)
	damaged := []string{"", "null", "[]", "{}", `""`, "\xff", "\x00", strings.Repeat("[", 8000), strings.Repeat(`{"response":`, 500), whole + whole, whole[:len(whole)-1]}
	for at := 0; at < len(whole); at += 37 {
		damaged = append(damaged, whole[:at]+"\"x"+whole[at+1:])
	}
	for _, credential := range damaged {
		o.challenge()
		o.store.ForgiveAll(t.Context())
		if got := o.present(credential); got.status != http.StatusForbidden || got.header.Get("Location") != "" {
			t.Errorf("%.40q: got %d, want 403", credential, got.status)
		}
	}
	for _, length := range []int{13 << 10, 20 << 20} {
		o.challenge()
		got := o.present(strings.Repeat("x", length))
		if got.status != http.StatusForbidden || !strings.Contains(alerts(t, got.body), "no vino de esta página") {
			t.Errorf("%d bytes: got %d %s, want them refused unread", length, got.status, alerts(t, got.body))
		}
	}
}

// Nothing that is no new passkey for this page, in this session, is added, and
// nothing without the password.
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
		one := func(name string, got answer, status int, fault string) {
			t.Helper()
			if got.status != status || !strings.Contains(alerts(t, got.body), fault) || len(o.passkeys()) != 1 {
				t.Errorf("%s: got %d %q and %d passkeys, want %d, %q and nothing added", name, got.status, alerts(t, got.body), len(o.passkeys()), status, fault)
			}
		}
		one("a wrong password", o.begin("Otro", "una contraseña falsa"), http.StatusForbidden, "no es correcta")
		one("no password", o.begin("Otro", ""), http.StatusForbidden, "no es correcta")
		one("no proof", o.post("/admin/llaves/reto", url.Values{"password": {password}}), http.StatusForbidden, "no vino de esta página")
		one("from another site", o.do("POST", "/admin/llaves/reto", url.Values{"proof": {o.proof()}, "password": {password}}, "Origin: https://evil.example"), http.StatusForbidden, "no vino de esta página")
		one("without an origin", o.do("POST", "/admin/llaves/reto", url.Values{"proof": {o.proof()}, "password": {password}}), http.StatusBadRequest, "Aquí no se puede")
		begun := o.begin("Otro", password)
		if excluded := readCeremony(t, begun.body).PublicKey.ExcludeCredentials; len(excluded) != 1 || excluded[0].ID != encode(known.id) {
			t.Errorf("got %v excluded, want the one that there is", excluded)
		}
		asked := o.client.Jar.Cookies(mustParse(t, o.base))
		again := func() { // the same challenge again
			o.client.Jar.SetCookies(mustParse(t, o.base), asked)
		}
		for name, change := range changes {
			again()
			one(name, o.finish(newAuthenticator(t).make(begun.body, shopOrigin, change)), http.StatusForbidden, "No se añadió")
		}
		again()
		one("one that is there", o.finish(known.make(begun.body, shopOrigin, nil)), http.StatusConflict, "ya tiene una llave")
		for _, damaged := range []string{"", "null", "{", strings.Repeat("[", 3000)} {
			again()
			one("damaged", o.finish(damaged), http.StatusForbidden, "No se añadió")
		}
		one("without its cookie", o.finish(newAuthenticator(t).make(begun.body, shopOrigin, nil)), http.StatusForbidden, "No se añadió")
		o.reallySignIn()
		for _, cookie := range asked {
			if strings.HasSuffix(cookie.Name, "-passkey") {
				o.client.Jar.SetCookies(mustParse(t, o.base), []*http.Cookie{cookie})
			}
		}
		one("of an earlier session", o.finish(newAuthenticator(t).make(begun.body, shopOrigin, nil)), http.StatusForbidden, "No se añadió")
		number := o.passkeys()[0].Number
		one("removing with a wrong password", o.remove(number, "una contraseña falsa"), http.StatusForbidden, "no es correcta")
		one("removing another", o.remove(number+1, password), http.StatusNotFound, "ya no está")
		one("removing none", o.post("/admin/llaves", url.Values{"proof": {o.proof()}, "password": {password}, "remove": {"x"}}), http.StatusBadRequest, "ya no está")
	})
}

// The page has passkeys where browsers have them, and the sign-in offers one where
// there is one.
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
		t.Errorf("at an address of numbers: got %q, want none", got)
	}
	o.site.Shop.BaseURL = "https://shop.example/"
	if got := origins(o.get("/admin/sesiones").body); got != "https://shop.example" {
		t.Errorf("with a base URL: got %q, want its origin", got)
	}
	o.base = shopOrigin
	if got := origins(o.get("/admin/pedidos").body); got != "" {
		t.Errorf("the sign-in without passkeys: got %q, want none offered", got)
	}
	o.reallySignIn()
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
		t.Errorf("the sign-in at an address of numbers: got %q, want none offered", got)
	}
	for n := range nodes(t, o.get("/admin/pedidos").body, "input") {
		if attribute(n, "id") == "password" {
			return
		}
	}
	t.Error("got no password asked for")
}

// A passkey of one origin is not taken at another, whatever host a client names.
func TestPasskeyOfAnotherOrigin(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.reallySignIn()
	a := newAuthenticator(t)
	o.add(a, "Teléfono")
	o.newBrowser()
	const other = "https://example.com:8443" // another server of the same machine
	transport := o.client.Transport
	o.client.Transport = named{transport, "example.com:8443"}
	got := o.do("POST", "/admin/entrar/reto", url.Values{}, "Origin: "+other)
	if got.status != http.StatusOK {
		t.Fatalf("got %d %s", got.status, got.body)
	}
	got = o.do("POST", "/admin/entrar/llave", url.Values{"credential": {a.sign(got.body, other, nil)}}, "Origin: "+other)
	o.wantAsked(got, http.StatusForbidden, "no se aceptó")
	o.client.Transport = transport
	if got := o.do("POST", "/admin/entrar/reto", url.Values{}, "Origin: "+other, "Sec-Fetch-Site: same-origin"); got.status != http.StatusBadRequest {
		t.Errorf("got %d, want no challenge for an origin that the page has not", got.status)
	}
}

// named sends requests to a server under another host's name.
type named struct {
	http.RoundTripper
	host string
}

func (n named) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Host = n.host
	return n.RoundTripper.RoundTrip(r)
}

// Strangers keep nobody from signing in with a passkey, by wrong passwords or
// passkeys elsewhere, and what they send takes no room.
func TestStrangersAndPasskeys(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.reallySignIn()
	known, a := o.client.Jar, newAuthenticator(t)
	o.add(a, "Teléfono")
	o.newBrowser()
	for o.signIn("equivocada y larga").status != http.StatusTooManyRequests {
	}
	if got := o.present(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
		t.Errorf("after wrong passwords: got %d, want 303", got.status)
	}
	o.newBrowser()
	wrong := func(r *response) { r.user = nil }
	for i := range 5 {
		if got := o.present(a.sign(o.challenge(), shopOrigin, wrong)); got.status != http.StatusForbidden {
			t.Fatalf("wrong passkey %d: got %d, want 403", i+1, got.status)
		}
	}
	o.wantAsked(o.present(a.sign(o.challenge(), shopOrigin, nil)), http.StatusTooManyRequests, "Demasiados intentos")
	o.client.Jar = known
	if got := o.present(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
		t.Errorf("the owner's browser: got %d, want 303", got.status)
	}

	before := rows(t, o.file)
	o.newBrowser()
	for range 50 {
		o.challenge()
		o.client.Jar, _ = cookiejar.New(nil)
		o.present("{}")
	}
	if after := rows(t, o.file); after != before {
		t.Errorf("got %d rows, want %d as before", after, before)
	}
}

// rows counts what sign-ins leave in a database of SQLite.
func rows(t *testing.T, file string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.QueryRow("SELECT (SELECT count(*) FROM challenges) + (SELECT count(*) FROM attempts) + (SELECT count(*) FROM sessions)").Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A passkey signs in after a new password, and ends the session that the browser had.
func TestPasskeyOutlivesThePassword(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.reallySignIn()
	a := newAuthenticator(t)
	o.add(a, "Teléfono")
	old := o.client.Jar.Cookies(mustParse(t, o.base))
	if got := o.present(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
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
	o.wantAsked(o.get("/admin/pedidos"), http.StatusForbidden, "")
	if got := o.present(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
		t.Errorf("after a new password: got %d, want 303", got.status)
	}
	if err := admin.ForgetPasskeys(t.Context(), o.store); err != nil {
		t.Fatal(err)
	}
	o.wantAsked(o.present(a.sign(o.challenge(), shopOrigin, nil)), http.StatusForbidden, "no se aceptó")
}

// Enter in a field of the page of sessions and passkeys ends and removes nothing.
func TestEnterEndsNothing(t *testing.T) {
	o := signedIn(t, "")
	for n := range nodes(t, o.get("/admin/sesiones").body, "form") {
		if attribute(n, "action") != "/admin/sesiones" {
			continue
		}
		for button := range n.Descendants() {
			if button.Type == html.ElementNode && button.Data == "button" {
				if attribute(button, "name") != "" || !has(button, "disabled") {
					t.Errorf("got %v first, want one that does nothing", button.Attr)
				}
				return
			}
		}
	}
	t.Error("got no form")
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
