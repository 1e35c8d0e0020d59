package money

import (
	"strconv"
	"strings"
)

// Format describes how a locale writes amounts in a currency. It is plain data, so that
// the server can derive it from CLDR and every page can carry it as JSON.
type Format struct {
	Code    string `json:"code"`              // ISO 4217, "PEN"
	Digits  int    `json:"digits"`            // decimals of the currency, 2 for PEN
	Prefix  string `json:"prefix,omitempty"`  // before the number, "S/ " with a no-break space
	Suffix  string `json:"suffix,omitempty"`  // after the number, " €"
	Decimal string `json:"decimal"`           // decimal separator, "."
	Group   string `json:"group"`             // grouping separator, ","
	First   int    `json:"first"`             // digits in the group next to the decimal separator, 3
	Rest    int    `json:"rest"`              // digits in every other group: 3, or 2 in India
	Minimum int    `json:"minimum"`           // minimum number of whole digits for grouping: 4, or 5 in Spain
	Numbers string `json:"numbers,omitempty"` // the ten digits if they are not 0 to 9
	Short   bool   `json:"short,omitempty"`   // whether whole amounts are written without decimals: "$ 1.200" in COP, but "$ 1.200,50"
}

// Text formats a for shoppers, such as "S/ 1,234.50" in es-PE.
func (f Format) Text(a Amount) string {
	a, _ = sameDigits(a, Amount{digits: uint8(f.Digits)})
	if f.Short {
		a = a.short()
	}
	number := a.group(f)
	if f.Numbers != "" {
		number = localDigits(number, []rune(f.Numbers))
	}
	return f.Prefix + number + f.Suffix
}

// short returns a without decimals if a is whole.
func (a Amount) short() Amount {
	minor := a.minor
	for range a.digits {
		if minor%10 != 0 {
			return a
		}
		minor /= 10
	}
	return FromMinor(minor, 0)
}

func (a Amount) group(f Format) string {
	whole := len(strings.TrimPrefix(a.join("", "", 0, 0), "-")) - int(a.digits)
	if whole < f.Minimum {
		return a.join("", f.Decimal, 0, 0)
	}
	return a.join(f.Group, f.Decimal, f.First, f.Rest)
}

// join formats the amount and groups its whole part from the right: first digits, then
// rest digits in each group. If first is 0, it does not group.
func (a Amount) join(group, decimal string, first, rest int) string {
	minor, sign := a.minor, ""
	if minor < 0 {
		minor, sign = -minor, "-"
	}
	digits := strconv.FormatInt(minor, 10)
	if missing := int(a.digits) + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole, fraction := digits[:len(digits)-int(a.digits)], digits[len(digits)-int(a.digits):]
	var groups string
	for size := first; size > 0 && len(whole) > size; size = rest {
		groups = group + whole[len(whole)-size:] + groups
		whole = whole[:len(whole)-size]
	}
	if fraction != "" {
		fraction = decimal + fraction
	}
	return sign + whole + groups + fraction
}

func localDigits(number string, numbers []rune) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' && len(numbers) == 10 {
			return numbers[r-'0']
		}
		return r
	}, number)
}
