package pages

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/session"
)

const (
	hat   = `"1":{"producto_id":1,"nombre":"Gorra","cantidad":2,"precio":"39.90","imagen":"","total":"79.80"}`
	socks = `"2":{"producto_id":2,"nombre":"Medias","cantidad":1,"precio":"12.90","imagen":"","total":"12.90"}`
)

// The news says what is wrong with a stored cart; the rest of it is kept.
func TestNews(t *testing.T) {
	tests := []struct {
		name, stored string
		wantEs       []string
		wantEn       []string
		wantCart     string
	}{
		{name: "nothing stored"},
		{name: "null", stored: "null"},
		{name: "list", stored: "[]"},
		{name: "valid", stored: "{" + hat + "," + socks + "}", wantCart: "1×2 2×1"},
		{name: "not JSON", stored: "hola", wantEs: []string{spanish.CartUnreadable}, wantEn: []string{english.CartUnreadable}},
		{name: "6 MB", stored: strings.Repeat("x", 6<<20), wantEs: []string{spanish.CartUnreadable}, wantEn: []string{english.CartUnreadable}},
		{name: "empty entry", stored: `{"1":{},` + socks + "}", wantCart: "2×1",
			wantEs: []string{"No se pudo leer «1» de tu carrito guardado y se dejó fuera."},
			wantEn: []string{"“1” in your saved cart could not be read and was left out."}},
		{name: "bad quantity", stored: `{"1":{"producto_id":1,"nombre":"Gorra","cantidad":-4},` + socks + "}", wantCart: "2×1",
			wantEs: []string{"No se pudo leer «Gorra» de tu carrito guardado y se dejó fuera."},
			wantEn: []string{"“Gorra” in your saved cart could not be read and was left out."}},
		{name: "truncated", stored: "{" + hat + `,"2":{"prod`, wantCart: "1×2",
			wantEs: []string{spanish.CartUnreadable}, wantEn: []string{english.CartUnreadable}},
		{name: "price changed", stored: "{" + strings.Replace(hat, "39.90", "0.01", 1) + "}", wantCart: "1×2",
			wantEs: []string{"Cambió el precio de Gorra: antes S/ 0.01, ahora S/ 39.90."},
			wantEn: []string{"The price of Gorra changed: it was S/ 0.01, it is now S/ 39.90."}},
		{name: "product renamed", stored: "{" + strings.Replace(hat, `"Gorra"`, `"Gorro"`, 1) + "}", wantCart: "1×2",
			wantEs: []string{"Lo que elegiste como «Gorro» ahora se llama «Gorra». Mira si es lo que quieres."},
			wantEn: []string{"What you chose as “Gorro” is now called “Gorra”. Please check that it is what you want."}},
		{name: "variant renamed", stored: `{"3:1":{"producto_id":3,"nombre":"Polo","variante":"XS / Blanco","cantidad":1,"precio":"20.00"}}`, wantCart: "3:1×1",
			wantEs: []string{"Lo que elegiste como «Polo (XS / Blanco)» ahora se llama «Polo (S / Blanco)». Mira si es lo que quieres."},
			wantEn: []string{"What you chose as “Polo (XS / Blanco)” is now called “Polo (S / Blanco)”. Please check that it is what you want."}},
		{name: "less stock", stored: "{" + strings.Replace(hat, `"cantidad":2`, `"cantidad":9`, 1) + "}", wantCart: "1×5",
			wantEs: []string{"De Gorra solo 5 quedan: ajustamos la cantidad."},
			wantEn: []string{"Only 5 left of Gorra: the quantity was adjusted."}},
		{name: "sold out", stored: `{"4":{"producto_id":4,"nombre":"Bufanda","cantidad":1,"precio":"59.90"}}`,
			wantEs: []string{"Bufanda se agotó y salió de tu carrito."},
			wantEn: []string{"Bufanda sold out and left your cart."}},
		{name: "gone", stored: `{"77":{"producto_id":77,"nombre":"Capa","cantidad":1,"precio":"9.90"}}`,
			wantEs: []string{"Capa ya no está en la tienda y salió de tu carrito."},
			wantEn: []string{"Capa is no longer in the shop and left your cart."}},
		{name: "gone without a name", stored: `{"77":{"producto_id":77,"cantidad":1,"precio":"9.90"}}`,
			wantEs: []string{"77 ya no está en la tienda y salió de tu carrito."},
			wantEn: []string{"77 is no longer in the shop and left your cart."}},
		{name: "variant gone", stored: `{"3:9":{"producto_id":3,"nombre":"Polo","variante":"L / Negro","cantidad":1,"precio":"20.00"}}`,
			wantEs: []string{"Polo (L / Negro) ya no está en la tienda y salió de tu carrito."},
			wantEn: []string{"Polo (L / Negro) is no longer in the shop and left your cart."}},
		{name: "several", stored: `{"1":{},"4":{"producto_id":4,"nombre":"Bufanda","cantidad":1,"precio":"59.90"}}`,
			wantEs: []string{"No se pudo leer «1» de tu carrito guardado y se dejó fuera.", "Bufanda se agotó y salió de tu carrito."},
			wantEn: []string{"“1” in your saved cart could not be read and was left out.", "Bufanda sold out and left your cart."}},
	}
	for _, test := range tests {
		for language, want := range map[string][]string{"es": test.wantEs, "en": test.wantEn} {
			t.Run(test.name+" "+language, func(t *testing.T) {
				storage := &session.Memory{}
				storage.Set(session.Cart, test.stored)
				s := store(t, language, few, storage)
				if !slices.Equal(s.News, want) {
					t.Errorf("news: got %q, want %q", s.News, want)
				}
				if got := keys(s); got != test.wantCart {
					t.Errorf("cart: got %q, want %q", got, test.wantCart)
				}
				newsStand(t, s, want)
			})
		}
	}
}

