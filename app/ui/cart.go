package ui

import (
	"carrito/app/cart"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// cartPage is "/carrito".
func (s *Store) cartPage() Page {
	return Page{
		Status:    200,
		Title:     s.Text.CartTitle,
		Canonical: cartPath,
		Body: func() app.UI {
			return app.Div().Class("cart-page").Body(title(s.Text.CartTitle), s.cartBody())
		},
	}
}

func (s *Store) cartBody() app.UI {
	switch {
	case !s.Live:
		return s.cartUnknown()
	case len(s.Session.Cart().Lines()) == 0:
		return app.Div().Class("cart").Body(s.undoBar(), s.cartEmpty())
	default:
		return app.Div().Class("cart").Body(s.undoBar(), &cartTable{Store: s, Lines: s.Session.Cart().Lines()}, s.cartSummary())
	}
}

// cartUnknown stands in the page as the server writes it: only the browser
// knows the cart. boot.js fills the room with what lies in the templates.
func (s *Store) cartUnknown() app.UI {
	sample := cart.Line{Name: "{name}", Variant: "{variant}", Quantity: 1}
	return app.Div().Class("cart").Body(
		app.Div().ID("cart-early").Body(
			app.P().Class("empty__text").Text(s.Text.CartLoading),
			app.NoScript().Body(app.P().Class("empty__text").Text(s.Text.NeedsJavaScript)),
		),
		app.Elem("template").ID("cart-filled").Body(
			s.undoBar(), &cartTable{Store: s, Lines: []cart.Line{sample}}, s.cartSummary()),
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
	if len(s.undo) == 0 {
		return app.Div().Class("undo undo--none")
	}
	text := s.Text.Emptied
	if len(s.undo) == 1 {
		text = s.Text.Removed(lineName(s.undo[0].line))
	}
	return s.undoOf(text)
}

func (s *Store) undoOf(text string) app.UI {
	return app.Div().Class("undo").Body(
		app.P().Class("undo__text").Text(text),
		app.Button().Class("button").ID("undo").Type("button").Text(s.Text.Undo).OnClick(s.onUndo),
	)
}

func (s *Store) onUndo(ctx app.Context, e app.Event) {
	key := s.undo[0].line.Key()
	s.Undo()
	s.focus(quantityID(key))
}

func (s *Store) cartSummary() app.UI {
	return app.Div().Class("summary").Body(
		app.Div().Class("summary__line").Body(
			app.Span().Class("summary__name").Text(s.Text.Subtotal),
			app.Span().Class("summary__sum").ID("subtotal").Text(s.Money(s.Session.Cart().Subtotal())),
		),
		app.P().Class("summary__note").Text(s.Text.SubtotalNote),
		app.A().Class("button").Href(s.href(homePath)).Text(s.Text.ContinueBuying),
		app.Button().Class("button button--quiet").ID("empty-cart").Type("button").Text(s.Text.EmptyCart).OnClick(s.onClear),
	)
}

func (s *Store) onClear(ctx app.Context, e app.Event) {
	s.Clear()
	s.focus("undo")
}

func quantityID(key cart.Key) string { return "quantity-" + string(key) }
