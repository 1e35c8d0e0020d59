package site

import (
	"encoding/json"
	"strings"

	"carrito/app/catalog"
	sentences "carrito/app/text"
	"carrito/app/ui/part"

	"golang.org/x/net/html"
)

// Addresses of the files that pages need, before [Site.Renamed].
const (
	ProductsFile = "/web/products.json"
	ProgramFile  = "/web/app.wasm"
	RestFile     = "/web/rest.wasm"    // the second module of a program that is split
	GoScriptFile = "/web/wasm_exec.js" // runs the program: the script of the Go release, rest.js and start.js
	IconsFile    = part.Icons
	TextsFile    = "/web/texts.json" // written by package text
)

// Renamed returns a copy of s whose pages use other addresses for their files.
// names maps the addresses above to the new ones.
func (s *Site) Renamed(names map[string]string) (*Site, error) {
	renamed := *s
	renamed.names = names
	store := s.store()
	var err error
	if renamed.own.shown, err = s.writeOwn(store.Site); err != nil {
		return nil, err
	}
	if renamed.about, err = s.writeAbout(s.sized.Version); err != nil {
		return nil, err
	}
	settings := store.Settings()
	settings.Own = renamed.ownSettings(store)
	if len(renamed.about) > 0 {
		settings.Own = append(settings.Own, store.Prefix+renamed.file(AboutFile))
	}
	settings.Products = store.Prefix + renamed.catalogFile()
	settings.Program = store.Prefix + renamed.file(ProgramFile)
	if rest, ok := names[RestFile]; ok {
		settings.Rest = store.Prefix + rest
	}
	settings.Icons = store.Prefix + renamed.file(IconsFile)
	settings.Texts = store.Prefix + renamed.file(TextsFile)
	settings.Sentences = sentences.Boot(s.Shop.Language)
	renamed.policy = renamed.Policy()
	settings.Current = store.Prefix + CurrentFile
	shell := settings
	shell.Products, shell.Sized = "", catalog.Sized{}
	if renamed.version, err = renamed.newVersion(shell); err != nil {
		return nil, err
	}
	settings.Version, shell.Version = renamed.version, renamed.version
	if renamed.settings, err = json.Marshal(settings); err != nil {
		return nil, err
	}
	renamed.shellSettings, err = json.Marshal(shell)
	return &renamed, err
}

// file returns the address that pages use for a file.
func (s *Site) file(address string) string {
	if name, ok := s.names[address]; ok {
		return name
	}
	return address
}

// renameIcons replaces the address of the icons in a page.
func (s *Site) renameIcons(page *html.Node) {
	address := s.Prefix() + s.file(IconsFile)
	for n := range page.Descendants() {
		if n.Data != "use" {
			continue
		}
		for i, a := range n.Attr {
			if name, ok := strings.CutPrefix(a.Val, IconsFile+"#"); ok && a.Key == "href" {
				n.Attr[i].Val = address + "#" + name
			}
		}
	}
}
