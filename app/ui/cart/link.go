package cart

import (
	"net/url"

	"carrito/app/address"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// LinkedID is the id of the heading above the cart of a link.
const LinkedID = "linked"

// AddressChanged opens the cart link that the shopper has put into the address of
// the open page, if any. It must not be called before the first page is drawn.
func (s *Screen) AddressChanged() {
	s.Do(func() {
		if s.ReadLink(s.Root.Page().URL()) {
			s.Focus(LinkedID)
		}
	})
}

// ReadLink opens the cart link in the address of the cart's page, if any. It
// reports whether there is something new to show.
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

// leaveLink removes the link from the address, so that neither a reload nor
// Back opens it again.
func (s *Screen) leaveLink() {
	at := *s.Root.Page().URL()
	at.Fragment, at.RawFragment = "", ""
	s.Root.Page().ReplaceURL(&at)
}

// TakeLink adds the link's cart to the shopper's own.
func (s *Screen) TakeLink() {
	s.Link.Take()
	if _, opened := s.Link.Opened(); !opened {
		s.closedLink()
	}
}

// DeclineLink drops the link and leaves the shopper's cart as it is.
func (s *Screen) DeclineLink() {
	s.Link.Decline()
	s.closedLink()
}

func (s *Screen) onTakeLink(ctx app.Context, e app.Event) { s.TakeLink() }

func (s *Screen) onDeclineLink(ctx app.Context, e app.Event) { s.DeclineLink() }

func (s *Screen) onCloseFault(ctx app.Context, e app.Event) {
	s.Link.Close()
	s.closedLink()
}

func (s *Screen) closedLink() {
	s.leaveLink()
	s.Focus("title")
}
