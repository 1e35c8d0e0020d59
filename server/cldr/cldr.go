// Package cldr finds out how a locale writes amounts of money, from the tables
// of the Unicode Common Locale Data Repository. The tables stay on the server:
// the browser program gets only a [money.Format].
package cldr

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"carrito/app/money"
	"carrito/app/shop"

	"github.com/bojanz/currency"
	"golang.org/x/text/language"
)

// Format returns how a locale writes amounts of a currency. It formats a few
// numbers with github.com/bojanz/currency, and reads the format from the
// result. The tables of that library would add 66 kB to the compressed browser
// program.
func Format(code, locale string) (money.Format, error) {
	digits, ok := currency.GetDigits(code)
	if !ok {
		return money.Format{}, fmt.Errorf("currency %q is not one of ISO 4217", code)
	}
	formatter := currencyFormatter(code, locale)
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
	format.Code, format.Short = code, slices.Contains(shortCurrencies, code)
	short = strings.TrimSuffix(strings.TrimPrefix(short, format.Prefix), format.Suffix)
	if format.Group != "" && !strings.Contains(short, format.Group) {
		format.Minimum = 5
	}
	zero, err := write("0")
	format.Numbers = numerals(zero)
	return format, err
}

// InCurrency returns a copy of the shop with another currency, such as that of
// an old order. It returns s itself if that is its currency, or if the currency
// is unknown.
func InCurrency(s *shop.Shop, currency string) *shop.Shop {
	if currency == s.Currency {
		return s
	}
	format, err := Format(currency, s.Locale)
	if err != nil {
		return s
	}
	other := *s
	other.Currency, other.Money = currency, format
	return &other
}

// shortCurrencies have decimals in ISO 4217, but CLDR formats them without,
// because nobody uses coins that small any more (CLDR 48, supplementalData.xml,
// currencyData; RSD until CLDR 47).
var shortCurrencies = strings.Fields("AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR RSD SOS SYP YER")

// currencyFormatter returns the library's formatter of a locale, corrected
// where the library differs from CLDR.
func currencyFormatter(code, locale string) *currency.Formatter {
	place := currency.NewLocale(locale)
	place.Script = scriptOf(locale, place.Script)
	formatter := currency.NewFormatter(place)
	symbol, _ := currency.GetSymbol(code, place)
	if own, _ := currency.ForCountryCode(place.Territory); own != code {
		// A "$" in Mexico is a peso. CLDR writes "USD" for the dollar there.
		if other, _ := currency.GetSymbol(own, place); other == symbol {
			symbol = code
		}
	}
	zero, _ := currency.NewAmount("0", code)
	formatter.SymbolMap[code] = symbol
	number := []rune(formatter.Format(zero))
	first := slices.IndexFunc(number, unicode.IsDigit)
	if before := string(number[:first]); before == symbol && !standsAlone(number[first-1]) {
		formatter.SymbolMap[code] += "\u00a0"
	}
	return formatter
}

// standsAlone reports whether a symbol that ends in r needs no extra space
// before a digit (CLDR, currencySpacing). The library itself adds the space
// after a letter.
func standsAlone(r rune) bool {
	return unicode.IsSymbol(r) || unicode.IsSpace(r) || unicode.IsLetter(r)
}

// scriptOf returns the script that a locale implies if it is not the usual one
// of its language, such as Hant for zh-TW. The library uses it to find parent
// locales.
func scriptOf(locale, script string) string {
	tag, err := language.Parse(locale)
	if script != "" || err != nil {
		return script
	}
	base, _ := tag.Base()
	usual, _ := language.Make(base.String()).Script()
	if likely, _ := tag.Script(); likely != usual {
		return likely.String()
	}
	return ""
}

// readFormat derives a format from the number 1234567 as a locale writes it.
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
	var sizes []int // sizes of the groups, from the left
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

// numerals returns the ten digits of the script that the text's zero belongs
// to, or "" for 0 to 9. Unicode has the digits of a script in a row.
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

// Number returns the number of a currency, such as "604" for PEN (ISO 4217). It is empty
// if there is no such currency.
func Number(code string) string {
	number, _ := currency.GetNumericCode(code)
	return number
}
