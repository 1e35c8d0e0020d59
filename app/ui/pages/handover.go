package pages

import (
	"time"

	"carrito/app/shopper"
	"carrito/app/ui/cart"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// retry is how long handOver waits before it tries again, if a press is under way.
const retry = 15 * time.Millisecond

// handOver replaces the server's page with the one that the program has drawn.
// Until then boot.js handles presses and changes the session, so handOver first
// draws what boot.js has changed since the session was read.
func (r *Root) handOver(ctx app.Context) {
	s := r.shop
	s.Browser.Pause() // the page was just drawn, and showing it takes a while
	if s.outdated() {
		ctx.Dispatch(func(ctx app.Context) {
			s.reopen()
			ctx.Defer(r.handOver)
		})
		return
	}
	shared := cart.Sharing()
	if !s.Browser.HandOver() {
		ctx.After(retry, func(ctx app.Context) { ctx.Defer(r.handOver) })
		return
	}
	s.Phase = part.Live
	boot := app.Window().Get("carrito")
	boot.Set("lost", nil)
	boot.Set("undo", nil)
	s.join()
	r.arrived("") // not earlier, while boot.js still wrote the session
	ctx.Dispatch(func(ctx app.Context) {
		s.cart.Share(shared)
		focused := app.Window().Get("document").Get("activeElement")
		if s.cart.ReadLink(ctx.Page().URL()) && (!focused.Truthy() || focused.Get("tagName").String() == "BODY") {
			s.Focus(cart.LinkedID)
		}
	})
}

// outdated reports whether boot.js has changed the stored cart since it was read.
func (s *Shop) outdated() bool { return s.Session.Outdated() }

// reopen reads the session again, after boot.js has written it.
func (s *Shop) reopen() {
	said := s.Message // of what the address of the page has added
	s.leave()
	s.Message = said
	s.Reopen(early())
}

// leave drops the state of the page that the shopper leaves.
func (s *Shop) leave() {
	s.cart.Leave()
	s.list.Leave()
	s.Leave()
	s.trim()
	s.Lacking = false
	if s.old { // the list changed meanwhile, which the shopper sees only now
		s.Here, s.old = part.Here{}, false
	}
}

// trim lets the catalogue forget products that only earlier pages have shown.
func (s *Shop) trim() {
	var keep []int
	for _, l := range s.Session.Cart().Lines() {
		keep = append(keep, l.ProductID)
	}
	s.Catalog.Trim(keep)
}

// early returns what boot.js did before the program ran.
func early() (e shopper.Early) {
	if !app.IsClient {
		return e
	}
	boot := app.Window().Get("carrito")
	lost := boot.Get("lost")
	for i := 0; lost.Truthy() && i < lost.Length(); i++ {
		e.Lost = append(e.Lost, lost.Index(i).String())
	}
	if before := boot.Get("undo"); before.Truthy() {
		e.Cart = before.String()
	}
	return e
}
