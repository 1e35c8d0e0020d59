package strict_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	carrito "carrito/app/json"
	"carrito/app/shop"
	"carrito/server/strict"
)

// fullOrders has every setting of orders.
const fullOrders = `"contact": {"email": "a@b.example", "whatsapp": "51999000111"}, "orders": {
	"channels": [{"kind": "server"}, {"kind": "post", "url": "https://orders.example:8443/new?shop=1", "redirect": "sent"}, {"kind": "whatsapp"}, {"kind": "email"}],
	"delivery": [
		{"id": "envio", "name": "Envío", "zones": [{"id": "lima", "name": "Lima y Callao", "price": "10.00", "freeFrom": "199.00"}, {"id": "selva-2", "name": "Selva"}]},
		{"id": "moto", "name": "Moto", "price": "8.50", "freeFrom": "80"},
		{"id": "recojo", "name": "Recojo", "pickup": true}],
	"tax": {"name": "IGV", "percent": "18", "included": true}, "minimum": "30.00", "keepMonths": 24,
	"promos": [{"code": "Alpaca10", "percent": "10", "minimum": "100.00"}, {"code": "ñandú", "amount": "15.00"}]}`

func TestOrders(t *testing.T) {
	s, err := strict.Shop(strings.NewReader(with(fullOrders)))
	if err != nil {
		t.Fatal(err)
	}
	want := shop.Orders{
		Channels: []shop.Channel{{Kind: "server"}, {Kind: "post", URL: "https://orders.example:8443/new?shop=1", Redirect: "sent"}, {Kind: "whatsapp"}, {Kind: "email"}},
		Delivery: []shop.Delivery{
			{ID: "envio", Name: "Envío", Zones: []shop.Zone{{ID: "lima", Name: "Lima y Callao", Price: "10.00", FreeFrom: "199.00"}, {ID: "selva-2", Name: "Selva"}}},
			{ID: "moto", Name: "Moto", Price: "8.50", FreeFrom: "80"},
			{ID: "recojo", Name: "Recojo", Pickup: true},
		},
		Tax: shop.Tax{Name: "IGV", Percent: "18", Included: true}, Minimum: "30.00", KeepMonths: 24,
		Promos: []shop.Promo{{Code: "Alpaca10", Percent: "10", Minimum: "100.00"}, {Code: "ñandú", Amount: "15.00"}},
	}
	if !reflect.DeepEqual(s.Orders, want) {
		t.Errorf("got  %+v\nwant %+v", s.Orders, want)
	}
	if got := s.Orders.Kinds(); !s.Orders.Taken() || !reflect.DeepEqual(got, []string{"server", "post", "whatsapp", "email"}) {
		t.Errorf("got taken %t, by %q, want all four", s.Orders.Taken(), got)
	}
	if c, ok := s.Orders.Channel("post"); !ok || c != want.Channels[1] {
		t.Errorf("got %+v, %t, want the post channel", c, ok)
	}
	if c, ok := s.Orders.Channel("fax"); ok || c != (shop.Channel{}) {
		t.Errorf("got %+v, %t, want no such channel", c, ok)
	}

	// The page carries the settings to the browser, except promo codes, of which it
	// carries hashes, and KeepMonths.
	for i := range s.Orders.Promos {
		s.Orders.Promos[i].Salt, s.Orders.Promos[i].Hash = "salt", "hash"
	}
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToLower(string(text)), "alpaca10") {
		t.Errorf("got a promo code in %s, want none", text)
	}
	back := shop.Decode(carrito.NewReader(string(text)))
	s.Orders.KeepMonths = 0
	for i := range s.Orders.Promos {
		s.Orders.Promos[i].Code = ""
	}
	if !reflect.DeepEqual(back, s) {
		t.Errorf("through %s: got %+v, want all but the codes", text, back)
	}
}

// A shop without settings of orders takes none, and its page does not mention orders.
func TestNoOrders(t *testing.T) {
	s, err := strict.Shop(strings.NewReader(with("")))
	if err != nil || s.Orders.Taken() || len(s.Orders.Kinds()) != 0 {
		t.Errorf("got %+v, %v, want no orders", s.Orders, err)
	}
	if text, err := json.Marshal(s); err != nil || strings.Contains(string(text), "orders") {
		t.Errorf("got %s, %v, want nothing of orders", text, err)
	}
}

