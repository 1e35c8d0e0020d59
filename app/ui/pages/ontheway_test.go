package pages

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/ui/part"
	"carrito/app/ui/uitest"
)

// directoryOf returns the directory of a catalogue in one part.
func directoryOf(products int, hash string) string {
	return fmt.Sprintf(`{"sizes": "%c", "folder": "/p.", "files": {"todo": "x"}, "parts": [%q],
		"categories": [{"slug": "polos", "name": "Polos", "count": %d, "newest": {"id": 3, "name": "Polo 3", "price": "1.00"}}]}`, catalog.NoProducts+products, hash, products)
}

// pictured is like priced, with a picture of each product.
func pictured(products ...string) string {
	return strings.ReplaceAll(priced(products...), `"options"`, `"images": [{"src": "/web/images/a.jpg", "alt": "A", "width": 3, "height": 4}], "options"`)
}

// inPart opens the page at an address of a shop in one part, whose three products came with it.
func inPart(t *testing.T, address string, storage session.Storage) (*Shop, *visitor) {
	t.Helper()
	s := store(t, "es", directoryOf(3, "a"), &session.Memory{})
	s.Phase = part.Live
	s.Shop.Orders.Channels = []shop.Channel{{Kind: shop.WhatsAppChannel}}
	products := slices.Clone(read(t, pictured("1 10", "2 20", "3 30")).Products())
	slices.Reverse(products)
	s.Bring(part.Here{At: address, Total: 3, Products: products})
	s.Open(storage)
	return s, visit(t, s, address)
}

// renewTo makes the catalogue one of so many products, whose part is on its way.
func renewTo(t *testing.T, s *Shop, v *visitor, products int, hash string) {
	t.Helper()
	next := read(t, directoryOf(products, hash))
	next.Adopt(s.Catalog) // as refresh does
	s.Renew(next, hash, s.Sized)
	v.root.renew(v.ctx)
}

// supply gives the page the part of the catalogue.
func supply(t *testing.T, s *Shop, v *visitor, products ...string) {
	t.Helper()
	if wanted := s.Catalog.Wanted(); len(wanted) == 0 || wanted[0].Index != 0 {
		t.Errorf("got %v asked for, want the part", wanted)
	}
	if err := s.Catalog.Put(0, uitest.Catalog(t, pictured(products...))); err != nil {
		t.Fatal(err)
	}
	s.Supplied(false)
	v.root.renew(v.ctx)
}

// The page of a product stays when the catalogue changes, with what is chosen, although its
// new part is on its way or cannot be had. What is added is what the page shows. If the product
// is gone, the page says so.
func TestProductStaysUntilItsPartHasCome(t *testing.T) {
	for name, came := range map[string]bool{"it came with the page": true, "it was opened": false} {
		t.Run(name, func(t *testing.T) {
			s, v := inPart(t, "/producto/2", &session.Memory{})
			if !came {
				v.goTo("/producto/3")
				v.goTo("/producto/2")
				s.Here = part.Here{}
			}
			view := func() string { return v.root.page.Body().(interface{ CompoID() string }).CompoID() }
			before := view()
			shows := func(when, title, price string) {
				t.Helper()
				root := render(t, v.root)
				if got := wordsOf(one(t, "h1", all(root, "h1"))); got != title || v.root.page.Title != title {
					t.Fatalf("%s: got the page %q, want %q", when, got, title)
				}
				if got := wordsOf(with(all(root), "class", "price")[0]); got != price {
					t.Errorf("%s: got the price %q, want %q", when, got, price)
				}
				if view() != before {
					t.Errorf("%s: got a new view, want the one with what is chosen", when)
				}
				if got := strings.Contains(wordsOf(root), spanish.NotLoaded); got != s.Lacking {
					t.Errorf("%s: got a sentence that it could not be loaded: %v, want %v", when, got, s.Lacking)
				}
			}
			shows("before", "Polo 2", "S/ 20.00")

			renewTo(t, s, v, 3, "b")
			shows("on its way", "Polo 2", "S/ 20.00")
			if got := s.Add(2, 2, 3); !got.Done || keys(s) != "2:2×3" {
				t.Errorf("got %+v and %q in the cart, want three units of what is shown", got, keys(s))
			}
			s.Supplied(true)
			v.root.renew(v.ctx)
			shows("not to be had", "Polo 2", "S/ 20.00")
			v.goTo("/producto/2") // as after a change of the fragment
			shows("the same address", "Polo 2", "S/ 20.00")
			renewTo(t, s, v, 3, "c")
			shows("renewed again", "Polo 2", "S/ 20.00")

			supply(t, s, v, "1 10", "2 25", "3 30")
			shows("there", "Polo 2", "S/ 25.00")
			if line, _ := s.Session.Cart().Line("2:2"); s.Money(line.UnitPrice) != "S/ 25.50" || len(s.News) == 0 {
				t.Errorf("got %s in the cart and the news %q, want the new price", s.Money(line.UnitPrice), s.News)
			}

			renewTo(t, s, v, 2, "d")
			shows("it may be gone", "Polo 2", "S/ 25.00")
			supply(t, s, v, "1 10", "3 30")
			root := render(t, v.root)
			if got := wordsOf(one(t, "main", all(root, "main"))); !strings.Contains(got, spanish.NoProduct) || keys(s) != "" {
				t.Errorf("got %q and %q in the cart, want that the product is gone", got, keys(s))
			}
		})
	}
}

// Pages that show several products keep them until their new parts have come.
func TestPagesKeepWhatIsOnItsWay(t *testing.T) {
	var storage session.Memory
	storage.Set(session.Favorites, "[1,3]")
	storage.Set(session.Viewed, "[2,1]")
	storage.Set(session.Cart, `{"2:2": {"nombre": "Polo 2", "variante": "M", "precio": "20.50", "cantidad": 2}}`)
	for _, address := range []string{"/", "/categoria/polos", "/buscar?q=polo", "/producto/3", "/favoritos", "/carrito", "/pedido"} {
		t.Run(address, func(t *testing.T) {
			s, v := inPart(t, address, &storage)
			shown := func() string {
				main := one(t, "main", all(render(t, v.root), "main"))
				return fmt.Sprintf("%d pictures, %s", len(all(main, "img")), wordsOf(main))
			}
			want := shown()
			renewTo(t, s, v, 3, "b")
			if got := shown(); got != want {
				t.Errorf("got\n%s, want\n%s", got, want)
			}
			supply(t, s, v, "1 10", "2 25", "3 30")
			if got := shown(); address != "/favoritos" && got == want {
				t.Errorf("got %s, want the new price", got)
			}
		})
	}
}

// A product of which the server wrote the page is opened again after its part made room.
func TestBackToAProductThatMadeRoom(t *testing.T) {
	s, v := inPart(t, "/producto/2", &session.Memory{})
	v.goTo("/carrito")
	s.Catalog = read(t, directoryOf(3, "a"))
	v.goTo("/producto/2")
	if got := wordsOf(one(t, "main", all(render(t, v.root), "main"))); strings.Contains(got, spanish.NoProduct) {
		t.Errorf("got %q, want the product on its way", got)
	}
	supply(t, s, v, "1 10", "2 20", "3 30")
	if got := wordsOf(one(t, "h1", all(render(t, v.root), "h1"))); got != "Polo 2" {
		t.Errorf("got %q, want the product", got)
	}
}