// Every page says that a favourite has a new name.
func TestNewsOfFavorites(t *testing.T) {
	storage := &session.Memory{}
	s := store(t, "es", strings.Replace(few, `"Gorra"`, `"Gorro"`, 1), storage)
	p, _ := s.Catalog.Product(1)
	s.ToggleFavorite(p)
	for language, want := range map[string]string{"es": spanish.FavoriteRenamed("Gorra"), "en": english.FavoriteRenamed("Gorra")} {
		copied := &session.Memory{}
		for _, name := range []string{session.Favorites, session.Changes, session.ID} {
			text, _, _ := storage.Get(name)
			copied.Set(name, text)
		}
		s := store(t, language, few, copied)
		if !slices.Equal(s.News, []string{want}) {
			t.Errorf("got %q, want %q", s.News, want)
		}
		newsStand(t, s, []string{want})
	}
}

// newsStand checks that every page shows the news, with a button that closes
// them.
func newsStand(t *testing.T, s *Shop, want []string) {
	t.Helper()
	page := render(t, NewRoot(s, at(t, "/")))
	for _, news := range want {
		if !strings.Contains(wordsOf(page), fold(news)) {
			t.Errorf("no %q on the page", fold(news))
		}
	}
	headings := 0
	for _, h := range all(page, "h2") {
		if wordsOf(h) == s.Text.NewsHeading {
			headings++
		}
	}
	if got, wanted := headings == 1, len(want) > 0; got != wanted {
		t.Errorf("heading of the news: got %v, want %v", got, wanted)
	}
	if got, wanted := len(named(all(page, "button"), s.Text.Close)) == 1, len(want) > 0; got != wanted {
		t.Errorf("button that closes the news: got %v, want %v", got, wanted)
	}
}

// A shopper pays the catalogue's price, even if the stored cart has another
// one.
func TestPriceIsFromCatalog(t *testing.T) {
	storage := &session.Memory{}
	storage.Set(session.Cart, "{"+strings.ReplaceAll(hat, "39.90", "0.01")+"}")
	s := store(t, "es", few, storage)
	if got, want := s.Money(s.Session.Cart().Subtotal()), "S/ 79.80"; got != want {
		t.Errorf("subtotal: got %q, want %q", got, want)
	}
}
