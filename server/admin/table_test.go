package admin_test

import (
	"strings"
	"testing"
	"time"

	"carrito/server/admin"
)

// Only the owner reads why the table on the web is not imported, and since when.
func TestTableNotice(t *testing.T) {
	o := newOwner(t, "")
	o.setPassword(password)
	fault := admin.TableFault{Since: time.Now()}
	failed := true
	o.handler.Table = func() (admin.TableFault, bool) { return fault, failed }
	fault.Kind = "page"
	if got := o.get("/admin/pedidos"); strings.Contains(got.body, "no se actualizan") {
		t.Errorf("signed out: got %s, want no notice", text(t, got.body))
	}
	o.signIn(password)
	for _, test := range []struct {
		fault admin.TableFault
		want  string
	}{
		{admin.TableFault{Kind: "page"}, "llegó una página web"},
		{admin.TableFault{Kind: "unreachable"}, "no se puede descargar"},
		{admin.TableFault{Kind: "prices"}, "diez veces"},
		{admin.TableFault{Kind: "unreadable"}, "no se puede leer"},
		{admin.TableFault{Kind: "columns", Columns: "<b>Stock</b>, Precio"}, "faltan columnas: <b>Stock</b>, Precio."},
		{admin.TableFault{Kind: "fewer", Before: 10, Now: 5}, "5 productos en lugar de 10"},
	} {
		fault = test.fault
		fault.Since = time.Date(2026, 11, 27, 15, 4, 0, 0, time.Local)
		for _, page := range []string{"/admin/pedidos", "/admin/sesiones"} {
			got := text(t, o.get(page).body)
			if !strings.Contains(got, test.want) || !strings.Contains(got, "no se actualizan desde 27 nov 2026, 15:04") {
				t.Errorf("%s: %s: got %s, want %q and the time", page, test.fault.Kind, got, test.want)
			}
		}
	}
	failed = false
	if got := o.get("/admin/pedidos"); strings.Contains(got.body, "no se actualizan") {
		t.Errorf("all is well: got %s, want no notice", text(t, got.body))
	}
}
