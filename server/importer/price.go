package importer

import (
	"errors"
	"fmt"
	"strings"

	"carrito/app/money"
)

var (
	errNoPrice   = errors.New("has no price")
	errAmbiguous = errors.New("may have thousands or decimals after its comma")
)

// offerPrice reads the price of an offer, and the one before its reduction
// where that is higher. One that cannot be read is no higher price.
func (j *job) offerPrice(price, before string) (now, compareAt money.Amount, err error) {
	if price == "" {
		return now, compareAt, errNoPrice
	}
	now, err = amount(price, j.digits)
	if err != nil {
		return now, compareAt, fmt.Errorf("has the price %q, which %w", price, err)
	}
	if higher, err := amount(before, j.digits); err == nil && now.Less(higher) {
		compareAt = higher
	}
	return now, compareAt, nil
}

// amount reads a number with a decimal point or comma. Zeros beyond the
// currency's decimals are no fault.
func amount(text string, digits int) (money.Amount, error) {
	whole, fraction, comma := strings.Cut(text, ",")
	if comma && len(fraction) == 3 && digits != 3 {
		return money.Amount{}, errAmbiguous
	}
	if comma && !strings.Contains(text, ".") {
		text = whole + "." + fraction
	}
	whole, fraction, point := strings.Cut(text, ".")
	for len(fraction) > digits && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
		text = whole + "." + fraction
	}
	if point && strings.HasSuffix(text, ".") && digits == 0 {
		text = whole // "36.00" of a currency without decimals
	}
	return money.Parse(text, digits)
}
