package ui

import (
	"net/url"

	"carrito/app/address"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// contentID is where the skip link leads to. Any other fragment on the cart's
// page is taken for a cart link, or for what is left of one.
const contentID = "content"

const offerID = "offer"

// AddressChanged looks for a cart link in the address, which the shopper has put
// there while the page was open. It may be called once the first page is drawn.
func (s *Store) AddressChanged() {
	s.Do(func() {
		if s.readLink(s.root.Page().URL()) {
			s.focus(offerID)
		}
	})
}

// readLink opens the cart link in an address of the cart's page. It reports
// whether there is something new to see.
func (s *Store) readLink(at *url.URL) bool {
	path, _ := s.Within(at.Path)
	if path != address.Cart || at.Fragment == "" || at.Fragment == contentID {
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
func (s *Store) leaveLink() {
	at := *s.root.Page().URL()
	at.Fragment, at.RawFragment = "", ""
	s.root.Page().ReplaceURL(&at)
}

func (s *Store) onTakeOffer(ctx app.Context, e app.Event) {
	s.Link.Take()
	s.closedOffer()
}

func (s *Store) onDeclineOffer(ctx app.Context, e app.Event) {
	s.Link.Decline()
	s.closedOffer()
}

func (s *Store) onCloseFault(ctx app.Context, e app.Event) {
	s.Link.Close()
	s.closedOffer()
}

func (s *Store) closedOffer() {
	s.leaveLink()
	s.focus("title")
}
