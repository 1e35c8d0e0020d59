package importcli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/picture/picturetest"
)

// put writes a file into a folder.
func put(t *testing.T, folder, name, text string) string {
	t.Helper()
	file := filepath.Join(folder, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// A table that has not changed is imported again, once, if anything else has changed
// that the catalogue depends on.
func TestFollowSettings(t *testing.T) {
	const shop = `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "contact": {"whatsapp": "51999000111", "email": "a@b.example"}}`
	const inventory = "Handle,Title,Option1 Value,SKU,Location,Available\naro,Aro,,,Lima,3\n"
	tests := []struct {
		name   string
		change func(t *testing.T, folder string, c *Command)
	}{
		{"other options", func(t *testing.T, folder string, c *Command) { c.Options = []string{"Tela"} }},
		{"no options", func(t *testing.T, folder string, c *Command) { c.Options = []string{} }},
		{"another folder of pictures", func(t *testing.T, folder string, c *Command) { c.Photos = t.TempDir() }},
		{"no folder of pictures", func(t *testing.T, folder string, c *Command) { c.Photos = "" }},
		{"one more picture", func(t *testing.T, folder string, c *Command) {
			put(t, c.Photos, "polo.jpg", string(picturetest.JPEG(t, 40, 30, 6, nil)))
		}},
		{"no inventory", func(t *testing.T, folder string, c *Command) { c.Stock = "" }},
		{"another inventory", func(t *testing.T, folder string, c *Command) {
			put(t, folder, "stock.csv", strings.Replace(inventory, ",3", ",4", 1))
		}},
		{"another currency", func(t *testing.T, folder string, c *Command) {
			put(t, folder, "shop.json", strings.ReplaceAll(shop, `"PEN"`, `"USD"`))
		}},
		{"another locale", func(t *testing.T, folder string, c *Command) {
			put(t, folder, "shop.json", strings.ReplaceAll(shop, `"es-PE"`, `"es-MX"`))
		}},
		{"another catalogue", func(t *testing.T, folder string, c *Command) {
			put(t, filepath.Dir(c.Target), "products.json", strings.ReplaceAll(read(t, c.Target), "Polo 1", "Polo uno"))
		}},
		{"a lost catalogue", func(t *testing.T, folder string, c *Command) { os.Remove(c.Target) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f, sheet, logged := follower(t)
			folder := t.TempDir()
			f.Command.Shop = put(t, folder, "shop.json", shop)
			if strings.Contains(test.name, "inventory") {
				sheet.set(200, jewels)
				f.Command.Stock = put(t, folder, "stock.csv", inventory)
			}
			f.Command.Photos = t.TempDir()
			for step, want := range []int{1, 1, 2, 2} {
				if step == 2 {
					test.change(t, folder, &f.Command)
				}
				if err := f.Once(t.Context()); err != nil {
					t.Fatal(err)
				}
				if n := strings.Count(logged.String(), "was imported"); n != want || sheet.whole != want {
					t.Fatalf("step %d: got %d imports and %d downloads, want %d of each", step, n, sheet.whole, want)
				}
			}
			if strings.Contains(read(t, f.Command.Target), "Polo uno") {
				t.Error("the catalogue is not that of the table")
			}
		})
	}
}
