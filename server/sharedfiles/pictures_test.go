package sharedfiles_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"carrito/server/inbox/orderdb/pgtest"
)

// both returns two servers that have the files of the small shop.
func both(t *testing.T) (database string, first, second *server) {
	t.Helper()
	database = pgtest.Database(t)
	first, second = newServer(t, database, shopFiles()), newServer(t, database, nil)
	first.sync()
	second.sync()
	return database, first, second
}

// A picture that is still being copied is not shared, and is not cut off.
func TestPictureIsCopied(t *testing.T) {
	database, first, second := both(t)
	first.write("images/slow.jpg", "a part")
	first.touch("images/slow.jpg", 0)
	first.sync()
	second.sync()
	if got := second.text("images/slow.jpg"); got != "none" {
		t.Errorf("got %q, want no part of a picture", got)
	}
	first.write("images/slow.jpg", "a part and the rest")
	first.sync()
	second.sync()
	second.has("images/slow.jpg", "the rest")

	info, err := os.Stat(first.path("images/slow.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	first.write("images/slow.jpg", "a part and the rest, which came in the same second")
	if err := os.Chtimes(first.path("images/slow.jpg"), info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	first.start(database)
	first.sync()
	second.sync()
	first.has("images/slow.jpg", "same second")
	second.has("images/slow.jpg", "same second")
}

// A photo that the owner's page has written is whole at once.
func TestPhotoIsWhole(t *testing.T) {
	_, first, second := both(t)
	sum := sha256.Sum256([]byte("photo"))
	name := "images/fotos/" + hex.EncodeToString(sum[:10]) + ".jpg"
	first.write(name, "photo")
	first.touch(name, 0)
	if err := first.rename("Ana", name); err != nil {
		t.Fatal(err)
	}
	second.sync()
	second.has(name, "photo")
}

// A picture that is replaced by hand is news, whatever its time. If it was replaced
// elsewhere too, the later one counts, and every other one is kept.
func TestPictureReplacedByHand(t *testing.T) {
	const name = "images/fotos/polo.jpg"
	database, first, second := both(t)
	second.write(name, "older, by hand")
	second.touch(name, -48*time.Hour)
	second.start(database)
	second.sync()
	first.sync()
	first.has(name, "older, by hand")
	second.has(name, "older, by hand")
	for i, mine := range []string{"mine", "mine again"} {
		first.write(name, "theirs"+strings.Repeat("!", i))
		first.start(database)
		first.sync()
		second.write(name, mine)
		second.touch(name, -time.Hour)
		second.start(database)
		second.sync()
		second.has(name, "theirs")
	}
	second.has("images/fotos/.replaced/polo.jpg", "mine")
	second.has("images/fotos/.replaced/polo-2.jpg", "mine again")
}

// A folder that joins the servers takes their files, and gives them none of its own.
func TestDemoJoins(t *testing.T) {
	database := pgtest.Database(t)
	first := newServer(t, database, shopFiles())
	first.sync()
	second := newServer(t, database, map[string]string{
		"products.json": `[{"id": 1, "slug": "demo", "name": "Demo demo.jpg", "price": "1.00"}]`, "shop.json": `{"name": "Demo"}`,
		"pages/2-demo.md": "# Demo\n", "images/demo.jpg": "demo", "images/fotos/polo.jpg": "demo polo",
	})
	second.touch("images/fotos/polo.jpg", time.Hour)
	for range 2 {
		second.sync()
		first.sync()
		second.has("products.json", "39.90")
		second.has("shop.json", "Tienda")
		second.has("images/fotos/polo.jpg", "a picture")
		second.has("images/fotos/.replaced/polo.jpg", "demo polo")
		second.has("images/demo.jpg", "demo")
		for _, s := range []*server{first, second} {
			if got := s.text("pages/2-demo.md"); got != "none" {
				t.Errorf("got the page %q, want none", got)
			}
		}
		if got := first.text("images/demo.jpg"); got != "none" {
			t.Errorf("got the picture %q, want none", got)
		}
		if old, err := second.page("demo").Version(1); err != nil || !strings.Contains(string(old), "Demo") {
			t.Errorf("got the version %q, %v, want the page", old, err)
		}
		second.start(database)
	}
	second.sync()
	if err := second.rename("Ana", "demo.jpg"); err != nil {
		t.Fatal(err)
	}
	first.sync()
	first.has("images/demo.jpg", "demo")
}

// The folder of pictures may be a symbolic link. What links within it lead to is neither
// shared nor missing.
func TestPicturesBehindLinks(t *testing.T) {
	for _, link := range []string{"images", "images/fotos", "images/fotos/polo.jpg"} {
		t.Run(link, func(t *testing.T) {
			database, first, second := both(t)
			elsewhere := t.TempDir() + "/elsewhere"
			if err := errors.Join(os.Rename(second.path(link), elsewhere), os.Symlink(elsewhere, second.path(link))); err != nil {
				t.Fatal(err)
			}
			second.sync()
			second.start(database)
			second.sync()
			if info, err := os.Lstat(second.path(link)); err != nil || info.Mode()&os.ModeSymlink == 0 {
				t.Errorf("got %v, %v, want the link", info, err)
			}
			first.sync()
			first.has("images/fotos/polo.jpg", "a picture")
			third := newServer(t, database, nil)
			third.sync()
			third.has("images/fotos/polo.jpg", "a picture")
		})
	}
}
