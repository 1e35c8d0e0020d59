package cart

import (
	"net/url"

	"carrito/app/address"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// OfferID is the id of the heading over a cart that came by a link.
const OfferID = "offer"

// AddressChanged looks for a cart link in the address, which the shopper has put
// there while the page was open. It may be called once the first page is drawn.
func (s *Screen) AddressChanged() {
	s.Do(func() {
		if s.ReadLink(s.Root.Page().URL()) {
			s.Focus(OfferID)
		}
	})
}

// ReadLink opens the cart link in an address of the cart's page. It reports
// whether there is something new to see.
func (s *Screen) ReadLink(at *url.URL) bool {
	path, _ := s.Within(at.Path)
	if path != address.Cart || at.Fragment == "" || at.Fragment == part.ContentID {
		return false
	}
	isNew, faulty := s.Link.Open(at.Fragment)
	if faulty {
		s.leaveLink()
	}
	return isNew
}

// leaveLink takes the link out of the address, so that neither a reload nor Back
// opens it again.
func (s *Screen) leaveLink() {
	at := *s.Root.Page().URL()
	at.Fragment, at.RawFragment = "", ""
	s.Root.Page().ReplaceURL(&at)
}

// TakeLink adds the cart of the link to the shopper's own.
func (s *Screen) TakeLink() {
	s.Link.Take()
	s.closedOffer()
}

// DeclineLink leaves the shopper's cart as it is.
func (s *Screen) DeclineLink() {
	s.Link.Decline()
	s.closedOffer()
}

func (s *Screen) onTakeOffer(ctx app.Context, e app.Event) { s.TakeLink() }

func (s *Screen) onDeclineOffer(ctx app.Context, e app.Event) { s.DeclineLink() }

func (s *Screen) onCloseFault(ctx app.Context, e app.Event) {
	s.Link.Close()
	s.closedOffer()
}

func (s *Screen) closedOffer() {
	s.leaveLink()
	s.Focus("title")
}
