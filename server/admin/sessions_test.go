package admin_test

import (
	"bufio"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/server/admin"
)

// Signing in again ends the browser's earlier session (ASVS 5.0, 7.2.4).
func TestSigningInAgainEndsTheOldSession(t *testing.T) {
	o := signedIn(t, "")
	old := o.client.Jar.Cookies(mustParse(t, o.base))
	if got := o.signIn(password); got.status != http.StatusSeeOther {
		t.Fatalf("got %d", got.status)
	}
	if got := o.get("/admin/pedidos"); got.status != http.StatusOK {
		t.Errorf("the new session: got %d, want 200", got.status)
	}
	o.client.Jar.SetCookies(mustParse(t, o.base), old)
	if got := o.get("/admin/pedidos"); got.status != http.StatusForbidden {
		t.Errorf("the old session: got %d, want 403", got.status)
	}
}

// sessionButtons returns the values of the buttons that end sessions.
func (o *owner) sessionButtons() []string {
	o.t.Helper()
	var values []string
	for n := range nodes(o.t, o.get("/admin/sesiones").body, "button") {
		if attribute(n, "name") == "end" {
			values = append(values, attribute(n, "value"))
		}
	}
	return values
}

func (o *owner) endSession(password, target string) answer {
	o.t.Helper()
	return o.do("POST", "/admin/sesiones", url.Values{"proof": {o.proof()}, "password": {password}, "end": {target}})
}

// The owner sees every session, and ends one or all with the password (ASVS
// 5.0, 7.5.2).
func TestSessionsAreListedAndEnded(t *testing.T) {
	o := signedIn(t, "/tienda")
	here := o.client.Jar
	o.client.Jar, _ = cookiejar.New(nil)
	other := o.client.Jar
	phone := "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Mobile Safari/537.36"
	if got := o.do("POST", "/admin/entrar", url.Values{"password": {password}}, "User-Agent: "+phone); got.status != http.StatusSeeOther {
		t.Fatalf("a second browser: got %d", got.status)
	}
	o.client.Jar = here
	page := text(t, o.get("/admin/sesiones").body)
	for _, want := range []string{"Chrome, Android", "(esta)", "127.0.0.1"} {
		if !strings.Contains(page, want) {
			t.Errorf("got %q, want %q in it", page, want)
		}
	}
	buttons := o.sessionButtons()
	if len(buttons) != 3 || buttons[2] != "all" {
		t.Fatalf("got the buttons %q, want one for each session and one for all", buttons)
	}
	if got := o.endSession("equivocada y larga", buttons[0]); got.status != http.StatusForbidden || len(o.sessionButtons()) != 3 {
		t.Errorf("a wrong password: got %d, want nothing ended", got.status)
	}
	if got := o.do("POST", "/admin/sesiones", url.Values{"password": {password}, "end": {"all"}}); got.status != http.StatusForbidden {
		t.Errorf("without the form's proof: got %d, want it refused", got.status)
	}
	if got := o.endSession(password, buttons[0]); got.status != http.StatusSeeOther || got.header.Get("Location") != "/tienda/admin/sesiones" { // the newest
		t.Errorf("one: got %d", got.status)
	}
	o.client.Jar = other
	if got := o.get("/admin/pedidos"); got.status != http.StatusForbidden {
		t.Errorf("the ended session: got %d, want 403", got.status)
	}
	o.client.Jar = here
	if got := o.sessionButtons(); len(got) != 2 {
		t.Errorf("got the buttons %q, want this session and all", got)
	}
	if got := o.endSession(password, "all"); got.status != http.StatusSeeOther || o.get("/admin/pedidos").status != http.StatusForbidden {
		t.Errorf("all: got %d, want this session ended, too", got.status)
	}
}

// A stream sends no changes that happen after its session has ended.
func TestEventsEndWithTheSession(t *testing.T) {
	ends := map[string]func(o *owner){
		"signed out":     func(o *owner) { o.do("POST", "/admin/salir", url.Values{"proof": {o.proof()}}) },
		"ended":          func(o *owner) { o.endSession(password, "all") },
		"a new password": func(o *owner) { o.setPassword("otra contraseña larga") },
		"no passkey":     func(o *owner) { admin.ForgetPasskeys(o.t.Context(), o.store) },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			o := signedIn(t, "")
			o.base = shopOrigin
			o.mustSignIn()
			a := newAuthenticator(t)
			o.add(a, "Teléfono")
			if got := o.sendPasskey(a.sign(o.challenge(), shopOrigin, nil)); got.status != http.StatusSeeOther {
				t.Fatalf("got %d", got.status)
			}
			request, err := http.NewRequestWithContext(t.Context(), "GET", o.base+"/admin/cambios", nil)
			if err != nil {
				t.Fatal(err)
			}
			response, err := o.client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			events := bufio.NewScanner(response.Body)
			first := ""
			for first == "" && events.Scan() {
				if number, ok := strings.CutPrefix(events.Text(), "data: "); ok {
					first = number
				}
			}
			end(o)
			o.place(func(placed *order.Order) { placed.Customer.Name = "Luz" })
			for events.Scan() {
				if number, ok := strings.CutPrefix(events.Text(), "data: "); ok && number != first {
					t.Errorf("got the change %s after the session's end, want none after %s", number, first)
				}
			}
		})
	}
}

// The log names where each sign-in and each attempt came from (ASVS 5.0,
// 16.3.1).
func TestSignInsAreLogged(t *testing.T) {
	o := newOwner(t, "")
	o.setPassword(password)
	for range 6 {
		o.signIn("equivocada y larga")
	}
	o.setPassword(password)
	o.signIn(password)
	o.do("POST", "/admin/salir", url.Values{"proof": {o.proof()}})
	var got []string
	for line := range strings.Lines(o.log.String()) {
		event, _, _ := strings.Cut(strings.TrimSpace(line), " for ") // leaves out how long
		got = append(got, event)
	}
	want := slices.Concat(slices.Repeat([]string{"the owner's page: a wrong password from 127.0.0.1"}, 5), []string{
		"the owner's page: a password from 127.0.0.1 is refused unread",
		"the owner's page: signed in from 127.0.0.1, ?, ?",
		"the owner's page: signed out from 127.0.0.1",
	})
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if strings.Contains(o.log.String(), "equivocada") {
		t.Error("got a password in the log, want none")
	}
}
