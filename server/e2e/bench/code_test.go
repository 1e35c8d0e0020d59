package bench_test

import (
	"testing"

	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest"
)

// payingCode measures how long the page of an order that was sent takes to show the QR
// code with which to pay it.
func payingCode(b *testing.B, t *table, base string) {
	b.Helper()
	o := shoptest.Order(b)
	o.Payment.Method = shop.Wallet
	sent := shopper.Sent{Kind: shop.ServerChannel, State: outbox.Sent, Order: o}
	tab, stop := openPhone(b, base, "sessionStorage.enviado = "+browsertest.QuoteJS(string(sent.AppendJSON(nil))), browsertest.NoteProgram)
	defer stop()
	slowProcessor(tab)
	tab.Visit("/gracias")
	tab.Await("document.querySelector('.pay__code svg')")
	tab.Eval(timed)
	code := fifty(tab, `(async () => {
		await timed(() => document.querySelector(".header__category").click(), () => !document.querySelector(".pay"));
		return timed(() => history.back(), () => document.querySelector(".pay__code svg"));
	})()`)
	t.part("the code to pay with", "main thread at a quarter of its speed; from a press of Back to /gracias until a frame with the code is drawn; of 50")
	t.row("", "median", "middle half", "target")
	t.row("page opened → code painted", milliseconds(median(code)), middleHalf(code), "≤ 100 ms")
}
