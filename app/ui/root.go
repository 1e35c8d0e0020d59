package ui

import (
	"net/url"

	"carrito/app/address"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// RootID is the id of the element that is the page. Hosts and extensions put
// elements of their own beside it, and it into elements of their own.
const RootID = "shop"

// Root is the one component at the top of every page. It stays mounted while
// the shopper goes from page to page, so that the header, the live region and
// the focus survive.
type Root struct {
	app.Compo

	store    *Store
	at       *url.URL
	page     Page
	arrivals int // how many navigations there were, the first page included
}

var (
	_ app.Navigator = (*Root)(nil)
)

// NewRoot returns the shop at an address.
func NewRoot(s *Store, at *url.URL) *Root {
	return &Root{store: s, at: at, page: s.Route(at)}
}

// OnNav shows the page of the address the browser went to.
func (r *Root) OnNav(ctx app.Context) {
	r.store.root = ctx
	r.store.Page = shownPage{r.store}
	r.store.changed = func(renewed bool) {
		if renewed {
			r.page = r.store.Route(r.at)
		}
		ctx.Dispatch(nil) // draws the page anew
	}
	at := ctx.Page().URL()
	r.arrivals++
	another := r.arrivals > 1 && at.RequestURI() != r.at.RequestURI()
	if another {
		r.store.leave()
		r.store.Browser.Arrived()
	}
	arrive(ctx, another)
	r.at, r.page = at, r.store.Route(at)
	r.store.here, _ = r.store.Within(at.Path)
	if add := r.page.Add; add != nil {
		if r.store.Phase == Arriving && r.store.outdated() {
			r.store.reopen()
		}
		r.store.Add(add.ProductID, add.VariantID, 1)
		cart := *at
		cart.Path, cart.RawQuery = r.store.Href(address.Cart), ""
		ctx.Page().ReplaceURL(&cart)
		r.at, r.store.here = &cart, address.Cart
	}
	if r.store.Phase != Arriving && r.store.readLink(r.at) {
		r.store.focus(offerID)
	}
	r.store.describe(ctx, r.page)
	if r.arrivals == 1 && r.store.Phase == Arriving {
		ctx.Defer(r.handOver)
	} else {
		r.arrived()
	}
}

// arrived does what a page asks of the session when it is opened.
func (r *Root) arrived() {
	r.noteViewed()
	if r.page.Ordering {
		r.store.Checkout.Begin()
	}
}

// noteViewed notes in the session which product the shopper looks at.
func (r *Root) noteViewed() {
	if r.page.Product != nil {
		r.store.View(r.page.Product)
	}
}

// Render draws the page within the layout.
func (r *Root) Render() app.UI {
	s := r.store
	return app.Div().Class(s.class()).ID(RootID).Body(
		app.A().Class("skip").Href("#"+contentID).Text(s.Text.SkipToContent),
		s.header(r.at),
		s.liveRegion(),
		r.toast(),
		s.newsList(),
		app.Main().Class("content").ID(contentID).TabIndex(-1).Body(r.page.Body()),
		s.footer(),
		s.bars(),
	)
}
