package site

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"

	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/server/cldr"
	"carrito/server/regular"
	"carrito/server/strict"
	"carrito/server/words"
)

// Files says where the owner's files are.
type Files struct {
	Shop     string // shop.json
	Products string // products.json
	Web      string // the folder that is served under /web/
}

// Load reads and checks the owner's files. The error names every fault of
// both, with the file's name.
func Load(files Files) (*Site, error) {
	s, shopErr := LoadShop(files.Shop)
	digits := maxDigits
	if s != nil {
		if s.Money.Code != "" {
			digits = s.Money.Digits
		}
		shopErr = errors.Join(shopErr, inFile(files.Shop, checkCover(s.Cover, files.Web)))
	}
	products, data, productsErr := loadProducts(files, strict.Rules{Digits: digits, ImageSize: imageSizes(files.Web)})
	if err := errors.Join(shopErr, productsErr); err != nil {
		return nil, err
	}
	if err := words.Check(s.Language); err != nil {
		return nil, err
	}
	if err := hidePromos(s); err != nil {
		return nil, err
	}
	styles, err := styleSheet(filepath.Join(files.Web, "css"), s.Colors)
	if err != nil {
		return nil, err
	}
	basicStyles, err := styleSheet(filepath.Join(files.Web, "css"), s.Colors, basics...)
	if err != nil {
		return nil, err
	}
	boot, err := bootScript(files.Web)
	if err != nil {
		return nil, err
	}
	script, err := workerScript(files.Web)
	if err != nil {
		return nil, err
	}
	loaded := &Site{
		owner: files, Shop: s, Catalog: products, products: data, counted: newCounted(data, products), styles: styles, basics: basicStyles, boot: boot, script: script,
		sized: sizedPictures(s, products, files.Web), images: manifestImages(files.Web),
	}
	loaded.named = loaded.namedFiles()
	return loaded.Renamed(nil)
}

// Originals returns every picture that the owner's files name: the cover and
// the products'. Whether the files are there it does not ask.
func Originals(files Files) ([]catalog.Image, error) {
	s, shopErr := LoadShop(files.Shop)
	digits := maxDigits
	if s != nil && s.Money.Code != "" {
		digits = s.Money.Digits
	}
	products, _, productsErr := loadProducts(files, strict.Rules{Digits: digits})
	if err := errors.Join(shopErr, productsErr); err != nil {
		return nil, err
	}
	originals := []catalog.Image{catalog.Image(s.Cover)}
	for _, p := range products.Products() {
		originals = append(originals, p.Images...)
	}
	return originals, nil
}

// maxDigits is the most decimals a currency has (ISO 4217: CLF). It stands in
// for those of a currency that is unknown, so that no price is blamed for it.
const maxDigits = 4

// LoadShop reads and checks shop.json, the currency and locale included. With
// an error comes what could be read.
func LoadShop(name string) (*shop.Shop, error) {
	data, err := regular.Read(name, regular.Settings)
	if err != nil {
		return nil, err
	}
	s, err := strict.Shop(bytes.NewReader(data))
	if s != nil && s.Currency != "" && s.Locale != "" {
		var unknown error
		s.Money, unknown = cldr.Format(s.Currency, s.Locale)
		err = errors.Join(err, unknown)
	}
	if s != nil && s.Money.Code != "" {
		err = errors.Join(err, strict.Terms(s))
	}
	return s, inFile(name, err)
}

func loadProducts(files Files, rules strict.Rules) (*catalog.Catalog, []byte, error) {
	data, err := regular.Read(files.Products, regular.Catalogue)
	if err != nil {
		return nil, nil, err
	}
	products, err := strict.Products(bytes.NewReader(data), rules)
	if err != nil {
		return nil, nil, inFile(files.Products, err)
	}
	return products, data, nil
}

// inFile puts the file's name before each line of an error that has several.
func inFile(name string, err error) error {
	if err == nil {
		return nil
	}
	var b bytes.Buffer
	for i, line := range bytes.Split([]byte(err.Error()), []byte("\n")) {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(filepath.Base(name) + ": ")
		b.Write(line)
	}
	return errors.New(b.String())
}

func checkCover(cover shop.Cover, web string) error {
	if cover.Src == "" {
		return nil
	}
	width, height, err := imageSizes(web)(cover.Src)
	if err != nil {
		return fmt.Errorf("cover.src %q cannot be used: %w", cover.Src, err)
	}
	if width != cover.Width || height != cover.Height {
		return fmt.Errorf("cover %q is %d × %d pixels, not %d × %d", cover.Src, width, height, cover.Width, cover.Height)
	}
	return nil
}
