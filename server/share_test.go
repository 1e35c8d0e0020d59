package main

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/inbox/orderdb/pgtest"
)

// With -share two servers with folders of their own show the same shop: the one that
// starts later takes the products of the first one, and each shows what is changed at the
// other.
func TestServeShares(t *testing.T) {
	const settings = `, "orders": {"channels": [{"kind": "server"}], ` + pickup + `}`
	database := pgtest.Start(t).Database(t, "shop")
	first, second := webFolder(t, settings), webFolder(t, settings)
	older := filepath.Join(second[1], "products.json")
	write := func(folder, name, content string) {
		t.Helper()
		file := filepath.Join(folder, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write(second[1], "products.json", `[{"id": 1, "slug": "vieja", "name": "Vieja", "price": "1.00"}]`)
	var log safeBuffer
	one := served(t, append(first, "-database", database, "-share")...)
	two := servedLogging(t, &log, append(second, "-database", database, "-share")...)
	shows := func(url, text string) {
		t.Helper()
		waitFor(t, func() bool {
			status, page, _ := get(t, url+"/producto/1")
			return status == http.StatusOK && strings.Contains(page, text)
		})
	}
	shows(two, "39.90")
	if !strings.Contains(log.String(), "products.json on this server was not the one that the servers share") {
		t.Errorf("got the log %s, want it to name the older products", log.String())
	}
	write(first[1], "products.json", `[{"id": 1, "slug": "gorra", "name": "Gorra azul", "price": "12.00"}]`)
	shows(two, "Gorra azul")
	write(second[1], "pages/cambios.md", "# Cambios de ropa\n")
	waitFor(t, func() bool {
		status, _, _ := get(t, one+"/p/cambios")
		return status == http.StatusOK
	})
	if versions, err := filepath.Glob(filepath.Join(second[1], ".products.versions", "*.json.gz")); err != nil || len(versions) < 3 {
		t.Errorf("got %d versions of %s, %v, want the older one among them", len(versions), older, err)
	}
}

func TestShareNeedsPostgreSQL(t *testing.T) {
	_, err := command(t, append([]string{"serve", "-share", "-database", filepath.Join(t.TempDir(), "orders.db")}, webFolder(t, "")...)...)
	if !errors.As(err, new(usageError)) || !strings.Contains(err.Error(), "postgres://") {
		t.Errorf("got %v, want a mistake in the command line", err)
	}
}
