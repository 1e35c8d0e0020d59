package pay

import (
	"strconv"
	"strings"
)

// The schemes of accounts. The scheme "" means any account.
const (
	schemeIBAN  = "iban"  // ISO 13616
	schemeCCI   = "cci"   // Código de Cuenta Interbancario, of Peru
	schemeCLABE = "clabe" // Clave Bancaria Estandarizada, of Mexico
	schemeCBU   = "cbu"   // Clave Bancaria Uniforme, of Argentina, and the CVU of its wallets
)

// CheckAccount checks the number of an account. Spaces and hyphens may separate its
// digits. The scheme "" accepts any account of one line.
func CheckAccount(scheme, account string) error {
	plain := PlainAccount(scheme, account)
	if plain == "" {
		return problem("is empty")
	}
	switch scheme {
	case "":
		return checkLine(account)
	case schemeIBAN:
		return checkIBAN(plain)
	case schemeCCI:
		return checkCCI(plain)
	case schemeCLABE:
		return checkCLABE(plain)
	case schemeCBU:
		return checkCBU(plain)
	}
	return problem("has the unknown scheme " + strconv.Quote(scheme) + "; there are iban, cci, clabe and cbu")
}

// PlainAccount returns an account as banks' forms want it pasted: without the spaces and
// hyphens of a scheme, in capital letters. With the scheme "" it only trims the account,
// because the hyphens may belong to it.
func PlainAccount(scheme, account string) string {
	account = strings.TrimSpace(account)
	if scheme == "" {
		return account
	}
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' || r == '\u202f' || '\u2010' <= r && r <= '\u2013' {
			return -1
		}
		return r
	}, account))
}

// Account groups an account for reading: an IBAN in fours, and the others by their parts,
// such as bank, office, account and check digits. It returns an account without a scheme
// trimmed.
func Account(scheme, account string) string {
	plain := PlainAccount(scheme, account)
	separator := " "
	var sizes []int // of the groups before the last one
	if alphanumeric(plain, len(plain)) != plain {
		return plain
	}
	switch scheme {
	case schemeIBAN:
		sizes = []int{4, 4, 4, 4, 4, 4, 4, 4}
	case schemeCCI:
		separator, sizes = "-", []int{3, 3, 12}
	case schemeCLABE:
		sizes = []int{3, 3, 11}
	case schemeCBU:
		sizes = []int{8}
	}
	var b strings.Builder
	for _, size := range sizes {
		if len(plain) <= size {
			break
		}
		b.WriteString(plain[:size] + separator)
		plain = plain[size:]
	}
	return b.String() + plain
}

func checkLine(account string) error {
	for _, r := range account {
		if r < ' ' || r == 0x7f || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return problem("has more than one line, or a control character")
		}
	}
	return nil
}

// checkDigits checks that an account has exactly n digits.
func checkDigits(account string, n int) error {
	for _, r := range account {
		if r < '0' || r > '9' {
			return problem("has the character " + strconv.QuoteRune(r) + ", which is not a digit")
		}
	}
	if len(account) != n {
		return problem("has " + strconv.Itoa(len(account)) + " digits, not " + strconv.Itoa(n))
	}
	return nil
}
