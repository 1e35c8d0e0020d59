package sales

import "carrito/app/money"

// Sizes of a plot, in its own units, which are pixels on a phone. The bars of a plot
// share its width.
const (
	plotWidth  = 372
	plotHeight = 96
	headRoom   = 18 // for the label of the largest amount
	footRoom   = 18 // for the labels of periods
)

// Plot shows amounts as bars, from left to right.
type Plot struct {
	Width, Height int
	Top, Bottom   int // where the largest bar ends, and where all begin
	Foot          int // baseline of the labels of periods
	Most          money.Amount
	Bars          []Bar
}

// Bar is one bar of a plot.
type Bar struct {
	X, Y, Width, Height int
	Middle              int
	Label               string // below the bar; may be empty
	Title               string
}

// NewPlot returns the plot of some amounts. name returns the texts of a bar by its
// index.
func NewPlot(amounts []money.Amount, name func(i int) (label, title string)) Plot {
	p := Plot{
		Width: plotWidth, Height: headRoom + plotHeight + footRoom,
		Top: headRoom, Bottom: headRoom + plotHeight, Foot: headRoom + plotHeight + footRoom - 4,
	}
	for _, amount := range amounts {
		if p.Most.Less(amount) {
			p.Most = amount
		}
	}
	step := plotWidth / max(1, len(amounts))
	width := max(1, step*3/4)
	for i, amount := range amounts {
		height := 1 // a period without sales shows as a thin line
		if !amount.Zero() {
			height = max(3, share(amount, p.Most, plotHeight))
		}
		label, title := name(i)
		x := plotWidth - step*(len(amounts)-i) + (step-width)/2
		p.Bars = append(p.Bars, Bar{X: x, Y: p.Bottom - height, Width: width, Height: height, Middle: x + width/2, Label: label, Title: title})
	}
	return p
}

// share returns the part of whole that amount is of most.
func share(amount, most money.Amount, whole int) int {
	if most.Zero() {
		return 0
	}
	return int(float64(amount.Minor()) / float64(most.Minor()) * float64(whole))
}

// Percent returns how many per cent amount is of most. Both have the same decimals.
func Percent(amount, most money.Amount) int { return share(amount, most, 100) }

// Average returns the sum divided by the number of orders, rounded half up.
func Average(sum money.Amount, orders int) money.Amount {
	if orders == 0 {
		return money.FromMinor(0, sum.Digits())
	}
	n := int64(orders)
	return money.FromMinor((sum.Minor()+n/2)/n, sum.Digits())
}
