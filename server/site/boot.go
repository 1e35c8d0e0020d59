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

// endID is the id of what stands behind boot.js in every page. It is not the
// script itself, which is read before it is run: it waits for the style sheet.
const endID = "end"

// bootScript returns boot.js as every page carries it at its end: a script of
// its own would be there a round trip later, and a press of "add" with it.
func bootScript(web string) ([]byte, error) {
	name := filepath.Join(web, "boot.js")
	script, err := regular.Read(name, regular.Text)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil // a folder with pictures only: pages without the program
	}
	if err != nil {
		return nil, err
	}
	script = asset.Enclosed(script)
	// HTML standard, 4.12.1.3: neither may stand in a script within a page.
	if bytes.Contains(bytes.ToLower(script), []byte("</script")) || bytes.Contains(script, []byte("<!--")) {
		return nil, fmt.Errorf("%s cannot stand in a page: it has </script or <!-- in it", name)
	}
	return script, nil
}

// Scripts returns what a content security policy must allow for the script in
// the pages.
func (s *Site) Scripts() []string {
	if len(s.boot) == 0 {
		return nil
	}
	return []string{sourceOf(s.boot)}
}

// sourceOf returns the source of a content security policy for a script or a
// style sheet within a page: its hash (Content Security Policy Level 3, section
// 2.3.1).
func sourceOf(content []byte) string {
	sum := sha256.Sum256(content)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
