package order

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"carrito/app/cart"
	"carrito/app/shop"
	"carrito/app/typed"
)

// MaxLines is the most lines of an order.
const MaxLines = 500

// The longest texts, in characters.
const (
	MaxName       = 100
	MaxPhone      = 40  // with an extension
	MaxEmail      = 254 // RFC 5321, 4.5.3.1.3
	MaxAddress    = 300
	MaxCity       = 100
	MaxPostalCode = 20
	MaxNote       = 1000
	MaxLineNote   = 200
	MaxLineName   = 2000 // of a product or variant, in an order: a catalogue has no limit
	MaxPromo      = shop.MaxCode
)

// Problem is what is wrong with a field.
type Problem string

// The problems there are.
const (
	Missing Problem = "missing"
	TooLong Problem = "too long"
	Invalid Problem = "invalid" // not what such a field holds
	Unknown Problem = "unknown" // names what the shop has not
	TooFew  Problem = "too few" // below the shop's minimum order
	TooMany Problem = "too many"
)

// Fault is one thing wrong with an order.
type Fault struct {
	Field   string // as in the order's JSON: "customer.name", "lines[2].note"
	Problem Problem
}

// Error says the fault in one line.
func (f Fault) Error() string { return f.Field + " is " + string(f.Problem) }

// Faults is everything wrong with an order, in the order of the form.
type Faults []Fault

// Error says every fault, a line each.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Of returns the problem of a field, empty where it has none.
func (f Faults) Of(field string) Problem {
	for _, fault := range f {
		if fault.Field == field {
			return fault.Problem
		}
	}
	return ""
}

// Check returns what is wrong with an order, nil where it may be sent once it is
// clean. It does not look at the prices, the promo code and the stock; see
// [Terms.Propose].
func (t *Terms) Check(dirty *Order) Faults {
	c := &checker{}
	o := dirty.Clean()
	if !isID(o.ID) {
		c.fault("id", Invalid)
	}
	c.text("customer.name", o.Customer.Name, MaxName, true, false)
	if !isName(o.Customer.Name) {
		c.fault("customer.name", Missing)
	}
	c.text("customer.phone", o.Customer.Phone, MaxPhone, o.Customer.Email == "", false)
	if o.Customer.Phone != "" && !isPhone(o.Customer.Phone) {
		c.fault("customer.phone", Invalid)
	}
	c.text("customer.email", o.Customer.Email, MaxEmail, false, false)
	if o.Customer.Email != "" && !isEmail(o.Customer.Email) {
		c.fault("customer.email", Invalid)
	}
	toAddress := t.checkDelivery(c, o.Delivery)
	c.text("customer.address", o.Customer.Address, MaxAddress, toAddress, true)
	c.text("customer.city", o.Customer.City, MaxCity, toAddress, false)
	c.text("customer.postalCode", o.Customer.PostalCode, MaxPostalCode, false, false)
	c.text("note", o.Note, MaxNote, false, true)
	c.text("promo", o.Promo, MaxPromo, false, false)
	before := len(c.faults)
	if c.lines(o.Lines); len(c.faults) == before && t.tooLarge(&o) {
		c.fault("lines", TooMany)
	}
	if len(o.Lines) > 0 && o.Figures.Subtotal.Less(t.Minimum) {
		c.fault("subtotal", TooFew)
	}
	if o.Currency != t.currency {
		c.fault("currency", Unknown)
	}
	return c.faults
}

// checkDelivery reports whether the way of delivery needs an address: one that is
// not chosen yet may turn out to be a pick-up.
func (t *Terms) checkDelivery(c *checker, d Delivery) (toAddress bool) {
	way, ok := t.Way(d.Method)
	switch {
	case d.Method == "":
		c.fault("delivery.method", Missing)
	case !ok:
		c.fault("delivery.method", Unknown)
	case len(way.Zones) > 0 && d.Zone == "":
		c.fault("delivery.zone", Missing)
	case d.Zone != "":
		if _, ok := way.Zone(d.Zone); !ok {
			c.fault("delivery.zone", Unknown)
		}
	}
	return ok && !way.Pickup
}

// tooLarge reports whether an order is more than the shop takes without a word.
func (t *Terms) tooLarge(o *Order) bool {
	l, units := &t.Limits, 0
	for _, line := range o.Lines {
		if line.Quantity > l.Quantity {
			return true
		}
		units += line.Quantity
	}
	return units > l.Units || len(o.Lines) > l.Lines || !l.Value.Zero() && l.Value.Less(o.Figures.Subtotal)
}

type checker struct{ faults Faults }

// fault notes the first problem of a field.
func (c *checker) fault(field string, p Problem) {
	if c.faults.Of(field) == "" {
		c.faults = append(c.faults, Fault{field, p})
	}
}

// text checks one text. Several lines may only be where a field has room for
// them: elsewhere a line break would start a header of a letter.
func (c *checker) text(field, text string, longest int, required, lines bool) {
	switch {
	case required && strings.TrimSpace(text) == "":
		c.fault(field, Missing)
	case utf8.RuneCountInString(text) > longest:
		c.fault(field, TooLong)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && !(lines && (r == '\n' || r == '\r' || r == '\t'))
	}):
		c.fault(field, Invalid)
	}
}

func (c *checker) lines(lines []Line) {
	switch {
	case len(lines) == 0:
		c.fault("lines", Missing)
	case len(lines) > MaxLines:
		c.fault("lines", TooMany)
		return
	}
	seen := make(map[cart.Key]bool, len(lines))
	for i, l := range lines {
		at := "lines[" + strconv.Itoa(i) + "]"
		if l.ProductID < 1 || l.VariantID < 0 || seen[l.Key()] {
			c.fault(at+".product", Invalid)
		}
		seen[l.Key()] = true
		if l.Quantity < 1 || l.Quantity > cart.MaxQuantity {
			c.fault(at+".quantity", Invalid)
		}
		c.text(at+".name", l.Name, MaxLineName, false, true)
		c.text(at+".variantName", l.Variant, MaxLineName, false, true)
		c.text(at+".note", l.Note, MaxLineNote, false, true)
	}
}

// isName takes two letters of any script. The fillers of Hangul are letters that
// nobody sees.
func isName(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) && r != 0x115f && r != 0x1160 && r != 0x3164 && r != 0xffa0 {
			letters++
		}
	}
	return letters > 1
}

// isPhone takes a number as people write it, see [typed.Number]. E.164 numbers have
// 15 digits at most. Zeros behind a country code, or one digit all over, call nobody.
func isPhone(s string) bool {
	number, ok := typed.Number(s)
	number = strings.TrimPrefix(number, "+")
	return ok && len(number) >= 6 && len(number) <= 15 &&
		len(number)-strings.Count(number, "0") > 2 && strings.Count(number, number[:1]) < len(number)
}

// isEmail takes what the HTML standard calls a valid e-mail address, but for the
// length of the domain's labels, and with a dot in the domain.
func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	if !ok || local == "" || strings.Trim(local, letters+".!#$%&'*+/=?^_`{|}~-") != "" || !strings.Contains(domain, ".") {
		return false
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || strings.Trim(label, letters+"-") != "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
	}
	return true
}
