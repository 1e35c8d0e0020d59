// Package pay writes the texts of payment codes and links, and checks the accounts that
// shop.json names.
//
// [Pix.Code], [EPC.Code], [UPI.Link] and [Link] are for the page of an order: each
// returns a text with the order's amount, for a QR code or a link. They always return a
// text that follows its standard, and drop what a field cannot carry. [Account] and
// [PlainAccount] show an account and copy it.
//
// The functions whose names begin with Check, and [Read], are for the server, which
// reads shop.json strictly. Their errors are clauses that follow the name of a field,
// such as "has 19 digits, not 20", except those of [Read] and [CheckWallet], which are
// whole sentences about the code.
package pay

// problem is an error with a constant text. Its values need no code at the start of the
// program, unlike variables of errors.New.
type problem string

func (p problem) Error() string { return string(p) }

func digit(c byte) bool  { return '0' <= c && c <= '9' }
func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// digits reports whether s consists of ASCII digits. It is true for "".
func digits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return true
}

// repeated reports whether all bytes of s are the same.
func repeated(s string) bool {
	for i := range len(s) {
		if s[i] != s[0] {
			return false
		}
	}
	return true
}
