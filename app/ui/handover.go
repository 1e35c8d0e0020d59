package ui

import (
	"time"

	"carrito/app/cart"
	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// retry is how long a press may take that holds up the handing over.
const retry = 15 * time.Millisecond

// handOver puts the drawn page in the place of the server's. Until then boot.js
// goes on with the session, so that no press is lost: what it has changed since
// the session was read is read and drawn first.
func (r *Root) handOver(ctx app.Context) {
	s := r.store
	if s.outdated() {
		ctx.Dispatch(func(ctx app.Context) {
			s.news = nil
			s.reopen()
			ctx.Defer(r.handOver)
		})
		return
	}
	shared := shareOpen()
	if !s.HandOver() {
		ctx.After(retry, func(ctx app.Context) { ctx.Defer(r.handOver) })
		return
	}
	s.Pause, s.HandOver = nil, nil
	app.Window().Set("carritoLost", nil)
	app.Window().Set("carritoUndo", nil)
	s.join()
	r.arrived() // not before: the session was boot.js's
	ctx.Dispatch(func(ctx app.Context) {
		s.sharing.open = shared
		focused := app.Window().Get("document").Get("activeElement")
		if s.readLink(ctx.Page().URL()) && (!focused.Truthy() || focused.Get("tagName").String() == "BODY") {
			s.focus(offerID)
		}
	})
}

// outdated reports whether the stored cart is another one than the session's.
func (s *Store) outdated() bool {
	text, _, err := s.storage.Get(session.Cart)
	return err == nil && s.Session.Broken() == nil && text != s.Session.Get(session.Cart)
}

// resume takes over what boot.js did before the program was there: what of the
// stored cart it could not keep, and what it removed and could still undo.
func (s *Store) resume(news *session.News) {
	if !app.IsClient {
		return
	}
	lost := app.Window().Get("carritoLost")
	for i := 0; lost.Truthy() && i < lost.Length(); i++ {
		if name := lost.Index(i).String(); name != "" {
			news.Damage.Dropped = append(news.Damage.Dropped, name)
		} else {
			news.Damage.Unreadable = true
		}
	}
	if before := app.Window().Get("carritoUndo"); before.Truthy() {
		s.undo = s.missing(before.String())
	}
}

// missing returns the lines of an earlier cart that the cart no longer has.
func (s *Store) missing(text string) []removed {
	earlier, _ := cart.Parse(text, s.Shop.Money.Digits)
	earlier.Reconcile(s.Catalog)
	var gone []removed
	for place, line := range earlier.Lines() {
		if _, ok := s.Session.Cart().Line(line.Key()); !ok {
			gone = append(gone, removed{line, place})
		}
	}
	return gone
}
