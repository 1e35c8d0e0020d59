package shop

import "strings"

// Country returns the country that the shop is in (ISO 3166): that of its locale,
// or else what its currency's code begins with, which no country has for some.
func (s *Shop) Country() string {
	for part := range strings.SplitSeq(strings.ReplaceAll(s.Locale, "_", "-"), "-") {
		if len(part) == 2 && part == strings.ToUpper(part) {
			return part
		}
	}
	return s.Currency[:min(2, len(s.Currency))]
}

// digitCodes are the countries whose postal codes can be written with digits alone
// (Google's Address Data Service, 2025; Peru has five digits since 2011).
const digitCodes = "AF AL AM AT AU AZ BA BD BE BG BR BT BY CH CL CN CO CR CU CY CZ DE DK DO DZ EC EE EG ES ET FI FR GE GR GT " +
	"HN HR HU ID IL IN IQ IR IS IT JO JP KE KG KH KR KW KZ LA LI LK LT LU MA MC MD ME MG MK MM MN MX MY MZ NE NG NI NO NP NZ " +
	"PE PG PH PK PR PY RO RS RU SA SE SG SI SK SM SN TH TJ TM TN TR TW TZ UA US UY UZ VA VE VN XK ZA ZM"

// DigitCodes reports whether a postal code where the shop is needs no letter and
// no sign.
func (s *Shop) DigitCodes() bool {
	country := s.Country()
	return len(country) == 2 && strings.Contains(digitCodes, country)
}
