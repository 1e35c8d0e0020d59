package cashier_test

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/cashier"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
	"carrito/server/pay/mercadopago"
	"carrito/server/pay/mercadopagotest"
	"carrito/server/pay/paytest"
	"carrito/server/pay/sandbox"
	"carrito/server/pay/stripe"
	"carrito/server/pay/stripetest"
)

// desk is a shop with a cashier, and the sandboxes of both providers.
type desk struct {
	testing.TB
	cashier *cashier.Cashier

	hook  *cashier.Hook
	store *orderdb.Store
	c     *inboxtest.Counter
	base  string // of the shop
	banks map[string]*sandbox.Bank
	apis  map[string]*paytest.Faults
}

var kinds = []string{mercadopago.Kind, stripe.Kind}

// open opens a desk whose cashier runs until the test ends.
func open(t testing.TB, store *orderdb.Store, c *inboxtest.Counter) *desk {
	t.Helper()
	d := &desk{TB: t, store: store, c: c, banks: map[string]*sandbox.Bank{}, apis: map[string]*paytest.Faults{}}
	hook := &later{}
	server := httptest.NewServer(hook)
	t.Cleanup(server.Close)
	d.base = server.URL
	providers := cashier.Providers{}
	for _, kind := range kinds {
		providers[kind] = d.provider(kind)
	}
	store.Provider = func(means string) string {
		if providers[means] != nil {
			return means
		}
		return ""
	}
	settings := &shop.Shop{Name: "Moda", Language: "es", Currency: "PEN"}
	d.cashier = cashier.New(providers, store.Payments(), func() *shop.Shop { return settings }, log.New(io.Discard, "", 0))
	d.hook = cashier.NewHook(t.Context(), d.cashier, 0)
	hook.Handler = d.hook
	return d
}

// later is a handler that is known after its address.
type later struct{ http.Handler }

// provider returns a provider that talks to its sandbox.
func (d *desk) provider(kind string) pay.Provider {
	d.Helper()
	api := &paytest.Faults{}
	server := httptest.NewUnstartedServer(api)
	base := "http://" + server.Listener.Addr().String()
	var provider pay.Provider
	var err error
	if kind == stripe.Kind {
		s := stripetest.New(base, d.base+cashier.HookAddress+kind, paytest.Keys())
		api.Handler, d.banks[kind] = s, s.Bank
		provider, err = stripe.New(paytest.Keys(), stripe.Options{API: base})
	} else {
		s := mercadopagotest.New(base, paytest.Keys())
		api.Handler, d.banks[kind] = s, s.Bank
		provider, err = mercadopago.New(paytest.Keys(), mercadopago.Options{API: base})
	}
	if err != nil {
		d.Fatal(err)
	}
	server.Start()
	d.Cleanup(server.Close)
	d.apis[kind] = api
	return provider
}

// run lets the cashier work until the test ends.
func (d *desk) run(interval time.Duration) { go d.cashier.Run(d.Context(), interval) }

// place places an order of one hat that is paid by a provider.
func (d *desk) place(kind string) orderdb.Stored {
	d.Helper()
	o := d.c.Order("1×1")
	o.Payment = order.Payment{Method: kind}
	d.c.Place(d.store, o)
	return d.stored(o.ID)
}

func (d *desk) stored(id string) orderdb.Stored {
	d.Helper()
	o, err := d.store.Order(d.Context(), id)
	if err != nil {
		d.Fatal(err)
	}
	return o
}

// page opens the provider's page for an order.
func (d *desk) page(o orderdb.Stored) string {
	d.Helper()
	page, err := d.cashier.Open(d.Context(), d.stored(o.Order.ID), d.base)
	if err != nil {
		d.Fatal(err)
	}
	return page
}

// change changes the latest payment of an order at the sandbox's panel.
func (d *desk) change(o orderdb.Stored, what, webhook string) {
	d.Helper()
	bank := d.banks[o.Provider]
	all := bank.Payments(func(p sandbox.Payment) bool { return p.Page.Order == o.Order.ID })
	paytest.Press(d, bank.Base+"/sandbox/payments/"+all[len(all)-1].ID, "what", what, "webhook", webhook)
}

