package admin

import (
	"bytes"
	_ "embed"
	"sync"

	"carrito/server/asset"
	"carrito/server/site"
)

// Names of the page's own style sheet and scripts.
const (
	styleName         = "pedidos.css"
	scriptName        = "pedidos.js"
	passkeyScriptName = "llaves.js"
)

//go:embed pages/pedidos.css
var style []byte

//go:embed pages/pedidos.js
var script []byte

//go:embed pages/llaves.js
var passkeyScript []byte

// assets are the style sheet and the scripts of the owner's page, by name. The
// style sheet is the shop's basic one, followed by the page's own.
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
			styleName:         bytes.Join([][]byte{s.Basics(), style}, []byte("\n")),
			scriptName:        script,
			passkeyScriptName: passkeyScript,
		})
	}
	return a.files
}
