package gtin

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestDigits(t *testing.T) {
	tests := []struct {
		text, want string
		ok         bool
	}{
		{"4006381333931", "4006381333931", true},    // EAN-13
		{"400-6381 33393 1", "4006381333931", true}, // as people write it
		{"73513537", "73513537", true},              // EAN-8
		{"036000291452", "036000291452", true},      // UPC-A
		{"10012345678902", "10012345678902", true},  // GTIN-14
		{"9780306406157", "9780306406157", true},    // ISBN-13
		{"4006381333932", "4006381333932", false},   // another check digit
		{"2012345678900", "2012345678900", false},   // used inside a shop
		{"9812345678908", "9812345678908", false},   // a coupon
		{"0000000000000", "0000000000000", false},   // none
		{"400638133393", "400638133393", false},     // a digit lost
		{"40063813339x1", "40063813339x1", false},   // a letter
		{"", "", false}, {"٤٠٠٦٣٨١٣٣٣٩٣١", "٤٠٠٦٣٨١٣٣٣٩٣١", false},
	}
	for _, test := range tests {
		if got, ok := Digits(test.text); got != test.want || ok != test.ok {
			t.Errorf("%q: got %q, %t, want %q, %t", test.text, got, ok, test.want, test.ok)
		}
	}
}

// Of the ten last digits that a number may have, exactly one is valid.
func TestOneCheckDigit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		number := fmt.Sprintf("77%010d", r.Int64N(1e10)) // 775 is Peru
		valid := 0
		for digit := range 10 {
			if _, ok := Digits(fmt.Sprint(number, digit)); ok {
				valid++
			}
		}
		if valid != 1 {
			t.Errorf("%s: got %d valid check digits, want 1", number, valid)
		}
	}
}
