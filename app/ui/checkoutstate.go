package ui

import (
	"strings"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/session"
	"carrito/app/shop"
)

// checkout is what the checkout knows beside the session, for as long as its
// page is shown.
type checkout struct {
	drawn    bool           // whether customer and draft are what the fields were drawn with
	customer order.Customer // a field is drawn once: what is typed since is in the field and in the session
	draft    order.Draft
	refused  bool         // whether sending was refused: from then on faults are shown
	told     order.Faults // what the server found

	promo        order.Promo // what promoTyped is
	promoTyped   string      // what was asked for; see [shop.NormalCode]
	promoUnknown bool
	promoAsking  bool
}

// customer returns who orders, as the session has it.
func (s *Store) customer() order.Customer {
	return order.ParseCustomer(s.Session.Get(session.Customer))
}

// draft returns what is written of the order, as the session has it.
func (s *Store) draft() order.Draft { return order.ParseDraft(s.Session.Get(session.Draft)) }

func (s *Store) saveDraft(d order.Draft) {
	s.Session.Set(session.Draft, string(d.AppendJSON(nil)))
	s.tellBroken()
}

// begin gives the order its number, and finds out what its promo code is.
func (s *Store) begin() {
	if !s.Live || len(s.Session.Cart().Lines()) == 0 {
		return
	}
	if d := s.draft(); d.ID == "" {
		s.renumber(d)
	}
	s.checkPromo()
	s.expireSending()
}

// renumber gives the draft another number.
func (s *Store) renumber(d order.Draft) {
	id, err := order.NewID()
	if err != nil {
		return // no randomness: Check names the number
	}
	d.ID = id
	s.saveDraft(d)
}

// fields returns what the fields are drawn with.
func (s *Store) fields() (order.Customer, order.Draft) {
	if !s.checkout.drawn && s.Live {
		s.checkout.customer, s.checkout.draft, s.checkout.drawn = s.customer(), s.draft(), true
	}
	return s.checkout.customer, s.checkout.draft
}

// delivery returns the way that is chosen: the first until the shopper says
// otherwise, and no zone that the way has not.
func (s *Store) delivery(d order.Draft) order.Delivery {
	way, ok := s.terms.Way(d.Delivery.Method)
	if !ok && len(s.terms.Ways) > 0 {
		way = s.terms.Ways[0]
	}
	chosen := order.Delivery{Method: way.ID}
	if _, ok := way.Zone(d.Delivery.Zone); ok {
		chosen.Zone = d.Delivery.Zone
	}
	return chosen
}

// order returns the order as it would be sent now.
func (s *Store) order() order.Order {
	c, d := s.customer(), s.draft()
	o := order.Order{ID: d.ID, Customer: c, Delivery: s.delivery(d), Note: d.Note, Promo: d.Promo, Currency: s.Shop.Currency}
	if way, _ := s.terms.Way(o.Delivery.Method); way.Pickup { // nobody needs to know where they live
		o.Customer.Address, o.Customer.City, o.Customer.PostalCode = "", "", ""
	}
	o.Lines = order.Lines(s.Session.Cart(), d.Notes)
	o = o.Clean()
	o.Figures = s.terms.Price(o.Lines, o.Delivery, s.promo(o.Promo))
	return o
}

// promo returns the promo code that was typed, as far as it is known.
func (s *Store) promo(typed string) order.Promo {
	if s.checkout.promoTyped == shop.NormalCode(typed) {
		return s.checkout.promo
	}
	return order.Promo{}
}

// checkPromo finds out what the typed code is.
func (s *Store) checkPromo() {
	typed := shop.NormalCode(s.draft().Promo)
	c := &s.checkout
	if typed == c.promoTyped {
		return
	}
	c.promo, c.promoTyped, c.promoUnknown, c.promoAsking = order.Promo{}, typed, false, false
	if typed == "" || s.CheckPromo == nil {
		return
	}
	c.promoAsking = true
	s.CheckPromo(typed, func(found order.Promo, ok bool) {
		if s.checkout.promoTyped != typed {
			return
		}
		s.checkout.promo, s.checkout.promoUnknown, s.checkout.promoAsking = found, !ok, false
		s.sayTotal()
	})
}

