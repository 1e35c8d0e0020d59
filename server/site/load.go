package site

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unsafe"

	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/server/cldr"
	"carrito/server/regular"
	"carrito/server/strict"
	"carrito/server/words"
)

// Files holds the paths of the owner's files.
type Files struct {
	Shop     string // shop.json
	Products string // products.json
	Web      string // the folder that is served under /web/

	Without []string // kinds of payments that are left out, because the server has no keys for them
}

// Load reads and checks the owner's files. Its error names every fault of both
// JSON files, each with the name of the file.
func Load(files Files) (*Site, error) { return loadFiles(files, nil) }

// Draft is [Load] with other content of products.json than that of the file. Hidden
// products are shown: the owner looks at them before anybody else does.
func Draft(files Files, products []byte) (*Site, error) { return loadFiles(files, products) }

// CheckProducts checks the content of a products.json as [Load] does. Its error is of
// type [strict.Faults] if there are any.
func CheckProducts(files Files, products []byte) error {
	s, err := LoadShop(files.Shop)
	if err != nil {
		return err
	}
	sizes := openSizes(files.Web)
	defer sizes.close()
	_, err = strict.Products(strings.NewReader(textOf(products)), strict.Rules{Digits: s.Money.Digits, ImageSize: sizes.of})
	return err
}

// CheckShop checks the content of a shop.json as [Load] does. Each line of its error
// begins with the field, such as contact.whatsapp. If the currency is another one than
// that of the file, the prices of the products are checked, too.
func CheckShop(files Files, content []byte) error {
	s, err := parseShop(content)
	if err != nil {
		return err
	}
	sizes := openSizes(files.Web)
	defer sizes.close()
	if err := checkShopPictures(s, sizes); err != nil {
		return err
	}
	if now, err := LoadShop(files.Shop); err == nil && now.Money.Digits == s.Money.Digits {
		return nil
	}
	_, _, err = loadProducts(files, nil, strict.Rules{Digits: s.Money.Digits, ImageSize: sizes.of})
	return err
}

// loadFiles loads the shop, with a draft of products.json unless that is nil.
func loadFiles(files Files, draft []byte) (*Site, error) {
	sizes := openSizes(files.Web)
	defer sizes.close()
	s, shopErr := LoadShop(files.Shop)
	digits := maxDigits
	if s != nil {
		if s.Money.Code != "" {
			digits = s.Money.Digits
		}
		shopErr = errors.Join(shopErr, inFile(files.Shop, checkShopPictures(s, sizes)))
	}
	if s != nil {
		s.Payments = slices.DeleteFunc(s.Payments, func(p shop.Payment) bool { return slices.Contains(files.Without, p.Kind) })
	}
	rules := strict.Rules{Digits: digits, ImageSize: sizes.of}
	products, data, productsErr := loadProducts(files, draft, rules)
	if productsErr == nil && draft == nil {
		products, data, productsErr = shown(products, data, rules)
	}
	own, ownErr := loadOwn(files.Web, sizes)
	if err := errors.Join(shopErr, productsErr, ownErr); err != nil {
		return nil, err
	}
	if err := words.Check(s.Language); err != nil {
		return nil, err
	}
	if err := hidePromos(s); err != nil {
		return nil, err
	}
	styles, err := styleSheet(filepath.Join(files.Web, "css"), s)
	if err != nil {
		return nil, err
	}
	basicStyles, err := styleSheet(filepath.Join(files.Web, "css"), s, basics...)
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
		source: files, Shop: s, Catalog: products, products: data, texts: textsOf(data, products), stock: newStockFile(data, products), styles: styles, basics: basicStyles, boot: boot, script: script, own: own,
		sized: sizedPictures(s, products, files.Web), images: manifestImages(sizes),
	}
	loaded.index, loaded.words = indexOf(s, products)
	loaded.named = loaded.namedFiles()
	return loaded.Renamed(nil)
}

