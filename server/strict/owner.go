package strict

import (
	stdlib "encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"

	"carrito/app/money"
	"carrito/app/shop"
	"carrito/server/complaint"
)

// decodeOwner reads what only the server knows of shop.json. A value of a wrong kind is
// reported by shopMembers.
func decodeOwner(s *shop.Shop, text string) {
	var owner shop.Owner
	if stdlib.Unmarshal([]byte(text), &owner) == nil {
		s.Returns, s.Complaints, s.NoPreviews, s.NoAlerts, s.LowStock = owner.Returns, owner.Complaints, owner.NoPreviews, owner.NoAlerts, owner.LowStock
		s.Publish, s.Moved, s.Joined, s.Categories = owner.Publish, owner.Moved, owner.Joined, owner.Categories
	}
}

// checkComplaints checks who answers in the Libro de Reclamaciones, and that sheets can
// reach the owner.
func checkComplaints(s *shop.Shop, fault func(format string, args ...any)) {
	c := s.Complaints
	if c == (shop.Complaints{}) {
		return
	}
	for _, f := range []struct{ field, value string }{{"name", c.Name}, {"ruc", c.RUC}, {"address", c.Address}} {
		if strings.TrimSpace(f.value) == "" {
			fault("complaints.%s is missing", f.field)
		}
	}
	if c.RUC != "" && !complaint.Valid(c.RUC) {
		fault("complaints.ruc is %q; it must be the 11 digits of a RUC, whose last digit checks the others", c.RUC)
	}
	if _, inbox := s.Orders.Channel(shop.ServerChannel); !inbox && s.Contact.Email == "" && s.Contact.WhatsApp == "" {
		fault("complaints needs contact.email or contact.whatsapp, or the channel server: otherwise nobody gets them")
	}
}

// checkPublish checks the command that publishes an export.
func checkPublish(command []string, fault func(format string, args ...any)) {
	for i, argument := range command {
		switch {
		case i == 0 && strings.TrimSpace(argument) == "":
			fault("publish[0] is empty; it must be the name of a program")
		case i == 0 && len(command) == 1 && strings.ContainsAny(argument, " \t"):
			fault("publish[0] is %q; it is run without a shell, so write each argument by itself: [\"git\", \"push\"]", argument)
		case strings.ContainsRune(argument, 0):
			fault("publish[%d] has a character that no argument can have", i)
		}
	}
}

// checkMoved checks where categories went.
func checkMoved(moved map[string]string, fault func(format string, args ...any)) {
	for _, from := range slices.Sorted(maps.Keys(moved)) {
		if to := moved[from]; !isSlug(from) || !isSlug(to) {
			fault("moved.%s is %q; both must be parts of addresses of categories, such as polos of /categoria/polos", from, to)
		}
	}
}

// isSlug reports whether a text may be the slug of a category.
func isSlug(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool { return c != '-' && !unicode.IsLetter(c) && !unicode.IsDigit(c) })
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
