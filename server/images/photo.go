package images

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"sync"

	"carrito/app/catalog"
	"carrito/server/picture"

	"github.com/gen2brain/avif"
)

// Why a file is not taken as a photo.
var (
	ErrDrawing = errors.New("it is a drawing")
	ErrHEIC    = errors.New("it is a HEIC picture, which few browsers show")
	ErrMoving  = errors.New("it is an animation")
	ErrLarge   = errors.New("it has too many pixels")
	ErrBroken  = errors.New("it is incomplete or damaged")
	ErrUnknown = errors.New("it is not a photo")
)

// Sizes of a photo as it is kept: larger than the widest picture that pages show, so
// that it may be cropped or shown larger later.
const (
	photoSide    = 2400 // pixels of the longer side
	photoQuality = 88
)

// avifPerPixel is what decoding and resizing an AVIF picture needs for a pixel, in
// bytes. So one of 26 million pixels is the largest.
const avifPerPixel = 12

// Photo is an uploaded photo as a shop keeps it: upright, in sRGB, without metadata.
type Photo struct {
	Content       []byte
	Extension     string // ".jpg", or ".png" if parts of it are transparent
	Width, Height int
}

// memoryOfPhotos is that of all photos that are read at the same time.
var memoryOfPhotos = sync.OnceValue(newMemory)

// ReadPhoto reads an uploaded photo: a JPEG, PNG, WebP or AVIF picture. It looks at
// the size in pixels before it decodes any. The error is one of the above, or that of
// ctx.
func ReadPhoto(ctx context.Context, file io.ReaderAt, size int64) (Photo, error) {
	start := make([]byte, min(size, 512))
	if _, err := file.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return Photo{}, err
	}
	decode, bytes, err := decoder(file, size, start)
	if err != nil {
		return Photo{}, err
	}
	var p Photo
	err = memoryOfPhotos().within(ctx, bytes, func() error {
		pixels, err := decode()
		if err != nil {
			return errors.Join(ErrBroken, err)
		}
		p, err = newPhoto(pixels)
		return err
	})
	return p, err
}

// decoder returns a function that decodes a photo, no larger than it is kept, and the
// memory that it needs.
func decoder(file io.ReaderAt, size int64, start []byte) (decode func() (*image.RGBA, error), memory int64, err error) {
	switch picture.Sniff(start) {
	case picture.JPEG, picture.PNG, picture.WebP:
	case picture.AVIF:
		return avifDecoder(file, size, start)
	case picture.GIF, picture.Film:
		return nil, 0, ErrMoving
	case picture.HEIC:
		return nil, 0, ErrHEIC
	default:
		if bytes.Contains(bytes.ToLower(start), []byte("<svg")) {
			return nil, 0, ErrDrawing
		}
		return nil, 0, ErrUnknown
	}
	config, _, err := image.DecodeConfig(io.NewSectionReader(file, 0, size))
	if err != nil {
		return nil, 0, ErrBroken
	}
	if !allowed(config.Width, config.Height) {
		return nil, 0, ErrLarge
	}
	how, err := analyse(file, size)
	if err != nil {
		return nil, 0, errors.Join(ErrBroken, err)
	}
	if how.Moving {
		return nil, 0, ErrMoving
	}
	width, height := kept(how.Width, how.Height)
	if how.decoding(width, height) > budget {
		return nil, 0, ErrLarge
	}
	return func() (*image.RGBA, error) { return how.decode(width, height) }, how.decoding(width, height), nil
}

func avifDecoder(file io.ReaderAt, size int64, start []byte) (decode func() (*image.RGBA, error), memory int64, err error) {
	if bytes.Contains(start[:min(len(start), 32)], []byte("avis")) {
		return nil, 0, ErrMoving
	}
	config, err := avif.DecodeConfig(io.NewSectionReader(file, 0, size))
	if err != nil {
		return nil, 0, ErrBroken
	}
	memory = avifPerPixel * int64(config.Width) * int64(config.Height)
	if !allowed(config.Width, config.Height) || memory > budget {
		return nil, 0, ErrLarge
	}
	width, height := kept(config.Width, config.Height)
	return func() (*image.RGBA, error) {
		pixels, err := avif.Decode(io.NewSectionReader(file, 0, size))
		if err != nil {
			return nil, err
		}
		return resize(pixels, width, height), nil
	}, memory, nil
}

func allowed(width, height int) bool {
	return width > 0 && height > 0 && width <= picture.MaxSide && height <= picture.MaxSide && width*height <= picture.MaxPixels
}

// kept returns the size in which a photo is kept.
func kept(width, height int) (int, int) {
	longest := max(width, height)
	if longest <= photoSide {
		return width, height
	}
	return max(1, width*photoSide/longest), max(1, height*photoSide/longest)
}

// newPhoto encodes a photo.
func newPhoto(pixels *image.RGBA) (Photo, error) {
	p := Photo{Extension: ".jpg", Width: pixels.Rect.Dx(), Height: pixels.Rect.Dy()}
	var b bytes.Buffer
	var err error
	if pixels.Opaque() {
		err = jpeg.Encode(&b, pixels, &jpeg.Options{Quality: photoQuality})
	} else {
		p.Extension = ".png"
		err = png.Encode(&b, pixels)
	}
	p.Content = b.Bytes()
	return p, err
}

// adding is held while one picture is added to the folder web/sized.
var adding sync.Mutex

// Add makes the pictures of one original that is new in the folder web, and leaves the
// others alone. It does nothing for an original that pictures cannot be made of.
func Add(ctx context.Context, web string, original catalog.Image) error {
	if !original.Sizable() {
		return nil
	}
	adding.Lock()
	defer adding.Unlock()
	m, err := newMaker(web)
	if err != nil {
		return err
	}
	defer m.root.Close()
	one, made, err := m.update(ctx, original.Src)
	if err != nil || !made {
		return err
	}
	now := &Index{Settings: settings, Pictures: map[string]entry{}}
	if m.before.Settings == settings {
		for src, known := range m.before.Pictures {
			now.Pictures[src] = known
		}
	}
	now.Pictures[original.Src] = one
	return m.write(now)
}

// Remove removes the pictures made from originals that are gone.
func Remove(web string, originals ...string) error {
	if len(originals) == 0 {
		return nil
	}
	adding.Lock()
	defer adding.Unlock()
	m, err := newMaker(web)
	if err != nil {
		return err
	}
	defer m.root.Close()
	var files []string
	for _, src := range originals {
		if p, ok := m.before.Pictures[src]; ok {
			files = append(files, p.files(src)...)
			delete(m.before.Pictures, src)
		}
	}
	if len(files) == 0 {
		return nil
	}
	if err := m.write(m.before); err != nil {
		return err
	}
	for _, name := range files {
		if err := m.root.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}