func (s *Store) sayTotal() {
	o := s.order()
	if problem := s.promoProblem(o); problem != "" {
		s.say(s.faultText(order.Fault{Field: "promo", Problem: problem}), false)
		return
	}
	if s.zoneMissing(o) {
		s.say(s.Text.Order.Shipping+": "+s.Text.Order.ZoneMissing, false)
		return
	}
	s.say(s.Text.Order.TotalIs(s.Money(o.Figures.Total)), false)
}

// What can be wrong with a promo code beside what package order says.
const (
	promoAsking order.Problem = "asking"
	promoTooFew               = order.TooFew
)

func (s *Store) promoProblem(o order.Order) order.Problem {
	c := &s.checkout
	switch {
	case o.Promo == "" || shop.NormalCode(o.Promo) != c.promoTyped:
		return ""
	case c.promoAsking:
		return promoAsking
	case c.promoUnknown:
		return order.Unknown
	case !c.promo.Holds(o.Figures.Subtotal):
		return promoTooFew
	}
	return ""
}

// faults returns what keeps an order from being sent.
func (s *Store) faults(o order.Order) order.Faults {
	faults := s.terms.Check(&o)
	if problem := s.promoProblem(o); problem != "" && faults.Of("promo") == "" {
		faults = append(faults, order.Fault{Field: "promo", Problem: problem})
	}
	for _, f := range s.checkout.told {
		if faults.Of(f.Field) == "" {
			faults = append(faults, f)
		}
	}
	return faults
}

// faultText words a fault.
func (s *Store) faultText(f order.Fault) string {
	t := s.Text.Order
	most := longest(f.Field)
	switch {
	case f.Problem == order.Problem(Taken):
		return t.NumberTaken
	case f.Problem == order.Problem(Unkept), f.Problem == order.Problem(Old):
		return t.Next[DeliveryState(f.Problem)]
	case f.Field == "subtotal":
		return s.minimumText()
	case f.Problem == order.TooMany:
		return t.TooLarge
	case f.Field == "lines":
		return t.NoLines
	case f.Field == "promo" && f.Problem == promoTooFew:
		return t.PromoFrom(s.Money(s.checkout.promo.Minimum))
	case f.Field == "promo" && f.Problem == promoAsking:
		return t.PromoChecking
	case f.Field == "promo" && f.Problem == order.Unknown:
		return t.PromoUnknown
	case f.Field == "delivery.method":
		return t.WayMissing
	case f.Field == "delivery.zone":
		return t.ZoneNotChosen
	case most == 0:
		return t.NotTaken
	case f.Problem == order.TooLong:
		return t.TooLong(most)
	case f.Problem == order.Missing:
		return s.missingText(f.Field)
	case f.Field == "customer.phone":
		return t.PhoneInvalid
	case f.Field == "customer.email":
		return t.EmailInvalid
	}
	return t.BadCharacter
}

func (s *Store) missingText(field string) string {
	t := s.Text.Order
	switch field {
	case "customer.phone":
		return t.ReachMissing
	case "customer.address":
		return t.StreetMissing
	case "customer.city":
		return t.CityMissing
	}
	return t.NameMissing
}

// longest is how long the text of a field may be, 0 of what is no text.
func longest(field string) int {
	switch field {
	case "customer.name":
		return order.MaxName
	case "customer.phone":
		return order.MaxPhone
	case "customer.email":
		return order.MaxEmail
	case "customer.address":
		return order.MaxAddress
	case "customer.city":
		return order.MaxCity
	case "customer.postalCode":
		return order.MaxPostalCode
	case "note":
		return order.MaxNote
	case "promo":
		return order.MaxPromo
	}
	if strings.HasPrefix(field, "lines[") && strings.HasSuffix(field, "].note") {
		return order.MaxLineNote
	}
	return 0
}

// minimumText says that the order is too small, and empty where it is not.
func (s *Store) minimumText() string {
	subtotal := s.Session.Cart().Subtotal()
	if !subtotal.Less(s.terms.Minimum) {
		return ""
	}
	missing := money.FromMinor(s.terms.Minimum.Minor()-subtotal.Minor(), s.Shop.Money.Digits)
	return s.Text.Order.Minimum(s.Money(s.terms.Minimum), s.Money(missing))
}
