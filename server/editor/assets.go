package editor

import (
	_ "embed"
	"sync"

	"carrito/server/asset"
)

// Names of the pages' own style sheet and script. They come after those of package
// admin.
const (
	styleName  = "productos.css"
	scriptName = "productos.js"
)

//go:embed pages/productos.css
var style []byte

//go:embed pages/productos.js
var script []byte

// pageFiles returns the style sheet and the script.
var pageFiles = sync.OnceValue(func() asset.Files { return asset.NewFiles(map[string][]byte{styleName: style, scriptName: script}) })
