package sharedfiles

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"carrito/server/identity"
	"carrito/server/inbox/orderdb"
	"carrito/server/kept"
	"carrito/server/regular"
)

// attempts is how often reconcile starts again because a file has changed.
const attempts = 10

// reconcile makes a file here and in the database the same. The caller holds its lock.
func (s *Folder) reconcile(ctx context.Context, name string, f *kept.File, joins bool) error {
	for range attempts {
		err := s.reconcileOnce(ctx, name, f, joins)
		if !errors.Is(err, orderdb.ErrOutdated) && !errors.Is(err, kept.ErrRestless) {
			return err
		}
	}
	return kept.ErrRestless
}

func (s *Folder) reconcileOnce(ctx context.Context, name string, f *kept.File, joins bool) error {
	shared, err := s.ask(ctx, name)
	if err != nil {
		return err
	}
	content, err := f.Read()
	if err != nil {
		return err
	}
	mine := s.edition(name, f, content)
	here, was := sum(mine), s.readBase(f)
	if name == products {
		if was, err = s.takeLedger(ctx, f, content, was); err != nil {
			return err
		}
	}
	switch {
	case here == shared.Sum:
		return s.writeBase(f, was.at(shared.Sum, here))
	case here == was.Local && shared.Sum == was.Shared:
		return nil
	case s.isNews(name, mine, was, shared, joins):
		if !isWhole(name, content) {
			s.once("%s has faults, so it is not shared with the other servers until they are mended", name)
			return nil
		}
		if err := f.KeepAs(kept.Version{Kind: kept.Outside}); err != nil {
			return err
		}
		if err := s.share(ctx, name, was, shared.Sum, "", mine); err != nil {
			return err
		}
		s.log.Printf("%s was changed on this server, and is shared with the others", name)
		return s.writeBase(f, was.at(here, here))
	}
	return s.take(ctx, name, f, content, was, shared.Sum)
}

// ask returns the latest edition of a file, without its content.
func (s *Folder) ask(ctx context.Context, name string) (orderdb.Edition, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return s.database.SharedFile(ctx, name)
}

// isNews reports whether a file was changed here and by nobody else. Only pages are ever
// removed. A folder that joins the servers has no pages that are news.
func (s *Folder) isNews(name string, mine []byte, was base, shared orderdb.Edition, joins bool) bool {
	if joins && strings.HasPrefix(name, pages) {
		return false
	}
	if mine == nil && (name == products || name == shop || !was.Known) {
		return false
	}
	return shared.Revision == 0 || was.Known && shared.Sum == was.Shared
}

// isWhole reports whether a file is more than the beginning that a text editor has written
// so far.
func isWhole(name string, content []byte) bool {
	if name != products && name != shop {
		return true
	}
	return json.Valid(bytes.TrimPrefix(content, []byte("\ufeff")))
}

// take puts the edition of the database in the place of the one here, which is kept as a
// version.
func (s *Folder) take(ctx context.Context, name string, f *kept.File, before []byte, was base, expected string) error {
	theirs, err := s.fetch(ctx, name, f.Limit+1<<10)
	if err != nil {
		return err
	}
	if theirs.Sum != expected {
		return orderdb.ErrOutdated
	}
	path, after := f.Path, []byte(nil)
	if theirs.Sum != "" {
		if path, after, err = s.place(name, f, theirs.Content); err != nil {
			return err
		}
	}
	changed := sum(s.edition(name, f, before)) != was.Local && before != nil
	if name == shop {
		if after, err = withOwnCommand(after, before); err != nil {
			return err
		}
	}
	if path != f.Path { // the page has another place
		if err := os.Rename(f.Path, path); err != nil && before != nil {
			return err
		}
		f.Path = path
	}
	if !bytes.Equal(before, after) || (before == nil) != (after == nil) {
		v := kept.Version{By: theirs.Author, Kind: kept.Edited, Time: theirs.Changed}
		if theirs.Author == "" {
			v.Kind = kept.Outside
		}
		if err := f.Adopt(v, before, after); err != nil {
			return err
		}
		if changed || s.restored.Load() {
			s.log.Printf("%s on this server was not the one that the servers share: theirs is used from now on, and the one from here is kept among the earlier versions, from where the owner's page brings it back", name)
		}
	}
	return s.writeBase(f, was.at(theirs.Sum, sum(s.edition(name, f, after))))
}

// takeLedger takes the ledger of the database if that has changed, so that ids are known
// that were given and taken back elsewhere. The ids that are known here are kept too.
func (s *Folder) takeLedger(ctx context.Context, f *kept.File, catalogue []byte, was base) (base, error) {
	shared, err := s.ask(ctx, ledger)
	if err != nil || shared.Sum == was.Ledger {
		return was, err
	}
	if shared.Sum == "" { // the database has lost its files, and gets those of this server
		was.Ledger = ""
		return was, s.writeBase(f, was)
	}
	mine, err := regular.Read(s.files.Ledger, regular.Catalogue)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return was, err
	}
	if sum(mine) != shared.Sum {
		theirs, err := s.fetch(ctx, ledger, regular.Catalogue)
		if err != nil {
			return was, err
		}
		if theirs.Sum != shared.Sum {
			return was, orderdb.ErrOutdated
		}
		ids := union(theirs.Content, mine)
		if catalogue != nil && sum(catalogue) != was.Local {
			ids = withIDs(ids, catalogue)
		}
		if err := f.Replace(s.files.Ledger, ids); err != nil {
			return was, err
		}
		if !bytes.Equal(ids, theirs.Content) { // before another server gives an id again
			e := orderdb.Edition{Name: ledger, Sum: sum(ids), Changed: time.Now(), Content: ids}
			if err := s.shareLedger(ctx, theirs.Sum, e); err != nil {
				return was, err
			}
			shared.Sum = e.Sum
		}
	}
	was.Ledger = shared.Sum
	return was, s.writeBase(f, was)
}

// shareLedger shares a ledger in the place of the one with the sum was.
func (s *Folder) shareLedger(ctx context.Context, was string, e orderdb.Edition) error {
	ctx, cancel := context.WithTimeout(ctx, bigPatience)
	defer cancel()
	return s.database.ShareFiles(ctx, was, e)
}

// union returns a ledger that has the ids of another one, too, if both can be read.
func union(ids, others []byte) []byte {
	known, err := identity.Parse(ids)
	other, wrong := identity.Parse(others)
	var b bytes.Buffer
	if err != nil || wrong != nil || !known.Join(other) || known.Write(&b) != nil {
		return ids
	}
	return b.Bytes()
}

// withIDs returns a ledger that has the ids of a catalogue, too, if it can be read.
func withIDs(ids, catalogue []byte) []byte {
	known, err := identity.Parse(ids)
	if err != nil {
		return ids
	}
	var b bytes.Buffer
	if _, err := known.Adopt(catalogue); err != nil || known.Write(&b) != nil {
		return ids
	}
	return b.Bytes()
}
