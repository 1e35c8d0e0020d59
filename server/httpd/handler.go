// Package httpd serves a shop over HTTP: its pages, its files and its
// catalogue, and nothing else.
//
// Use [NewHandler], or [Open] and [Handler.Start], for the handler and [Serve] to run
// it. [Handler.Watch] keeps it at the owner's latest files that are without fault,
// [Handler.Follow] at what is left of the stock.
package httpd

import (
	"log"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"carrito/app/cart"
	"carrito/server/asset"
	"carrito/server/site"
)

// Handler answers every request for one shop. It is safe for concurrent use.
type Handler struct {
	current   atomic.Pointer[build]
	files     site.Files // the owner's
	loaded    string     // their stamp when they were first loaded
	web       files      // those that are served
	recovered recovered  // assets of builds before this run
	log       *log.Logger
	share     share // of the connections, for files
	feeds     share // of them, for feeds

	handlers map[string]http.Handler // see Handle

	making  sync.Mutex // of a build, and of what follows
	started bool       // whether there is a build that can be served
	base    *site.Site // the owner's files, with their own stock
	stock   Stock      // nil where only the files know what is left
	counted bool       // whether stock has counted base
	latest  int64      // of stock, when left was asked for
	left    map[cart.Key]int
}

// NewHandler returns a handler that is ready: [Open] and then [Handler.Start].
func NewHandler(from site.Files, log *log.Logger) (*Handler, error) {
	h, err := Open(from, log)
	if err != nil {
		return nil, err
	}
	return h, h.Start()
}

// Open loads the shop in the files. The error names every fault. The handler must not
// serve before [Handler.Start]. A shop that counts its stock calls [Handler.TakeStock]
// first, so that its pages and assets are made once.
func Open(from site.Files, log *log.Logger) (*Handler, error) {
	h := &Handler{share: newShare(connectionLimit()), feeds: make(share, mostFeeds), files: from, log: log}
	h.loaded = h.stamp()
	loaded, err := site.Load(from)
	if err != nil {
		return nil, err
	}
	web, err := os.OpenRoot(from.Web)
	if err != nil {
		return nil, err
	}
	h.web = files{web: web, texts: map[string]text{}, files: map[string]known{}, cache: &asset.Cache{Folder: filepath.Join(from.Web, ".cache")}}
	h.recovered.cache = h.web.cache
	h.base = loaded
	h.current.Store(&build{Site: loaded, prefix: loaded.Prefix(), terms: newTerms(loaded.Shop), compressed: make(chan struct{})})
	return h, nil
}

// Start makes the pages and assets. It starts to compress the assets;
// [Handler.Compressed] tells when that is done. Until then requests are answered with the
// forms that are ready.
func (h *Handler) Start() error {
	h.making.Lock()
	defer h.making.Unlock()
	if h.started {
		return nil
	}
	return h.makeBuild(false)
}

// makeBuild makes what the files and the stock are now the shop that is served.
// Where only the stock has changed, it is made ready to be sent first.
func (h *Handler) makeBuild(stock bool) error {
	s, err := h.base, error(nil)
	if h.left != nil {
		if s, err = s.WithStock(h.left); err != nil {
			return err
		}
	}
	var before *build
	if h.started {
		before = h.current.Load()
	}
	e, err := h.newBuild(s, before, stock)
	if err != nil {
		return err
	}
	if stock {
		for _, body := range e.changed {
			body.Compress(h.web.cache)
		}
	}
	h.current.Store(e)
	h.started = true
	go e.compress(h.web.cache, func(body *asset.Body) bool { return h.current.Load().has(body) })
	return nil
}

// Compressed returns a channel that is closed when all assets of the present shop
// are in their smallest form.
func (h *Handler) Compressed() <-chan struct{} { return h.current.Load().compressed }

// Site returns the shop as it is now.
func (h *Handler) Site() *site.Site { return h.current.Load().Site }

// Files returns the paths of the owner's files.
func (h *Handler) Files() site.Files { return h.files }

// Prefix returns the path that the shop is served under, without a slash at its
// end: that of its base URL, empty at the root.
func (h *Handler) Prefix() string { return h.current.Load().prefix }

// ServeHTTP answers GET and HEAD, and everything at the addresses of
// [Handler.Handle].
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	now := h.current.Load()
	now.security.set(w.Header())
	if !acceptable(r) {
		http.Error(w, "bad address", http.StatusBadRequest)
		return
	}
	address, within := strings.CutPrefix(r.URL.Path, now.prefix)
	added := h.handler(address)
	if r.ProtoMajor == 1 && r.ContentLength != 0 && (added == nil || r.Method != http.MethodPost && r.Method != http.MethodPut) {
		w.Header().Set("Connection", "close") // nobody reads the body, so the answer does not wait for its end
	}
	if len(r.RequestURI) > maxAddress {
		h.sendLong(w, r, now, added == nil && within && !isFile(address))
		return
	}
	if added != nil && within {
		http.StripPrefix(now.prefix, added).ServeHTTP(w, r)
		return
	}
	if within && isFile(address) {
		h.share.within(w, func() { h.serveShop(w, r, now) })
		return
	}
	h.serveShop(w, r, now)
}

// serveShop answers with what is the shop's own.
func (h *Handler) serveShop(w http.ResponseWriter, r *http.Request, now *build) {
	address, within := strings.CutPrefix(r.URL.Path, now.prefix)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path == "/" && !within || address == "" {
		http.Redirect(w, r, now.prefix+"/", http.StatusTemporaryRedirect)
		return
	}
	if body := now.fixed[address]; body != nil && within {
		body.Send(w, r, http.StatusOK, asset.Revalidate)
		return
	}
	if name, ok := strings.CutPrefix(address, "/web/"); ok && within {
		if body := h.asset(now, address); body != nil {
			body.SendForever(w, r, h.dictionaries(now, address))
			return
		}
		if body := now.made[address]; body != nil {
			body.Send(w, r, http.StatusOK, asset.Revalidate)
			return
		}
		if strings.HasPrefix(address, site.CardFolder) && h.sendCard(w, r, now, address) {
			return
		}
		if h.web.send(w, r, now.Site, name) {
			return
		}
	}
	if within && isFeed(address) {
		h.sendFeed(w, r, now, address)
		return
	}
	h.sendPage(w, r, now, address)
}

// acceptable refuses addresses that no link of the shop has: control
// characters, steps upwards, empty steps, backslashes.
func acceptable(r *http.Request) bool {
	p := r.URL.Path
	if strings.ContainsFunc(p, forbidden) {
		return false
	}
	return p == "/" || p != "//" && path.Clean(p) == strings.TrimSuffix(p, "/")
}

func forbidden(c rune) bool { return c < ' ' || c == 0x7f || c == '\\' }
