package images

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"carrito/app/catalog"
)

// album is a folder web that contains originals.
type album struct {
	*testing.T
	web       string
	originals []catalog.Image
}

// newAlbum returns an album with originals of the given widths: 1.jpg, 2.jpg and so on.
func newAlbum(t *testing.T, widths ...int) *album {
	t.Helper()
	a := &album{T: t, web: t.TempDir()}
	for i, width := range widths {
		name := string(rune('1'+i)) + ".jpg"
		a.write("images/"+name, drawn(t, width, width/2, byte(i)))
		a.originals = append(a.originals, catalog.Image{Src: "/web/images/" + name, Width: width, Height: width / 2})
	}
	return a
}

// drawn returns a JPEG of the given size and shade.
func drawn(t *testing.T, width, height int, shade byte) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			picture.SetRGBA(x, y, color.RGBA{byte(x), byte(y), shade * 40, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (a *album) write(name string, data []byte) {
	a.Helper()
	name = filepath.Join(a.web, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, data, 0o644)); err != nil {
		a.Fatal(err)
	}
}

// read returns a file of the folder.
func (a *album) read(name string) []byte {
	a.Helper()
	data, err := os.ReadFile(filepath.Join(a.web, name))
	if err != nil {
		a.Fatal(err)
	}
	return data
}

// update calls Make and checks how many originals were made and how many files were
// removed.
func (a *album) update(wantMade, wantRemoved int) {
	a.Helper()
	got, err := Make(context.Background(), a.web, a.originals, nil)
	if err != nil {
		a.Fatal(err)
	}
	if want := (Result{len(a.originals), wantMade, wantRemoved}); got != want {
		a.Fatalf("got %+v, want %+v", got, want)
	}
}

// files returns the contents of the files in web/sized without the index.
func (a *album) files() map[string]string {
	a.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(a.web), folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == indexFile {
			return err
		}
		data, err := os.ReadFile(filepath.Join(a.web, name))
		files[strings.TrimPrefix(name, folder+"/images/")] = string(data)
		return err
	})
	if err != nil {
		a.Fatal(err)
	}
	return files
}

func (a *album) names() []string { return slices.Sorted(maps.Keys(a.files())) }

