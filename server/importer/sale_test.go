package importer

import (
	"testing"
	"time"
)

func TestSales(t *testing.T) {
	const header = "Type,Name,Regular price,Sale price,Date sale price starts,Date sale price ends\n"
	const regular, reduced = `"price":"80.00"`, `"price":"50.00","compareAtPrice":"80.00"`
	tests := []struct {
		name, starts, ends string
		want               string
		notes              string
	}{
		{"no dates", "", "", reduced, ""},
		{"over", "2025-01-01 0:00:00", "2025-01-31 23:59:59", regular, ""},
		{"over since a second", "", "2026-11-27 11:59:59", regular, ""},
		{"to come", "2031-02-01 0:00:00", "2031-02-28 23:59:59", regular,
			"line 2: Olla: is sold at the regular price, 80, until its sale at 50 begins on 2031-02-01 0:00:00: import again then"},
		{"running", "2020-01-01 0:00:00", "2031-02-28 23:59:59", reduced,
			"line 2: Olla: is sold at 50 until its sale ends on 2031-02-28 23:59:59: import again then"},
		{"running without an end", "2020-01-01", "", reduced, ""},
		{"ends today", "", "2026-11-27", reduced, "line 2: Olla: is sold at 50 until its sale ends on 2026-11-27: import again then"},
		{"ended yesterday", "", "2026-11-26", regular, ""},
		{"day and month, past either way", "1/2/2026", "3/2/2026 23:59", regular, ""},
		{"day and month, certain", "27/11/2026", "", reduced, ""},
		{"month and day, certain", "11/28/2026", "", regular,
			"line 2: Olla: is sold at the regular price, 80, until its sale at 50 begins on 11/28/2026: import again then"},
		{"day and month, either", "12/5/2026", "", regular, `line 2: Olla: has a sale from "12/5/2026", which is not a clear date: it is sold at the regular price`},
		{"no date", "pronto", "", regular, `line 2: Olla: has a sale from "pronto", which is not a clear date: it is sold at the regular price`},
		{"no date at the end", "", "31/2/2027", regular, `line 2: Olla: has a sale until "31/2/2027", which is not a clear date: it is sold at the regular price`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			importCase{
				export: header + "simple,Olla,80,50," + test.starts + "," + test.ends + "\n",
				want:   `[{"id":1,"slug":"olla","name":"Olla",` + test.want + `}]`, notes: test.notes,
			}.run(t)
		})
	}
}

// A product without a regular price is not sold before its sale begins.
func TestSaleWithoutRegularPrice(t *testing.T) {
	importCase{
		export:  "Type,Name,Regular price,Sale price,Date sale price starts\nsimple,Olla,,50,2031-01-01\nsimple,Taza,,50,\n",
		want:    `[{"id":1,"slug":"taza","name":"Taza","price":"50.00"}]`,
		skipped: "line 2: Olla: has no price",
	}.run(t)
}

func TestMoments(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.Local) }
	tests := []struct {
		text string
		want []time.Time
	}{
		{"2026-02-01", []time.Time{day(2026, 2, 1)}},
		{"2026-02-01 0:00:00", []time.Time{day(2026, 2, 1)}},
		{"2026-02-01T00:00:00", []time.Time{day(2026, 2, 1)}},
		{"13/2/2026", []time.Time{day(2026, 2, 13)}},
		{"2.13.2026", []time.Time{day(2026, 2, 13)}},
		{"3/2/2026", []time.Time{day(2026, 2, 3), day(2026, 3, 2)}},
		{"30/2/2026", nil}, {"0/0/2026", nil}, {"99/99/2026", nil}, {"2026", nil}, {"", nil},
	}
	for _, test := range tests {
		got := moments(test.text, 0)
		if len(got) != len(test.want) {
			t.Errorf("moments(%q): got %v, want %v", test.text, got, test.want)
			continue
		}
		for i := range got {
			if !got[i].Equal(test.want[i]) {
				t.Errorf("moments(%q): got %v, want %v", test.text, got, test.want)
			}
		}
	}
}
