package httpd

import (
	"bytes"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

// smaller returns a script without its comments and spaces, which are for who
// reads it in the repository. One that cannot be parsed stays as it is.
func smaller(script []byte) []byte {
	var b bytes.Buffer
	if err := js.Minify(minify.New(), &b, bytes.NewReader(script), nil); err != nil {
		return script
	}
	return b.Bytes()
}
