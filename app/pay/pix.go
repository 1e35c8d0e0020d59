package pay

import (
	"cmp"

	"carrito/app/money"
)

// Pix is the account of a shop that is paid by Pix, in Brazil.
type Pix struct {
	Key    string // of any kind, as [CheckPixKey] accepts it
	Holder string
	City   string
}

// The longest values of a Pix code, in characters: Manual do BR Code and Manual de
// Padrões para Iniciação do Pix, of the Banco Central do Brasil.
const (
	maxPixKey       = 77
	maxPixHolder    = 25
	maxPixCity      = 15
	maxPixReference = 25
	maxEMVAmount    = 13
)

// Code returns the static BR Code for an order, which is both the text of a QR code and
// what Pix calls copy and paste.
//
// The code carries holder and city in ASCII and cuts them, and only the letters and
// digits of the reference. A code without an amount, which the payer types, is for an
// amount of zero. If the amount is too large for a code, or negative, Code returns "".
func (p Pix) Code(amount money.Amount, reference string) string {
	total := amount.String()
	if amount.Minor() < 0 || len(total) > maxEMVAmount {
		return ""
	}
	account := Write([]Field{
		{"00", "br.gov.bcb.pix"},
		{"01", cmp.Or(ascii(pixKey(p.Key), maxPixKey), "-")},
	})
	fields := []Field{
		{idFormat, "01"},
		{"26", account},
		{idCategory, "0000"},
		{idCurrency, "986"},
		{idAmount, total},
		{idCountry, "BR"},
		{idName, cmp.Or(ascii(p.Holder, maxPixHolder), "-")},
		{idCity, cmp.Or(ascii(p.City, maxPixCity), "-")},
		{idExtra, Write([]Field{{"05", cmp.Or(alphanumeric(reference, maxPixReference), "***")}})},
	}
	if amount.Zero() {
		fields = append(fields[:4], fields[5:]...)
	}
	return seal(fields)
}

// CheckPixName returns an error if a Pix code cannot carry the name of a holder or a
// city, because none of its characters has a counterpart in ASCII.
func CheckPixName(name string) error {
	if ascii(name, maxPixHolder) == "" {
		return problem("has no letters or digits that a Pix code can carry")
	}
	return nil
}
