package mercadopago

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"carrito/app/money"
	"carrito/server/pay"
)

// digits has the currencies of Mercado Pago's OpenAPI document with the decimals that
// an amount may have there. Chile, Colombia and Paraguay take whole amounts only.
var digits = map[string]int{
	"ARS": 2, "BOB": 2, "BRL": 2, "CLP": 0, "COP": 0, "CRC": 2, "DOP": 2, "GTQ": 2,
	"HNL": 2, "MXN": 2, "NIO": 2, "PEN": 2, "PYG": 0, "USD": 2, "UYU": 2, "VES": 2,
}

// number writes an amount as JSON, exactly.
func number(a money.Amount, currency string) (json.Number, error) {
	most, ok := digits[currency]
	if !ok {
		return "", fmt.Errorf("mercadopago: %w: it takes no payments in %q", pay.ErrRejected, currency)
	}
	if a.Minor() <= 0 {
		return "", fmt.Errorf("mercadopago: %w: the amount is %s", pay.ErrRejected, a)
	}
	whole, fraction, _ := strings.Cut(a.String(), ".")
	if len(fraction) > most {
		if strings.Trim(fraction[most:], "0") != "" {
			return "", fmt.Errorf("mercadopago: %w: %s %s has more than %d decimals", pay.ErrRejected, currency, a, most)
		}
		fraction = fraction[:most]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return json.Number(whole), nil
}

// maxExponent is the largest exponent that is read. A program that writes numbers
// as Java does writes ten million as 1.0E7.
const maxExponent = 18

// amount reads an amount that JSON has as a number, exactly. It has the currency's
// decimals, or its own where the currency is not known or has fewer.
func amount(n json.Number, currency string) (money.Amount, error) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(n.String()), "e")
	shift := 0
	if exponent != "" {
		var err error
		if shift, err = strconv.Atoi(exponent); err != nil || shift < -maxExponent || shift > maxExponent {
			return money.Amount{}, money.ErrRange
		}
	}
	if mantissa == "" {
		return money.Amount{}, errors.New("is missing")
	}
	if strings.HasPrefix(mantissa, "-") {
		return money.Amount{}, errors.New("is less than nothing")
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if shift >= 0 {
		fraction += strings.Repeat("0", max(0, shift-len(fraction)))
		whole, fraction = whole+fraction[:shift], fraction[shift:]
	} else {
		whole = strings.Repeat("0", max(0, -shift-len(whole))) + whole
		whole, fraction = whole[:len(whole)+shift], whole[len(whole)+shift:]+fraction
	}
	fraction = strings.TrimRight(fraction, "0")
	if whole == "" {
		whole = "0"
	}
	decimals := max(digits[currency], len(fraction))
	if decimals > maxExponent {
		return money.Amount{}, money.ErrDecimals
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return money.ParseSum(whole, decimals)
}
