package cart

import (
	"strconv"
	"time"

	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// cartTable draws the lines of the cart as a table. On a phone each row becomes
// a small card, but stays a table row to a screen reader.
type cartTable struct {
	app.Compo

	Screen   *Screen
	Lines    []cart.Line
	Products []*catalog.Product // of the lines; nil while on its way. The table is drawn again when one comes.

	refused cart.Key // line whose quantity was last refused
}

// Render draws the table.
func (c *cartTable) Render() app.UI {
	t := c.Screen.Text
	head := func(text, class string) app.UI {
		return app.Th().Class(class).Scope("col").Text(text)
	}
	return app.Table().Class("cart__table").Body(
		app.Caption().Class("visually-hidden").Text(t.CartTitle),
		app.THead().Body(app.Tr().Body(
			head(t.ProductColumn, "cart__head"), head(t.PriceColumn, "cart__head cart__head--number"),
			head(t.Quantity, "cart__head"), head(t.TotalColumn, "cart__head cart__head--number"),
			app.Th().Class("cart__head").Scope("col").Body(
				part.Span("visually-hidden", t.RemoveColumn)),
		)),
		app.TBody().Body(app.Range(c.Lines).Slice(func(i int) app.UI { return c.row(c.Lines[i]) })),
	)
}

func (c *cartTable) row(l cart.Line) app.UI {
	s := c.Screen
	return app.Tr().Class("line").Body(
		app.Th().Class("line__product").Scope("row").Body(c.product(l)),
		app.Td().Class("line__price").Attr("translate", "no").Text(s.Money(l.UnitPrice)),
		app.Td().Class("line__quantity").Body(c.quantity(l)),
		app.Td().Class("line__total").Attr("translate", "no").Text(s.Money(l.Total())),
		app.Td().Class("line__remove").Body(
			app.Button().Class("line__button").Type("button").Aria("label", s.Text.Remove(shopper.LineName(l))).
				OnClick(c.onRemove(l.Key()), app.EventScope(string(l.Key()))).Body(part.Icon("remove")),
		),
	)
}

func (c *cartTable) product(l cart.Line) app.UI {
	s := c.Screen
	link := s.Href(address.Product(l.ProductID))
	if !s.Live { // in a template
		link = s.Href(address.Cart)
	}
	return part.Div("line__what",
		app.A().Class("line__picture").Href(link).TabIndex(-1).Aria("hidden", true).Body(s.thumbnail(l)),
		part.Div("line__words",
			app.A().Class("line__name").Href(link).Text(l.Name),
			app.If(l.Variant != "", func() app.UI { return part.Span("line__variant", l.Variant) }),
		),
	)
}

func (s *Screen) thumbnail(l cart.Line) app.UI {
	p, ok := s.Catalog.Latest(l.ProductID)
	if !ok && !s.Live { // in a template: boot.js sets the picture
		return app.Img().Class("picture").Alt(l.Name)
	}
	if !ok {
		return s.NoPicture()
	}
	v, _ := p.Variant(l.VariantID)
	return s.Picture(p, v, part.Picture{In: part.InLine, Lazy: true})
}

func (c *cartTable) quantity(l cart.Line) app.UI {
	s := c.Screen
	id := quantityID(l.Key())
	most := cart.MaxQuantity
	if p, ok := s.Catalog.Product(l.ProductID); ok {
		v, _ := p.Variant(l.VariantID)
		most = part.Limit(v)
	}
	return app.Div().Body(
		app.Label().Class("visually-hidden").For(id).Text(s.Text.QuantityOf(shopper.LineName(l))),
		s.Stepper(id, strconv.Itoa(l.Quantity), most, c.refused == l.Key(), c.onQuantity(l.Key()), string(l.Key())),
	)
}

func (c *cartTable) onQuantity(key cart.Key) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		field := ctx.JSSrc()
		c.refused = ""
		before := c.Screen.now()
		before.lines = append([]cart.Line(nil), before.lines...) // the removal moves them
		old, _ := c.Screen.Session.Cart().Line(key)
		if !c.Screen.SetQuantity(key, field.Get("value").String()).Done {
			c.refused = key
		}
		if line, ok := c.Screen.Session.Cart().Line(key); ok {
			field.Set("value", strconv.Itoa(line.Quantity))
			return
		}
		field.Set("value", strconv.Itoa(old.Quantity)) // as it was drawn; another line may get the field
		c.Screen.before = &before
		c.Screen.drawAfterPress(ctx, quantityID(key), "")
	}
}

// drawAfterPress draws the cart without the line that was removed, once no press lasts. A
// press on another line may have left the field, and that line would move from under it.
// Until then the page shows the cart as it was before. What was pressed keeps the focus. It is
// known by the id that had the focus during the press, since rows are drawn by their places.
func (s *Screen) drawAfterPress(ctx app.Context, removed, pressed string) {
	if s.Browser.Pressed() {
		ctx.PreventUpdate()
		pressed = part.FocusedID()
		s.Root.After(15*time.Millisecond, func(ctx app.Context) { s.drawAfterPress(ctx, removed, pressed) })
		return
	}
	s.before = nil
	for _, id := range []string{pressed, part.FocusedID(), "undo"} {
		if id != "" && id != removed {
			s.Focus(id)
			return
		}
	}
}

func (c *cartTable) onRemove(key cart.Key) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		c.Screen.Remove(key)
		c.Screen.Focus("undo")
	}
}
