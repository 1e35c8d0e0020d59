package words

import (
	"cmp"
	"strings"

	"carrito/app/shop"
	"carrito/server/alert"
)

// PrivacyMark is what the owner writes in a page of his own where the page is to say
// which data the shop keeps.
const PrivacyMark = "{{datos}}"

// Privacy returns the sentences for [PrivacyMark], as a list in Markdown. They follow
// from the settings of the shop.
func (w *Text) Privacy(s *shop.Shop) string {
	var list []string
	_, inbox := s.Orders.Channel(shop.ServerChannel)
	switch months := s.Orders.KeepMonths; {
	case !s.Orders.Taken():
	case !inbox:
		list = append(list, w.PrivacySent)
	case months > 0:
		list = append(list, w.PrivacyOrder, w.PrivacyMonths(months))
	default:
		list = append(list, w.PrivacyOrder, w.PrivacyAlways)
	}
	var providers []string
	for _, p := range s.Payments {
		if p.Kind == shop.MercadoPago || p.Kind == shop.Stripe {
			providers = append(providers, w.PaymentNames[p.Kind])
		}
	}
	if inbox && len(providers) > 0 {
		list = append(list, w.PrivacyCards(strings.Join(providers, ", ")))
	}
	if alert.Offered(s) {
		list = append(list, w.PrivacyAlerts(cmp.Or(s.Orders.KeepMonths, alert.KeptMonths)))
	}
	if s.Complaints.Name != "" {
		list = append(list, w.PrivacyBook)
	}
	return "- " + strings.Join(append(list, w.PrivacyRights), "\n- ")
}
