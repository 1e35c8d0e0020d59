package backup

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Limits of an archive. Pictures hardly shrink, and SQLite files and JSON to a tenth at
// best, so an archive that unpacks to far more is no backup.
const (
	maxFiles    = 2_000_000
	maxName     = 1000      // bytes
	freeSize    = 256 << 20 // bytes that any archive may unpack to
	maxGrowth   = 100       // times the size of the archive, beyond that
	maxZstdSize = 64 << 20  // of a window of zstd, in memory
)

// unpack unpacks an archive into an empty folder, and checks it against its manifest.
func unpack(ctx context.Context, name string, into *os.Root) (*Manifest, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	plain, err := decompress(file)
	if err != nil {
		return nil, err
	}
	u := &unpacker{into: into, left: freeSize + maxGrowth*info.Size(), seen: map[string]bool{}}
	manifest, err := u.unpack(ctx, tar.NewReader(plain))
	if err == nil {
		err = readEnd(plain)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, errors.New("half a backup: it is cut off")
	}
	if err != nil {
		return nil, err
	}
	if err := sameFiles(manifest.Files, u.files); err != nil {
		return nil, err
	}
	if !manifest.has(shopFile) || !manifest.has(productsFile) {
		return nil, fmt.Errorf("the backup has no %s or no %s", shopFile, productsFile)
	}
	return manifest, nil
}

// decompress returns the content of a gzip or zstd file.
func decompress(file io.Reader) (io.Reader, error) {
	buffered := bufio.NewReader(file)
	start, _ := buffered.Peek(4)
	switch {
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		return gzip.NewReader(buffered)
	case bytes.Equal(start, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return zstd.NewReader(buffered, zstd.WithDecoderMaxWindow(maxZstdSize), zstd.WithDecoderConcurrency(1))
	}
	return nil, errors.New("the file is no backup: it is neither gzip nor zstd")
}

// readEnd reads what follows the files: zeros of the tar file, and the checksum of the
// whole.
func readEnd(plain io.Reader) error {
	const most = 1 << 20
	n, err := io.Copy(io.Discard, io.LimitReader(plain, most))
	if err == nil && n == most {
		err = errors.New("the backup is damaged: something follows its end")
	}
	return err
}

// unpacker unpacks one archive.
type unpacker struct {
	into  *os.Root
	left  int64           // bytes that may still be unpacked
	seen  map[string]bool // names
	files []File
}

// unpack unpacks all files. The manifest must be the last of them.
func (u *unpacker) unpack(ctx context.Context, archive *tar.Reader) (*Manifest, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		header, err := archive.Next()
		switch {
		case err == io.EOF:
			return nil, errors.New("half a backup: its end is missing")
		case err != nil:
			return nil, fmt.Errorf("the backup is damaged: %w", err)
		}
		if err := u.check(header); err != nil {
			return nil, err
		}
		if header.Name == manifestFile {
			manifest, err := readManifest(archive)
			if err != nil {
				return nil, err
			}
			if _, err := archive.Next(); err != io.EOF {
				return nil, fmt.Errorf("the backup is damaged: something follows %s", manifestFile)
			}
			return manifest, nil
		}
		if err := u.write(header, archive); err != nil {
			return nil, err
		}
	}
}

// check refuses what no backup has: links, names outside of the shop, and more than
// an archive of this size can hold.
func (u *unpacker) check(header *tar.Header) error {
	if header.Typeflag != tar.TypeReg {
		return fmt.Errorf("the backup is refused: %q is no file", header.Name)
	}
	if !localName(header.Name) {
		return fmt.Errorf("the backup is refused: %q is no name in a shop", header.Name)
	}
	if u.seen[header.Name] {
		return fmt.Errorf("the backup is refused: %q is in it twice", header.Name)
	}
	u.seen[header.Name] = true
	u.left -= header.Size
	if u.left < 0 || len(u.seen) > maxFiles {
		return errors.New("the backup is refused: it unpacks to far more than a backup of its size")
	}
	return nil
}

// localName reports whether a backup may have a file of this name. On Windows, os.Root
// refuses more.
func localName(name string) bool {
	if name == ordersFile || name == keysFile || name == manifestFile {
		return true
	}
	return strings.HasPrefix(name, webFolder) && !strings.HasPrefix(name, cacheFolder) && len(name) <= maxName && fs.ValidPath(name) &&
		!strings.ContainsFunc(name, func(c rune) bool { return c < ' ' || c == 0x7f || c == '\\' })
}

// write writes one file.
func (u *unpacker) write(header *tar.Header, content io.Reader) error {
	if err := u.into.MkdirAll(path.Dir(header.Name), 0o755); err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if !strings.HasPrefix(header.Name, webFolder) {
		mode = 0o600
	}
	file, err := u.into.OpenFile(header.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	added, err := copyHashed(file, content, header.Name, header.Size)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	u.files = append(u.files, added)
	return u.into.Chtimes(header.Name, header.ModTime, header.ModTime)
}

// sameFiles returns an error if the files of an archive are not those of its manifest.
func sameFiles(want, got []File) error {
	byName := func(a, b File) int { return strings.Compare(a.Name, b.Name) }
	want, got = slices.SortedFunc(slices.Values(want), byName), slices.SortedFunc(slices.Values(got), byName)
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(got) || i < len(want) && want[i].Name < got[i].Name:
			return fmt.Errorf("the backup is damaged: %s is missing", want[i].Name)
		case i >= len(want) || want[i].Name > got[i].Name:
			return fmt.Errorf("the backup is damaged: %s is not in its manifest", got[i].Name)
		case want[i] != got[i]:
			return fmt.Errorf("the backup is damaged: %s has another content than its manifest says", want[i].Name)
		}
	}
	return nil
}
