package sales

import (
	"math/rand/v2"
	"testing"
	"time"
)

// zones have clocks that change at midnight, at other hours, or not at all.
var zones = []string{"America/Lima", "America/Santiago", "America/Sao_Paulo", "Europe/Madrid", "America/Havana", "Asia/Kathmandu"}

// Each moment is in exactly one period, whose days are those of the calendar.
func TestBoundsEqualTheCalendar(t *testing.T) {
	for _, zone := range zones {
		place, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(1, 2))
		for range 300 {
			now := time.Unix(1_100_000_000+random.Int64N(800_000_000), 0).In(place)
			for _, unit := range Units {
				bounds := unit.Bounds(now)
				if len(bounds) != unit.Shown()+1 || now.Before(bounds[len(bounds)-2]) || !now.Before(bounds[len(bounds)-1]) {
					t.Fatalf("%s, %s: got %v, want %v in the last of %d periods", zone, now, bounds, now, unit.Shown())
				}
				for i := range len(bounds) - 1 {
					from, to := bounds[i], bounds[i+1]
					at := from.Add(time.Duration(random.Int64N(int64(to.Sub(from)))))
					if !sameIn(unit, from, at) || sameIn(unit, from, to) || unit == Week && from.Weekday() != time.Monday {
						t.Fatalf("%s, %s: got a %s from %v to %v", zone, now, unit, from, to)
					}
				}
			}
		}
	}
}

// sameIn reports whether two moments have the same day, week or month in the calendar.
func sameIn(unit Unit, a, b time.Time) bool {
	year, week := a.ISOWeek()
	otherYear, otherWeek := b.ISOWeek()
	switch unit {
	case Day:
		return a.Year() == b.Year() && a.YearDay() == b.YearDay()
	case Week:
		return year == otherYear && week == otherWeek
	default:
		return a.Year() == b.Year() && a.Month() == b.Month()
	}
}

func TestKnown(t *testing.T) {
	for name, want := range map[string]Unit{"": Day, "dia": Day, "semana": Week, "mes": Month, "year": Day} {
		if got := Known(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}
