package owner_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"sync"
	"testing"
	"time"

	"carrito/server/admin"
	"carrito/server/e2e/browsertest"
	"carrito/server/editor"
	"carrito/server/httpd"
	api "carrito/server/inbox"
	"carrito/server/shoptest"
)

// emptyShop serves a shop without products, whose files the owner's page changes.
func emptyShop(t *testing.T) string {
	t.Helper()
	logger := log.New(t.Output(), "", 0)
	files := browsertest.ProgramFiles(t, browsertest.Program(t))
	browsertest.WriteFile(t, files.Products, "[]")
	browsertest.WriteFile(t, files.Shop, `{"name": "Tienda", "tagline": "Nueva", "language": "es", "locale": "es-PE", "currency": "PEN",
		"orders": {"channels": [{"kind": "server"}], "delivery": [{"id": "recojo", "name": "Recojo en tienda", "pickup": true}]}}`)
	shop, err := httpd.NewHandler(files, logger)
	if err != nil {
		t.Fatal(err)
	}
	store := shoptest.Store(t)
	ctx, run := background(t)
	if err := admin.SetPassword(ctx, store, ownersPassword); err != nil {
		t.Fatal(err)
	}
	if err := shop.TakeStock(ctx, store); err != nil {
		t.Fatal(err)
	}
	shop.Handle(httpd.OrdersAddress, api.NewAPI(store, func() api.Snapshot { return api.Snapshot(shop.Snapshot()) }, api.Limits{}, logger))
	page := admin.New(ctx, store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	run(editor.New(page, files, shop.Site, store, logger).Run)
	shop.Handle("/admin/", page)
	run(func(ctx context.Context) { shop.Watch(ctx, 100*time.Millisecond) })
	run(func(ctx context.Context) { shop.Follow(ctx, 100*time.Millisecond) })
	return browsertest.Listen(t, shop)
}

// background returns a function that runs others beside the test. When the test ends, so
// does the context, and the test's folders are removed only after the functions have
// returned, which may write there.
func background(t *testing.T) (ctx context.Context, run func(func(context.Context))) {
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	t.Cleanup(func() { stop(); running.Wait() })
	return ctx, func(f func(context.Context)) { running.Go(func() { f(ctx) }) }
}

// photograph puts photos into the field for them, as a phone does.
func photograph(tab *browsertest.Tab, colors string) {
	tab.T.Helper()
	tab.Eval(fmt.Sprintf(`(async () => {
		const field = document.getElementById("photos"), files = new DataTransfer();
		for (const color of %s) {
			const canvas = document.createElement("canvas");
			[canvas.width, canvas.height] = [1200, 1500];
			const pen = canvas.getContext("2d");
			for (let y = 0; y < 1500; y += 10) {
				pen.fillStyle = y %% 200 ? color : "#ddd";
				pen.fillRect(y %% 300, y, 1200, 10);
			}
			const blob = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.95));
			files.items.add(new File([blob], color + ".jpg", {type: "image/jpeg"}));
		}
		field.files = files.files;
		field.dispatchEvent(new Event("change"));
	})()`, colors))
}

// drag drags the handle of an item onto another one. The page is loaded again then, so
// window.same is not set any more.
func drag(tab *browsertest.Tab, items string, from, to int) {
	tab.T.Helper()
	tab.Await(fmt.Sprintf("document.querySelectorAll(%q).length > %d", items+" .handle", max(from, to)))
	tab.Eval(fmt.Sprintf(`(() => {
		window.same = true;
		const items = document.querySelectorAll(%q), handle = items[%d].querySelector(".handle");
		const at = element => { const box = element.getBoundingClientRect(); return {bubbles: true, cancelable: true, pointerId: 1, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2}; };
		handle.dispatchEvent(new PointerEvent("pointerdown", at(handle)));
		handle.dispatchEvent(new PointerEvent("pointermove", at(items[%d])));
		handle.dispatchEvent(new PointerEvent("pointerup", at(items[%d])));
	})()`, items, from, to, to))
}

// TestShopFromNothing makes a shop on a phone: three products with photos, one of them
// with variants, and puts them into order. In Chromium every page is looked at, and a
// shopper buys.
func TestShopFromNothing(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		base := emptyShop(t)
		browser := s.NewBrowser(t)
		tab := browser.Open(base)
		check := func(string) {}
		if s.Thorough {
			check = checker(t, tab)
		}
		makeShop(tab, check)
		if s.Thorough {
			buy(browser.Open(base), tab)
		}
	})
}

