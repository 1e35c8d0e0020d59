package images

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/picture/picturetest"
)

// Hints names every picture that is shown less well than it could be.
func TestHints(t *testing.T) {
	whole := picturetest.Bare(t, 40, 20)
	a := newAlbum(t)
	for _, test := range []struct {
		name, want string
		content    []byte
	}{
		{"right.jpg", "", whole},
		{"right.PNG", "", picturetest.PNG(t, 40, 20, 1)},
		{"still.gif", "nothing smaller is made of a GIF picture: save it as JPEG or PNG", picturetest.GIF(t, 40, 20, 1)},
		{"moving.gif", "it is animated, so it is shown unchanged, with all its 1 kB", picturetest.GIF(t, 40, 20, 3)},
		{"wrong.png", "it is a JPEG picture, but static hosts send it with the type of .png: rename it", whole},
		{"cut.jpg", "it is cut off before its end: copy it again", whole[:len(whole)-30]},
		{"inks.jpg", "it has CMYK colours without a profile, so its colours are guessed: save it as sRGB", picturetest.CMYK(40, 20)},
		{"tall.png", "nothing smaller can be made of it, as it is too tall to be made smaller: cut it in two", picturetest.Huge(1600, 16_000)},
		{"harmless.svg", "", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
		{"script.svg", "it is shown without parts that a drawing does not need: <script>, onload", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="a"><script>b</script></svg>`)},
		{"missing.jpg", "", nil},
	} {
		if test.content != nil {
			a.write("images/"+test.name, test.content)
		}
		src := "/web/images/" + test.name
		got, err := Hints(a.web, []catalog.Image{{Src: src, Width: 40, Height: 20}, {Src: "https://other.example/" + test.name}})
		var want []string
		if test.want != "" {
			want = []string{src + ": " + test.want}
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, %v, want %q", test.name, got, err, want)
		}
	}
}

// Make corrects pictures where it can, and names the others in its error.
func TestMakeOfAnyOriginal(t *testing.T) {
	whole := picturetest.Bare(t, 40, 20)
	a := newAlbum(t)
	for name, content := range map[string][]byte{
		"wrong.png": whole, "inks.jpg": picturetest.CMYK(40, 20), "cut.jpg": whole[:len(whole)-30],
		"apple.jpg": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), "bomb.png": picturetest.Huge(30_000, 30_000),
	} {
		a.write("images/"+name, content)
		a.originals = append(a.originals, catalog.Image{Src: "/web/images/" + name, Width: 40, Height: 20})
	}
	got, err := Make(t.Context(), a.web, a.originals, nil)
	if got.Made != 2 || err == nil {
		t.Fatalf("got %+v, %v, want two made and three faults", got, err)
	}
	for _, want := range []string{"cut.jpg: it is not a readable picture", "apple.jpg: it is a HEIC picture", "bomb.png: it is 30000 × 30000"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q in it", err, want)
		}
	}
	made, _, err := image.Decode(strings.NewReader(a.files()["wrong.png.40.jpg"]))
	if err != nil || quarters(made) != "RGBW" {
		t.Errorf("a JPEG named .png: got %v, want it made smaller", err)
	}
	if made, _, err = image.Decode(strings.NewReader(a.files()["inks.jpg.40.jpg"])); err != nil || fmt.Sprint(made.Bounds()) != "(0,0)-(40,20)" {
		t.Errorf("a picture of inks: got %v, want it made smaller", err)
	}
}
