package importcli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"carrito/server/identity"
	"carrito/server/importer"
	"carrito/server/regular"
)

// readLedger reads the ledger next to a catalogue, and adds the ids in the catalogue
// itself. A file that exists but cannot be read is an error, because products would get
// other ids without it. The notes name the ids in the catalogue that are ignored.
func readLedger(catalogue string) (ledger *identity.Ledger, notes []string, err error) {
	ledger = new(identity.Ledger)
	name := identity.File(catalogue)
	data, err := regular.Read(name, regular.Catalogue)
	if err == nil {
		ledger, err = identity.Parse(data)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("%s holds the products' ids but cannot be read: %w; restore an undamaged copy of it", name, err)
	}
	data, err = regular.Read(catalogue, regular.Catalogue)
	if err == nil {
		notes, err = ledger.Adopt(data)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("%s holds the products' ids but cannot be read: %w", catalogue, err)
	}
	return ledger, notes, nil
}

// writeCatalogue writes the ledger and then the catalogue. If the machine stops in
// between, the ledger has ids that no product has yet, which is harmless.
func writeCatalogue(name string, ledger *identity.Ledger, result *importer.Result) error {
	if err := writeFile(identity.File(name), ledger.Write); err != nil {
		return err
	}
	return writeFile(name, result.WriteJSON)
}

// writeFile replaces a file with the output of write. On an error, the file stays
// unchanged. It is an error if the file would be larger than a catalogue may be, because
// neither the server nor the next import would read it.
func writeFile(name string, write func(io.Writer) error) error {
	draft, err := os.CreateTemp(filepath.Dir(name), ".products-*.json")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	content := bufio.NewWriterSize(draft, 1<<16)
	err = write(content)
	if err = errors.Join(err, content.Flush()); err == nil {
		err = readable(draft)
	}
	if err := errors.Join(err, draft.Chmod(0o644), draft.Sync(), draft.Close()); err != nil {
		return err
	}
	return os.Rename(draft.Name(), name)
}

// readable returns an error if a draft of a catalogue is too large to be read.
func readable(draft *os.File) error {
	info, err := draft.Stat()
	if err == nil && info.Size() > regular.Catalogue {
		err = fmt.Errorf("the catalogue would have %.1f MB, and at most %d MB are read: nothing is changed; import fewer products", float64(info.Size())/1e6, regular.Catalogue>>20)
	}
	return err
}
