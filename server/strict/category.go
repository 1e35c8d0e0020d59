package strict

import (
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"carrito/app/catalog"
	"carrito/app/shop"
)

// pictures is the folder that the pictures of categories are in.
const pictures = "/web/images/"

// checkCategories checks what stands at the head of the pages of categories.
func checkCategories(categories map[string]shop.Category, fault func(format string, args ...any)) {
	names := slices.Sorted(maps.Keys(categories))
	for i, name := range names {
		if strings.TrimSpace(name) == "" {
			fault("categories has a name that is empty")
		}
		for _, other := range names[:i] {
			if catalog.SameCategory(name, other) {
				fault("categories.%s is there twice, also as %q", name, other)
			}
		}
		checkCategory("categories."+name, categories[name], fault)
	}
}

func checkCategory(field string, c shop.Category, fault func(format string, args ...any)) {
	if n := utf8.RuneCountInString(c.Text); n > shop.MaxCategoryText {
		fault("%s.text has %d letters; it may have %d", field, n, shop.MaxCategoryText)
	}
	if strings.ContainsFunc(c.Text, isUnprintable) {
		fault("%s.text has a control character", field)
	}
	src, alt := c.Picture.Src, c.Picture.Alt
	switch {
	case src == "" && c.Picture != (shop.Cover{}):
		fault("%s.picture.src is missing", field)
	case src != "" && !isPicture(src):
		fault("%s.picture.src is %q; it must be a file under %s", field, src, pictures)
	}
	if n := utf8.RuneCountInString(alt); n > shop.MaxCategoryAlt {
		fault("%s.picture.alt has %d letters; it may have %d", field, n, shop.MaxCategoryAlt)
	}
	if strings.ContainsFunc(alt, unicode.IsControl) {
		fault("%s.picture.alt must be one line", field)
	}
}

// isPicture reports whether an address is that of a file in the folder of pictures.
func isPicture(src string) bool {
	return strings.HasPrefix(src, pictures) && path.Clean(src) == src && !strings.ContainsAny(src, "\\?#%") && !strings.ContainsFunc(src, unicode.IsControl)
}

// isUnprintable reports whether a character has no place in a text of several lines.
func isUnprintable(c rune) bool { return unicode.IsControl(c) && !strings.ContainsRune("\n\r\t", c) }
