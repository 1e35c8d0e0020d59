// Package picturetest makes picture files for tests: photos as phones take them, with
// metadata that must not be published.
package picturetest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

// Secret is contained in every piece of metadata.
const Secret = "12 deg 3 min S, 77 deg 1 min W"

// Pixels returns a picture with four quarters: red, green, blue and white, by rows from
// the upper left.
func Pixels(width, height int) *image.NRGBA {
	quarters := []color.NRGBA{{200, 0, 0, 255}, {0, 200, 0, 255}, {0, 0, 200, 255}, {250, 250, 250, 255}}
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			picture.SetNRGBA(x, y, quarters[2*y/height*2+2*x/width])
		}
	}
	return picture
}

// Bare returns a JPEG without any metadata.
func Bare(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	check(t, jpeg.Encode(&b, Pixels(width, height), &jpeg.Options{Quality: 95}))
	return b.Bytes()
}

// JPEG returns a photo with EXIF, XMP, IPTC, a comment and a second picture after its
// end. It has the given orientation, and a colour profile if profile is not empty.
func JPEG(t testing.TB, width, height, orientation int, profile []byte) []byte {
	t.Helper()
	bare := Bare(t, width, height)
	segments := [][]byte{
		Segment(0xe1, "Exif\x00\x00", EXIF(orientation)),
		Segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00", []byte(Secret)),
		Segment(0xed, "Photoshop 3.0\x00", []byte(Secret)),
		Segment(0xe2, "MPF\x00", []byte(Secret)),
		Segment(0xfe, "", []byte(Secret)),
	}
	if len(profile) > 0 {
		half := len(profile) / 2
		segments = append(segments, Segment(0xe2, "ICC_PROFILE\x00\x01\x02", profile[:half]), Segment(0xe2, "ICC_PROFILE\x00\x02\x02", profile[half:]))
	}
	return slices.Concat(bare[:2], slices.Concat(segments...), bare[2:], []byte("\xff\xd8"+Secret), bare[2:])
}

// CMYK returns a grey JPEG in the colours of printing inks.
func CMYK(width, height int) []byte {
	code := append([]byte{1}, make([]byte, 16)...) // one code, for the number 0
	channels := []byte{1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0}
	return slices.Concat([]byte{0xff, 0xd8},
		Segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x00", nil),
		Segment(0xdb, "\x00", bytes.Repeat([]byte{1}, 64)),
		Segment(0xc0, "\x08", slices.Concat([]byte{byte(height >> 8), byte(height), byte(width >> 8), byte(width), 4}, channels)),
		Segment(0xc4, "\x00", code), Segment(0xc4, "\x10", code),
		Segment(0xda, "\x04\x01\x00\x02\x00\x03\x00\x04\x00", []byte{0, 63, 0}),
		make([]byte, (width+7)/8*((height+7)/8)), []byte{0xff, 0xd9})
}

// Huge returns a PNG of the given size without pixels.
func Huge(width, height int) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(width)), uint32(height))
	return slices.Concat([]byte("\x89PNG\r\n\x1a\n"), Chunk("IHDR", append(head, 8, 0, 0, 0, 0)), Chunk("IDAT", nil), Chunk("IEND", nil))
}

// Segment returns a segment of a JPEG.
func Segment(code byte, mark string, content []byte) []byte {
	length := binary.BigEndian.AppendUint16(nil, uint16(2+len(mark)+len(content)))
	return slices.Concat([]byte{0xff, code}, length, []byte(mark), content)
}

// EXIF returns EXIF data with an orientation and [Secret].
func EXIF(orientation int) []byte {
	b := []byte{'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0}
	b = append(b, 0x0f, 1, 2, 0, byte(len(Secret)), 0, 0, 0, 38, 0, 0, 0) // the tag Make, which points to Secret
	b = append(b, 0x12, 1, 3, 0, 1, 0, 0, 0, byte(orientation), 0, 0, 0)
	b = append(b, 0, 0, 0, 0)
	return append(b, Secret...)
}

// PNG returns a picture with EXIF, a text, a time, and [Secret] after its end.
func PNG(t testing.TB, width, height, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	check(t, png.Encode(&b, Pixels(width, height)))
	bare := b.Bytes()
	const head = 33 // the signature and IHDR
	return slices.Concat(bare[:head], Chunk("tEXt", []byte("Comment\x00"+Secret)), Chunk("eXIf", EXIF(orientation)),
		Chunk("tIME", []byte("1234567")), Chunk("gAMA", []byte{0, 0, 0xb1, 0x8f}), bare[head:], []byte(Secret))
}

// Chunk returns a chunk of a PNG.
func Chunk(kind string, content []byte) []byte {
	b := slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(len(content))), []byte(kind), content)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// GIF returns a picture of the given number of frames with a comment, XMP, and [Secret]
// after its end.
func GIF(t testing.TB, width, height, frames int) []byte {
	t.Helper()
	moving := gif.GIF{}
	for i := range frames {
		frame := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.Black, color.White})
		frame.Pix[i%len(frame.Pix)] = 1
		moving.Image, moving.Delay = append(moving.Image, frame), append(moving.Delay, 10)
	}
	var b bytes.Buffer
	check(t, gif.EncodeAll(&b, &moving))
	bare := b.Bytes()
	comment := slices.Concat([]byte{0x21, 0xfe, byte(len(Secret))}, []byte(Secret), []byte{0})
	xmp := slices.Concat([]byte("\x21\xff\x0bXMP DataXMP"), []byte{byte(len(Secret))}, []byte(Secret), []byte{0})
	end := len(bare) - 1
	return slices.Concat(bare[:end], comment, xmp, bare[end:], []byte(Secret))
}

// WebP returns a picture of 1 × 1 pixels with EXIF and XMP.
func WebP(t testing.TB, orientation int) []byte {
	t.Helper()
	pixels, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	check(t, err)
	chunks := slices.Concat(chunk("VP8X", []byte{8 | 4, 0, 0, 0, 0, 0, 0, 0, 0, 0}), pixels[12:], chunk("EXIF", EXIF(orientation)), chunk("XMP ", []byte(Secret)))
	return slices.Concat([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(4+len(chunks))), []byte("WEBP"), chunks)
}

// chunk returns a chunk of a WebP picture.
func chunk(kind string, content []byte) []byte {
	b := slices.Concat([]byte(kind), binary.LittleEndian.AppendUint32(nil, uint32(len(content))), content)
	return append(b, make([]byte, len(content)%2)...)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
