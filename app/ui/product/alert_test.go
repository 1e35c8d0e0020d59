package product

import (
	"net/url"
	"strings"
	"testing"

	"carrito/app/shop"
	"carrito/app/ui/list"
	"carrito/app/ui/part"
	"carrito/app/ui/uitest"

	"golang.org/x/net/html"
)

// Only who has chosen what is sold out sees the form, or the link of a shop without an
// inbox.
func TestAlert(t *testing.T) {
	inbox := []shop.Channel{{Kind: shop.ServerChannel}}
	whatsapp, mail := shop.Contact{WhatsApp: "51999000111", Email: "hola@tienda.example"}, shop.Contact{Email: "hola@tienda.example"}
	tests := []struct {
		name           string
		product, start int
		alerts         string
		channels       []shop.Channel
		contact        shop.Contact
		server         bool   // whether the server draws the page
		want           string // the key of the form, or the link; empty for neither
		hidden         bool
		privacy        string
	}{
		{name: "sold out", product: 4, alerts: "-", channels: inbox, want: "4"},
		{name: "with a page about data", product: 4, alerts: "/p/privacidad", channels: inbox, want: "4", privacy: "/p/privacidad"},
		{name: "sold-out variant", product: 3, start: 2, alerts: "-", channels: inbox, want: "3:2"},
		{name: "another variant", product: 3, start: 1, alerts: "-", channels: inbox},
		{name: "another variant, from the server", product: 3, start: 1, alerts: "-", channels: inbox, server: true, want: "3:1", hidden: true},
		{name: "in stock, from the server", product: 1, alerts: "-", channels: inbox, server: true},
		{name: "switched off", product: 4, channels: inbox},
		{name: "WhatsApp", product: 3, start: 2, alerts: "-", contact: whatsapp, want: "https://wa.me/51999000111 Hola. Por favor, avísenme cuando vuelva: Polo (M / Blanco)"},
		{name: "mail", product: 4, alerts: "-", contact: mail, want: "mailto: Hola. Por favor, avísenme cuando vuelva: Bufanda"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			screen := uitest.Screen(t)
			screen.Phase = part.Live
			if test.server {
				screen.Phase = part.Server
			}
			screen.Alerts, screen.Shop.Orders.Channels, screen.Shop.Contact = test.alerts, test.channels, test.contact
			s := New(screen, list.New(screen))
			p, _ := s.Catalog.Product(test.product)
			root := uitest.Render(t, &productView{Screen: s, Product: p, Start: test.start})
			got, hidden := "", false
			for _, div := range uitest.All(root, "div") {
				class := " " + uitest.Attr(div, "class") + " "
				if !strings.Contains(class, " alert ") {
					continue
				}
				hidden = strings.Contains(class, " alert--none ")
				got = askedFor(t, div)
				for _, link := range uitest.With(uitest.All(div, "a"), "class", "alert__consent") {
					if href := uitest.Attr(link, "href"); href != test.privacy {
						t.Errorf("got a link to %q, want %q", href, test.privacy)
					}
				}
			}
			if got != test.want || hidden != test.hidden {
				t.Errorf("got %q, hidden %v, want %q, %v", got, hidden, test.want, test.hidden)
			}
		})
	}
}

// askedFor returns the key of a form, or where a link leads and its message.
func askedFor(t *testing.T, div *html.Node) string {
	t.Helper()
	if forms := uitest.All(div, "form"); len(forms) > 0 {
		form := forms[0]
		if uitest.Attr(form, "action") != "/avisos/nuevo" || !strings.EqualFold(uitest.Attr(form, "method"), "post") {
			t.Errorf("got the form %q by %q", uitest.Attr(form, "action"), uitest.Attr(form, "method"))
		}
		field := uitest.One(t, "field", uitest.With(uitest.All(form, "input"), "name", "contacto"))
		if label := uitest.LabelOf(form, field); !strings.Contains(label, "correo o WhatsApp") {
			t.Errorf("got the label %q", label)
		}
		return uitest.Attr(uitest.One(t, "key", uitest.With(uitest.All(form, "input"), "name", "producto")), "value")
	}
	link := uitest.One(t, "link", uitest.All(div, "a"))
	u, err := url.Parse(uitest.Attr(link, "href"))
	if err != nil {
		t.Fatal(err)
	}
	if u.Scheme == "mailto" {
		return "mailto: " + u.Query().Get("body")
	}
	return u.Scheme + "://" + u.Host + u.Path + " " + u.Query().Get("text")
}
