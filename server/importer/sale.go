package importer

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// wooPrices returns the current price and the price before the sale. It notes a sale
// that has not begun or that will end.
func (j *job) wooPrices(r row, name string) (price, before string) {
	regular, sale := r.get("regular price"), r.get("sale price")
	if sale == "" {
		return regular, ""
	}
	start, end := r.get("date sale price starts"), r.get("date sale price ends")
	started, knownStart := j.reached(start, 0)
	ended, knownEnd := j.reached(end, 24*time.Hour)
	switch {
	case !knownStart:
		j.note(r.line, name, "has a sale from %q, which is not a clear date: it is sold at the regular price", start)
	case !knownEnd:
		j.note(r.line, name, "has a sale until %q, which is not a clear date: it is sold at the regular price", end)
	case end != "" && ended, regular == "" && start != "" && !started:
	case start != "" && !started:
		j.note(r.line, name, "is sold at the regular price, %s, until its sale at %s begins on %s: import again then", regular, sale, start)
	default:
		if end != "" {
			j.note(r.line, name, "is sold at %s until its sale ends on %s: import again then", sale, end)
		}
		return sale, regular
	}
	return regular, ""
}

// reached reports whether a date has passed, and whether that is certain. A date
// without a time has passed once the given part of the day is over.
func (j *job) reached(text string, day time.Duration) (reached, certain bool) {
	possible := moments(text, day)
	for i, moment := range possible {
		passed := !j.now.Before(moment)
		if i > 0 && passed != reached {
			return false, false
		}
		reached = passed
	}
	return reached, text == "" || len(possible) > 0
}

var slashed = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::\d{2})?)?$`)

// moments returns every time that text may mean: 1/2/2026 is in January or in February.
func moments(text string, day time.Duration) []time.Time {
	for _, layout := range []string{time.DateTime, "2006-01-02 15:04", "2006-01-02T15:04:05", time.RFC3339} {
		if t, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return []time.Time{t}
		}
	}
	if t, err := time.ParseInLocation(time.DateOnly, text, time.Local); err == nil {
		return []time.Time{t.Add(day)}
	}
	parts := slashed.FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil {
		return nil
	}
	var n [6]int
	for i := range parts[1:] {
		n[i], _ = strconv.Atoi(parts[i+1])
	}
	if parts[4] != "" {
		day = 0
	}
	var all []time.Time
	for _, order := range [][2]int{{n[0], n[1]}, {n[1], n[0]}} {
		t := time.Date(n[2], time.Month(order[1]), order[0], n[3], n[4], 0, 0, time.Local)
		if t.Day() == order[0] && int(t.Month()) == order[1] {
			all = append(all, t.Add(day))
		}
	}
	return all
}
