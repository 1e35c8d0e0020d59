package picture_test

import (
	"bytes"
	"image"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"carrito/server/picture"
	"carrito/server/picture/picturetest"
)

func TestRead(t *testing.T) {
	for _, test := range []struct {
		name   string
		file   []byte
		format picture.Format
		width  int
		height int
		turned int
		moving bool
	}{
		{"bare JPEG", picturetest.Bare(t, 40, 20), picture.JPEG, 40, 20, 1, false},
		{"upright photo", picturetest.JPEG(t, 40, 20, 1, nil), picture.JPEG, 40, 20, 1, false},
		{"upside down", picturetest.JPEG(t, 40, 20, 3, nil), picture.JPEG, 40, 20, 3, false},
		{"on its side", picturetest.JPEG(t, 40, 20, 6, nil), picture.JPEG, 20, 40, 6, false},
		{"on its side as PNG", picturetest.PNG(t, 40, 20, 8), picture.PNG, 20, 40, 8, false},
		{"WebP", picturetest.WebP(t, 5), picture.WebP, 1, 1, 5, false},
		{"still GIF", picturetest.GIF(t, 40, 20, 1), picture.GIF, 40, 20, 1, false},
		{"moving GIF", picturetest.GIF(t, 40, 20, 3), picture.GIF, 40, 20, 1, true},
		{"no orientation", picturetest.JPEG(t, 40, 20, 0, nil), picture.JPEG, 40, 20, 1, false},
		{"unknown orientation", picturetest.JPEG(t, 40, 20, 9, nil), picture.JPEG, 40, 20, 1, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := picture.Read(bytes.NewReader(test.file), int64(len(test.file)))
			if err != nil {
				t.Fatal(err)
			}
			if got.Format != test.format || got.Width != test.width || got.Height != test.height || got.Orientation != test.turned || got.Moving != test.moving {
				t.Errorf("got %+v, want %s of %d × %d, orientation %d, moving %v", got, test.format, test.width, test.height, test.turned, test.moving)
			}
		})
	}
}

// A cleaned picture looks the same, but does not contain the place where it was taken.
func TestClean(t *testing.T) {
	profile := []byte(strings.Repeat("profile ", 50))
	for _, test := range []struct {
		name   string
		file   []byte
		turned int
	}{
		{"JPEG", picturetest.JPEG(t, 40, 20, 1, nil), 1},
		{"JPEG on its side", picturetest.JPEG(t, 40, 20, 6, profile), 6},
		{"PNG", picturetest.PNG(t, 40, 20, 1), 1},
		{"PNG on its side", picturetest.PNG(t, 40, 20, 8), 8},
		{"WebP", picturetest.WebP(t, 1), 1},
		{"WebP on its side", picturetest.WebP(t, 6), 6},
		{"still GIF", picturetest.GIF(t, 40, 20, 1), 1},
		{"moving GIF", picturetest.GIF(t, 40, 20, 3), 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			cleaned, info, err := picture.Clean(bytes.NewReader(test.file), int64(len(test.file)))
			if err != nil {
				t.Fatal(err)
			}
			if cleaned.Unchanged() || !info.Whole {
				t.Errorf("got unchanged %v, whole %v, want a changed, whole file", cleaned.Unchanged(), info.Whole)
			}
			got := content(t, cleaned, test.file)
			if bytes.Contains(got, []byte(picturetest.Secret)) {
				t.Error("got a file with the place, want it removed")
			}
			again, err := picture.Read(bytes.NewReader(got), int64(len(got)))
			if err != nil || again.Orientation != test.turned || !bytes.Equal(again.Profile, info.Profile) {
				t.Errorf("got %+v, %v, want orientation %d and the same profile", again, err, test.turned)
			}
			if !reflect.DeepEqual(decode(t, got), decode(t, test.file)) {
				t.Error("got different pixels, want the same")
			}
			twice, _, err := picture.Clean(bytes.NewReader(got), int64(len(got)))
			if err != nil || !twice.Unchanged() {
				t.Errorf("cleaning again: got %v, unchanged %v, want it unchanged", err, err == nil && twice.Unchanged())
			}
		})
	}
	t.Run("profile", func(t *testing.T) {
		file := picturetest.JPEG(t, 40, 20, 6, profile)
		if got, _ := picture.Read(bytes.NewReader(file), int64(len(file))); !bytes.Equal(got.Profile, profile) {
			t.Errorf("got the profile %q, want %q", got.Profile, profile)
		}
	})
}

func TestCleanLeavesAlone(t *testing.T) {
	file := picturetest.Bare(t, 40, 20)
	cleaned, info, err := picture.Clean(bytes.NewReader(file), int64(len(file)))
	if err != nil || !cleaned.Unchanged() || !info.Whole {
		t.Errorf("got %v, %+v, want the file as it is", err, info)
	}
	cut := file[:len(file)-30]
	cleaned, info, err = picture.Clean(bytes.NewReader(cut), int64(len(cut)))
	if err != nil || info.Whole || !bytes.Equal(content(t, cleaned, cut), cut) {
		t.Errorf("cut off: got %v, %+v, want the file as it is, not whole", err, info)
	}
}

func TestCleanRefuses(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"empty", "", "it is not a JPEG"},
		{"text", "no picture", "it is not a JPEG"},
		{"HEIC", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "save it as JPEG"},
		{"TIFF", "II*\x00\x08\x00\x00\x00", "save it as JPEG"},
		{"AVIF with a place", "\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif" + "\x00\x00\x00\x22meta\x00\x00\x00\x15infe\x02\x00\x00\x00\x00\x01\x00\x00Exif\x00....", "save it without"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, _, err := picture.Clean(strings.NewReader(test.file), int64(len(test.file))); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// content reads the result, also in parts of all sizes.
func content(t testing.TB, p *picture.Published, file []byte) []byte {
	t.Helper()
	b, err := io.ReadAll(p.Reader(bytes.NewReader(file)))
	if err != nil || int64(len(b)) != p.Size() {
		t.Fatalf("got %d bytes, %v, want %d", len(b), err, p.Size())
	}
	if err := iotest.TestReader(p.Reader(bytes.NewReader(file)), b); err != nil {
		t.Error(err)
	}
	return b
}

func decode(t testing.TB, file []byte) image.Image {
	t.Helper()
	picture, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// Clean refuses a file, or finds all its metadata: cleaning the result again changes
// nothing.
func FuzzClean(f *testing.F) {
	f.Add(picturetest.JPEG(f, 8, 4, 6, []byte("profile")))
	f.Add(picturetest.PNG(f, 8, 4, 6))
	f.Add(picturetest.GIF(f, 8, 4, 2))
	f.Add(picturetest.WebP(f, 6))
	f.Fuzz(func(t *testing.T, file []byte) {
		cleaned, info, err := picture.Clean(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		got := content(t, cleaned, file)
		again, second, err := picture.Clean(bytes.NewReader(got), int64(len(got)))
		if err != nil {
			t.Fatalf("the result: %v", err)
		}
		if second.Orientation != info.Orientation || !bytes.Equal(content(t, again, got), got) {
			t.Errorf("got orientation %d, then %d; want the result unchanged", info.Orientation, second.Orientation)
		}
		if _, err := picture.Read(bytes.NewReader(file), int64(len(file))); err == nil && len(got) == 0 {
			t.Error("got an empty result for a picture that can be read")
		}
	})
}
