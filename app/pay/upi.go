package pay

import (
	"strings"

	"carrito/app/money"
)

// UPI is the account of a shop that is paid by UPI, in India.
type UPI struct {
	Address string // virtual payment address, such as shop@okbank
	Holder  string
}

// The longest values of a UPI link, in characters.
const (
	maxUPIReference = 35
	maxUPINote      = 50
	maxUPIName      = 99
)

// Link returns the link for an order, which opens the application of UPI on a phone and
// is also the text of a QR code (NPCI, UPI Linking Specifications, version 1.6). tr is the
// reference that the payee finds in the statement: its letters and digits only. tn is the
// note that the payer sees.
//
// For an amount of zero the link has no amount, and the payer types one. If the amount
// is negative, Link returns "".
func (u UPI) Link(amount money.Amount, reference string) string {
	if amount.Minor() < 0 {
		return ""
	}
	var b strings.Builder
	// Applications expect the @ as it is. RFC 3986 allows that in a query.
	name, handle, _ := strings.Cut(strings.TrimSpace(u.Address), "@")
	b.WriteString("upi://pay?pa=" + escape(name) + "@" + escape(handle))
	add := func(name, value string) {
		if value != "" {
			b.WriteString("&" + name + "=" + escape(value))
		}
	}
	add("pn", cut(line(u.Holder), maxUPIName, maxUPIName*4))
	if !amount.Zero() {
		add("am", amount.String())
	}
	add("cu", "INR")
	add("tr", alphanumeric(reference, maxUPIReference))
	add("tn", cut(line(reference), maxUPINote, maxUPINote*4))
	return b.String()
}

// CheckUPIAddress checks the form of a virtual payment address: letters, digits, dots,
// hyphens and underscores, an @, and the letters and digits of the bank's handle.
func CheckUPIAddress(address string) error {
	name, handle, at := strings.Cut(strings.TrimSpace(address), "@")
	plain := strings.NewReplacer(".", "", "-", "", "_", "").Replace(name)
	if !at || plain == "" || handle == "" || len(name) > 256 || len(handle) > 64 ||
		alphanumeric(plain, 256) != plain || alphanumeric(handle, 64) != handle {
		return problem("is not a UPI address, such as shop@okbank")
	}
	return nil
}
