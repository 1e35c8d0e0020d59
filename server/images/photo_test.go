package images

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/picture/picturetest"
)

// A photo is shown upright, however the phone was held.
func TestMakeTurnsPhotos(t *testing.T) {
	for orientation, want := range map[int]string{
		1: "RGBW", 2: "GRWB", 3: "WBGR", 4: "BWRG", 5: "RBGW", 6: "BRWG", 7: "WGBR", 8: "GWRB",
	} {
		a := newAlbum(t)
		a.write("images/1.jpg", picturetest.JPEG(t, 64, 48, orientation, nil))
		width, height := 64, 48
		if orientation >= 5 {
			width, height = 48, 64
		}
		a.originals = []catalog.Image{{Src: "/web/images/1.jpg", Width: width, Height: height}}
		a.update(1, 0)
		for name, file := range a.files() {
			picture, _, err := image.Decode(strings.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if got := quarters(picture); got != want || picture.Bounds().Dx() != width || picture.Bounds().Dy() != height {
				t.Errorf("orientation %d, %s: got %s of %v, want %s of %d × %d", orientation, name, got, picture.Bounds(), want, width, height)
			}
			if strings.Contains(file, picturetest.Secret) {
				t.Errorf("orientation %d, %s: got a file with the place, want it removed", orientation, name)
			}
		}
		if !Read(a.web).Has(a.originals[0], a.web) {
			t.Errorf("orientation %d: got no pictures in the index, want them", orientation)
		}
		a.update(0, 0)
	}
}

// quarters returns the initials of the colours of a picture's quarters, by rows.
func quarters(picture image.Image) string {
	size := picture.Bounds()
	var names strings.Builder
	for _, at := range []image.Point{{1, 1}, {3, 1}, {1, 3}, {3, 3}} {
		r, g, b, _ := picture.At(size.Dx()*at.X/4, size.Dy()*at.Y/4).RGBA()
		switch most := max(r, g, b); {
		case min(r, g, b) > 0xc000:
			names.WriteByte('W')
		case most == r:
			names.WriteByte('R')
		case most == g:
			names.WriteByte('G')
		default:
			names.WriteByte('B')
		}
	}
	return names.String()
}

// Make makes pictures again that an earlier version of the program did not turn
// upright, and no others.
func TestMakeAgainWhatWasNotTurned(t *testing.T) {
	a := newAlbum(t, 40)
	a.write("images/2.jpg", picturetest.JPEG(t, 40, 20, 6, nil))
	a.originals = append(a.originals, catalog.Image{Src: "/web/images/2.jpg", Width: 20, Height: 40})
	a.update(2, 0)
	index := a.read(indexFile)
	a.write(indexFile, bytes.Replace(index, []byte(`"How": "orientation 6 "`), []byte(`"How": ""`), 1))
	a.update(1, 0)
}

// Made pictures have no profile, but show the same colours as the original.
func TestMakeConvertsColors(t *testing.T) {
	for _, test := range []struct {
		name    string
		profile []byte
		want    color.RGBA // in sRGB, what 180, 100, 60 is in the profile
	}{
		{"none", nil, color.RGBA{180, 100, 60, 255}},
		{"sRGB", picturetest.Profile(picturetest.SRGB), color.RGBA{180, 100, 60, 255}},
		{"Display P3", picturetest.Profile(picturetest.DisplayP3), color.RGBA{193, 95, 49, 255}},
		{"broken", []byte(strings.Repeat("acsp", 64)), color.RGBA{180, 100, 60, 255}},
	} {
		t.Run(test.name, func(t *testing.T) {
			picture := image.NewRGBA(image.Rect(0, 0, 40, 40))
			for i := range picture.Pix {
				picture.Pix[i] = []byte{180, 100, 60, 255}[i%4]
			}
			var b bytes.Buffer
			if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: 100}); err != nil {
				t.Fatal(err)
			}
			file := b.Bytes()
			if test.profile != nil {
				file = slices.Concat(file[:2], picturetest.Segment(0xe2, "ICC_PROFILE\x00\x01\x01", test.profile), file[2:])
			}
			a := newAlbum(t)
			a.write("images/1.jpg", file)
			a.originals = []catalog.Image{{Src: "/web/images/1.jpg", Width: 40, Height: 40}}
			a.update(1, 0)
			for name, file := range a.files() {
				made, _, err := image.Decode(strings.NewReader(file))
				if err != nil {
					t.Fatal(err)
				}
				got := color.RGBAModel.Convert(made.At(20, 20)).(color.RGBA)
				if far(got.R, test.want.R) || far(got.G, test.want.G) || far(got.B, test.want.B) {
					t.Errorf("%s: got %v, want about %v", name, got, test.want)
				}
			}
		})
	}
}

// far reports whether two values differ by more than a lossy encoder changes one.
func far(a, b uint8) bool { return max(a, b)-min(a, b) > 3 }

// Pictures go with the photo that they were made from, and others stay.
func TestRemove(t *testing.T) {
	a := newAlbum(t)
	for _, name := range []string{"1", "2"} {
		a.write("images/"+name+".jpg", picturetest.JPEG(t, 64, 48, 1, nil))
		a.originals = append(a.originals, catalog.Image{Src: "/web/images/" + name + ".jpg", Width: 64, Height: 48})
	}
	a.update(2, 0)
	all := len(a.files())
	if err := Remove(a.web, "/web/images/1.jpg", "/web/images/unknown.jpg"); err != nil {
		t.Fatal(err)
	}
	index := Read(a.web)
	if n := len(a.files()); n != all/2 || index.Has(a.originals[0], a.web) || !index.Has(a.originals[1], a.web) {
		t.Errorf("got %d of %d files and %v, want the pictures of the second", n, all, index.Pictures)
	}
	a.originals = a.originals[1:]
	a.update(0, 0)
}
