package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// webFolder writes the smallest shop that can be exported, with orders as
// settings. It returns the flags that name its files.
func webFolder(t *testing.T, orders string) (flags []string) {
	t.Helper()
	web := t.TempDir()
	for name, text := range map[string]string{
		"shop.json": `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN",
			"contact": {"whatsapp": "51999000111", "email": "a@b.example"}` + orders + `}`,
		"products.json": `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90"}]`,
		"app.wasm":      "\x00asm", "wasm_exec.js": "var go;", "icons.svg": "<svg/>",
	} {
		if err := os.WriteFile(filepath.Join(web, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return []string{"-web", web, "-shop", filepath.Join(web, "shop.json"), "-products", filepath.Join(web, "products.json")}
}

// check and export print one line about how the shop takes orders.
func TestOrdersAreSummedUp(t *testing.T) {
	const delivery = `"delivery": [{"id": "envio", "name": "Envío", "zones": [{"id": "lima", "name": "Lima"}, {"id": "sur", "name": "Sur"}]},
		{"id": "recojo", "name": "Recojo", "pickup": true}]`
	tests := []struct{ name, orders, check, export string }{
		{"no orders", "", "orders: none are taken, as shop.json names no channel for them", "this shop will take no orders"},
		{"only our inbox", `, "orders": {"channels": [{"kind": "server"}], ` + delivery + `}`,
			"orders: by server; delivery: envio in 2 zones, recojo", "this shop will take no orders"},
		{"several", `, "orders": {"channels": [{"kind": "server"}, {"kind": "whatsapp"}, {"kind": "email"}], "minimum": "30.00",
			"promos": [{"code": "K7QMX2VRDH", "percent": "10"}], ` + delivery + `}`,
			"orders: by server, whatsapp, email; delivery: envio in 2 zones, recojo; from 30.00 PEN; promo codes: 1", "orders go out by whatsapp, email"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			flags := webFolder(t, test.orders)
			stdout, err := command(t, append([]string{"check"}, flags...)...)
			if lines := strings.Split(stdout, "\n"); err != nil || len(lines) != 5 || lines[1] != test.check {
				t.Errorf("check: got %q, %v, want %q in the second line", stdout, err, test.check)
			}
			out := filepath.Join(t.TempDir(), "dist")
			stdout, err = command(t, append([]string{"export", "-o", out, "-base", "https://a.example/"}, flags...)...)
			if lines := strings.Split(stdout, "\n"); err != nil || len(lines) != 4 || !strings.HasPrefix(lines[1], test.export) || !strings.HasPrefix(lines[2], "within the limits of ") {
				t.Errorf("export: got %q, %v, want %q in the second line, and then the hosts", stdout, err, test.export)
			}
		})
	}
}
