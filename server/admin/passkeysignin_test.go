package admin_test

import (
	"database/sql"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Only a passkey's answer to this challenge, in this browser, on this page and
// by a verified person signs in.
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
				o, a := o.in(t), *a
				o.newBrowser()
				o.store.ForgiveAll(t.Context())
				o.wantSignInForm(o.sendPasskey(a.sign(o.challenge(), shopOrigin, change)), http.StatusForbidden, "no se aceptó")
			})
		}
		o.newBrowser()
		o.store.ForgiveAll(t.Context())
		if got := o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
			t.Errorf("unchanged: got %d, want 303", got.status)
		}
	})
}

// A passkey whose signature counter goes back may be a copy.
func TestPasskeyCopied(t *testing.T) {
	inDatabases(t, func(t *testing.T, o *owner) {
		a := newAuthenticator(t)
		o.add(a, "Teléfono")
		a.used = 6
		if got := o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
			t.Fatalf("got %d, want 303", got.status)
		}
		for _, count := range []uint32{7, 6, 0} {
			o.newBrowser()
			back := func(r *response) { r.count = count }
			o.wantSignInForm(o.sendPasskey(a.sign(o.challenge(), shopOrigin, back)), http.StatusForbidden, "puede haber una copia")
		}
		if got := strings.Count(o.log.String(), `the passkey "Teléfono" from 127.0.0.1 is refused: the passkey's count of signatures went back`); got != 3 {
			t.Errorf("got the log %s, want three lines about it", o.log)
		}
	})
}

// An answer is valid once and for a limited time, in the same browser and for
// the same purpose.
func TestChallenges(t *testing.T) {
	inDatabases(t, func(t *testing.T, o *owner) {
		a := newAuthenticator(t)
		o.add(a, "Teléfono")
		uncounted := func(r *response) { r.count = 0 } // so that only the challenge is checked
		o.newBrowser()
		site := mustParse(t, o.base)
		credential := a.sign(o.challenge(), shopOrigin, uncounted)
		cookies := o.client.Jar.Cookies(site)
		if got := o.sendPasskey(credential); got.status != http.StatusSeeOther {
			t.Fatalf("got %d, want 303", got.status)
		}
		o.newBrowser()
		o.wantSignInForm(o.sendPasskey(credential), http.StatusForbidden, "no se aceptó") // without its cookie
		o.client.Jar.SetCookies(site, cookies)
		o.wantSignInForm(o.sendPasskey(credential), http.StatusForbidden, "no se aceptó") // with its cookie
		if !strings.Contains(o.log.String(), "is refused: the challenge was answered before") {
			t.Errorf("got the log %s, want the reason", o.log)
		}

		others := a.sign(o.challenge(), shopOrigin, uncounted)
		o.newBrowser()
		o.challenge()
		o.wantSignInForm(o.sendPasskey(others), http.StatusForbidden, "no se aceptó") // another browser's

		credential = a.sign(o.challenge(), shopOrigin, uncounted)
		forged := *o.client.Jar.Cookies(site)[0]
		value, signature, _ := strings.Cut(forged.Value, ".")
		forged.Value = value + "." + strings.Repeat("A", len(signature))
		o.newBrowser()
		o.client.Jar.SetCookies(site, []*http.Cookie{&forged})
		o.wantSignInForm(o.sendPasskey(credential), http.StatusForbidden, "no se aceptó") // forged

		credential = a.sign(o.challenge(), shopOrigin, uncounted)
		o.setPassword(password)
		o.wantSignInForm(o.sendPasskey(credential), http.StatusForbidden, "no se aceptó") // older than the password

		o.handler.SetTimeout(time.Millisecond)
		credential = a.sign(o.challenge(), shopOrigin, uncounted)
		time.Sleep(5 * time.Millisecond)
		o.wantSignInForm(o.sendPasskey(credential), http.StatusForbidden, "no se aceptó") // too late
		if !strings.Contains(o.log.String(), "is refused: Session has Expired") {
			t.Errorf("got the log %s, want the reason", o.log)
		}
	})
}

