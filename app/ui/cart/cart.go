package cart

import (
	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Page returns the page at /carrito.
func (s *Screen) Page() part.Page {
	return part.Page{
		Status:    200,
		Title:     s.Text.CartTitle,
		Canonical: address.Cart,
		Body:      func() app.UI { return s.view(nil, catalog.Variant{}) },
	}
}

// view draws the cart. p and v are what the address asks to add, if anything.
func (s *Screen) view(p *catalog.Product, v catalog.Variant) app.UI {
	return part.Div("cart-page", part.Title(s.Text.CartTitle), s.linkedPanel(), s.UnloadedCart(), s.cartBody(), s.ByHand(p, v))
}

func (s *Screen) cartBody() app.UI {
	if !s.Live {
		return s.cartUnknown()
	}
	table := &cartTable{Screen: s, Lines: s.shown().lines}
	if len(table.Lines) == 0 {
		return part.Div("cart", s.undoBar(), s.cartEmpty())
	}
	for _, l := range table.Lines {
		p, _ := s.Catalog.Product(l.ProductID)
		table.Products = append(table.Products, p)
	}
	return part.Div("cart", s.undoBar(), table, s.cartSummary(), s.share())
}

// cartUnknown takes the cart's place in the server's page, since only the
// browser knows the cart. boot.js draws the cart from the templates.
func (s *Screen) cartUnknown() app.UI {
	sample := cart.Line{Name: "{name}", Variant: "{variant}", Quantity: 1}
	return part.Div("cart",
		app.Div().ID("cart-early").Body(
			part.Paragraph("empty__text", s.Text.CartLoading),
			app.NoScript().Body(part.Paragraph("empty__text", s.Text.NeedsJavaScript)),
		),
		app.Elem("template").ID("cart-filled").Body(
			s.undoBar(), &cartTable{Screen: s, Lines: []cart.Line{sample}}, s.cartSummary(), s.share()),
		app.Elem("template").ID("cart-empty").Body(s.undoBar(), s.cartEmpty()),
		app.Elem("template").ID("cart-undo").Body(s.undoOf("")),
	)
}

func (s *Screen) cartEmpty() app.UI {
	return s.Empty("cart", s.Text.CartEmpty, s.Text.CartEmptyTip)
}

// undoBar offers to undo the last removal. Its button takes the focus, for
// shoppers who use the keyboard.
func (s *Screen) undoBar() app.UI {
	removed := s.shown().removed
	if len(removed) == 0 {
		return part.Div("undo undo--none")
	}
	text := s.Text.Emptied
	if len(removed) == 1 {
		text = s.Text.Removed(shopper.LineName(removed[0]))
	}
	return s.undoOf(text)
}

func (s *Screen) undoOf(text string) app.UI {
	return part.Div("undo",
		part.Paragraph("undo__text", text),
		app.Button().Class("button").ID("undo").Type("button").Text(s.Text.Undo).OnClick(s.onUndo),
	)
}

func (s *Screen) onUndo(ctx app.Context, e app.Event) {
	key := s.Removed()[0].Key()
	s.Undo()
	s.Focus(quantityID(key))
}

func (s *Screen) cartSummary() app.UI {
	return part.Div("summary",
		part.Div("summary__line",
			part.Span("summary__name", s.Text.Subtotal),
			part.Exact("summary__sum", s.Money(s.Session.Cart().Subtotal())).ID("subtotal"),
		),
		part.Paragraph("summary__note", s.subtotalNote()),
		app.If(s.Shop.Orders.Taken(), func() app.UI {
			return app.A().Class("button button--main summary__order").Href(s.Href(address.Checkout)).Text(s.Text.Order.Order)
		}),
		app.A().Class("button").Href(s.Href(address.Home)).Text(s.Text.ContinueBuying),
		app.Button().Class("button button--quiet").ID("empty-cart").Type("button").Text(s.Text.EmptyCart).OnClick(s.onClear),
	)
}

// subtotalNote says which costs the subtotal leaves out.
func (s *Screen) subtotalNote() string {
	if s.Shop.Orders.Taken() {
		return s.Text.Order.SubtotalNote
	}
	return s.Text.SubtotalNote
}

func (s *Screen) onClear(ctx app.Context, e app.Event) {
	s.Clear()
	s.Focus("undo")
}

func quantityID(key cart.Key) string { return "quantity-" + string(key) }
