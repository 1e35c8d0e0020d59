// Package photos takes pictures of products into the shop: from a folder of the owner's,
// or from an address. It makes them the shop's own, in web/images.
//
// A picture is checked before it is decoded, and stored without place, time and camera.
// Its name ends in a hash, so that a picture never replaces another one.
package photos

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"carrito/app/catalog"
	"carrito/server/picture"
	"carrito/server/regular"
	"carrito/server/site"
)

// Photo is a picture of the shop.
type Photo struct {
	Src           string // its address, such as "/web/images/polo-1f3a.jpg"
	Width, Height int    // in pixels, as people see it
}

// Shop stores pictures in a shop.
type Shop struct {
	Web string // the folder that is served under /web/
}

// folder holds pictures, within the folder served under /web/.
const folder = "images"

// Own returns a picture that the shop already has, by its address under /web/ or by its
// file name in web/images. If there is no such file, the error is [fs.ErrNotExist].
func (s Shop) Own(name string) (Photo, error) {
	src := name
	if !strings.Contains(name, "/") && name != "" {
		src = "/web/" + folder + "/" + name
	}
	local, ok := strings.CutPrefix(src, "/web/")
	if !ok || path.Clean(src) != src || strings.Contains(src, `\`) {
		return Photo{}, fs.ErrNotExist
	}
	info, err := os.Stat(filepath.Join(s.Web, filepath.FromSlash(local)))
	if err != nil || !info.Mode().IsRegular() {
		return Photo{}, fs.ErrNotExist
	}
	return s.sized(src)
}

func (s Shop) sized(src string) (Photo, error) {
	width, height, err := site.PictureSize(s.Web, src)
	if err != nil {
		return Photo{}, fmt.Errorf("cannot be used: %w", err)
	}
	return Photo{src, width, height}, nil
}

var errCutOff = errors.New("cannot be used: it is cut off before its end")

// add stores a picture under a name made from base and key, unless it is stored already.
func (s Shop) add(base, key string, content []byte) (Photo, error) {
	cleaned, extension, err := clean(content)
	if err != nil {
		return Photo{}, err
	}
	src := "/web/" + folder + "/" + stem(base, key) + extension
	file := filepath.Join(s.Web, folder, path.Base(src))
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, cleaned) {
		return s.sized(src)
	}
	if err := regular.Write(file, cleaned); err != nil {
		return Photo{}, fmt.Errorf("cannot be stored: %w", err)
	}
	photo, err := s.sized(src)
	if err != nil {
		os.Remove(file)
	}
	return photo, err
}

// stem returns the name of a file without its extension: words of base, and a hash of
// key.
func stem(base, key string) string {
	hash := sha256.Sum256([]byte(key))
	words := catalog.Slug(strings.TrimSuffix(base, path.Ext(base)))
	if len(words) > 60 {
		words = strings.ToValidUTF8(words[:60], "")
	}
	return words + "-" + hex.EncodeToString(hash[:6])
}

// extensions are those of the formats that pages show.
var extensions = map[picture.Format]string{picture.JPEG: ".jpg", picture.PNG: ".png", picture.GIF: ".gif", picture.WebP: ".webp"}

// clean returns a picture without its metadata, and the extension of its format.
func clean(content []byte) (cleaned []byte, extension string, err error) {
	r := bytes.NewReader(content)
	format := picture.Sniff(content[:min(len(content), 32)])
	if format == "" && bytes.HasPrefix(bytes.TrimLeft(content[:min(len(content), 256)], "\ufeff \t\r\n"), []byte("<")) {
		drawing, _, err := picture.CleanSVG(content)
		if err != nil {
			return nil, "", fmt.Errorf("cannot be used: %w", err)
		}
		return drawing, ".svg", nil
	}
	if _, err := picture.Read(r, r.Size()); err != nil {
		return nil, "", fmt.Errorf("cannot be used: %w", err)
	}
	published, info, err := picture.Clean(r, r.Size())
	if err != nil {
		return nil, "", fmt.Errorf("cannot be used: %w", err)
	}
	if !info.Whole {
		return nil, "", errCutOff
	}
	extension, ok := extensions[info.Format]
	if !ok {
		return nil, "", errors.New("cannot be used: it is not a JPEG, PNG, GIF, WebP or SVG picture")
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(published.Reader(r)); err != nil {
		return nil, "", err
	}
	return b.Bytes(), extension, nil
}
