package pages

import (
	"strconv"
	"testing"

	"carrito/app/outbox"
	"carrito/app/session"
	"carrito/app/shopper"

	"golang.org/x/net/html"
)

// filled adds a product and a variant to the cart of a live shop.
func filled(s *Shop) {
	s.Open(&session.Memory{})
	s.Add(3, 0, 2)
	s.Add(26, 1, 1)
}

// kept adds favourites and viewed products.
func kept(s *Shop) {
	var storage session.Memory
	storage.Set(session.Favorites, "[3,26,15]")
	storage.Set(session.Viewed, "[46,3,15,1]")
	s.Open(&storage)
}

// Every page has valid markup that a screen reader understands.
func TestPages(t *testing.T) {
	type pageTest struct {
		name, address string
		prepare       func(*Shop)
		wantTitle     map[string]string // h1 by language; nil means any
	}
	tests := []pageTest{
		{name: "home", address: "/", wantTitle: map[string]string{"es": "MODA DJANGO", "en": "MODA DJANGO"}},
		{name: "second page of home", address: "/pagina/2"},
		{name: "category", address: "/categoria/polos", wantTitle: map[string]string{"es": "Polos", "en": "Polos"}},
		{name: "category, sorted", address: "/categoria/polos?orden=precio"},
		{name: "search", address: "/buscar?q=lino",
			wantTitle: map[string]string{"es": "Resultados para «lino»", "en": "Results for “lino”"}},
		{name: "search without a match", address: "/buscar?q=zzz",
			wantTitle: map[string]string{"es": "No encontramos nada para «zzz»", "en": "Nothing found for “zzz”"}},
		{name: "search for nothing", address: "/buscar?q=",
			wantTitle: map[string]string{"es": "¿Qué buscas?", "en": "What are you looking for?"}},
		{name: "simple product", address: "/producto/3", wantTitle: map[string]string{"es": "Bolso tote de lona", "en": "Bolso tote de lona"}},
		{name: "product with options", address: "/producto/26"},
		{name: "product with a variant chosen", address: "/producto/26?variante=9"},
		{name: "sold-out product", address: "/producto/15"},
		{name: "product sold out in every variant", address: "/producto/6"},
		{name: "cart from the server", address: "/carrito", wantTitle: map[string]string{"es": "Tu carrito", "en": "Your cart"}},
		{name: "empty cart", address: "/carrito", prepare: func(s *Shop) { s.Open(&session.Memory{}) }},
		{name: "filled cart", address: "/carrito", prepare: filled},
		{name: "cart with undo", address: "/carrito", prepare: func(s *Shop) { filled(s); s.Remove("3") }},
		{name: "emptied cart", address: "/carrito", prepare: func(s *Shop) { filled(s); s.Clear() }},
		{name: "product with a notice", address: "/producto/3", prepare: filled},
		{name: "home with news", address: "/", prepare: func(s *Shop) { s.Open(&faulty{off: true}) }},
		{name: "favourites from the server", address: "/favoritos", wantTitle: map[string]string{"es": "Tus favoritos", "en": "Your favourites"}},
		{name: "no favourites", address: "/favoritos", prepare: func(s *Shop) { s.Open(&session.Memory{}) }},
		{name: "favourites", address: "/favoritos", prepare: kept},
		{name: "product seen before", address: "/producto/3", prepare: kept},
		{name: "home seen before", address: "/", prepare: kept},
		{name: "checkout from the server", address: "/pedido", wantTitle: map[string]string{"es": "Tu pedido", "en": "Your order"}},
		{name: "checkout of an empty cart", address: "/pedido", prepare: func(s *Shop) { s.Open(&session.Memory{}) }},
		{name: "checkout", address: "/pedido", prepare: filled},
		{name: "checkout with faults", address: "/pedido", prepare: func(s *Shop) { filled(s); s.Checkout.Ready() }},
		{name: "checkout of a changed order", address: "/pedido", prepare: func(s *Shop) { change(s, ordered(s)) }},
		{name: "no order", address: "/gracias", prepare: func(s *Shop) { s.Open(&session.Memory{}) }},
		{name: "order from the server", address: "/gracias"},
		{name: "order to be sent", address: "/gracias", prepare: func(s *Shop) { s.Orders.Save(shopper.Sent{Kind: "whatsapp", State: outbox.ByHand, Order: ordered(s)}) },
			wantTitle: map[string]string{"es": "Falta un paso: envía el mensaje", "en": "One step is left: send the message"}},
		{name: "order that waits", address: "/gracias", prepare: func(s *Shop) { s.Orders.Save(shopper.Sent{Kind: "server", State: outbox.Waiting, Order: ordered(s)}) }},
		{name: "order that was sent", address: "/gracias", prepare: func(s *Shop) { s.Orders.Save(shopper.Sent{Kind: "server", State: outbox.Sent, Order: ordered(s)}) }},
		{name: "not found", address: "/nada", wantTitle: map[string]string{"es": "Página no encontrada", "en": "Page not found"}},
		{name: "no such product", address: "/producto/999999"},
		{name: "adding", address: "/agregarCarrito/3"},
	}
	for _, p := range demoStore(t, "es").plainPages(nil) {
		tests = append(tests, pageTest{name: p.path + " from the server", address: p.path}, pageTest{name: p.path + " of a filled shop", address: p.path, prepare: filled})
	}
	for _, language := range languages {
		for _, test := range tests {
			t.Run(language+" "+test.name, func(t *testing.T) {
				s := demoStore(t, language)
				if test.prepare != nil {
					test.prepare(s)
				}
				root := render(t, NewRoot(s, at(t, test.address)))
				checkOutline(t, root)
				checkNames(t, root)
				checkIDs(t, root)
				checkTexts(t, root)
				if want := test.wantTitle[language]; want != "" {
					if got := wordsOf(one(t, "h1", all(root, "h1"))); got != want {
						t.Errorf("h1: got %q, want %q", got, want)
					}
				}
			})
		}
	}
}

