package shop_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/text"
	"carrito/server/e2e/browsertest"
	"carrito/server/site"
)

// inLanguage serves the demo shop in another language. The products stay the same.
func inLanguage(t *testing.T, language, locale, currency string) string {
	t.Helper()
	content, err := os.ReadFile(browsertest.DemoFiles.Shop)
	if err != nil {
		t.Fatal(err)
	}
	var shop map[string]any
	if err := json.Unmarshal(content, &shop); err != nil {
		t.Fatal(err)
	}
	shop["language"], shop["locale"], shop["currency"] = language, locale, currency
	delete(shop, "payments") // of the currency before
	if content, err = json.Marshal(shop); err != nil {
		t.Fatal(err)
	}
	return browsertest.Listen(t, browsertest.SharedHandler(t, string(content), func() site.Files {
		files := browsertest.DemoFiles
		files.Shop = filepath.Join(t.TempDir(), "shop.json")
		browsertest.WriteFile(t, files.Shop, string(content))
		return files
	}))
}

// TestPortugueseShop checks the cart and the checkout in Portuguese, first with boot.js
// and then with the program.
func TestPortugueseShop(t *testing.T) { browsertest.InEngines(t, portugueseShop) }

func portugueseShop(t *testing.T, s browsertest.Shopper) {
	base, release := browsertest.HeldOf(t, inLanguage(t, "pt", "pt-BR", "BRL"))
	tab := s.NewBrowser(t).Open(base)
	tab.Early("/producto/3")
	tab.Await("document.documentElement.lang === 'pt'")
	tab.AwaitText("#cart-unit", "unidade")
	tab.Press("button", "Adicionar ao carrinho")
	tab.AwaitCount(1)
	tab.AwaitText("[role=status]", "Adicionado ao carrinho: Bolso tote de lona.")
	tab.TypeInto("Quantidade", "99")
	tab.Press("button", "Adicionar ao carrinho")
	tab.AwaitText("[role=status]", "De Bolso tote de lona restam só 20.")

	release()
	tab.Visit("/producto/3")
	tab.Await("document.querySelector('#cart-unit').textContent === ' unidade'")
	tab.Press("button", "Adicionar ao carrinho")
	tab.AwaitCount(2)
	tab.Await("document.querySelector('#cart-unit').textContent === ' unidades'")
	tab.Press("link", "Carrinho")
	tab.AwaitText("h1", "Seu carrinho")
	tab.AwaitText("#subtotal", "R$ 69,80")
	tab.Press("link", "Fazer o pedido")
	tab.AwaitText("h1", "Seu pedido")
	tab.Press("button", "Enviar pedido")
	tab.AwaitText("main", "Falta corrigir")
}

// TestPluralsOfBrowsers compares the plural categories of package text with those of the
// browser.
func TestPluralsOfBrowsers(t *testing.T) { browsertest.InEngines(t, pluralsOfBrowsers) }

func pluralsOfBrowsers(t *testing.T, s browsertest.Shopper) {
	tab := s.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Navigate(tab.Base + "/nada")
	for _, language := range text.Languages() {
		categories := strings.Split(browsertest.Eval[string](tab, fmt.Sprintf(
			"(() => { const rules = new Intl.PluralRules(%q); return Array.from({length: 1001}, (_, n) => rules.select(n)).join() })()", language)), ",")
		if len(categories) != 1001 {
			t.Fatalf("%s: got %d categories, want 1001", language, len(categories))
		}
		of := text.Plurals(language)
		for n, got := range categories {
			if want := of(n); got != want {
				t.Errorf("%s: %d: got category %q from the browser, want %q as from package text", language, n, got, want)
			}
		}
	}
	// boot.js asks for the category of undefined if a sentence has no number.
	if got := browsertest.Eval[string](tab, "new Intl.PluralRules('es').select(undefined)"); got != "other" {
		t.Errorf("got category %q of undefined, want other", got)
	}
}

// TestSentencesComeBesideTheCatalogue checks that the sentences are requested before the
// program runs, and only once.
func TestSentencesComeBesideTheCatalogue(t *testing.T) {
	t.Parallel()
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/producto/3")
	tab.Await("performance.getEntriesByType('resource').some(e => /texts\\.\\w+\\.json/.test(e.name))")
	release()
	tab.Await("window.carrito?.ready")
	if got := browsertest.Eval[float64](tab, "performance.getEntriesByType('resource').filter(e => /texts\\.\\w+\\.json/.test(e.name) && e.transferSize > 0).length"); got != 1 {
		t.Errorf("got the sentences loaded %v times, want once", got)
	}
}
