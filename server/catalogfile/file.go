// Package catalogfile changes products.json while others may change it too: another
// owner, the import, or an editor on the same machine.
//
// [File.Update] changes the file whole or not at all, gives new products and
// variants ids that were never used, and keeps the last versions in a folder beside
// the file. [Merge] applies what one person has changed to what another has saved
// in the meantime, and names the fields that both have changed.
package catalogfile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"carrito/server/identity"
	"carrito/server/kept"
	"carrito/server/regular"
)

// File is a products.json.
type File struct {
	Path  string
	Check func(catalogue []byte) error // returns the faults of a catalogue; may be nil

	Sharing kept.Sharing // keeps the file the same as at other servers; nil for one server
}

// drafts is the pattern of the names of files that are not complete yet. The import
// uses the same.
const drafts = ".products-*.json"

// Kept returns the file with its versions.
func (f *File) Kept() *kept.File {
	return &kept.File{Path: f.Path, Drafts: drafts, Limit: regular.Catalogue, Describe: describe, Sharing: f.Sharing}
}

// describe says how two contents of the file differ.
func describe(before, after []byte) ([]Change, int) {
	old, err := Parse(before)
	now, wrong := Parse(after)
	if err != nil || wrong != nil {
		return nil, 0
	}
	return changes(old, now)
}

// Versions returns the versions that are kept, the latest first.
func (f *File) Versions() ([]Version, error) { return f.Kept().Versions() }

// Version returns the catalogue of a version.
func (f *File) Version(number int) (*Catalogue, error) {
	data, err := f.Kept().Version(number)
	if err != nil {
		return nil, err
	}
	return Parse(data)
}

// Read returns the catalogue as it is now.
func (f *File) Read() (*Catalogue, error) {
	data, err := regular.Read(f.Path, regular.Catalogue)
	if err != nil {
		return nil, err
	}
	return Parse(data)
}

// attempts is how often Update starts again because the file has changed.
const attempts = 10

// Update changes the file in the name of by. edit changes the catalogue, and may
// return an error, which Update returns without changing anything. Update calls
// edit again with the new content if another program has changed the file
// meanwhile. Products and variants without an id get one. Update returns the number
// of the version that it has made, or 0 if there was nothing to change, and the
// error of Check if the changed catalogue has faults.
func (f *File) Update(by string, edit func(*Catalogue) error) (version int, err error) {
	unlock, err := f.Kept().Lock()
	if err != nil {
		return 0, err
	}
	defer unlock()
	for range attempts {
		if err := f.Kept().Take(); err != nil {
			return 0, err
		}
		u := update{File: f, by: by}
		if err := u.prepare(edit); err != nil || u.same {
			return 0, err
		}
		version, err = u.commit()
		if err == nil || !errors.Is(err, kept.ErrRestless) {
			return version, err
		}
	}
	return 0, kept.ErrRestless
}

// update is one change of the file.
type update struct {
	*File
	by            string
	before, after []byte
	old, changed  *Catalogue
	ledger        *identity.Ledger
	same          bool // whether there is nothing to change
}

// prepare makes the new content.
func (u *update) prepare(edit func(*Catalogue) error) error {
	var err error
	if u.before, err = regular.Read(u.Path, regular.Catalogue); err != nil {
		return err
	}
	if u.old, err = Parse(u.before); err != nil {
		return err
	}
	if u.changed, err = Parse(u.before); err != nil {
		return err
	}
	if u.ledger, err = readLedger(u.Path, u.before); err != nil {
		return err
	}
	if err := edit(u.changed); err != nil {
		return err
	}
	u.identify()
	u.after = u.changed.Bytes()
	if u.same = bytes.Equal(u.after, u.old.Bytes()); u.same {
		return nil
	}
	if len(u.after) > regular.Catalogue {
		return fmt.Errorf("the catalogue would have %.1f MB, and at most %d MB are read: nothing is changed", float64(len(u.after))/1e6, regular.Catalogue>>20)
	}
	if u.Check != nil {
		if err := u.Check(u.after); err != nil {
			return err
		}
	}
	return u.ledger.Edited(u.after)
}

// identify gives ids to products and variants that have none.
func (u *update) identify() {
	next := u.ledger.NextProduct()
	for i, p := range u.changed.Products {
		if p.ID() == 0 {
			p = Object{members: append([]member{{"id", encode(next)}}, p.With("id", nil).members...)}
			next++
		}
		list, given := p.Objects(variants), false
		id := u.ledger.NextVariant(p.ID())
		for n, v := range list {
			if v.ID() == 0 {
				list[n] = Object{members: append([]member{{"id", encode(id)}}, v.With("id", nil).members...)}
				id, given = id+1, true
			}
		}
		if given {
			p = p.WithObjects(variants, list)
		}
		u.changed.Products[i] = p
	}
}

// commit replaces the file, unless it has changed since prepare has read it. The
// ledger comes first: if the machine stops in between, the ledger has ids that no
// product has yet, which is harmless.
func (u *update) commit() (version int, err error) {
	var ledger bytes.Buffer
	if err := u.ledger.Write(&ledger); err != nil {
		return 0, err
	}
	if err := u.Kept().Replace(identity.File(u.Path), ledger.Bytes()); err != nil {
		return 0, err
	}
	return u.Kept().Commit(u.by, u.before, u.after)
}

// readLedger returns the ledger of a catalogue with the given content, together
// with the ids in the catalogue.
func readLedger(path string, catalogue []byte) (*identity.Ledger, error) {
	ledger := new(identity.Ledger)
	name := identity.File(path)
	data, err := regular.Read(name, regular.Catalogue)
	if err == nil {
		ledger, err = identity.Parse(data)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s holds the products' ids but cannot be read: %w; restore an undamaged copy of it", filepath.Base(name), err)
	}
	if _, err := ledger.Adopt(catalogue); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return ledger, nil
}
