package settings

import (
	_ "embed"
	"net/http"
	"sync"

	"carrito/server/asset"
)

// Names of the pages' own style sheet and script. They come after those of packages
// admin and editor.
const (
	styleName  = "tienda.css"
	scriptName = "tienda.js"
)

//go:embed pages/tienda.css
var style []byte

//go:embed pages/tienda.js
var script []byte

// assets are the style sheet and the script, by name.
type assets struct {
	once   sync.Once
	bodies map[string]*asset.Body
}

func (a *assets) body(name string) *asset.Body {
	a.once.Do(func() {
		a.bodies = map[string]*asset.Body{
			styleName:  asset.New(asset.Type(styleName), asset.Styles(style), asset.Fast),
			scriptName: asset.New(asset.Type(scriptName), asset.Script(script), asset.Fast),
		}
	})
	return a.bodies[name]
}

// address returns a name with the hash of its content.
func (a *assets) address(name string) string { return name + "?v=" + a.body(name).Hash() }

func (p *Pages) asset(w http.ResponseWriter, r *http.Request, name string) {
	body := p.assets.body(name)
	caching := asset.Revalidate
	if r.URL.RawQuery == "v="+body.Hash() {
		caching = asset.Forever
	}
	body.Send(w, r, http.StatusOK, caching)
}
