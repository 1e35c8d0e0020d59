package pay_test

import (
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/pay"
)

func TestPixCode(t *testing.T) {
	example := pay.Pix{Key: "123e4567-e12b-12d1-a456-426655440000", Holder: "Fulano de Tal", City: "BRASILIA"}
	tests := []struct {
		name      string
		pix       pay.Pix
		minor     int64
		reference string
		want      string // without the CRC
	}{
		{"the manual's example, without an amount", example, 0, "", strings.TrimSuffix(pixExample, "63041D3D")},
		{"an amount and a reference", example, 123450, "A1B2-C3D4",
			"00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-42665544000052040000530398654071234.505802BR" +
				"5913Fulano de Tal6008BRASILIA62120508A1B2C3D4"},
		{"one centavo", example, 1, "7",
			"00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-42665544000052040000530398654040.015802BR" +
				"5913Fulano de Tal6008BRASILIA620505017"},
		{"accents and long names", pay.Pix{"12.ABC.345/01de-35", "Açaí & Cia. Comércio de Pães Ltda", "São José dos Campos"}, 990, "***",
			"00020126360014br.gov.bcb.pix011412ABC34501DE3552040000530398654049.905802BR" +
				"5925Acai & Cia. Comercio de P6015Sao Jose dos Ca62070503***"},
		{"a telephone number as people write it", pay.Pix{"+55 (11) 91234-5678", "Ana", "Rio"}, 100, "",
			"00020126360014br.gov.bcb.pix0114+551191234567852040000530398654041.005802BR5903Ana6003Rio62070503***"},
		{"a CPF with punctuation", pay.Pix{"123.456.789-09", "Ana", "Rio"}, 100, "",
			"00020126330014br.gov.bcb.pix01111234567890952040000530398654041.005802BR5903Ana6003Rio62070503***"},
		{"an e-mail address in capitals", pay.Pix{"Loja@Exemplo.com.br", "Ana", "Rio"}, 100, "",
			"00020126410014br.gov.bcb.pix0119loja@exemplo.com.br52040000530398654041.005802BR5903Ana6003Rio62070503***"},
		{"a long reference", pay.Pix{"+5511912345678", "Ana", "Rio"}, 100, "0191-7c2a-5b3e-7d4f-8a9b-0c1d-2e3f-4a5b",
			"00020126360014br.gov.bcb.pix0114+551191234567852040000530398654041.005802BR5903Ana6003Rio6229052501917c2a5b3e7d4f8a9b0c1d2"},
		{"names that ASCII cannot carry", pay.Pix{"+5511912345678", "日本", ""}, 100, "",
			"00020126360014br.gov.bcb.pix0114+551191234567852040000530398654041.005802BR5901-6001-62070503***"},
		{"the largest amount", pay.Pix{"+5511912345678", "Ana", "Rio"}, 999999999999, "",
			"00020126360014br.gov.bcb.pix0114+55119123456785204000053039865413" + "9999999999.995802BR5903Ana6003Rio62070503***"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := tt.pix.Code(money.FromMinor(tt.minor, 2), tt.reference)
			if want := withCRC(tt.want); got != want {
				t.Errorf("got\n%s, want\n%s", got, want)
			}
			if _, err := pay.Read(got); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestPixCodeOfImpossibleAmounts(t *testing.T) {
	for _, minor := range []int64{-1, 1_000_000_000_000} {
		if got := (pay.Pix{Key: "+5511912345678"}).Code(money.FromMinor(minor, 2), ""); got != "" {
			t.Errorf("%d centavos: got %q, want no code", minor, got)
		}
	}
}

func TestCheckPixName(t *testing.T) {
	for name, right := range map[string]bool{"Açaí": true, "7": true, "": false, " ": false, "日本": false} {
		if err := pay.CheckPixName(name); (err == nil) != right {
			t.Errorf("%q: got %v, want right to be %t", name, err, right)
		}
	}
}
