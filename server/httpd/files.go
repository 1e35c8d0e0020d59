package httpd

import (
	"io"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"carrito/server/asset"
	"carrito/server/picture"
	"carrito/server/regular"
	"carrito/server/site"
)

// sizedFolder holds the pictures that the shop has made.
const sizedFolder = "sized/"

// files is the folder served under /web/. os.Root keeps every path and every
// link within it.
type files struct {
	web   *os.Root
	cache *asset.Cache
	mu    sync.Mutex
	texts map[string]text
	files map[string]known
}

// madeTypes are the types of the pictures that the shop has made.
var madeTypes = map[string]string{".avif": "image/avif", ".jpg": "image/jpeg"}

// known is what a file is published as, as long as it does not change.
type known struct {
	modified  time.Time
	size      int64
	published *picture.Published // nil of what is no picture
	kind      string             // its media type
	err       error              // why it is not published
}

// text is a file that is kept in memory as long as it does not change.
type text struct {
	modified time.Time
	size     int64
	body     *asset.Body
}

// open opens a file that may be served. Nothing hidden is, nor what the shop does
// not need.
func (f *files) open(s *site.Site, name string) (*os.File, os.FileInfo, bool) {
	if name == "" || strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
		return nil, nil, false
	}
	file, info, err := regular.OpenIn(f.web, name)
	if err != nil {
		return nil, nil, false
	}
	if s.Withheld(name, info) {
		file.Close()
		return nil, nil, false
	}
	return file, info, true
}

// load returns a text file as it is now, or nil.
func (f *files) load(s *site.Site, name string) *asset.Body {
	file, info, ok := f.open(s, name)
	if !ok {
		return nil
	}
	defer file.Close()
	body, _, err := f.read(name, file, info)
	if err != nil {
		return nil
	}
	return body
}

// read returns the content of a text file, and whether it is new.
func (f *files) read(name string, file *os.File, info os.FileInfo) (body *asset.Body, fresh bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.texts[name]; ok && known.modified.Equal(info.ModTime()) && known.size == info.Size() {
		return known.body, false, nil
	}
	content, err := regular.ReadFrom(file, info, regular.Asset)
	if err != nil {
		return nil, false, err
	}
	if content, err = picture.Text(name, content); err != nil {
		return nil, false, err
	}
	if path.Ext(name) == ".js" {
		content = asset.Script(content)
	}
	body = asset.New(asset.Type(name), content, asset.Thorough)
	f.texts[name] = text{info.ModTime(), info.Size(), body}
	return body, true, nil
}

// send sends a file, and reports whether there is one.
func (f *files) send(w http.ResponseWriter, r *http.Request, s *site.Site, name string) bool {
	file, info, ok := f.open(s, name)
	if !ok {
		return false
	}
	defer file.Close()
	if asset.Type(name) != "" {
		body, fresh, err := f.read(name, file, info)
		if err != nil {
			return false
		}
		if fresh {
			go body.Compress(f.cache)
		}
		body.Send(w, r, http.StatusOK, asset.Revalidate)
		return true
	}
	return f.sendFile(w, r, name, file, info)
}

// sendFile sends a file that is no text, and reports whether it may be sent.
func (f *files) sendFile(w http.ResponseWriter, r *http.Request, name string, file *os.File, info os.FileInfo) bool {
	known := f.know(name, file, info)
	if known.err != nil {
		return false
	}
	header := w.Header()
	header["Cache-Control"] = asset.Revalidate
	tag := strconv.FormatInt(info.ModTime().UnixNano(), 36) + "-" + strconv.FormatInt(info.Size(), 36)
	var content io.ReadSeeker = file
	if known.published != nil && !known.published.Unchanged() {
		content, tag = known.published.Reader(file), tag+"-bare"
	}
	header.Set("ETag", `"`+tag+`"`)
	if strings.HasPrefix(name, sizedFolder) && r.URL.Query().Has("v") { // another picture has another v
		header["Cache-Control"] = asset.Forever
	}
	if known.kind != "" {
		header.Set("Content-Type", known.kind)
	}
	http.ServeContent(w, r, name, info.ModTime(), content)
	return true
}

// know returns what a file is published as.
func (f *files) know(name string, file *os.File, info os.FileInfo) known {
	f.mu.Lock()
	k, ok := f.files[name]
	f.mu.Unlock()
	if ok && k.modified.Equal(info.ModTime()) && k.size == info.Size() {
		return k
	}
	k = known{modified: info.ModTime(), size: info.Size()}
	if strings.HasPrefix(name, sizedFolder) { // the shop's own, without metadata
		k.kind = madeTypes[path.Ext(name)]
	} else {
		k.published, k.kind, k.err = picture.Publish(file, info.Size(), name)
	}
	f.mu.Lock()
	f.files[name] = k
	f.mu.Unlock()
	return k
}
