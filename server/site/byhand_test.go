package site

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// byHand returns the messages that a page offers to shoppers without
// JavaScript, keyed by the link that sends them, without its query.
func byHand(t *testing.T, root *html.Node) map[string]string {
	t.Helper()
	messages := map[string]string{}
	for _, aside := range with(all(root, "aside"), "class", "by-hand") {
		for _, link := range all(aside, "a") {
			u, err := url.Parse(attr(link, "href"))
			if err != nil {
				t.Fatal(err)
			}
			// RFC 6068: lines end in CR LF.
			text := strings.ReplaceAll(u.Query().Get("text")+u.Query().Get("body"), "\r\n", "\n")
			messages[u.Scheme+":"+u.Opaque+u.Host+u.Path] = strings.ReplaceAll(text, "\u00a0", " ")
		}
	}
	return messages
}

// Without JavaScript every product's page has a link that orders the product.
func TestOrderByHandOfEveryProduct(t *testing.T) {
	s := at(demo(t), "https://shop.example/")
	for _, p := range s.Catalog.Products() {
		messages := byHand(t, open(t, s, "/producto/"+strconv.Itoa(p.ID)))
		if p.SoldOut() {
			if len(messages) > 0 {
				t.Errorf("%s: got %q, want none for a product that is sold out", p.Name, messages)
			}
			continue
		}
		lowest, highest := p.PriceRange()
		price := strings.ReplaceAll(s.Shop.Money.Text(lowest), "\u00a0", " ")
		if lowest != highest {
			price = "desde " + price
		}
		want := []string{"Hola, quiero hacer un pedido:", "", p.Name + ", " + price}
		for _, option := range p.Options {
			want = append(want, option.Name+" ("+strings.Join(option.Values, ", ")+"): ")
		}
		want = append(want, "Cantidad: 1", strings.TrimSuffix(s.Shop.BaseURL, "/")+"/producto/"+strconv.Itoa(p.ID))
		checkByHand(t, s, p.Name, messages, strings.Join(want, "\n"))
	}
}

// at returns a copy of s with another base URL.
func at(s *Site, base string) *Site {
	copied, shop := *s, *s.Shop
	shop.BaseURL = base
	copied.Shop = &shop
	return &copied
}

func checkByHand(t *testing.T, s *Site, name string, messages map[string]string, want string) {
	t.Helper()
	for _, to := range []string{"https:wa.me/" + s.Shop.Contact.WhatsApp, "mailto:" + s.Shop.Contact.Email} {
		if got := messages[to]; got != want {
			t.Fatalf("%s: %s: got %q, want %q", name, to, got, want)
		}
	}
	if len(messages) != 2 {
		t.Errorf("%s: got the messages %q, want one by WhatsApp and one by mail", name, messages)
	}
}

// The pages behind links and buttons that need JavaScript have such a link,
// too.
func TestOrderByHand(t *testing.T) {
	s := at(demo(t), "https://shop.example/")
	english := *s
	shop := *s.Shop
	shop.Language, shop.Contact.Email, shop.BaseURL = "en", "", ""
	english.Shop = &shop
	home := strings.TrimSuffix(s.Shop.BaseURL, "/")
	tests := []struct {
		name, address string
		site          *Site
		want          string
	}{
		{"cart", "/carrito", s, "Hola, quiero hacer un pedido:\n"},
		{"checkout", "/pedido", s, "Hola, quiero hacer un pedido:\n"},
		{"product added", "/agregarCarrito/3", s, "Hola, quiero hacer un pedido:\n\nBolso tote de lona, S/ 34.90\nCantidad: 1\n" + home + "/producto/3"},
		{"variant added", "/agregarCarrito/46?variante=1", s, "Hola, quiero hacer un pedido:\n\n" + nameOf(t, s, 46, 1) + "\nCantidad: 1\n" + home + "/producto/46"},
		{"variant in the address", "/producto/46?variante=1", s, "Hola, quiero hacer un pedido:\n\n" + nameOf(t, s, 46, 1) + "\nCantidad: 1\n" + home + "/producto/46"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			checkByHand(t, test.site, test.name, byHand(t, open(t, test.site, test.address)), test.want)
		})
	}
	t.Run("English, without mail and address", func(t *testing.T) {
		want := map[string]string{"https:wa.me/" + shop.Contact.WhatsApp: "Hello, I would like to order:\n\nBolso tote de lona, S/ 34.90\nQuantity: 1"}
		if got := byHand(t, open(t, &english, "/producto/3")); len(got) != 1 || got["https:wa.me/"+shop.Contact.WhatsApp] != want["https:wa.me/"+shop.Contact.WhatsApp] {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("nobody to write to", func(t *testing.T) {
		silent := load(t, plainShop, structuredProducts)
		if got := all(open(t, silent, "/carrito"), "aside"); len(with(got, "class", "by-hand")) > 0 {
			t.Error("got a way to order by hand, want none: the shop has neither a number nor an address")
		}
	})
}

// nameOf returns a variant's name and price as a message writes them.
func nameOf(t *testing.T, s *Site, product, variant int) string {
	t.Helper()
	p, _ := s.Catalog.Product(product)
	v, ok := p.Variant(variant)
	if !ok {
		t.Fatalf("no variant %d of product %d", variant, product)
	}
	return p.Name + " (" + v.Name() + "), " + strings.ReplaceAll(s.Shop.Money.Text(v.Price), "\u00a0", " ")
}
