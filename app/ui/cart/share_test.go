package cart

import (
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/text"
	"carrito/app/ui/uitest"

	"golang.org/x/net/html"
)

var spanish = text.In("es")

// shared opens the panel that shares the cart and returns it.
func shared(t *testing.T, s *Screen) *html.Node {
	t.Helper()
	s.Share(true)
	return uitest.One(t, "share", uitest.With(uitest.All(uitest.Render(t, s.Page().Body())), "id", shareID))
}

func line(product, variant, n int, name, chosen string) cart.Line {
	return cart.Line{ProductID: product, VariantID: variant, Quantity: n, Name: name, Variant: chosen}
}

func linkOf(t *testing.T, lines ...cart.Line) string {
	t.Helper()
	c := cart.New(lines)
	link, err := c.Link()
	if err != nil {
		t.Fatal(err)
	}
	return link
}

func TestShare(t *testing.T) {
	for _, test := range []struct {
		name, base, prefix string
		folders            bool
		want               string
	}{
		{"at the root", "https://shop.example/", "", false, "https://shop.example/carrito#"},
		{"plain files under a path", "https://shop.example/tienda/", "/tienda", true, "https://shop.example/tienda/carrito/#"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := New(uitest.Screen(t))
			s.Base, s.Prefix, s.Folders = test.base, test.prefix, test.folders
			s.Add(2, 0, 3)
			s.Add(3, 1, 1)
			share := shared(t, s)
			field := uitest.One(t, "field", uitest.All(share, "input"))
			want := test.want + linkOf(t, line(2, 0, 3, "Medias", ""), line(3, 1, 1, "Polo", "S / Blanco"))
			if got := uitest.Attr(field, "value"); got != want || !uitest.Has(field, "readonly") || uitest.LabelOf(share, field) != spanish.CartLink {
				t.Errorf("got the field %q with %q, want %q with %q, read only", uitest.LabelOf(share, field), got, spanish.CartLink, want)
			}
			uitest.One(t, "button "+spanish.CopyLink, uitest.Named(uitest.All(share, "button"), spanish.CopyLink))
			code := uitest.One(t, "code", uitest.With(uitest.All(share, "svg"), "role", "img"))
			if got := uitest.Scan(t, code); got != want {
				t.Errorf("the code says %q, want %q", got, want)
			}
			if got := uitest.Attr(code, "aria-label"); got != spanish.QRCode {
				t.Errorf("accessible name of the code: got %q, want %q", got, spanish.QRCode)
			}
		})
	}
}

// The link and the code follow the cart.
func TestShareFollowsTheCart(t *testing.T) {
	s := New(uitest.Screen(t))
	for n := 1; n <= 3; n++ {
		s.Add(2, 0, 1)
		share := shared(t, s)
		link := uitest.Attr(uitest.One(t, "field", uitest.All(share, "input")), "value")
		if got, want := uitest.Scan(t, uitest.One(t, "code", uitest.All(share, "svg"))), "/carrito#"+linkOf(t, line(2, 0, n, "Medias", "")); got != want || link != want {
			t.Errorf("%d units: got link %q and code %q, want %q", n, link, got, want)
		}
	}
}

// A closed panel, as on the server's page, has neither link nor code. An empty
// cart has no panel.
func TestShareIsClosed(t *testing.T) {
	s := New(uitest.Screen(t))
	if got := uitest.With(uitest.All(uitest.Render(t, s.Page().Body())), "id", shareID); len(got) != 0 {
		t.Error("got a panel for an empty cart, want none")
	}
	s.Add(1, 0, 1)
	share := uitest.One(t, "share", uitest.With(uitest.All(uitest.Render(t, s.Page().Body())), "id", shareID))
	if uitest.Has(share, "open") || len(uitest.All(share, "svg", "input", "button")) > 0 {
		t.Errorf("got %q open, want it closed and empty", uitest.Words(share))
	}
	if got := uitest.Words(uitest.One(t, "summary", uitest.All(share, "summary"))); got != spanish.ShareCart {
		t.Errorf("got %q, want %q", got, spanish.ShareCart)
	}
	if s.sharing.address != "" {
		t.Error("got a code for a closed panel, want none")
	}
}

func TestShareOfLargeCarts(t *testing.T) {
	fill := func(s *Screen, n, id int) {
		s.Session.Change(func(c *cart.Cart) error {
			for i := range n {
				c.Restore(cart.Line{ProductID: id + i, Name: "x", Quantity: 1}, i)
			}
			return nil
		})
	}
	s := New(uitest.Screen(t))
	fill(s, 100, 1<<53-101)
	share := shared(t, s)
	if got := uitest.Words(share); !strings.Contains(got, spanish.TooLongForQR) || len(uitest.All(share, "svg")) > 0 || len(uitest.All(share, "input")) != 1 {
		t.Errorf("100 lines of the largest ids: got %q, want the link and %q", got, spanish.TooLongForQR)
	}
	s = New(uitest.Screen(t))
	fill(s, cart.MaxLinkLines, 1)
	if got := uitest.Words(shared(t, s)); strings.Contains(got, spanish.TooManyToShare) {
		t.Errorf("%d lines: got %q, want a link", cart.MaxLinkLines, got)
	}
	fill(s, cart.MaxLinkLines+1, 1)
	share = shared(t, s)
	if got := uitest.Words(share); !strings.Contains(got, spanish.TooManyToShare) || len(uitest.All(share, "svg", "input")) > 0 {
		t.Errorf("%d lines: got %q, want %q and no link", cart.MaxLinkLines+1, got, spanish.TooManyToShare)
	}
}