// shopPictures returns the pictures that shop.json names.
func shopPictures(s *shop.Shop) []catalog.Image {
	pictures := []catalog.Image{catalog.Image(s.Cover)}
	for _, name := range slices.Sorted(maps.Keys(s.Categories)) {
		if picture := s.Categories[name].Picture; picture.Src != "" {
			pictures = append(pictures, catalog.Image(picture))
		}
	}
	return pictures
}

// Originals returns every picture that the owner's files name: the cover and
// the pictures of categories and products. It does not check that the files exist.
func Originals(files Files) ([]catalog.Image, error) {
	s, shopErr := LoadShop(files.Shop)
	digits := maxDigits
	if s != nil && s.Money.Code != "" {
		digits = s.Money.Digits
	}
	products, _, productsErr := loadProducts(files, nil, strict.Rules{Digits: digits})
	if err := errors.Join(shopErr, productsErr); err != nil {
		return nil, err
	}
	originals := shopPictures(s)
	for _, p := range products.Products() {
		originals = append(originals, p.Images...)
	}
	return originals, nil
}

// maxDigits is the largest number of decimals of any currency (ISO 4217: CLF).
// It is used if the currency is unknown, so that no price is reported for that
// fault.
const maxDigits = 4

// LoadShop reads and checks shop.json, with the currency and the locale.
// Together with an error it returns what it could read.
func LoadShop(name string) (*shop.Shop, error) {
	data, err := regular.Read(name, regular.Settings)
	if err != nil {
		return nil, err
	}
	s, err := parseShop(data)
	return s, inFile(name, err)
}

// parseShop is [LoadShop] for the content of the file.
func parseShop(data []byte) (*shop.Shop, error) {
	s, err := strict.Shop(bytes.NewReader(data))
	if s != nil && s.Currency != "" && s.Locale != "" {
		var unknown error
		s.Money, unknown = cldr.Format(s.Currency, s.Locale)
		err = errors.Join(err, unknown)
	}
	if s != nil && s.Money.Code != "" {
		err = errors.Join(err, strict.Terms(s))
	}
	return s, err
}

// shown leaves out the products that the owner has hidden.
func shown(products *catalog.Catalog, data []byte, rules strict.Rules) (*catalog.Catalog, []byte, error) {
	rest := strict.Shown(data)
	if len(rest) == len(data) {
		return products, data, nil
	}
	products, err := catalog.Parse(textOf(rest), rules.Digits, nil)
	return products, rest, err
}

// loadProducts reads and checks products.json, or a draft of it unless that is nil.
// Hidden products are among the result.
func loadProducts(files Files, draft []byte, rules strict.Rules) (*catalog.Catalog, []byte, error) {
	data := draft
	if data == nil {
		var err error
		if data, err = regular.Read(files.Products, regular.Catalogue); err != nil {
			return nil, nil, err
		}
	}
	products, err := strict.Products(strings.NewReader(textOf(data)), rules)
	if err != nil {
		return nil, nil, inFile(files.Products, err)
	}
	return products, data, nil
}

// textOf returns content that never changes as a string, without a copy: a large
// catalogue has 100 MB.
func textOf(content []byte) string { return unsafe.String(unsafe.SliceData(content), len(content)) }

// inFile puts the name of the file before each line of an error.
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

// checkShopPictures checks the pictures that shop.json names.
func checkShopPictures(s *shop.Shop, sizes *sizes) error {
	return errors.Join(checkPicture("cover", s.Cover, sizes), checkCategories(s.Categories, sizes))
}

func checkPicture(field string, p shop.Cover, sizes *sizes) error {
	if p.Src == "" {
		return nil
	}
	width, height, err := sizes.of(p.Src)
	if err != nil {
		return fmt.Errorf("%s.src %q cannot be used: %w", field, p.Src, err)
	}
	if width != p.Width || height != p.Height {
		return fmt.Errorf("%s %q is %d × %d pixels, not %d × %d", field, p.Src, width, height, p.Width, p.Height)
	}
	return nil
}
