package httpd

import (
	"time"

	"carrito/server/asset"
)

// A page that is open may ask for an asset of an earlier build: at once for what it names,
// hours later for parts of the catalogue, which it reads as the shopper goes on.
const (
	// earlier is how many changes of the owner's files are gone back for that.
	earlier = 8
	// recent is for how long an asset is kept that only had another stock.
	recent = 6 * time.Hour
	// mostPast is how many bytes are kept of all earlier builds, besides the latest.
	mostPast = 64 << 20
	// mostBuilds is how many builds are searched.
	mostBuilds = 1000
)

// past is what is kept of an earlier build.
type past struct {
	replaced map[string]*asset.Body // what the next build did not have, by address
	stock    bool                   // whether the next one differed only in its stock
	until    time.Time              // when the next one came
}

// past returns what is kept of e and the builds before it when there is a next one with
// these assets, which differs only in its stock or not. It always keeps all of e, and all of
// the last build before a change of the owner's files.
func (e *build) past(next map[string]*asset.Body, stock bool, now time.Time) []past {
	if e == nil {
		return nil
	}
	replaced := map[string]*asset.Body{}
	for address, body := range e.hashed {
		if next[address] == nil {
			replaced[address] = body
		}
	}
	before := e.before
	if len(replaced) > 0 {
		before = append([]past{{replaced, stock, now}}, before...)
	}
	var kept []past
	counted := map[*asset.Body]bool{}
	files, room := 0, mostPast
	for i, p := range before {
		size := p.size(counted)
		wanted := p.stock && now.Sub(p.until) < recent || !p.stock && files < earlier
		last := i == 0 || !p.stock && files == 0
		if !p.stock {
			files++
		}
		if last || wanted && size <= room && len(kept) < mostBuilds {
			kept, room = append(kept, p), room-size
			p.count(counted)
		}
	}
	return kept
}

// size returns the memory that the assets take that are not counted yet, in bytes.
func (p past) size(counted map[*asset.Body]bool) int {
	size := 0
	for _, body := range p.replaced {
		if !counted[body] {
			size += body.Size()
		}
	}
	return size
}

func (p past) count(counted map[*asset.Body]bool) {
	for _, body := range p.replaced {
		counted[body] = true
	}
}
