package alertpage

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/server/alert"
	"carrito/server/clientip"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/site"
	"carrito/server/words"
)

// shop is a shop in which some products are sold out.
type shop struct {
	*Handler
	t     *testing.T
	store *orderdb.Store
	site  *site.Site
	out   *catalog.Product // a sold-out product
	some  *catalog.Product // a product of which only a variant is sold out
	in    *catalog.Product // a product in stock
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s, err := site.Load(site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"})
	if err != nil {
		t.Fatal(err)
	}
	store := inboxtest.Open(t, t.TempDir()+"/orders.db")
	missing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "the shop's own 404", http.StatusNotFound) })
	h := &shop{Handler: New(store, func() *site.Site { return s }, missing, log.New(&strings.Builder{}, "", 0)), t: t, store: store, site: s}
	for _, p := range s.Catalog.Products() {
		switch {
		case p.SoldOut():
			h.out = p
		case len(p.Variants) == 0:
			h.in = p
		}
		for _, v := range p.Variants {
			if v.SoldOut() && !p.SoldOut() {
				h.some = p
			}
		}
	}
	if h.out == nil || h.some == nil || h.in == nil {
		t.Fatal("the demo shop has no product that is sold out, in part, or not")
	}
	return h
}

func (h *shop) post(product, contact string, headers ...string) *httptest.ResponseRecorder {
	h.t.Helper()
	form := url.Values{"producto": {product}, "contacto": {contact}}
	r := httptest.NewRequest("POST", address.Alert, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func (h *shop) alerts() []alert.Alert {
	h.t.Helper()
	all, err := h.store.Alerts(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

func (h *shop) key() string { return fmt.Sprint(h.out.ID, ":", h.out.First().ID) }

// A shopper is stored once, with the same answer each time, as a page and as text.
func TestTake(t *testing.T) {
	h := newShop(t)
	first := h.post(h.key(), " Ana@Correo.example")
	again := h.post(h.key(), "ana@correo.example")
	if first.Code != http.StatusOK || !strings.Contains(first.Body.String(), "te escribiremos") || again.Code != first.Code || again.Body.String() != first.Body.String() {
		t.Errorf("got %d %s, then %d %s, want the same twice", first.Code, first.Body, again.Code, again.Body)
	}
	text := h.post(h.key(), "987 654 321", "Accept", "text/plain")
	if text.Header().Get("Content-Type") != "text/plain; charset=utf-8" || !strings.HasPrefix(text.Body.String(), "Listo: ") {
		t.Errorf("got %q, want a sentence", text.Body)
	}
	for _, v := range h.some.Variants {
		if v.SoldOut() {
			h.post(fmt.Sprint(h.some.ID, ":", v.ID), "ana@correo.example")
			break
		}
	}
	all := h.alerts()
	if len(all) != 3 || all[1].Contact != "+51987654321" || all[2].Contact != "ana@correo.example" || all[0].Variant == 0 || !strings.HasPrefix(all[0].Name, h.some.Name+" (") {
		t.Errorf("got %+v", all)
	}
	if header := first.Header(); header.Get("Cache-Control") != "no-store" || !strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") || !strings.Contains(header.Get("X-Robots-Tag"), "noindex") {
		t.Errorf("got the headers %v", header)
	}
}

// What is refused is refused in words, with what was typed still there.
func TestRefused(t *testing.T) {
	h := newShop(t)
	tests := []struct {
		name, product, contact string
		headers                []string
		status                 int
		want                   string
		kept                   bool
	}{
		{"nothing", h.key(), " ", nil, http.StatusUnprocessableEntity, "Escribe tu correo", false},
		{"HTML", h.key(), `"><script>alert(1)</script>`, nil, http.StatusUnprocessableEntity, "no es un correo ni un número", true},
		{"a formula", h.key(), "=1+1", nil, http.StatusUnprocessableEntity, "no es un correo ni un número", true},
		{"right to left", h.key(), "\u202eمرحبا", nil, http.StatusUnprocessableEntity, "no es un correo ni un número", true},
		{"no address", h.key(), "ana@correo", nil, http.StatusUnprocessableEntity, "correo no es válido", true},
		{"10,000 letters", h.key(), strings.Repeat("ñ", 10_000), nil, http.StatusUnprocessableEntity, "demasiado largo", true},
		{"a form that is too large", h.key(), strings.Repeat("a", maxForm), nil, http.StatusRequestEntityTooLarge, "No se guardó", false},
		{"another site", h.key(), "ana@correo.example", []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden, "otra página", false},
		{"another origin", h.key(), "ana@correo.example", []string{"Origin", "https://mala.example"}, http.StatusForbidden, "otra página", false},
		{"no such product", "99999", "ana@correo.example", nil, http.StatusNotFound, "ya no está en la tienda", false},
		{"no such variant", fmt.Sprint(h.some.ID, ":9999"), "ana@correo.example", nil, http.StatusNotFound, "ya no está en la tienda", false},
		{"no number", "' OR 1=1", "ana@correo.example", nil, http.StatusNotFound, "ya no está en la tienda", false},
		{"in stock again", fmt.Sprint(h.in.ID), "ana@correo.example", nil, http.StatusOK, "ya está otra vez en stock", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h.Handler = New(h.store, h.Handler.site, h.notFound, h.log) // with no requests counted
			w := h.post(tt.product, tt.contact, tt.headers...)
			body := w.Body.String()
			if w.Code != tt.status || !strings.Contains(body, tt.want) || strings.Contains(body, "<script>alert") {
				t.Errorf("got %d %.3000s, want %d with %q", w.Code, body, tt.status, tt.want)
			}
			if field := `name="contacto" value="`; tt.kept && (!strings.Contains(body, field) || strings.Contains(body, field+`"`)) {
				t.Errorf("got %.3000s, want what was typed in the field", body)
			}
		})
	}
	if all := h.alerts(); len(all) > 0 {
		t.Errorf("got %+v, want nothing stored", all)
	}
}

// broken is a database that takes nothing.
type broken struct{ err error }

func (b broken) AddAlert(context.Context, alert.Alert) error { return b.err }

// A full disk, a full list and too many requests are said in words, and what was typed is
// kept.
func TestNotStored(t *testing.T) {
	for _, tt := range []struct {
		name   string
		store  Store
		before int
		status int
		want   string
	}{
		{"a full disk", broken{fmt.Errorf("%w: disk full", orderdb.ErrUnavailable)}, 0, http.StatusServiceUnavailable, "en este momento"},
		{"anything else", broken{errors.New("x")}, 0, http.StatusServiceUnavailable, "en este momento"},
		{"many wait", broken{orderdb.ErrManyAlerts}, 0, http.StatusConflict, "Ya esperan muchos"},
		{"many requests", broken{}, perMinute, http.StatusTooManyRequests, "Espera un minuto"},
		{"many in a day", broken{}, perDay, http.StatusTooManyRequests, "en este momento"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newShop(t)
			h.Handler = New(tt.store, h.Handler.site, h.notFound, h.log)
			if tt.before > perMinute { // over more than one minute
				h.limiter = clientip.NewLimiter(0)
			}
			for range tt.before {
				if w := h.post(h.key(), "ana@correo.example"); w.Code != http.StatusOK {
					t.Fatalf("got %d", w.Code)
				}
			}
			w := h.post(h.key(), "ana@correo.example")
			if body := w.Body.String(); w.Code != tt.status || !strings.Contains(body, tt.want) || !strings.Contains(body, `value="ana@correo.example"`) {
				t.Errorf("got %d %s, want %d with %q", w.Code, body, tt.status, tt.want)
			}
		})
	}
}

// Two presses at once store one alert.
func TestTwoPresses(t *testing.T) {
	h := newShop(t)
	var both sync.WaitGroup
	for range 8 {
		both.Go(func() {
			if w := h.post(h.key(), "ana@correo.example"); w.Code != http.StatusOK {
				t.Errorf("got %d", w.Code)
			}
		})
	}
	both.Wait()
	if all := h.alerts(); len(all) != 1 {
		t.Errorf("got %d alerts, want one", len(all))
	}
}

// A shop that is switched off, or has no inbox, answers as if there were no such address.
func TestOff(t *testing.T) {
	h := newShop(t)
	h.site.Shop.NoAlerts = true
	if w := h.post(h.key(), "ana@correo.example"); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "the shop's own 404") {
		t.Errorf("switched off: got %d", w.Code)
	}
	h.site.Shop.NoAlerts, h.site.Shop.Orders.Channels = false, nil
	if w := h.post(h.key(), "ana@correo.example"); w.Code != http.StatusNotFound {
		t.Errorf("without an inbox: got %d", w.Code)
	}
	for _, path := range []string{Folder, address.Alert, Folder + "x"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: got %d", path, w.Code)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", stylePath, nil))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), ".alert-page") {
		t.Errorf("the style sheet: got %d", w.Code)
	}
}

// Every problem has a sentence in every language.
func TestProblemsHaveSentences(t *testing.T) {
	for _, problem := range []alert.Problem{alert.Missing, alert.TooLong, alert.NoEmail, alert.NoNumber, alert.NoCountry} {
		for _, language := range []string{"es", "en", "pt"} {
			if words.In(language).AlertProblems[string(problem)] == "" {
				t.Errorf("%s has no sentence for %q", language, problem)
			}
		}
	}
}
