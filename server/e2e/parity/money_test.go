package parity_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/server/cldr"
	"carrito/server/e2e/browsertest"

	"github.com/bojanz/currency"
)

// moneyFormats returns one format of each kind that the locales below use for any
// currency. The kinds differ in their separators, the size of the groups, the digits, the
// number of decimals, and whether whole amounts have decimals.
func moneyFormats(t *testing.T) []money.Format {
	t.Helper()
	seen := map[money.Format]bool{}
	var formats []money.Format
	for _, locale := range strings.Fields("ar-EG ar-AE bg de-AT de-CH en-IN en-US es-ES es-PE fa fr-CH fr-FR hi-IN ja-JP mr-IN my pl pt-BR pt-PT sv-SE") {
		for _, code := range currency.GetCurrencyCodes() {
			format, err := cldr.Format(code, locale)
			if err != nil {
				t.Fatal(err)
			}
			for _, short := range []bool{false, true} {
				kind := format
				kind.Short = short && format.Digits > 0
				kind.Code, kind.Prefix, kind.Suffix = "", format.Prefix[:min(1, len(format.Prefix))], "" // the symbol has no influence on the number
				if seen[kind] {
					continue
				}
				seen[kind] = true
				format.Short = kind.Short
				formats = append(formats, format)
			}
		}
	}
	return formats
}

// TestMoneyParity checks that boot.js reads and writes amounts like package money.
func TestMoneyParity(t *testing.T) {
	t.Parallel()
	amounts := []int64{0, 1, 9, 10, 99, 100, 101, 999, 1000, 9999, 10000, 12345, 99999, 100000, 123456, 999999, 1234567, 12345678, 100000000, 123456789012, money.MaxMinor}
	prices := strings.Split("0|00|1|01|1.|.5|1.5|1.50|1.505|1.5055|1.50550|-1|+1| 1|1 |1e3|1,5|0x10|9999999999.99|10000000000|10000000000.01|1000000000000|1000000000001|99999999999999999999|١٢|", "|")
	formats := moneyFormats(t)
	base, _ := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/carrito")
	script, err := os.ReadFile(browsertest.Web + "/boot.js")
	if err != nil {
		t.Fatal(err)
	}
	untilCart, _, found := strings.Cut(string(script), "// --- the cart:")
	if !found {
		t.Fatal("boot.js has no section of the cart after that of money")
	}
	arguments, err := json.Marshal([]any{untilCart, formats, amounts, prices})
	if err != nil {
		t.Fatal(err)
	}
	var byScript []struct {
		Written []string
		Read    []*int64
	}
	if err := json.Unmarshal([]byte(browsertest.Eval[string](tab, fmt.Sprintf(`(([script, formats, amounts, prices]) => {
		const element = document.getElementById("carrito-settings"), settings = JSON.parse(element.textContent);
		return JSON.stringify(formats.map((money) => {
			element.textContent = JSON.stringify({ ...settings, money });
			const boot = new Function(script + "; return { money, minor }")();
			return { written: amounts.map(boot.money), read: prices.map((p) => boot.minor(p) ?? null) };
		}));
	})(%s)`, arguments))), &byScript); err != nil {
		t.Fatal(err)
	}
	digits := map[int]bool{}
	for i, format := range formats {
		digits[format.Digits] = true
		for j, amount := range amounts {
			if got, want := byScript[i].Written[j], format.Text(money.FromMinor(amount, format.Digits)); got != want {
				t.Errorf("%+v: boot.js writes %d as %+q, want %+q", format, amount, got, want)
			}
		}
		for j, price := range prices {
			var want *int64
			if amount, err := money.Parse(price, format.Digits); err == nil {
				minor := amount.Minor()
				want = &minor
			}
			if got := byScript[i].Read[j]; (got == nil) != (want == nil) || got != nil && *got != *want {
				t.Errorf("%d decimals: boot.js reads %q as %v, want %v", format.Digits, price, number(got), number(want))
			}
		}
	}
	if len(formats) < 100 || !digits[0] || !digits[2] || !digits[3] || !slices.ContainsFunc(formats, func(f money.Format) bool { return f.Rest == 2 }) {
		t.Errorf("got %d formats with decimals %v, want at least 100, with decimals 0, 2 and 3, and with groups of two", len(formats), digits)
	}
}

// number returns a number as text, or "nothing" for nil.
func number(n *int64) string {
	if n == nil {
		return "nothing"
	}
	return fmt.Sprint(*n)
}
