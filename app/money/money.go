// Package money has exact amounts in the shop's only currency, and formats them for its
// locale.
//
// Use it wherever a price is read, added up or shown. Amounts are whole minor units
// (céntimos, cents) in an int64, so there is no rounding and no float. The server takes
// the data of currency and locale (ISO 4217 digits, CLDR separators) from a currency
// library and passes it on in a [Format]. So the browser program does not contain the
// tables.
package money

import (
	"errors"
	"strings"
)

// MaxMinor is the largest amount, in minor units, that [Parse] accepts. It is
// low enough that 9,000 cart lines of 999 units each still fit an int64.
const MaxMinor = 1_000_000_000_000

// maxSum is the largest amount, in minor units, that [ParseSum] accepts. The total of
// the largest order, with tax, is less.
const maxSum = 2_000_000_000_000_000_000

// The errors of [Parse].
var (
	ErrSyntax   = errors.New("is not a decimal number such as 39.90")
	ErrDecimals = errors.New("has more decimals than the currency")
	ErrRange    = errors.New("is too large")
)

// Amount is an exact amount of money: a number of minor units, and the number of
// decimals. The zero value is zero in any currency. Amounts can be compared with ==.
type Amount struct {
	minor  int64
	digits uint8
}

// FromMinor returns the amount of n minor units of a currency with the given
// number of decimals: FromMinor(3990, 2) is 39.90.
func FromMinor(n int64, digits int) Amount {
	return Amount{minor: n, digits: uint8(digits)}
}

// Parse reads a plain decimal number without sign, grouping or symbol, such as
// "39.90" or "39", as an amount with the given number of decimals. It returns
// [ErrSyntax], [ErrDecimals] or [ErrRange].
func Parse(s string, digits int) (Amount, error) { return parse(s, digits, MaxMinor) }

// ParseSum is like [Parse], but accepts sums, which may be far larger than a price.
func ParseSum(s string, digits int) (Amount, error) { return parse(s, digits, maxSum) }

func parse(s string, digits int, most int64) (Amount, error) {
	whole, fraction, point := strings.Cut(s, ".")
	if whole == "" || point && fraction == "" {
		return Amount{}, ErrSyntax
	}
	minor, err := appendDigits(0, whole, most)
	if _, wrong := appendDigits(0, fraction, most); err == nil || wrong == ErrSyntax {
		err = wrong
	}
	if err == ErrSyntax {
		return Amount{}, err
	}
	if len(fraction) > digits {
		return Amount{}, ErrDecimals
	}
	if err != nil {
		return Amount{}, err
	}
	minor, err = appendDigits(minor, fraction+strings.Repeat("0", digits-len(fraction)), most)
	if err != nil {
		return Amount{}, err
	}
	return FromMinor(minor, digits), nil
}

// appendDigits appends the decimal digits of s to n. If s contains anything but digits,
// the error is ErrSyntax, even if s is also too long.
func appendDigits(n int64, s string, most int64) (int64, error) {
	var err error
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, ErrSyntax
		}
		if err != nil {
			continue
		}
		digit := int64(s[i] - '0')
		if n > (most-digit)/10 {
			err = ErrRange
			continue
		}
		n = n*10 + digit
	}
	return n, err
}

// Minor returns the amount in minor units.
func (a Amount) Minor() int64 { return a.minor }

// Digits returns the number of decimals.
func (a Amount) Digits() int { return int(a.digits) }

// Zero reports whether a is zero.
func (a Amount) Zero() bool { return a.minor == 0 }

// Less reports whether a is smaller than b.
func (a Amount) Less(b Amount) bool {
	a, b = sameDigits(a, b)
	return a.minor < b.minor
}

// Add returns a + b.
func (a Amount) Add(b Amount) Amount {
	a, b = sameDigits(a, b)
	return Amount{a.minor + b.minor, a.digits}
}

// Mul returns a × n, the total of n units at the price a.
func (a Amount) Mul(n int) Amount {
	return Amount{a.minor * int64(n), a.digits}
}

// String returns the amount as a plain decimal number with all its decimals, such as
// "39.90". [Parse] reads this form.
func (a Amount) String() string {
	return a.join("", ".", 0, 0)
}

// sameDigits converts both amounts to the larger number of decimals. The zero Amount
// has no decimals, so a sum may start from it.
func sameDigits(a, b Amount) (Amount, Amount) {
	for a.digits < b.digits {
		a = Amount{a.minor * 10, a.digits + 1}
	}
	for b.digits < a.digits {
		b = Amount{b.minor * 10, b.digits + 1}
	}
	return a, b
}