// checkOutline checks that there is one main, one title and one live region,
// that headings skip no level, and that landmarks of one kind have different
// names.
func checkOutline(t *testing.T, root *html.Node) {
	t.Helper()
	for what, found := range map[string][]*html.Node{
		"h1": all(root, "h1"), "main": all(root, "main"), "header": all(root, "header"), "footer": all(root, "footer"),
		"live region": with(all(root), "role", "status"),
	} {
		if len(found) != 1 {
			t.Errorf("%s: got %d, want 1", what, len(found))
		}
	}
	if got := attr(one(t, "live region", with(all(root), "role", "status")), "aria-live"); got != "polite" {
		t.Errorf("aria-live: got %q, want polite", got)
	}
	level := 6
	for _, h := range all(root, "h1", "h2", "h3", "h4", "h5", "h6") {
		next := int(h.Data[1] - '0')
		if next > level+1 {
			t.Errorf("heading %q: got h%d after h%d, want at most h%d", wordsOf(h), next, level, level+1)
		}
		if wordsOf(h) == "" {
			t.Errorf("got an empty %s, want text in it", h.Data)
		}
		level = next
	}
	names := map[string]bool{}
	for _, landmark := range append(all(root, "nav", "search"), with(all(root), "role", "search")...) {
		name := landmark.Data + " " + attr(landmark, "aria-label")
		if names[name] {
			t.Errorf("landmark %q: got two with this name, want different names", name)
		}
		names[name] = true
	}
}

// checkNames checks that everything a shopper can use or see has an accessible
// name.
func checkNames(t *testing.T, root *html.Node) {
	t.Helper()
	for _, n := range all(root, "a", "button") {
		if hidden(n) {
			if attr(n, "tabindex") != "-1" {
				t.Errorf("<%s href=%q> is hidden: got tabindex %q, want -1", n.Data, attr(n, "href"), attr(n, "tabindex"))
			}
			continue
		}
		if nameOf(n) == "" {
			t.Errorf("<%s href=%q id=%q> has no name", n.Data, attr(n, "href"), attr(n, "id"))
		}
	}
	for _, a := range all(root, "a") {
		if attr(a, "href") == "" {
			t.Errorf("link %q has no address", nameOf(a))
		}
	}
	for _, b := range all(root, "button") {
		if kind := attr(b, "type"); kind != "button" && kind != "submit" {
			t.Errorf("button %q: got type %q, want button or submit", nameOf(b), kind)
		}
	}
	for _, img := range all(root, "img") {
		if attr(img, "alt") == "" {
			t.Errorf("<img src=%q> has no alt", attr(img, "src"))
		}
		width, _ := strconv.Atoi(attr(img, "width"))
		height, _ := strconv.Atoi(attr(img, "height"))
		if width < 1 || height < 1 {
			t.Errorf("<img src=%q>: got the size %d × %d, want the size of the file", attr(img, "src"), width, height)
		}
	}
	for _, field := range all(root, "input", "select", "textarea") {
		if attr(field, "type") != "hidden" && labelOf(root, field) == "" {
			t.Errorf("<input id=%q name=%q> has no label", attr(field, "id"), attr(field, "name"))
		}
	}
}

// checkIDs checks that each id is used once, and that each reference has its
// element.
func checkIDs(t *testing.T, root *html.Node) {
	t.Helper()
	ids := map[string]int{}
	for _, n := range all(root) {
		if has(n, "id") {
			ids[attr(n, "id")]++
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %q is used %d times, want once", id, n)
		}
	}
	for _, n := range all(root) {
		for _, key := range []string{"for", "aria-labelledby", "aria-describedby", "aria-controls"} {
			if has(n, key) && ids[attr(n, key)] != 1 {
				t.Errorf("<%s %s=%q>: no such element", n.Data, key, attr(n, key))
			}
		}
	}
}
