package shopper

import (
	"strings"

	"carrito/app/cart"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/session"
)

// Checkout is the form in which a shopper writes an order. The session stores
// what the shopper types; the other fields live as long as the page is shown.
type Checkout struct {
	// Promos checks the promo code that was typed.
	Promos Promos

	shopper      *Shopper
	customer     order.Customer // from the session, when the page was opened
	draft        order.Draft
	refused      bool         // whether sending was refused; only then are faults shown
	serverFaults order.Faults // faults that the server found
	promo        typedPromo
}

// reset starts the checkout over, with the customer and draft from the session.
func (c *Checkout) reset() {
	*c = Checkout{Promos: c.Promos, shopper: c.shopper}
	if c.shopper.Live {
		c.customer, c.draft = c.Customer(), c.Draft()
	}
}

// Begin gives the order its number and checks its promo code. It is called when
// the page is opened.
func (c *Checkout) Begin() {
	if !c.shopper.Live || len(c.shopper.Session.Cart().Lines()) == 0 {
		return
	}
	if d := c.Draft(); d.ID == "" {
		c.renumber(d)
	}
	c.CheckPromo()
	c.shopper.Orders.expireSending()
}

// Customer returns the customer from the session.
func (c *Checkout) Customer() order.Customer {
	return order.ParseCustomer(c.shopper.Session.Get(session.Customer))
}

// Draft returns the draft of the order from the session.
func (c *Checkout) Draft() order.Draft {
	return order.ParseDraft(c.shopper.Session.Get(session.Draft))
}

// Initial returns the values with which the fields are first drawn. Fields are
// drawn once; what the shopper types later is in the fields and in the session.
func (c *Checkout) Initial() (order.Customer, order.Draft) { return c.customer, c.draft }

func (c *Checkout) saveCustomer(customer order.Customer) {
	c.shopper.Session.Set(session.Customer, string(customer.AppendJSON(nil)))
	c.shopper.warnOfStorage()
}

func (c *Checkout) saveDraft(d order.Draft) {
	c.shopper.Session.Set(session.Draft, string(d.AppendJSON(nil)))
	c.shopper.warnOfStorage()
}

// renumber gives the draft a new number.
func (c *Checkout) renumber(d order.Draft) {
	id, err := order.NewID()
	if err != nil {
		return // no randomness: checking the order reports the missing number
	}
	d.ID = id
	c.saveDraft(d)
}

// Delivery returns the way of delivery and the zone that a draft chooses. Until the
// shopper chooses, it is the first way. A zone that the way does not have is dropped.
func (c *Checkout) Delivery(d order.Draft) order.Delivery {
	terms := c.shopper.Terms
	way, ok := terms.Way(d.Delivery.Method)
	if !ok && len(terms.Ways) > 0 {
		way = terms.Ways[0]
	}
	chosen := order.Delivery{Method: way.ID}
	if _, ok := way.Zone(d.Delivery.Zone); ok {
		chosen.Zone = d.Delivery.Zone
	}
	return chosen
}

// Order returns the order as it would be sent now.
func (c *Checkout) Order() order.Order {
	s, d := c.shopper, c.Draft()
	o := order.Order{ID: d.ID, Customer: c.Customer(), Delivery: c.Delivery(d), Note: d.Note, Promo: d.Promo, Currency: s.Shop.Currency}
	if way, _ := s.Terms.Way(o.Delivery.Method); way.Pickup { // the shop does not need the address
		o.Customer.Address, o.Customer.City, o.Customer.PostalCode = "", "", ""
	}
	o.Lines = order.Lines(s.Session.Cart(), d.Notes)
	o = o.Clean()
	o.Figures = s.Terms.Price(o.Lines, o.Delivery, c.promo.of(o.Promo), "")
	o.Payment = payment(d, s.Terms.Offered(o.Delivery, o.Figures))
	o.Figures = s.Terms.Price(o.Lines, o.Delivery, c.promo.of(o.Promo), o.Payment.Method)
	return o
}

