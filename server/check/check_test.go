package check

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/shop"
	"carrito/server/export"
)

func TestHowOrders(t *testing.T) {
	ways := []shop.Delivery{{ID: "envio", Zones: []shop.Zone{{ID: "lima"}, {ID: "sur"}}}, {ID: "recojo", Pickup: true}}
	tests := []struct {
		name   string
		orders shop.Orders
		want   string
	}{
		{"none", shop.Orders{}, "orders: none are taken, as shop.json names no channel for them"},
		{"one channel", shop.Orders{Channels: []shop.Channel{{Kind: "server"}}, Delivery: ways},
			"orders: by server; delivery: envio in 2 zones, recojo"},
		{"all there is", shop.Orders{Channels: []shop.Channel{{Kind: "server"}, {Kind: "email"}}, Delivery: ways, Minimum: "30.00", Promos: make([]shop.Promo, 2)},
			"orders: by server, email; delivery: envio in 2 zones, recojo; from 30.00 PEN; promo codes: 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := howOrders(&shop.Shop{Currency: "PEN", Orders: test.orders}); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestExportLines(t *testing.T) {
	if got := exportLines(export.Size{Files: 500, Bytes: 1e6, Largest: 1e6, Entries: 64, Folder: "producto"}, export.Size{}); len(got) > 0 {
		t.Errorf("a small shop: got %q, want nothing", got)
	}
	got := exportLines(export.Size{Files: 30_000, Bytes: 612e6, Largest: 1e6, Entries: 9_000, Folder: "producto"}, export.Size{Files: 118_000})
	want := []string{
		"export: 30000 files and about 612 MB with -precompress=false, 118000 files without it",
		"within the limits of GitHub Pages, Netlify",
		"too much for Cloudflare Pages: 30000 files, and it takes 20000, or 100000 with a paid plan",
	}
	if !slices.Equal(got, want) {
		t.Errorf("a large shop: got %q, want %q", got, want)
	}
}

func TestWithheldLine(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		want  string
	}{
		{"none", nil, "web: every file is served and exported"},
		{"two", []string{"notes.txt", "shop.json"}, `web: neither served nor exported: "notes.txt", "shop.json"`},
		{"more than are named", strings.Fields(strings.Repeat("a ", 12)),
			"web: neither served nor exported: " + strings.Repeat(`"a", `, 9) + `"a" and 2 more`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := withheldLine(test.files); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestWhatsAppHint(t *testing.T) {
	const none = " is not a phone number with its country code"
	tests := []struct{ name, locale, number, want string }{
		{"no number", "es-PE", "", ""},
		{"a number of Peru", "es-PE", "51999000111", ""},
		{"a number of Mexico with its old 1", "es-MX", "5215512345678", ""},
		{"without its country code", "es-PE", "999000111", none + "; in PE write 51999000111"},
		{"too short", "es-PE", "123", none + ", which is 51 in PE"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := &shop.Shop{Locale: test.locale, Money: money.Format{Digits: 2}}
			s.Contact.WhatsApp = test.number
			if got := whatsAppHint(s); !strings.HasSuffix(got, test.want) || test.want == "" && got != "" {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
