package catalog

import (
	"path"
	"strconv"
	"strings"
)

// sizedWidths are the widths in which a picture is made, in pixels. They suit the
// widths on the pages, in CSS pixels, at one to three device pixels each: thumbnails of
// 80, cards of 170 to 350, product pages of up to 750, a cover of up to 770. Another
// width, of 1200, would double the time of the first run.
var sizedWidths = []int{160, 360, 540, 960, 1600}

// The formats in which a picture is made, as file name extensions.
const (
	Modern   = ".avif" // for nearly every browser
	Fallback = ".jpg"  // for the others
)

// SizedFolder is the address of the folder of made pictures.
const SizedFolder = "/web/sized/"

// Sized describes the pictures made from the originals. Their widths and addresses
// follow from [Image].
type Sized struct {
	Version string   `json:"version,omitempty"` // changes if a picture changes; empty if there are none
	Unmade  []string `json:"unmade,omitempty"`  // originals without made pictures
}

// Sizable reports whether smaller pictures can be made from the image. It must be a
// file of the shop with a known size. It must not be a drawing (SVG) or possibly
// animated (GIF).
func (i Image) Sizable() bool {
	switch strings.ToLower(path.Ext(i.Src)) {
	case ".jpg", ".jpeg", ".png", ".webp":
		return i.Local() && !strings.HasPrefix(i.Src, SizedFolder) && i.Width > 0 && i.Height > 0
	default:
		return false
	}
}

// Widths returns the widths in which the image is made, smallest first. None is wider
// than the image. If the widest one is more than a fifth narrower than the image, the
// own width of the image is added, up to the largest of sizedWidths.
func (i Image) Widths() []int {
	var widths []int
	for _, width := range sizedWidths {
		if width >= i.Width {
			break
		}
		widths = append(widths, width)
	}
	most := min(i.Width, sizedWidths[len(sizedWidths)-1])
	if n := len(widths); n == 0 || widths[n-1]*5 < most*4 {
		widths = append(widths, most)
	}
	return widths
}

// Sized returns the address of the image in a width and format.
func (i Image) Sized(width int, format string) string {
	return SizedFolder + strings.TrimPrefix(i.Src, "/web/") + "." + strconv.Itoa(width) + format
}
