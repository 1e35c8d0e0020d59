package checkout

import (
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// pixels is the width of a module in the picture of a code.
const pixels = 12

// onSave saves the code as a picture, which programs that scan codes can open.
func (p paying) onSave(ctx app.Context, e app.Event) {
	part.Try(func() app.Value {
		document := app.Window().Get("document")
		canvas, link := document.Call("createElement", "canvas"), document.Call("createElement", "a")
		side := p.qr.Size * pixels
		canvas.Set("width", side)
		canvas.Set("height", side)
		draw := canvas.Call("getContext", "2d")
		draw.Set("fillStyle", "#fff")
		draw.Call("fillRect", 0, 0, side, side)
		draw.Set("fillStyle", "#000")
		draw.Call("scale", pixels, pixels)
		draw.Call("fill", part.Property(app.Window(), "Path2D").New(p.qr.Path))
		link.Set("href", canvas.Call("toDataURL", "image/png"))
		link.Set("download", shopper.OrderNumber(p.order.ID)+".png")
		return link.Call("click")
	})
}

// receiptID is the id of the field for a picture of the receipt.
const receiptID = "pay-receipt"

// receipt draws a field for a picture of the receipt, and once there is one, a button that
// shares it with another program (Web Share API, level 2). Sharing needs a press of its
// own, because choosing a picture takes a while.
func (p paying) receipt() app.UI {
	if !app.IsClient || !part.Navigator("canShare").Truthy() {
		return part.Div("pay__receipt pay__receipt--none")
	}
	field := []app.UI{
		app.Label().Class("field__label").For(receiptID).Text(p.Text.Order.ChooseProof),
		app.Input().Class("pay__file").ID(receiptID).Type("file").Attr("accept", "image/*").OnChange(p.onChoose),
	}
	if p.chosen {
		field = append(field, part.Button("button", p.Text.Order.SendProof, p.onSend))
	}
	return part.Div("pay__receipt", field...)
}

func (p paying) onChoose(ctx app.Context, e app.Event) {
	p.chosen = ctx.JSSrc().Get("files").Length() > 0
}

// onSend shares the picture. The device shows the result itself.
func (p paying) onSend(ctx app.Context, e app.Event) {
	nothing := func() {}
	p.Settle(func() app.Value {
		files := app.Window().GetElementByID(receiptID).Get("files")
		data := map[string]any{"files": []any{files.Index(0)}, "text": p.PaidText(p.order)}
		return app.Window().Get("navigator").Call("share", data)
	}, nothing, func() { p.Refuse(p.Text.Order.NotShared) })
}
