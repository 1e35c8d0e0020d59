package site

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"carrito/app/money"

	"github.com/bojanz/currency"
)

// moneyFormat works out how a currency is written in a locale, from the CLDR
// tables of github.com/bojanz/currency. It lets the library write two numbers
// and reads off what stands around and between their digits: so the tables,
// 66 kB of the compressed program, stay on the server.
func moneyFormat(code, locale string) (money.Format, error) {
	digits, ok := currency.GetDigits(code)
	if !ok {
		return money.Format{}, fmt.Errorf("currency %q is none of ISO 4217", code)
	}
	formatter := currency.NewFormatter(currency.NewLocale(locale))
	write := func(number string) (string, error) {
		amount, err := currency.NewAmount(number, code)
		return formatter.Format(amount), err
	}
	long, err := write("1234567")
	if err != nil {
		return money.Format{}, err
	}
	short, err := write("1234")
	if err != nil {
		return money.Format{}, err
	}
	format := readFormat(long, int(digits))
	format.Code = code
	short = strings.TrimSuffix(strings.TrimPrefix(short, format.Prefix), format.Suffix)
	if format.Group != "" && !strings.Contains(short, format.Group) {
		format.Minimum = 5
	}
	zero, err := write("0")
	format.Numbers = numerals(zero)
	return format, err
}

// readFormat reads a format off the number 1234567 as a locale writes it.
func readFormat(long string, digits int) money.Format {
	text := []rune(long)
	first := slices.IndexFunc(text, unicode.IsDigit)
	last := len(text) - 1
	for !unicode.IsDigit(text[last]) {
		last--
	}
	format := money.Format{
		Digits: digits, Prefix: string(text[:first]), Suffix: string(text[last+1:]),
		Decimal: ".", First: 3, Rest: 3, Minimum: 4,
	}
	number := text[first : last+1]
	if digits > 0 {
		format.Decimal = string(number[len(number)-digits-1 : len(number)-digits])
		number = number[:len(number)-digits-1]
	}
	var sizes []int // of the groups, from the left
	size := 0
	for _, r := range number {
		if unicode.IsDigit(r) {
			size++
			continue
		}
		format.Group = string(r)
		sizes = append(sizes, size)
		size = 0
	}
	format.First = size
	if len(sizes) > 1 {
		format.Rest = sizes[len(sizes)-1]
	}
	if format.Group == "" {
		format.First = 0
	}
	return format
}

// numerals returns the ten digits that a text's zero belongs to, where they
// are not 0 to 9. Unicode puts the digits of a script in a row.
func numerals(text string) string {
	i := strings.IndexFunc(text, unicode.IsDigit)
	zero := []rune(text[i:])[0]
	if zero == '0' {
		return ""
	}
	digits := make([]rune, 10)
	for n := range digits {
		digits[n] = zero + rune(n)
	}
	return string(digits)
}
