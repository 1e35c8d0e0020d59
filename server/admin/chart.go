package admin

import (
	"strconv"

	"carrito/app/money"
	"carrito/server/inbox/orderdb"
)

// chartDays is how many days the chart shows.
const chartDays = 14

// The chart's measures, in units of its own.
const (
	barWidth  = 18
	barStep   = 24
	barHeight = 64
)

// chart is what was ordered by day, as bars.
type chart struct {
	Summary       string // in words
	Width, Height int
	Labels        int // where the days are written: their baseline
	Bars          []bar
}

type bar struct {
	X, Y, Width, Height int
	Middle              int
	Label               string // day of the month
	Title               string
}

func (h *Handler) chart(days []orderdb.Day) chart {
	w, write := h.words(), h.site().Shop.Money.Text
	c := chart{Width: barStep*len(days) - (barStep - barWidth), Height: barHeight + 18, Labels: barHeight + 14}
	var most, sum money.Amount
	var count int
	for _, d := range days {
		if most.Less(d.Sum) {
			most = d.Sum
		}
		sum, count = sum.Add(d.Sum), count+d.Orders
	}
	for i, d := range days {
		height := 1 // a day without orders is seen as one
		if !d.Sum.Zero() {
			height = max(3, int(float64(d.Sum.Minor())/float64(most.Minor())*barHeight))
		}
		c.Bars = append(c.Bars, bar{
			X: i * barStep, Y: barHeight - height, Width: barWidth, Height: height, Middle: i*barStep + barWidth/2,
			Label: strconv.Itoa(d.Date.Day()), Title: w.DaySummary(w.Day(d.Date), w.Count(d.Orders), write(d.Sum)),
		})
	}
	if len(days) > 0 {
		today := days[len(days)-1]
		c.Summary = w.DaySummary(w.Today, w.Count(today.Orders), write(today.Sum)) + ". " +
			w.DaySummary(w.Days(len(days)), w.Count(count), write(sum)) + "."
	}
	return c
}
