package check

import (
	"fmt"
	"strings"

	"carrito/app/shop"

	"github.com/nyaruka/phonenumbers"
)

// whatsAppHint returns a hint if the shop's WhatsApp number is in no numbering plan,
// with the number that is probably meant. Otherwise it returns "".
func whatsAppHint(s *shop.Shop) string {
	number := s.Contact.WhatsApp
	if number == "" || isNumber("+"+number, "") {
		return ""
	}
	// In Mexico, WhatsApp numbers have a 1 after the country code that the numbering
	// plan no longer has.
	if national, ok := strings.CutPrefix(number, "521"); ok && isNumber("+52"+national, "") {
		return ""
	}
	hint := fmt.Sprintf("shop.json: contact.whatsapp %s is not a phone number with its country code", number)
	country := s.Country()
	code := phonenumbers.GetCountryCodeForRegion(country)
	if code == 0 {
		return hint
	}
	parsed, err := phonenumbers.Parse(number, country)
	if err != nil || !phonenumbers.IsValidNumber(parsed) {
		return hint + fmt.Sprintf(", which is %d in %s", code, country)
	}
	return hint + fmt.Sprintf("; in %s write %s", country, strings.TrimPrefix(phonenumbers.Format(parsed, phonenumbers.E164), "+"))
}

func isNumber(text, country string) bool {
	number, err := phonenumbers.Parse(text, country)
	return err == nil && phonenumbers.IsValidNumber(number)
}
