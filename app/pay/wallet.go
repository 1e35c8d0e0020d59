package pay

// CodeError is a fault of a payment code.
type CodeError struct {
	Field   string // its id, such as 54, or 62.05 within a template; empty for the code itself
	Problem string // follows the name of the field: "is there twice"
}

// Error returns a sentence that names the field.
func (e *CodeError) Error() string {
	name := ""
	switch e.Field {
	case "":
		return "the code " + e.Problem
	case idCategory:
		name = "category"
	case idCurrency:
		name = "currency"
	case idAmount:
		name = "amount"
	case idCountry:
		name = "country"
	case idName:
		name = "name"
	case idCity:
		name = "city"
	case idCRC:
		name = "CRC"
	default:
		return "the code's field " + e.Field + " " + e.Problem
	}
	return "the code's " + name + " (field " + e.Field + ") " + e.Problem
}

// CheckWallet checks the code of an owner's own wallet. A shopper scans it as it is, so
// its text must be right, and its currency, if it has one, must be the shop's:
// numericCurrency is the numeric code of ISO 4217, "604" for PEN. An empty
// numericCurrency allows any. The error is of type *[CodeError].
func CheckWallet(code, numericCurrency string) error {
	fields, err := Read(code)
	if err != nil {
		return err
	}
	has := Value(fields, idCurrency)
	if has != "" && numericCurrency != "" && has != numericCurrency {
		return &CodeError{idCurrency, "is " + plain(has) + ", not " + numericCurrency}
	}
	for _, f := range fields {
		if "02" <= f.ID && f.ID <= "51" {
			return nil
		}
	}
	return &CodeError{"", "names no account: it has none of the fields 02 to 51"}
}
