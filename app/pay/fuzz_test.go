package pay_test

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/pay"
)

// What Read accepts, Write writes back byte for byte, and every value has a length that
// two digits can say.
func FuzzRead(f *testing.F) {
	for _, code := range []string{
		emvExample, pixExample, withCRC("0002013932" + yapeKey), withCRC("00020162070503***"), withCRC("0002015902北京"),
		"", "000201", "0002016304", "00020163041D3D", pixExample[:30], strings.ToLower(pixExample), emvExample + pixExample,
	} {
		f.Add(code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		fields, err := pay.Read(code)
		if err != nil {
			if fields != nil {
				t.Errorf("got %q with the error %v", fields, err)
			}
			// The same text with the right CRC reaches the rest of the reader.
			if fields, err = pay.Read(withCRC(code)); err != nil {
				return
			}
			code = withCRC(code)
		}
		if back := pay.Write(fields); back != code {
			t.Errorf("got %q, want %q", back, code)
		}
		for _, field := range fields {
			if inner, ok := field.Fields(); ok && pay.Write(inner) != field.Value {
				t.Errorf("field %s: got %q, want %q", field.ID, pay.Write(inner), field.Value)
			}
		}
		if err := pay.CheckWallet(code, ""); err != nil && !strings.Contains(err.Error(), "names no account") {
			t.Errorf("CheckWallet: %v", err)
		}
	})
}

// Whatever the owner and the order say, a code of Pix reads back with the fields that the
// manual prescribes and with the exact amount.
func FuzzPixCode(f *testing.F) {
	f.Add("123e4567-e12b-12d1-a456-426655440000", "Fulano de Tal", "BRASILIA", int64(123450), "A1B2")
	f.Add("", "", "", int64(0), "")
	f.Add("日本@\xff", "São\n\x00João", strings.Repeat("é", 99), int64(999999999999), strings.Repeat("-x", 99))
	f.Fuzz(func(t *testing.T, key, holder, city string, minor int64, reference string) {
		amount := money.FromMinor(minor&0xffffffffff, 2)
		code := pay.Pix{Key: key, Holder: holder, City: city}.Code(amount, reference)
		if len(amount.String()) > 13 {
			if code != "" {
				t.Errorf("%v: got %q, want no code", amount, code)
			}
			return
		}
		fields, err := pay.Read(code)
		if err != nil {
			t.Fatalf("%q: %v", code, err)
		}
		var ids []string
		for _, field := range fields {
			ids = append(ids, field.ID)
		}
		want := []string{"00", "26", "52", "53", "54", "58", "59", "60", "62", "63"}
		if amount.Zero() {
			want = slices.Delete(want, 4, 5)
		}
		if !slices.Equal(ids, want) {
			t.Errorf("got the fields %v, want %v", ids, want)
		}
		if got := pay.Value(fields, "54"); !amount.Zero() && got != amount.String() {
			t.Errorf("got the amount %s, want %v", got, amount)
		}
		for id, limit := range map[string]int{"26": 99, "59": 25, "60": 15, "62": 29} {
			if value := pay.Value(fields, id); value == "" || len(value) > limit || strings.ContainsFunc(value, notPrintable) {
				t.Errorf("field %s: got %q, want 1 to %d printable characters of ASCII", id, value, limit)
			}
		}
		account, ok := pay.Field{ID: "26", Value: pay.Value(fields, "26")}.Fields()
		if !ok || pay.Value(account, "00") != "br.gov.bcb.pix" || pay.Value(account, "01") == "" {
			t.Errorf("got the account %q, want one of Pix", account)
		}
		if pay.CheckPixKey(key) == nil && pay.CheckPixKey(pay.Value(account, "01")) != nil {
			t.Errorf("the key %q became %q, which is not right", key, pay.Value(account, "01"))
		}
	})
}

func notPrintable(r rune) bool { return r < ' ' || r > '~' }
