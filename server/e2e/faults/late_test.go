package faults_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"carrito/server/e2e/browsertest"
)

// lateShop serves the shop with a needy program whose second module is held back until
// release is called. It sends to asked when the module is requested.
func lateShop(t *testing.T, before string) (base string, asked <-chan bool, release func()) {
	t.Helper()
	modules, err := needy()
	if err != nil {
		t.Fatal(err)
	}
	return lateModules(t, before, modules)
}

// lateModules is like lateShop, with the modules of any program.
func lateModules(t *testing.T, before string, modules [2][]byte) (base string, asked <-chan bool, release func()) {
	t.Helper()
	gate, requests := make(chan struct{}), make(chan bool, 9)
	release = sync.OnceFunc(func() { close(gate) })
	t.Cleanup(release)
	base = shopOf(t, neverIdle+patient+before, modules, func(w http.ResponseWriter, r *http.Request, module []byte) {
		requests <- true
		select {
		case <-gate:
		case <-r.Context().Done():
		}
		serveModule(w, module)
	})
	return base, requests, release
}

// TestRestThatComesLate uses the page while it waits for the second module. Nothing that
// the shopper did is lost.
func TestRestThatComesLate(t *testing.T) { browsertest.InEngines(t, restThatComesLate) }

func restThatComesLate(t *testing.T, s browsertest.Shopper) {
	for name, before := range map[string]string{"a worker": "", "no worker": "delete self.Worker;"} {
		t.Run(name, func(t *testing.T) {
			base, asked, release := lateShop(t, before)
			tab := s.NewBrowser(t).Open(base)
			tab.Visit("/producto/5")
			if len(asked) > 0 {
				t.Error("the second module was requested before it is needed")
			}
			tab.Eval("document.querySelector('.option__input[value=L]').click()")
			await(t, asked, "the choice did not need the second module")
			tab.Press("button", "Agregar al carrito")
			checkCount(tab, 0)
			release()
			tab.AwaitCount(1)
			tab.Press("link", "Carrito")
			tab.AwaitText("tr.line .line__variant", "L")
			submitSearch(tab, "polo")
			tab.AwaitAt("/buscar?q=polo")
			if got := browsertest.Eval[int](tab, "document.querySelectorAll('[role=alert]').length"); got != 0 {
				t.Errorf("got %d alerts, want none", got)
			}
		})
	}
}

// TestOrderWithALateRest orders while the second module is on its way. The program shows
// the form once it is whole: no text is lost, and the message opens at once.
func TestOrderWithALateRest(t *testing.T) { browsertest.InEngines(t, orderWithALateRest) }

func orderWithALateRest(t *testing.T, s browsertest.Shopper) {
	fill := func(tab *browsertest.Tab) {
		for id, text := range map[string]string{
			"customer-name": "Ana Quispe", "customer-phone": "987654321", "customer-address": "Jr. Cusco 123", "customer-city": "Ica", "zone-envio": "costa",
		} {
			tab.Eval(fmt.Sprintf("document.getElementById(%q).value = %q", id, text))
		}
	}
	t.Run("the form is opened", func(t *testing.T) {
		tab, asked, release := inCart(t, s)
		tab.Navigate(tab.Base + "/pedido")
		await(t, asked, "the form did not need the second module")
		fill(tab)
		if browsertest.Eval[bool](tab, "!!carrito.ready") {
			t.Error("the program shows the form before it is whole")
		}
		release()
		tab.Await("carrito.ready")
		sendByMessage(tab)
	})
	t.Run("the form is pressed", func(t *testing.T) {
		tab, asked, release := inCart(t, s)
		if len(asked) > 0 {
			t.Error("the cart needed the second module")
		}
		tab.Press("link", "Hacer el pedido")
		await(t, asked, "the form did not need the second module")
		tab.AwaitText("h1", "Tu carrito")
		release()
		tab.AwaitText("h1", "Tu pedido")
		fill(tab)
		sendByMessage(tab)
	})
}