// checker returns a function that checks a page with axe and for its width, light and
// dark, on phone and desktop.
func checker(t *testing.T, tab *browsertest.Tab) func(name string) {
	source := browsertest.AxeSource(t)
	return func(name string) {
		t.Helper()
		tab.Eval(source)
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{1280, 412} {
				tab.Look(scheme, width)
				browsertest.RunAxe(t, tab, fmt.Sprintf("%s, %s at %d", name, scheme, width))
				tab.Screenshot(fmt.Sprintf("products %s %s %d", name, scheme, width))
				if wide := browsertest.Eval[float64](tab, "document.scrollingElement.scrollWidth"); wide > float64(width) {
					t.Errorf("%s at %d pixels: got a page %v wide, want it to fit", name, width, wide)
				}
			}
		}
	}
}

// makeShop makes three products.
func makeShop(tab *browsertest.Tab, check func(name string)) {
	tab.T.Helper()
	signIn(tab, ownersPassword)
	tab.Press("link", "Productos")
	tab.AwaitText(".none", "No hay productos")
	for _, product := range [][3]string{{"Gorra", "39.9", "navy"}, {"Bolso", "59", "brown"}} {
		tab.Press("link", "Nuevo producto")
		tab.TypeInto("Nombre", product[0])
		tab.TypeInto("Precio", product[1])
		tab.TypeInto("Unidades (vacío: no se cuentan)", "8")
		photograph(tab, `["`+product[2]+`"]`)
		tab.Await("document.querySelectorAll('.photos img').length === 1")
		tab.Press("button", "Guardar")
		tab.AwaitText("[role=status]", "Guardado")
		tab.Press("link", "Todos los productos")
		tab.AwaitText(".goods", product[0])
	}
	tab.Press("link", "Nuevo producto")
	tab.TypeInto("Nombre", "Polo <b>")
	tab.TypeInto("Precio", "gratis")
	tab.Press("button", "Añadir opción")
	tab.TypeInto("Opción, como Talla", "Talla")
	tab.TypeInto("Valores, uno por línea", "S\rM")
	tab.Press("button", "Hacer todas las filas")
	tab.TypeInto("Unidades de En todas", "5")
	tab.Press("button", "Poner en todas")
	tab.Await(`document.querySelector("[name='variant.1.stock']")?.value === "5"`)
	tab.TypeInto("Precio de M", "45.50")
	photograph(tab, `["teal", "olive"]`)
	tab.Await("document.querySelectorAll('.photos img').length === 2")
	drag(tab, ".photos__one", 1, 0)
	tab.Await("!window.same && document.querySelectorAll('.photos img').length === 2")
	tab.Press("button", "Guardar")
	tab.AwaitText("#price-fault", "Escribe un precio")
	check("faults")
	tab.TypeInto("Precio", "42")
	tab.Press("button", "Guardar")
	tab.AwaitText("[role=status]", "Guardado")
	check("product")
	tab.Press("link", "Todos los productos")
	tab.AwaitText(".goods", "S 5, M 5")
	tab.Eval("document.querySelector('.goods details').open = true")
	tab.TypeInto("Unidades de Polo <b> S", "6")
	tab.Press("button", "Guardar")
	tab.AwaitText(".goods", "S 6, M 5")
	drag(tab, ".goods__row:not(.goods__row--variants)", 2, 0)
	tab.Await(`!window.same && document.querySelector("tbody .goods__name")?.textContent === "Polo <b>"`)
	tab.Eval("document.querySelector('.goods details').open = true")
	check("list")
	tab.Press("link", "Versiones")
	tab.AwaitText(".versions", "añadido")
	check("versions")
}

// buy buys the product with variants, and the owner sees the order and what is left.
func buy(shopper, tab *browsertest.Tab) {
	tab.T.Helper()
	shopper.Visit("/producto/3?variante=2")
	shopper.AwaitText("h1", "Polo <b>")
	shopper.Press("button", "Agregar al carrito")
	shopper.AwaitCount(1)
	shopper.Visit("/pedido")
	shopper.TypeInto("Nombre y apellido *", "Ana Quispe")
	shopper.TypeInto("Teléfono", "987 654 321")
	shopper.AwaitText(".figures__row--total", "S/ 45.50")
	shopper.Press("button", "Enviar pedido")
	shopper.Await("location.pathname === '/gracias'")
	tab.Navigate(tab.Base + "/admin/pedidos")
	tab.AwaitText(".orders__row", "Ana Quispe")
	tab.Navigate(tab.Base + "/admin/productos/3")
	tab.Await(`document.querySelector("[name='variant.1.stock']").value === "4"`)
}
