package site

import (
	"slices"

	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/server/images"
)

// maxUnmade is how many pictures may lack smaller ones. Every page lists these
// pictures, so above this number pages use only the originals.
const maxUnmade = 100

// sizedPictures tells package ui/part which pictures have smaller ones. A
// picture whose original is new or has changed since counts as unmade, so a
// running shop never names a smaller picture that is missing or out of date.
func sizedPictures(s *shop.Shop, products *catalog.Catalog, web string) catalog.Sized {
	index := images.Read(web)
	sized := catalog.Sized{Version: index.Version}
	seen := map[catalog.Image]bool{} // many products may have the same picture
	add := func(image catalog.Image) {
		image.Alt = ""
		if seen[image] {
			return
		}
		seen[image] = true
		if image.Sizable() && !index.Has(image, web) {
			sized.Unmade = append(sized.Unmade, image.Src)
		}
	}
	for _, image := range shopPictures(s) {
		add(image)
	}
	for _, p := range products.Products() {
		for _, image := range p.Images {
			add(image)
		}
	}
	slices.Sort(sized.Unmade)
	sized.Unmade = slices.Compact(sized.Unmade)
	if index.Version == "" || len(sized.Unmade) > maxUnmade {
		return catalog.Sized{}
	}
	return sized
}

// Thumbnails returns a function that returns the address of a small picture made
// from an image, or of the image itself if there is none.
func (s *Site) Thumbnails() func(catalog.Image) string {
	index := images.Read(s.source.Web)
	return func(image catalog.Image) string {
		if image.Sizable() && index.Has(image, s.source.Web) {
			return image.Sized(image.Widths()[0], catalog.Fallback)
		}
		return image.Src
	}
}