// inCart opens the cart with a product in it, in a shop whose second module is held back
// until release is called.
func inCart(t *testing.T, s browsertest.Shopper) (tab *browsertest.Tab, asked <-chan bool, release func()) {
	t.Helper()
	first, rest := browsertest.ReadProgram(t)
	base, asked, release := lateModules(t, "", [2][]byte{first, rest})
	tab = s.NewBrowser(t).Open(base)
	tab.Visit("/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Press("link", "Carrito")
	tab.AwaitText("h1", "Tu carrito")
	return tab, asked, release
}

// sendByMessage presses the button of the first channel whose order is a message, which
// must open with the texts in the form.
func sendByMessage(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Eval(`document.addEventListener("click", (e) => {
		const link = e.target.closest("#send-whatsapp");
		if (!link || e.defaultPrevented) return;
		self.opened = decodeURIComponent(link.href);
		e.preventDefault();
	})`)
	tab.Press("link", "Pedir por WhatsApp")
	tab.Await("location.pathname === '/gracias'")
	for _, want := range []string{"Ana Quispe", "Jr. Cusco 123", "Costa"} {
		if message := browsertest.Eval[string](tab, "self.opened"); !strings.Contains(message, want) {
			tab.T.Errorf("got the message %q, want it to contain %q", message, want)
		}
	}
}

// TestLinkWhileTheRestIsLate follows a link while the program waits for its second
// module. The program shows the page that the link leads to and does not load it anew.
// A link that opens another tab is the browser's.
func TestLinkWhileTheRestIsLate(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		base, asked, release := lateShop(t, "")
		tab := s.NewBrowser(t).Open(base)
		tab.Visit("/producto/5")
		tab.Eval("self.same = true; document.querySelector('.option__input[value=L]').click()")
		await(t, asked, "the choice did not need the second module")
		tab.Await("document.documentElement.classList.contains('waits')")
		if prevented := browsertest.Eval[bool](tab, `(() => {
			const link = document.querySelector(".footer a[target=_blank]");
			let prevented;
			addEventListener("click", (e) => { prevented = e.defaultPrevented; e.preventDefault(); }, { once: true });
			link.click();
			return prevented;
		})()`); prevented {
			t.Error("a link to another tab was held")
		}
		tab.Press("link", "Carrito")
		release()
		tab.AwaitText("h1", "Tu carrito")
		tab.Await("self.same && !document.documentElement.classList.contains('waits')")
	})
}

// checkCount checks the number of units in the header's cart.
func checkCount(tab *browsertest.Tab, want int) {
	tab.T.Helper()
	if got := browsertest.Eval[string](tab, "document.querySelector('#cart-count').textContent"); got != fmt.Sprint(want) {
		tab.T.Errorf("got %s in the cart, want %d", got, want)
	}
}

// TestPressesBeforeAnotherPage presses "add" while the program, which waits for its second
// module, is about to leave the page. All presses count.
func TestPressesBeforeAnotherPage(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		base, asked, release := lateShop(t, "")
		tab := s.NewBrowser(t).Open(base)
		tab.Visit("/producto/31")
		submitSearch(tab, "polo")
		await(t, asked, "the search did not need the second module")
		tab.Press("button", "Agregar al carrito")
		tab.Eval("for (let n = 0; n < 49; n++) document.querySelector('.buy__add').click()")
		checkCount(tab, 0)
		release()
		tab.AwaitAt("/buscar?q=polo")
		tab.AwaitText("h1", "polo")
		tab.AwaitCount(50)
	})
}

// pressAgain is a script that presses "add" 40 times from before the program starts, and
// 10 times once the page's variable late is set. It also types into a field, whose text the
// program takes over by functions of the second module.
const pressAgain = `self.presses = 0; addEventListener("DOMContentLoaded", () => {
	document.querySelector("[type=search]").value = "po";
	const press = () => {
		if (self.presses === 50) return;
		setTimeout(press, 40);
		if (self.presses === 40 && !self.late) return;
		self.presses++;
		document.querySelector(".buy__add").click();
	};
	press();
});`

// TestPressesThroughTheStart presses a button at 50 moments through the start of the
// program, which needs its second module to take over what was typed. No press is
// lost, and none counts twice.
func TestPressesThroughTheStart(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		base, asked, release := lateShop(t, pressAgain)
		tab := s.NewBrowser(t).Open(base)
		tab.Navigate(base + "/producto/31")
		await(t, asked, "the start did not need the second module")
		release()
		tab.Await("carrito.ready")
		tab.Eval("self.late = true")
		tab.Await("self.presses === 50")
		tab.AwaitCount(50)
	})
}
