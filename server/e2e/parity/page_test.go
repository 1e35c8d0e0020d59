package parity_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/server/e2e/browsertest"
)

// TestRowParity checks that boot.js draws a line of the cart with the same texts, names,
// links and values as the program. It ignores what only the program knows: the
// descriptions and sizes of pictures, and the stock.
func TestRowParity(t *testing.T) {
	t.Parallel()
	const rows = `JSON.stringify([...document.querySelectorAll("tr.line")].map((row) => [...row.querySelectorAll("*")]
		.filter((e) => !e.matches("svg *, picture, source"))
		.flatMap((e) => [e.tagName, [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join(" "),
			...["href", "aria-label", "for", "id", "title", "aria-controls", "min"].map((name) => name + "=" + (e.getAttribute(name) ?? "")),
			e.tagName === "INPUT" ? e.value : "", e.tagName === "IMG" ? e.src.split("/").pop().split(".")[0] : ""]).filter((text) => text && !text.endsWith("="))), null, 1)`
	lines := []string{
		"/agregarCarrito/3", "/agregarCarrito/31?cantidad=12", "/agregarCarrito/46?variante=9", "/agregarCarrito/7?variante=2", "/agregarCarrito/3",
	}
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	for _, path := range lines {
		tab.Visit(path)
	}
	carrito, cambios := tab.Session("carrito"), tab.Session("cambios")
	tab = browsertest.NewBrowser(t).Open(base)
	tab.Early("/")
	tab.Eval(fmt.Sprintf("sessionStorage.setItem('carrito', %s); sessionStorage.setItem('cambios', %s)", browsertest.QuoteJS(carrito), browsertest.QuoteJS(cambios)))
	tab.Early("/carrito")
	before := browsertest.Eval[string](tab, rows)
	release()
	tab.Await("window.carrito?.ready")
	after := browsertest.Eval[string](tab, rows)
	if strings.Count(before, `"TH"`)+strings.Count(before, `"TD"`) < 8 || !strings.Contains(before, "S/") {
		t.Fatalf("got rows\n%s\nwant lines with prices", before)
	}
	got, want := strings.Split(before, "\n"), strings.Split(after, "\n")
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("boot.js: got from line %d on\n%s\nwant as from the program\n%s", i, strings.Join(got[min(i, len(got)):], "\n"), strings.Join(want[min(i, len(want)):], "\n"))
		}
	}
}

// TestStockParity checks that boot.js shows the same price and stock for each variant as
// the program.
func TestStockParity(t *testing.T) {
	t.Parallel()
	// The walk waits for the line that is wanted, if it is given one: the program draws a
	// choice later than a fixed time on a busy machine.
	const variants = `(async (wanted) => {
		const all = [], groups = [...new Set([...document.querySelectorAll(".option__input")].map((e) => e.name))];
		const choose = async (i, chosen) => {
			if (i < groups.length) {
				for (const { value } of [...document.querySelectorAll(".option__input[name='" + groups[i] + "']")]) {
					const input = [...document.querySelectorAll(".option__input[name='" + groups[i] + "']")].find((e) => e.value === value);
					input.click();
					await new Promise((done) => setTimeout(done, 100));
					await choose(i + 1, chosen + " / " + value);
				}
				return;
			}
			const line = () => {
				const stock = document.querySelector("#stock");
				return [chosen, stock.className, stock.textContent.trim(), document.querySelector(".product__head .price__now").textContent.trim()].join(", ");
			};
			for (let tries = 0; wanted[all.length] && line() !== wanted[all.length] && tries < 50; tries++) {
				await new Promise((done) => setTimeout(done, 100));
			}
			all.push(line());
		};
		await choose(0, "");
		return all.join("\n");
	})(%s)`
	for _, product := range []string{"7", "46"} {
		t.Run("product "+product, func(t *testing.T) {
			base, release := browsertest.Held(t)
			tab := browsertest.NewBrowser(t).Open(base)
			tab.Early("/producto/" + product)
			before := browsertest.Eval[string](tab, fmt.Sprintf(variants, "[]"))
			release()
			tab.Await("window.carrito?.ready")
			wanted := browsertest.QuoteJS(before) + `.split("\n")`
			if after := browsertest.Eval[string](tab, fmt.Sprintf(variants, wanted)); before != after || strings.Count(after, "\n") < 3 {
				t.Errorf("boot.js: got\n%s\nwant as from the program\n%s", before, after)
			}
		})
	}
}

// TestAnswerParity checks that worker.js puts an order into the same state after an answer
// as package outbox.
func TestAnswerParity(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(browsertest.Web + "/worker.js")
	if err != nil {
		t.Fatal(err)
	}
	constants, ok := between(string(script), "// --- shared with Go", "// --- end of what is shared")
	decides, has := between(string(script), "\nfunction stateAfter", "\n}\n")
	if !ok || !has {
		t.Fatal("worker.js has no shared constants, or no function stateAfter")
	}
	const id = "01939a3e-7b00-7123-8abc-0123456789ab"
	type answer struct {
		Kind     string `json:"kind"`
		ID       string `json:"id"`
		Redirect bool   `json:"redirect"`
		Status   int    `json:"status"`
		Text     string `json:"text"`
	}
	var answers []answer
	for _, kind := range shop.ChannelKinds {
		for _, redirect := range []bool{false, true} {
			for _, status := range []int{0, 200, 201, 204, 299, 300, 302, 304, 399, 400, 401, 403, 404, 405, 408, 409, 410, 413, 422, 425, 429, 499, 500, 502, 503, 504} {
				for _, text := range []string{
					"", "{}", "null", "[]", "7", `"x"`, "<html>", `{"id": "` + id + `"}`, `{"id": "x"}`, `{"id": 7}`, `{"reason": "changed"}`, `{"reason": "changed", "order": {}}`,
					`{"reason": "changed", "order": []}`, `{"reason": "changed", "order": null}`, `{"reason": "taken"}`, `{"reason": "limit"}`, `{"reason": ""}`, `{"reason": 7}`, `{"reason": null}`,
				} {
					answers = append(answers, answer{kind.Name, id, redirect, status, text})
				}
			}
		}
	}
	list, err := json.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	base, _ := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/")
	var byScript []outbox.State
	text := browsertest.Eval[string](tab, fmt.Sprintf("(() => { %s\n%s}\nreturn JSON.stringify(%s.map((a) => stateAfter(a, a.status, a.text))) })()", constants, decides, list))
	if err := json.Unmarshal([]byte(text), &byScript); err != nil {
		t.Fatal(err)
	}
	states := map[outbox.State]int{}
	for i, a := range answers {
		r := outbox.Record{ID: id, Kind: a.Kind, State: outbox.Waiting, Redirect: a.Redirect}
		want := r.Answered(outbox.Answer{Status: a.Status, Body: a.Text}, 0).State
		states[want]++
		if byScript[i] != want {
			t.Errorf("%s, redirect %v: got state %q from worker.js after %s %s, want %q", a.Kind, a.Redirect, byScript[i], cmp.Or(http.StatusText(a.Status), fmt.Sprint(a.Status)), a.Text, want)
		}
	}
	if len(states) != 5 {
		t.Errorf("got states %v, want all five", states)
	}
}

// between returns the part of a text that begins with from and ends before to.
func between(text, from, to string) (string, bool) {
	_, rest, found := strings.Cut(text, from)
	part, _, ended := strings.Cut(from+rest, to)
	return part, found && ended
}
