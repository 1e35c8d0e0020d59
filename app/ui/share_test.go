package ui

import (
	"strings"
	"testing"

	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/session"

	"golang.org/x/net/html"
)

// shared opens the part of the cart's page that shares it.
func shared(t *testing.T, s *Store) *html.Node {
	t.Helper()
	s.sharing.open = true
	return one(t, "share", with(all(render(t, NewRoot(s, at(t, s.Href(address.Cart))))), "id", shareID))
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
			s := store(t, "es", few, &session.Memory{})
			s.Base, s.Prefix, s.Folders = test.base, test.prefix, test.folders
			s.Add(2, 0, 3)
			s.Add(3, 1, 1)
			share := shared(t, s)
			field := one(t, "field", all(share, "input"))
			want := test.want + linkOf(t, called("Medias", "", line(2, 0, 3)), called("Polo", "S / Blanco", line(3, 1, 1)))
			if got := attr(field, "value"); got != want || !has(field, "readonly") || labelOf(share, field) != spanish.CartLink {
				t.Errorf("got the field %q with %q, want %q with %q, read only", labelOf(share, field), got, spanish.CartLink, want)
			}
			one(t, "button "+spanish.CopyLink, named(all(share, "button"), spanish.CopyLink))
			code := one(t, "code", with(all(share, "svg"), "role", "img"))
			if got := scan(t, photograph(t, code)); got != want {
				t.Errorf("the code says %q, want %q", got, want)
			}
			if got := attr(code, "aria-label"); got != spanish.QRCode {
				t.Errorf("got the code named %q, want %q", got, spanish.QRCode)
			}
		})
	}
}

// The link is of the cart as it is now.
func TestShareFollowsTheCart(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	for n := 1; n <= 3; n++ {
		s.Add(2, 0, 1)
		share := shared(t, s)
		link := attr(one(t, "field", all(share, "input")), "value")
		if got, want := scan(t, photograph(t, one(t, "code", all(share, "svg")))), "/carrito#"+linkOf(t, called("Medias", "", line(2, 0, n))); got != want || link != want {
			t.Errorf("%d units: got link %q and code %q, want %q", n, link, got, want)
		}
	}
}

// Closed, as on the server's page, there is neither link nor code, and with
// nothing in the cart nothing to open.
func TestShareIsClosed(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	if got := with(all(render(t, NewRoot(s, at(t, "/carrito")))), "id", shareID); len(got) != 0 {
		t.Error("got an empty cart to share, want none")
	}
	s.Add(1, 0, 1)
	share := one(t, "share", with(all(render(t, NewRoot(s, at(t, "/carrito")))), "id", shareID))
	if has(share, "open") || len(all(share, "svg", "input", "button")) > 0 {
		t.Errorf("got %q open, want it closed and empty", wordsOf(share))
	}
	if got := wordsOf(one(t, "summary", all(share, "summary"))); got != spanish.ShareCart {
		t.Errorf("got %q, want %q", got, spanish.ShareCart)
	}
	if s.sharing.address != "" {
		t.Error("got a code made for what is closed, want none")
	}
}

func TestShareOfLargeCarts(t *testing.T) {
	fill := func(s *Store, n, id int) {
		s.Session.Change(func(c *cart.Cart) error {
			for i := range n {
				c.Restore(cart.Line{ProductID: id + i, Name: "x", Quantity: 1}, i)
			}
			return nil
		})
	}
	s := store(t, "es", few, &session.Memory{})
	fill(s, 100, 1<<53-101)
	share := shared(t, s)
	if got := wordsOf(share); !strings.Contains(got, spanish.TooLongForQR) || len(all(share, "svg")) > 0 || len(all(share, "input")) != 1 {
		t.Errorf("100 lines of the largest ids: got %q, want the link and %q", got, spanish.TooLongForQR)
	}
	s = store(t, "es", few, &session.Memory{})
	fill(s, cart.MaxLinkLines, 1)
	if got := wordsOf(shared(t, s)); strings.Contains(got, spanish.TooManyToShare) {
		t.Errorf("%d lines: got %q, want a link", cart.MaxLinkLines, got)
	}
	fill(s, cart.MaxLinkLines+1, 1)
	share = shared(t, s)
	if got := wordsOf(share); !strings.Contains(got, spanish.TooManyToShare) || len(all(share, "svg", "input")) > 0 {
		t.Errorf("%d lines: got %q, want %q and no link", cart.MaxLinkLines+1, got, spanish.TooManyToShare)
	}
}
