// Package picture reads everything in a picture file but its pixels: its format, its
// size as people see it, its colour profile, and the metadata that must not leave the
// owner's machine.
//
// Use [Read] for what is known without decoding pixels, and [Clean] for the file
// without its metadata. The format of a file follows from its content, never from its
// name.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"  // registers the format
	_ "image/jpeg" // registers the format
	_ "image/png"  // registers the format
	"io"

	_ "golang.org/x/image/webp" // registers the format
)

// Format is the format of a picture file.
type Format string

// The formats that are recognised.
const (
	JPEG Format = "JPEG"
	PNG  Format = "PNG"
	GIF  Format = "GIF"
	WebP Format = "WebP"
	AVIF Format = "AVIF"
	HEIC Format = "HEIC"
	TIFF Format = "TIFF"
	Film Format = "MP4"
)

// Type returns the media type of the format.
func (f Format) Type() string {
	return map[Format]string{
		JPEG: "image/jpeg", PNG: "image/png", GIF: "image/gif", WebP: "image/webp",
		AVIF: "image/avif", HEIC: "image/heic", TIFF: "image/tiff", Film: "video/mp4",
	}[f]
}

// Info describes a picture file.
type Info struct {
	Format        Format
	Width, Height int    // in pixels, as people see the picture
	Orientation   int    // of EXIF, 1 to 8; 1 means that the pixels are upright
	Profile       []byte // the ICC profile; nil if there is none
	Progressive   bool   // whether a JPEG or PNG is decoded in several passes
	Moving        bool   // whether it has several frames
	Whole         bool   // whether the file is complete; for a JPEG, set only by [Clean]
	CMYK          bool   // whether its colours are those of printing inks
	memory        int64  // for decoding, in bytes
}

// errUnknown is the error for a file that is not a picture a shop can show.
var errUnknown = errors.New("it is not a JPEG, PNG, GIF, WebP or SVG picture")

// Read describes a picture file without decoding its pixels.
func Read(r io.ReaderAt, size int64) (Info, error) {
	f, err := walk(r, size, false)
	if err != nil {
		return Info{}, err
	}
	config, _, err := image.DecodeConfig(io.NewSectionReader(r, 0, size))
	if err != nil {
		return Info{}, fmt.Errorf("%w: %w", errUnknown, err)
	}
	if err := checkSize(config.Width, config.Height); err != nil {
		return Info{}, err
	}
	f.info.CMYK = config.ColorModel == color.CMYKModel
	f.info.memory = f.decoding(config)
	f.info.Width, f.info.Height = config.Width, config.Height
	if f.info.Sideways() {
		f.info.Width, f.info.Height = config.Height, config.Width
	}
	return f.info, nil
}

// Sideways reports whether the orientation swaps width and height.
func (i Info) Sideways() bool { return i.Orientation >= 5 }

// sniffLen is the number of leading bytes that determine the format of a file.
const sniffLen = 32

// Sniff returns the format of a file that begins with start, or "" if it is unknown.
func Sniff(start []byte) Format {
	has := func(at int, text string) bool {
		return len(start) >= at+len(text) && string(start[at:at+len(text)]) == text
	}
	switch {
	case has(0, "\xff\xd8\xff"):
		return JPEG
	case has(0, pngStart):
		return PNG
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return GIF
	case has(0, "RIFF") && has(8, "WEBP"):
		return WebP
	case has(4, "ftyp"):
		return sniffBoxes(start)
	case has(0, "II*\x00"), has(0, "MM\x00*"):
		return TIFF
	}
	return ""
}

// sniffBoxes returns the format of a file of the ISO base media file format, by
// its brands.
func sniffBoxes(start []byte) Format {
	brands := start[8:]
	switch {
	case bytes.Contains(brands, []byte("avif")), bytes.Contains(brands, []byte("avis")):
		return AVIF
	case bytes.Contains(brands, []byte("heic")), bytes.Contains(brands, []byte("heix")), bytes.Contains(brands, []byte("hevc")),
		bytes.Contains(brands, []byte("mif1")), bytes.Contains(brands, []byte("msf1")):
		return HEIC
	}
	return Film
}
