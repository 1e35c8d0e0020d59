package ui

import (
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// gallery shows every picture of a product, that of the chosen variant first.
// It is a list that scrolls sideways on a phone and stands in columns on a
// desk; neither needs a script.
func (s *Store) gallery(p *catalog.Product, v catalog.Variant) app.UI {
	images := inOrder(p, v)
	if len(images) == 0 {
		return div("gallery", s.noPicture())
	}
	class, first := "gallery", firstOfMany
	if len(images) == 1 {
		class, first = "gallery gallery--single", onlyOne
	}
	return app.Ul().Class(class).Aria("label", s.Text.Photos).TabIndex(0).Body(
		app.Range(images).Slice(func(i int) app.UI {
			how := picture{in: first, first: true}
			if i > 0 {
				how = picture{in: oneOfMany, lazy: true}
			}
			return app.Li().Class("gallery__photo").Body(s.image(p, images[i], how))
		}),
	)
}

func inOrder(p *catalog.Product, v catalog.Variant) []catalog.Image {
	if v.Image <= 0 || v.Image >= len(p.Images) {
		return p.Images
	}
	images := make([]catalog.Image, 0, len(p.Images))
	images = append(images, p.Images[v.Image])
	images = append(images, p.Images[:v.Image]...)
	return append(images, p.Images[v.Image+1:]...)
}
