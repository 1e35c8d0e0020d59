package sandbox_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"carrito/app/money"
	"carrito/server/pay"
	"carrito/server/pay/sandbox"
)

// start serves a bank with an open page.
func start(t *testing.T, single bool) (*sandbox.Bank, sandbox.Page) {
	t.Helper()
	b := &sandbox.Bank{Name: "Banco", Single: single}
	server := httptest.NewServer(b.Handler())
	t.Cleanup(server.Close)
	b.Base = server.URL
	page, err := b.Open("", "", sandbox.Page{
		Order: "1", Title: "<Pedido>", Amount: money.FromMinor(4990, 2), Currency: "PEN",
		Return: "https://shop.example/paid", Cancel: "https://shop.example/cart", Expires: time.Now().Add(time.Hour),
	})
	if err != nil {
		t.Fatal(err)
	}
	return b, page
}

func post(t *testing.T, address, name, value string) *http.Response {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.PostForm(address, url.Values{name: {value}})
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response
}

func TestPages(t *testing.T) {
	b, page := start(t, false)
	post(t, b.URL(page), "how", sandbox.PayNow)
	for address, want := range map[string]string{
		b.URL(page):          "&lt;Pedido&gt;: <strong>PEN 49.90</strong>",
		b.Base + "/sandbox/": `value="refund"`,
	} {
		response, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || !strings.Contains(string(body), want) {
			t.Errorf("%s: got %v, %s, want %s in it", address, err, body, want)
		}
	}
}

func TestWhatCannotBe(t *testing.T) {
	b, page := start(t, true)
	address := b.URL(page)
	if got := post(t, address, "how", sandbox.PayNothing).Header.Get("Location"); got != page.Cancel {
		t.Errorf("without paying: got on to %s, want %s", got, page.Cancel)
	}
	if got := post(t, address, "how", "magic").StatusCode; got != http.StatusConflict {
		t.Errorf("another way: got %d, want 409", got)
	}
	if got := post(t, address, "how", sandbox.PayNow).Header.Get("Location"); got != page.Return {
		t.Errorf("paid: got on to %s, want %s", got, page.Return)
	}
	if got := post(t, address, "how", sandbox.PayNow).StatusCode; got != http.StatusConflict {
		t.Errorf("paid again: got %d, want 409", got)
	}
	payment := b.Payments(func(sandbox.Payment) bool { return true })[0]
	if got := post(t, b.Base+"/sandbox/payments/"+payment.ID, "what", sandbox.Approve).StatusCode; got != http.StatusConflict {
		t.Errorf("approve what is paid: got %d, want 409", got)
	}
	if got := post(t, b.Base+"/sandbox/payments/1", "what", sandbox.Refund).StatusCode; got != http.StatusConflict {
		t.Errorf("refund nothing: got %d, want 409", got)
	}
}

func TestExpired(t *testing.T) {
	b, page := start(t, false)
	b.Now = func() time.Time { return page.Expires }
	if got := post(t, b.URL(page), "how", sandbox.PayNow).StatusCode; got != http.StatusConflict {
		t.Errorf("got %d, want 409", got)
	}
	if got := b.Payments(func(p sandbox.Payment) bool { return p.State == pay.Paid }); len(got) > 0 {
		t.Errorf("got %+v, want no payment", got)
	}
}
