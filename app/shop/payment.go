package shop

import (
	"cmp"
	"slices"
)

// Payment is a way of paying that the shopper can choose. Which of the payee's fields it
// has depends on its kind; see [PaymentKinds].
type Payment struct {
	ID   string `json:"id,omitempty"`   // a to z, 0 to 9 and -, the same for ever; the kind where it is left out
	Kind string `json:"kind"`           // the name of a [PaymentKind]
	Name string `json:"name,omitempty"` // "BCP"; the kind's words where it is left out

	// When it is offered, and what it costs.
	Channels  []string `json:"channels,omitempty"`  // kinds of channels; any where it is left out
	Delivery  []string `json:"delivery,omitempty"`  // ids of ways of delivery; any where it is left out
	Minimum   string   `json:"minimum,omitempty"`   // total from which on it is offered, "30.00"
	Maximum   string   `json:"maximum,omitempty"`   // total up to which it is offered
	Surcharge string   `json:"surcharge,omitempty"` // per cent on top of the total, "5"
	Discount  string   `json:"discount,omitempty"`  // per cent off the total

	// The payee.
	Holder  string `json:"holder,omitempty"`
	Scheme  string `json:"scheme,omitempty"` // of a bank account: cci, clabe, cbu or iban; empty for another one
	Account string `json:"account,omitempty"`
	Code    string `json:"code,omitempty"` // text of the owner's QR code
	Key     string `json:"key,omitempty"`  // Pix
	City    string `json:"city,omitempty"`
	IBAN    string `json:"iban,omitempty"`
	BIC     string `json:"bic,omitempty"`
	Address string `json:"address,omitempty"` // UPI, "name@bank"
	URL     string `json:"url,omitempty"`     // with {amount}, {currency}, {order}, {email}
}

// Ident returns the name of the payment in orders.
func (p Payment) Ident() string { return cmp.Or(p.ID, p.Kind) }

// By reports whether it is offered for orders that are sent through a kind of channel.
func (p Payment) By(channel string) bool {
	kind, _ := PaymentKindOf(p.Kind)
	if kind.Hosted && channel != ServerChannel {
		return false
	}
	return len(p.Channels) == 0 || slices.Contains(p.Channels, channel)
}

// paymentTexts are the names in shop.json of the fields that are texts.
var paymentTexts = [...]string{
	"id", "kind", "name", "minimum", "maximum", "surcharge", "discount",
	"holder", "scheme", "account", "code", "key", "city", "iban", "bic", "address", "url",
}

// text returns the field at an index of paymentTexts.
func (p *Payment) text(i int) *string {
	return [...]*string{
		&p.ID, &p.Kind, &p.Name, &p.Minimum, &p.Maximum, &p.Surcharge, &p.Discount,
		&p.Holder, &p.Scheme, &p.Account, &p.Code, &p.Key, &p.City, &p.IBAN, &p.BIC, &p.Address, &p.URL,
	}[i]
}

// The kinds of payments.
const (
	Cash        = "cash"        // at the door or in the shop
	Transfer    = "transfer"    // to a bank account
	Wallet      = "wallet"      // by the QR code of the owner's wallet, such as Yape
	Pix         = "pix"         // Brazil
	EPC         = "epc"         // SEPA transfer by QR code
	UPI         = "upi"         // India
	PayLink     = "link"        // at an address of the owner's
	MercadoPago = "mercadopago" // at the page of a provider
	Stripe      = "stripe"
)

// PaymentKind says what a kind of payment needs.
type PaymentKind struct {
	Name     string
	Currency string   // ISO 4217; empty for any
	Hosted   bool     // the provider's page is opened by our own server, so only orders to [ServerChannel] can be paid so
	Needs    []string // the payee's fields that it must have, by their names in shop.json
	May      []string // those that it may have
}

// PaymentKinds are all kinds there are. Their words are in text/*.json, in the groups
// payment.name and payment.tip.
var PaymentKinds = []PaymentKind{
	{Name: Cash},
	{Name: Transfer, Needs: []string{"holder", "account"}, May: []string{"scheme"}},
	{Name: Wallet, Needs: []string{"name", "code"}, May: []string{"holder"}},
	{Name: Pix, Currency: "BRL", Needs: []string{"key", "holder", "city"}},
	{Name: EPC, Currency: "EUR", Needs: []string{"iban", "holder"}, May: []string{"bic"}},
	{Name: UPI, Currency: "INR", Needs: []string{"address", "holder"}},
	{Name: PayLink, Needs: []string{"name", "url"}},
	{Name: MercadoPago, Hosted: true},
	{Name: Stripe, Hosted: true},
}

// PaymentKindOf returns the kind of a name, and whether there is one.
func PaymentKindOf(name string) (PaymentKind, bool) {
	for _, kind := range PaymentKinds {
		if kind.Name == name {
			return kind, true
		}
	}
	return PaymentKind{}, false
}
