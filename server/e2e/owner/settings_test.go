package owner_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/admin"
	"carrito/server/e2e/browsertest"
	"carrito/server/editor"
	"carrito/server/httpd"
	"carrito/server/publish"
	"carrito/server/settings"
	"carrito/server/shoptest"

	"github.com/chromedp/chromedp"
)

// plainShop serves a shop without an inbox, whose owner's pages publish to the folder
// that is returned.
func plainShop(t *testing.T) (base, out string) {
	t.Helper()
	logger := log.New(t.Output(), "", 0)
	files := browsertest.ProgramFiles(t, browsertest.Program(t))
	folder := filepath.Dir(files.Shop)
	browsertest.WriteFile(t, files.Products, `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "category": "Gorras"},
		{"id": 2, "slug": "polo", "name": "Polo", "price": "29.90", "category": "Polos"}]`)
	browsertest.WriteFile(t, files.Shop, `{"name": "Moda", "language": "es", "locale": "es-PE", "currency": "PEN", "contact": {"whatsapp": "51999000111"},
		"orders": {"channels": [{"kind": "whatsapp"}], "delivery": [{"id": "envio", "name": "Envío", "zones": [{"id": "lima", "name": "Lima", "price": "10.00"}]}],
		"promos": [{"code": "ALPACA10", "percent": "10"}]},
		"payments": [{"kind": "cash"}, {"kind": "transfer", "name": "BCP", "holder": "Moda SAC", "account": "1"}], "publish": ["echo", "subida a", "<la red>"]}`)
	for _, name := range []string{"rest.js", "start.js"} {
		data, err := os.ReadFile(browsertest.Web + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		browsertest.WriteFile(t, filepath.Join(files.Web, name), string(data))
	}
	shop, err := httpd.NewHandler(files, logger)
	if err != nil {
		t.Fatal(err)
	}
	store := shoptest.Store(t)
	ctx, run := background(t)
	if err := admin.SetPassword(ctx, store, ownersPassword); err != nil {
		t.Fatal(err)
	}
	page := admin.New(ctx, store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	products := editor.New(page, files, shop.Site, store, logger)
	run(products.Run)
	out = filepath.Join(folder, "dist")
	settings.New(page, files, shop.Site, publish.New(ctx, publish.Job{Files: files, Out: out, Limit: publish.Limit}), logger).Photos = products
	shop.Handle("/admin/", page)
	run(func(ctx context.Context) { shop.Watch(ctx, 100*time.Millisecond) })
	return browsertest.Listen(t, shop), out
}

// awaitPage waits until the first page of a shop has a text.
func awaitPage(t *testing.T, base, want string) {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < browsertest.Patience; time.Sleep(50 * time.Millisecond) {
		answer, err := http.Get(base)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err == nil && strings.Contains(string(page), want) {
			return
		}
	}
	t.Fatalf("the shop does not show %q", want)
}

// changeLists sends a photo for the first page, and adds rows to the lists of channels,
// colours and synonyms.
func changeLists(tab *browsertest.Tab, save func(), check func(string)) {
	tab.T.Helper()
	add := func(list, field string) {
		tab.T.Helper()
		tab.Press("button", "Añadir: "+list)
		tab.Await(`document.querySelector("[name='` + field + `']")`)
	}
	tab.Eval(`document.querySelector("[name='kind.orders.channels']").value = "email"`)
	add("Cómo llegan los pedidos", "orders.channels.1.was")
	add("Muestras de color", "swatches.0.name")
	tab.Eval(`document.querySelector("[name='swatches.0.name']").value = "Azul marino"`)
	tab.TypeInto("Color", "marino")
	add("Sinónimos de la búsqueda", "synonyms.0.words")
	tab.TypeInto("Palabras, como polera = polo", "polera")
	tab.AwaitAsync(`new Promise(done => {
		const canvas = document.createElement("canvas"), chosen = new DataTransfer();
		[canvas.width, canvas.height] = [1600, 900];
		canvas.getContext("2d").fillRect(200, 200, 1200, 500);
		canvas.toBlob(photo => {
			chosen.items.add(new File([photo], "portada.jpg", {type: "image/jpeg"}));
			document.querySelector("[name=photo]").files = chosen.files;
			done(true);
		}, "image/jpeg");
	})`)
	tab.TypeInto("Qué se ve en la foto", "Una prenda")
	tab.Press("button", "Guardar")
	tab.AwaitText("[id='contact.email-fault']", "Falta.")
	tab.AwaitText("[id='swatches.0.color-fault']", "Escribe un color como #c00")
	tab.AwaitText("[id='synonyms.0.words-fault']", "Escribe dos o más palabras")
	check("lists with faults")
	tab.TypeInto("Correo", "hola@moda.example")
	tab.TypeInto("Color", "#124")
	tab.TypeInto("Palabras, como polera = polo", "polera = polo")
	save()
	tab.Await(`document.querySelector(".cover__small").naturalWidth > 0 && document.querySelector("[data-for='swatches.0.color']").value === "#112244"`)
	add("Sinónimos de la búsqueda", "synonyms.1.words")
	tab.Press("button", "Quitar sin nombre")
	tab.Await(`!document.querySelector("[name='synonyms.1.words']")`)
}

// TestSettingsOfAShop changes a shop on a phone: its settings, a category and a page.
// Then it is published, and a shopper opens the published files.
func TestSettingsOfAShop(t *testing.T) {
	t.Parallel()
	base, out := plainShop(t)
	source := browsertest.AxeSource(t)
	browser := browsertest.NewBrowser(t)
	tab := browser.Open(base)
	check := func(name string) {
		t.Helper()
		tab.Eval(source)
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{1280, 412} {
				tab.Look(scheme, width)
				browsertest.RunAxe(t, tab, fmt.Sprintf("%s, %s at %d", name, scheme, width))
				tab.Screenshot(fmt.Sprintf("settings %s %s %d", name, scheme, width))
				if wide := browsertest.Eval[float64](tab, "document.scrollingElement.scrollWidth"); wide > float64(width) {
					t.Errorf("%s at %d pixels: got a page %v wide, want it to fit", name, width, wide)
				}
			}
		}
		tab.WantReadable(name)
		tab.Look("light", 412)
	}
	save := func() {
		t.Helper()
		tab.Eval("document.body.dataset.before = true")
		tab.Press("button", "Guardar")
		tab.Await("document.readyState === 'complete' && !document.body.dataset.before && document.querySelector('[role=status]')?.textContent.includes('Guardado')")
	}
	tab.Look("light", 412)
	signIn(tab, ownersPassword)
	tab.Await(`document.querySelector("#live")`)
	tab.Press("link", "Tienda")
	tab.Await(`document.querySelector("[name='contact.whatsapp']")`)
	tab.TypeInto("Nombre", "Moda <b>")
	tab.TypeInto("Color de la tienda", "#ffee00")
	tab.AwaitText("[id='colors.accent-tip']", "Texto de botones 1.")
	tab.TypeInto("WhatsApp, con código de país", "mi número")
	tab.Press("button", "Guardar")
	tab.AwaitText("[id='contact.whatsapp-fault']", "Escribe solo cifras")
	check("shop with faults")
	tab.TypeInto("WhatsApp, con código de país", "51999000222")
	tab.TypeInto("Color de la tienda", "#7a1f3d")
	save()
	tab.AwaitText("[id='colors.accentDark-tip']", "Se lee mal") // the colour holds in the dark, too
	tab.TypeInto("Color en modo oscuro", "#f0a0b8")
	save()
	awaitPage(t, base, "#f0a0b8") // the running shop has the colours
	changeLists(tab, save, check)
	awaitPage(t, base, "/web/images/fotos/")
	tab.Do(chromedp.Navigate(base + "/admin/tienda?hecho=3"))
	tab.AwaitText("[role=status]", "Guardado")
	check("shop")
	tab.Press("link", "Versiones")
	tab.AwaitText(".versions", "51999000222")
	check("versions")

	tab.Press("link", "Categorías")
	tab.TypeInto("Nombre de Polos", "Camisetas")
	save()
	tab.Press("button", "Subir Camisetas")
	tab.Await(`document.querySelector("[name='was.0']").value === "Camisetas"`)
	check("categories")

	tab.Press("link", "Páginas")
	tab.AwaitText(".none", "No hay páginas")
	check("no pages")
	tab.Press("link", "Cambios y devoluciones")
	tab.Await(`document.querySelector("#title").value === "Cambios y devoluciones"`)
	check("template")
	save()
	tab.TypeInto("Texto", "Tienes **30 días**.")
	save()
	check("page")
	tab.Press("link", "Páginas")
	tab.AwaitText(".kinds", "Cambios y devoluciones")
	check("pages")

	tab.Press("link", "Publicar")
	tab.AwaitText(".publish", "<la red>")
	tab.Press("button", "Publicar")
	tab.AwaitText("#ended", "Publicada.")
	tab.AwaitText("#output", "subida a <la red>")
	check("published")

	// The running shop shows all of it, and the old address of the category.
	shopper := browser.Open(base)
	shopper.Visit("/categoria/polos")
	shopper.AwaitText("h1", "Camisetas")
	if got := browsertest.Eval[string](shopper, "location.pathname"); got != "/categoria/camisetas" {
		t.Errorf("got %s, want the new address", got)
	}
	shopper.AwaitText("footer", "Cambios y devoluciones")
	for file, want := range map[string]string{
		"index.html": "Moda &lt;b&gt;", "categoria/camisetas/index.html": "Polo", "categoria/polos/index.html": "url=/categoria/camisetas/",
		"p/devoluciones/index.html": "<strong>30 días</strong>", "contacto/index.html": "51999000222",
	} {
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(file)))
		if err != nil && file == "contacto/index.html" {
			data, err = os.ReadFile(filepath.Join(out, "index.html"))
		}
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s: got %v and %d bytes, want %q in it", file, err, len(data), want)
		}
	}
	err := filepath.WalkDir(out, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if strings.Contains(string(data), "la red") || filepath.Base(name) == "shop.json" {
			t.Errorf("%s has what is the owner's alone", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
