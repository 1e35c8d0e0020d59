package admin

import (
	"strconv"
	"strings"

	"carrito/app/money"
	"carrito/server/inbox/orderdb"
	"carrito/server/sales"
)

// period returns the name of a period: "26 nov 2026", "Semana del 23 nov 2026",
// "nov 2026".
func (h *Handler) period(q salesQuery, i int) string {
	w, from := h.words(), q.bounds[i]
	switch q.unit {
	case sales.Week:
		return w.WeekOf(w.Day(from))
	case sales.Month:
		return w.Month(from)
	}
	return w.Day(from)
}

// periodLabel returns the text below the bar of a period. Only some have one, so that
// they can be read on a phone.
func (h *Handler) periodLabel(q salesQuery, i int) string {
	w, from := h.words(), q.bounds[i]
	switch q.unit {
	case sales.Week:
		if i%6 == 1 {
			return strconv.Itoa(from.Day()) + " " + w.Months[strconv.Itoa(int(from.Month()))]
		}
	case sales.Month:
		switch {
		case from.Month() == 1:
			return strconv.Itoa(from.Year())
		case from.Month()%3 == 1:
			return w.Months[strconv.Itoa(int(from.Month()))]
		}
	default:
		if (len(q.bounds)-2-i)%5 == 0 {
			return strconv.Itoa(from.Day())
		}
	}
	return ""
}

// apart returns what does not count as sold: "2 cancelados, 1 devuelto, S/ 20.00 devueltos
// en parte".
func (h *Handler) apart(s orderdb.Sales, write func(money.Amount) string) string {
	w := h.words()
	var texts []string
	for _, kind := range []struct {
		orders int
		text   func(int) string
	}{{s.Cancelled, w.SalesCancelled}, {s.Refunded, w.SalesRefunded}, {s.Unpaid, w.SalesUnpaid}} {
		if kind.orders > 0 {
			texts = append(texts, kind.text(kind.orders))
		}
	}
	if !s.Returned.Zero() {
		texts = append(texts, w.SalesReturned(write(s.Returned)))
	}
	return strings.Join(texts, ", ")
}
