package orderdb_test

import (
	"errors"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// A file is shared only if nobody has shared a newer edition, and revisions grow.
func TestShareFiles(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s := open()
		ctx, at := t.Context(), time.Unix(1_800_000_000, 0)
		edition := func(name, sum, content string) orderdb.Edition {
			return orderdb.Edition{Name: name, Sum: sum, Author: "Ana", Changed: at, Content: []byte(content)}
		}
		for _, step := range []struct {
			name, was string
			editions  []orderdb.Edition
			want      error
		}{
			{"new", "", []orderdb.Edition{edition("products.json", "a", "first"), edition("products.ids.json", "i", "ids")}, nil},
			{"new again", "", []orderdb.Edition{edition("products.json", "b", "second")}, orderdb.ErrOutdated},
			{"next", "a", []orderdb.Edition{edition("products.json", "b", "second")}, nil},
			{"the same again", "a", []orderdb.Edition{edition("products.json", "b", "second")}, nil},
			{"after an older one", "a", []orderdb.Edition{edition("products.json", "c", "third"), edition("products.ids.json", "j", "lost")}, orderdb.ErrOutdated},
			{"removed", "b", []orderdb.Edition{{Name: "products.json", Changed: at}}, nil},
		} {
			if err := s.ShareFiles(ctx, step.was, step.editions...); !errors.Is(err, step.want) {
				t.Errorf("%s: got %v, want %v", step.name, err, step.want)
			}
		}
		latest, err := s.FilesRevision(ctx)
		list, wrong := s.SharedFiles(ctx, 1)
		if err != nil || wrong != nil || latest != 4 || len(list) != 2 || list[1].Revision != latest || list[1].Sum != "" || list[1].Name != "products.json" {
			t.Errorf("got %d, %v, %v, %v, want the removal as the last of two editions", latest, list, err, wrong)
		}
		if e, err := s.FetchFile(ctx, "products.ids.json", 3); err != nil || string(e.Content) != "ids" || e.Author != "Ana" || !e.Changed.Equal(at) {
			t.Errorf("got %+v, %v, want the ledger", e, err)
		}
		if e, err := s.FetchFile(ctx, "products.ids.json", 2); err != nil || e.Content != nil || e.Size != 3 {
			t.Errorf("above the limit: got %+v, %v, want no content", e, err)
		}
		if size, err := s.FilesSize(ctx, "products."); err != nil || size != 3 {
			t.Errorf("got %d bytes, %v, want 3", size, err)
		}
	})
}
