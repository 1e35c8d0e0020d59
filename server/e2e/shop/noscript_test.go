package shop_test

import (
	"fmt"
	"slices"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestPlainFilesWithoutJavaScript reads a large shop of plain files without JavaScript, on a
// phone and on a desktop. Filters and sort orders need the program there, so they are hidden,
// and the list has their place. Links lead to all products of a category.
func TestPlainFilesWithoutJavaScript(t *testing.T) {
	t.Parallel()
	if !browsertest.HasCommand(t, "nginx") {
		return
	}
	base := browsertest.NginxWith(t, "/shop", browsertest.Many(1000)).Base
	for _, width := range []int64{412, 1280} {
		tab := browsertest.NewBrowser(t).Open(base)
		if _, err := chromedp.Call(tab.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
		tab.Look("light", width)
		tab.Navigate(tab.Base + "/")
		awaitPlainList(tab)
		tab.Screenshot(fmt.Sprint("plain files ", width))
		tab.Press("link", "Sección 3")
		tab.AwaitAt("/categoria/seccion-3")
		tab.AwaitText("h1", "Sección 3")
		tab.AwaitText("#list-count", "100 productos")
		var names []string
		for page := 1; ; page++ {
			names = append(names, browsertest.Eval[[]string](tab, `[...document.querySelectorAll(".card__name")].map(e => e.textContent.trim())`)...)
			if page == 5 {
				break
			}
			awaitPlainList(tab)
			tab.Press("link", "Siguiente")
			tab.AwaitAt(fmt.Sprintf("/categoria/seccion-3/pagina/%d", page+1))
			tab.Await(fmt.Sprintf("document.querySelectorAll('.card').length === %d", min(24, 100-page*24)))
		}
		var want []string
		for id := 993; id > 0; id -= 10 {
			want = append(want, fmt.Sprintf("Artículo %d", id))
		}
		if !slices.Equal(names, want) {
			t.Errorf("%d px: got the products %q, want %q", width, names, want)
		}
	}
}

// awaitPlainList waits for a full page of a list, and checks that it has no filters and sort
// orders for shoppers without the program, and is as wide as they would be together.
func awaitPlainList(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Await("document.querySelectorAll('.card').length === 24 && document.querySelector('#filters input') && document.querySelector('.sort--scripted a')")
	for _, selector := range []string{"#filters", "#filter-button", ".sort--scripted"} {
		if browsertest.Eval[bool](tab, fmt.Sprintf("document.querySelector(%q).getClientRects().length > 0", selector)) {
			tab.T.Errorf("%s is visible without JavaScript on a host of plain files", selector)
		}
	}
	if list := browsertest.Eval[[]float64](tab, `[".list__found", ".list__body--filtered"].map(name => document.querySelector(name).getBoundingClientRect().width)`); list[0] != list[1] {
		tab.T.Errorf("got a list of %v px, want all %v px", list[0], list[1])
	}
}
