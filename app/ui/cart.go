package ui

import (
	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/shopper"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// cartPage is "/carrito".
func (s *Store) cartPage() Page {
	return Page{
		Status:    200,
		Title:     s.Text.CartTitle,
		Canonical: address.Cart,
		Body:      func() app.UI { return s.cartView(nil, catalog.Variant{}) },
	}
}

// cartView shows the cart. p and v are what the address asks to be added.
func (s *Store) cartView(p *catalog.Product, v catalog.Variant) app.UI {
	return div("cart-page", title(s.Text.CartTitle), s.offerPanel(), s.cartBody(), s.byHand(p, v))
}

func (s *Store) cartBody() app.UI {
	switch {
	case !s.Live:
		return s.cartUnknown()
	case len(s.Session.Cart().Lines()) == 0:
		return div("cart", s.undoBar(), s.cartEmpty())
	default:
		return div("cart", s.undoBar(), &cartTable{Store: s, Lines: s.Session.Cart().Lines()}, s.cartSummary(), s.share())
	}
}

// cartUnknown stands in the page as the server writes it: only the browser
// knows the cart. boot.js fills the room with what lies in the templates.
func (s *Store) cartUnknown() app.UI {
	sample := cart.Line{Name: "{name}", Variant: "{variant}", Quantity: 1}
	return div("cart",
		app.Div().ID("cart-early").Body(
			paragraph("empty__text", s.Text.CartLoading),
			app.NoScript().Body(paragraph("empty__text", s.Text.NeedsJavaScript)),
		),
		app.Elem("template").ID("cart-filled").Body(
			s.undoBar(), &cartTable{Store: s, Lines: []cart.Line{sample}}, s.cartSummary(), s.share()),
		app.Elem("template").ID("cart-empty").Body(s.undoBar(), s.cartEmpty()),
		app.Elem("template").ID("cart-undo").Body(s.undoOf("")),
	)
}

func (s *Store) cartEmpty() app.UI {
	return s.empty("cart", s.Text.CartEmpty, s.Text.CartEmptyTip)
}

// undoBar offers to put back what was just removed. It takes the focus, so
// that who removed by keyboard stands on it.
func (s *Store) undoBar() app.UI {
	removed := s.Removed()
	if len(removed) == 0 {
		return div("undo undo--none")
	}
	text := s.Text.Emptied
	if len(removed) == 1 {
		text = s.Text.Removed(shopper.LineName(removed[0]))
	}
	return s.undoOf(text)
}

func (s *Store) undoOf(text string) app.UI {
	return div("undo",
		paragraph("undo__text", text),
		app.Button().Class("button").ID("undo").Type("button").Text(s.Text.Undo).OnClick(s.onUndo),
	)
}

func (s *Store) onUndo(ctx app.Context, e app.Event) {
	key := s.Removed()[0].Key()
	s.Undo()
	s.focus(quantityID(key))
}

func (s *Store) cartSummary() app.UI {
	return div("summary",
		div("summary__line",
			span("summary__name", s.Text.Subtotal),
			exact("summary__sum", s.Money(s.Session.Cart().Subtotal())).ID("subtotal"),
		),
		paragraph("summary__note", s.subtotalNote()),
		app.If(s.Shop.Orders.Taken(), func() app.UI {
			return app.A().Class("button button--main summary__order").Href(s.Href(address.Checkout)).Text(s.Text.Order.Order)
		}),
		app.A().Class("button").Href(s.Href(address.Home)).Text(s.Text.ContinueBuying),
		app.Button().Class("button button--quiet").ID("empty-cart").Type("button").Text(s.Text.EmptyCart).OnClick(s.onClear),
	)
}

// subtotalNote says what comes on top of the subtotal.
func (s *Store) subtotalNote() string {
	if s.Shop.Orders.Taken() {
		return s.Text.Order.SubtotalNote
	}
	return s.Text.SubtotalNote
}

func (s *Store) onClear(ctx app.Context, e app.Event) {
	s.Clear()
	s.focus("undo")
}

func quantityID(key cart.Key) string { return "quantity-" + string(key) }
