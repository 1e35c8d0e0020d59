// Package gtin checks the numbers in bar codes. Feeds and search engines refuse wrong ones,
// so the editor, the import and the command check name them.
package gtin

import "strings"

// Digits returns the digits of a Global Trade Item Number (EAN, UPC, ISBN-13) without
// spaces and hyphens. It reports false if its check digit is wrong (GS1 General
// Specifications, 7.9), or if the number is not one for trade between companies: shops
// use those that begin with 2 inside, and coupons have 98 or 99. Google refuses both.
func Digits(text string) (digits string, ok bool) {
	digits = strings.NewReplacer(" ", "", "-", "").Replace(text)
	switch len(digits) {
	case 8, 12, 13, 14:
	default:
		return digits, false
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[i]) - '0'
		if d < 0 || d > 9 {
			return digits, false
		}
		if (len(digits)-i)%2 == 0 { // the check digit has weight 1, the digit before it 3
			d *= 3
		}
		sum += d
	}
	return digits, sum%10 == 0 && forTrade(digits)
}

func forTrade(digits string) bool {
	if len(digits) == 8 {
		return digits[0] != '0' && digits[0] != '2'
	}
	number := strings.Repeat("0", 14-len(digits)) + digits
	prefix := number[1:4]
	switch {
	case strings.Trim(number, "0") == "":
		return false
	case prefix >= "020" && prefix <= "029", prefix >= "040" && prefix <= "059", prefix[0] == '2':
		return false
	default:
		return prefix[:2] != "98" && prefix[:2] != "99"
	}
}
