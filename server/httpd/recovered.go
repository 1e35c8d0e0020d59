package httpd

import (
	"bytes"
	"sync"
	"time"

	"carrito/server/asset"
	"carrito/server/site"
)

const (
	// maxRecovered is how many recovered assets are in memory, with 9 MB for a program.
	maxRecovered = 4
	// recoveredFor is how long each stays there at least. Recovering one takes a tenth
	// of a second, so nobody can make the server do nothing else.
	recoveredFor = 10 * time.Minute
)

// beginnings are how the assets begin that may be in the folder of the cache, by the
// pattern of their names. The folder does not say which name an asset had.
var beginnings = map[string]string{"app.*.wasm": "\x00asm", "rest.*.wasm": "\x00asm", "products.*.json": "["}

// recovered has assets of builds before the start of the server, from the folder of
// the cache. A page that was open while the shop was deployed may ask for them.
type recovered struct {
	cache  *asset.Cache
	mu     sync.Mutex
	assets []recoveredAsset // oldest first
	unfit  map[string]bool  // by address: the folder has files, but not of such an asset
}

// recoveredAsset is an asset with its address.
type recoveredAsset struct {
	address string
	body    *asset.Body
	at      time.Time
}

// asset returns the asset at an address, or nil.
func (r *recovered) asset(address string) *asset.Body {
	pattern, hash, _ := site.CutHash(address)
	beginning, ok := beginnings[pattern]
	if !ok {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, a := range r.assets {
		if a.address == address {
			return a.body
		}
	}
	full := len(r.assets) == maxRecovered
	if r.unfit[address] || full && time.Since(r.assets[0].at) < recoveredFor {
		return nil
	}
	body, found := r.cache.Recover(asset.Type(address), hash)
	if !found {
		return nil
	}
	if body == nil || !bytes.HasPrefix(bytes.TrimLeft(body.Content(), " \t\r\n"), []byte(beginning)) {
		if r.unfit == nil {
			r.unfit = map[string]bool{}
		}
		r.unfit[address] = true
		return nil
	}
	if full {
		r.assets = r.assets[1:]
	}
	r.assets = append(r.assets, recoveredAsset{address, body, time.Now()})
	return body
}

// asset returns the asset at an address: of this build, of an earlier one, or of one
// before the start of the server. It returns nil if there is none.
func (h *Handler) asset(now *build, address string) *asset.Body {
	if body := now.asset(address); body != nil {
		return body
	}
	return h.recovered.asset(address)
}

// dictionaries returns where to find the earlier versions of an asset.
func (h *Handler) dictionaries(now *build, address string) asset.Dictionaries {
	pattern, _, _ := site.CutHash(address)
	return asset.Dictionaries{Match: pattern, Cache: h.web.cache, Held: func(yield func(*asset.Body) bool) {
		for _, past := range now.before {
			for other, body := range past.replaced {
				if p, _, _ := site.CutHash(other); p == pattern && !yield(body) {
					return
				}
			}
		}
	}}
}
