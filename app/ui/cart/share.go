package cart

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/ui/part"
	"carrito/app/ui/qr"
)

// sharing is the state of the panel that shares the cart as a link.
type sharing struct {
	open    bool
	address string // the address in code
	code    qr.Code
	coded   bool // whether address fits into a code
}

const (
	shareID = "share"
	linkID  = "share-link"
)

// share draws the panel that shares the cart, empty until the shopper opens it.
func (s *Screen) share() app.UI {
	var panel []app.UI
	switch {
	case !s.Live:
		panel = []app.UI{app.Text(s.Text.Opening)}
	case s.sharing.open:
		panel = s.sharePanel()
	}
	details := app.Elem("details").Class("share").ID(shareID).On("toggle", s.onShareToggle).Body(
		app.Elem("summary").Class("share__summary").Text(s.Text.ShareCart),
		part.Div("share__panel", panel...),
	)
	if s.sharing.open { // not set to false: go-app would write open="false" on the server, which HTML takes for open
		details.Attr("open", true)
	}
	return details
}

func (s *Screen) onShareToggle(ctx app.Context, e app.Event) {
	s.sharing.open = ctx.JSSrc().Get("open").Bool()
}

// Sharing reports whether the shopper has opened the panel on the server's
// page.
func Sharing() bool {
	details := app.Window().GetElementByID(shareID)
	return details.Truthy() && details.Get("open").Bool()
}

// Share opens or closes the panel that shares the cart.
func (s *Screen) Share(open bool) { s.sharing.open = open }

func (s *Screen) sharePanel() []app.UI {
	link, err := s.Session.Cart().Link()
	if err != nil {
		return []app.UI{part.Paragraph("share__tip", s.Text.TooManyToShare)}
	}
	address := s.CartLink(link)
	buttons := []app.UI{part.Button("button", s.Text.CopyLink, s.onCopy)}
	if part.CanShare() {
		buttons = append(buttons, part.Button("button", s.Text.SendLink, s.onSend))
	}
	return []app.UI{
		part.Div("share__words",
			part.Paragraph("share__tip", s.Text.ShareTip),
			app.Label().Class("share__label").For(linkID).Text(s.Text.CartLink),
			app.Input().Class("share__link").ID(linkID).ReadOnly(true).Value(address),
			part.Div("share__buttons", buttons...),
		),
		s.shareCode(address),
	}
}

func (s *Screen) shareCode(address string) app.UI {
	if s.sharing.address != address {
		s.sharing.address = address
		s.sharing.code, s.sharing.coded = qr.New(address, qr.Low)
	}
	if !s.sharing.coded {
		return part.Paragraph("share__tip", s.Text.TooLongForQR)
	}
	return part.Div("share__code",
		s.sharing.code.Draw(s.Text.QRCode),
		part.Paragraph("share__tip", s.Text.QRTip),
	)
}

// onCopy copies the link. If the browser does not allow that, the link is
// selected for the shopper to copy.
func (s *Screen) onCopy(ctx app.Context, e app.Event) {
	s.Copy(s.sharing.address, s.announceCopied, s.copyMarked)
}

func (s *Screen) copyMarked() {
	part.OnElement(linkID, func(field app.Value) {
		field.Call("focus")
		field.Call("select")
	})
	if part.Try(func() app.Value { return app.Window().Get("document").Call("execCommand", "copy") }).Truthy() {
		s.announceCopied()
		return
	}
	s.Refuse(s.Text.NotCopied)
}

func (s *Screen) announceCopied() {
	s.Announce(s.Text.LinkCopied, true)
}

func (s *Screen) onSend(ctx app.Context, e app.Event) {
	s.ShareLink(s.Text.PageTitle(s.Text.Cart, s.Shop.Name), s.sharing.address)
}
