package site

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"carrito/server/card"
	"carrito/server/picture/picturetest"
)

// cardShop writes a shop with one product that has a photo.
func cardShop(t *testing.T, shop, price string) Files {
	t.Helper()
	files := folder(t, shop, `[{"id": 1, "slug": "a", "name": "Aro", "price": "`+price+`", "images": [{"src": "/web/a.jpg", "alt": "a", "width": 40, "height": 50}]}]`)
	if err := os.WriteFile(filepath.Join(files.Web, "a.jpg"), picturetest.Bare(t, 40, 50), 0o600); err != nil {
		t.Fatal(err)
	}
	return files
}

func loadWith(t *testing.T, files Files) *Site {
	t.Helper()
	s, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The page of a product names its card, whose address changes with what it shows.
func TestCard(t *testing.T) {
	addresses := map[string]string{}
	for name, price := range map[string]string{"first": "5.00", "same": "5.00", "dearer": "6.00"} {
		s := loadWith(t, cardShop(t, plainShop, price))
		root := open(t, s, "/producto/1")
		full, _ := meta(root, "og:image")
		at, ok := strings.CutPrefix(full, "https://shop.example")
		if !ok || !strings.HasPrefix(at, CardFolder) {
			t.Fatalf("got the picture %q, want a card", full)
		}
		for property, want := range map[string]string{
			"og:image:width": strconv.Itoa(card.Width), "og:image:height": strconv.Itoa(card.Height), "og:image:alt": "Aro, S/\u00a0" + price, "twitter:card": "summary_large_image",
		} {
			if got, _ := meta(root, property); got != want {
				t.Errorf("%s: got %q, want %q", property, got, want)
			}
		}
		content, now, err := s.Card(at)
		if err != nil || now != at {
			t.Fatalf("%s: got %s, %v", at, now, err)
		}
		if size, err := jpeg.DecodeConfig(bytes.NewReader(content)); err != nil || size.Width != card.Width {
			t.Errorf("got %+v, %v, want a JPEG", size, err)
		}
		if again, _, err := s.Card(at); err != nil || !bytes.Equal(again, content) {
			t.Errorf("asked again, got another card, %v", err)
		}
		addresses[name] = at
	}
	if addresses["first"] != addresses["same"] || addresses["first"] == addresses["dearer"] {
		t.Errorf("got %v, want another address only if the card shows something else", addresses)
	}
}

// An address of an earlier price leads to the present card. Others lead nowhere.
func TestCardAddresses(t *testing.T) {
	s := loadWith(t, cardShop(t, plainShop, "5.00"))
	for at, want := range map[string]bool{
		"/web/cards/1.0123456789abcdef.jpg": true, "/web/cards/2.0123456789abcdef.jpg": false, "/web/cards/x": false, "/web/cards/": false,
		"/web/cards/../1.jpg": false, "/web/cards/-1.jpg": false,
	} {
		if _, now, err := s.Card(at); (err == nil) != want || want && now == at {
			t.Errorf("%s: got %q, %v, want a card: %t", at, now, err, want)
		}
	}
}

// Without cards pages name the photo, with its size.
func TestNoCards(t *testing.T) {
	off := loadWith(t, cardShop(t, strings.Replace(plainShop, `"tagline"`, `"noPreviews": true, "tagline"`, 1), "5.00"))
	root := open(t, off, "/producto/1")
	if got, _ := meta(root, "og:image"); got != "https://shop.example/web/a.jpg" {
		t.Errorf("switched off: got %q, want the photo", got)
	}
	if got, _ := meta(root, "og:image:width"); got != "40" {
		t.Errorf("switched off: got the width %q, want 40", got)
	}
	if got := off.Cards(); len(got) > 0 {
		t.Errorf("switched off: got %q, want none", got)
	}
	remote := open(t, load(t, plainShop, structuredProducts), "/producto/1")
	if got, _ := meta(remote, "og:image"); got != "https://img.example/a.jpg" {
		t.Errorf("photo of another host: got %q, want the photo", got)
	}
}

// An export makes cards for a small shop only; a server makes them one by one.
func TestCardsOfALargeShop(t *testing.T) {
	for products, want := range map[int]bool{3: true, maxCards + 1: false} {
		files := cardShop(t, plainShop, "5.00")
		var b strings.Builder
		for id := range products {
			fmt.Fprintf(&b, `,{"id": %d, "slug": "p%[1]d", "name": "x", "price": "1", "images": [{"src": "/web/a.jpg", "width": 40, "height": 50}]}`, id+1)
		}
		write(t, files.Products, "["+b.String()[1:]+"]")
		s := loadWith(t, files)
		static, err := s.AsFiles("")
		if err != nil {
			t.Fatal(err)
		}
		if got := len(static.Cards()) == products; got != want {
			t.Errorf("%d products: got %d cards in an export, want all: %t", products, len(static.Cards()), want)
		}
		if _, _, err := s.Card(CardFolder + "2.x.jpg"); err != nil {
			t.Errorf("%d products: on a server, got %v", products, err)
		}
	}
}
