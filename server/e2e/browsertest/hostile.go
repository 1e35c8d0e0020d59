package browsertest

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/site"
)

// HostileShop serves a shop whose texts are as long as allowed and cannot be broken into
// lines.
func HostileShop(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: Web}
	long := strings.Repeat("Supercalifragilistico", 15)[:300]
	WriteFile(t, files.Shop, fmt.Sprintf(`{"name": "%.60s", "tagline": %[1]q, "language": "es", "locale": "es-PE", "currency": "PEN",
		"contact": {"whatsapp": "51999000111", "email": "%[2]s@correo.example", "address": %[1]q, "hours": %[1]q},
		"orders": {"channels": [{"kind": "whatsapp"}, {"kind": "email"}], "tax": {"name": "%.40[1]s", "percent": "18", "included": true},
			"delivery": [{"id": "envio", "name": %[1]q, "zones": [{"id": "lima", "name": %[1]q, "price": "9999999999.99", "freeFrom": "9999999999.99"}]},
				{"id": "recojo", "name": %[1]q, "pickup": true, "price": "9999999999.99", "freeFrom": "9999999999.99"}],
			"promos": [{"code": "HOLA", "amount": "15.00"}]}}`, long, strings.Repeat("correo", 10)))
	product := `{"id": %d, "slug": "p%[1]d", "name": "%[1]d%[2]s", "price": "9999999999.99", "category": "%.[3]*[4]s", "description": %[2]q, "tags": [%[2]q]%[5]s}`
	list := make([]string, 30)
	for i := range list {
		more := `, "stock": 3`
		switch i % 4 {
		case 1:
			more = fmt.Sprintf(`, "options": [{"name": %[1]q, "values": ["A%[1]s", "B%[1]s", "M"]}], "variants": [
				{"id": 1, "values": ["A%[1]s"], "sku": "a"}, {"id": 2, "values": ["B%[1]s"], "price": "9999999999.98", "stock": 0}, {"id": 3, "values": ["M"]}]`, long)
		case 2:
			more = `, "compareAtPrice": "9999999999.99"`
		case 3:
			more = `, "stock": 0`
		}
		price := product
		if i%4 == 2 {
			price = strings.Replace(product, "9999999999.99", "1999999999.99", 1)
		}
		list[i] = fmt.Sprintf(price, i+1, long, 100+i%5, long, more)
	}
	WriteFile(t, files.Products, "["+strings.Join(list, ",")+"]")
	return Listen(t, NewHandler(t, files))
}
