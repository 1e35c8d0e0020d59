// Package shop holds what the owner says about the shop as a whole: its name,
// language, currency and contact, as shop.json has them.
//
// The server reads shop.json with package server/strict, which refuses what is not
// right in it, and works out the money format. The browser gets the [Shop] from the
// page, with [Decode].
package shop

import "carrito/app/money"

// Languages are those the shop's texts are written in.
var Languages = []string{"es", "en", "pt"}

// Shop is the content of shop.json.
type Shop struct {
	Name        string  `json:"name"`
	Tagline     string  `json:"tagline,omitempty"`     // one line under the name on the first page
	Description string  `json:"description,omitempty"` // for search engines and link previews
	Language    string  `json:"language"`              // one of [Languages]
	Locale      string  `json:"locale"`                // BCP 47, "es-PE": how money is written
	Currency    string  `json:"currency"`              // ISO 4217, "PEN"
	BaseURL     string  `json:"baseURL,omitempty"`     // "https://shop.example/": where the shop is, a path included
	Cover       Cover   `json:"cover,omitzero"`
	Contact     Contact `json:"contact,omitzero"`
	Colors      Colors  `json:"colors,omitzero"`
	Orders      Orders  `json:"orders,omitzero"`

	Synonyms []string          `json:"synonyms,omitempty"` // words that the search takes for each other, such as "polera = polo"
	Swatches map[string]string `json:"swatches,omitempty"` // the colours of option values: {"Rojo": "#c00"}

	Payments []Payment `json:"payments,omitempty"` // ways of paying, in the order in which they are offered; none: the shop and the shopper agree on it

	Returns    Returns    `json:"-" owner:"returns"`    // No page has it
	Complaints Complaints `json:"-" owner:"complaints"` // No page has it
	LowStock   int        `json:"-" owner:"lowStock"`   // No page has it
	NoPreviews bool       `json:"-" owner:"noPreviews"` // No page has it
	NoAlerts   bool       `json:"-" owner:"noAlerts"`   // No page has it

	Publish []string          `json:"-" owner:"publish"` // No page has it
	Moved   map[string]string `json:"-" owner:"moved"`   // No page has it
	Joined  []string          `json:"-" owner:"joined"`  // No page has it

	Categories map[string]Category `json:"-" owner:"categories"` // No page has it

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

// texts returns the fields by their names in shop.json.
func (c *Contact) texts() map[string]*string {
	return map[string]*string{"email": &c.Email, "whatsapp": &c.WhatsApp, "address": &c.Address, "hours": &c.Hours}
}

// Colors replaces the accent colour of the design, as #rrggbb, in the light
// and in the dark. Empty leaves the design's own.
type Colors struct {
	Accent     string `json:"accent,omitempty"`
	AccentDark string `json:"accentDark,omitempty"`
}
