package pay

import "strings"

// pixKey returns a key as the directory of Pix (DICT) writes it: without the punctuation
// of CPF, CNPJ and telephone numbers, and in the directory's case.
func pixKey(key string) string {
	key = strings.TrimSpace(key)
	switch {
	case strings.Contains(key, "@"), uuid(key):
		return strings.ToLower(key)
	}
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-/()\u00a0", r) {
			return -1
		}
		return r
	}, key))
}

// CheckPixKey checks a key of Pix: a CPF or CNPJ with or without punctuation, a telephone
// number that begins with +55, an e-mail address, or a random key, which is a UUID
// (Banco Central do Brasil, API DICT). From July 2026 a CNPJ may contain letters
// (Receita Federal, Instrução Normativa RFB 2.229 of 2024).
func CheckPixKey(key string) error {
	key = pixKey(key)
	switch {
	case key == "":
		return problem("is empty")
	case strings.Contains(key, "@"):
		return checkPixEmail(key)
	case key[0] == '+':
		return checkPixPhone(key)
	case uuid(key):
		return nil
	case len(key) == 11 && digits(key):
		return checkCPF(key)
	case len(key) == 14 && alphanumeric(key, 14) == key && digits(key[12:]):
		return checkCNPJ(key)
	}
	return problem("is not a Pix key: a CPF, a CNPJ, a telephone number that begins with +55, an e-mail address or a random key")
}

// uuid reports whether key has the form of a UUID.
func uuid(key string) bool {
	if len(key) != 36 {
		return false
	}
	for i := range len(key) {
		hyphen := i == 8 || i == 13 || i == 18 || i == 23
		hex := digit(key[i]) || 'a' <= key[i]|0x20 && key[i]|0x20 <= 'f'
		if hyphen != (key[i] == '-') || !hyphen && !hex {
			return false
		}
	}
	return true
}

func checkPixEmail(key string) error {
	name, domain, _ := strings.Cut(key, "@")
	if len(key) > maxPixKey {
		return problem("is an e-mail address of more than 77 characters, which Pix does not allow")
	}
	if name == "" || strings.Contains(domain, "@") || strings.Contains(key, " ") || ascii(key, maxPixKey) != key ||
		!strings.Contains(strings.Trim(domain, "."), ".") {
		return problem("is not an e-mail address")
	}
	return nil
}

// checkPixPhone checks a number in Brazil: an area code of two digits, and eight digits
// or, for a mobile, nine.
func checkPixPhone(key string) error {
	national, brazil := strings.CutPrefix(key, "+55")
	if !brazil || !digits(national) || len(national) != 10 && len(national) != 11 || national[0] == '0' {
		return problem("is not a telephone number of Brazil, such as +55 11 91234-5678")
	}
	return nil
}

// checkCPF checks both check digits of a CPF: weights from 2, from the right, modulo 11.
func checkCPF(key string) error {
	if repeated(key) || key[9] != checkBrazil(key[:9], 12) || key[10] != checkBrazil(key[:10], 12) {
		return problem("is not a CPF: a digit is wrong. A telephone number begins with +55")
	}
	return nil
}

// checkCNPJ checks both check digits of a CNPJ: weights 2 to 9, from the right, modulo 11.
func checkCNPJ(key string) error {
	if repeated(key) || key[12] != checkBrazil(key[:12], 9) || key[13] != checkBrazil(key[:13], 9) {
		return problem("is not a CNPJ: a character is wrong")
	}
	return nil
}

// checkBrazil returns the check digit after s. The weights are 2 to most, from the right.
// The value of a character is its place in ASCII after 0, so that A is 17.
func checkBrazil(s string, most int) byte {
	sum, weight := 0, 2
	for i := len(s) - 1; i >= 0; i-- {
		sum += int(s[i]-'0') * weight
		if weight++; weight > most {
			weight = 2
		}
	}
	if sum%11 < 2 {
		return '0'
	}
	return '0' + byte(11-sum%11)
}