func TestMakeNeverEnlarges(t *testing.T) {
	a := newAlbum(t, 40, 160, 400, 170)
	a.update(4, 0)
	want := []string{
		"1.jpg.40.avif", "1.jpg.40.jpg",
		"2.jpg.160.avif", "2.jpg.160.jpg",
		"3.jpg.160.avif", "3.jpg.160.jpg", "3.jpg.360.avif", "3.jpg.360.jpg",
		"4.jpg.160.avif", "4.jpg.160.jpg",
	}
	if got := a.names(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for name, data := range a.files() {
		if got, _, err := image.DecodeConfig(strings.NewReader(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !strings.Contains(name, "."+strconv.Itoa(got.Width)+".") || got.Height != got.Width/2 {
			t.Errorf("%s: got %d × %d, want the width in its name and half of it as height", name, got.Width, got.Height)
		}
	}
}

func TestMakeOnlyWhatChanged(t *testing.T) {
	a := newAlbum(t, 200, 200, 200)
	a.update(3, 0)
	before := a.files()
	version := Read(a.web).Version
	a.update(0, 0)
	if got := Read(a.web).Version; got != version || got == "" {
		t.Errorf("got version %q for unchanged pictures, want %q", got, version)
	}

	a.write("images/2.jpg", drawn(t, 200, 100, 6))
	a.update(1, 0)
	var changed []string
	for name, data := range a.files() {
		if before[name] != data {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	if want := []string{"2.jpg.160.avif", "2.jpg.160.jpg", "2.jpg.200.avif", "2.jpg.200.jpg"}; !slices.Equal(changed, want[:len(changed)]) || len(changed) == 0 {
		t.Errorf("got %q changed, want those of 2.jpg", changed)
	}
	if Read(a.web).Version == version {
		t.Error("got the same version after a picture changed, want another")
	}
}

func TestMakeAgainWhatIsLost(t *testing.T) {
	a := newAlbum(t, 40, 40, 40)
	a.update(3, 0)
	whole := a.files()
	if err := os.Remove(filepath.Join(a.web, folder, "images", "1.jpg.40.avif")); err != nil {
		t.Fatal(err)
	}
	a.update(1, 0)
	a.write(indexFile, []byte("{"))
	a.update(3, 0)
	if !maps.Equal(a.files(), whole) {
		t.Error("got other files than at first, want the same")
	}
}

func TestMakeRemovesWhatIsNotNamed(t *testing.T) {
	a := newAlbum(t, 40, 40)
	a.write("images/deep/3.jpg", drawn(t, 40, 20, 3))
	a.originals = append(a.originals, catalog.Image{Src: "/web/images/deep/3.jpg", Width: 40, Height: 20})
	a.update(3, 0)
	a.write(folder+"/images/.draft-1.jpg.40.avif", []byte("cut off"))
	a.originals = a.originals[:1]
	a.update(0, 5)
	if got, want := a.names(), []string{"1.jpg.40.avif", "1.jpg.40.jpg"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(a.web, folder, "images", "deep")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v for an empty folder, want it removed", err)
	}
}

func TestMakeNamesEveryFault(t *testing.T) {
	a := newAlbum(t, 40, 40, 40, 40)
	a.update(4, 0)
	a.write("images/2.jpg", []byte("no picture"))
	if err := os.Remove(filepath.Join(a.web, "images", "4.jpg")); err != nil {
		t.Fatal(err)
	}
	a.write("images/3.jpg", drawn(t, 40, 20, 7))
	result, err := Make(context.Background(), a.web, a.originals, nil)
	if err == nil {
		t.Fatal("got no error, want one")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "/web/images/2.jpg: it is not a JPEG") || lines[1] != "/web/images/4.jpg: there is no such file" {
		t.Errorf("got %q, want a line for 2.jpg and one for 4.jpg", lines)
	}
	if want := (Result{4, 1, 4}); result != want {
		t.Errorf("got %+v, want %+v", result, want)
	}
	index := Read(a.web)
	for i, want := range []bool{true, false, true, false} {
		if got := index.Has(a.originals[i], a.web); got != want {
			t.Errorf("%s: got %v, want %v", a.originals[i].Src, got, want)
		}
	}
}

func TestMakeLeavesAlone(t *testing.T) {
	a := newAlbum(t)
	for _, src := range []string{"/web/images/a.svg", "/web/images/a.gif", "https://other.example/a.jpg", ""} {
		a.originals = append(a.originals, catalog.Image{Src: src, Width: 40, Height: 40})
	}
	got, err := Make(context.Background(), a.web, a.originals, nil)
	if err != nil || got != (Result{}) {
		t.Errorf("got %+v, %v, want nothing done", got, err)
	}
	if entries, _ := os.ReadDir(a.web); len(entries) != 0 {
		t.Errorf("got %v written, want nothing", entries)
	}
}

func TestMakeIsDeterministic(t *testing.T) {
	a, b := newAlbum(t, 200, 40), newAlbum(t, 200, 40)
	a.update(2, 0)
	b.update(2, 0)
	if !maps.Equal(a.files(), b.files()) {
		t.Error("got different files from the same originals")
	}
	if a, b := Read(a.web).Version, Read(b.web).Version; a != b {
		t.Errorf("got versions %q and %q, want one", a, b)
	}
}

func TestMakeEndsWithItsContext(t *testing.T) {
	a := newAlbum(t, 40, 40, 40)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Make(ctx, a.web, a.originals, func(done, total int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want context canceled", err)
	}
	got, err := Make(context.Background(), a.web, a.originals, nil)
	if err != nil || got.Made == 3 || got.Made == 0 {
		t.Errorf("got %+v, %v; want some pictures kept and the others made", got, err)
	}
}

func TestMakeProgress(t *testing.T) {
	a := newAlbum(t, 40, 40, 40)
	var got []int
	_, err := Make(context.Background(), a.web, a.originals, func(done, total int) { got = append(got, done, total) })
	if want := []int{1, 3, 2, 3, 3, 3}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}

// A transparent picture is put on white in a format without transparency.
func TestMakeTransparent(t *testing.T) {
	a := newAlbum(t)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 40, 40))); err != nil {
		t.Fatal(err)
	}
	a.write("images/1.png", b.Bytes())
	a.originals = []catalog.Image{{Src: "/web/images/1.png", Width: 40, Height: 40}}
	a.update(1, 0)
	for name, wantAlpha := range map[string]uint32{"1.png.40.avif": 0, "1.png.40.jpg": 0xffff} {
		picture, _, err := image.Decode(strings.NewReader(a.files()[name]))
		if err != nil {
			t.Fatal(err)
		}
		r, _, _, alpha := picture.At(20, 20).RGBA()
		if alpha != wantAlpha || alpha > 0 && r < 0xf000 {
			t.Errorf("%s: got red %x, alpha %x, want alpha %x", name, r, alpha, wantAlpha)
		}
	}
}

// Read ignores an index that was made with other settings.
func TestReadOtherSettings(t *testing.T) {
	a := newAlbum(t, 40)
	a.update(1, 0)
	index, err := os.ReadFile(filepath.Join(a.web, indexFile))
	if err != nil {
		t.Fatal(err)
	}
	a.write(indexFile, bytes.Replace(index, []byte("widths [160"), []byte("widths [170"), 1))
	if got := Read(a.web); got.Version != "" || len(got.Pictures) != 0 {
		t.Errorf("got %+v, want none", got)
	}
	a.update(1, 0)
	if got := Read(a.web); got.Version == "" || len(got.Pictures) != 1 {
		t.Errorf("got %+v, want the picture", got)
	}
}

// Has reports false for an original that has changed since its pictures were made.
func TestIndexHas(t *testing.T) {
	a := newAlbum(t, 40)
	a.update(1, 0)
	image := a.originals[0]
	if !Read(a.web).Has(image, a.web) {
		t.Error("got false for a picture that was made, want true")
	}
	image.Width++
	if Read(a.web).Has(image, a.web) {
		t.Error("got true for another size in pixels, want false")
	}
	a.write("images/1.jpg", append(drawn(t, 40, 20, 0), 0))
	if Read(a.web).Has(a.originals[0], a.web) {
		t.Error("got true for another size in bytes, want false")
	}
}
