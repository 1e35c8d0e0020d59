package sharedfiles

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/regular"
)

// maxPictures is how many bytes all shared pictures may have.
const maxPictures = 8 << 30

// rescan is how often the folder is read for pictures that were overwritten in place.
const rescan = time.Minute

// pictures is what is known of the pictures here and in the database.
type pictures struct {
	mu       sync.Mutex
	revision int64                      // of the database that is known
	shared   map[string]orderdb.Edition // by name
	here     map[string]bool            // those that were here and in the database
	folders  map[string]string          // stamps of the folders
	scanned  time.Time
	come     []string // addresses that Pictured is not told yet
}

// local is a picture of this server.
type local struct {
	size    int64
	changed time.Time // in whole seconds
}

// is reports whether a picture is an edition, as far as size and time say.
func (l local) is(e orderdb.Edition) bool { return l.size == e.Size && l.changed.Equal(e.Changed) }

// pictureTypes are the extensions of pictures.
var pictureTypes = []string{".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg"}

// isPicture reports whether a name of the database may be that of a picture here.
func isPicture(name string) bool {
	return strings.HasPrefix(name, images) && fs.ValidPath(name) && filepath.IsLocal(filepath.FromSlash(name)) &&
		!strings.Contains(name, "/.") && !strings.ContainsAny(name, "\\:\x00") && slices.Contains(pictureTypes, strings.ToLower(filepath.Ext(name)))
}

func (s *Folder) path(name string) string {
	return filepath.Join(s.files.Web, filepath.FromSlash(name))
}

// scan returns the pictures of this server.
func (s *Folder) scan() (map[string]local, error) {
	found, folders := map[string]local{}, map[string]string{}
	top := s.path(strings.TrimSuffix(images, "/"))
	err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.IsDir():
			folders[path] = stampOf(path)
			return nil
		}
		within, err := filepath.Rel(s.files.Web, path)
		name := filepath.ToSlash(within)
		info, gone := entry.Info()
		if err == nil && gone == nil && entry.Type().IsRegular() && isPicture(name) {
			found[name] = local{info.Size(), time.Unix(info.ModTime().Unix(), 0)}
		}
		return nil
	})
	s.pictures.folders, s.pictures.scanned = folders, time.Now()
	return found, err
}

// unchanged reports whether no picture has come or gone here since the last scan.
func (p *pictures) unchanged() bool {
	for path, stamp := range p.folders {
		if stampOf(path) != stamp {
			return false
		}
	}
	return len(p.folders) > 0 && time.Since(p.scanned) < rescan
}

// syncPictures takes and shares pictures up to a revision of the database.
func (s *Folder) syncPictures(ctx context.Context, latest int64) error {
	s.pictures.mu.Lock()
	defer s.pictures.mu.Unlock()
	if latest == s.pictures.revision && s.pictures.unchanged() {
		return nil
	}
	if err := s.learn(ctx, latest); err != nil {
		return err
	}
	found, err := s.scan()
	if err != nil {
		return err
	}
	names := maps.Clone(s.pictures.shared)
	for name := range found {
		names[name] = s.pictures.shared[name]
	}
	named := s.named(nil)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		mine, here := found[name]
		if err := s.syncPicture(ctx, name, mine, here, named); err != nil {
			s.pictures.folders = nil // look again
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	s.pictures.revision = latest
	return nil
}

// learn gets the pictures in the database after the known revision.
func (s *Folder) learn(ctx context.Context, latest int64) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	p := &s.pictures
	if p.shared == nil || latest < p.revision {
		p.revision, p.shared, p.here = 0, map[string]orderdb.Edition{}, map[string]bool{}
	}
	list, err := s.database.SharedFiles(ctx, p.revision)
	for _, e := range list {
		if isPicture(e.Name) {
			p.shared[e.Name] = e
		}
	}
	return err
}

func (s *Folder) syncPicture(ctx context.Context, name string, mine local, here bool, named func(string) bool) error {
	theirs := s.pictures.shared[name]
	switch {
	case here && theirs.Sum != "" && mine.is(theirs):
		s.pictures.here[name] = true
		return nil
	case !here && theirs.Sum == "":
		return nil
	case !here && s.pictures.here[name] && !named(name):
		return s.forget(ctx, name, theirs)
	case !here:
		return s.takePicture(ctx, name, theirs)
	case theirs.Sum == "":
		if theirs.Revision > 0 && !named(name) {
			return nil // removed elsewhere, and soon here
		}
		return s.sharePicture(ctx, name, theirs, mine)
	}
	content, err := regular.Read(s.path(name), regular.Picture)
	if err != nil {
		return err
	}
	switch {
	case sum(content) == theirs.Sum:
		return os.Chtimes(s.path(name), theirs.Changed, theirs.Changed)
	case mine.changed.After(theirs.Changed):
		return s.sharePicture(ctx, name, theirs, mine)
	}
	folder, file := filepath.Split(s.path(name))
	if err := regular.Write(filepath.Join(folder, ".replaced", file), content); err != nil {
		return err
	}
	s.log.Printf("%s on this server was older than the one that the servers share: theirs is used from now on, and the one from here is in the folder .replaced beside it", name)
	return s.takePicture(ctx, name, theirs)
}

