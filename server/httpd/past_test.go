package httpd

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"carrito/server/asset"
)

// after returns the build that comes after e with an asset of its own, which takes so many
// bytes of memory, and one that always stays the same.
func after(e *build, at string, size int, stock bool, now time.Time) *build {
	hashed := map[string]*asset.Body{at: asset.New("", make([]byte, size-1<<10), asset.Fast), "/always": always()}
	return &build{hashed: hashed, before: e.past(hashed, stock, now)}
}

// always is larger than all that is kept of earlier builds.
var always = sync.OnceValue(func() *asset.Body { return asset.New("", make([]byte, mostPast+1), asset.Fast) })

// Pages that are open find the assets of earlier builds: for hours if only the stock has
// changed since, for eight changes of the owner's files, and in so many bytes at most.
// Those of the last build are always there.
func TestPastBuilds(t *testing.T) {
	type change struct {
		size  int // of what the build has, in bytes
		stock bool
		times int
		later time.Duration // between two of them
	}
	const small, large = 4 << 10, mostPast / 4
	tests := []struct {
		name    string
		changes []change
		want    int // of the builds before the last one
	}{
		{"a sale a minute", []change{{small, true, 500, time.Minute}}, int(recent / time.Minute)},
		{"a sale a second", []change{{small, true, 5000, time.Second}}, mostBuilds},
		{"sales in a large shop", []change{{large, true, 8, time.Second}}, 4},
		{"changes of a small shop", []change{{small, false, 20, time.Hour}}, earlier},
		{"changes of a large shop", []change{{large, false, 8, time.Hour}}, 4},
		{"changes of a huge shop", []change{{mostPast + 1, false, 3, time.Hour}}, 1},
		{"a change of a huge shop and then sales", []change{{mostPast + 1, false, 2, 0}, {small, true, 3, time.Minute}}, 3},
		{"sales and then changes", []change{{small, true, 100, time.Second}, {small, false, 20, time.Second}}, 99 + earlier},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var e *build
			moment, n := time.Now(), 0
			for _, c := range test.changes {
				for range c.times {
					moment = moment.Add(c.later)
					e = after(e, fmt.Sprint("/", n), c.size, c.stock, moment)
					n++
				}
			}
			got := 0
			for i := range n - 1 {
				if e.asset(fmt.Sprint("/", i)) != nil {
					got++
				}
			}
			if got != test.want || len(e.before) > test.want || e.asset(fmt.Sprint("/", n-2)) == nil {
				t.Errorf("got %d builds kept in %d, want %d", got, len(e.before), test.want)
			}
		})
	}
}

// What two builds share counts once, and a build that changes nothing takes no place.
func TestPastBuildsShare(t *testing.T) {
	var e *build
	shared := map[string]*asset.Body{}
	for i := range 2 {
		shared[fmt.Sprint("/", i)] = asset.New("", make([]byte, mostPast/3), asset.Fast)
	}
	for n := range 20 { // units are sold and given back
		at := fmt.Sprint("/", n%2)
		hashed := map[string]*asset.Body{at: shared[at]}
		e = &build{hashed: hashed, before: e.past(hashed, true, time.Now())}
		e = &build{hashed: hashed, before: e.past(hashed, false, time.Now())}
	}
	if len(e.before) != 19 || e.asset("/0") == nil || e.asset("/1") == nil {
		t.Errorf("got %d builds, want the 19 before, with two assets", len(e.before))
	}
}
