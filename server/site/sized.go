package site

import (
	"slices"

	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/server/images"
)

// mostUnmade is how many pictures may lack made ones before the pages do
// without any: every page names those that lack them.
const mostUnmade = 100

// sizedPictures tells what package ui/part needs to know of the pictures made. A
// picture whose original is new or has changed since is left out, so that a
// running shop never shows one that is not there or no longer true.
func sizedPictures(s *shop.Shop, products *catalog.Catalog, web string) catalog.Sized {
	index := images.Read(web)
	sized := catalog.Sized{Version: index.Version}
	add := func(image catalog.Image) {
		if image.Sizable() && !index.Has(image, web) {
			sized.Unmade = append(sized.Unmade, image.Src)
		}
	}
	add(catalog.Image(s.Cover))
	for _, p := range products.Products() {
		for _, image := range p.Images {
			add(image)
		}
	}
	slices.Sort(sized.Unmade)
	sized.Unmade = slices.Compact(sized.Unmade)
	if index.Version == "" || len(sized.Unmade) > mostUnmade {
		return catalog.Sized{}
	}
	return sized
}
