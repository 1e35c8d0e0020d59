package site

import (
	"encoding/json"
	"path"
	"strconv"
)

// ManifestFile is the address of the web app manifest.
const ManifestFile = "/manifest.webmanifest"

// What the browser paints around the pages, in the light and in the dark: the
// paper of tokens.css.
const (
	lightPaper = "#fbfaf8"
	darkPaper  = "#141311"
)

// webAppManifest has the members of the W3C's Web Application Manifest, of its
// supplement Application Information (categories, screenshots), and
// color_scheme_dark, which its editors have settled on and browsers that do not
// know it pass over.
type webAppManifest struct {
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	ShortName   string          `json:"short_name"`
	Description string          `json:"description,omitempty"`
	Lang        string          `json:"lang"` // BCP 47
	StartURL    string          `json:"start_url"`
	Scope       string          `json:"scope"`
	Display     string          `json:"display"`
	Categories  []string        `json:"categories"`
	Theme       string          `json:"theme_color"`
	Background  string          `json:"background_color"`
	Dark        manifestColors  `json:"color_scheme_dark"`
	Icons       []manifestImage `json:"icons,omitempty"`
	Screenshots []manifestImage `json:"screenshots,omitempty"`
	Shortcuts   []shortcut      `json:"shortcuts"`
}

type manifestColors struct {
	Theme      string `json:"theme_color"`
	Background string `json:"background_color"`
}

// manifestImage is a picture of a manifest.
type manifestImage struct {
	of string // what it belongs to; "" for the shop's icons

	Src        string `json:"src"`
	Sizes      string `json:"sizes"` // "192x192", or "any" for a drawing
	Type       string `json:"type"`
	Purpose    string `json:"purpose,omitempty"`     // any; maskable: may be cut to any shape; monochrome: painted in one colour
	FormFactor string `json:"form_factor,omitempty"` // narrow or wide
	Label      string `json:"label,omitempty"`
}

type shortcut struct {
	Name  string          `json:"name"`
	URL   string          `json:"url"`
	Icons []manifestImage `json:"icons,omitempty"`
}

// What pictures of a manifest belong to, beside the shop itself.
const (
	screenshot     = "screenshot"
	cartShortcut   = "cart"
	searchShortcut = "search"
)

// manifestFiles are the pictures for the manifest that there may be in
// web/images.
var manifestFiles = []manifestImage{
	{Src: "icono.svg", Purpose: "any"}, {Src: "icono-192.png", Purpose: "any"}, {Src: "icono-512.png", Purpose: "any"},
	{Src: "icono-maskable.svg", Purpose: "maskable"}, {Src: "icono-maskable-192.png", Purpose: "maskable"},
	{Src: "icono-maskable-512.png", Purpose: "maskable"}, {Src: "icono-monochrome.svg", Purpose: "monochrome"},
	{Src: "icono-monochrome-192.png", Purpose: "monochrome"}, {Src: "icono-monochrome-512.png", Purpose: "monochrome"},
	{Src: "atajo-carrito.svg", of: cartShortcut}, {Src: "atajo-carrito-96.png", of: cartShortcut},
	{Src: "atajo-buscar.svg", of: searchShortcut}, {Src: "atajo-buscar-96.png", of: searchShortcut},
	{Src: "captura-telefono-inicio.jpg", of: screenshot, FormFactor: "narrow"},
	{Src: "captura-telefono-producto.jpg", of: screenshot, FormFactor: "narrow"},
	{Src: "captura-escritorio.jpg", of: screenshot, FormFactor: "wide"},
}

var manifestTypes = map[string]string{".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}

// manifestImages returns those of manifestFiles that the owner has.
func manifestImages(web string) []manifestImage {
	size := imageSizes(web)
	var there []manifestImage
	for _, image := range manifestFiles {
		extension := path.Ext(image.Src)
		image.Src, image.Type = "/web/images/"+image.Src, manifestTypes[extension]
		width, height, err := size(image.Src)
		if err != nil {
			continue
		}
		image.Sizes = strconv.Itoa(width) + "x" + strconv.Itoa(height)
		if extension == ".svg" {
			image.Sizes = "any"
		}
		there = append(there, image)
	}
	return there
}

// manifest returns the web app manifest, by which a browser installs the shop.
func (s *Site) manifest() ([]byte, error) {
	store := s.store()
	home := store.Prefix + "/"
	images := func(of string) []manifestImage {
		var some []manifestImage
		for _, image := range s.images {
			if image.of == of {
				image.Src = store.Prefix + image.Src
				some = append(some, image)
			}
		}
		return some
	}
	m := webAppManifest{
		ID: home, Name: s.Shop.Name, ShortName: s.Shop.Name, Description: s.Shop.Description, Lang: s.Shop.Locale,
		StartURL: home, Scope: home, Display: "standalone", Categories: []string{"shopping"},
		Theme: lightPaper, Background: lightPaper, Dark: manifestColors{darkPaper, darkPaper},
		Icons: images(""), Screenshots: images(screenshot),
	}
	for i := range m.Screenshots {
		m.Screenshots[i].Label = s.Shop.Name
	}
	for i, link := range store.Shortcuts() {
		m.Shortcuts = append(m.Shortcuts, shortcut{link.Name, link.Path, images([]string{cartShortcut, searchShortcut}[i])})
	}
	return json.MarshalIndent(m, "", "  ")
}
