package listing

import (
	"strings"

	"carrito/app/money"
)

// Shipping is what a way of delivery costs for an item.
type Shipping struct {
	Country string // ISO 3166
	Service string // name of the way
	Price   money.Amount
}

// shipping returns the cost of each way of delivery for an order of one unit. Google
// allows no price lower than what a shopper pays, so that of the dearest zone stands
// for a way with zones.
func (l *Lister) shipping(price money.Amount) []Shipping {
	country := l.Shop.Country()
	if len(country) != 2 || country == "EU" {
		return nil
	}
	var all []Shipping
	for _, way := range l.ways {
		if way.Pickup {
			continue
		}
		cost := charged(way.Cost.Price, way.Cost.FreeFrom, price)
		for i, zone := range way.Zones {
			if c := charged(zone.Cost.Price, zone.Cost.FreeFrom, price); i == 0 || cost.Less(c) {
				cost = c
			}
		}
		all = append(all, Shipping{country, line(strings.ReplaceAll(way.Name, ":", " ")), cost})
	}
	return all
}

// charged returns the cost of delivery for an order of a subtotal.
func charged(cost, freeFrom, subtotal money.Amount) money.Amount {
	if !freeFrom.Zero() && !subtotal.Less(freeFrom) {
		return money.FromMinor(0, subtotal.Digits())
	}
	return cost
}
