package orderpage

import (
	"bytes"
	_ "embed"
	"sync"

	"carrito/server/asset"
	"carrito/server/site"
)

// Names of the page's own style sheet and script.
const (
	styleName  = "pedido.css"
	scriptName = "pedido.js"
)

//go:embed pages/pedido.css
var style []byte

//go:embed pages/pedido.js
var script []byte

// assets are the style sheet and the script of the page, by name. The style sheet
// is the shop's basic one, followed by the page's own.
type assets struct {
	mu    sync.Mutex
	site  *site.Site // that files are made from
	files asset.Files
}

// of returns the files of a site.
func (a *assets) of(s *site.Site) asset.Files {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.site != s {
		a.site = s
		a.files = asset.NewFiles(map[string][]byte{
			styleName:  bytes.Join([][]byte{s.Basics(), style}, []byte("\n")),
			scriptName: script,
		})
	}
	return a.files
}
