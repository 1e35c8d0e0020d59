package admin

import (
	"bytes"
	_ "embed"
	"net/http"
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
			styleName:         asset.New(asset.Type(styleName), asset.Styles(bytes.Join([][]byte{s.Basics(), style}, []byte("\n"))), asset.Fast),
			scriptName:        asset.New(asset.Type(scriptName), asset.Script(script), asset.Fast),
			passkeyScriptName: asset.New(asset.Type(passkeyScriptName), asset.Script(passkeyScript), asset.Fast),
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
