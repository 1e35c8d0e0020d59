package pay

import (
	"strings"
	"unicode/utf8"

	"carrito/app/money"
)

// EPC is the account of a shop that is paid by SEPA credit transfer.
type EPC struct {
	Holder string
	IBAN   string // with or without spaces
	BIC    string // may be empty
}

// Limits of the European Payments Council's guidelines EPC069-12, Quick Response Code:
// Guidelines to Enable Data Capture for the Initiation of a SEPA Credit Transfer. The
// whole text fits a QR code of version 13 at level M.
const (
	maxEPCBytes     = 331
	maxEPCHolder    = 70          // characters
	maxEPCReference = 140         // characters
	maxEPCMinor     = 99999999999 // cents
)

// Code returns the text of the QR code for an order, which banks call GiroCode or EPC QR
// code. The reference is the unstructured remittance information.
//
// Code cuts holder and reference to what fits. For an amount of zero the code has no
// amount, and the payer types one. If the amount is too large for a code, or negative,
// Code returns "".
func (e EPC) Code(amount money.Amount, reference string) string {
	if amount.Minor() < 0 || amount.Minor() > maxEPCMinor {
		return ""
	}
	total := ""
	if !amount.Zero() {
		total = "EUR" + amount.String()
	}
	const utf8Text, purpose, structured = "1", "", ""
	head := strings.Join([]string{"BCD", "002", utf8Text, "SCT", PlainAccount("iban", e.BIC)}, "\n") + "\n"
	tail := "\n" + strings.Join([]string{PlainAccount("iban", e.IBAN), total, purpose, structured}, "\n") + "\n"
	holder := cut(line(e.Holder), maxEPCHolder, maxEPCBytes-len(head)-len(tail))
	text := head + holder + tail
	text += cut(line(reference), maxEPCReference, maxEPCBytes-len(text))
	return strings.TrimRight(text, "\n")
}

// line returns text as one line, without control characters at its ends. Runs of spaces
// and line breaks become one space.
func line(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool {
		return r <= ' ' || r == 0x7f || r == '\u00a0' || r == '\u0085' || r == '\u2028' || r == '\u2029'
	}), " ")
}

// cut cuts text to at most so many characters and bytes.
func cut(text string, characters, bytes int) string {
	end := 0
	for i, r := range text {
		next := i + utf8.RuneLen(r)
		if characters == 0 || next > bytes {
			break
		}
		characters, end = characters-1, next
	}
	return strings.TrimRight(text[:end], " ")
}

// CheckBIC checks the form of a BIC (ISO 9362): four letters or digits, a country of two
// letters, and two or five letters or digits. An empty BIC is right: EPC codes need none.
func CheckBIC(bic string) error {
	bic = PlainAccount("iban", bic)
	right := bic == "" || (len(bic) == 8 || len(bic) == 11) && alphanumeric(bic, 11) == bic && letter(bic[4]) && letter(bic[5])
	if !right {
		return problem("is not a BIC, such as MARKDEF1100")
	}
	return nil
}
