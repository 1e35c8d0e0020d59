package site

import (
	"encoding/json"
	"path"
	"strconv"
)

// ManifestFile is the address of the web app manifest.
const ManifestFile = "/manifest.webmanifest"

// Colours that the browser paints around the pages, in light and dark mode. They
// are the paper colours of tokens.css.
const (
	lightPaper = "#fbfaf8"
	darkPaper  = "#141311"
)

// webAppManifest has the members of the W3C's Web Application Manifest and of
// its supplement Application Information (categories, screenshots). It also has
// color_scheme_dark, on which the editors of the manifest have agreed. Browsers
// that do not know that member ignore it.
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

// manifestImage is a picture that the manifest names.
type manifestImage struct {
	owner string // screenshot, a shortcut, or "" for the shop's icons

	Src        string `json:"src"`
	Sizes      string `json:"sizes"` // "192x192", or "any" for a drawing
	Type       string `json:"type"`
	Purpose    string `json:"purpose,omitempty"`     // any, maskable (may be cut to any shape) or monochrome (painted in one colour)
	FormFactor string `json:"form_factor,omitempty"` // narrow or wide
	Label      string `json:"label,omitempty"`
}

type shortcut struct {
	Name  string          `json:"name"`
	URL   string          `json:"url"`
	Icons []manifestImage `json:"icons,omitempty"`
}

// Owners of the manifest's pictures, besides the shop itself.
const (
	screenshot     = "screenshot"
	cartShortcut   = "cart"
	searchShortcut = "search"
)

// manifestFiles are the pictures in web/images that the manifest names if they
// exist.
var manifestFiles = []manifestImage{
	{Src: "icono.svg", Purpose: "any"}, {Src: "icono-192.png", Purpose: "any"}, {Src: "icono-512.png", Purpose: "any"},
	{Src: "icono-maskable.svg", Purpose: "maskable"}, {Src: "icono-maskable-192.png", Purpose: "maskable"},
	{Src: "icono-maskable-512.png", Purpose: "maskable"}, {Src: "icono-monochrome.svg", Purpose: "monochrome"},
	{Src: "icono-monochrome-192.png", Purpose: "monochrome"}, {Src: "icono-monochrome-512.png", Purpose: "monochrome"},
	{Src: "atajo-carrito.svg", owner: cartShortcut}, {Src: "atajo-carrito-96.png", owner: cartShortcut},
	{Src: "atajo-buscar.svg", owner: searchShortcut}, {Src: "atajo-buscar-96.png", owner: searchShortcut},
	{Src: "captura-telefono-inicio.jpg", owner: screenshot, FormFactor: "narrow"},
	{Src: "captura-telefono-producto.jpg", owner: screenshot, FormFactor: "narrow"},
	{Src: "captura-escritorio.jpg", owner: screenshot, FormFactor: "wide"},
}

var manifestTypes = map[string]string{".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}

// manifestImages returns those of manifestFiles that exist.
func manifestImages(sizes *sizes) []manifestImage {
	var found []manifestImage
	for _, image := range manifestFiles {
		extension := path.Ext(image.Src)
		image.Src, image.Type = "/web/images/"+image.Src, manifestTypes[extension]
		width, height, err := sizes.of(image.Src)
		if err != nil {
			continue
		}
		image.Sizes = strconv.Itoa(width) + "x" + strconv.Itoa(height)
		if extension == ".svg" {
			image.Sizes = "any"
		}
		found = append(found, image)
	}
	return found
}

// manifest returns the web app manifest, which lets browsers install the shop.
func (s *Site) manifest() ([]byte, error) {
	store := s.store()
	home := store.Prefix + "/"
	images := func(owner string) []manifestImage {
		var owned []manifestImage
		for _, image := range s.images {
			if image.owner == owner {
				image.Src = store.Prefix + image.Src
				owned = append(owned, image)
			}
		}
		return owned
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
