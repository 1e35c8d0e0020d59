package catalogfile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"carrito/server/regular"
)

// Kinds of versions, by how they came about.
const (
	Edited   = "edited"
	Imported = "imported"
	Outside  = "outside" // by a program that is none of ours, such as a text editor
)

// Version describes a version of the catalogue.
type Version struct {
	Number  int       `json:"-"`
	Time    time.Time `json:"time"`
	By      string    `json:"by,omitempty"` // who has made it; empty if unknown
	Kind    string    `json:"kind"`
	Changes []Change  `json:"changes,omitempty"`
	More    int       `json:"more,omitempty"` // how many changed products Changes leaves out
	Hash    string    `json:"hash"`           // of the file's content
}

// kept is how many versions are kept.
const kept = 50

// folderOf returns the folder with the versions of a catalogue. It is hidden, so it
// is neither served nor exported.
func folderOf(path string) string {
	name := filepath.Base(path)
	return filepath.Join(filepath.Dir(path), "."+strings.TrimSuffix(name, filepath.Ext(name))+".versions")
}

func (f *File) folder() (string, error) {
	folder := folderOf(f.Path)
	return folder, os.MkdirAll(folder, 0o755)
}

// Versions returns the versions that are kept, the latest first. Files that are
// none are ignored.
func (f *File) Versions() ([]Version, error) {
	numbers, err := f.numbers()
	if err != nil {
		return nil, err
	}
	var list []Version
	for _, n := range slices.Backward(numbers) {
		if v, content, err := f.open(n); err == nil {
			content.Close()
			list = append(list, v)
		}
	}
	return list, nil
}

// Version returns the catalogue of a version.
func (f *File) Version(number int) (*Catalogue, error) {
	_, content, err := f.open(number)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	data, err := io.ReadAll(io.LimitReader(content, regular.Catalogue+1))
	if err != nil {
		return nil, err
	}
	return Parse(data)
}

const versionSuffix = ".json.gz"

func (f *File) versionFile(number int) string {
	return filepath.Join(folderOf(f.Path), fmt.Sprintf("%06d%s", number, versionSuffix))
}

// numbers returns the numbers of the versions in rising order.
func (f *File) numbers() ([]int, error) {
	entries, err := os.ReadDir(folderOf(f.Path))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var numbers []int
	for _, e := range entries {
		var n int
		if _, err := fmt.Sscanf(e.Name(), "%d"+versionSuffix, &n); err == nil && n > 0 && filepath.Base(f.versionFile(n)) == e.Name() {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

// versionReader reads the catalogue of a version.
type versionReader struct {
	io.Reader
	file *os.File
}

func (r versionReader) Close() error { return r.file.Close() }

// open opens a version. Its file is compressed; the first line describes the
// version, and the catalogue follows.
func (f *File) open(number int) (Version, io.ReadCloser, error) {
	file, _, err := regular.Open(f.versionFile(number))
	if err != nil {
		return Version{}, nil, err
	}
	plain, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		file.Close()
		return Version{}, nil, err
	}
	content := bufio.NewReader(plain)
	line, err := content.ReadBytes('\n')
	v := Version{}
	if err == nil {
		err = json.Unmarshal(line, &v)
	}
	if err != nil {
		file.Close()
		return Version{}, nil, err
	}
	v.Number = number
	return v, versionReader{content, file}, nil
}

// latest returns the latest version, or the zero value if there is none.
func (f *File) latest() (Version, error) {
	numbers, err := f.numbers()
	if err != nil {
		return Version{}, err
	}
	for _, n := range slices.Backward(numbers) {
		if v, content, err := f.open(n); err == nil {
			content.Close()
			return v, nil
		}
	}
	return Version{}, nil
}

// keepOutside keeps the content of the file as a version unless the latest version
// has it: somebody has changed the file by other means.
func (f *File) keepOutside(content []byte) error {
	last, err := f.latest()
	if err != nil || last.Hash == hash(content) {
		return err
	}
	v := Version{Kind: Outside}
	if last.Number > 0 {
		before, err := f.Version(last.Number)
		after, wrong := Parse(content)
		if err == nil && wrong == nil {
			v.Changes, v.More = changes(before, after)
		}
	}
	_, err = f.keep(v, bytes.NewReader(content))
	return err
}

// keep writes a version, and removes the oldest ones.
func (f *File) keep(v Version, content io.ReadSeeker) (number int, err error) {
	staged, err := f.stage(v, content)
	if err != nil {
		return 0, err
	}
	defer staged.drop()
	return staged.publish()
}

// stagedVersion is a version that is written, but has no number yet.
type stagedVersion struct {
	*File
	draft string
}

// stage writes a version without its number, so that the disk has room for it.
func (f *File) stage(v Version, content io.ReadSeeker) (staged stagedVersion, err error) {
	v.Time = time.Now().UTC().Truncate(time.Second)
	if v.Hash, err = hashOf(content); err != nil {
		return staged, err
	}
	draft, err := os.CreateTemp(folderOf(f.Path), drafts)
	if err != nil {
		return staged, err
	}
	packed, _ := gzip.NewWriterLevel(draft, gzip.BestSpeed)
	_, err = packed.Write(append(encode(v), '\n'))
	_, copied := io.Copy(packed, content)
	staged = stagedVersion{f, draft.Name()}
	if err := errors.Join(err, copied, packed.Close(), draft.Chmod(0o644), draft.Sync(), draft.Close()); err != nil {
		staged.drop()
		return stagedVersion{}, err
	}
	return staged, nil
}

// publish gives the version the next number, and removes the oldest ones.
func (s stagedVersion) publish() (number int, err error) {
	numbers, err := s.numbers()
	if err != nil {
		return 0, err
	}
	number = 1
	if n := len(numbers); n > 0 {
		number = numbers[n-1] + 1
	}
	if err := os.Rename(s.draft, s.versionFile(number)); err != nil {
		return 0, err
	}
	for len(numbers) >= kept {
		os.Remove(s.versionFile(numbers[0]))
		numbers = numbers[1:]
	}
	return number, syncFolder(folderOf(s.Path))
}

// drop removes the draft of a version that was not published.
func (s stagedVersion) drop() { os.Remove(s.draft) }
