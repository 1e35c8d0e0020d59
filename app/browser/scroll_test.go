package browser

import "testing"

func TestDrawnPageStores(t *testing.T) {
	const list, product = "/?orden=precio", "/producto/3"
	tests := []struct {
		name      string
		do        func(p *drawnPage)
		here      string
		stored, y int
		want      bool
	}{
		{"scrolled", func(*drawnPage) {}, list, 0, 100, true},
		{"not scrolled", func(*drawnPage) {}, list, 100, 100, false},
		{"back at the top", func(*drawnPage) {}, list, 100, 0, true},
		{"the address has changed, and the page has not", func(*drawnPage) {}, product, 0, 100, false},
		{"after a step", func(p *drawnPage) { p.step(product) }, product, 0, 100, false},
		{"after a step there and back", func(p *drawnPage) { p.step(product); p.step(list) }, list, 0, 100, false},
		{"once the page is drawn", func(p *drawnPage) { p.step(product); p.arrive(product) }, product, 0, 100, true},
		{"after a step within the page", func(p *drawnPage) { p.step(list) }, list, 0, 100, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := &drawnPage{address: list}
			test.do(p)
			if got := p.stores(test.here, test.stored, test.y); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
