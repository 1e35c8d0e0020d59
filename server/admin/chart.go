package admin

import (
	"strconv"

	"carrito/app/money"
	"carrito/server/inbox/orderdb"
)

// chartDays is how many days the chart shows.
const chartDays = 14

// Sizes in the chart, in its own units.
const (
	barWidth  = 18
	barStep   = 24
	barHeight = 64
)

// chart shows the value of each day's orders as bars.
type chart struct {
	Summary       string // the chart as a sentence
	Width, Height int
	Labels        int // baseline of the labels
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
	var largest, sum money.Amount
	var count int
	for _, d := range days {
		if largest.Less(d.Sum) {
			largest = d.Sum
		}
		sum, count = sum.Add(d.Sum), count+d.Orders
	}
	for i, d := range days {
		height := 1 // a day without orders shows as a thin line
		if !d.Sum.Zero() {
			height = max(3, int(float64(d.Sum.Minor())/float64(largest.Minor())*barHeight))
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
