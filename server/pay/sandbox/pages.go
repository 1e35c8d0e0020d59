package sandbox

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"

	"carrito/server/pay"
)

//go:embed pages.html
var source string

var pages = template.Must(template.New("").Parse(source))

// Handler returns the handler of the pages and of the panel, under /sandbox/.
func (b *Bank) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /sandbox/{$}", b.showPanel)
	mux.HandleFunc("POST /sandbox/payments/{payment}", b.changePayment)
	mux.HandleFunc("POST /sandbox/webhooks", b.sendHeld)
	mux.HandleFunc("GET /sandbox/pages/{page}", b.showPage)
	mux.HandleFunc("POST /sandbox/pages/{page}", b.payPage)
	return mux
}

// showPage shows the page on which a shopper pays.
func (b *Bank) showPage(w http.ResponseWriter, r *http.Request) {
	page, ok := b.Page(r.PathValue("page"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	b.mu.Lock()
	settled := b.Single && b.settled(page)
	b.mu.Unlock()
	show(w, "page", map[string]any{"Bank": b, "Page": page, "Over": b.Over(page), "Settled": settled})
}

// payPage pays as the field how says, and sends the shopper back to the shop. A
// shopper whose payment is refused stays on the page, as at the providers.
func (b *Bank) payPage(w http.ResponseWriter, r *http.Request) {
	added, err := b.pay(r.PathValue("page"), r.FormValue("how"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	b.tell(r.FormValue("webhook"), true, added)
	page, _ := b.Page(r.PathValue("page"))
	var last *Payment
	if len(added) > 0 {
		last = &added[len(added)-1]
	}
	if last != nil && last.State == pay.Refused {
		show(w, "page", map[string]any{"Bank": b, "Page": page, "Refused": true})
		return
	}
	http.Redirect(w, r, b.back(page, last), http.StatusSeeOther)
}

func (b *Bank) back(page Page, last *Payment) string {
	switch {
	case b.Back != nil:
		return b.Back(page, last)
	case last == nil:
		return page.Cancel
	}
	return page.Return
}

// showPanel shows the payments, latest first, and what can be done with them.
func (b *Bank) showPanel(w http.ResponseWriter, _ *http.Request) {
	type row struct {
		Payment
		Choices []string
	}
	var rows []row
	for _, p := range b.Payments(func(Payment) bool { return true }) {
		rows = append([]row{{p, choices(p.State)}}, rows...)
	}
	show(w, "panel", map[string]any{"Bank": b, "Payments": rows})
}

// changePayment does to a payment what the field what says.
func (b *Bank) changePayment(w http.ResponseWriter, r *http.Request) {
	payment, err := b.change(r.PathValue("payment"), r.FormValue("what"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	b.tell(r.FormValue("webhook"), false, []Payment{payment})
	http.Redirect(w, r, b.Base+"/sandbox/", http.StatusSeeOther)
}

// sendHeld sends the webhooks that were held back.
func (b *Bank) sendHeld(w http.ResponseWriter, r *http.Request) {
	go b.send(b.release())
	http.Redirect(w, r, b.Base+"/sandbox/", http.StatusSeeOther)
}

// policy allows the pages' own style sheet, whatever the shop around them allows.
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

func show(w http.ResponseWriter, name string, data any) {
	var body bytes.Buffer
	if err := pages.ExecuteTemplate(&body, name, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Security-Policy", policy)
	w.Write(body.Bytes())
}