// announceTotal announces the order's total, or what keeps it from being known.
func (c *Checkout) announceTotal() {
	s, o := c.shopper, c.Order()
	if problem := c.PromoProblem(o); problem != "" {
		s.Announce(c.FaultText(order.Fault{Field: "promo", Problem: problem}), false)
		return
	}
	if s.ZoneMissing(o) {
		s.Announce(s.Text.Order.Shipping+": "+s.Text.Order.ZoneMissing, false)
		return
	}
	s.Announce(s.Text.Order.TotalIs(s.Money(o.Figures.Total)), false)
}

// MinimumText returns the sentence that the order is too small, or "" if it is not.
func (c *Checkout) MinimumText() string {
	s := c.shopper
	subtotal := s.Session.Cart().Subtotal()
	if !subtotal.Less(s.Terms.Minimum) {
		return ""
	}
	missing := money.FromMinor(s.Terms.Minimum.Minor()-subtotal.Minor(), s.Shop.Money.Digits)
	return s.Text.Order.Minimum(s.Money(s.Terms.Minimum), s.Money(missing))
}

// Forget deletes the shopper's personal details.
func (c *Checkout) Forget() Result {
	c.shopper.Session.Set(session.Customer, "")
	c.shopper.warnOfStorage()
	c.refused, c.serverFaults = false, nil
	return c.shopper.done(c.shopper.Text.Order.Forgotten, true)
}

// Prefixes of the names of fields that depend on the shop or the cart.
const (
	lineNoteField = "note-"
	wayField      = "way-"
	zoneField     = "zone-"
	meansField    = "means-"
)

// LineNoteField returns the name of the field for the note to a line.
func LineNoteField(key cart.Key) string { return lineNoteField + string(key) }

// WayField returns the name of the field that chooses a way of delivery.
func WayField(method string) string { return wayField + method }

// ZoneField returns the name of the field for the zone of a way of delivery.
func ZoneField(method string) string { return zoneField + method }

// MeansField returns the name of the field that chooses a way of paying.
func MeansField(id string) string { return meansField + id }

// TenderField is the name of the field for what a shopper pays with in cash.
const TenderField = "payment-tender"

// CustomerField returns a pointer to the field of a customer that the name of a
// fault means, such as "customer.name". It returns nil for other names.
func CustomerField(c *order.Customer, name string) *string {
	switch name {
	case "customer.name":
		return &c.Name
	case "customer.phone":
		return &c.Phone
	case "customer.email":
		return &c.Email
	case "customer.address":
		return &c.Address
	case "customer.city":
		return &c.City
	case "customer.postalCode":
		return &c.PostalCode
	}
	return nil
}

// SetField stores in the session what the shopper typed or chose in a field.
// Fields of the customer have names such as "customer-name".
func (c *Checkout) SetField(name, value string) {
	c.serverFaults = nil
	customer := c.Customer()
	if field := CustomerField(&customer, strings.Replace(name, "-", ".", 1)); field != nil {
		*field = value
		c.saveCustomer(customer)
		return
	}
	d := c.Draft()
	key, isLine := strings.CutPrefix(name, lineNoteField)
	method, isWay := strings.CutPrefix(name, wayField)
	isZone := strings.HasPrefix(name, zoneField)
	means, isMeans := strings.CutPrefix(name, meansField)
	switch {
	case name == "note":
		d.Note = value
	case name == "promo":
		d.Promo = value
	case isLine:
		if d.Notes[cart.Key(key)] = value; value == "" {
			delete(d.Notes, cart.Key(key))
		}
	case name == TenderField:
		d.Payment.Tender = value
	case isMeans:
		d.Payment.Method = means
	case isWay:
		d.Delivery = order.Delivery{Method: method, Zone: d.Delivery.Zone}
	case isZone:
		d.Delivery = order.Delivery{Method: c.Delivery(d).Method, Zone: value}
		d.Delivery.Zone = c.Delivery(d).Zone // "" for the option that asks to choose a zone
	default:
		return
	}
	c.saveDraft(d)
	if isWay || isZone || isMeans {
		c.announceTotal()
	}
}
