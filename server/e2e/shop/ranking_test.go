package shop_test

import (
	"encoding/json"
	"slices"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest/queries"
)

// suggestAll is JavaScript that types each text, and compares the products that are
// suggested with the first ones of the page that the server writes for the same search. It
// returns what differs.
const suggestAll = `async (texts) => {
	const field = document.getElementById("search"), differ = [];
	const names = (root, selector) => [...root.querySelectorAll(selector)].map(e => e.textContent).slice(0, 6).join("; ");
	const frame = () => new Promise(requestAnimationFrame);
	const answers = await Promise.all(texts.map(async text => new DOMParser().parseFromString(await (await fetch("/buscar?q=" + encodeURIComponent(text))).text(), "text/html")));
	field.focus();
	for (const [i, text] of texts.entries()) {
		field.value = text;
		field.dispatchEvent(new Event("input", { bubbles: true }));
		const all = () => [...document.querySelectorAll("#suggestions .suggest__text")].at(-1)?.textContent;
		for (const begun = performance.now(); performance.now() - begun < 60000 && all() !== "Todos los resultados para «" + text + "»"; ) await frame();
		const got = names(document, "#suggestions [role=option]:has(img) .suggest__text"), want = names(answers[i], ".card__name");
		if (got !== want || !want) differ.push(text + ": suggested " + got + ", the server found " + want);
	}
	return JSON.stringify(differ);
}`

// TestSuggestionsAreTheServers types 200 searches, in a shop that browsers have as a whole
// and in one that they have in parts. The products are those that the server finds for
// shoppers without JavaScript, in its order.
func TestSuggestionsAreTheServers(t *testing.T) {
	t.Parallel()
	for name, shop := range map[string]string{queries.Demo: browsertest.Demo(t), queries.Large: browsertest.Listen(t, browsertest.NewLarge(t))} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var texts []string
			for _, q := range slices.Concat(queries.Tuning(name), queries.Aside(name)) {
				texts = append(texts, q.Text)
			}
			list, err := json.Marshal(texts)
			if err != nil {
				t.Fatal(err)
			}
			tab := browsertest.NewBrowser(t).Open(shop)
			tab.Visit("/carrito")
			var differ []string
			if err := json.Unmarshal([]byte(browsertest.Eval[string](tab, "("+suggestAll+")("+string(list)+")")), &differ); err != nil {
				t.Fatal(err)
			}
			for _, what := range differ {
				t.Error(what)
			}
		})
	}
}
