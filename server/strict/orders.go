package strict

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"carrito/app/shop"
)

// checkOrders checks the settings of orders, except amounts, which need the currency.
func checkOrders(o *shop.Orders, contact shop.Contact, fault func(format string, args ...any)) {
	kinds := map[string]bool{}
	for i, c := range o.Channels {
		at := fmt.Sprintf("orders.channels[%d]", i)
		if kinds[c.Kind] {
			fault("%s: there is already one of kind %q", at, c.Kind)
		}
		kinds[c.Kind] = true
		checkChannel(at, c, contact, fault)
	}
	if o.Taken() && len(o.Delivery) == 0 {
		fault("orders.delivery is missing: there are channels for orders, but no way to deliver them")
	}
	seen := map[string]bool{}
	for i, d := range o.Delivery {
		at := fmt.Sprintf("orders.delivery[%d]", i)
		checkChoice(at, d.ID, d.Name, seen, fault)
		if len(d.Zones) > 0 && (d.Price != "" || d.FreeFrom != "" || d.Pickup) {
			fault("%s has zones; price, freeFrom and pickup must then be in the zones or left out", at)
		}
		zones := map[string]bool{}
		for j, z := range d.Zones {
			checkChoice(fmt.Sprintf("%s.zones[%d]", at, j), z.ID, z.Name, zones, fault)
		}
	}
	if o.KeepMonths < 0 {
		fault("orders.keepMonths is %d; it must be a number of months, or 0 to keep shoppers' data for ever", o.KeepMonths)
	}
	if (o.Tax.Name == "") != (o.Tax.Percent == "") {
		fault("orders.tax needs both name and percent")
	}
	codes := map[string]bool{}
	for i, p := range o.Promos {
		at := fmt.Sprintf("orders.promos[%d]", i)
		switch code := shop.NormalCode(p.Code); {
		case code == "":
			fault("%s.code is missing", at)
		case utf8.RuneCountInString(code) > shop.MaxCode || strings.ContainsFunc(code, unicode.IsControl):
			fault("%s.code %q must be one line of %d characters at most, or nobody can type it", at, p.Code, shop.MaxCode)
		case codes[code]:
			fault("%s.code %q is used twice", at, p.Code)
		}
		codes[shop.NormalCode(p.Code)] = true
		if p.Salt != "" || p.Hash != "" {
			fault("%s: salt and hash are worked out from the code; leave them out", at)
		}
		if (p.Percent == "") == (p.Amount == "") {
			fault("%s needs percent or amount, but not both", at)
		}
	}
}

// checkChannel names what is wrong with a channel by itself.
func checkChannel(at string, c shop.Channel, contact shop.Contact, fault func(format string, args ...any)) {
	i := slices.IndexFunc(shop.ChannelKinds, func(k shop.ChannelKind) bool { return k.Name == c.Kind })
	if i < 0 {
		fault("%s.kind is %q; it must be one of %s", at, c.Kind, kindNames(func(shop.ChannelKind) bool { return true }))
		return
	}
	kind := shop.ChannelKinds[i]
	withURL := func() string { return kindNames(func(k shop.ChannelKind) bool { return k.URL }) }
	switch {
	case kind.URL:
		if err := checkPost(c.URL); err != nil {
			fault("%s.url is %w", at, err)
		}
		if c.Redirect != "" && c.Redirect != shop.RedirectSent {
			fault("%s.redirect is %q; it must be %q or left out", at, c.Redirect, shop.RedirectSent)
		}
	case c.Redirect != "":
		fault("%s.redirect: only a channel of kind %s has one", at, withURL())
	case c.URL != "":
		fault("%s.url: only a channel of kind %s has one", at, withURL())
	case kind.Message != nil && kind.Message.To(contact) == "":
		fault("%s: contact.%s is missing", at, kind.Message.Field)
	}
}

// kindNames writes the names of some kinds of channels: "server", "post".
func kindNames(some func(shop.ChannelKind) bool) string {
	var names []string
	for _, k := range shop.ChannelKinds {
		if some(k) {
			names = append(names, strconv.Quote(k.Name))
		}
	}
	return strings.Join(names, ", ")
}

func checkChoice(at, id, name string, seen map[string]bool, fault func(format string, args ...any)) {
	switch {
	case !isID(id):
		fault("%s.id is %q; it must be of the letters a to z, digits and -", at, id)
	case seen[id]:
		fault("%s.id %q is used twice", at, id)
	}
	seen[id] = true
	if strings.TrimSpace(name) == "" {
		fault("%s.name is missing", at)
	}
}

func isID(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
