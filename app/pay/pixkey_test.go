package pay_test

import (
	"strings"
	"testing"

	"carrito/app/pay"
)

func TestCheckPixKey(t *testing.T) {
	const (
		noKey   = "is not a Pix key: a CPF, a CNPJ, a telephone number that begins with +55, an e-mail address or a random key"
		noCPF   = "is not a CPF: a digit is wrong. A telephone number begins with +55"
		noCNPJ  = "is not a CNPJ: a character is wrong"
		noPhone = "is not a telephone number of Brazil, such as +55 11 91234-5678"
		noEmail = "is not an e-mail address"
	)
	tests := []struct{ name, key, want string }{
		{"CPF", "12345678909", ""},
		{"CPF with punctuation", "529.982.247-25", ""},
		{"CPF, check digits 0", "111.444.777-35", ""},
		{"CPF with a wrong first check digit", "12345678919", noCPF},
		{"CPF with a wrong last check digit", "12345678908", noCPF},
		{"CPF of one digit", "11111111111", noCPF},
		{"mobile number without +55", "11912345678", noCPF},
		{"CNPJ", "11222333000181", ""},
		{"CNPJ with punctuation", "11.222.333/0001-81", ""},
		{"CNPJ with letters, of the Receita Federal", "12.ABC.345/01DE-35", ""},
		{"CNPJ with small letters", "12abc34501de35", ""},
		{"CNPJ with a wrong check digit", "12.ABC.345/01DE-36", noCNPJ},
		{"CNPJ of one digit", "00000000000000", noCNPJ},
		{"CNPJ with a letter as check digit", "12ABC34501DE3A", noKey},
		{"mobile", "+5511912345678", ""},
		{"mobile as people write it", " +55 (11) 91234-5678 ", ""},
		{"landline", "+551123456789", ""},
		{"another country", "+51987654321", noPhone},
		{"area code 0", "+5501912345678", noPhone},
		{"too short", "+55119123456", noPhone},
		{"letters", "+55 11 9CASA", noPhone},
		{"e-mail", "loja@exemplo.com.br", ""},
		{"e-mail of 77 characters", strings.Repeat("a", 65) + "@exemplo.com", ""},
		{"e-mail of 78 characters", strings.Repeat("a", 66) + "@exemplo.com", "is an e-mail address of more than 77 characters, which Pix does not allow"},
		{"e-mail without a domain", "loja@", noEmail},
		{"e-mail without a name", "@exemplo.com", noEmail},
		{"e-mail without a dot", "loja@exemplo", noEmail},
		{"e-mail with two @", "a@b@exemplo.com", noEmail},
		{"e-mail with a space", "a b@exemplo.com", noEmail},
		{"e-mail with an accent", "açaí@exemplo.com", noEmail},
		{"random key", "123e4567-e12b-12d1-a456-426655440000", ""},
		{"random key in capitals", "123E4567-E12B-12D1-A456-426655440000", ""},
		{"random key without hyphens", "123e4567e12b12d1a456426655440000", noKey},
		{"random key with a wrong letter", "123g4567-e12b-12d1-a456-426655440000", noKey},
		{"empty", "  ", "is empty"},
		{"a name", "Fulano", noKey},
		{"Arabic digits", "١٢٣٤٥٦٧٨٩٠٩", noKey},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if err := pay.CheckPixKey(tt.key); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
