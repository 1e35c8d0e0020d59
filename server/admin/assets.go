package admin

import (
	"bytes"
	_ "embed"
	"net/http"
	"sync"

	"carrito/server/asset"
	"carrito/server/site"
)

// The names of the page's own style sheet and script.
const (
	styleName  = "pedidos.css"
	scriptName = "pedidos.js"
)

//go:embed pages/pedidos.css
var style []byte

//go:embed pages/pedidos.js
var script []byte

// assets are the style sheet, which is the shop's basics with the page's own
// behind them, and the script.
type assets struct {
	mu            sync.Mutex
	of            *site.Site
	style, script *asset.Body
}

func (a *assets) bodies(s *site.Site) (style_, script_ *asset.Body) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.of != s {
		sheet := asset.Styles(bytes.Join([][]byte{s.Basics(), style}, []byte("\n")))
		a.of = s
		a.style = asset.New(asset.Type(styleName), sheet, asset.Fast)
		a.script = asset.New(asset.Type(scriptName), asset.Script(script), asset.Fast)
	}
	return a.style, a.script
}

// addresses returns the names with the hash of what they are now.
func (a *assets) addresses(s *site.Site) (style, script string) {
	sheet, program := a.bodies(s)
	return styleName + "?v=" + sheet.Hash(), scriptName + "?v=" + program.Hash()
}

func (h *Handler) asset(w http.ResponseWriter, r *http.Request) {
	body, program := h.assets.bodies(h.site())
	if r.Pattern == "GET /admin/"+scriptName {
		body = program
	}
	caching := asset.Revalidate
	if r.URL.RawQuery == "v="+body.Hash() {
		caching = asset.Forever
	}
	body.Send(w, r, http.StatusOK, caching)
}
