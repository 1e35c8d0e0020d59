package catalog

import (
	"slices"
	"testing"
)

func TestWidths(t *testing.T) {
	for _, test := range []struct {
		width int
		want  []int
	}{
		{1, []int{1}},
		{160, []int{160}},
		{199, []int{160}},
		{201, []int{160, 201}},
		{1200, []int{160, 360, 540, 960}},
		{1201, []int{160, 360, 540, 960, 1201}},
		{1400, []int{160, 360, 540, 960, 1400}},
		{1600, []int{160, 360, 540, 960, 1600}},
		{6000, []int{160, 360, 540, 960, 1600}},
	} {
		if got := (Image{Width: test.width}).Widths(); !slices.Equal(got, test.want) {
			t.Errorf("%d: got %v, want %v", test.width, got, test.want)
		}
	}
}

func TestSizable(t *testing.T) {
	for src, want := range map[string]bool{
		"/web/images/a.jpg": true, "/web/a.JPEG": true, "/web/a.png": true, "/web/a.webp": true,
		"/web/a.svg": false, "/web/a.gif": false, "/web/a": false, "https://other.example/a.jpg": false, "/web/sized/a.jpg": false,
	} {
		if got := (Image{Src: src, Width: 1, Height: 1}).Sizable(); got != want {
			t.Errorf("%s: got %v, want %v", src, got, want)
		}
	}
	if (Image{Src: "/web/a.jpg"}).Sizable() {
		t.Error("got true for an image of unknown size, want false")
	}
}
