package orderdb

import (
	"slices"
	"strings"
	"time"

	"carrito/server/pay"
	"carrito/server/safelog"
)

// merge returns the payments with what a provider says now, and those that are new or
// have changed. It leaves out what is about another order, and an answer that a payment
// with money has none: that answer was under way for longer than another one.
func merge(before []Made, provider string, said []pay.Payment, id string) (all, news []Made) {
	all = slices.Clone(before)
	for _, payment := range said {
		if payment.Order != id {
			continue
		}
		now := Made{provider, payment}
		now.At = now.At.UTC().Truncate(time.Microsecond)
		now.Detail = short(now.Detail)
		known := false
		for i, m := range all {
			if m.Provider != provider || m.ID != payment.ID {
				continue
			}
			known = true
			if !same(m, now) && (hasMoney(now.State) || !hasMoney(m.State)) {
				all[i], news = now, append(news, now)
			}
		}
		if !known {
			all, news = append(all, now), append(news, now)
		}
	}
	return all, news
}

// maxDetail is how many bytes of a provider's own words are kept.
const maxDetail = 200

// short returns what to keep of a provider's own words. PostgreSQL takes no text with a
// zero byte, and a payment must not be lost for its words.
func short(detail string) string {
	if len(detail) > maxDetail {
		detail = strings.ToValidUTF8(detail[:maxDetail], "") + "…"
	}
	return safelog.Escape(detail)
}

// arrives reports whether one of the news is that the shop has got money.
func arrives(before, news []Made) bool {
	return slices.ContainsFunc(news, func(n Made) bool {
		return n.State == pay.Paid && !slices.ContainsFunc(before, func(b Made) bool {
			return b.Provider == n.Provider && b.ID == n.ID && hasMoney(b.State)
		})
	})
}

// hasMoney reports whether a payment in a state has moved money, even if it went back.
func hasMoney(s pay.State) bool { return kept[s] != "" || s == pay.Refunded }

func same(a, b Made) bool {
	return a.State == b.State && a.Detail == b.Detail && a.Currency == b.Currency && pay.Same(a.Amount, b.Amount) && pay.Same(a.Refunded, b.Refunded)
}
