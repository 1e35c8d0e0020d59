package qr

import (
	"strings"
	"testing"

	"carrito/app/ui/uitest"
)

// Codes of every size can be read, up to the largest that is drawn.
func TestQR(t *testing.T) {
	const most = 1091 // bytes in version 23 with the lowest error correction (ISO/IEC 18004, table 7)
	alphabet := "https://shop.example/carrito/#1.E4UyBACCADHCB-_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	sizes := map[int]bool{}
	for n := 1; n <= most; n += 1 + n/12 {
		address := strings.Repeat(alphabet, n/len(alphabet)+1)[:n]
		code, ok := New(address, Low)
		if !ok {
			t.Fatalf("%d bytes: got no code, want one", n)
		}
		sizes[code.Size] = true
		drawn := uitest.One(t, "svg", uitest.All(uitest.Render(t, code.Draw("Código")), "svg"))
		if got := uitest.Scan(t, drawn); got != address {
			t.Errorf("%d bytes: read %q, want %q", n, got, address)
		}
		if uitest.Attr(drawn, "role") != "img" || uitest.Attr(drawn, "aria-label") != "Código" {
			t.Errorf("got role %q named %q, want a named img", uitest.Attr(drawn, "role"), uitest.Attr(drawn, "aria-label"))
		}
	}
	if len(sizes) < 20 {
		t.Errorf("got codes of %d sizes, want at least 20", len(sizes))
	}
	if _, ok := New(strings.Repeat("x", most), Low); !ok {
		t.Errorf("%d bytes: got no code, want one", most)
	}
	if _, ok := New(strings.Repeat("x", most+1), Low); ok {
		t.Errorf("%d bytes: got a code, want none", most+1)
	}
}

func BenchmarkQR(b *testing.B) {
	address := strings.Repeat("x", 400) // 50 lines of a large shop
	for b.Loop() {
		New(address, Low)
	}
}
