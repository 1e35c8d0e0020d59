// Package sales arranges what the shop has sold for the owner's page: the periods of a
// table, the bars of a plot, and which products are nearly sold out. Package orderdb
// adds up the orders.
package sales

import "time"

// Unit is the length of the periods.
type Unit string

// The units of the page, as they are in its address.
const (
	Day   Unit = "dia"
	Week  Unit = "semana" // from Monday
	Month Unit = "mes"
)

// Units are all units, the shortest first.
var Units = []Unit{Day, Week, Month}

// shown is how many periods of each unit the page shows.
var shown = map[Unit]int{Day: 31, Week: 26, Month: 24}

// Known returns the unit that an address names, or else Day.
func Known(name string) Unit {
	if _, ok := shown[Unit(name)]; ok {
		return Unit(name)
	}
	return Day
}

// Shown returns how many periods the page shows.
func (u Unit) Shown() int { return shown[u] }

// Start returns the beginning of the period that t is in, in the time zone of t.
func (u Unit) Start(t time.Time) time.Time { return u.Step(t, 0) }

// Step returns the beginning of the period n periods after the one that t is in. Days
// have 23 or 25 hours when the clocks change.
func (u Unit) Step(t time.Time, n int) time.Time {
	year, month, day := t.Date()
	switch u {
	case Week:
		day += 7*n - int(t.Weekday()+6)%7
	case Month:
		month, day = month+time.Month(n), 1
	default:
		day += n
	}
	return startOfDay(time.Date(year, month, day, 12, 0, 0, 0, t.Location()))
}

// startOfDay returns the first moment of the day that noon is in. Where the clocks
// change at midnight, that hour is missing or comes twice.
func startOfDay(noon time.Time) time.Time {
	year, month, day := noon.Date()
	start := time.Date(year, month, day, 0, 0, 0, 0, noon.Location())
	if start.Day() != day {
		return start.Add(time.Hour)
	}
	if earlier := start.Add(-time.Hour); earlier.Day() == day {
		return earlier
	}
	return start
}

// Bounds returns the beginnings of the periods of a page whose last one t is in, and the
// end of that one.
func (u Unit) Bounds(t time.Time) []time.Time {
	bounds := make([]time.Time, 0, u.Shown()+1)
	for n := 1 - u.Shown(); n <= 1; n++ {
		bounds = append(bounds, u.Step(t, n))
	}
	return bounds
}
