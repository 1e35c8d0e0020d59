package pay_test

import (
	"net/url"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/pay"
)

func TestUPILink(t *testing.T) {
	shop := pay.UPI{Address: "chai.shop@okbank", Holder: "Chai & Co"}
	tests := []struct {
		name      string
		upi       pay.UPI
		minor     int64
		reference string
		want      string
	}{
		{"amount and reference", shop, 123450, "Order 4F2A",
			"upi://pay?pa=chai.shop@okbank&pn=Chai%20%26%20Co&am=1234.50&cu=INR&tr=Order4F2A&tn=Order%204F2A"},
		{"one paisa", shop, 1, "7", "upi://pay?pa=chai.shop@okbank&pn=Chai%20%26%20Co&am=0.01&cu=INR&tr=7&tn=7"},
		{"no amount", shop, 0, "7", "upi://pay?pa=chai.shop@okbank&pn=Chai%20%26%20Co&cu=INR&tr=7&tn=7"},
		{"no reference", shop, 100, "", "upi://pay?pa=chai.shop@okbank&pn=Chai%20%26%20Co&am=1.00&cu=INR"},
		{"a name in Devanagari", pay.UPI{"a@b", "चाय"}, 100, "7",
			"upi://pay?pa=a@b&pn=%E0%A4%9A%E0%A4%BE%E0%A4%AF&am=1.00&cu=INR&tr=7&tn=7"},
		{"an address with other characters", pay.UPI{" a&am=1@b ", "x"}, 100, "", "upi://pay?pa=a%26am%3D1@b&pn=x&am=1.00&cu=INR"},
		{"a long reference", pay.UPI{"a@b", "x"}, 100, strings.Repeat("0123456789", 6),
			"upi://pay?pa=a@b&pn=x&am=1.00&cu=INR&tr=01234567890123456789012345678901234&tn=01234567890123456789012345678901234567890123456789"},
		{"a negative amount", shop, -1, "7", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := tt.upi.Link(money.FromMinor(tt.minor, 2), tt.reference)
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			u, err := url.Parse(got)
			if err != nil {
				t.Fatal(err)
			}
			if pa := u.Query().Get("pa"); got != "" && pa != strings.TrimSpace(tt.upi.Address) {
				t.Errorf("read back: got the address %q, want %q", pa, tt.upi.Address)
			}
		})
	}
}

func TestCheckUPIAddress(t *testing.T) {
	for address, right := range map[string]bool{
		"shop@okbank": true, "chai.shop-1_a@ybl": true, " 9876543210@upi ": true,
		"": false, "shop": false, "@okbank": false, "shop@": false, "shop@ok.bank": false, "a b@okbank": false,
		"a@b@c": false, "...@upi": false, "tienda@bañco": false,
	} {
		if err := pay.CheckUPIAddress(address); (err == nil) != right {
			t.Errorf("%q: got %v, want right to be %t", address, err, right)
		}
	}
}
