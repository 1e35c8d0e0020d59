package admin_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"carrito/server/admin"
	"carrito/server/shoptest"
)

func TestPasswordLengths(t *testing.T) {
	admin.UseRealHashing(t)
	store := shoptest.Store(t)
	for _, wrong := range []string{"", "short", strings.Repeat("ñ", 11), strings.Repeat("x", 1025), "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"} {
		if err := admin.SetPassword(t.Context(), store, wrong); err == nil {
			t.Errorf("%q: got no error, want it refused", wrong)
		}
	}
	if hash, err := store.Setting(t.Context(), "admin password"); err != nil || hash != "" {
		t.Errorf("got %q, %v, want none set", hash, err)
	}
	if err := admin.SetPassword(t.Context(), store, "ñandúes y ñoños"); err != nil {
		t.Error(err)
	}
	if hash, err := store.Setting(t.Context(), "admin password"); err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=65536,t=3,p=4$") {
		t.Errorf("got %q, %v, want argon2id", hash, err)
	}
}

// Passwords that attackers try first are refused. Length is the only other
// rule.
func TestCommonPasswords(t *testing.T) {
	store := shoptest.Store(t)
	refused := []string{
		"123456789012", "password1234", "Password1234!", "P@ssw0rd1234", "passwordpassword", "aaaaaaaaaaaa", "abababababab", "123123123123",
		"qwertyuiop123", "210987654321", "abcdefghijkl", "contraseña123", "Contraseña2026", "administrador1", "1qaz2wsx3edc4rfv", "!!!dragon!!!!",
		"teamomucho123", "modadjango2026", "MODA DJANGO 2026", "shop.example1",
	}
	for _, password := range refused {
		if err := admin.SetPassword(t.Context(), store, password, "MODA DJANGO", "modadjango", "shop.example"); err == nil || !strings.Contains(err.Error(), "tried first") {
			t.Errorf("%q: got %v, want it refused", password, err)
		}
	}
	if hash, err := store.Setting(t.Context(), "admin password"); err != nil || hash != "" {
		t.Errorf("got %q, %v, want none set", hash, err)
	}
	for _, password := range []string{"una contraseña larga", "cuatro patas y un gato", "correcthorsebatterystaple", "k3v9x2m7q4wz", "739105826447", "ññññoooooooo pañal"} {
		if err := admin.SetPassword(t.Context(), store, password, "MODA DJANGO"); err != nil {
			t.Errorf("%q: got %v, want no error", password, err)
		}
	}
}

func TestCookie(t *testing.T) {
	o := newOwner(t, "/tienda")
	o.setPassword(password)
	got := o.signIn(password)
	cookies := (&http.Response{Header: got.header}).Cookies()
	if len(cookies) != 2 {
		t.Fatalf("got %d cookies, want one for the session and one for the browser", len(cookies))
	}
	if b := cookies[1]; b.Name != "__Host-carrito-browser" || !b.HttpOnly || !b.Secure || b.SameSite != http.SameSiteStrictMode || b.Path != "/" || b.MaxAge != 400*24*60*60 {
		t.Errorf("got %+v", b)
	}
	c := cookies[0]
	if c.Name != "__Host-carrito" || !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 12*60*60 || len(c.Value) != 43 {
		t.Errorf("got %+v", c)
	}
	if again := (&http.Response{Header: o.signIn(password).header}).Cookies(); again[0].Value == c.Value {
		t.Error("got the same session twice, want a new one")
	}
}

