package order_test

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
)

func TestCheck(t *testing.T) {
	pickup := func(o *order.Order) { o.Delivery = order.Delivery{Method: "recojo"} }
	long := func(n int) string { return strings.Repeat("ñ", n) }
	tests := []struct {
		name   string
		change func(*order.Order)
		want   []string // in this order
	}{
		{"all is there", func(*order.Order) {}, nil},
		{"no more than is needed", func(o *order.Order) {
			pickup(o)
			o.Note, o.Lines[0].Note, o.Customer = "", "", order.Customer{Name: "Ro", Phone: "999000"}
		}, nil},
		{"nothing at all", func(o *order.Order) { *o = order.Order{} }, []string{
			"id is invalid", "customer.name is missing", "customer.phone is missing", "delivery.method is missing", "lines is missing", "currency is unknown"}},

		{"an id of one's own", func(o *order.Order) { o.ID = "1" }, []string{"id is invalid"}},
		{"a random id", func(o *order.Order) { o.ID = "01939a3e-7b00-4123-8abc-0123456789ab" }, []string{"id is invalid"}},
		{"an id in capitals", func(o *order.Order) { o.ID = strings.ToUpper(o.ID) }, []string{"id is invalid"}},
		{"an id in braces", func(o *order.Order) { o.ID = "{" + o.ID + "}" }, []string{"id is invalid"}},
		{"an id of another kind of UUID", func(o *order.Order) { o.ID = "01939a3e-7b00-7123-cabc-0123456789ab" }, []string{"id is invalid"}},

		{"a name of spaces", func(o *order.Order) { o.Customer.Name = " \u00a0" }, []string{"customer.name is missing"}},
		{"a name that nobody sees", func(o *order.Order) { o.Customer.Name = "\u200b\u2060" }, []string{"customer.name is missing"}},
		{"an address and a city that nobody sees", func(o *order.Order) { o.Customer.Address, o.Customer.City = "\ufeff", "\u00ad" },
			[]string{"customer.address is missing", "customer.city is missing"}},
		{"the longest name", func(o *order.Order) { o.Customer.Name = long(order.MaxName) }, nil},
		{"a longer name", func(o *order.Order) { o.Customer.Name = long(order.MaxName + 1) }, []string{"customer.name is too long"}},
		{"a name with a header", func(o *order.Order) { o.Customer.Name = "R\r\nBcc: x@y.example" }, []string{"customer.name is invalid"}},
		{"a name that is no UTF-8", func(o *order.Order) { o.Customer.Name = "\xff" }, []string{"customer.name is invalid"}},
		{"a name with NUL", func(o *order.Order) { o.Customer.Name = "R\x00" }, []string{"customer.name is invalid"}},
		{"a name of HTML", func(o *order.Order) { o.Customer.Name = "<script>'; DROP TABLE" }, nil},

		{"an e-mail is enough", func(o *order.Order) { o.Customer.Phone = "" }, nil},
		{"a phone is enough", func(o *order.Order) { o.Customer.Email = "" }, nil},
		{"neither", func(o *order.Order) { o.Customer.Phone, o.Customer.Email = "", "" }, []string{"customer.phone is missing"}},
		{"phone of spaces, no e-mail", func(o *order.Order) { o.Customer.Phone, o.Customer.Email = "  ", "" }, []string{"customer.phone is missing"}},
		{"phone of words", func(o *order.Order) { o.Customer.Phone = "llamar a Ana" }, []string{"customer.phone is invalid"}},
		{"the longest e-mail", func(o *order.Order) { o.Customer.Email = strings.Repeat("a", order.MaxEmail-5) + "@b.pe" }, nil},
		{"a longer e-mail", func(o *order.Order) { o.Customer.Email = strings.Repeat("a", order.MaxEmail-4) + "@b.pe" }, []string{"customer.email is too long"}},

		{"no way of delivery", func(o *order.Order) { o.Delivery = order.Delivery{} }, []string{"delivery.method is missing"}},
		{"no way, and no address yet", func(o *order.Order) { o.Delivery, o.Customer.Address, o.Customer.City = order.Delivery{}, "", "" }, []string{"delivery.method is missing"}},
		{"a way that there is not", func(o *order.Order) { o.Delivery = order.Delivery{Method: "dron", Zone: "lima"} }, []string{"delivery.method is unknown"}},
		{"no zone", func(o *order.Order) { o.Delivery.Zone = "" }, []string{"delivery.zone is missing"}},
		{"a zone that there is not", func(o *order.Order) { o.Delivery.Zone = "luna" }, []string{"delivery.zone is unknown"}},
		{"a zone of a way without", func(o *order.Order) { o.Delivery = order.Delivery{Method: "recojo", Zone: "lima"} }, []string{"delivery.zone is unknown"}},
		{"no address", func(o *order.Order) { o.Customer.Address, o.Customer.City = " \n", "" }, []string{"customer.address is missing", "customer.city is missing"}},
		{"no address to fetch it oneself", func(o *order.Order) { pickup(o); o.Customer.Address, o.Customer.City = "", "" }, nil},
		{"a long address", func(o *order.Order) { o.Customer.Address = long(order.MaxAddress + 1) }, []string{"customer.address is too long"}},
		{"an address of NUL", func(o *order.Order) { o.Customer.Address += "\x00" }, []string{"customer.address is invalid"}},
		{"a city of two lines", func(o *order.Order) { o.Customer.City = "Li\nma" }, []string{"customer.city is invalid"}},
		{"a long city", func(o *order.Order) { o.Customer.City = long(order.MaxCity + 1) }, []string{"customer.city is too long"}},
		{"no postal code", func(o *order.Order) { o.Customer.PostalCode = "" }, nil},
		{"a long postal code", func(o *order.Order) { o.Customer.PostalCode = long(order.MaxPostalCode + 1) }, []string{"customer.postalCode is too long"}},

		{"a long note", func(o *order.Order) { o.Note = long(order.MaxNote + 1) }, []string{"note is too long"}},
		{"a note with a bell", func(o *order.Order) { o.Note = "\a" }, []string{"note is invalid"}},
		{"a long promo code", func(o *order.Order) { o.Promo = long(order.MaxPromo + 1) }, []string{"promo is too long"}},
		{"a promo code of two lines", func(o *order.Order) { o.Promo = "a\nb" }, []string{"promo is invalid"}},

		{"no lines", func(o *order.Order) { o.Lines = nil }, []string{"lines is missing"}},
		{"no product", func(o *order.Order) { o.Lines[0].ProductID = 0 }, []string{"lines[0].product is invalid"}},
		{"a negative variant", func(o *order.Order) { o.Lines[0].VariantID = -1 }, []string{"lines[0].product is invalid"}},
		{"a line that stands twice", func(o *order.Order) { o.Lines = append(o.Lines, o.Lines[0]) }, []string{"lines[1].product is invalid"}},
		{"two variants of a product", func(o *order.Order) { o.Lines = append(o.Lines, o.Lines[0]); o.Lines[1].VariantID = 3 }, nil},
		{"no units", func(o *order.Order) { o.Lines[0].Quantity = 0 }, []string{"lines[0].quantity is invalid"}},
		{"negative units", func(o *order.Order) { o.Lines[0].Quantity = -2 }, []string{"lines[0].quantity is invalid"}},
		{"too many units", func(o *order.Order) { o.Lines[0].Quantity = 1000 }, []string{"lines[0].quantity is invalid"}},
		{"a long note on a line", func(o *order.Order) { o.Lines[0].Note = long(order.MaxLineNote + 1) }, []string{"lines[0].note is too long"}},
		{"a long name", func(o *order.Order) { o.Lines[0].Name = long(order.MaxLineName + 1) }, []string{"lines[0].name is too long"}},
		{"a name of NUL", func(o *order.Order) { o.Lines[0].Name = "\x00" }, []string{"lines[0].name is invalid"}},
		{"a variant's name of NUL", func(o *order.Order) { o.Lines[0].Variant = "\x00" }, []string{"lines[0].variantName is invalid"}},

		{"below the minimum", func(o *order.Order) { o.Figures.Subtotal = soles(t, "29.99") }, []string{"subtotal is too few"}},
		{"just the minimum", func(o *order.Order) { o.Figures.Subtotal = soles(t, "30.00") }, nil},
		{"another currency", func(o *order.Order) { o.Currency = "USD" }, []string{"currency is unknown"}},
		{"several", func(o *order.Order) { o.Currency, o.Note, o.Customer.Name, o.Delivery.Zone = "", "\a", "", "luna" },
			[]string{"customer.name is missing", "delivery.zone is unknown", "note is invalid", "currency is unknown"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := full(t)
			test.change(&o)
			faults := terms(t, nil).Check(&o)
			var got []string
			for _, fault := range faults {
				got = append(got, fault.Error())
				if faults.Of(fault.Field) != fault.Problem {
					t.Errorf("Of(%s): got %q, want %q", fault.Field, faults.Of(fault.Field), fault.Problem)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if faults.Error() != strings.Join(test.want, "\n") || faults.Of("nada") != "" {
				t.Errorf("got %q, want a line for each fault", faults)
			}
		})
	}
}

// Lines are checked one by one up to MaxLines. If there are more, that is the only
// fault.
func TestCheckManyLines(t *testing.T) {
	o := full(t)
	o.Lines = nil
	for i := range order.MaxLines {
		o.Lines = append(o.Lines, order.Line{ProductID: i + 1, Quantity: 1})
	}
	terms := terms(t, func(o *shop.Orders) { o.Limits = shop.Limits{Lines: order.MaxLines, Units: order.MaxLines} })
	if faults := terms.Check(&o); faults != nil {
		t.Errorf("%d lines: got %v, want no fault", len(o.Lines), faults)
	}
	o.Lines = append(o.Lines, order.Line{})
	if faults := terms.Check(&o); len(faults) != 1 || faults.Of("lines") != order.TooMany {
		t.Errorf("%d lines: got %v, want too many", len(o.Lines), faults)
	}
}

// An order beyond the limits of the shop has one fault, on the page and in the inbox.
func TestCheckLimits(t *testing.T) {
	lines := func(n, quantity int) []order.Line {
		var lines []order.Line
		for i := range n {
			lines = append(lines, order.Line{ProductID: i + 1, Quantity: quantity})
		}
		return lines
	}
	few := shop.Limits{Quantity: 5, Units: 12, Lines: 3, Value: "500.00"}
	tests := []struct {
		name     string
		limits   shop.Limits
		lines    []order.Line
		subtotal int64
		large    bool
	}{
		{"all the stock there is", shop.Limits{}, lines(238, 999), 90_00, true},
		{"a usual order", shop.Limits{}, lines(30, 3), 9000_00, false},
		{"a hundred of one", shop.Limits{}, lines(1, 100), 90_00, false},
		{"more of one", shop.Limits{}, lines(1, 101), 90_00, true},
		{"300 units", shop.Limits{}, lines(3, 100), 90_00, false},
		{"more units", shop.Limits{}, lines(43, 7), 90_00, true},
		{"100 lines", shop.Limits{}, lines(100, 1), 90_00, false},
		{"more lines", shop.Limits{}, lines(101, 1), 90_00, true},
		{"as much as its owner says", few, lines(2, 5), 500_00, false},
		{"more of one than its owner says", few, lines(1, 6), 90_00, true},
		{"more units than its owner says", few, lines(3, 5), 90_00, true},
		{"more lines than its owner says", few, lines(4, 1), 90_00, true},
		{"more money than its owner says", few, lines(1, 1), 500_01, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := full(t)
			o.Lines, o.Figures.Subtotal = test.lines, money.FromMinor(test.subtotal, 2)
			faults := terms(t, func(o *shop.Orders) { o.Limits = test.limits }).Check(&o)
			if got := faults.Of("lines") == order.TooMany; got != test.large || len(faults) > 1 {
				t.Errorf("got %v, want too many lines: %v", faults, test.large)
			}
		})
	}
}

// A name has at least two visible letters.
func TestCheckName(t *testing.T) {
	terms := terms(t, nil)
	for name, want := range map[string]bool{
		"Ana": true, "Jo": true, "李明": true, "Ñu Ñu": true, "محمد": true, "O'B": true, "Ана": true,
		"x": false, "": false, "\u200b": false, "\u3164\u3164": false, "\u115f\u1160": false, "\u2800\u2800\u2800": false, "12": false,
		"..": false, "\U000e0041\U000e0042": false, "\ufe0f\ufe0f": false, "a.": false, "\u0301\u0301": false, "😀😀": false,
	} {
		o := full(t)
		o.Customer.Name = name
		if faults := terms.Check(&o); (faults == nil) != want {
			t.Errorf("%q: got %v, want it accepted: %v", name, faults, want)
		}
	}
}

// A shop that sets no minimum takes any order.
func TestCheckWithoutMinimum(t *testing.T) {
	o := full(t)
	o.Figures.Subtotal = money.Amount{}
	if faults := terms(t, func(o *shop.Orders) { o.Minimum = "" }).Check(&o); faults != nil {
		t.Errorf("got %v, want no fault", faults)
	}
}

func TestPhoneAndEmail(t *testing.T) {
	tests := []struct {
		text  string
		phone bool
		email bool
	}{
		{"999000", true, false}, {"+51 999 000 111", true, false}, {"(01) 444-5566", true, false}, {"01.444.5566", true, false}, {"123456789012345", true, false},
		{"(+51) 999000", true, false}, {"+44 20 7000 0000", true, false},
		{"000000", false, false}, {"00 00 00 00", false, false}, {"+51 000 000 000", false, false}, {"111111", false, false}, {"٠٠٠٠٠٠", false, false},
		{"99900", false, false}, {"1234567890123456", false, false}, {"51+999000", false, false}, {"99900 x234", false, false}, {"+", false, false},
		{"999000x2", true, false}, {"٩٩٩٠٠٠", true, false}, {"\u202a+51 999 000 111\u202c", true, false}, {"01–444 5566 anexo 12", true, false},
		{"a@b.pe", false, true}, {"Rosa.N+tienda@correo.example.pe", false, true}, {"o'hara@b-c.pe", false, true},
		{"a@b", false, false}, {"@b.pe", false, false}, {"a@", false, false}, {"a@@b.pe", false, false}, {"a@b@c.pe", false, false}, {"a b@c.pe", false, false},
		{"a@b..pe", false, false}, {"a@.pe", false, false}, {"a@b.pe.", false, true}, {"a@-b.pe", false, false}, {"a@b-.pe", false, false}, {"a@b_c.pe", false, false},
		{"ñ@b.pe", false, false}, {"a@ñ.pe", false, false}, {`"a"@b.pe`, false, false}, {"a@b.pe,c@d.pe", false, false}, {"a@b.pe>", false, true}, {"a@b.pe\n", false, true},
		{"\u202aa@b.pe\u202c", false, true}, {"Ana <a@b.pe>", false, true}, {"mailto:a＠b.pe,", false, true},
	}
	terms := terms(t, nil)
	for _, test := range tests {
		o := full(t)
		o.Customer.Phone, o.Customer.Email = test.text, ""
		if faults := terms.Check(&o); (faults == nil) != test.phone {
			t.Errorf("phone %q: got %v, want it accepted: %t", test.text, faults, test.phone)
		}
		o.Customer.Phone, o.Customer.Email = "", test.text
		if faults := terms.Check(&o); (faults == nil) != test.email {
			t.Errorf("e-mail %q: got %v, want it accepted: %t", test.text, faults, test.email)
		}
	}
}

// TestProposalIsClean checks what the shop stores of pasted texts.
func TestProposalIsClean(t *testing.T) {
	o := full(t)
	o.Customer = order.Customer{
		Name: "\u202aRosa\u00a0Núñez\u202c", Phone: "\u202a+51 999‑000‑111\u202c anexo ١٢", Email: "Rosa <rosa@b.pe>,",
		Address: "Jr. Cusco\u200b 123\nPiso 2 ", City: "Li\u00adma", PostalCode: "１５０７４",
	}
	o.Lines[0].ProductID, o.Lines[0].VariantID = 1, 0
	o.Note, o.Promo, o.Lines[0].Note = "\ufeffTocar\nfuerte", "\u200bALPACA10", "De regalo\u2060"
	terms := terms(t, nil)
	if faults := terms.Check(&o); faults != nil {
		t.Errorf("got %v, want no fault", faults)
	}
	promo, _ := terms.Promo(o.Promo)
	got := terms.Propose(o, products(t), promo, func(int, int) int { return 99 })
	want := order.Customer{
		Name: "Rosa Núñez", Phone: "+51 999-000-111 anexo 12", Email: "rosa@b.pe", Address: "Jr. Cusco 123\nPiso 2", City: "Lima", PostalCode: "15074",
	}
	if got.Customer != want || got.Note != "Tocar\nfuerte" || got.Lines[0].Note != "De regalo" {
		t.Errorf("got %+q, %+q, %+q, want them clean", got.Customer, got.Note, got.Lines[0].Note)
	}
	if o.Lines[0].Note != "De regalo\u2060" {
		t.Errorf("got the line %+v changed, want it as it was", o.Lines[0])
	}
}
