package backup_test

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/backup"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }

// write writes files, each with its name as its content where there is none.
func write(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if content == "" {
			content = "content of " + name
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// read returns the files of a folder, without those that belong to SQLite.
func read(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), "orders.db") {
			return err
		}
		content, err := os.ReadFile(name)
		rest, _ := filepath.Rel(folder, name)
		files[filepath.ToSlash(rest)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// web has the files of a small shop.
func web() map[string]string {
	return map[string]string{
		"web/shop.json": "", "web/products.json": "", "web/products.ids.json": "", "web/images/gorra.jpg": strings.Repeat("\x00\xff pixels", 5000),
		"web/images/año nuevo?.jpg": "", "web/pages/terminos.md": "", "web/sized/gorra.360.avif": "", "web/.versions/1.json": "", "web/empty.txt": "\n",
	}
}

// shopIn returns the shop of a folder.
func shopIn(folder string) backup.Shop {
	return backup.Shop{
		Web: filepath.Join(folder, "web"), Settings: filepath.Join(folder, "web", "shop.json"),
		Products: filepath.Join(folder, "web", "products.json"), Version: "v1.2.3",
	}
}

// ids returns the numbers of all orders in a database.
func ids(t *testing.T, s *orderdb.Store) []string {
	t.Helper()
	var all []string
	if err := s.All(context.Background(), func(o orderdb.Stored) error { all = append(all, o.Order.ID); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// A restored shop is the shop that was backed up, with either kind of archive and
// database, and from one to the other.
func TestRestore(t *testing.T) {
	inboxtest.Names(t, func(t *testing.T, database string) {
		for _, suffix := range backup.Suffixes {
			t.Run(suffix, func(t *testing.T) {
				folder := t.TempDir()
				write(t, folder, web())
				write(t, folder, map[string]string{"web/.cache/a.br": ""})
				store := inboxtest.Open(t, database)
				c := inboxtest.NewCounter(t)
				c.Place(store, c.Order("3×1"))
				shop := shopIn(folder)
				shop.Orders = store
				archive := filepath.Join(t.TempDir(), "shop"+suffix)
				made, err := backup.Write(t.Context(), archive, shop)
				if err != nil {
					t.Fatal(err)
				}
				if info, err := os.Stat(archive); err != nil || info.Mode().Perm() != 0o600 {
					t.Errorf("got %v, %v, want the backup for its owner alone", info, err)
				}
				if len(made.NotTaken) > 0 || !made.HasOrders() || made.HasKeys() {
					t.Errorf("got %+v, want all files and the orders", made)
				}
				t.Run("with SQLite", func(t *testing.T) {
					into := filepath.Join(t.TempDir(), "new", "shop")
					if _, err := backup.Restore(t.Context(), archive, backup.Target{Folder: into}); err != nil {
						t.Fatal(err)
					}
					checkShop(t, into, folder)
					file := filepath.Join(into, "orders.db")
					if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
						t.Errorf("got %v, %v, want the orders for their owner alone", info, err)
					}
					if got, want := ids(t, inboxtest.Open(t, file)), ids(t, store); !slices.Equal(got, want) {
						t.Errorf("got the orders %v, want %v", got, want)
					}
				})
				t.Run("with PostgreSQL", func(t *testing.T) {
					into, other := t.TempDir(), inboxtest.Open(t, pgtest.Database(t))
					if _, err := backup.Restore(t.Context(), archive, backup.Target{Folder: into, Orders: other}); err != nil {
						t.Fatal(err)
					}
					checkShop(t, into, folder)
					if _, err := os.Stat(filepath.Join(into, "orders.db")); err == nil {
						t.Error("got the orders in the folder too")
					}
					if got, want := ids(t, other), ids(t, store); !slices.Equal(got, want) {
						t.Errorf("got the orders %v, want %v", got, want)
					}
				})
			})
		}
	})
}

// checkShop checks that two folders have the same files, except the cache, and nothing
// else is beside the first.
func checkShop(t *testing.T, got, want string) {
	t.Helper()
	wanted := read(t, want)
	maps.DeleteFunc(wanted, func(name, _ string) bool { return strings.HasPrefix(name, "web/.cache/") })
	if found := read(t, got); !maps.Equal(found, wanted) {
		t.Errorf("got %q\nwant %q", slices.Sorted(maps.Keys(found)), slices.Sorted(maps.Keys(wanted)))
	}
	if entries, _ := filepath.Glob(filepath.Join(filepath.Dir(got), ".*")); len(entries) > 0 {
		t.Errorf("got %q left", entries)
	}
}

// Files of the shop that lie elsewhere come to the place where the server looks for
// them by default, and what is not taken is named.
func TestWriteFindsFiles(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{
		"web/a.jpg": "", "web/shop.json": "the demo's", "web/my.json": "mine", "web/mine.ids.json": "ids",
		"elsewhere.json": "products", "elsewhere.ids.json": "their ids", "keys": "CARRITO_STRIPE_KEY=sk_live_1",
	})
	outside := filepath.Join(t.TempDir(), "outside.jpg")
	write(t, filepath.Dir(outside), map[string]string{"outside.jpg": ""})
	for link, target := range map[string]string{"web/out.jpg": outside, "web/in.jpg": "a.jpg"} {
		if err := os.Symlink(target, filepath.Join(folder, link)); err != nil {
			t.Fatal(err)
		}
	}
	shop := shopIn(folder)
	shop.Settings, shop.Products = filepath.Join(folder, "web", "my.json"), filepath.Join(folder, "elsewhere.json")
	shop.Keys = filepath.Join(folder, "keys")
	for _, taken := range []bool{false, true} {
		shop.TakeKeys = taken
		archive := filepath.Join(t.TempDir(), "a.tar.gz")
		made, err := backup.Write(t.Context(), archive, shop)
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"web/out.jpg", "web/shop.json"}; !slices.Equal(made.NotTaken, want) || made.Keys != shop.Keys || made.HasKeys() != taken {
			t.Errorf("got not taken %q, keys %q %v, want %q, the keys named, and taken: %v", made.NotTaken, made.Keys, made.HasKeys(), want, taken)
		}
		into := filepath.Join(t.TempDir(), "shop")
		if _, err := backup.Restore(t.Context(), archive, backup.Target{Folder: into}); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{
			"web/shop.json": "mine", "web/products.json": "products", "web/products.ids.json": "their ids",
			"web/a.jpg": "content of web/a.jpg", "web/in.jpg": "content of web/a.jpg", "web/mine.ids.json": "ids",
		}
		if taken {
			want["keys.env"] = "CARRITO_STRIPE_KEY=sk_live_1"
		}
		if got := read(t, into); !maps.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A backup is never written over a file, into the folder web, or under another kind of
// name, and a failure leaves nothing.
func TestWriteRefuses(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, web())
	write(t, folder, map[string]string{"there.tar.gz": ""})
	broken := shopIn(folder)
	broken.Orders = noOrders{}
	tests := []struct {
		name, file string
		shop       backup.Shop
		want       string
	}{
		{"a file that is there", "there.tar.gz", shopIn(folder), "exists"},
		{"in the folder web", "web/b.tar.gz", shopIn(folder), "put it elsewhere"},
		{"another name", "b.zip", shopIn(folder), "ends with .tar.gz"},
		{"a shop without files", "b.tar.gz", shopIn(filepath.Join(folder, "none")), "no such file"},
		{"a database that fails", "b.tar.zst", broken, "the database of orders: broken"},
	}
	before := read(t, folder)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := backup.Write(t.Context(), filepath.Join(folder, test.file), test.shop)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
			if got := read(t, folder); !maps.Equal(got, before) {
				t.Errorf("got %q, want nothing new", slices.Sorted(maps.Keys(got)))
			}
		})
	}
}
