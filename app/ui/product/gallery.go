package product

import (
	"carrito/app/catalog"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// gallery draws all pictures of a product, starting with the one of the chosen
// variant. The list scrolls sideways on a phone and has columns on a desktop,
// without a script.
func (s *Screen) gallery(p *catalog.Product, v catalog.Variant) app.UI {
	images := inOrder(p, v)
	if len(images) == 0 {
		return part.Div("gallery", s.NoPicture())
	}
	class, first := "gallery", part.FirstOfMany
	if len(images) == 1 {
		class, first = "gallery gallery--single", part.OnlyOne
	}
	return app.Ul().Class(class).Aria("label", s.Text.Photos).TabIndex(0).Body(
		app.Range(images).Slice(func(i int) app.UI {
			how := part.Picture{In: first, First: true}
			if i > 0 {
				how = part.Picture{In: part.OneOfMany, Lazy: true}
			}
			return app.Li().Class("gallery__photo").Body(s.Image(p, images[i], how))
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