// await waits until the payment of an order has a state.
func (d *desk) await(o orderdb.Stored, want orderdb.PayState) {
	d.Helper()
	end := time.Now().Add(20 * time.Second)
	for d.stored(o.Order.ID).Payment != want {
		if time.Now().After(end) {
			d.Fatalf("got the payment %q, want %q", d.stored(o.Order.ID).Payment, want)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// onBoth runs a test on each database.
func onBoth(t *testing.T, test func(t *testing.T, d *desk)) {
	inboxtest.Databases(t, func(t *testing.T, opened func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		c.Products = inboxtest.Catalog(t, inboxtest.ManyHats)
		s := inboxtest.Counted(t, opened, c)
		s.Holds = func() orderdb.Holds { return orderdb.Holds{For: 48 * time.Hour, PerHour: 1000} }
		test(t, open(t, s, c))
	})
}

// An order has the state that its provider says, whether the webhook comes once, twice,
// after the next one, or never, and the shopper looks at the order's page.
func TestStories(t *testing.T) {
	stories := []struct {
		name   string
		pays   []string
		change []string
		want   orderdb.PayState
		only   string // kind, or "" for all
	}{
		{"paid", []string{sandbox.PayNow}, nil, orderdb.Paid, ""},
		{"refused", []string{sandbox.PayRefused}, nil, orderdb.Refused, ""},
		{"refused, then paid", []string{sandbox.PayRefused, sandbox.PayNow}, nil, orderdb.Paid, ""},
		{"in process", []string{sandbox.PayLater}, nil, orderdb.InProcess, ""},
		{"paid later", []string{sandbox.PayLater}, []string{sandbox.Approve}, orderdb.Paid, ""},
		{"too little", []string{sandbox.PayLess}, nil, orderdb.Differs, ""},
		{"too much", []string{sandbox.PayMore}, nil, orderdb.Differs, ""},
		{"another currency", []string{sandbox.PayElsewhere}, nil, orderdb.Differs, ""},
		{"twice", []string{sandbox.PayTwice}, nil, orderdb.Differs, mercadopago.Kind},
		{"refunded", []string{sandbox.PayNow}, []string{sandbox.Refund}, orderdb.Refunded, ""},
		{"partly refunded", []string{sandbox.PayNow}, []string{sandbox.Half}, orderdb.PartlyRefunded, ""},
		{"disputed", []string{sandbox.PayNow}, []string{sandbox.Dispute}, orderdb.Disputed, ""},
		{"charged back", []string{sandbox.PayNow}, []string{sandbox.Dispute, sandbox.Lose}, orderdb.ChargedBack, ""},
		{"dispute won", []string{sandbox.PayNow}, []string{sandbox.Dispute, sandbox.Win}, orderdb.Paid, ""},
	}
	onBoth(t, func(t *testing.T, d *desk) {
		d.run(50 * time.Millisecond)
		for _, kind := range kinds {
			for _, webhook := range []string{sandbox.Once, sandbox.Twice, sandbox.Late, sandbox.Lost} {
				for _, story := range stories {
					if story.only != "" && story.only != kind {
						continue
					}
					t.Run(kind+"/"+webhook+"/"+story.name, func(t *testing.T) {
						d := *d
						d.TB = t
						o := d.place(kind)
						page := d.page(o)
						for _, how := range story.pays {
							paytest.Press(t, page, "how", how, "webhook", webhook)
						}
						for _, what := range story.change {
							d.change(o, what, webhook)
						}
						if webhook == sandbox.Lost || webhook == sandbox.Late {
							d.cashier.Refresh(o.Order.ID)
						}
						d.await(o, story.want)
					})
				}
			}
		}
	})
}

// Without a webhook, and without anybody who looks, the cashier asks.
func TestAsksByItself(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		o := d.place(stripe.Kind)
		paytest.Press(d, d.page(o), "how", sandbox.PayNow, "webhook", sandbox.Lost)
		d.run(50 * time.Millisecond)
		d.await(o, orderdb.Paid) // after the first five seconds
	})
}

// The page of an order stays the same until it ends, and a paid order has none.
func TestOpenAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		for _, kind := range kinds {
			o := d.place(kind)
			first := d.page(o)
			if second := d.page(o); second != first {
				d.Errorf("%s: got the page %s, want %s", kind, second, first)
			}
			paytest.Press(d, first, "how", sandbox.PayRefused, "webhook", sandbox.Lost)
			d.cashier.Refresh(o.Order.ID)
			d.await(o, orderdb.Refused)
			// The shopper pays, nobody tells, and the shopper presses "pay" once more.
			paytest.Press(d, first, "how", sandbox.PayNow, "webhook", sandbox.Lost)
			if page, err := d.cashier.Open(d.Context(), d.stored(o.Order.ID), d.base); err == nil {
				d.Errorf("%s: got the page %s for a paid order, want none", kind, page)
			}
			d.await(o, orderdb.Paid)
			if !strings.HasPrefix(first, d.banks[kind].Base) {
				d.Errorf("got the page %s, want one of the sandbox", first)
			}
		}
	})
}