// A challenge to add a passkey signs nobody in, and a challenge to sign in adds
// no passkey.
func TestChallengesAreForOneThing(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.mustSignIn()
	a := newAuthenticator(t)
	o.add(a, "Teléfono")
	begun := o.begin("Otro", password).body
	if got := o.sendPasskey(a.sign(begun, shopOrigin, func(r *response) { r.rpID = "example.com" })); got.status != http.StatusForbidden {
		t.Errorf("to add: got %d, want it to sign nobody in", got.status)
	}
	b := newAuthenticator(t)
	challenge := readCeremony(t, o.challenge()).PublicKey.Challenge
	credential := b.create(begun, shopOrigin, func(r *response) { r.challenge = challenge })
	if got := o.finish(credential); got.status != http.StatusForbidden || len(o.passkeys()) != 1 {
		t.Errorf("to sign in: got %d, want it to add nothing", got.status)
	}
}

// Malformed credentials are refused, and so are those that are too long.
func TestDamagedPasskeys(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.mustSignIn()
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
		if got := o.sendPasskey(credential); got.status != http.StatusForbidden || got.header.Get("Location") != "" {
			t.Errorf("%.40q: got %d, want 403", credential, got.status)
		}
	}
	for _, length := range []int{13 << 10, 20 << 20} {
		o.challenge()
		got := o.sendPasskey(strings.Repeat("x", length))
		if got.status != http.StatusForbidden || !strings.Contains(alerts(t, got.body), "no vino de esta página") {
			t.Errorf("%d bytes: got %d %s, want them refused unread", length, got.status, alerts(t, got.body))
		}
	}
}

// A passkey of one origin is refused at another, whatever host a client names.
func TestPasskeyOfAnotherOrigin(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.mustSignIn()
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
	o.wantSignInForm(got, http.StatusForbidden, "no se aceptó")
	o.client.Transport = transport
	if got := o.do("POST", "/admin/entrar/reto", url.Values{}, "Origin: "+other, "Sec-Fetch-Site: same-origin"); got.status != http.StatusBadRequest {
		t.Errorf("got %d, want 400 for an origin that is not the page's", got.status)
	}
}

// named sends requests with another Host header.
type named struct {
	http.RoundTripper
	host string
}

func (n named) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Host = n.host
	return n.RoundTripper.RoundTrip(r)
}

// Wrong passwords and passkeys of strangers do not keep the owner from signing
// in with a passkey. What strangers send takes no space in the database.
func TestStrangersAndPasskeys(t *testing.T) {
	o := signedIn(t, "")
	o.base = shopOrigin
	o.mustSignIn()
	known, a := o.client.Jar, newAuthenticator(t)
	o.add(a, "Teléfono")
	o.newBrowser()
	for o.signIn("equivocada y larga").status != http.StatusTooManyRequests {
	}
	if got := o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
		t.Errorf("after wrong passwords: got %d, want 303", got.status)
	}
	o.newBrowser()
	wrong := func(r *response) { r.user = nil }
	for i := range 5 {
		if got := o.sendPasskey(a.sign(o.challenge(), shopOrigin, wrong)); got.status != http.StatusForbidden {
			t.Fatalf("wrong passkey %d: got %d, want 403", i+1, got.status)
		}
	}
	o.wantSignInForm(o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)), http.StatusTooManyRequests, "Demasiados intentos")
	o.client.Jar = known
	if got := o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
		t.Errorf("the owner's browser: got %d, want 303", got.status)
	}

	before := rows(t, o.file)
	o.newBrowser()
	for range 50 {
		o.challenge()
		o.client.Jar, _ = cookiejar.New(nil)
		o.sendPasskey("{}")
	}
	if after := rows(t, o.file); after != before {
		t.Errorf("got %d rows, want the %d of before", after, before)
	}
}

// rows counts the rows of sign-ins in a SQLite database.
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
