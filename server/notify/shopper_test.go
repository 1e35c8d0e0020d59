package notify

import (
	"context"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
)

// receipts sends mails to shoppers and returns what arrived.
func receipts(t *testing.T, m *ShopperMail, inbox *sink, news ...News) []receivedMail {
	t.Helper()
	for _, n := range news {
		if err := m.Send(context.Background(), n); err != nil {
			t.Fatal(err)
		}
	}
	return inbox.got()
}

// parts returns the parts of a mail by their types.
func parts(t *testing.T, data string) (*mail.Message, map[string]string) {
	t.Helper()
	message, err := mail.ReadMessage(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	_, fields, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for reader := multipart.NewReader(message.Body, fields["boundary"]); ; {
		part, err := reader.NextRawPart()
		if err == io.EOF {
			return message, found
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := strings.Cut(part.Header.Get("Content-Type"), ";")
		found[kind] = strings.ReplaceAll(string(body), "\r\n", "\n")
	}
}

// The mail to the shopper names what was ordered and has the link to the order's page,
// as text and as HTML. It has nothing that the shopper typed.
func TestShopperMail(t *testing.T) {
	inbox := newSink(t)
	o := shoptest.Order(t)
	o.Payment.Method = "yape"
	hostile := "gratis en http://evil.example <script>"
	o.Note, o.Lines[0].Note, o.Customer.Name, o.Customer.Address, o.Promo = hostile, hostile, hostile, hostile, ""
	stored := orderdb.Stored{Order: o, Placed: time.Now(), State: orderdb.New, Payment: orderdb.Unpaid, Token: "abcdefghijklmnopqrstuv"}
	got := receipts(t, &ShopperMail{Mail: newMail(t, inbox.address)}, inbox, News{Stored: stored})
	if len(got) != 1 || len(got[0].to) != 1 || !strings.Contains(got[0].to[0], "<rosa@example.com>") {
		t.Fatalf("got %+v, want one mail to the shopper", got)
	}
	message, bodies := parts(t, got[0].data)
	if message.Header.Get("Auto-Submitted") != "auto-generated" || message.Header.Get("To") != "<rosa@example.com>" {
		t.Errorf("got the header %v", message.Header)
	}
	const link = "https://shop.example/tienda/pedido/abcdefghijklmnopqrstuv"
	for kind, wants := range map[string][]string{
		"text/plain": {"2 × Bolso tote de lona: S/ 69.80\n", "\nTotal: S/ 108.73\n", "\nPago: por pagar\n", "\n" + link + "\n", "\nForma de pago: yape\n"},
		"text/html":  {"2 × Bolso tote de lona", "S/ 108.73", `href="` + link + `"`, "por pagar", `lang="es"`},
	} {
		for _, want := range wants {
			if !strings.Contains(strings.ReplaceAll(bodies[kind], "\u00a0", " "), want) {
				t.Errorf("%s: got no %q in\n%s", kind, want, bodies[kind])
			}
		}
		if strings.Contains(bodies[kind], "evil.example") {
			t.Errorf("%s: got what the shopper typed in\n%s", kind, bodies[kind])
		}
	}
}

// Some orders lead to no mail to their shopper, and none to more than a few.
func TestNoShopperMail(t *testing.T) {
	stored := func(change func(*orderdb.Stored)) orderdb.Stored {
		s := orderdb.Stored{Order: shoptest.Order(t), Placed: time.Now(), State: orderdb.New}
		change(&s)
		return s
	}
	email := func(text string) func(*orderdb.Stored) {
		return func(s *orderdb.Stored) { s.Order.Customer.Email = text }
	}
	tests := []struct {
		name  string
		order orderdb.Stored
		about orderdb.PayState
		off   bool
		want  int // of ten tries
	}{
		{"order", stored(func(*orderdb.Stored) {}), "", false, 5},
		{"paid", stored(func(*orderdb.Stored) {}), orderdb.Paid, false, 5},
		{"says paid", stored(func(*orderdb.Stored) {}), orderdb.Said, false, 0},
		{"differs", stored(func(*orderdb.Stored) {}), orderdb.Differs, false, 0},
		{"turned off", stored(func(*orderdb.Stored) {}), "", true, 0},
		{"no address", stored(email("")), "", false, 0},
		{"two addresses", stored(email("a@b.example, c@d.example")), "", false, 0},
		{"line break", stored(email("a@b.example\r\nBcc: c@d.example")), "", false, 0},
		{"holds nothing", stored(func(s *orderdb.Stored) { s.Unheld = true }), "", false, 0},
		{"holds nothing, but is paid", stored(func(s *orderdb.Stored) { s.Unheld, s.Payment = true, orderdb.Paid }), "", false, 5},
		{"cancelled", stored(func(s *orderdb.Stored) { s.State = orderdb.Cancelled }), "", false, 0},
		{"unreadable", stored(func(s *orderdb.Stored) { s.Fault = orderdb.ErrNoOrder; s.Order = order.Order{ID: "x"} }), "", false, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inbox := newSink(t)
			m := &ShopperMail{Mail: newMail(t, inbox.address)}
			s := demoShop()
			s.Orders.NoReceipts = test.off
			m.Shop = func() *shop.Shop { return s }
			var ten []News
			for range 10 {
				ten = append(ten, News{test.order, test.about, 0})
			}
			if got := receipts(t, m, inbox, ten...); len(got) != test.want {
				t.Errorf("got %d mails, want %d", len(got), test.want)
			}
		})
	}
}

// A mail server that refuses for a while costs the shopper no mail.
func TestShopperMailAfterFaults(t *testing.T) {
	inbox := newSink(t)
	m := &ShopperMail{Mail: newMail(t, inbox.address)}
	news := News{orderdb.Stored{Order: shoptest.Order(t), Placed: time.Now(), State: orderdb.New}, "", 0}
	const faults = 2 * shopperMails
	inbox.refuse.Store(faults)
	for range faults {
		if m.Send(t.Context(), news) == nil {
			t.Fatal("a mail that was refused counts as sent")
		}
	}
	if got := receipts(t, m, inbox, news); len(got) != 1 {
		t.Errorf("got %d mails, want one", len(got))
	}
}

// The owner's mail about a payment says what has become of it.
func TestMailOfPayment(t *testing.T) {
	inbox := newSink(t)
	stored := orderdb.Stored{Order: shoptest.Order(t), Placed: time.Now(), Payment: orderdb.Differs}
	if err := newMail(t, inbox.address).Send(context.Background(), News{stored, orderdb.Differs, 7}); err != nil {
		t.Fatal(err)
	}
	message, err := mail.ReadMessage(strings.NewReader(inbox.got()[0].data))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil || !strings.HasSuffix(subject, "Pago distinto") {
		t.Errorf("got %q, %v, want the state of the payment", subject, err)
	}
	if id := message.Header.Get("Message-Id"); id != "<"+stored.Order.ID+".differs.7@shop.example>" {
		t.Errorf("got the id %s, want one of its own", id)
	}
	hook := newReceiver(t)
	if err := (&Webhook{URL: hook.URL, Secret: []byte("secret")}).Send(context.Background(), News{stored, orderdb.Differs, 7}); err != nil {
		t.Fatal(err)
	}
	if request, body := <-hook.requests, <-hook.bodies; request.Header.Get("Webhook-Id") != stored.Order.ID+".differs.7" || !strings.Contains(body, `"type":"order.payment"`) || !strings.Contains(body, `"payment":"differs"`) {
		t.Errorf("got %s %s, want the payment", request.Header.Get("Webhook-Id"), body)
	}
}
