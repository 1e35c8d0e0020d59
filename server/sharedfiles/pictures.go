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

// settle is how old a picture must be before it is shared. A younger one may still be copied.
const settle = 5 * time.Second

// pictures is what is known of the pictures here and in the database.
type pictures struct {
	mu       sync.Mutex
	revision int64                      // of the database that is known
	shared   map[string]orderdb.Edition // by name
	here     map[string]bool            // those that were here and in the database
	memory   *memory
	folders  map[string]string // stamps of the folders
	links    []string          // names of symbolic links, and of folders that cannot be read
	scanned  time.Time
	come     []string // addresses that Pictured is not told yet
}

// local is a picture of this server.
type local struct {
	size    int64
	changed time.Time // in whole seconds
}

func localOf(info fs.FileInfo) local { return local{info.Size(), time.Unix(info.ModTime().Unix(), 0)} }

// is reports whether a picture is an edition, as far as size and time say.
func (l local) is(e orderdb.Edition) bool { return l.size == e.Size && l.changed.Equal(e.Changed) }

// stamp returns what changes with a picture.
func (l local) stamp() string { return fmt.Sprint(l.size, " ", l.changed.Unix()) }

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

// scan returns the pictures of this server. web/images may be a symbolic link. Links within
// it are not followed.
func (s *Folder) scan() (map[string]local, error) {
	p := &s.pictures
	found, folders, links := map[string]local{}, map[string]string{}, []string(nil)
	top := s.path(strings.TrimSuffix(images, "/"))
	if resolved, err := filepath.EvalSymlinks(top); err == nil {
		top = resolved
	} else {
		p.here = map[string]bool{} // a folder that is gone as a whole does not say that its pictures were removed
	}
	err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil && path == top:
			return err
		case err != nil:
			within, _ := filepath.Rel(top, path)
			links = append(links, images+filepath.ToSlash(within))
			s.once("pictures are not shared: %v", err)
			return fs.SkipDir
		case entry.IsDir() && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.IsDir():
			folders[path] = stampOf(path)
			return nil
		}
		within, err := filepath.Rel(top, path)
		name := images + filepath.ToSlash(within)
		info, gone := entry.Info()
		switch {
		case err != nil || gone != nil:
		case entry.Type()&fs.ModeSymlink != 0:
			links = append(links, name)
			s.once("%s is a symbolic link, so what it leads to is not shared: copy it to the other servers", name)
		case entry.Type().IsRegular() && isPicture(name):
			found[name] = localOf(info)
		}
		return nil
	})
	p.folders, p.links, p.scanned = folders, links, time.Now()
	return found, err
}

// linked reports whether a name is that of a symbolic link or of a folder that cannot be
// read, or within one. Such a picture is neither here nor missing.
func (p *pictures) linked(name string) bool {
	return slices.ContainsFunc(p.links, func(link string) bool { return name == link || strings.HasPrefix(name, link+"/") })
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

// syncPictures takes and shares pictures up to a revision of the database. A picture that
// fails is named in the log, and keeps no other one back.
func (s *Folder) syncPictures(ctx context.Context, latest int64, joins, restored bool) error {
	p := &s.pictures
	p.mu.Lock()
	defer p.mu.Unlock()
	if restored {
		p.shared = nil
	}
	if latest == p.revision && p.shared != nil && p.unchanged() {
		return nil
	}
	if err := s.learn(ctx, latest); err != nil {
		return err
	}
	found, err := s.scan()
	if err != nil {
		return err
	}
	names := maps.Clone(p.shared)
	for name := range found {
		names[name] = p.shared[name]
	}
	named := s.named(nil)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		mine, here := found[name]
		err := s.syncPicture(ctx, name, mine, here, joins, named)
		if err != nil && isOutage(ctx, err) {
			p.folders = nil // look again
			s.remember()
			return fmt.Errorf("%s: %w", name, err)
		}
		if err != nil {
			s.once("%s is not the same at all servers: %v", name, err)
		}
	}
	p.revision = latest
	s.remember()
	return nil
}

