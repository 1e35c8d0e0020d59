package sharedfiles_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/catalogfile"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
	"carrito/server/kept"
)

// A server with an empty folder gets the files of the others, and no others.
func TestNewServer(t *testing.T) {
	database := pgtest.Database(t)
	first := newServer(t, database, shopFiles())
	first.sync()
	second := newServer(t, database, map[string]string{"shop.json": `{"name": "Demo"}`})
	second.sync()
	for name, want := range map[string]string{
		"products.json": polo, "shop.json": `{"name": "Tienda"}`, "pages/1-cambios.md": "# Cambios\n\nSí.\n", "images/fotos/polo.jpg": "a picture",
		"images/.hidden/secret": "none", "images/notes.txt": "none", "css/tokens.css": "none", "products.source.json": "none", "images/fotos/.draft-123": "none",
	} {
		if got := second.text(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if got := second.log.String(); !strings.Contains(got, "shop.json on this server was not the one that the servers share") {
		t.Errorf("got the log %q, want the replaced shop.json named", got)
	}
	first.log.Reset()
	second.log.Reset()
	first.sync()
	second.sync()
	if first.log.Len()+second.log.Len() > 0 {
		t.Errorf("got %s%s, want nothing more to do", first.log, second.log)
	}
}

// A change of the products at one server is at the other, with its author, its ids and a
// version that can be brought back.
func TestEditProducts(t *testing.T) {
	database := pgtest.Database(t)
	first, second := newServer(t, database, shopFiles()), newServer(t, database, nil)
	first.sync()
	second.sync()
	if err := first.rename("Ana", "Polo de Ana"); err != nil {
		t.Fatal(err)
	}
	second.sync()
	second.has("products.json", "Polo de Ana")
	if got := second.versions(); len(got) < 2 || got[0] != "edited Ana" {
		t.Errorf("got the versions %q, want that of Ana first", got)
	}
	added := func(s *server, name string) int {
		t.Helper()
		_, err := s.products().Update("Eva", func(c *catalogfile.Catalogue) error {
			if one := c.Find(2); name == "" {
				c.Products = slices.Delete(c.Products, one, one+1)
				return nil
			}
			one, err := catalogfile.ParseObject(fmt.Sprintf(`{"slug": %q, "name": %q, "price": "1.00"}`, name, name))
			c.Products = append(c.Products, one)
			return err
		})
		c, wrong := s.products().Read()
		if err := errors.Join(err, wrong); err != nil {
			t.Fatal(err)
		}
		return c.Products[len(c.Products)-1].ID()
	}
	if id := added(second, "gorra"); id != 2 {
		t.Errorf("got the id %d, want 2", id)
	}
	added(second, "")
	if id := added(first, "taza"); id != 3 { // without a Sync in between
		t.Errorf("got the id %d, want 3: 2 was given to a product that was deleted at the other server", id)
	}
	second.sync()
	if err := second.rename("Eva", "Polo"); err != nil {
		t.Fatal(err)
	}
	second.has("products.json", `"Polo"`, "taza")
}

// Owners who save at once at two servers lose nothing.
func TestOwnersAtOnce(t *testing.T) {
	database := pgtest.Database(t)
	first, second := newServer(t, database, shopFiles()), newServer(t, database, nil)
	first.sync()
	second.sync()
	const each = 8
	var both sync.WaitGroup
	for i, s := range []*server{first, second} {
		both.Go(func() {
			for n := range each {
				_, err := s.products().Update("owner", func(c *catalogfile.Catalogue) error {
					one, err := catalogfile.ParseObject(fmt.Sprintf(`{"slug": "p-%d-%d", "name": "P", "price": "1.00"}`, i, n))
					c.Products = append(c.Products, one)
					return err
				})
				if err != nil {
					t.Errorf("server %d: %v", i, err)
				}
			}
		})
	}
	both.Wait()
	first.sync()
	second.sync()
	if first.text("products.json") != second.text("products.json") {
		t.Error("the servers have different products")
	}
	c, err := first.products().Read()
	if err != nil || len(c.Products) != 1+2*each {
		t.Errorf("got %d products, %v, want %d", len(c.Products), err, 1+2*each)
	}
	ids := map[int]bool{}
	for _, p := range c.Products {
		if ids[p.ID()] {
			t.Errorf("two products have the id %d", p.ID())
		}
		ids[p.ID()] = true
	}
}

// A file that was changed by hand is shared, or kept as a version if others have changed it
// too. Nothing is lost, and the log says so.
func TestEditedByHand(t *testing.T) {
	other := strings.Replace(polo, "Polo", "Polo a mano", 1)
	for _, test := range []struct {
		name      string
		elsewhere bool   // whether the other server changes the products meanwhile
		hand      string // the products that are written by hand; empty for none
		want      string
		log       string
	}{
		{"older folder", true, "", "Polo de Ana", ""},
		{"newer folder", false, other, "Polo a mano", "products.json was changed on this server, and is shared with the others"},
		{"both", true, other, "Polo de Ana", "products.json on this server was not the one that the servers share: theirs is used from now on"},
		{"a part of a file", false, `[{"id": 1`, "", "products.json has faults, so it is not shared"},
		{"a part of a file, and a change elsewhere", true, `[{"id": 1`, "Polo de Ana", "theirs is used from now on"},
	} {
		t.Run(test.name, func(t *testing.T) {
			database := pgtest.Database(t)
			first, second := newServer(t, database, shopFiles()), newServer(t, database, nil)
			first.sync()
			second.sync()
			if test.elsewhere {
				if err := first.rename("Ana", "Polo de Ana"); err != nil {
					t.Fatal(err)
				}
			}
			if test.hand != "" {
				second.write("products.json", test.hand)
			}
			second.start(database)
			second.sync()
			first.sync()
			if test.want != "" {
				first.has("products.json", test.want)
				second.has("products.json", test.want)
			}
			if got := second.log.String(); !strings.Contains(got, test.log) || test.log == "" && got != "" {
				t.Errorf("got the log %q, want %q", got, test.log)
			}
			if test.elsewhere && test.hand != "" {
				if got := second.versions(); len(got) < 2 || got[0] != "edited Ana" || got[1] != "outside " {
					t.Errorf("got the versions %q, want the one by hand below that of Ana", got)
				}
				if old, err := second.products().Kept().Version(2); err != nil || string(old) != test.hand {
					t.Errorf("got the version %q, %v, want %q", old, err, test.hand)
				}
			}
		})
	}
}

// Pages are changed, moved, removed and brought back at all servers.
func TestPages(t *testing.T) {
	database := pgtest.Database(t)
	first, second := newServer(t, database, shopFiles()), newServer(t, database, nil)
	first.sync()
	second.sync()
	save := func(s *server, name, want string, content []byte) {
		t.Helper()
		_, err := s.page(name).Update("Ana", func(before []byte) ([]byte, error) {
			if string(before) != want {
				t.Errorf("%s: got %q before the change, want %q", name, before, want)
			}
			return content, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	save(first, "cambios", "# Cambios\n\nSí.\n", []byte("# Cambios\n\nNo.\n"))
	save(second, "cambios", "# Cambios\n\nNo.\n", []byte("# Cambios\n\nQuizá.\n"))
	save(second, "envios", "", []byte("# Envíos\n"))
	first.sync()
	first.has("pages/1-cambios.md", "Quizá")
	first.has("pages/2-envios.md", "Envíos")
	if err := os.Rename(first.path("pages/1-cambios.md"), first.path("pages/3-cambios.md")); err != nil {
		t.Fatal(err)
	}
	first.sync()
	second.sync()
	second.has("pages/3-cambios.md", "Quizá")
	if got := second.text("pages/1-cambios.md"); got != "none" {
		t.Errorf("got %q at the old place, want none", got)
	}
	save(second, "envios", "# Envíos\n", nil)
	first.sync()
	if got := first.text("pages/2-envios.md"); got != "none" {
		t.Errorf("got %q, want the page removed", got)
	}
	if err := os.Remove(first.path("pages/3-cambios.md")); err != nil {
		t.Fatal(err)
	}
	first.sync()
	second.sync()
	if got := second.text("pages/3-cambios.md"); got != "none" {
		t.Errorf("got %q, want the page removed", got)
	}
	first.write("pages/1-envios.md", "# Otra vez\n")
	first.sync()
	second.sync()
	second.has("pages/1-envios.md", "Otra vez")
}

// A picture that one server takes is at the other before a product that names it. The
// later one of two counts, and one that nothing names is removed from the database.
func TestPictures(t *testing.T) {
	database := pgtest.Database(t)
	first, second := newServer(t, database, shopFiles()), newServer(t, database, nil)
	first.sync()
	second.sync()
	first.write("images/fotos/new.jpg", "new")
	if err := first.rename("Ana", "new.jpg"); err != nil {
		t.Fatal(err)
	}
	second.sync()
	second.has("images/fotos/new.jpg", "new")
	first.sync()
	first.write("images/fotos/new.jpg", "later")
	first.touch("images/fotos/new.jpg", time.Hour)
	first.write("images/other.png", "other")
	first.sync()
	second.sync()
	second.has("images/fotos/new.jpg", "later")
	for _, name := range []string{"images/fotos/new.jpg", "images/other.png"} {
		if err := os.Remove(second.path(name)); err != nil {
			t.Fatal(err)
		}
	}
	second.sync()
	second.has("images/fotos/new.jpg", "later") // a product names it
	if got := second.text("images/other.png"); got != "none" {
		t.Errorf("got %q, want a picture removed that nothing names", got)
	}
	third := newServer(t, database, nil)
	third.sync()
	if got := third.text("images/other.png"); got != "none" {
		t.Errorf("got %q, want no picture that was removed", got)
	}
}

// Names and contents of the database go nowhere but to their places.
func TestHostileDatabase(t *testing.T) {
	database := pgtest.Database(t)
	s := newServer(t, database, shopFiles())
	s.sync()
	for _, name := range []string{"images/../../evil.jpg", "images/.git/evil.jpg", "../evil.jpg", "/evil.jpg", "images//evil.jpg", `images/..\evil.jpg`, "images/evil.html", "pages/../evil", "app.wasm"} {
		if err := s.store.ShareFiles(t.Context(), "", orderdb.Edition{Name: name, Sum: "x", Content: []byte("evil"), Changed: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	s.sync()
	found := 0
	for _, at := range []string{"", "images", "images/.git", ".."} {
		entries, _ := os.ReadDir(s.path(at))
		for _, e := range entries {
			if strings.Contains(e.Name(), "evil") || e.Name() == "app.wasm" {
				found++
			}
		}
	}
	if found > 0 {
		t.Errorf("got %d files, want none written", found)
	}
	if err := s.store.ShareFiles(t.Context(), "", orderdb.Edition{Name: "images/a.jpg", Sum: "wrong", Content: []byte("evil"), Changed: time.Now()}); err != nil {
		t.Fatal(err)
	}
	s.write("products.json", strings.Replace(polo, "Polo", "Gorra", 1))
	s.sync()
	s.has("products.json", "Gorra")
	for _, want := range []string{"images/a.jpg in the database is damaged", "products.json was changed on this server, and is shared"} {
		if got := s.log.String(); !strings.Contains(got, want) {
			t.Errorf("got the log %q, want %q", got, want)
		}
	}
}

// While the database is away nothing is saved, the folder stays, and changes go on once it
// is back.
func TestDatabaseAway(t *testing.T) {
	cluster := pgtest.Start(t)
	database := cluster.Database(t, "shop")
	first, second := newServer(t, database, shopFiles()), newServer(t, database, nil)
	first.sync()
	second.sync()
	cluster.Stop(true)
	err := first.rename("Ana", "Polo de Ana")
	if !errors.Is(err, kept.ErrUnshared) {
		t.Errorf("got %v, want that it could not be shared", err)
	}
	if err := first.files.Sync(t.Context()); err == nil {
		t.Error("got no error without a database")
	}
	if got := first.text("products.json"); got != polo {
		t.Errorf("got %s, want the products as they were", got)
	}
	second.write("products.json", strings.Replace(polo, "Polo", "Polo a mano", 1))
	if err := cluster.Start(); err != nil {
		t.Fatal(err)
	}
	// The pools of connections may have some from before the restart.
	again := func(do func() error) {
		t.Helper()
		err := do()
		for range 10 {
			if err != nil {
				err = do()
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	again(func() error { return second.files.Sync(t.Context()) })
	again(func() error { return first.rename("Ana", "Polo de Ana") })
	second.sync()
	second.has("products.json", "Polo de Ana")
	if got := first.versions(); !slices.Contains(got, "outside ") {
		t.Errorf("got the versions %q, want the one by hand among them", got)
	}
}
