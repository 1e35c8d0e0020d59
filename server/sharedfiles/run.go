package sharedfiles

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/kept"
	"carrito/server/prose"
)

// every is how often Run looks at the folder and at the database.
const every = time.Second / 2

// Run shares changes until ctx is done. While the database is away, the shop goes on with
// its own files.
func (s *Folder) Run(ctx context.Context) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	away := ""
	for {
		err := s.Sync(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil && err.Error() != away:
			away = err.Error()
			s.log.Printf("the shop goes on with the files of this server, which are not shared: %v", err)
		case err == nil && away != "":
			away = ""
			s.log.Print("the files are shared with the other servers again")
		}
		s.announce()
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Sync takes what other servers have changed, and shares what was changed here. Pictures
// come first, since the other files name them. In a folder that joins the servers, pages
// come before the products, which end the joining.
func (s *Folder) Sync(ctx context.Context) error {
	s.syncing.Lock()
	defer s.syncing.Unlock()
	latest, changed, err := s.changed(ctx)
	if err != nil {
		return err
	}
	joins, err := s.joins(ctx)
	if err != nil {
		return err
	}
	if err := s.syncPictures(ctx, latest, joins, s.restored.Load()); err != nil {
		return err
	}
	names, all := s.names(changed)
	if joins {
		slices.Reverse(names)
	}
	for _, name := range names {
		if err := s.sync(ctx, name, joins, slices.Contains(changed, name)); err != nil {
			all = errors.Join(all, fmt.Errorf("%s: %w", name, err))
			if joins {
				break
			}
		}
	}
	if all == nil {
		s.revision, s.last = latest, s.next
		s.restored.Store(false)
	}
	return all
}

// joins reports whether the folder was never the same as the database, which has other
// products. Then the database counts for all files: the folder may be that of a demo shop.
func (s *Folder) joins(ctx context.Context) (bool, error) {
	if s.joined = s.joined || s.readBase(s.files.Products).Known || s.readBase(s.files.Shop).Known; s.joined {
		return false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	shared, err := s.database.SharedFile(ctx, products)
	if err != nil || shared.Sum == "" {
		return false, err
	}
	content, err := s.files.Products.Read()
	return sum(content) != shared.Sum, err
}

// isRestored reports whether the database has gone back to an earlier state since Sync has
// seen it: the edition that was the latest one is older now, or another one.
func (s *Folder) isRestored(ctx context.Context, latest int64) (bool, error) {
	if latest < s.revision || s.last.Name == "" {
		return latest < s.revision, nil
	}
	now, err := s.database.SharedFile(ctx, s.last.Name)
	return err == nil && (now.Revision < s.last.Revision || now.Revision == s.last.Revision && now.Sum != s.last.Sum), err
}

// changed returns the latest revision, and the names of the files that were changed after
// the one that Sync has seen. A database that was restored begins again.
func (s *Folder) changed(ctx context.Context) (latest int64, names []string, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	latest, err = s.database.FilesRevision(ctx)
	if err != nil {
		return latest, nil, err
	}
	restored, err := s.isRestored(ctx, latest)
	if err != nil {
		return latest, nil, err
	}
	if restored {
		s.log.Print("the database has older files than before, as after a restore: they are used from now on, and those of this server are kept as earlier versions")
		s.revision, s.last = 0, orderdb.Edition{}
		s.restored.Store(true)
		clear(s.seen)
	}
	if s.next = s.last; latest == s.revision {
		return latest, nil, nil
	}
	s.next = orderdb.Edition{}
	list, err := s.database.SharedFiles(ctx, s.revision)
	for _, e := range list {
		if e.Revision == latest {
			s.next = e
		}
		if !strings.HasPrefix(e.Name, images) {
			names = append(names, e.Name)
		}
	}
	return latest, names, err
}

// names returns the names of all files but pictures: those here, and pages that were
// changed in the database.
func (s *Folder) names(changed []string) ([]string, error) {
	names := []string{products, shop}
	own, err := prose.Read(s.files.Web)
	if err != nil {
		return names, fmt.Errorf("the pages of your own: %w", err)
	}
	for _, page := range own {
		names = append(names, pages+page.Name)
	}
	for name := range s.seen { // among them pages that were removed here
		changed = append(changed, name)
	}
	for _, name := range changed {
		if page, ok := strings.CutPrefix(name, pages); ok && prose.IsName(page) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// sync reconciles a file that has changed here or in the database.
func (s *Folder) sync(ctx context.Context, name string, joins, changed bool) error {
	f, err := s.file(name)
	if err != nil {
		return err
	}
	if stamp := stampOf(f.Path); !changed && stamp != "" && stamp == s.seen[name] {
		return nil
	}
	if _, err := os.Stat(f.Path); err != nil && strings.HasPrefix(name, pages) {
		shared, err := s.database.SharedFile(ctx, name)
		if err != nil {
			return err
		}
		if shared.Sum == "" && (s.readBase(f).Shared == "" || shared.Revision == 0) { // there is no such page anywhere
			delete(s.seen, name)
			return nil
		}
	}
	unlock, err := f.Lock()
	if err != nil {
		return err
	}
	defer unlock()
	stamp := stampOf(f.Path)
	if err := s.reconcile(ctx, name, f, joins); err != nil {
		return err
	}
	if now := stampOf(f.Path); now == stamp && now != "" {
		s.seen[name] = now
	} else {
		s.seen[name] = "" // it has just changed, and is looked at again
	}
	return nil
}

// file returns a file by its name.
func (s *Folder) file(name string) (*kept.File, error) {
	switch name {
	case products:
		return s.files.Products, nil
	case shop:
		return s.files.Shop, nil
	}
	return s.files.Page(strings.TrimPrefix(name, pages))
}

// stampOf returns what changes with a file, or "" for none.
func stampOf(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(path, info.Size(), info.ModTime().UnixNano())
}
