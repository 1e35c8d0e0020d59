package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"carrito/app/catalog"
	"carrito/app/ui/pages"
	"carrito/server/card"
	"carrito/server/images"
)

// CardFolder holds the pictures of link previews, one for each product.
const CardFolder = "/web/cards/"

// maxCards is how many products an export makes cards for. Each takes about 50 ms and
// 50 kB; a server makes one when somebody first asks for it.
const maxCards = 2000

// cardsKept is how many cards the folder web/.cache/cards keeps.
const cardsKept = 2500

// cardVersion changes when cards are drawn in another way.
const cardVersion = "1"

var errNoCard = errors.New("there is no such card")

// cardOf returns what the card of a product shows, and its address; ok is false if the
// product has none, as cards are off or it has no photo of the shop.
func (s *Site) cardOf(store *pages.Shop, p *catalog.Product) (c card.Card, photo catalog.Image, at string, ok bool) {
	if s.Shop.NoPreviews || len(p.Images) == 0 || s.static && s.Catalog.Total() > maxCards {
		return c, photo, "", false
	}
	first := p.First()
	photo, _ = p.ImageOf(first)
	file, err := os.Stat(filepath.Join(s.source.Web, filepath.FromSlash(strings.TrimPrefix(photo.Src, "/web/"))))
	if !photo.Sizable() || err != nil {
		return c, photo, "", false
	}
	lowest, highest := p.PriceRange()
	c = card.Card{Name: p.Name, Shop: s.Shop.Name, Price: store.Money(lowest), Accent: accent(s.Shop.Colors.Accent)}
	if lowest != highest {
		c.Price = store.Text.From + " " + c.Price
	} else if first.Price.Less(first.CompareAtPrice) {
		c.Was = store.Money(first.CompareAtPrice)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %q %v %d", cardVersion, []string{c.Name, c.Shop, c.Price, c.Was, photo.Src}, c.Accent, file.Size()))
	return c, photo, CardFolder + strconv.Itoa(p.ID) + "." + hex.EncodeToString(sum[:8]) + ".jpg", true
}

// accent parses a colour such as #0b6e4f.
func accent(text string) color.RGBA {
	c := card.Accent
	if text == "" {
		return c
	}
	if digits := text[1:]; len(digits) == 3 {
		text = "#" + strings.Repeat(digits[:1], 2) + strings.Repeat(digits[1:2], 2) + strings.Repeat(digits[2:], 2)
	}
	if b, err := hex.DecodeString(strings.TrimPrefix(text, "#")); err == nil && len(b) >= 3 {
		c = color.RGBA{b[0], b[1], b[2], 0xff}
	}
	return c
}

// drawing lets one card be drawn at a time, for the sake of memory.
var drawing sync.Mutex

// Card returns the card at an address in the folder [CardFolder]. The second result is
// the address of the product's present card, which may be another one: previews in
// conversations keep earlier addresses.
func (s *Site) Card(at string) (content []byte, now string, err error) {
	name, _, _ := strings.Cut(strings.TrimPrefix(at, CardFolder), ".")
	id, err := strconv.Atoi(name)
	p, ok := s.Catalog.Product(id)
	if err != nil || !ok {
		return nil, "", errNoCard
	}
	c, photo, now, ok := s.cardOf(s.store(), p)
	if !ok {
		return nil, "", errNoCard
	}
	kept := filepath.Join(s.source.Web, ".cache", "cards", strings.TrimPrefix(now, CardFolder))
	if content, err := os.ReadFile(kept); err == nil && len(content) > 0 {
		return content, now, nil
	}
	drawing.Lock()
	defer drawing.Unlock()
	web, err := os.OpenRoot(s.source.Web)
	if err != nil {
		return nil, "", err
	}
	defer web.Close()
	if c.Photo, err = images.Pixels(web, photo, card.Height, images.Read(s.source.Web)); err != nil {
		c.Photo = nil // the card does without
	}
	if content, err = card.Draw(c); err != nil {
		return nil, "", err
	}
	keepCard(kept, content)
	return content, now, nil
}

// keepCard stores a card, if the folder can be written, and removes the oldest ones.
func keepCard(name string, content []byte) {
	folder := filepath.Dir(name)
	if os.MkdirAll(folder, 0o755) != nil {
		return
	}
	draft := name + ".new"
	if os.WriteFile(draft, content, 0o644) != nil || os.Rename(draft, name) != nil {
		os.Remove(draft)
		return
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) <= cardsKept {
		return
	}
	var files []os.FileInfo
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil {
			files = append(files, info)
		}
	}
	slices.SortFunc(files, func(a, b os.FileInfo) int { return cmp.Compare(b.ModTime().UnixNano(), a.ModTime().UnixNano()) })
	for _, file := range files[min(len(files), cardsKept*9/10):] {
		os.Remove(filepath.Join(folder, file.Name()))
	}
}

// Cards returns the addresses of all cards of an export.
func (s *Site) Cards() []string {
	var addresses []string
	store := s.store()
	for _, p := range s.Catalog.Products() {
		if _, _, at, ok := s.cardOf(store, p); ok {
			addresses = append(addresses, at)
		}
	}
	return addresses
}
