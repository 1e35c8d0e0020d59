package images

import (
	"errors"
	"image"
	"os"
	"strings"

	"carrito/app/catalog"
	"carrito/server/regular"
)

// maxPhoto is the most memory that Pixels takes, in bytes.
const maxPhoto = 150 << 20

// Pixels decodes a picture of the shop, upright and in sRGB, at least side pixels wide
// and high where it is as large as that. If smaller pictures were made, it reads one of
// them, which takes a tenth of the time.
func Pixels(web *os.Root, original catalog.Image, side int, made *Index) (image.Image, error) {
	if !original.Sizable() {
		return nil, errors.New("it is no photo of the shop")
	}
	if made.Has(original, web.Name()) {
		for _, width := range original.Widths() {
			if min(width, heightAt(original, width)) >= side {
				file, err := web.Open(strings.TrimPrefix(original.Sized(width, catalog.Fallback), "/web/"))
				if err != nil {
					break
				}
				defer file.Close()
				photo, _, err := image.Decode(file)
				return photo, err
			}
		}
	}
	file, info, err := regular.OpenIn(web, strings.TrimPrefix(original.Src, "/web/"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	how, err := analyse(file, info.Size())
	if err != nil {
		return nil, err
	}
	width := min(how.Width, max(side, (side*how.Width+how.Height-1)/how.Height))
	height := max(1, min(how.Height, width*how.Height/how.Width))
	if how.decoding(width, height) > maxPhoto {
		return nil, errors.New("it is too large")
	}
	return how.decode(width, height)
}
