package pay

// wrongCheck is the error for an account whose check digits are not right.
const wrongCheck = problem("has check digits that do not fit the others: a digit is wrong")

// checkCCI checks an account of Peru: 3 digits for the bank, 3 for the office, 12 for the
// account and 2 check digits, of which the first is for bank and office and the second for
// the account.
//
// The clearing house (Cámara de Compensación Electrónica) publishes a page that checks
// codes, but not the algorithm. The one here is that of the converters of BCP and BBVA
// accounts, and gives the published check digits of accounts at BCP, Interbank,
// Scotiabank, BBVA and Banco de la Nación.
func checkCCI(account string) error {
	if err := checkDigits(account, 20); err != nil {
		return err
	}
	if account[18] != checkLuhn(account[:6]) || account[19] != checkLuhn(account[6:18]) {
		return wrongCheck
	}
	return nil
}

// checkLuhn returns the check digit after an even number of digits: the second, fourth and
// so on count twice, a product above 9 counts as the sum of its digits, and the check digit
// completes the sum to a multiple of 10 (ISO/IEC 7812-1).
func checkLuhn(s string) byte {
	sum := 0
	for i := range len(s) {
		product := int(s[i]-'0') * (1 + i%2)
		sum += product/10 + product%10
	}
	return '0' + byte((10-sum%10)%10)
}

// checkCLABE checks an account of Mexico: 17 digits, and one check digit with the weights
// 3, 7 and 1 (Asociación de Bancos de México and Banco de México).
func checkCLABE(account string) error {
	if err := checkDigits(account, 18); err != nil {
		return err
	}
	if account[17] != checkWeights(account[:17], "371") {
		return wrongCheck
	}
	return nil
}

// checkCBU checks an account of Argentina: 7 digits for bank and branch and 13 for the
// account, each with a check digit after it (Banco Central de la República Argentina). The
// CVU of wallets has the same form.
func checkCBU(account string) error {
	if err := checkDigits(account, 22); err != nil {
		return err
	}
	if account[7] != checkWeights(account[:7], "7139") || account[21] != checkWeights(account[8:21], "3971") {
		return wrongCheck
	}
	return nil
}

// checkWeights returns the digit that completes the sum of the weighted digits of s to a
// multiple of 10. The weights repeat from the left.
func checkWeights(s, weights string) byte {
	sum := 0
	for i := range len(s) {
		sum += int(s[i]-'0') * int(weights[i%len(weights)]-'0')
	}
	return '0' + byte((10-sum%10)%10)
}
