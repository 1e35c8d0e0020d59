package httpd

import (
	"time"

	"carrito/server/asset"
)

// A page that was sent earlier may ask for an asset of an earlier build.
const (
	// earlier is how many builds of the owner's files are kept for that.
	earlier = 8
	// recent is how long one is kept that only differed in its stock, of which
	// there may be one every second. A page asks for its assets as soon as it is read.
	recent = 2 * time.Minute
)

// past is what is kept of an earlier build.
type past struct {
	hashed map[string]*asset.Body
	stock  bool      // whether the next one differed only in its stock
	until  time.Time // when the next one came
}

// past returns the builds before the next one, which differs only in its stock
// or not.
func (e *build) past(stock bool, now time.Time) []past {
	if e == nil {
		return nil
	}
	var kept []past
	files := 0
	for _, p := range append([]past{{e.hashed, stock, now}}, e.before...) {
		if p.stock && now.Sub(p.until) < recent || !p.stock && files <= earlier-1 {
			kept = append(kept, p)
		}
		if !p.stock {
			files++
		}
	}
	return kept
}
