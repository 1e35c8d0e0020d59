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

// payments returns shop.json with orders and these ways of paying, in a currency.
func payments(currency, list string) string {
	text := with(fullOrders + `, "payments": ` + list)
	return strings.Replace(text, `"PEN"`, `"`+currency+`"`, 1)
}

// yape is a made-up code of a wallet in Peru.
const yape = "0002010102113932" + "00000000000000000000000000000000" + "5204561153036045802PE5906YAPERO6004Lima63045281"

func TestPayments(t *testing.T) {
	list := `[
		{"kind": "cash", "name": "Efectivo", "delivery": ["recojo", "moto"], "maximum": "200.00"},
		{"id": "bcp", "kind": "transfer", "name": "BCP", "holder": "Moda SAC", "scheme": "cci", "account": "00219300123456789013", "discount": "5"},
		{"id": "bbva", "kind": "transfer", "holder": "Moda SAC", "account": "0011-0123", "channels": ["whatsapp"]},
		{"kind": "link", "name": "PayPal", "url": "https://pay.example/{amount}{currency}", "surcharge": "3.99", "minimum": "20"},
		{"kind": "mercadopago"}, {"kind": "stripe", "channels": ["server", "email"]}]`
	s, err := strict.Shop(strings.NewReader(payments("PEN", list)))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Payments) != 6 || s.Payments[0].Ident() != "cash" || s.Payments[1].Ident() != "bcp" ||
		!reflect.DeepEqual(s.Payments[0].Delivery, []string{"recojo", "moto"}) || !reflect.DeepEqual(s.Payments[5].Channels, []string{"server", "email"}) {
		t.Errorf("got %+v, want the six ways of paying", s.Payments)
	}
	// The page carries all of it to the browser.
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if page := shop.Decode(carrito.NewReader(string(text))); !reflect.DeepEqual(page.Payments, s.Payments) {
		t.Errorf("read from the page: got %+v, want %+v", page.Payments, s.Payments)
	}
}

