package strict

import (
	stdlib "encoding/json"
	"slices"

	"carrito/app/money"
	"carrito/app/shop"
)

// decodeOwner reads what only the server knows of shop.json. A value of a wrong kind is
// reported by shopMembers.
func decodeOwner(s *shop.Shop, text string) {
	var owner shop.Owner
	if stdlib.Unmarshal([]byte(text), &owner) == nil {
		s.Returns, s.NoPreviews = owner.Returns, owner.NoPreviews
	}
}

func checkReturns(r shop.Returns, fault func(format string, args ...any)) {
	if r.None && (r.Days != 0 || r.Fees != "" || len(r.Methods) > 0) {
		fault("returns: none says that nothing is taken back; leave the rest out")
	}
	if r.Days < 0 || r.Days > 3650 {
		fault("returns.days is %d; it must be a number of days", r.Days)
	}
	if !r.None && r.Days == 0 && (r.Fees != "" || len(r.Methods) > 0) {
		fault("returns.days is missing")
	}
	if r.Fees != "" && r.Fees != shop.FreeReturn && r.Fees != shop.CustomerPays {
		if _, err := money.Parse(r.Fees, 4); err != nil {
			fault("returns.fees is %q; it must be %q, %q or an amount such as 10.00", r.Fees, shop.FreeReturn, shop.CustomerPays)
		}
	}
	for i, method := range r.Methods {
		if !slices.Contains([]string{shop.ByMail, shop.InStore}, method) {
			fault("returns.methods[%d] is %q; it must be %q or %q", i, method, shop.ByMail, shop.InStore)
		}
	}
}
