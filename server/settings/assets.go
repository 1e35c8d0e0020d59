package settings

import (
	_ "embed"
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

// pageFiles returns the style sheet and the script.
var pageFiles = sync.OnceValue(func() asset.Files { return asset.NewFiles(map[string][]byte{styleName: style, scriptName: script}) })