// Signing in leads back to the owner's page that was requested, and never to
// another site.
func TestBack(t *testing.T) {
	o := newOwner(t, "/tienda")
	o.setPassword(password)
	tests := []struct{ back, want string }{
		{"/tienda/admin/pedidos?estado=new", "/tienda/admin/pedidos?estado=new"},
		{"/tienda/admin/pedidos/0198", "/tienda/admin/pedidos/0198"},
		{"https://evil.example/", "/tienda/admin/pedidos"},
		{"//evil.example/tienda/admin/pedidos", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos.evil.example", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos/\\evil", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos/../../x", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos/%2e%2e/%2e%2e/x", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos/..%2f..%2fx", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos/..", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos/./x", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos//evil.example", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos/%ff", "/tienda/admin/pedidos"},
		{"/tienda/admin/pedidos/\r\nX: y", "/tienda/admin/pedidos"},
		{"", "/tienda/admin/pedidos"},
	}
	for _, test := range tests {
		got := o.do("POST", "/admin/entrar", url.Values{"password": {password}, "back": {test.back}})
		if location := got.header.Get("Location"); location != test.want {
			t.Errorf("%q: got %q, want %q", test.back, location, test.want)
		}
	}
	if got := o.do("POST", "/admin/entrar", url.Values{"password": {password}}, "Origin: https://evil.example"); got.status != http.StatusForbidden {
		t.Errorf("from another site: got %d, want 403", got.status)
	}
}

func TestSignOut(t *testing.T) {
	o := signedIn(t, "")
	if got := o.do("POST", "/admin/salir", url.Values{}); got.status != http.StatusForbidden || o.get("/admin/pedidos").status != http.StatusOK {
		t.Errorf("without proof: got %d, want it refused", got.status)
	}
	stolen := o.client.Jar.Cookies(mustParse(t, o.base))
	if got := o.do("POST", "/admin/salir", url.Values{"proof": {o.proof()}}); got.status != http.StatusSeeOther {
		t.Errorf("got %d", got.status)
	}
	o.client.Jar.SetCookies(mustParse(t, o.base), stolen)
	if got := o.get("/admin/pedidos"); got.status != http.StatusForbidden {
		t.Errorf("after signing out: got %d, want 403", got.status)
	}
}

// A new password ends every session.
func TestNewPasswordEndsSessions(t *testing.T) {
	o := signedIn(t, "")
	o.setPassword("otra contraseña larga")
	if got := o.get("/admin/pedidos"); got.status != http.StatusForbidden {
		t.Errorf("got %d, want 403", got.status)
	}
	if got := o.signIn(password); got.status != http.StatusForbidden {
		t.Errorf("the old password: got %d, want 403", got.status)
	}
	if got := o.signIn("otra contraseña larga"); got.status != http.StatusSeeOther {
		t.Errorf("the new password: got %d, want 303", got.status)
	}
}

// A stranger who tries passwords does not lock the owner out of a browser that
// has signed in before, because that browser has its own count. A new password
// clears all counts.
func TestStrangerKeepsNobodyOut(t *testing.T) {
	o := signedIn(t, "")
	known := o.client.Jar
	stranger := func() answer {
		o.client.Jar, _ = cookiejar.New(nil)
		defer func() { o.client.Jar = known }()
		return o.signIn("equivocada y larga")
	}
	for stranger().status != http.StatusTooManyRequests {
	}
	if got := o.signIn(password); got.status != http.StatusSeeOther {
		t.Errorf("the owner's browser: got %d, want 303", got.status)
	}
	for i := range 5 {
		if got := o.signIn("equivocada y larga"); got.status != http.StatusForbidden {
			t.Fatalf("attempt %d in the owner's browser: got %d, want 403", i+1, got.status)
		}
	}
	if got := o.signIn(password); got.status != http.StatusTooManyRequests {
		t.Errorf("after five wrong passwords in the owner's browser: got %d, want 429", got.status)
	}
	o.setPassword("otra contraseña larga")
	if got := stranger(); got.status != http.StatusForbidden {
		t.Errorf("a stranger after a new password: got %d, want 403", got.status)
	}
	if got := o.signIn("otra contraseña larga"); got.status != http.StatusSeeOther {
		t.Errorf("the owner after a new password: got %d, want 303", got.status)
	}
}

// A forged mark of a browser has no effect.
func TestBrowserMarkIsSigned(t *testing.T) {
	o := newOwner(t, "")
	o.setPassword(password)
	for i := range 6 {
		want := http.StatusForbidden
		if i == 5 {
			want = http.StatusTooManyRequests
		}
		mark := "Cookie: __Host-carrito-browser=" + strings.Repeat("A", i+1) + "." + strings.Repeat("B", 43)
		got := o.do("POST", "/admin/entrar", url.Values{"password": {"equivocada y larga"}}, mark)
		if got.status != want {
			t.Errorf("attempt %d: got %d, want %d", i+1, got.status, want)
		}
	}
}

// After five wrong passwords even the right one is refused without a check.
func TestLockOut(t *testing.T) {
	o := newOwner(t, "")
	o.setPassword(password)
	for i := range 5 {
		if got := o.signIn("equivocada"); got.status != http.StatusForbidden || !strings.Contains(got.body, "no es correcta") {
			t.Fatalf("attempt %d: got %d", i+1, got.status)
		}
	}
	got := o.signIn(password)
	if got.status != http.StatusTooManyRequests || got.header.Get("Set-Cookie") != "" || got.header.Get("Retry-After") == "" || !strings.Contains(got.body, "Demasiados intentos") {
		t.Errorf("the right password: got %d %v, want 429", got.status, got.header)
	}
}

func TestWrongForms(t *testing.T) {
	o := newOwner(t, "")
	o.setPassword(password)
	if got := o.signIn(strings.Repeat("x", 9<<10)); got.status != http.StatusForbidden {
		t.Errorf("a long form: got %d, want 403", got.status)
	}
	if got := o.do("GET", "/admin/pedidos", nil, "Cookie: __Host-carrito="+strings.Repeat("A", 43)); got.status != http.StatusForbidden {
		t.Errorf("a made-up session: got %d, want 403", got.status)
	}
}

func mustParse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
