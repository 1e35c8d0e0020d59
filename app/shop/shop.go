// Package shop holds what the owner says about the shop as a whole: its name,
// language, currency and contact, read from shop.json.
//
// Use [Read] on the server. The browser gets the same [Shop] back from the page
// it stands on, with the money format already worked out.
package shop

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"carrito/app/money"
	"carrito/app/typed"
)

// Languages are those the shop's texts are written in.
var Languages = []string{"es", "en"}

// Shop is the content of shop.json.
type Shop struct {
	Name        string  `json:"name"`
	Tagline     string  `json:"tagline,omitempty"`     // one line under the name on the first page
	Description string  `json:"description,omitempty"` // for search engines and link previews
	Language    string  `json:"language"`              // "es" or "en"
	Locale      string  `json:"locale"`                // BCP 47, "es-PE": how money is written
	Currency    string  `json:"currency"`              // ISO 4217, "PEN"
	BaseURL     string  `json:"baseURL,omitempty"`     // "https://shop.example/": where the shop is, a path included
	Cover       Cover   `json:"cover,omitzero"`
	Contact     Contact `json:"contact,omitzero"`
	Colors      Colors  `json:"colors,omitzero"`
	Orders      Orders  `json:"orders,omitzero"`

	// Money is how Currency is written in Locale. It is not part of shop.json;
	// the server fills it in.
	Money money.Format `json:"-"`
}

// Cover is the picture on the first page.
type Cover struct {
	Src    string `json:"src"` // a file under /web/
	Alt    string `json:"alt"`
	Width  int    `json:"width"` // pixels
	Height int    `json:"height"`
}

// Contact is how a shopper reaches the owner. Every field may be empty.
type Contact struct {
	Email    string `json:"email,omitempty"`
	WhatsApp string `json:"whatsapp,omitempty"` // digits with country code, "51987654321"
	Address  string `json:"address,omitempty"`
	Hours    string `json:"hours,omitempty"`
}

// Colors replaces the accent colour of the design, as #rrggbb, in the light
// and in the dark. Empty leaves the design's own.
type Colors struct {
	Accent     string `json:"accent,omitempty"`
	AccentDark string `json:"accentDark,omitempty"`
}

func (s *Shop) check() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if strings.TrimSpace(s.Name) == "" {
		fault("name is missing")
	}
	if s.Language != "es" && s.Language != "en" {
		fault("language is %q; it must be one of %v", s.Language, Languages)
	}
	if s.Locale == "" {
		fault("locale is missing, such as es-PE")
	}
	if s.Currency == "" {
		fault("currency is missing, such as PEN")
	}
	if err := CheckBaseURL(s.BaseURL); s.BaseURL != "" && err != nil {
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
	s.Orders.check(s.Contact, fault)
	return errors.Join(faults...)
}

// tidy takes out of the contact what owners paste with it.
func (c *Contact) tidy() {
	c.Email = typed.Email(c.Email)
	if number, ok := typed.Number(c.WhatsApp); ok {
		c.WhatsApp = strings.TrimPrefix(number, "+")
	}
}

// checkWhatsApp says what is wrong with a number for wa.me, which has its country
// code and no zeros before it. E.164 numbers have 15 digits at most.
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

// CheckBaseURL refuses what is no address for a shop. The path has only the
// characters that stand for themselves (RFC 3986, unreserved): so it is the same
// text in links, file names and what a browser says of itself.
func CheckBaseURL(address string) error {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" ||
		base.RawQuery != "" || base.Fragment != "" || strings.Contains(address, "@") || !plainPath(base.EscapedPath()) {
		return fmt.Errorf("%q; it must be an address such as https://shop.example/ or https://name.example/shop/", address)
	}
	return nil
}

func plainPath(path string) bool {
	path = strings.Trim(path, "/")
	for step := range strings.SplitSeq(path, "/") {
		if step == "." || step == ".." || step == "" && path != "" || strings.ContainsFunc(step, reserved) {
			return false
		}
	}
	return true
}

func reserved(c rune) bool {
	return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("-._~", c)
}

// isColor keeps everything but #rrggbb out of the style sheet.
func isColor(s string) bool {
	return len(s) == 7 && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdefABCDEF") == ""
}
