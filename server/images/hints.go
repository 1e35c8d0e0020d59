package images

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"carrito/app/catalog"
	"carrito/server/picture"
	"carrito/server/regular"
)

// endings are the ends of the names of pictures, by their formats.
var endings = map[picture.Format][]string{
	picture.JPEG: {".jpg", ".jpeg"}, picture.PNG: {".png"}, picture.GIF: {".gif"}, picture.WebP: {".webp"}, picture.AVIF: {".avif"},
}

// Hints names originals that are shown, but not as well as they could be, and
// says why.
func Hints(web string, originals []catalog.Image) ([]string, error) {
	root, err := os.OpenRoot(web)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var hints []string
	for _, original := range originals {
		if !original.Local() {
			continue
		}
		of := hintsOf
		if path.Ext(original.Src) == ".svg" {
			of = hintsOfDrawing
		}
		for _, hint := range of(root, original) {
			hints = append(hints, original.Src+": "+hint)
		}
	}
	slices.Sort(hints)
	return slices.Compact(hints), nil
}

// hintsOf returns what is to be said of one original that can be read.
func hintsOf(root *os.Root, original catalog.Image) (hints []string) {
	file, info, err := regular.OpenIn(root, strings.TrimPrefix(original.Src, "/web/"))
	if err != nil {
		return nil // a fault, told elsewhere
	}
	defer file.Close()
	how, err := read(file, info.Size())
	if err != nil {
		return nil
	}
	if extension := strings.ToLower(path.Ext(original.Src)); !slices.Contains(endings[how.Format], extension) {
		hints = append(hints, fmt.Sprintf("it is a %s picture; hosts of plain files send it as what %s stands for: rename it", how.Format, extension))
	}
	switch {
	case how.Format == picture.GIF && how.Moving:
		hints = append(hints, fmt.Sprintf("it moves, so that it is shown as it is, with all its %d kB", (info.Size()+999)/1000))
	case !original.Sizable():
		hints = append(hints, fmt.Sprintf("nothing smaller is made of a %s picture: save it as JPEG or PNG", how.Format))
	default:
		hints = append(hints, how.hints(original)...)
	}
	if _, whole, err := picture.Clean(file, info.Size()); err == nil && !whole.Whole {
		hints = append(hints, "it is cut off before its end: copy it again")
	}
	return hints
}

// hintsOfDrawing returns what is left out of a drawing.
func hintsOfDrawing(root *os.Root, original catalog.Image) []string {
	drawing, err := regular.ReadIn(root, strings.TrimPrefix(original.Src, "/web/"), regular.Text)
	if err != nil {
		return nil
	}
	if _, removed, err := picture.CleanSVG(drawing); err == nil && len(removed) > 0 {
		return []string{"it is shown without what a drawing does not need: " + strings.Join(removed, ", ")}
	}
	return nil
}

// hints returns what is to be said of an original that is made smaller.
func (r reading) hints(original catalog.Image) (hints []string) {
	original.Width, original.Height = r.Width, r.Height
	if width, height := widest(original); r.check(width, height) != nil {
		hints = append(hints, fmt.Sprintf("nothing smaller can be made of it, as %v", r.check(width, height)))
	}
	if r.CMYK && r.colors == nil {
		hints = append(hints, "its colours are those of printing inks, and no profile says which: they are guessed; save it as sRGB")
	}
	return hints
}
