package pages

import (
	"net/url"

	"carrito/app/address"
	"carrito/app/ui/cart"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// RootID is the id of the page's element. Hosts and extensions may put their
// elements beside it, or put it into one of theirs.
const RootID = "shop"

// Root is the component at the top of every page. It stays mounted as the
// shopper goes from page to page, so that the header, the live region and the
// focus stay.
type Root struct {
	app.Compo

	shop     *Shop
	at       *url.URL
	page     part.Page
	arrivals int // number of navigations, with the first page
}

var (
	_ app.Navigator = (*Root)(nil)
)

// NewRoot returns the component that shows the page at an address.
func NewRoot(s *Shop, at *url.URL) *Root {
	return &Root{shop: s, at: at, page: s.Route(at)}
}

// OnNav shows the page at the browser's address.
func (r *Root) OnNav(ctx app.Context) {
	r.shop.Root = ctx
	r.shop.Shopper.Page = shownPage{r.shop}
	r.shop.changed = func(renewed bool) {
		if renewed {
			r.renew(ctx)
		}
		ctx.Dispatch(r.shop.DrawAfterPress)
	}
	at := ctx.Page().URL()
	r.arrivals++
	another := r.arrivals > 1 && at.RequestURI() != r.at.RequestURI()
	refined := r.shop.Refining
	r.shop.Refining = ""
	if another {
		r.shop.leave()
		if refined == "" {
			r.shop.Loaded = nil // it was for the page that is left
			r.shop.Browser.Arrived()
		} else {
			r.shop.Browser.Retry()
		}
	}
	arrive(ctx, another && refined == "")
	searched := r.page.Search
	r.at, r.page = at, r.shop.Route(at)
	r.shop.here, _ = r.shop.Within(at.Path)
	added := r.add(ctx)
	if r.shop.Phase != part.Arriving && r.shop.cart.ReadLink(r.at) {
		r.shop.Focus(cart.LinkedID)
	}
	r.shop.describe(ctx, r.page)
	if refined != "" {
		r.shop.Announce(refined, false)
	}
	if r.arrivals == 1 && r.shop.Phase == part.Arriving {
		if !added {
			ctx.PreventUpdate() // it was just drawn
		}
		ctx.Defer(r.handOver)
	} else {
		r.arrived(searched)
	}
}

// renew finds the page in another catalogue, or with products that were loaded. If it
// was on its way until now, it is as if it had been there at once. A list that is held keeps
// its places.
func (r *Root) renew(ctx app.Context) {
	if r.shop.list.Held() {
		return
	}
	before := r.page
	r.page = r.shop.Route(r.at)
	r.add(ctx)
	if r.page.Title == before.Title {
		return
	}
	r.shop.describe(ctx, r.page)
	if before.Product == nil {
		r.noteViewed()
	}
	settle(ctx)
}

// add adds what the address asks for to the cart, and puts the cart's address in its
// place. It reports whether it did.
func (r *Root) add(ctx app.Context) bool {
	add := r.page.Add
	if add == nil {
		return false
	}
	if r.shop.Phase == part.Arriving && r.shop.outdated() {
		r.shop.reopen()
	}
	r.page.Add = nil
	r.shop.Add(add.ProductID, add.VariantID, 1)
	cart := *r.at
	cart.Path, cart.RawQuery = r.shop.Href(address.Cart), ""
	ctx.Page().ReplaceURL(&cart)
	r.at, r.shop.here = &cart, address.Cart
	return true
}

// arrived updates the session for a page that was just opened. The text that the page before
// searched for is known, or the shopper wants it forgotten.
func (r *Root) arrived(before string) {
	r.noteViewed()
	if r.page.Search != before {
		r.shop.Session.NoteSearch(r.page.Search)
	}
	if r.page.Ordering {
		r.shop.Checkout.Begin()
	}
}

// noteViewed records the product that the page shows as viewed.
func (r *Root) noteViewed() {
	if r.page.Product != nil {
		r.shop.View(r.page.Product)
	}
}

// Render draws the page within the layout.
func (r *Root) Render() app.UI {
	s := r.shop
	defer s.Browser.Supply() // what the drawing asked for
	return app.Div().Class(s.class()).ID(RootID).Body(
		app.A().Class("skip").Href("#"+part.ContentID).Text(s.Text.SkipToContent),
		s.header(r.at),
		s.liveRegion(),
		r.toast(),
		s.newsList(),
		app.Main().Class("content").ID(part.ContentID).TabIndex(-1).Body(r.page.Body()),
		s.footer(),
		s.bars(),
	)
}
