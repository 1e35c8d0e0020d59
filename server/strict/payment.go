package strict

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"carrito/app/pay"
	"carrito/app/shop"
	"carrito/server/cldr"
)

// checkPayments checks the ways of paying, except amounts and percentages, which need the
// currency's decimals.
func checkPayments(s *shop.Shop, fault func(format string, args ...any)) {
	seen := map[string]bool{}
	for i, p := range s.Payments {
		at := fmt.Sprintf("payments[%d]", i)
		kind, ok := shop.PaymentKindOf(p.Kind)
		if !ok {
			fault("%s.kind is %q; it must be one of %s", at, p.Kind, paymentKinds())
			continue
		}
		switch id := p.Ident(); {
		case !isID(id):
			fault("%s.id is %q; it must be of the letters a to z, digits and -", at, id)
		case seen[id] && p.ID == "":
			fault("%s.id is missing: there is already a way of paying %q", at, id)
		case seen[id]:
			fault("%s.id %q is used twice", at, id)
		}
		seen[p.Ident()] = true
		if kind.Currency != "" && s.Currency != kind.Currency {
			fault("%s: %s pays in %s, but the shop's currency is %s", at, p.Kind, kind.Currency, s.Currency)
		}
		if p.Surcharge != "" && p.Discount != "" {
			fault("%s has a surcharge and a discount; leave one out", at)
		}
		checkOffer(at, p, kind, &s.Orders, fault)
		checkPayee(at, p, kind, s.Currency, fault)
	}
}

// checkOffer checks when a way of paying is offered.
func checkOffer(at string, p shop.Payment, kind shop.PaymentKind, o *shop.Orders, fault func(format string, args ...any)) {
	for _, channel := range p.Channels {
		if _, ok := o.Channel(channel); !ok {
			fault("%s.channels has %q, which is not a channel of orders", at, channel)
		}
	}
	for _, way := range p.Delivery {
		if !slices.ContainsFunc(o.Delivery, func(d shop.Delivery) bool { return d.ID == way }) {
			fault("%s.delivery has %q, which is not a way of delivery", at, way)
		}
	}
	if !kind.Hosted {
		return
	}
	if _, ok := o.Channel(shop.ServerChannel); !ok {
		fault("%s: %s needs the channel %q, because the shop's server asks the provider for the page", at, p.Kind, shop.ServerChannel)
	}
	if len(p.Channels) > 0 && !slices.Contains(p.Channels, shop.ServerChannel) {
		fault("%s.channels lacks %q, without which %s cannot be used", at, shop.ServerChannel, p.Kind)
	}
}

// schemes are the schemes of accounts that have check digits.
var schemes = []string{"cci", "clabe", "cbu", "iban"}

// payeeFields are the names in shop.json of the fields that depend on the kind.
var payeeFields = []string{"holder", "scheme", "account", "code", "key", "city", "iban", "bic", "address", "url"}

// checkPayee checks the fields of a way of paying that depend on its kind.
func checkPayee(at string, p shop.Payment, kind shop.PaymentKind, code string, fault func(format string, args ...any)) {
	texts := payeeTexts(p)
	for _, field := range kind.Needs {
		if strings.TrimSpace(texts[field]) == "" {
			fault("%s.%s is missing", at, field)
		}
	}
	for _, field := range payeeFields {
		if texts[field] != "" && !slices.Contains(kind.Needs, field) && !slices.Contains(kind.May, field) {
			fault("%s.%s: a way of paying of kind %q has none", at, field, p.Kind)
		}
	}
	check := func(field string, err error) {
		if texts[field] != "" && err != nil {
			fault("%s.%s %w", at, field, err)
		}
	}
	switch p.Kind {
	case shop.Transfer:
		if p.Scheme != "" && !slices.Contains(schemes, p.Scheme) {
			fault("%s.scheme is %q; it must be one of %q, or left out", at, p.Scheme, schemes)
			return
		}
		check("account", pay.CheckAccount(p.Scheme, p.Account))
	case shop.Wallet:
		if err := pay.CheckWallet(p.Code, cldr.Number(code)); p.Code != "" && err != nil {
			fault("%s.code: %w", at, err)
		}
	case shop.Pix:
		check("key", pay.CheckPixKey(p.Key))
		check("holder", pay.CheckPixName(p.Holder))
		check("city", pay.CheckPixName(p.City))
	case shop.EPC:
		check("iban", pay.CheckAccount("iban", p.IBAN))
		check("bic", pay.CheckBIC(p.BIC))
	case shop.UPI:
		check("address", pay.CheckUPIAddress(p.Address))
	case shop.PayLink:
		check("url", pay.CheckLink(p.URL))
	}
}

// payeeTexts returns the texts of a way of paying by their names in shop.json.
func payeeTexts(p shop.Payment) map[string]string {
	texts := map[string]string{}
	v := reflect.ValueOf(p)
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if text, ok := v.Field(i).Interface().(string); ok {
			texts[name] = text
		}
	}
	return texts
}

func paymentKinds() string {
	var names []string
	for _, kind := range shop.PaymentKinds {
		names = append(names, strconv.Quote(kind.Name))
	}
	return strings.Join(names, ", ")
}
