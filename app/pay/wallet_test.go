package pay_test

import (
	"testing"

	"carrito/app/pay"
)

func TestCheckWallet(t *testing.T) {
	yape := withCRC("0002010102113932" + yapeKey + "5204561153036045802PE5906YAPERO6004Lima")
	plin := withCRC("0002015802PE26560032" + yapeKey + "0116Plin Network P2P0102115204482953036045912P2P Transfer6004Lima")
	interoperable := withCRC("000201010211263700028001039030220202501011200001234565204482953036045802PE5908ANA RUIZ6004Lima" +
		"80550003ID10144QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=")
	tests := []struct{ name, code, currency, want string }{
		{"Yape", yape, "604", ""},
		{"Plin", plin, "604", ""},
		{"interoperable, of the clearing house", interoperable, "604", ""},
		{"Pix", pixExample, "986", ""},
		{"any currency", pixExample, "", ""},
		{"without a currency", withCRC("0002013932" + yapeKey), "604", ""},
		{"another currency", withCRC("0002013932" + yapeKey + "5303840"), "604", "the code's currency (field 53) is 840, not 604"},
		{"no account", withCRC("0002010102115303604"), "604", "the code names no account: it has none of the fields 02 to 51"},
		{"a telephone number", "987654321", "604", "the code's field 98 is shorter than its length 76"},
		{"a digit changed", yape[:50] + "9" + yape[51:], "604", "the code's category (field 52) is shorter than its length 94"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if err := pay.CheckWallet(tt.code, tt.currency); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
