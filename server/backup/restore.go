package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"carrito/server/exchange"
)

// Target is where a backup is restored.
type Target struct {
	Folder string // for web and orders.db; made if there is none
	Orders Loader // a database instead of orders.db; may be nil
	Force  bool   // put a folder or database in the place of one that is used
}

// Loader is a database that takes the orders of a backup.
type Loader interface {
	// Empty reports whether there are no orders and no settings.
	Empty(ctx context.Context) (bool, error)
	// Load replaces the whole database by that of a SQLite file.
	Load(ctx context.Context, file string) error
}

// Restored is what a restore has done.
type Restored struct {
	Manifest
	Before string // the folder that was there; empty if there was none
}

// Restore makes a shop of a backup. It first unpacks and checks everything beside the
// folder, and then puts it into place at once: whoever stops it leaves the old folder or
// the new one. A folder that was there stays beside the new one.
func Restore(ctx context.Context, name string, to Target) (*Restored, error) {
	folder, err := filepath.Abs(to.Folder)
	if err != nil {
		return nil, err
	}
	if resolved, err := filepath.EvalSymlinks(folder); err == nil {
		folder = resolved
	}
	there, used, err := usedFolder(folder)
	if err != nil {
		return nil, err
	}
	if used && !to.Force {
		return nil, fmt.Errorf("%s is not replaced, since there is something in it; name another folder, or use -force, which puts it aside", to.Folder)
	}
	if to.Orders != nil {
		if empty, err := to.Orders.Empty(ctx); err != nil {
			return nil, err
		} else if !empty && !to.Force {
			return nil, errors.New("the database is not replaced, since there are orders or settings in it; name another one, or use -force, which removes them")
		}
	}
	draft, err := newDraft(folder)
	if err != nil {
		return nil, err
	}
	defer draft.remove()
	restored := &Restored{}
	manifest, err := unpack(ctx, name, draft.root)
	if err != nil {
		return nil, fmt.Errorf("nothing was restored: %w", err)
	}
	restored.Manifest = *manifest
	if to.Orders == nil {
		restored.Before, err = draft.place(there, used)
		return restored, err
	}
	// The folder comes first: the old one stays, but a database that was replaced is gone.
	orders, err := draft.takeOrders(manifest)
	if err != nil {
		return nil, fmt.Errorf("nothing was restored: %w", err)
	}
	defer orders.remove()
	if restored.Before, err = draft.place(there, used); err != nil {
		return nil, err
	}
	if err := to.Orders.Load(ctx, filepath.Join(orders.folder, ordersFile)); err != nil {
		err = fmt.Errorf("nothing was restored: the database of orders: %w", err)
		return nil, errors.Join(err, draft.undo(restored.Before, there))
	}
	return restored, nil
}

// usedFolder reports whether a folder exists, and whether anything is in it.
func usedFolder(folder string) (there, used bool, _ error) {
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, false, nil
	case err != nil:
		return false, false, err
	case !info.IsDir():
		return false, false, fmt.Errorf("%s is no folder", folder)
	}
	entries, err := os.ReadDir(folder)
	return true, len(entries) > 0, err
}

// draft is the new folder, beside the one that it will replace.
type draft struct {
	folder string
	target string
	root   *os.Root
}

// draftEnd ends the names of drafts.
const draftEnd = ".restore-"

// newDraft makes a draft, and removes those that killed restores have left.
func newDraft(target string) (*draft, error) {
	parent, name := filepath.Split(target)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(parent)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), "."+name+draftEnd) {
			if err := os.RemoveAll(filepath.Join(parent, entry.Name())); err != nil {
				return nil, err
			}
		}
	}
	folder, err := os.MkdirTemp(parent, "."+name+draftEnd+"*")
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	return &draft{folder, target, root}, nil
}

func (d *draft) remove() {
	d.root.Close()
	if d.folder != "" {
		os.RemoveAll(d.folder)
	}
}

// takeOrders moves the orders of the draft to a draft of their own.
func (d *draft) takeOrders(manifest *Manifest) (*draft, error) {
	if !manifest.HasOrders() {
		return nil, errors.New("the backup has no orders for the database; leave out -database")
	}
	parent, name := filepath.Split(d.target)
	folder, err := os.MkdirTemp(parent, "."+name+draftEnd+"*")
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	orders := &draft{folder: folder, root: root}
	if err := os.Rename(filepath.Join(d.folder, ordersFile), filepath.Join(folder, ordersFile)); err != nil {
		orders.remove()
		return nil, err
	}
	return orders, nil
}

// undo puts the old folder back, which place has put aside.
func (d *draft) undo(before string, there bool) error {
	if before != "" {
		if err := exchange.Folders(before, d.target); err != nil {
			return err
		}
		return os.RemoveAll(before)
	}
	if err := os.RemoveAll(d.target); err != nil || !there {
		return err
	}
	return os.Mkdir(d.target, 0o755)
}

// place puts the draft in the place of the target, and returns where the target is
// now, if anything was in it.
func (d *draft) place(there, used bool) (before string, _ error) {
	d.root.Close() // Windows renames no open folder
	mode := fs.FileMode(0o755)
	if there {
		info, err := os.Stat(d.target)
		if err != nil {
			return "", err
		}
		mode = info.Mode().Perm()
		if err := ownAs(d.folder, info); err != nil {
			return "", err
		}
	}
	if err := os.Chmod(d.folder, mode); err != nil {
		return "", err
	}
	if !there {
		return "", os.Rename(d.folder, d.target)
	}
	// From here on the old folder may be under the name of the draft, so it gets a name
	// that nobody sweeps.
	if used {
		before = d.target + time.Now().Format(".before-20060102-150405.000")
		if err := os.Rename(d.folder, before); err != nil {
			return "", err
		}
		d.folder = before
	}
	if err := exchange.Folders(d.folder, d.target); err != nil {
		return "", errors.Join(fmt.Errorf("%s cannot be replaced whole; if it is a disk of its own, restore into a folder on it: %w", d.target, err), os.RemoveAll(d.folder))
	}
	if !used {
		return "", nil // the draft is the empty folder now, and removed
	}
	d.folder = "" // the old folder stays
	return before, nil
}
