package pay_test

import (
	"testing"

	"carrito/app/pay"
)

const wrongCheck = "has check digits that do not fit the others: a digit is wrong"

func TestCheckAccount(t *testing.T) {
	tests := []struct{ name, scheme, account, want string }{
		// The example of the documentation of Localpayment, docs.v3.localpayment.com. The
		// next two are invented.
		{"CCI", "cci", "011-366-000100032542-21", ""},
		{"CCI without hyphens", "cci", "00219100123456789053", ""},
		{"CCI with spaces", "cci", " 003 200 000000000000 30 ", ""},
		{"CCI, first check digit wrong", "cci", "011-366-000100032542-31", wrongCheck},
		{"CCI, second check digit wrong", "cci", "011-366-000100032542-20", wrongCheck},
		{"CCI, two digits swapped", "cci", "011-366-000100035242-21", wrongCheck},
		{"CCI, office wrong", "cci", "011-367-000100032542-21", wrongCheck},
		{"CCI, too short", "cci", "011-366-000100032542-2", "has 19 digits, not 20"},
		{"CCI, too long", "cci", "011-366-000100032542-210", "has 21 digits, not 20"},
		{"CCI with a letter", "cci", "O11-366-000100032542-21", "has the character 'O', which is not a digit"},
		{"CCI in Arabic digits", "cci", "٠١١", "has the character '٠', which is not a digit"},
		{"CCI, empty", "cci", " - ", "is empty"},

		{"CLABE of the Federal Reserve's calculator", "clabe", "012180026050783858", ""},
		{"CLABE in groups", "clabe", "032 180 00011835971 9", ""},
		{"CLABE, check digit wrong", "clabe", "012180026050783859", wrongCheck},
		{"CLABE, too short", "clabe", "01218002605078385", "has 17 digits, not 18"},

		{"CBU", "cbu", "2850590940090418135201", ""},
		{"CBU in groups", "cbu", "28505909 40090418135201", ""},
		{"CVU", "cbu", "0000003100010000000009", ""},
		{"CBU, bank wrong", "cbu", "2850591940090418135201", wrongCheck},
		{"CBU, account wrong", "cbu", "2850590940090418135301", wrongCheck},
		{"CBU, too short", "cbu", "285059094009041813520", "has 21 digits, not 22"},

		{"any account", "", "Yape 987 654 321", ""},
		{"any account, empty", "", " ", "is empty"},
		{"any account, two lines", "", "191-1\n191-2", "has more than one line, or a control character"},
		{"any account, an escape sequence", "", "191\x1b[31m", "has more than one line, or a control character"},
		{"an unknown scheme", "sepa", "1", `has the unknown scheme "sepa"; there are iban, cci, clabe and cbu`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if err := pay.CheckAccount(tt.scheme, tt.account); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAccount(t *testing.T) {
	tests := []struct{ name, scheme, account, want, wantPlain string }{
		{"IBAN", "iban", "de89 37040044-0532013000", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000"},
		{"the longest IBAN", "iban", "LC55HEMM000100010012001200023015", "LC55 HEMM 0001 0001 0012 0012 0002 3015", "LC55HEMM000100010012001200023015"},
		{"CCI", "cci", "01136600010003254221", "011-366-000100032542-21", "01136600010003254221"},
		{"CLABE", "clabe", "012180026050783858", "012 180 02605078385 8", "012180026050783858"},
		{"CBU", "cbu", "2850590940090418135201", "28505909 40090418135201", "2850590940090418135201"},
		{"no-break spaces and dashes", "cci", "011\u00a0366–000100032542‑21", "011-366-000100032542-21", "01136600010003254221"},
		{"any", "", " 191-12345678-0-12 ", "191-12345678-0-12", "191-12345678-0-12"},
		{"too short", "cci", "0113", "011-3", "0113"},
		{"empty", "iban", "", "", ""},
		{"not ASCII", "iban", "ÑÑÑÑÑ", "ÑÑÑÑÑ", "ÑÑÑÑÑ"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := pay.Account(tt.scheme, tt.account); got != tt.want {
				t.Errorf("Account: got %q, want %q", got, tt.want)
			}
			if got := pay.PlainAccount(tt.scheme, tt.account); got != tt.wantPlain {
				t.Errorf("PlainAccount: got %q, want %q", got, tt.wantPlain)
			}
		})
	}
}

// A single wrong digit never passes.
func TestCheckAccountFindsEveryWrongDigit(t *testing.T) {
	for scheme, account := range map[string]string{
		"iban": "DE89370400440532013000", "cci": "01136600010003254221", "clabe": "012180026050783858", "cbu": "2850590940090418135201",
	} {
		for i := range account {
			for digit := '0'; digit <= '9'; digit++ {
				wrong := account[:i] + string(digit) + account[i+1:]
				if err := pay.CheckAccount(scheme, wrong); err == nil && wrong != account {
					t.Errorf("%s %s with %c at place %d: got no error", scheme, account, digit, i+1)
				}
			}
		}
	}
}
