package stripe

import (
	"fmt"
	"strings"

	"carrito/app/money"
	"carrito/server/pay"
)

// noDecimals has the currencies whose smallest unit Stripe counts in whole amounts
// (docs.stripe.com/currencies, zero-decimal currencies).
var noDecimals = map[string]bool{
	"BIF": true, "CLP": true, "DJF": true, "GNF": true, "JPY": true, "KMF": true, "KRW": true, "MGA": true,
	"PYG": true, "RWF": true, "VND": true, "VUV": true, "XAF": true, "XOF": true, "XPF": true,
}

// threeDecimals has the currencies that Stripe counts in thousandths. The last digit
// must be 0.
var threeDecimals = map[string]bool{"BHD": true, "JOD": true, "KWD": true, "OMR": true, "TND": true}

// wholeOnly has the currencies that Stripe counts in hundredths though only whole
// amounts are allowed.
var wholeOnly = map[string]bool{"ISK": true}

// unclearUnit has the currency that Stripe's documentation lists among those without
// decimals, and also as one counted in hundredths. It is not taken.
const unclearUnit = "UGX"

func digits(currency string) int {
	switch {
	case noDecimals[currency]:
		return 0
	case threeDecimals[currency]:
		return 3
	}
	return 2
}

// minor returns an amount in the units in which Stripe counts a currency.
func minor(a money.Amount, currency string) (int64, error) {
	refuse := func(why string) (int64, error) {
		return 0, fmt.Errorf("stripe: %w: %s %s %s", pay.ErrRejected, currency, a, why)
	}
	if len(currency) != 3 || currency != strings.ToUpper(currency) || currency == unclearUnit {
		return refuse("is in a currency that it does not take")
	}
	if a.Minor() <= 0 {
		return refuse("is not more than nothing")
	}
	step := int64(1)
	switch {
	case threeDecimals[currency]:
		step = 10
	case wholeOnly[currency]:
		step = 100
	}
	n := a.Minor()
	for range digits(currency) - a.Digits() {
		if n > money.MaxMinor*1000 {
			return refuse("is too large")
		}
		n *= 10
	}
	for range a.Digits() - digits(currency) {
		if n%10 != 0 {
			return refuse("has more decimals than it takes")
		}
		n /= 10
	}
	if n%step != 0 {
		return refuse("has more decimals than it takes")
	}
	return n, nil
}

// Amount returns the amount of n units as Stripe counts them.
func Amount(n int64, currency string) money.Amount {
	return money.FromMinor(n, digits(strings.ToUpper(currency)))
}