func TestOrdersRefused(t *testing.T) {
	channels := func(list string) string {
		return with(`"contact": {"email": "a@b.example", "whatsapp": "51999000111"}, "orders": {"delivery": [{"id": "a", "name": "A"}], "channels": [` + list + `]}`)
	}
	delivery := func(list string) string { return with(`"orders": {"delivery": [` + list + `]}`) }
	promos := func(list string) string { return with(`"orders": {"promos": [` + list + `]}`) }
	post := func(url string) string { return channels(`{"kind": "post", "url": "` + url + `"}`) }
	tests := []struct {
		name string
		text string
		want []string // a substring of each fault
	}{
		{"no kind", channels(`{}`), []string{`orders.channels[0].kind is ""`}},
		{"a kind that there is not, named", channels(`{"kind": "fax"}`), []string{`it must be one of "server", "post", "whatsapp"`}},
		{"a kind that there is not", channels(`{"kind": "server"}, {"kind": "fax"}`), []string{`orders.channels[1].kind is "fax"`}},
		{"a channel twice", channels(`{"kind": "server"}, {"kind": "server"}`), []string{`orders.channels[1]: there is already one of kind "server"`}},
		{"two addresses", channels(`{"kind": "post", "url": "https://a.example"}, {"kind": "post", "url": "https://b.example"}`), []string{"orders.channels[1]: there is already one"}},
		{"an address where none is wanted", channels(`{"kind": "server", "url": "https://a.example"}`), []string{"orders.channels[0].url: only"}},
		{"WhatsApp without a number", with(`"orders": {"channels": [{"kind": "whatsapp"}], "delivery": [{"id": "a", "name": "A"}]}`), []string{"orders.channels[0]: contact.whatsapp is missing"}},
		{"e-mail without an address", with(`"orders": {"channels": [{"kind": "email"}], "delivery": [{"id": "a", "name": "A"}]}`), []string{"orders.channels[0]: contact.email is missing"}},
		{"no way to deliver", with(`"orders": {"channels": [{"kind": "server"}]}`), []string{"orders.delivery is missing"}},

		{"no address", channels(`{"kind": "post"}`), []string{`orders.channels[0].url is ""`}},
		{"an address of another scheme", post("ftp://a.example/"), []string{"orders.channels[0].url"}},
		{"an address without a host", post("https:///new"), []string{"orders.channels[0].url"}},
		{"a path alone", post("/api/orders"), []string{"orders.channels[0].url"}},
		{"a password in the address", post("https://a:b@c.example/"), []string{"orders.channels[0].url"}},
		{"a fragment", post("https://a.example/#new"), []string{"orders.channels[0].url"}},
		{"a host that would end the policy", post("https://a.example;script-src/"), []string{"orders.channels[0].url"}},
		{"any host", post("https://*/"), []string{"orders.channels[0].url"}},
		{"a comma", post("https://a.example,b.example/"), []string{"orders.channels[0].url"}},
		{"a host with an accent", post("https://ñandú.example/"), []string{"orders.channels[0].url"}},

		{"no id", delivery(`{"name": "A"}`), []string{`orders.delivery[0].id is ""`}},
		{"an id with an accent", delivery(`{"id": "envío", "name": "A"}`), []string{`orders.delivery[0].id is "envío"`}},
		{"an id in capitals", delivery(`{"id": "Envio", "name": "A"}`), []string{"orders.delivery[0].id"}},
		{"an id twice", delivery(`{"id": "a", "name": "A"}, {"id": "a", "name": "B"}`), []string{`orders.delivery[1].id "a" is used twice`}},
		{"no name", delivery(`{"id": "a", "name": " "}`), []string{"orders.delivery[0].name is missing"}},
		{"a price beside zones", delivery(`{"id": "a", "name": "A", "price": "1", "zones": [{"id": "b", "name": "B"}]}`), []string{"orders.delivery[0] has zones"}},
		{"freeFrom beside zones", delivery(`{"id": "a", "name": "A", "freeFrom": "1", "zones": [{"id": "b", "name": "B"}]}`), []string{"orders.delivery[0] has zones"}},
		{"pick-up in zones", delivery(`{"id": "a", "name": "A", "pickup": true, "zones": [{"id": "b", "name": "B"}]}`), []string{"orders.delivery[0] has zones"}},
		{"a zone without an id", delivery(`{"id": "a", "name": "A", "zones": [{"name": "B"}]}`), []string{"orders.delivery[0].zones[0].id"}},
		{"a zone without a name", delivery(`{"id": "a", "name": "A", "zones": [{"id": "b"}]}`), []string{"orders.delivery[0].zones[0].name is missing"}},
		{"a zone twice", delivery(`{"id": "a", "name": "A", "zones": [{"id": "b", "name": "B"}, {"id": "b", "name": "C"}]}`), []string{`orders.delivery[0].zones[1].id "b" is used twice`}},

		{"a tax without a name", with(`"orders": {"tax": {"percent": "18"}}`), []string{"orders.tax needs both"}},
		{"a tax without a percentage", with(`"orders": {"tax": {"name": "IGV"}}`), []string{"orders.tax needs both"}},

		{"no code", promos(`{"percent": "10"}`), []string{"orders.promos[0].code is missing"}},
		{"a code of spaces", promos(`{"code": " ", "percent": "10"}`), []string{"orders.promos[0].code is missing"}},
		{"a code twice", promos(`{"code": "diez", "percent": "10"}, {"code": " DIEZ", "amount": "1"}`), []string{`orders.promos[1].code " DIEZ" is used twice`}},
		{"a code of two lines", promos(`{"code": "a\nb", "percent": "10"}`), []string{"orders.promos[0].code"}},
		{"a code that nobody types", promos(`{"code": "` + strings.Repeat("ñ", shop.MaxCode+1) + `", "percent": "10"}`), []string{"orders.promos[0].code", "50"}},
		{"neither percent nor amount", promos(`{"code": "a"}`), []string{"orders.promos[0] needs percent or amount"}},
		{"both percent and amount", promos(`{"code": "a", "percent": "1", "amount": "1"}`), []string{"orders.promos[0] needs percent or amount"}},
		{"a hash of one's own", promos(`{"code": "a", "percent": "1", "hash": "x"}`), []string{"orders.promos[0]: salt and hash"}},
		{"a salt of one's own", promos(`{"code": "a", "percent": "1", "salt": "x"}`), []string{"orders.promos[0]: salt and hash"}},

		{"unknown", with(`"orders": {"payment": {}}`), []string{`unknown field "orders.payment"`}},
		{"unknown of a channel", channels(`{"kind": "server", "key": "x"}`), []string{`unknown field "orders.channels[0].key"`}},
		{"unknown of a way", delivery(`{"id": "a", "name": "A", "days": "2"}`), []string{`unknown field "orders.delivery[0].days"`}},
		{"unknown of a zone", delivery(`{"id": "a", "name": "A", "zones": [{"id": "b", "name": "B", "days": "2"}]}`), []string{`unknown field "orders.delivery[0].zones[0].days"`}},
		{"unknown of the tax", with(`"orders": {"tax": {"rate": "18"}}`), []string{`unknown field "orders.tax.rate"`}},
		{"unknown of a promo", promos(`{"code": "a", "percent": "1", "until": "2027"}`), []string{`unknown field "orders.promos[0].until"`}},
		{"no object", with(`"orders": []`), []string{"orders must be an object"}},
		{"no lists", with(`"orders": {"channels": {}, "delivery": "a", "promos": 1}`),
			[]string{"orders.channels must be a list", "orders.delivery must be a list", "orders.promos must be a list"}},
		{"no objects in the lists", with(`"orders": {"channels": ["server"]}`), []string{"orders.channels[0] must be an object"}},
		{"months before none", with(`"orders": {"keepMonths": -1}`), []string{"orders.keepMonths is -1; it must be a number of months, or 0 to keep shoppers' data for ever"}},
		{"a text for months", with(`"orders": {"keepMonths": "2"}`), []string{"orders.keepMonths must be a whole number"}},
		{"a number for an amount", with(`"orders": {"minimum": 30}`), []string{"orders.minimum must be text"}},
		{"a number for a price", delivery(`{"id": "a", "name": "A", "price": 10}`), []string{"orders.delivery[0].price must be text"}},
		{"a text for pickup", delivery(`{"id": "a", "name": "A", "pickup": "yes"}`), []string{"orders.delivery[0].pickup must be true or false"}},
		{"a text for included", with(`"orders": {"tax": {"included": "yes"}}`), []string{"orders.tax.included must be true or false"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := strict.Shop(strings.NewReader(tt.text))
			if err == nil {
				t.Fatalf("got no error, want %q", tt.want)
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("got %q, want it to contain %s", err, part)
				}
			}
		})
	}
}

