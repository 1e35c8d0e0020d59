package catalogfile

import (
	"bytes"
	"errors"
	"io/fs"

	"carrito/server/kept"
	"carrito/server/regular"
)

// Seen is what an import has seen of the file before it writes it.
type Seen struct{ hash string }

// Is reports whether a version has the content that was seen.
func (s Seen) Is(v Version) bool { return s.hash == v.Hash }

// See returns what the file is now. It may be missing.
func (f *File) See() (Seen, error) {
	file, _, err := regular.Open(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return Seen{}, nil
	}
	if err != nil {
		return Seen{}, err
	}
	defer file.Close()
	sum, err := kept.Hash(file)
	return Seen{sum}, err
}

// ErrChanged is the error of an import if the file has changed since it was read.
var ErrChanged = errors.New("the products were changed while they were imported, so nothing is written; import again")

// Import calls write, which replaces the file and its ledger. write gets the ids of the
// products that the owner has hidden, and has to hide them in the new file. Import keeps
// the content before and after as versions. It returns [ErrChanged] if the file is no
// longer what the import has seen.
func (f *File) Import(seen Seen, write func(hidden map[int]bool) error) error {
	unlock, err := f.Kept().Lock()
	if err != nil {
		return err
	}
	defer unlock()
	now, err := f.See()
	if err != nil {
		return err
	}
	if now != seen {
		return ErrChanged
	}
	if err := f.Kept().KeepAs(kept.Version{Kind: Outside}); err != nil {
		return err
	}
	hidden, err := f.hidden()
	if err != nil {
		return err
	}
	if err := write(hidden); err != nil {
		return err
	}
	return f.Kept().KeepAs(kept.Version{Kind: Imported})
}

// hidden returns the ids of the products that the owner has hidden. Exports of other
// shops do not have them, or not as hidden.
func (f *File) hidden() (map[int]bool, error) {
	data, err := regular.Read(f.Path, regular.Catalogue)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !bytes.Contains(data, []byte(`"hidden"`)) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c, err := Parse(data)
	if err != nil {
		return nil, nil // the import replaces a damaged file
	}
	ids := map[int]bool{}
	for _, p := range c.Products {
		if p.Bool("hidden") {
			ids[p.ID()] = true
		}
	}
	return ids, nil
}
