package pay

import (
	"strconv"
	"strings"
)

// ibanLengths are the countries of the IBAN registry (SWIFT, registration authority of
// ISO 13616) with the lengths of their IBANs.
const ibanLengths = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 " +
	"DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 " +
	"IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 " +
	"NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 " +
	"TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 "

// checkIBAN checks an IBAN without spaces: its country and length, and its check digits by
// ISO 7064, MOD 97-10.
func checkIBAN(iban string) error {
	for _, r := range iban {
		if r > 'Z' || !digit(byte(r)) && !letter(byte(r)) {
			return problem("has the character " + strconv.QuoteRune(r) + ", which no IBAN has")
		}
	}
	if len(iban) < 4 || !letter(iban[0]) || !letter(iban[1]) || !digits(iban[2:4]) {
		return problem("does not begin with a country and two check digits, as in DE89")
	}
	country := iban[:2]
	at := strings.Index(" "+ibanLengths, " "+country)
	if at < 0 {
		return problem("begins with " + country + ", which is no country with IBANs")
	}
	if want := ibanLengths[at+2 : at+4]; strconv.Itoa(len(iban)) != want {
		return problem("has " + strconv.Itoa(len(iban)) + " characters, not " + want + " as all of " + country)
	}
	if mod97(iban[4:]+iban[:4]) != 1 {
		return wrongCheck
	}
	return nil
}

// mod97 returns the remainder of a number whose letters count as 10 to 35.
func mod97(s string) int {
	rest := 0
	for i := range len(s) {
		if digit(s[i]) {
			rest = (rest*10 + int(s[i]-'0')) % 97
		} else {
			rest = (rest*100 + int(s[i]-'A') + 10) % 97
		}
	}
	return rest
}
