package picture_test

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"carrito/server/picture"
	"carrito/server/picture/picturetest"
)

// box returns a box of a film.
func box(kind string, content ...[]byte) []byte {
	inner := slices.Concat(content...)
	return slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(8+len(inner))), []byte(kind), inner)
}

// A cleaned film does not contain the place where it was taken, and all its other boxes
// keep their offsets.
func TestCleanFilm(t *testing.T) {
	secret := []byte(picturetest.Secret)
	film := slices.Concat(
		box("ftyp", []byte("isom\x00\x00\x02\x00isomiso2")),
		box("moov", box("mvhd", []byte("head")), box("udta", box("\xa9xyz", secret)), box("trak", box("tkhd", []byte("track")), box("meta", secret))),
		box("uuid", secret), box("mdat", bytes.Repeat([]byte("frames "), 30_000)))
	cleaned, info, err := picture.Clean(bytes.NewReader(film), int64(len(film)))
	if err != nil || !info.Whole {
		t.Fatalf("got %+v, %v, want a whole film", info, err)
	}
	got := content(t, cleaned, film)
	if bytes.Contains(got, secret) || len(got) != len(film) {
		t.Errorf("got a film with the place, or of %d bytes; want %d bytes without the place", len(got), len(film))
	}
	for _, kept := range []string{"head", "track", "frames frames"} {
		if strings.Index(string(got), kept) != strings.Index(string(film), kept) {
			t.Errorf("%q has moved", kept)
		}
	}
	again, _, err := picture.Clean(bytes.NewReader(got), int64(len(got)))
	if err != nil || !again.Unchanged() {
		t.Errorf("cleaning again: got a changed film, %v", err)
	}
}
