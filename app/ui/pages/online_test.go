package pages

import (
	"testing"

	"carrito/app/address"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

const token = "q83vEjRWeJCrze8SNFZ4kA"

// The page of an order that the shop has received links to the page that the server has
// of it. The browser loads that page, and learns nothing of it where it came from.
func TestOnline(t *testing.T) {
	for _, test := range []struct {
		origin, prefix, want string
	}{
		{"https://www.shop.example", "", "https://www.shop.example/pedido/" + token},
		{"https://www.shop.example", "/tienda", "https://www.shop.example/tienda/pedido/" + token},
	} {
		s := demoStore(t, "es")
		s.Origin, s.Prefix = test.origin, test.prefix
		s.Orders.Save(shopper.Sent{Kind: "server", State: outbox.Sent, Token: token, Order: ordered(s)})
		section := one(t, "section", with(all(render(t, NewRoot(s, at(t, test.prefix+"/gracias"))), "section"), "class", "online"))
		link := one(t, "link", all(section, "a"))
		if attr(link, "href") != test.want || wordsOf(link) != test.want {
			t.Errorf("got %q to %q, want the address %q", wordsOf(link), attr(link, "href"), test.want)
		}
		for name, want := range map[string]string{"target": "_self", "rel": "noreferrer", "translate": "no"} {
			if got := attr(link, name); got != want {
				t.Errorf("%s: got %q, want %q", name, got, want)
			}
		}
		one(t, "button", named(all(section, "button"), spanish.CopyLink))
	}
}

// Until the shop has received the order, its page is not linked.
func TestOnlineNotSent(t *testing.T) {
	for _, state := range []outbox.State{outbox.Sending, outbox.Waiting, outbox.Refused, outbox.Cancelled} {
		s := demoStore(t, "es")
		s.Orders.Save(shopper.Sent{Kind: "server", State: state, Token: token, Order: ordered(s)})
		if got := with(all(render(t, NewRoot(s, at(t, "/gracias"))), "section"), "class", "online"); len(got) > 0 {
			t.Errorf("%s: got %d sections, want none", state, len(got))
		}
	}
}

// An order that is paid at the page of a provider has a button that leads there. Without
// a token, the page says that the shop will write.
func TestThanksHosted(t *testing.T) {
	for _, test := range []struct{ name, token, lead, link string }{
		{"with a token", token, spanishOrder.PayLead[shop.MercadoPago], "/pedido/" + token + "/pagar"},
		{"of an older server", "", spanishOrder.PayLater, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := demoStore(t, "es")
			s.Terms.Payments[0].Kind = shop.MercadoPago
			o := ordered(s)
			s.Orders.Save(shopper.Sent{Kind: "server", State: outbox.Sent, Token: test.token, Order: o})
			section := one(t, "section", with(all(render(t, NewRoot(s, at(t, "/gracias"))), "section"), "class", "pay"))
			if got := wordsOf(one(t, "lead", with(all(section, "p"), "class", "pay__lead"))); got != test.lead {
				t.Errorf("got %q, want %q", got, test.lead)
			}
			links := all(section, "a") // and none that says that the order was paid
			if test.link == "" {
				if len(links) > 0 {
					t.Errorf("got %d links, want none", len(links))
				}
				return
			}
			link := one(t, "link", links)
			if attr(link, "href") != test.link || attr(link, "target") != "_self" || wordsOf(link) != spanishOrder.PayNow {
				t.Errorf("got %q to %q in %q, want %q to %q", wordsOf(link), attr(link, "href"), attr(link, "target"), spanishOrder.PayNow, test.link)
			}
		})
	}
}

// loader is a browser that notes what it loads.
type loader struct {
	part.Browser
	loaded *string
}

func (l loader) Load(address, back string) { *l.loaded = address + " " + back }

// The browser gets addresses, and those of the server's pages never end in a slash.
func TestLoad(t *testing.T) {
	engine := app.NewTestEngine()
	var p probe
	if err := engine.Load(&p); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	s := demoStore(t, "es")
	var loaded string
	s.Prefix, s.Folders, s.Browser, s.Root = "/tienda", true, loader{s.Browser, &loaded}, p.ctx
	shownPage{s}.Load(address.PayPage(token), address.Thanks)
	engine.ConsumeAll()
	if want := "/tienda/pedido/" + token + "/pagar /tienda/gracias/"; loaded != want {
		t.Errorf("got %q, want %q", loaded, want)
	}
}
