package part

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Picture says how to draw a picture.
type Picture struct {
	In    Place
	Lazy  bool // fetched when the shopper scrolls near it
	First bool // largest of the page; fetched before the others
}

// Place is a kind of place for pictures. It says how wide a picture is drawn
// there, which the browser must know before it has the style sheets.
type Place struct {
	ratio float64 // width divided by height of the frame, which the picture covers
	wide  []width // widest screens first; the last is for all other screens
}

// width is the width of a frame on screens of at least a certain width.
type width struct {
	from int // rem
	is   int
	unit string // px or vw
}

// The places, as the style sheets define them.
var (
	InCard       = Place{0.8, []width{{89, 252, "px"}, {71, 22, "vw"}, {53, 30, "vw"}, {0, 45, "vw"}}}
	InViewed     = Place{0.8, []width{{0, 136, "px"}}}
	InSuggestion = Place{0.8, []width{{0, 48, "px"}}}
	InLine       = Place{0.8, []width{{0, 80, "px"}}}
	InCover      = Place{16.0 / 9, []width{{90, 770, "px"}, {48, 53, "vw"}, {0, 92, "vw"}}}
	FirstOfMany  = Place{0.8, []width{{90, 750, "px"}, {56, 51, "vw"}, {0, 79, "vw"}}}
	OneOfMany    = Place{0.8, []width{{90, 370, "px"}, {56, 25, "vw"}, {0, 79, "vw"}}}
	InAbout      = Place{16.0 / 9, []width{{48, 480, "px"}, {0, 92, "vw"}}}
	OnlyOne      = Place{0.8, []width{{90, 750, "px"}, {56, 51, "vw"}, {0, 92, "vw"}}}
)

// InTile returns the place of one of several tiles that share a row.
func InTile(tiles int) Place {
	row := width{40, 176, "px"}
	if tiles < 5 {
		row = width{40, 90 / tiles, "vw"}
	}
	return Place{0.8, []width{{84, 1344 / min(tiles, 8), "px"}, row, {0, 29, "vw"}}}
}

// sizes returns the sizes attribute for a picture. A picture that is broader
// than its frame is drawn wider and cropped.
func (p Place) sizes(image catalog.Image) string {
	broader := max(1, float64(image.Width)/float64(image.Height)/p.ratio)
	var b strings.Builder
	for _, s := range p.wide {
		if s.from > 0 {
			b.WriteString("(min-width: " + strconv.Itoa(s.from) + "rem) ")
		}
		b.WriteString(strconv.Itoa(int(math.Round(float64(s.is)*broader))) + s.unit)
		if s.from > 0 {
			b.WriteString(", ")
		}
	}
	return b.String()
}

// Srcset returns the srcset attribute, with all widths of a picture.
func (s *Screen) Srcset(image catalog.Image, format string) string {
	var b strings.Builder
	for i, width := range image.Widths() {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(s.sizedAddress(image, width, format) + " " + strconv.Itoa(width) + "w")
	}
	return b.String()
}

func (s *Screen) sizedAddress(image catalog.Image, width int, format string) string {
	path := url.URL{Path: s.Prefix + image.Sized(width, format)}
	return path.EscapedPath() + "?v=" + s.Sized.Version
}

// Made reports whether smaller pictures were made from an original.
func (s *Screen) Made(image catalog.Image) bool {
	return s.Sized.Version != "" && image.Sizable() && !slices.Contains(s.Sized.Unmade, image.Src)
}

// Asset returns the address of a file of the shop, or of a remote picture.
func (s *Screen) Asset(src string) string {
	if strings.HasPrefix(src, "/") {
		return s.Prefix + src
	}
	return src
}

// Picture draws the picture of a product's variant in a frame of fixed ratio,
// so that nothing moves when the file arrives.
func (s *Screen) Picture(p *catalog.Product, v catalog.Variant, how Picture) app.UI {
	image, ok := p.ImageOf(v)
	if !ok {
		return s.NoPicture()
	}
	return s.Image(p, image, how)
}

// Image draws one picture of a product. If the owner gave no alternative text,
// it is the product's name.
func (s *Screen) Image(p *catalog.Product, image catalog.Image, how Picture) app.UI {
	image.Alt = strings.TrimSpace(image.Alt)
	if image.Alt == "" {
		image.Alt = p.Name
	}
	return s.Sources("picture", image, how)
}

// Sources draws an image whose format and width the browser chooses. If no
// pictures were made from it, it draws the original.
func (s *Screen) Sources(class string, image catalog.Image, how Picture) app.UI {
	img := app.Img().Class(class).Alt(image.Alt).Attr("decoding", "async")
	if image.Width > 0 && image.Height > 0 {
		img = img.Width(image.Width).Height(image.Height)
	}
	if how.Lazy {
		img = img.Attr("loading", "lazy")
	}
	if how.First {
		img = img.Attr("fetchpriority", "high")
	}
	if !s.Made(image) {
		return img.Src(s.Asset(image.Src))
	}
	sizes, widths := how.In.sizes(image), image.Widths()
	middle := widths[len(widths)/2] // for browsers without srcset
	return app.Picture().Class("sources").Body(
		app.Source().Type("image/avif").Attr("srcset", s.Srcset(image, catalog.Modern)).Attr("sizes", sizes),
		img.Attr("srcset", s.Srcset(image, catalog.Fallback)).Attr("sizes", sizes).
			Src(s.sizedAddress(image, middle, catalog.Fallback)),
	)
}

func (s *Screen) NoPicture() app.UI {
	return app.Span().Class("picture picture--none").Body(
		Icon("photo"),
		Span("visually-hidden", s.Text.NoPhoto),
	)
}
