package alert

import (
	"strings"
	"unicode/utf8"

	"carrito/app/order"
	"carrito/app/typed"
)

// Contact is an e-mail address in lower case, or a number for WhatsApp: a plus, the
// country code and the rest as digits (E.164).
type Contact string

// IsEmail reports whether a contact is an e-mail address.
func (c Contact) IsEmail() bool { return strings.Contains(string(c), "@") }

// Problem says why a text is no contact. Each has a sentence in the shop's languages.
type Problem string

// The problems of contacts.
const (
	Missing    Problem = "missing"
	TooLong    Problem = "tooLong"
	NoEmail    Problem = "email"   // it has an @, but is no address
	NoNumber   Problem = "number"  // neither an address nor a number
	NoCountry  Problem = "country" // a number whose country nobody knows
	NoProblems Problem = ""
)

// maxContact is how many characters a contact may have.
const maxContact = order.MaxEmail

// The number of digits of a number with its country code (E.164), at least and at most.
const leastDigits, mostDigits = 7, 15

// ParseContact reads what a shopper has typed. A number without its country code is one
// of the shop's own country, which shopNumber begins with: the shop's number for
// WhatsApp, which may be empty.
func ParseContact(text, shopNumber string) (Contact, Problem) {
	if utf8.RuneCountInString(text) > maxContact {
		return "", TooLong
	}
	text = typed.Line(strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", ""))
	if text == "" {
		return "", Missing
	}
	if strings.ContainsAny(text, "@＠") {
		address := strings.ToLower(typed.Email(text))
		if !order.IsEmail(address) || len(address) > maxContact {
			return "", NoEmail
		}
		return Contact(address), NoProblems
	}
	number, ok := typed.Number(text)
	if !ok || !isNumber(strings.TrimPrefix(number, "+")) {
		return "", NoNumber
	}
	return international(number, shopNumber)
}

// isNumber reports whether digits can be a phone number. Only zeros, or one digit
// repeated, are none.
func isNumber(digits string) bool {
	return len(digits) >= leastDigits-1 && len(digits) <= mostDigits+2 && strings.Count(digits, digits[:1]) < len(digits) &&
		len(digits)-strings.Count(digits, "0") > 2
}

// international returns a number with its country code.
func international(number, shopNumber string) (Contact, Problem) {
	digits, code := strings.TrimPrefix(number, "+"), countryCode(shopNumber)
	switch {
	case digits != number:
	case strings.HasPrefix(digits, "00"):
		digits = strings.TrimLeft(digits, "0")
	case code == "":
		return "", NoCountry
	case strings.HasPrefix(digits, code) && len(digits) == len(shopNumber): // written with the code, but without the plus
	default:
		digits = code + strings.TrimLeft(digits, "0")
	}
	if len(digits) < leastDigits || len(digits) > mostDigits || digits[0] == '0' || !isNumber(digits) {
		return "", NoNumber
	}
	return Contact("+" + digits), NoProblems
}

// shortCodes are the country codes of one and two digits. All others have three (ITU-T
// E.164, list of assigned codes).
const shortCodes = " 1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 " +
	"81 82 84 86 90 91 92 93 94 95 98 "

// countryCode returns the country code that a number begins with, or "".
func countryCode(number string) string {
	for n := 1; n <= 2 && n < len(number); n++ {
		if strings.Contains(shortCodes, " "+number[:n]+" ") {
			return number[:n]
		}
	}
	return number[:min(3, len(number))]
}
