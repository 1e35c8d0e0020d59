package catalog

import (
	"path"
	"strconv"
	"strings"
)

// sizedWidths are the widths a picture is made in, in pixels. They serve what
// the pages show at one to three device pixels a CSS pixel: thumbnails of 80,
// cards of 170 to 350, a product's own page of up to 750, a cover of up to 770.
// A step more, of 1200, would double the time of the first run.
var sizedWidths = []int{160, 360, 540, 960, 1600}

// The formats a picture is made in, as the endings of its files.
const (
	Modern   = ".avif" // for nearly every browser
	Fallback = ".jpg"  // for the others
)

// SizedFolder is the folder, as an address, that made pictures are in.
const SizedFolder = "/web/sized/"

// Sized describes the pictures that were made from the originals. Their widths
// and addresses follow from [Image].
type Sized struct {
	Version string   `json:"version,omitempty"` // changes with any of the pictures; empty if none were made
	Unmade  []string `json:"unmade,omitempty"`  // originals from which no picture was made
}

// Sizable reports whether smaller pictures can be made from the image: it is a
// file of the shop, of a known size, and neither drawn (SVG) nor maybe moving
// (GIF).
func (i Image) Sizable() bool {
	switch strings.ToLower(path.Ext(i.Src)) {
	case ".jpg", ".jpeg", ".png", ".webp":
		return i.Local() && !strings.HasPrefix(i.Src, SizedFolder) && i.Width > 0 && i.Height > 0
	default:
		return false
	}
}

// Widths returns the widths the image is made in, smallest first. None is
// wider than the image. One that would lose more than a fifth of its width is
// made in its own width too.
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

// Sized returns the path of the image in a width and format.
func (i Image) Sized(width int, format string) string {
	return SizedFolder + strings.TrimPrefix(i.Src, "/web/") + "." + strconv.Itoa(width) + format
}
