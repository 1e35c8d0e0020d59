package kept

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
	"strconv"
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

// Version describes a version of a file.
type Version struct {
	Number  int       `json:"-"`
	Time    time.Time `json:"time"`
	By      string    `json:"by,omitempty"` // who has made it; empty if unknown
	Kind    string    `json:"kind"`
	Changes []Change  `json:"changes,omitempty"`
	More    int       `json:"more,omitempty"` // how many changes Changes leaves out
	Hash    string    `json:"hash"`           // of the file's content
}

// Change describes how a product, or the whole file, differs between two versions.
type Change struct {
	ID      int           `json:"id"`
	Product string        `json:"product"` // its name
	Kind    string        `json:"kind"`
	Fields  []FieldChange `json:"fields,omitempty"`
}

// Field names a field of a product, or of one of its variants.
type Field struct {
	Variant int    `json:"variant,omitempty"` // id of the variant; 0 for the product itself
	Name    string `json:"name"`              // empty for a whole variant
}

// FieldChange describes how a field has changed.
type FieldChange struct {
	Field
	Of     string `json:"of,omitempty"` // name of the variant, such as "M / Blanco"
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// ErrGone is the error for a version that is no longer kept.
var ErrGone = errors.New("this version is no longer kept")

// ErrOther is the error for a version that is another one than a page has shown. Servers
// without a common folder number their versions apart.
var ErrOther = errors.New("the version with this number is another one at this server")

// hashed is how many letters of a hash a token has.
const hashed = 8

// Token names a version for a form: its number, and the start of its hash.
func (v Version) Token() string { return fmt.Sprintf("%d.%.*s", v.Number, hashed, v.Hash) }

// Token returns the token of a version with the hash of the version before it. It has no
// hashes if the version is not kept.
func (f *File) Token(number int) string {
	now, content, err := f.open(number)
	if err != nil {
		return strconv.Itoa(number)
	}
	content.Close()
	token := now.Token()
	if before, content, err := f.open(number - 1); err == nil {
		content.Close()
		token += fmt.Sprintf(".%.*s", hashed, before.Hash)
	}
	return token
}

// Find returns the number of the version that a token names. The error is [ErrGone] if it
// is not kept, and [ErrOther] if it is another one.
func (f *File) Find(token string) (number int, err error) {
	parts := strings.Split(token, ".")
	number, _ = strconv.Atoi(parts[0])
	for i, hash := range parts[1:] {
		v, content, err := f.open(number - i)
		if err != nil {
			return 0, ErrGone
		}
		content.Close()
		if !strings.HasPrefix(v.Hash, hash) {
			return 0, ErrOther
		}
	}
	return number, nil
}

// most is how many versions are kept.
const most = 50

// folder returns the folder with the versions.
func (f *File) folder() string {
	if f.Folder != "" {
		return f.Folder
	}
	name := filepath.Base(f.Path)
	return filepath.Join(filepath.Dir(f.Path), "."+strings.TrimSuffix(name, filepath.Ext(name))+".versions")
}

// Beside returns the name of a file in the folder with the versions, where it is neither
// served nor exported. The lock makes that folder.
func (f *File) Beside(name string) string { return filepath.Join(f.folder(), name) }

// Versions returns the versions that are kept, the latest first. Files that are none are
// ignored.
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

// Version returns the content of a version.
func (f *File) Version(number int) ([]byte, error) {
	_, content, err := f.open(number)
	if err != nil {
		return nil, ErrGone
	}
	defer content.Close()
	return io.ReadAll(io.LimitReader(content, f.Limit+1))
}

const versionSuffix = ".json.gz"

func (f *File) versionFile(number int) string {
	return filepath.Join(f.folder(), fmt.Sprintf("%06d%s", number, versionSuffix))
}

// numbers returns the numbers of the versions in rising order.
func (f *File) numbers() ([]int, error) {
	entries, err := os.ReadDir(f.folder())
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

// versionReader reads the content of a version.
type versionReader struct {
	io.Reader
	file *os.File
}

func (r versionReader) Close() error { return r.file.Close() }

// open opens a version. Its file is compressed; the first line describes the version,
// and the content follows.
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

// keepOutside keeps the content of the file as a version unless the latest version has
// it: somebody has changed the file by other means.
func (f *File) keepOutside(content []byte) error {
	last, err := f.latest()
	if err != nil || content == nil {
		return err
	}
	if sum, _ := Hash(bytes.NewReader(content)); sum == last.Hash {
		return nil
	}
	v := Version{Kind: Outside}
	if last.Number > 0 {
		if before, err := f.Version(last.Number); err == nil {
			v.Changes, v.More = f.describe(before, content)
		}
	}
	_, err = f.Keep(v, bytes.NewReader(content))
	return err
}

// KeepAs keeps the file as a version unless the latest version has its content. It does
// not read the whole file into memory.
func (f *File) KeepAs(v Version) error {
	file, _, err := regular.Open(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	sum, err := Hash(file)
	if err != nil {
		return err
	}
	if last, err := f.latest(); err != nil || last.Hash == sum {
		return err
	}
	_, err = f.Keep(v, file)
	return err
}

// Keep writes a version, and removes the oldest ones.
func (f *File) Keep(v Version, content io.ReadSeeker) (number int, err error) {
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
	if v.Time.IsZero() {
		v.Time = time.Now()
	}
	v.Time = v.Time.UTC().Truncate(time.Second)
	if v.Hash, err = Hash(content); err != nil {
		return staged, err
	}
	draft, err := os.CreateTemp(f.folder(), f.Drafts)
	if err != nil {
		return staged, err
	}
	packed, _ := gzip.NewWriterLevel(draft, gzip.BestSpeed)
	lines := json.NewEncoder(packed)
	lines.SetEscapeHTML(false)
	err = lines.Encode(v)
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
	for len(numbers) >= most {
		os.Remove(s.versionFile(numbers[0]))
		numbers = numbers[1:]
	}
	return number, syncFolder(s.folder())
}

// drop removes the draft of a version that was not published.
func (s stagedVersion) drop() { os.Remove(s.draft) }
