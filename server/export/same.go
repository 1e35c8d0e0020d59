package export

import (
	"bytes"
	"io"
	"os"
)

// sameContent reports whether a file has the same content in two folders. It is false if
// one of them cannot be read.
func sameContent(a, b *os.Root, name string) bool {
	one, err := a.Open(name)
	if err != nil {
		return false
	}
	defer one.Close()
	other, err := b.Open(name)
	if err != nil {
		return false
	}
	defer other.Close()
	return sameText(one, other)
}

// sameText compares piece by piece, since a file may be larger than the memory.
func sameText(a, b io.Reader) bool {
	var pieces [2][16 << 10]byte
	for {
		n, err := io.ReadFull(a, pieces[0][:])
		m, otherErr := io.ReadFull(b, pieces[1][:])
		if err != otherErr || !bytes.Equal(pieces[0][:n], pieces[1][:m]) {
			return false
		}
		if err != nil {
			return err == io.EOF || err == io.ErrUnexpectedEOF
		}
	}
}
