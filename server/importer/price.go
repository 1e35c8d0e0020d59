package importer

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/bojanz/currency"

	"carrito/app/money"
)

var errNoPrice = errors.New("has no price")

// prices reads the prices of an export.
type prices struct {
	digits     int             // decimals of the shop's currency
	code       string          // the currency's code in ISO 4217; may be empty
	signs      map[string]bool // signs of the currency, folded
	convention convention
}

// newPrices returns a reader of prices in the given currency and number of decimals. It
// accepts the signs that the countries of the currency use.
func newPrices(digits int, code, locale string) *prices {
	p := &prices{digits: digits, code: code, signs: map[string]bool{"": true}}
	if code == "" {
		return p
	}
	p.signs[foldSign(code)] = true
	language, _, _ := strings.Cut(locale, "-")
	locales := []string{locale, language, "en"}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			country := string([]rune{a, b})
			if own, ok := currency.ForCountryCode(country); ok && own == code {
				locales = append(locales, language+"-"+country, "en-"+country, "es-"+country, "pt-"+country)
			}
		}
	}
	for _, id := range locales {
		if symbol, ok := currency.GetSymbol(code, currency.NewLocale(id)); ok && id != "" {
			p.signs[foldSign(symbol)] = true
		}
	}
	return p
}

var spacesAndPoints = strings.NewReplacer(" ", "", ".", "")

// foldSign drops the spaces and points of a sign, and its case: "S/." is "S/".
func foldSign(sign string) string {
	return strings.ToUpper(spacesAndPoints.Replace(strings.Map(plainRune, sign)))
}

var (
	priceColumns = []string{"regular price", "sale price", "variant price", "variant compare at price", "price", "compare at price"}
	stockColumns = []string{"stock", "variant inventory qty"}
)

// learn records how the prices and the stock of an export use separators.
func (p *prices) learn(rows []row) {
	p.learnColumns(rows, stockColumns)
	p.convention.whole = false // units do not show whether prices have decimals
	p.learnColumns(rows, priceColumns)
}

func (p *prices) learnColumns(rows []row, columns []string) {
	for _, r := range rows {
		for _, column := range columns {
			if n, err := parseNumeral(r.get(column)); err == nil {
				p.convention.learn(n)
			}
		}
	}
}

// amount reads a price. It ignores zeros beyond the currency's decimals.
func (p *prices) amount(text string) (money.Amount, error) {
	if errorValue.MatchString(text) {
		return money.Amount{}, errors.New("is a spreadsheet error")
	}
	n, err := parseNumeral(text)
	if err != nil {
		return money.Amount{}, err
	}
	for _, sign := range []string{n.before, n.after} {
		if err := p.sign(sign); err != nil {
			return money.Amount{}, err
		}
	}
	whole, fraction, err := n.read(p.convention, p.digits)
	if err != nil {
		return money.Amount{}, err
	}
	for len(fraction) > p.digits && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return money.Parse(whole, p.digits)
}

// sign returns an error if the text beside the digits is not a sign of the shop's
// currency.
func (p *prices) sign(text string) error {
	sign := foldSign(text)
	if p.signs[sign] && (sign != "" || strings.TrimSpace(text) == "") {
		return nil
	}
	known := currency.IsValid(sign) || strings.ContainsFunc(sign, func(r rune) bool { return unicode.Is(unicode.Sc, r) })
	if known && p.code != "" {
		return fmt.Errorf("is in a currency other than %s", p.code)
	}
	return money.ErrSyntax
}

// price reads the price of an item and the price before its reduction. It ignores a
// price before that is not higher, and notes one that it cannot read.
func (j *job) price(it *item, r row, name, price, before string) error {
	if price == "" {
		return errNoPrice
	}
	var err error
	if it.price, err = j.prices.amount(price); err != nil {
		return fmt.Errorf("has the price %q, which %w", price, err)
	}
	if before == "" {
		return nil
	}
	higher, err := j.prices.amount(before)
	if err != nil {
		j.note(r.line, name, "has the earlier price %q, which %v: it is sold at %v without an earlier price", before, err, it.price)
	} else if it.price.Less(higher) {
		it.compareAt = higher
	}
	return nil
}
