package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"carrito/server/asset"
	"carrito/server/regular"
)

// endID is the id of the element after boot.js in every page. The first paint
// waits for this element rather than for the script: the parser adds a script
// to the page before it runs it, and the script waits for the style sheet.
const endID = "end"

// bootScript returns boot.js as it stands at the end of every page. As a file
// of its own it would arrive a round trip later, and until then the "add"
// buttons would do nothing.
func bootScript(web string) ([]byte, error) {
	name := filepath.Join(web, "boot.js")
	script, err := regular.Read(name, regular.Text)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil // The folder holds only pictures; the pages go without the program.
	}
	if err != nil {
		return nil, err
	}
	script = asset.Enclosed(script)
	// HTML standard, 4.12.1.3: an inline script contains neither of the two.
	if bytes.Contains(bytes.ToLower(script), []byte("</script")) || bytes.Contains(script, []byte("<!--")) {
		return nil, fmt.Errorf("%s cannot be part of a page: it contains </script or <!--", name)
	}
	return script, nil
}

// Scripts returns the sources that a content security policy must allow for the
// inline script of the pages.
func (s *Site) Scripts() []string {
	if len(s.boot) == 0 {
		return nil
	}
	return []string{sourceOf(s.boot)}
}

// sourceOf returns the source expression that allows an inline script or style
// sheet in a content security policy: its hash (Content Security Policy Level
// 3, section 2.3.1).
func sourceOf(content []byte) string {
	sum := sha256.Sum256(content)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
