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

// MaxLines is the maximum number of lines in an order.
const MaxLines = 500

// The maximum lengths of texts, in characters.
const (
	MaxName       = 100
	MaxPhone      = 40  // with an extension
	MaxEmail      = 254 // RFC 5321, 4.5.3.1.3
	MaxAddress    = 300
	MaxCity       = 100
	MaxPostalCode = 20
	MaxNote       = 1000
	MaxLineNote   = 200
	MaxLineName   = 2000 // of a product or variant in an order; the catalogue has no limit
	MaxPromo      = shop.MaxCode
)

// Problem is the kind of a [Fault].
type Problem string

// The problems of fields.
const (
	Missing Problem = "missing"
	TooLong Problem = "too long"
	Invalid Problem = "invalid" // not a valid value for the field
	Unknown Problem = "unknown" // an id that the shop does not have
	TooFew  Problem = "too few" // below the minimum of the shop
	TooMany Problem = "too many"
)

// Fault is a fault in an order.
type Fault struct {
	Field   string // as in the JSON of the order, such as "customer.name" or "lines[2].note"
	Problem Problem
}

// Error describes the fault in one line.
func (f Fault) Error() string { return f.Field + " is " + string(f.Problem) }

// Faults are all faults of an order, in the order of the form.
type Faults []Fault

// Error describes every fault, one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Of returns the problem of a field, or "" if it has none.
func (f Faults) Of(field string) Problem {
	for _, fault := range f {
		if fault.Field == field {
			return fault.Problem
		}
	}
	return ""
}

// Check returns the faults of an order, after cleaning its texts. It returns nil if the
// order may be sent. It does not check prices, promo code and stock; see
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
	if o.Customer.Email != "" && !IsEmail(o.Customer.Email) {
		c.fault("customer.email", Invalid)
	}
	toAddress := t.checkDelivery(c, o.Delivery)
	t.checkPayment(c, &o)
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

// checkDelivery checks the way of delivery and reports whether it needs an address. If
// no way is chosen yet, it does not, because it may be a pick-up.
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

// tooLarge reports whether an order exceeds the limits of the shop.
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

// fault records the problem of a field, unless the field already has one.
func (c *checker) fault(field string, p Problem) {
	if c.faults.Of(field) == "" {
		c.faults = append(c.faults, Fault{field, p})
	}
}

// text checks one text. lines reports whether the field may have several lines. In
// other fields, a line break could begin a header of a mail.
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

// isName reports whether s has at least two letters of any script. It does not count
// the fillers of Hangul, which are invisible letters.
func isName(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) && r != 0x115f && r != 0x1160 && r != 0x3164 && r != 0xffa0 {
			letters++
		}
	}
	return letters > 1
}

// isPhone reports whether s is a phone number as people write it; see [typed.Number].
// E.164 numbers have at most 15 digits. A number that has only zeros after its country
// code, or only one digit repeated, is not valid.
func isPhone(s string) bool {
	number, ok := typed.Number(s)
	number = strings.TrimPrefix(number, "+")
	return ok && len(number) >= 6 && len(number) <= 15 &&
		len(number)-strings.Count(number, "0") > 2 && strings.Count(number, number[:1]) < len(number)
}

// IsEmail reports whether s is a valid e-mail address by the HTML standard, with a dot
// in the domain. It does not check the length of the domain's labels.
func IsEmail(s string) bool {
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
