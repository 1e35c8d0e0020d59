// Package httpd serves a shop over HTTP: its pages, its files and its
// catalogue, and nothing else.
//
// Use [NewHandler] for the handler and [Serve] to run it. [Handler.Watch] keeps
// it at the owner's latest files that are without fault.
package httpd

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"log"
	"net/http"
	"os"
	"path"
	"strings"
	"sync/atomic"
	"time"

	"carrito/server/site"
)

// maxAddress is the longest path and query that is looked at, in bytes.
const maxAddress = 8 << 10

// Handler answers every request for one shop. It is safe for concurrent use.
type Handler struct {
	current atomic.Pointer[edition]
	web     *os.Root // the folder served under /web/
	files   site.Files
	log     *log.Logger
}

// edition is a site with what is worked out once for it.
type edition struct {
	*site.Site
	policy string // its content security policy
}

// NewHandler loads the shop in the files. The error names every fault.
func NewHandler(files site.Files, log *log.Logger) (*Handler, error) {
	loaded, err := site.Load(files)
	if err != nil {
		return nil, err
	}
	web, err := os.OpenRoot(files.Web)
	if err != nil {
		return nil, err
	}
	h := &Handler{web: web, files: files, log: log}
	h.use(loaded)
	return h, nil
}

func (h *Handler) use(s *site.Site) {
	h.current.Store(&edition{Site: s, policy: contentSecurityPolicy(s.ImageHosts())})
}

// ServeHTTP answers GET and HEAD, and refuses the rest.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	now := h.current.Load()
	setSecurityHeaders(w.Header(), now.policy)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	if !acceptable(r) {
		http.Error(w, "bad address", http.StatusBadRequest)
		return
	}
	switch base := "http://" + r.Host; r.URL.Path {
	case "/robots.txt":
		send(w, r, http.StatusOK, "text/plain; charset=utf-8", now.Robots(base))
	case "/sitemap.xml":
		sitemap, err := now.Sitemap(base)
		h.sendOrFail(w, r, http.StatusOK, "application/xml", sitemap, err)
	case "/web/products.json":
		send(w, r, http.StatusOK, "application/json", now.Products())
	case "/web/carrito.css":
		send(w, r, http.StatusOK, "text/css; charset=utf-8", now.Styles())
	default:
		if strings.HasPrefix(r.URL.Path, "/web/") && h.sendFile(w, r) {
			return
		}
		page, err := now.Page(r.URL)
		h.sendOrFail(w, r, page.Status, "text/html; charset=utf-8", page.HTML, err)
	}
}

// acceptable refuses addresses that no link of the shop has: control
// characters, steps upwards, empty steps, backslashes, endless ones.
func acceptable(r *http.Request) bool {
	p := r.URL.Path
	if len(r.RequestURI) > maxAddress || len(p) > maxAddress || strings.ContainsAny(p, "\\\x00") {
		return false
	}
	return p == "/" || path.Clean(p) == strings.TrimSuffix(p, "/")
}

// sendFile sends a file of the web folder, and reports whether there is one.
// os.Root keeps every path and every link within the folder.
func (h *Handler) sendFile(w http.ResponseWriter, r *http.Request) bool {
	name := strings.TrimPrefix(r.URL.Path, "/web/")
	if name == "" || strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
		return false
	}
	file, err := h.web.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	w.Header().Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "sized/") && r.URL.Query().Has("v") { // another picture has another v
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if contentType, ok := contentTypes[path.Ext(name)]; ok {
		w.Header().Set("Content-Type", contentType)
	}
	http.ServeContent(w, r, name, info.ModTime(), file)
	return true
}

// contentTypes are those that a machine's own tables may lack or get wrong.
var contentTypes = map[string]string{
	".avif": "image/avif",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg":  "image/svg+xml",
	".wasm": "application/wasm",
	".webp": "image/webp",
}

func (h *Handler) sendOrFail(w http.ResponseWriter, r *http.Request, status int, contentType string, body []byte, err error) {
	if err != nil {
		h.log.Printf("%s: %v", r.URL.Path, err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	send(w, r, status, contentType, body)
}

// send answers with a body that has no file. Its ETag is its content, so that
// a changed price is never answered with "not modified".
func send(w http.ResponseWriter, r *http.Request, status int, contentType string, body []byte) {
	sum := sha256.Sum256(body)
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-cache")
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			w.Write(body)
		}
		return
	}
	w.Header().Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}
