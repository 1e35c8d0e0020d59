package asset

import (
	"path"
	"strings"
)

// types are those of the files that are worth compressing, by the ends of their
// names.
var types = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".xml":         "application/xml",
}

// Type returns the media type of a file that is worth compressing, by its name,
// and nothing for pictures and what else is compressed already.
func Type(name string) string { return types[strings.ToLower(path.Ext(name))] }
