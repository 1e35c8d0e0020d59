package complaint

import (
	"testing"
	"time"
)

func day(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02", text, lima)
	if err != nil {
		panic(err)
	}
	return t
}

func TestWorking(t *testing.T) {
	tests := []struct {
		day  string
		want bool
	}{
		{"2026-11-30", true}, {"2026-11-28", false}, {"2026-11-29", false}, {"2026-12-08", false}, {"2026-12-09", false}, {"2021-12-09", true}, {"2026-12-25", false},
		{"2026-04-01", true}, {"2026-04-02", false}, {"2026-04-03", false}, {"2026-04-06", true}, // Easter is April 5
		{"2024-03-28", false}, {"2024-03-29", false}, {"2025-04-17", false}, {"2025-04-18", false}, {"2025-04-21", true},
		{"2023-06-07", true}, {"2024-06-07", false}, {"2024-07-23", false}, {"2025-07-28", false}, {"2025-07-29", false}, {"2025-08-06", false}, {"2025-10-08", false},
	}
	for _, test := range tests {
		if got := Working(day(test.day)); got != test.want {
			t.Errorf("%s: got %t, want %t", test.day, got, test.want)
		}
	}
}

func TestDue(t *testing.T) {
	tests := []struct{ placed, want string }{
		{"2026-11-02", "2026-11-23"}, // a Monday, no holidays: three weeks
		{"2026-11-27", "2026-12-22"}, // two holidays in December
		{"2026-12-18", "2027-01-12"}, // Christmas and New Year, on Fridays
		{"2026-03-20", "2026-04-14"}, // Easter
		{"2026-11-28", "2026-12-22"}, // a Saturday
	}
	for _, test := range tests {
		if got := Due(day(test.placed).Add(20 * time.Hour)).Format("2006-01-02"); got != test.want {
			t.Errorf("%s: got %s, want %s", test.placed, got, test.want)
		}
	}
	// The day is that of Peru: 03:00 UTC is still the day before.
	if got := Due(time.Date(2026, 11, 3, 3, 0, 0, 0, time.UTC)).Format("2006-01-02"); got != "2026-11-23" {
		t.Errorf("at night: got %s, want 2026-11-23", got)
	}
}

// Each working day takes one day off, and other days take none.
func TestLeftCountsWorkingDays(t *testing.T) {
	for placed := day("2026-01-01"); placed.Year() < 2027; placed = placed.AddDate(0, 0, 13) {
		if got := Left(placed, placed); got != Term {
			t.Errorf("%v: on the same day got %d, want %d", placed, got, Term)
		}
		if got := Left(placed, Due(placed)); got != 1 {
			t.Errorf("%v: on the last day got %d, want 1", placed, got)
		}
		want := Term
		for now := placed.AddDate(0, 0, 1); now.Before(placed.AddDate(0, 0, 60)); now = now.AddDate(0, 0, 1) {
			got := Left(placed, now)
			// Left counts today, so a working day is taken off on the day after.
			if Working(now.AddDate(0, 0, -1)) && !now.AddDate(0, 0, -1).Equal(placed) && !now.After(Due(placed).AddDate(0, 0, 1)) {
				want--
			}
			if !now.After(Due(placed)) && got != want {
				t.Errorf("%v: on %v got %d, want %d", placed, now, got, want)
			}
			if now.After(Due(placed)) && got > 0 {
				t.Errorf("%v: on %v, after the last day, got %d", placed, now, got)
			}
		}
	}
}