// takePicture writes a picture of the database here, with the time of its edition.
func (s *Folder) takePicture(ctx context.Context, name string, theirs orderdb.Edition) error {
	e, err := s.fetch(ctx, name, regular.Picture)
	if e.Size > regular.Picture {
		s.once("%v", err)
		return nil
	}
	if err != nil || e.Sum == "" {
		return err
	}
	if err := regular.Write(s.path(name), e.Content); err != nil {
		return err
	}
	s.pictures.shared[name], s.pictures.here[name] = e, true
	s.pictures.come = append(s.pictures.come, "/web/"+name)
	return os.Chtimes(s.path(name), e.Changed, e.Changed)
}

// sharePicture shares a picture of this server, unless it is too large.
func (s *Folder) sharePicture(ctx context.Context, name string, theirs orderdb.Edition, mine local) error {
	if mine.size > regular.Picture {
		s.once("%s has more than %d MB, so it is not shared: copy it to the other servers", name, regular.Picture>>20)
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, bigPatience)
	defer cancel()
	total, err := s.database.FilesSize(ctx, images)
	if err != nil {
		return err
	}
	if total+mine.size > maxPictures {
		s.once("%s is not shared, because the pictures that the servers share may have %d GB: copy it to the other servers", name, maxPictures>>30)
		return nil
	}
	content, err := regular.Read(s.path(name), regular.Picture)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	e := orderdb.Edition{Name: name, Sum: sum(content), Size: int64(len(content)), Changed: mine.changed, Content: content}
	err = s.database.ShareFiles(ctx, theirs.Sum, e)
	if errors.Is(err, orderdb.ErrOutdated) {
		return nil // the next revision has it
	}
	if err == nil {
		e.Content, e.Revision = nil, cmp.Or(theirs.Revision, 1)
		s.pictures.shared[name], s.pictures.here[name] = e, true
	}
	return err
}

// forget removes a picture from the database that was removed here, as by the owner's page
// after a day in which nothing named it.
func (s *Folder) forget(ctx context.Context, name string, theirs orderdb.Edition) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	gone := orderdb.Edition{Name: name, Changed: theirs.Changed}
	err := s.database.ShareFiles(ctx, theirs.Sum, gone)
	if errors.Is(err, orderdb.ErrOutdated) {
		return nil
	}
	if err == nil {
		gone.Revision = theirs.Revision
		s.pictures.shared[name] = gone
		delete(s.pictures.here, name)
	}
	return err
}

// sharePictures shares the pictures that are new here, before a file that may name them.
func (s *Folder) sharePictures(ctx context.Context, file []byte) error {
	if !s.pictures.mu.TryLock() {
		return nil // Sync is sharing them
	}
	defer s.pictures.mu.Unlock()
	if s.pictures.shared == nil {
		return nil // Sync has not been called yet
	}
	found, err := s.scan()
	if err != nil {
		return err
	}
	s.pictures.folders = nil // Sync has to look, too
	named := s.named(file)
	for name, mine := range found {
		theirs := s.pictures.shared[name]
		if theirs.Sum == "" && (theirs.Revision == 0 || named(name)) {
			if err := s.sharePicture(ctx, name, theirs, mine); err != nil {
				return err
			}
		}
	}
	return nil
}

// named returns a function that reports whether one of the owner's files, or another one,
// names a picture. It reads the files when it is first asked.
func (s *Folder) named(other []byte) func(name string) bool {
	texts := sync.OnceValue(func() [][]byte {
		all := [][]byte{other}
		for _, f := range []string{s.files.Products.Path, s.files.Shop.Path} {
			text, _ := regular.Read(f, regular.Catalogue)
			all = append(all, text)
		}
		files, _ := filepath.Glob(s.path("pages/*.md"))
		for _, f := range files {
			text, _ := regular.Read(f, regular.Text)
			all = append(all, text)
		}
		return all
	})
	return func(name string) bool {
		file := []byte(filepath.Base(name))
		return slices.ContainsFunc(texts(), func(text []byte) bool { return bytes.Contains(text, file) })
	}
}

// announce tells Pictured of the pictures that have come.
func (s *Folder) announce() {
	s.pictures.mu.Lock()
	come := s.pictures.come
	s.pictures.come = nil
	s.pictures.mu.Unlock()
	for _, src := range come {
		if s.Pictured != nil {
			s.Pictured(src)
		}
	}
}
