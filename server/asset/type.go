package asset

import (
	"path"
	"strings"
)

// types are the media types of files that are worth compressing, by extension.
var types = map[string]string{
	".bin":         "application/octet-stream",
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".xml":         "application/xml",
}

// Type returns the media type of a file that is worth compressing, by its name.
// It returns "" for pictures and other files that are already compressed.
func Type(name string) string { return types[strings.ToLower(path.Ext(name))] }
