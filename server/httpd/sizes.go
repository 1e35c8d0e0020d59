package httpd

import (
	"path"
	"slices"
	"strings"

	"carrito/server/asset"
)

// Size is what a file weighs on the wire.
type Size struct {
	Name string
	asset.Sizes
}

// Sizes returns what the files that every page is made of weigh, the smallest
// first, as far as they are compressed.
func (h *Handler) Sizes() []Size {
	var sizes []Size
	for name, body := range h.current.Load().hashed {
		base := path.Base(name)
		base = strings.Replace(base, "."+body.Hash(), "", 1)
		sizes = append(sizes, Size{base, body.Sizes()})
	}
	slices.SortFunc(sizes, func(a, b Size) int { return a.Plain - b.Plain })
	return sizes
}
