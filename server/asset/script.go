package asset

import (
	"bytes"
	"slices"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// Script returns a script without its comments and spaces, which are for who
// reads it in the repository. One that cannot be parsed stays as it is.
func Script(script []byte) []byte {
	var b bytes.Buffer
	if err := js.Minify(minify.New(), &b, bytes.NewReader(script), nil); err != nil {
		return script
	}
	return b.Bytes()
}

// Enclosed returns a script as [Script] does, in a function of its own. Its names
// are private there, so that they are shortened as well.
func Enclosed(script []byte) []byte {
	return Script(slices.Concat([]byte("(()=>{"), script, []byte("\n})()")))
}

// Styles returns a style sheet without its comments and spaces. One that cannot
// be parsed stays as it is.
func Styles(sheet []byte) []byte {
	var b bytes.Buffer
	if err := css.Minify(minify.New(), &b, bytes.NewReader(sheet), nil); err != nil {
		return sheet
	}
	return b.Bytes()
}
