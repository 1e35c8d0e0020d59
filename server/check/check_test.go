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
	small := export.Size{Files: 500, Bytes: 1e6, Largest: 1e6, Entries: 64, Folder: "producto"}
	large := export.Size{Files: 11_000, Bytes: 912e6, Largest: 9e6, Entries: 10_000, Folder: "producto"}
	tests := []struct {
		name                 string
		products             int
		plain, precompressed export.Size
		want                 []string
	}{
		{"a small shop", 64, small, small, nil},
		{"a large shop that all hosts take", 2001, small, export.Size{Files: 2000, Bytes: 2e6}, []string{
			"export: 500 files and about 1 MB with -precompress=false, 2000 files and about 2 MB without it; 4 of the pages are further pages of lists",
			"within the limits of GitHub Pages, Cloudflare Pages, Netlify",
		}},
		{"one that not all hosts take", 64, export.Size{Files: 30_000, Bytes: 612e6, Largest: 1e6, Entries: 9_000, Folder: "producto"}, export.Size{Files: 118_000, Bytes: 900e6}, []string{
			"export: 30000 files and about 612 MB with -precompress=false, 118000 files and about 900 MB without it; 4 of the pages are further pages of lists",
			"within the limits of GitHub Pages, Netlify",
			"too much for Cloudflare Pages: 30000 files, and it takes 20000, or 100000 with a paid plan",
		}},
		{"one that they take only without precompressed files", 64, large, export.Size{Files: 44_000, Bytes: 1532e6, Largest: 9e6, Entries: 10_000, Folder: "producto"}, []string{
			"export: 11000 files and about 912 MB with -precompress=false, 44000 files and about 1532 MB without it; 4 of the pages are further pages of lists",
			"within the limits of GitHub Pages, Cloudflare Pages, Netlify",
			"without -precompress=false too much for GitHub Pages: 1.5 GB, and it takes 1 GB",
			"without -precompress=false too much for Cloudflare Pages: 44000 files, and it takes 20000, or 100000 with a paid plan",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := exportLines(test.products, 4, test.plain, test.precompressed); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestFurtherPages(t *testing.T) {
	paths := []string{"/", "/pagina/2", "/categoria/polos", "/categoria/polos/pagina/12", "/categoria/pagina", "/p/pagina", "/producto/2"}
	if got := furtherPages(paths); got != 2 {
		t.Errorf("got %d, want 2", got)
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
