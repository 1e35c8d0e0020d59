package orderpage

import (
	"bytes"
	_ "embed"
	"net/http"
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
	mu     sync.Mutex
	site   *site.Site // that bodies are made from
	bodies map[string]*asset.Body
}

func (a *assets) body(s *site.Site, name string) *asset.Body {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.site != s {
		a.site = s
		a.bodies = map[string]*asset.Body{
			styleName:  asset.New(asset.Type(styleName), asset.Styles(bytes.Join([][]byte{s.Basics(), style}, []byte("\n"))), asset.Fast),
			scriptName: asset.New(asset.Type(scriptName), asset.Script(script), asset.Fast),
		}
	}
	return a.bodies[name]
}

// address returns a name with the hash of its current content.
func (a *assets) address(s *site.Site, name string) string {
	return name + "?v=" + a.body(s, name).Hash()
}

func (h *Handler) asset(w http.ResponseWriter, r *http.Request, name string) {
	body := h.assets.body(h.site(), name)
	caching := asset.Revalidate
	if r.URL.RawQuery == "v="+body.Hash() {
		caching = asset.Forever
	}
	body.Send(w, r, http.StatusOK, caching)
}
