package part

import (
	"testing"

	"carrito/app/catalog"
)

func TestSizes(t *testing.T) {
	tests := []struct {
		name  string
		in    Place
		image catalog.Image
		want  string
	}{
		{"as the frame", InCard, catalog.Image{Width: 800, Height: 1000}, "(min-width: 89rem) 252px, (min-width: 71rem) 22vw, (min-width: 53rem) 30vw, 45vw"},
		{"narrower", InLine, catalog.Image{Width: 100, Height: 1000}, "80px"},
		{"square", InLine, catalog.Image{Width: 900, Height: 900}, "100px"},
		{"broad", InLine, catalog.Image{Width: 1600, Height: 1000}, "160px"},
		{"one tile", InTile(1), catalog.Image{Width: 4, Height: 5}, "(min-width: 84rem) 1344px, (min-width: 40rem) 90vw, 29vw"},
		{"seven tiles", InTile(7), catalog.Image{Width: 4, Height: 5}, "(min-width: 84rem) 192px, (min-width: 40rem) 176px, 29vw"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.in.sizes(test.image); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
