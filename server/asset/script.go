package asset

import (
	"bytes"
	"slices"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// Script returns a script without comments and spaces. It returns a script that
// it cannot parse unchanged.
func Script(script []byte) []byte {
	var b bytes.Buffer
	if err := js.Minify(minify.New(), &b, bytes.NewReader(script), nil); err != nil {
		return script
	}
	return b.Bytes()
}

// Enclosed wraps a script in a function and minifies it like [Script]. Names are
// private to the function, so it shortens them too, and it writes constants where
// they are used.
func Enclosed(script []byte) []byte {
	enclosed := slices.Concat([]byte("(()=>{"), script, []byte("\n})()"))
	inlined := api.Transform(string(enclosed), api.TransformOptions{Loader: api.LoaderJS, LogLevel: api.LogLevelSilent, MinifySyntax: true})
	if len(inlined.Errors) > 0 {
		return Script(enclosed)
	}
	return Script(inlined.Code)
}

// Oldest are the first browser versions that show the shop as designed. Style
// sheets are compiled for them. The README names them too.
var Oldest = map[string]string{"chrome": "99", "firefox": "97", "safari": "15.4"}

// Styles returns a style sheet without comments and spaces, for browsers
// without nested rules. It returns a style sheet that it cannot parse
// unchanged.
func Styles(sheet []byte) []byte {
	plain := api.Transform(string(sheet), api.TransformOptions{Loader: api.LoaderCSS, LogLevel: api.LogLevelSilent, Engines: []api.Engine{
		{Name: api.EngineChrome, Version: Oldest["chrome"]},
		{Name: api.EngineFirefox, Version: Oldest["firefox"]},
		{Name: api.EngineSafari, Version: Oldest["safari"]},
	}})
	if len(plain.Errors) > 0 {
		return sheet
	}
	var b bytes.Buffer
	if err := css.Minify(minify.New(), &b, bytes.NewReader(plain.Code), nil); err != nil {
		return sheet
	}
	return b.Bytes()
}
