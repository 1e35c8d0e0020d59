package catalogfile_test

import (
	"strings"
	"testing"

	"carrito/server/catalogfile"
)

// A variant keeps its picture when one owner gives it that picture and the other puts
// the pictures into another order or removes one. The file has the place of a picture,
// which means another picture then.
func TestMergePictures(t *testing.T) {
	const (
		base    = `{"id": 1, "images": [{"src": "/web/a.jpg"}, {"src": "/web/b.jpg"}, {"src": "/web/c.jpg"}], "variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"], "image": 2}]}`
		chosen  = `{"id": 1, "images": [{"src": "/web/a.jpg"}, {"src": "/web/b.jpg"}, {"src": "/web/c.jpg"}], "variants": [{"id": 1, "values": ["S"], "image": 1}, {"id": 2, "values": ["M"], "image": 2}]}`
		removed = `{"id": 1, "images": [{"src": "/web/b.jpg"}, {"src": "/web/c.jpg"}], "variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"], "image": 1}]}`
		without = `{"id": 1, "images": [{"src": "/web/a.jpg"}, {"src": "/web/c.jpg"}], "variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"], "image": 1}]}`
	)
	for _, test := range []struct{ name, mine, theirs, want string }{
		{"theirs removed one", chosen, removed, `[{"id":1,"values":["S"],"image":0},{"id":2,"values":["M"],"image":1}]`},
		{"mine removed one", removed, chosen, `[{"id":1,"values":["S"],"image":0},{"id":2,"values":["M"],"image":1}]`},
		{"the chosen one is gone", chosen, without, `[{"id":1,"values":["S"]},{"id":2,"values":["M"],"image":1}]`},
	} {
		merged, conflicts := catalogfile.Merge(object(t, base), object(t, test.mine), object(t, test.theirs))
		if got := strings.ReplaceAll(string(merged.Get("variants")), " ", ""); got != test.want || len(conflicts) > 0 {
			t.Errorf("%s: got %s, %v, want %s", test.name, got, conflicts, test.want)
		}
	}
}
