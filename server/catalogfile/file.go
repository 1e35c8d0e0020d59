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
	"os"
	"path/filepath"
	"sync"

	"carrito/server/identity"
	"carrito/server/regular"
)

// File is a products.json.
type File struct {
	Path  string
	Check func(catalogue []byte) error // returns the faults of a catalogue; may be nil

	mu sync.Mutex // held while the file is changed
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

// errRestless is the error if the file changes all the time.
var errRestless = errors.New("products.json is changed all the time by another program; try again")

// Update changes the file in the name of by. edit changes the catalogue, and may
// return an error, which Update returns without changing anything. Update calls
// edit again with the new content if another program has changed the file
// meanwhile. Products and variants without an id get one. Update returns the number
// of the version that it has made, or 0 if there was nothing to change, and the
// error of Check if the changed catalogue has faults.
func (f *File) Update(by string, edit func(*Catalogue) error) (version int, err error) {
	unlock, err := f.lock()
	if err != nil {
		return 0, err
	}
	defer unlock()
	for range attempts {
		u := update{File: f, by: by}
		if err := u.prepare(edit); err != nil || u.same {
			return 0, err
		}
		version, err = u.commit()
		if err == nil || !errors.Is(err, errRestless) {
			return version, err
		}
	}
	return 0, errRestless
}

// lock keeps other programs that use this package from changing the file.
func (f *File) lock() (unlock func(), err error) {
	f.mu.Lock()
	folder, err := f.folder()
	if err != nil {
		f.mu.Unlock()
		return nil, err
	}
	release, err := lockFolder(folder)
	if err != nil {
		f.mu.Unlock()
		return nil, err
	}
	f.sweep(folder)
	return func() { release(); f.mu.Unlock() }, nil
}

// drafts is the pattern of the names of files that are not complete yet. The import
// uses the same.
const drafts = ".products-*.json"

// sweep removes drafts of programs that were killed. Nobody else has one, because
// the caller holds the lock.
func (f *File) sweep(folder string) {
	for _, where := range []string{folder, filepath.Dir(f.Path)} {
		names, _ := filepath.Glob(filepath.Join(where, drafts))
		for _, name := range names {
			os.Remove(name)
		}
	}
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
// product has yet, which is harmless. The version is written before, so that on a full
// disk nothing is changed.
func (u *update) commit() (version int, err error) {
	if err := u.keepOutside(u.before); err != nil {
		return 0, err
	}
	var ledger bytes.Buffer
	if err := u.ledger.Write(&ledger); err != nil {
		return 0, err
	}
	list, more := changes(u.old, u.changed)
	staged, err := u.stage(Version{By: u.by, Kind: Edited, Changes: list, More: more}, bytes.NewReader(u.after))
	if err != nil {
		return 0, err
	}
	defer staged.drop()
	if err := replace(identity.File(u.Path), ledger.Bytes(), nil); err != nil {
		return 0, err
	}
	if err := replace(u.Path, u.after, u.before); err != nil {
		return 0, err
	}
	return staged.publish()
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

// replace replaces a file whole or not at all. It returns errRestless if the file
// no longer has the content before, unless that is nil.
func replace(name string, content, before []byte) error {
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		name = resolved
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	draft, err := os.CreateTemp(filepath.Dir(name), drafts)
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = draft.Write(content)
	if err := errors.Join(err, draft.Chmod(mode), draft.Sync(), draft.Close()); err != nil {
		return err
	}
	if before != nil {
		now, err := regular.Read(name, regular.Catalogue)
		if err != nil {
			return err
		}
		if !bytes.Equal(now, before) {
			return errRestless
		}
	}
	if err := os.Rename(draft.Name(), name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

// syncFolder makes sure that the names in a folder are on the disk.
func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	folder.Sync() // not possible on every system
	return nil
}