func TestPaymentFaults(t *testing.T) {
	const holder = `"holder": "Moda SAC"`
	tests := []struct {
		name, currency, list string
		want                 []string // faults, in order
	}{
		{"no list", "PEN", `{}`, []string{"payments must be a list"}},
		{"an unknown kind", "PEN", `[{"kind": "bitcoin"}]`, []string{`payments[0].kind is "bitcoin"; it must be one of "cash", "transfer"`}},
		{"an unknown field", "PEN", `[{"kind": "cash", "card": "4111"}]`, []string{`unknown field "payments[0].card"`}},
		{"twice", "PEN", `[{"kind": "cash"}, {"kind": "cash"}]`, []string{`payments[1].id is missing: there is already a way of paying "cash"`}},
		{"the same id", "PEN", `[{"kind": "cash", "id": "a"}, {"kind": "stripe", "id": "a"}]`, []string{`payments[1].id "a" is used twice`}},
		{"a bad id", "PEN", `[{"kind": "cash", "id": "En efectivo"}]`, []string{`payments[0].id is "En efectivo"`}},
		{"nothing of the payee", "PEN", `[{"kind": "transfer"}]`, []string{"payments[0].holder is missing", "payments[0].account is missing"}},
		{"a field of another kind", "PEN", `[{"kind": "cash", "iban": "DE89370400440532013000"}]`, []string{`payments[0].iban: a way of paying of kind "cash" has none`}},
		{"another currency", "PEN", `[{"kind": "pix", "key": "a@b.example", "holder": "Loja", "city": "Recife"}]`, []string{"payments[0]: pix pays in BRL, but the shop's currency is PEN"}},
		{"a surcharge and a discount", "PEN", `[{"kind": "cash", "surcharge": "1", "discount": "1"}]`, []string{"payments[0] has a surcharge and a discount; leave one out"}},
		{"an unknown channel", "PEN", `[{"kind": "cash", "channels": ["fax"]}]`, []string{`payments[0].channels has "fax", which is not a channel of orders`}},
		{"an unknown way of delivery", "PEN", `[{"kind": "cash", "delivery": ["dron"]}]`, []string{`payments[0].delivery has "dron", which is not a way of delivery`}},
		{"a provider without the inbox", "PEN", `[{"kind": "stripe", "channels": ["email"]}]`, []string{`payments[0].channels lacks "server", without which stripe cannot be used`}},
		{"an unknown scheme", "PEN", `[{"kind": "transfer", ` + holder + `, "scheme": "swift", "account": "1"}]`, []string{`payments[0].scheme is "swift"`}},
		{"a wrong CCI", "PEN", `[{"kind": "transfer", ` + holder + `, "scheme": "cci", "account": "00219300123456789014"}]`, []string{"payments[0].account "}},
		{"a short CLABE", "MXN", `[{"kind": "transfer", ` + holder + `, "scheme": "clabe", "account": "01218000"}]`, []string{"payments[0].account "}},
		{"a wrong IBAN", "EUR", `[{"kind": "epc", ` + holder + `, "iban": "DE88370400440532013000"}]`, []string{"payments[0].iban "}},
		{"a wrong BIC", "EUR", `[{"kind": "epc", ` + holder + `, "iban": "DE89370400440532013000", "bic": "X"}]`, []string{"payments[0].bic "}},
		{"a wrong Pix key", "BRL", `[{"kind": "pix", ` + holder + `, "city": "Recife", "key": "123.456.789-00"}]`, []string{"payments[0].key "}},
		{"a wrong UPI address", "INR", `[{"kind": "upi", ` + holder + `, "address": "shop"}]`, []string{"payments[0].address "}},
		{"a wallet's code that is no code", "PEN", `[{"kind": "wallet", "name": "Yape", "code": "https://yape.example"}]`, []string{"payments[0].code: "}},
		{"a wallet's code of another currency", "USD", `[{"kind": "wallet", "name": "Yape", "code": "` + yape + `"}]`, []string{"payments[0].code: "}},
		{"a link without TLS", "PEN", `[{"kind": "link", "name": "Pago", "url": "http://pay.example/{amount}"}]`, []string{"payments[0].url "}},
		{"a link with an unknown part", "PEN", `[{"kind": "link", "name": "Pago", "url": "https://pay.example/{total}"}]`, []string{"payments[0].url "}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := strict.Shop(strings.NewReader(payments(test.currency, test.list)))
			if err == nil {
				t.Fatalf("got no fault, want %q", test.want)
			}
			got := strings.Split(err.Error(), "\n")
			if len(got) != len(test.want) {
				t.Fatalf("got %q, want %q", got, test.want)
			}
			for i, want := range test.want {
				if !strings.HasPrefix(got[i], want) {
					t.Errorf("got %q, want it to begin with %q", got[i], want)
				}
			}
		})
	}
}

func TestPaymentAmounts(t *testing.T) {
	tests := []struct{ name, payment, want string }{
		{"no number", `"minimum": "veinte"`, `payments[0].minimum "veinte" is not a decimal number`},
		{"too fine", `"maximum": "1.005"`, `payments[0].maximum "1.005" has more decimals`},
		{"never", `"minimum": "50", "maximum": "20"`, `payments[0].maximum "20" is less than its minimum "50"`},
		{"more than all", `"surcharge": "100.01"`, `payments[0].surcharge "100.01" is more than 100`},
		{"for nothing", `"discount": "100"`, `payments[0].discount "100" makes orders free`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := strict.Shop(strings.NewReader(payments("PEN", `[{"kind": "cash", `+test.payment+`}]`)))
			if err != nil {
				t.Fatal(err)
			}
			s.Money.Digits = 2
			if err := strict.Terms(s); err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want it to begin with %q", err, test.want)
			}
		})
	}
}
