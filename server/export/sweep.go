package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// draftMarker is the file that identifies a folder as an unfinished draft.
const draftMarker = ".carrito-draft"

// sweep removes what killed exports have left beside a folder. It leaves a
// draft that is being written, which is locked.
func sweep(folder string) error {
	parent, name := filepath.Split(folder)
	entries, err := os.ReadDir(parent)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	drafts := regexp.MustCompile(`^\.` + regexp.QuoteMeta(name) + `-[0-9]+(-before)?$`)
	for _, entry := range entries {
		if !entry.IsDir() || !drafts.MatchString(entry.Name()) {
			continue
		}
		if err := sweepOne(filepath.Join(parent, entry.Name()), folder); err != nil {
			return err
		}
	}
	return nil
}

// sweepOne removes a draft that no process is writing. If the draft is an
// earlier export that was put aside and its folder is missing, sweepOne puts it
// back.
func sweepOne(draft, folder string) error {
	unlock, ok := lock(draft)
	if !ok {
		return nil
	}
	defer unlock()
	if _, err := os.Lstat(folder); strings.HasSuffix(draft, "-before") && errors.Is(err, fs.ErrNotExist) && isExport(draft) {
		return os.Rename(draft, folder)
	}
	if !isDraft(draft) && !isExport(draft) && !isAbandoned(draft) {
		return nil // not ours
	}
	return os.RemoveAll(draft)
}

func isDraft(folder string) bool {
	_, err := os.Lstat(filepath.Join(folder, draftMarker))
	return err == nil
}

// isExport reports whether a folder is an export that contains no other files.
func isExport(folder string) bool {
	_, err := os.Lstat(filepath.Join(folder, marker))
	return err == nil && (&target{folder: folder, exists: true}).check() == nil
}

// isAbandoned reports whether a folder is empty and more than a minute old.
func isAbandoned(folder string) bool {
	entries, err := os.ReadDir(folder)
	info, statErr := os.Stat(folder)
	return err == nil && len(entries) == 0 && statErr == nil && time.Since(info.ModTime()) > time.Minute
}