func TestOrdersAccepted(t *testing.T) {
	for name, orders := range map[string]string{
		"nothing":                  `{}`,
		"ways without channels":    `{"delivery": [{"id": "a", "name": "A"}]}`,
		"a host on this machine":   `{"channels": [{"kind": "post", "url": "http://localhost:9000/x"}], "delivery": [{"id": "a", "name": "A"}]}`,
		"an address of numbers":    `{"channels": [{"kind": "post", "url": "http://192.0.2.1/"}], "delivery": [{"id": "a", "name": "A"}]}`,
		"the longest code":         `{"promos": [{"code": "` + strings.Repeat("ñ", shop.MaxCode) + `", "amount": "1"}]}`,
		"a zone's id like a way's": `{"delivery": [{"id": "a", "name": "A", "zones": [{"id": "a", "name": "B"}]}]}`,
	} {
		if _, err := strict.Shop(strings.NewReader(with(`"orders": ` + orders))); err != nil {
			t.Errorf("%s: got %v, want no error", name, err)
		}
	}
}

// Reading never panics. Every shop that is accepted reaches the browser unchanged,
// except promo codes.
func FuzzShop(f *testing.F) {
	for _, seed := range []string{full, with(fullOrders), with(""), "", "{}", `{"orders":{"delivery":[{"zones":[{}]}]}}`, `{"orders":{"promos":[{"code":"\u0000"}]}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := strict.Shop(strings.NewReader(text))
		if err != nil {
			return
		}
		page, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		back := shop.Decode(carrito.NewReader(string(page)))
		for i := range s.Orders.Promos {
			s.Orders.Promos[i].Code = ""
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(page) {
			t.Errorf("got %s, %v, want %s", again, err, page)
		}
	})
}