// isOutage reports whether an error would meet every other picture, too.
func isOutage(ctx context.Context, err error) bool {
	return ctx.Err() != nil || errors.Is(err, orderdb.ErrUnavailable) || errors.Is(err, orderdb.ErrUncertain) || errors.Is(err, context.DeadlineExceeded)
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

func (s *Folder) syncPicture(ctx context.Context, name string, mine local, here, joins bool, named func(string) bool) error {
	p := &s.pictures
	theirs := p.shared[name]
	switch {
	case p.linked(name):
		return nil
	case here && theirs.Sum != "" && mine.is(theirs):
		p.here[name] = true
		s.agree(name, theirs.Sum)
		return nil
	case !here && theirs.Sum == "":
		return nil
	case !here && !isAbsent(s.path(name)):
		s.once("%s is no regular file on this server, so it stays as it is", name)
		return nil
	case !here && p.here[name] && !named(name):
		return s.forget(ctx, name, theirs)
	case !here:
		return s.takePicture(ctx, name, theirs)
	case theirs.Sum == "" && joins:
		s.own(name, mine)
		return nil
	case theirs.Sum == "":
		if !s.isOffered(name, theirs, mine, named) {
			return nil
		}
		return s.sharePicture(ctx, name, theirs, mine)
	case mine.size > regular.Picture:
		s.tooLarge(name)
		return nil
	}
	return s.decide(ctx, name, theirs, joins)
}

// isOffered reports whether a picture that is only here is shared. It is not if it was
// removed elsewhere, or came with a folder that joined the servers, unless a file names it.
func (s *Folder) isOffered(name string, theirs orderdb.Edition, mine local, named func(string) bool) bool {
	return theirs.Revision == 0 && !s.isOwn(name, mine) || named(name)
}

// isAbsent reports whether there is nothing with a path, not even a broken link.
func isAbsent(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// decide reconciles a picture that differs here and in the database. If it is still there as
// it was last the same, the one here is news, whatever its time. If both have changed, the
// later one counts. A folder that joins the servers has no news.
func (s *Folder) decide(ctx context.Context, name string, theirs orderdb.Edition, joins bool) error {
	content, mine, whole, err := s.look(name)
	if err != nil {
		return err
	}
	base := s.agreed(name)
	switch {
	case sum(content) == theirs.Sum:
		s.pictures.here[name] = true
		s.agree(name, theirs.Sum)
		return os.Chtimes(s.path(name), theirs.Changed, theirs.Changed)
	case !whole && !joins:
		s.pictures.folders = nil // look again
		return nil
	case base == theirs.Sum, base != sum(content) && !joins && mine.changed.After(theirs.Changed):
		return s.sharePicture(ctx, name, theirs, mine)
	}
	if err := keepReplaced(s.path(name), content); err != nil {
		return err
	}
	s.log.Printf("%s on this server was not the one that the servers share: theirs is used from now on, and the one from here is in the folder .replaced beside it", name)
	return s.takePicture(ctx, name, theirs)
}

// keepReplaced keeps the content of a picture in the folder .replaced beside it, under a name
// that no other content has.
func keepReplaced(path string, content []byte) error {
	folder, file := filepath.Split(path)
	end := filepath.Ext(file)
	for n := 1; ; n++ {
		to := filepath.Join(folder, ".replaced", file)
		if n > 1 {
			to = filepath.Join(folder, ".replaced", fmt.Sprintf("%s-%d%s", strings.TrimSuffix(file, end), n, end))
		}
		old, err := regular.Read(to, regular.Picture)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return regular.Write(to, content)
		case err == nil && bytes.Equal(old, content):
			return nil
		case n == 1000:
			return fmt.Errorf("the folder .replaced is full: %w", err)
		}
	}
}

// look reads a picture. whole is false while a program may still be writing it.
func (s *Folder) look(name string) (content []byte, mine local, whole bool, err error) {
	before, err := os.Stat(s.path(name))
	if err != nil {
		return nil, mine, false, err
	}
	if content, err = regular.Read(s.path(name), regular.Picture); err != nil {
		return nil, mine, false, err
	}
	after, err := os.Stat(s.path(name))
	if err != nil {
		return nil, mine, false, err
	}
	still := before.Size() == after.Size() && before.ModTime().Equal(after.ModTime()) && int64(len(content)) == after.Size()
	return content, localOf(after), still && (isNamedBy(name, content) || time.Since(after.ModTime()).Abs() > settle), nil
}

// isNamedBy reports whether a picture has the name that the owner's page gives it by its
// content. Then it is whole.
func isNamedBy(name string, content []byte) bool {
	file := filepath.Base(name)
	hash := strings.TrimSuffix(file, filepath.Ext(file))
	return len(hash) == 20 && strings.HasPrefix(sum(content), hash)
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
	e.Content = nil
	s.pictures.shared[name], s.pictures.here[name] = e, true
	s.agree(name, e.Sum)
	s.pictures.come = append(s.pictures.come, "/web/"+name)
	return os.Chtimes(s.path(name), e.Changed, e.Changed)
}

func (s *Folder) tooLarge(name string) {
	s.once("%s has more than %d MB, so it is not shared: copy it to the other servers", name, regular.Picture>>20)
}

// sharePicture shares a picture of this server, unless it is too large or may still be
// written.
func (s *Folder) sharePicture(ctx context.Context, name string, theirs orderdb.Edition, mine local) error {
	if mine.size > regular.Picture {
		s.tooLarge(name)
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
	content, mine, whole, err := s.look(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !whole {
		s.pictures.folders = nil // look again
		return nil
	}
	e := orderdb.Edition{Name: name, Sum: sum(content), Size: int64(len(content)), Changed: mine.changed, Content: content}
	err = s.database.ShareFiles(ctx, theirs.Sum, e)
	if errors.Is(err, orderdb.ErrOutdated) {
		return nil // the next revision has it
	}
	if err == nil {
		e.Content, e.Revision = nil, cmp.Or(theirs.Revision, 1)
		s.pictures.shared[name], s.pictures.here[name] = e, true
		s.agree(name, e.Sum)
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

// sharePictures shares the pictures that are new here, before a file that may name them. It
// fails only for those that the file names.
func (s *Folder) sharePictures(ctx context.Context, file []byte) error {
	p := &s.pictures
	if !p.mu.TryLock() {
		return nil // Sync is sharing them
	}
	defer p.mu.Unlock()
	if p.shared == nil {
		return nil // Sync has not been called yet
	}
	found, err := s.scan()
	if err != nil {
		return err
	}
	named := s.named(file)
	var all error
	for _, name := range slices.Sorted(maps.Keys(found)) {
		mine, theirs := found[name], p.shared[name]
		if theirs.Sum != "" || !s.isOffered(name, theirs, mine, named) {
			continue
		}
		if err := s.sharePicture(ctx, name, theirs, mine); err != nil && (isOutage(ctx, err) || bytes.Contains(file, []byte(filepath.Base(name)))) {
			all = errors.Join(all, fmt.Errorf("%s: %w", name, err))
			break
		}
	}
	p.folders = nil // Sync has to look, too
	s.remember()
	return all
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
