package parity_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/server/e2e/browsertest"
	"carrito/server/site"

	"github.com/chromedp/chromedp"
)

// monies are locales, each with a currency.
const monies = `es-PE PEN, es-CO COP, es-CL CLP, es-AR ARS, es-MX MXN, es-UY UYU, es-PY PYG, es-BO BOB, es-EC USD, es-VE VES, es-CR CRC,
	es-PA PAB, es-GT GTQ, es-HN HNL, es-NI NIO, es-SV USD, es-DO DOP, es-CU CUP, es-PR USD, es-US USD, es-ES EUR, es-GQ XAF,
	es-MX USD, es-CO USD, es-CL USD, en-CA USD, en-NZ USD,
	pt-BR BRL, pt-PT EUR, pt-AO AOA, pt-MZ MZN, en-US USD, en-GB GBP, en-IE EUR, en-CA CAD, en-AU AUD, en-NZ NZD, en-ZA ZAR, en-IN INR,
	en-PK PKR, en-NG NGN, en-KE KES, en-GH GHS, en-UG UGX, en-TZ TZS, en-PH PHP, en-SG SGD, en-MY MYR, en-HK HKD, en-JM JMD, en-TT TTD,
	en-BZ BZD, en-LK LKR, en-BD BDT, en-AE AED, en-IL ILS, fr-FR EUR, fr-CA CAD, fr-BE EUR, fr-CH CHF, fr-LU EUR, fr-MA MAD, fr-SN XOF,
	fr-CI XOF, fr-CM XAF, fr-DZ DZD, fr-TN TND, fr-MG MGA, fr-HT HTG, fr-PF XPF, de-DE EUR, de-AT EUR, de-CH CHF, de-LI CHF, it-IT EUR,
	it-CH CHF, nl-NL EUR, nl-BE EUR, nl-SR SRD, da-DK DKK, sv-SE SEK, nb-NO NOK, fi-FI EUR, is-IS ISK, pl-PL PLN, cs-CZ CZK, sk-SK EUR,
	hu-HU HUF, ro-RO RON, bg-BG EUR, hr-HR EUR, sl-SI EUR, sr-RS RSD, sr-Latn-RS RSD, sr-ME EUR, sq-AL ALL, el-GR EUR, tr-TR TRY,
	ru-RU RUB, et-EE EUR, lv-LV EUR, lt-LT EUR, ca-ES EUR, eu-ES EUR, gl-ES EUR, ja-JP JPY, ko-KR KRW, zh-CN CNY, zh-TW TWD, zh-HK HKD,
	vi-VN VND, th-TH THB, id-ID IDR, ms-MY MYR, fil-PH PHP, km-KH KHR, lo-LA LAK, my-MM MMK, hi-IN INR, bn-BD BDT, bn-IN INR, ta-IN INR,
	te-IN INR, mr-IN INR, gu-IN INR, ne-NP NPR, si-LK LKR, ur-PK PKR, fa-IR IRR, fa-AF AFN, ar-SA SAR, ar-AE AED, ar-EG EGP, ar-MA MAD,
	ar-KW KWD, ar-JO JOD, ar-IQ IQD, ar-LB LBP, he-IL ILS, am-ET ETB, sw-KE KES, sw-TZ TZS, zu-ZA ZAR, af-ZA ZAR, so-SO SOS, mn-MN MNT`

// byIntl is JavaScript that formats amounts with the browser's Intl. An amount has the
// given number of digits after the decimal separator, or none if short is set and the
// amount is whole. It returns null if the browser does not know the locale.
const byIntl = `((locale, currency, amounts, digits, short) => {
	if (!Intl.NumberFormat.supportedLocalesOf([locale]).length) return null;
	const own = new Intl.NumberFormat(locale, {style: "currency", currency}).resolvedOptions();
	if (!own.maximumFractionDigits && digits && !short) return ["no decimals in " + currency];
	return amounts.map(amount => {
		const places = short && Number.isInteger(Number(amount)) ? 0 : digits;
		return new Intl.NumberFormat(locale, {style: "currency", currency, minimumFractionDigits: places, maximumFractionDigits: places}).format(amount);
	});
})`

// TestMoneyAgreesWithIntl formats amounts in many currencies and locales, in Go and in
// boot.js, and compares them with the browser's Intl.
//
// Intl omits the cents in a currency that rarely has them. A shop must not, because the
// shopper pays them. So the test sets the number of decimals: that of ISO 4217, or none
// for whole amounts if CLDR has none.
func TestMoneyAgreesWithIntl(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(browsertest.Web + "/boot.js")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(script), "// --- money")
	section, _, _ = strings.Cut(section, "// --- the cart")
	_, section, _ = strings.Cut(section, "\n")
	tab := browsertest.NewBrowser(t).Open("")
	tab.Do(chromedp.Navigate("about:blank"))
	compared := 0
	for pair := range strings.SplitSeq(monies, ",") {
		locale, code, _ := strings.Cut(strings.TrimSpace(pair), " ")
		format := moneyOf(t, locale, code)
		var plain, byGo []string
		minors := []int64{0, 5, 99_00, 999_99, 1234_00, 1234_50, 12345_00, 123456_00, 1234567_89}
		for _, minor := range minors {
			amount := money.FromMinor(minor, format.Digits)
			plain = append(plain, amount.String())
			byGo = append(byGo, format.Text(amount))
		}
		want := browsertest.Eval[[]string](tab, fmt.Sprintf("%s(%q, %q, %s, %d, %t)", byIntl, locale, code, asJSON(plain), format.Digits, format.Short))
		if want == nil {
			continue
		}
		compared++
		byScript := browsertest.Eval[[]string](tab, fmt.Sprintf("((settings) => {%s\nreturn %s.map(money)})({money: %s})", section, asJSON(minors), asJSON(format)))
		if got := asJSON(byGo); got != asJSON(want) {
			t.Errorf("%s in %s: Go writes %s, want %s", code, locale, got, asJSON(want))
		}
		if got := asJSON(byScript); got != asJSON(byGo) {
			t.Errorf("%s in %s: boot.js writes %s, want %s as Go writes", code, locale, got, asJSON(byGo))
		}
	}
	if compared < 100 {
		t.Errorf("got %d currencies compared, want at least 100", compared)
	}
	t.Logf("compared %d currencies in their locales", compared)
}

// moneyOf returns the money format of a shop with the given locale and currency.
func moneyOf(t *testing.T, locale, code string) money.Format {
	t.Helper()
	name := filepath.Join(t.TempDir(), "shop.json")
	text := fmt.Sprintf(`{"name": "x", "language": "es", "locale": %q, "currency": %q}`, locale, code)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	shop, err := site.LoadShop(name)
	if err != nil {
		t.Fatal(err)
	}
	return shop.Money
}

func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}
