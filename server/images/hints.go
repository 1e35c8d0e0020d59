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

// extensions are the file name extensions of each format.
var extensions = map[picture.Format][]string{
	picture.JPEG: {".jpg", ".jpeg"}, picture.PNG: {".png"}, picture.GIF: {".gif"}, picture.WebP: {".webp"}, picture.AVIF: {".avif"},
}

// Hints returns a line for each original that is shown, but less well than it could be,
// with the reason.
func Hints(web string, originals []catalog.Image) ([]string, error) {
	root, err := os.OpenRoot(web)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var hints []string
	seen := map[catalog.Image]bool{} // many products may have the same picture
	for _, original := range originals {
		original.Alt = ""
		if !original.Local() || seen[original] {
			continue
		}
		seen[original] = true
		find := hintsOf
		if path.Ext(original.Src) == ".svg" {
			find = hintsOfDrawing
		}
		for _, hint := range find(root, original) {
			hints = append(hints, original.Src+": "+hint)
		}
	}
	slices.Sort(hints)
	return slices.Compact(hints), nil
}

// hintsOf returns the hints for an original. It returns none if the file cannot be
// read.
func hintsOf(root *os.Root, original catalog.Image) (hints []string) {
	file, info, err := regular.OpenIn(root, strings.TrimPrefix(original.Src, "/web/"))
	if err != nil {
		return nil // reported elsewhere, as a fault
	}
	defer file.Close()
	how, err := analyse(file, info.Size())
	if err != nil {
		return nil
	}
	if extension := strings.ToLower(path.Ext(original.Src)); !slices.Contains(extensions[how.Format], extension) {
		hints = append(hints, fmt.Sprintf("it is a %s picture, but static hosts send it with the type of %s: rename it", how.Format, extension))
	}
	switch {
	case how.Format == picture.GIF && how.Moving:
		hints = append(hints, fmt.Sprintf("it is animated, so it is shown unchanged, with all its %d kB", (info.Size()+999)/1000))
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

// hintsOfDrawing returns a hint that names the parts of an SVG drawing that are
// removed.
func hintsOfDrawing(root *os.Root, original catalog.Image) []string {
	drawing, err := regular.ReadIn(root, strings.TrimPrefix(original.Src, "/web/"), regular.Text)
	if err != nil {
		return nil
	}
	if _, removed, err := picture.CleanSVG(drawing); err == nil && len(removed) > 0 {
		return []string{"it is shown without parts that a drawing does not need: " + strings.Join(removed, ", ")}
	}
	return nil
}

// hints returns the hints for an original that smaller pictures are made of.
func (r analysis) hints(original catalog.Image) (hints []string) {
	original.Width, original.Height = r.Width, r.Height
	if width, height := widest(original); r.check(width, height) != nil {
		hints = append(hints, fmt.Sprintf("nothing smaller can be made of it, as %v", r.check(width, height)))
	}
	if r.CMYK && r.colors == nil {
		hints = append(hints, "it has CMYK colours without a profile, so its colours are guessed: save it as sRGB")
	}
	return hints
}
