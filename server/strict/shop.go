package strict

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"carrito/app/filter"
	"carrito/app/json"
	"carrito/app/shop"
	"carrito/app/typed"
)

// Shop reads and checks shop.json. The error names every fault by its field. Even with
// faults, Shop returns what it could read, so that the caller can check more. It does
// not check whether currency and locale exist: the server does that when it sets Money.
func Shop(r io.Reader) (*shop.Shop, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("the file is empty")
	}
	if !utf8.ValidString(text) {
		return nil, errors.New("the file is not UTF-8 text")
	}
	isObject, faults, err := shopMembers(text)
	switch {
	case errors.Is(err, json.ErrCutOff):
		return nil, errors.New("the file is cut off before its end")
	case err != nil:
		return nil, fmt.Errorf("the file is not JSON: %w", err)
	case !isObject:
		return nil, errors.New("the shop is not an object")
	}
	s := shop.Decode(json.NewReader(text))
	decodeOwner(s, text)
	tidy(&s.Contact)
	return s, errors.Join(faults, checkShop(s))
}

func checkShop(s *shop.Shop) error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if strings.TrimSpace(s.Name) == "" {
		fault("name is missing")
	}
	if !slices.Contains(shop.Languages, s.Language) {
		fault("language is %q; it must be one of %v", s.Language, shop.Languages)
	}
	if s.Locale == "" {
		fault("locale is missing, such as es-PE")
	}
	if s.Currency == "" {
		fault("currency is missing, such as PEN")
	}
	if err := BaseURL(s.BaseURL); s.BaseURL != "" && err != nil {
		fault("baseURL is %w", err)
	}
	if s.Cover.Src != "" && !strings.HasPrefix(s.Cover.Src, "/web/") {
		fault("cover.src is %q; it must be a file under /web/", s.Cover.Src)
	}
	if problem := checkWhatsApp(s.Contact.WhatsApp); problem != "" {
		fault("contact.whatsapp is %q; %s", s.Contact.WhatsApp, problem)
	}
	for _, c := range []struct{ field, value string }{
		{"colors.accent", s.Colors.Accent}, {"colors.accentDark", s.Colors.AccentDark},
	} {
		if c.value != "" && !isColor(c.value) {
			fault("%s is %q; it must be a colour such as #0b6e4f", c.field, c.value)
		}
	}
	swatches := map[string]string{} // by their keys
	for _, value := range slices.Sorted(maps.Keys(s.Swatches)) {
		key := filter.Key(value)
		if other, twice := swatches[key]; twice {
			fault("swatches.%s is there twice, also as %q", value, other)
		}
		swatches[key] = value
		if color := s.Swatches[value]; !isSwatch(color) {
			fault("swatches.%s is %q; it must be a colour such as #c00 or #cc0000", value, color)
		}
	}
	if s.LowStock < 0 {
		fault("lowStock is %d; it must be a number of units", s.LowStock)
	}
	checkOrders(&s.Orders, s.Contact, fault)
	checkPayments(s, fault)
	checkSynonyms(s.Synonyms, fault)
	checkReturns(s.Returns, fault)
	checkComplaints(s, fault)
	checkPublish(s.Publish, fault)
	checkMoved(s.Moved, fault)
	checkCategories(s.Categories, fault)
	return errors.Join(faults...)
}

// tidy removes spaces and other characters that owners paste with an address or number.
func tidy(c *shop.Contact) {
	c.Email = typed.Email(c.Email)
	if number, ok := typed.Number(c.WhatsApp); ok {
		c.WhatsApp = strings.TrimPrefix(number, "+")
	}
}

// checkWhatsApp returns the problem of a number for wa.me, or "". The number must begin
// with its country code, without zeros before it. E.164 numbers have at most 15 digits.
func checkWhatsApp(number string) (problem string) {
	switch {
	case number == "":
		return ""
	case strings.Trim(number, "0123456789") != "":
		return "it must be digits only, country code first"
	case strings.HasPrefix(number, "00"):
		return "leave out the 00 in front of the country code"
	case number[0] == '0':
		return "write the country code in place of the 0 in front"
	case len(number) < 7 || len(number) > 15:
		return "it must have 7 to 15 digits, country code first"
	}
	return ""
}

// isColor reports whether s has the form #rrggbb. Nothing else may get into the style
// sheet.
func isColor(s string) bool {
	return len(s) == 7 && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdefABCDEF") == ""
}

// isSwatch is like isColor, but the colour may have the form #rgb too.
func isSwatch(s string) bool { return isColor(s) || len(s) == 4 && isColor(s+"000") }
