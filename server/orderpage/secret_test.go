package orderpage_test

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
)

// Nobody can tell an unknown token from an address that never existed, with any method.
func TestUnknownTokens(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, forgotten := v.place("transfer", nil)
		v.must(v.store.SetState(t.Context(), o.ID, orderdb.Cancelled, "test"))
		v.must(v.store.Forget(t.Context(), []string{o.ID}, nil, nil))
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"} {
			want := v.do(method, "/pedido/nothing/at/all", nil)
			for _, path := range []string{"/pedido/", "/pedido/AAAAAAAAAAAAAAAAAAAAAA", forgotten, "/pedido/x", "/pedido/%00", "/pedido/%ff%fe", "/pedido/a%2fb", "/pedido/" + strings.Repeat("A", 4000)} {
				for _, more := range []string{"", "/pagar", "/pagado", "/otra", "/cambios", "/"} {
					if path == "/pedido/" && more != "" {
						continue
					}
					if got := v.do(method, path+more, nil); got.status != 404 || !reflect.DeepEqual(got, want) {
						t.Errorf("%s %s: got %v, want %v", method, path+more, got, want)
					}
				}
			}
		}
		_, path := v.place("transfer", nil)
		for _, a := range [][2]string{{"PUT", path}, {"POST", path}, {"POST", path + "/pagar"}, {"GET", path + "/pagado"}, {"GET", path + "/otra"}, {"GET", path + "/"}, {"GET", path + "/more"}} {
			if got := v.do(a[0], a[1], nil); got.body != "the shop's own 404\n" || got.header.Get("Content-Security-Policy") != "" {
				t.Errorf("%s %s: got %d, want the shop's 404", a[0], a[1], got.status)
			}
		}
	})
}

func TestAnswersAreGuarded(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		_, path := v.place("stripe", nil)
		for _, got := range []answer{v.get(path), v.get(path + "/pagar"), v.do("HEAD", path, nil), v.do("POST", path+"/otra", url.Values{"means": {"none"}})} {
			for name, want := range map[string]string{
				"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
			} {
				if got := got.header.Get(name); got != want {
					t.Errorf("got %s %q, want %q", name, got, want)
				}
			}
			csp := got.header.Get("Content-Security-Policy")
			if strings.Contains(csp, "unsafe") || !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || !strings.Contains(csp, "base-uri 'none'") {
				t.Errorf("got policy %q", csp)
			}
		}
	})
}

// Every text of an order is text.
func TestOrderIsText(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>' OR 1=1;-- {{.}} javascript:alert(1)`
		_, path := v.place(hostile, func(o *order.Order) {
			c := &o.Customer
			for _, field := range []*string{
				&c.Name, &c.Phone, &c.Email, &c.Address, &c.City, &c.PostalCode, &o.Note, &o.Promo, &o.Delivery.Method,
				&o.Delivery.Zone, &o.Lines[0].Name, &o.Lines[0].Note, &o.Lines[1].Variant,
			} {
				*field = hostile
			}
		})
		page := v.get(path).body
		if got := strings.Count(text(t, page), hostile); got < 13 {
			t.Errorf("got the text %d times in %s, want every one as it was typed", got, text(t, page))
		}
		for n := range nodes(t, page, "script") {
			if !strings.HasPrefix(attribute(n, "src"), "/tienda/pedido/pedido.js?v=") {
				t.Errorf("got the script %v, want the page's own only", n.Attr)
			}
		}
		for range nodes(t, page, "img") {
			t.Error("got a picture, want none")
		}
	})
}

// Forms of other sites are refused, and their scripts cannot read the page.
func TestFormsOfOtherSites(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, path := v.place("transfer", nil)
		for _, from := range []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://evil.example"} {
			for _, to := range []string{"/pagado", "/otra"} {
				got := v.do("POST", path+to, url.Values{"means": {"yape"}}, from)
				if got.status != http.StatusForbidden || !strings.Contains(got.body, "El formulario no vino de esta página") {
					t.Errorf("%s from %s: got %d, want 403", to, from, got.status)
				}
			}
		}
		if got := v.do("POST", path+"/otra", url.Values{"means": {strings.Repeat("x", 5000)}}); got.status != http.StatusForbidden {
			t.Errorf("a form too long: got %d, want 403", got.status)
		}
		if stored, err := v.store.Order(t.Context(), o.ID); err != nil || stored.Payment != orderdb.Unpaid || stored.Means != "transfer" {
			t.Errorf("got %q by %q, %v, want nothing changed", stored.Payment, stored.Means, err)
		}
	})
}

// Assets are kept for ever under the address that pages name.
func TestAssets(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		_, path := v.place("transfer", nil)
		for n := range nodes(t, v.get(path).body, "link") {
			got := v.get(strings.TrimPrefix(attribute(n, "href"), "/tienda"))
			if got.status != 200 || !strings.Contains(got.header.Get("Cache-Control"), "immutable") || !strings.Contains(got.body, ".steps") {
				t.Errorf("got %d %v, want the style sheet", got.status, got.header)
			}
		}
		if got := v.get("/pedido/pedido.js"); got.status != 200 || strings.Contains(got.header.Get("Cache-Control"), "immutable") {
			t.Errorf("got %d %v, want the script, to be asked for again", got.status, got.header)
		}
	})
}
