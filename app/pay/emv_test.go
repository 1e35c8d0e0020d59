package pay_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"carrito/app/pay"
)

// Published codes.
const (
	// EMVCo's example: EMV QR Code Specification for Payment Systems, Merchant-Presented
	// Mode, version 1.1, annex B.
	emvExample = "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN" +
		"5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***" +
		"0708A60086670902ME91320016A0112233449988770708123456786304A13A"
	// The static code of the Banco Central do Brasil's Manual de Padrões para Iniciação do
	// Pix.
	pixExample = "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR" +
		"5913Fulano de Tal6008BRASILIA62070503***63041D3D"
)

// withCRC adds a CRC to a code, computed by another algorithm than the package's: with
// polynomial division of the bits of the whole text.
func withCRC(code string) string {
	code += "6304"
	bits := []byte(nil)
	for _, c := range []byte(code + "\x00\x00") {
		for i := 7; i >= 0; i-- {
			bits = append(bits, c>>i&1)
		}
	}
	for i := range 16 {
		bits[i] ^= 1 // the initial value 0xFFFF
	}
	for i := range len(bits) - 16 {
		if bits[i] == 0 {
			continue
		}
		for _, power := range []int{0, 4, 11, 16} { // x^16 + x^12 + x^5 + 1
			bits[i+power] ^= 1
		}
	}
	for nibble := range slices.Chunk(bits[len(bits)-16:], 4) {
		code += string("0123456789ABCDEF"[nibble[0]<<3|nibble[1]<<2|nibble[2]<<1|nibble[3]])
	}
	return code
}

// The check value of CRC-16/CCITT-FALSE is 29B1, for 123456789. The reader computes the
// same for the published codes.
func TestWithCRC(t *testing.T) {
	for _, code := range []string{emvExample, pixExample} {
		if got := withCRC(strings.TrimSuffix(code[:len(code)-4], "6304")); got != code {
			t.Errorf("got %s, want %s", got, code)
		}
	}
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, code string
		want       []pay.Field
	}{
		{"EMVCo's example", emvExample, []pay.Field{
			{"00", "01"}, {"01", "12"}, {"29", "0012D156000000000510A93FO3230Q"}, {"31", "0012D15600000001030812345678"},
			{"52", "4111"}, {"58", "CN"}, {"59", "BEST TRANSPORT"}, {"60", "BEIJING"}, {"64", "0002ZH0104最佳运输0202北京"},
			{"54", "23.72"}, {"53", "156"}, {"55", "01"}, {"62", "030412340603***0708A60086670902ME"},
			{"91", "0016A011223344998877070812345678"}, {"63", "A13A"},
		}},
		{"the example of Pix", pixExample, []pay.Field{
			{"00", "01"}, {"26", "0014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000"}, {"52", "0000"}, {"53", "986"},
			{"58", "BR"}, {"59", "Fulano de Tal"}, {"60", "BRASILIA"}, {"62", "0503***"}, {"63", "1D3D"},
		}},
		{"the form of Yape, whose 39 is no template", withCRC("0002010102113932" + yapeKey + "5204561153036045802PE5906YAPERO6004Lima"), []pay.Field{
			{"00", "01"}, {"01", "11"}, {"39", yapeKey}, {"52", "5611"}, {"53", "604"}, {"58", "PE"}, {"59", "YAPERO"},
			{"60", "Lima"}, {"63", "EA48"},
		}},
		{"a CRC in small letters", pixExample[:len(pixExample)-4] + "1d3d", nil},
		{"nothing but format and CRC", withCRC("000201"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := pay.Read(tt.code)
			if err != nil {
				t.Fatal(err)
			}
			if tt.want != nil && !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if back := pay.Write(got); back != tt.code {
				t.Errorf("written back: got %s, want %s", back, tt.code)
			}
		})
	}
}

const yapeKey = "0123456789abcdef0123456789abcdef"

func TestReadErrors(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"empty", "", "the code is empty"},
		{"a web address", "https://yape.example/pay", `the code has "ht" where a field must begin with two digits: a length before it is wrong`},
		{"not UTF-8", "000201\xff", "the code is not text in UTF-8"},
		{"a space before it", " " + pixExample, `the code has " 0" where a field must begin with two digits: a length before it is wrong`},
		{"a length of one digit", "0002015", `the code has "5" where a field must begin with two digits: a length before it is wrong`},
		{"no length", "00020153", "the code's currency (field 53) has no length of two digits"},
		{"a length in letters", "00020126AA", "the code's field 26 has no length of two digits"},
		{"full-width digits", "0002０１", "the code does not begin with 000201, the format indicator"},
		{"length 00", withCRC("0002015300"), "the code's currency (field 53) has the length 00"},
		{"cut off within a value", pixExample[:40], "the code's field 26 is shorter than its length 58"},
		{"cut off before the CRC", pixExample[:len(pixExample)-8], "the code's CRC (field 63) is missing: the code may be cut off"},
		{"cut off within the CRC", pixExample[:len(pixExample)-1], "the code's CRC (field 63) is shorter than its length 04"},
		{"two amounts", withCRC("00020154041.0054042.00"), "the code's amount (field 54) is there twice"},
		{"two accounts", withCRC("0002012603abc2603abc"), "the code's field 26 is there twice"},
		{"the format indicator not first", withCRC("0102110002015802PE"), "the code does not begin with 000201, the format indicator"},
		{"another format", withCRC("0002025802PE"), "the code does not begin with 000201, the format indicator"},
		{"no format", withCRC("5802PE"), "the code does not begin with 000201, the format indicator"},
		{"a wrong character", strings.Replace(pixExample, "Fulano", "Fulana", 1), "the code's CRC (field 63) is 1D3D, but the rest of the code gives 5669: a character is wrong or missing"},
		{"the CRC not last", withCRC("000201") + "5802PE", "the code's CRC (field 63) is not the last field"},
		{"a CRC of other characters", "00020163041\x1b3D", `the code's CRC (field 63) is "1\x1b3D", but the rest of the code gives AAE6: a character is wrong or missing`},
		{"a short CRC", "0002016303ABC", "the code's CRC (field 63) does not have 4 characters"},
		{"a wrong length in 62", withCRC("00020162070509***"), "the code's field 62.05 is shorter than its length 09"},
		{"no fields in 62", withCRC("0002016203abc"), `the code's field 62 has "ab" where a field must begin with two digits: a length before it is wrong`},
		{"a field twice in 64", withCRC("00020164100001a0001b"), "the code's field 64.00 is there twice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fields, err := pay.Read(tt.code)
			if err == nil {
				t.Fatalf("got %q, want an error", fields)
			}
			if err.Error() != tt.want {
				t.Errorf("got %q, want %q", err, tt.want)
			}
			if !errors.As(err, new(*pay.CodeError)) {
				t.Errorf("got an error of type %T, want *pay.CodeError", err)
			}
		})
	}
}

func TestFields(t *testing.T) {
	fields, ok := pay.Field{"62", "030412340603***"}.Fields()
	if want := []pay.Field{{"03", "1234"}, {"06", "***"}}; !ok || !slices.Equal(fields, want) {
		t.Errorf("got %q, %t, want %q", fields, ok, want)
	}
	if fields, ok := (pay.Field{"39", yapeKey}).Fields(); ok {
		t.Errorf("a bare key: got %q, want no fields", fields)
	}
}
