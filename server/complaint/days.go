package complaint

import "time"

// Term is how many working days the shop has to answer (Ley 29571, art. 24.1, as
// changed by Ley 31435).
const Term = 15

// lima is the time of Peru, which has no summer time.
var lima = time.FixedZone("PET", -5*60*60)

// In returns a time as it is in Peru.
func In(t time.Time) time.Time { return t.In(lima) }

// holidays are those with a date of their own, by month and day, with the first year
// (D.Leg. 713 and its changes; Ley 31381, 31530, 31788 and 31822).
var holidays = map[[2]int]int{
	{1, 1}: 0, {5, 1}: 0, {6, 7}: 2024, {6, 29}: 0, {7, 23}: 2024, {7, 28}: 0, {7, 29}: 0, {8, 6}: 2022, {8, 30}: 0, {10, 8}: 0, {11, 1}: 0,
	{12, 8}: 0, {12, 9}: 2022, {12, 25}: 0,
}

// Working reports whether a day is a working day in Peru.
func Working(day time.Time) bool {
	if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		return false
	}
	year, month, d := day.Date()
	if since, ok := holidays[[2]int{int(month), d}]; ok && year >= since {
		return false
	}
	for _, before := range []int{3, 2} { // Maundy Thursday and Good Friday
		y, m, e := easter(year).AddDate(0, 0, -before).Date()
		if y == year && m == month && e == d {
			return false
		}
	}
	return true
}

// easter returns Easter Sunday of a year (Meeus, Astronomical Algorithms, chapter 8).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e, f := b/4, b%4, (b+8)/25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, lima)
}

// Due returns the last day on which the shop may answer a sheet.
func Due(placed time.Time) time.Time {
	day := midnight(placed)
	for n := 0; n < Term; {
		day = day.AddDate(0, 0, 1)
		if Working(day) {
			n++
		}
	}
	return day
}

// Left returns how many working days the shop still has, with today if it is one. It is
// 0 on a last day that is over, and negative afterwards.
func Left(placed, now time.Time) int {
	due, today, n := Due(placed), midnight(now), 0
	for day := today; !day.After(due); day = day.AddDate(0, 0, 1) {
		if Working(day) && day.After(midnight(placed)) {
			n++
		}
	}
	for day := due.AddDate(0, 0, 1); day.Before(today); day = day.AddDate(0, 0, 1) {
		if Working(day) {
			n--
		}
	}
	if today.After(due) && Working(today) {
		n--
	}
	return n
}

func midnight(t time.Time) time.Time {
	year, month, day := t.In(lima).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, lima)
}
