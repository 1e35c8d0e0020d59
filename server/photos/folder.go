package photos

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"carrito/app/catalog"
	"carrito/server/regular"
)

// Folder holds the owner's pictures by their names.
type Folder struct {
	shop  Shop
	root  *os.Root
	exact map[string]string // the path of each file by its name
	loose map[string]string // and by its name without case, accents and extension; "" if several files have it
}

// maxFiles is the maximum number of files in a folder.
const maxFiles = 200_000

var errSeveral = errors.New("may be any of several files in the folder: write its name as it is, with its extension")

// OpenFolder lists the files in a folder and in the folders within it. The caller must
// close it.
func (s Shop) OpenFolder(name string) (*Folder, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	f := &Folder{s, root, map[string]string{}, map[string]string{}}
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		if len(f.exact) == maxFiles {
			return fmt.Errorf("%s holds more than %d files", root.Name(), maxFiles)
		}
		f.add(f.exact, entry.Name(), name)
		f.add(f.loose, loosely(entry.Name()), name)
		return nil
	})
	if err != nil {
		root.Close()
	}
	return f, err
}

// add adds a file to an index.
func (f *Folder) add(index map[string]string, key, name string) {
	if _, taken := index[key]; taken {
		name = ""
	}
	index[key] = name
}

// loosely returns the name of a picture without case, accents and extension.
func loosely(name string) string {
	if extension := path.Ext(name); len(extension) <= 5 {
		name = strings.TrimSuffix(name, extension)
	}
	return catalog.Fold(strings.TrimSpace(name))
}

// Close closes the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Photo takes the picture with a file name into the shop. The name may be a path of the
// owner's machine, of which only the last part counts. If there is no such file, the
// error is [fs.ErrNotExist].
func (f *Folder) Photo(name string) (Photo, error) {
	base := name[strings.LastIndexAny(name, `/\`)+1:]
	file, found := f.exact[base]
	if !found {
		file, found = f.loose[loosely(base)]
	}
	switch {
	case !found || base == "":
		return Photo{}, fs.ErrNotExist
	case file == "":
		return Photo{}, errSeveral
	}
	content, err := regular.ReadIn(f.root, file, regular.Picture)
	if err != nil {
		return Photo{}, fmt.Errorf("cannot be read: %w", err)
	}
	return f.shop.add(base, string(content), content)
}
