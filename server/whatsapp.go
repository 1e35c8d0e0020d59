package main

import (
	"fmt"
	"slices"
	"strings"

	"carrito/app/shop"

	"github.com/nyaruka/phonenumbers"
	"golang.org/x/text/language"
)

// whatsAppHint says that the shop's WhatsApp number is none that the world's
// numbering plans have, and what it may be meant to be. It is empty if all is well.
func whatsAppHint(s *shop.Shop) string {
	number := s.Contact.WhatsApp
	if number == "" || isNumber("+"+number, "") {
		return ""
	}
	// WhatsApp in Mexico has a 1 behind the country code that the plan no longer has.
	if national, ok := strings.CutPrefix(number, "521"); ok && isNumber("+52"+national, "") {
		return ""
	}
	hint := fmt.Sprintf("shop.json: contact.whatsapp %s is no phone number with its country code", number)
	for _, country := range countries(s) {
		if parsed, err := phonenumbers.Parse(number, country); err == nil && phonenumbers.IsValidNumber(parsed) {
			return hint + fmt.Sprintf("; in %s write %s", country, strings.TrimPrefix(phonenumbers.Format(parsed, phonenumbers.E164), "+"))
		}
	}
	if codes := countries(s); len(codes) > 0 {
		return hint + fmt.Sprintf(", which is %d in %s", phonenumbers.GetCountryCodeForRegion(codes[0]), codes[0])
	}
	return hint
}

func isNumber(text, country string) bool {
	number, err := phonenumbers.Parse(text, country)
	return err == nil && phonenumbers.IsValidNumber(number)
}

// countries returns where the shop may be: the country of its locale, and that of
// its currency, whose code begins with it (ISO 4217).
func countries(s *shop.Shop) []string {
	var codes []string
	if tag, err := language.Parse(s.Locale); err == nil {
		if region, confidence := tag.Region(); confidence == language.Exact {
			codes = append(codes, region.String())
		}
	}
	codes = append(codes, s.Currency[:2])
	return slices.DeleteFunc(slices.Compact(codes), func(code string) bool { return phonenumbers.GetCountryCodeForRegion(code) == 0 })
}
