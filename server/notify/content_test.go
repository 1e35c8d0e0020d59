package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
)

// sent sends an order by mail and returns the mail, taken apart.
func sent(t *testing.T, o order.Order) (*mail.Message, string) {
	t.Helper()
	inbox := newSink(t)
	if err := newMail(t, inbox.address).Send(context.Background(), News{Stored: orderdb.Stored{Order: o, Placed: time.Now()}}); err != nil {
		t.Fatal(err)
	}
	got := inbox.got()
	if len(got) != 1 || len(got[0].to) != 2 {
		t.Fatalf("got %+v, want one mail to two", got)
	}
	message, err := mail.ReadMessage(strings.NewReader(got[0].data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, got[0].data)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(message.Body))
	if err != nil {
		t.Fatal(err)
	}
	return message, strings.ReplaceAll(string(body), "\r\n", "\n")
}

func TestMailOfOrder(t *testing.T) {
	o := shoptest.Order(t)
	message, body := sent(t, o)
	number := strings.ToUpper(o.ID[28:])
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if want := "Pedido nuevo " + number + ": S/ 108.73"; err != nil || subject != want {
		t.Errorf("got subject %q, %v, want %q", subject, err, want)
	}
	if got := message.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/plain") {
		t.Errorf("got type %q, want plain text", got)
	}
	if got, want := message.Header.Get("Message-Id"), "<"+o.ID+"@shop.example>"; got != want {
		t.Errorf("got id %q, want %q", got, want)
	}
	if reply, err := message.Header.AddressList("Reply-To"); err != nil || len(reply) != 1 || reply[0].Address != o.Customer.Email || reply[0].Name != o.Customer.Name {
		t.Errorf("got replies to %v, %v, want the customer", reply, err)
	}
	for _, want := range []string{
		"Pedido " + number + "\n" + o.ID + "\n", "\nhttps://shop.example/tienda/admin/pedidos/" + o.ID + "\n",
		"\n2 × Bolso tote de lona: S/ 69.80\n    Nota: Para regalo\n1 × Polo básico (M / Blanco): S/ 39.90\n",
		"\nSubtotal: S/ 109.70\nDescuento (ALPACA10): −S/ 10.97\nEnvío: S/ 10.00\nIGV 18 % (incluido): S/ 16.59\nTotal: S/ 108.73\n",
		"\nCliente: Rosa Quispe Ñahui\nTeléfono: +51 999 000 222\nCorreo: rosa@example.com\nEntrega: Envío a domicilio, Lima y Callao\n",
		"\nDirección: Av. Los Álamos 45\n    Dpto. 302\n    15001 Lima\nNota del pedido: Llamar antes.\n    Portón verde.\n",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("got no %q in\n%s", want, body)
		}
	}
}

// Nothing that a shopper types becomes a header, a recipient, or a line of the
// mail that looks like the shop's, even where nothing checked it.
func TestMailIsText(t *testing.T) {
	hostile := "x\r\nBcc: evil@evil.example\r\n\r\n<b>'; DROP TABLE orders;--\r\n.\r\nMAIL FROM:<a@b.example>"
	o := shoptest.Order(t)
	o.Customer.Name, o.Customer.Phone, o.Customer.Address, o.Note, o.Promo = hostile, hostile, hostile, hostile, hostile
	o.Customer.City, o.Lines[0].Name, o.Lines[0].Note, o.Lines[1].Variant, o.Delivery.Method = hostile, hostile, hostile, hostile, hostile
	for _, email := range []string{"a@b.example\r\nBcc: evil@evil.example", "a@b.example, evil@evil.example", "Eve <evil@evil.example>", "\r\n"} {
		o.Customer.Email = email
		message, body := sent(t, o)
		known := []string{"Mime-Version", "Date", "Message-Id", "Subject", "From", "To", "Reply-To", "Content-Type", "Content-Transfer-Encoding", "User-Agent", "X-Mailer"}
		for name, values := range message.Header {
			if !slices.Contains(known, name) || len(values) != 1 {
				t.Errorf("got header %s: %q, want none of the shopper's", name, values)
			}
		}
		if to, err := message.Header.AddressList("To"); err != nil || len(to) != 2 {
			t.Errorf("got recipients %v, %v, want the owner's two", to, err)
		}
		if !strings.Contains(body, "<b>'; DROP TABLE orders;--") {
			t.Errorf("got\n%s\nwant the text as it was typed", body)
		}
		for line := range strings.SplitSeq(body, "\n") {
			if strings.HasPrefix(line, "Bcc:") || strings.HasPrefix(line, "<b>") || strings.HasPrefix(line, "MAIL") {
				t.Errorf("got a line %q, want it set in", line)
			}
		}
	}
}

func TestWebhook(t *testing.T) {
	hook, secret := newReceiver(t), []byte("0123456789012345678901234567890")
	o := shoptest.Order(t)
	o.Note = `"}, "type": "order.paid", {"<script>alert(1)</script>'; DROP TABLE orders;--`
	stored := orderdb.Stored{Order: o, Placed: time.Date(2026, 11, 26, 21, 30, 0, 0, time.UTC)}
	if err := (&Webhook{URL: hook.URL, Secret: secret}).Send(context.Background(), News{Stored: stored}); err != nil {
		t.Fatal(err)
	}
	request, body := <-hook.requests, <-hook.bodies
	mac := hmac.New(sha256.New, secret)
	io.WriteString(mac, o.ID+"."+request.Header.Get("webhook-timestamp")+"."+body)
	if got, want := request.Header.Get("webhook-signature"), "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)); got != want {
		t.Errorf("got signature %q, want %q", got, want)
	}
	if got := request.Header.Get("webhook-id"); got != o.ID {
		t.Errorf("got id %q, want %q", got, o.ID)
	}
	var message struct {
		Type, Timestamp string
		Data            json.RawMessage
	}
	if err := json.Unmarshal([]byte(body), &message); err != nil {
		t.Fatal(err)
	}
	if message.Type != "order.placed" || message.Timestamp != "2026-11-26T21:30:00Z" {
		t.Errorf("got %+v", message)
	}
	if got, err := order.Parse(string(message.Data), 2); err != nil || got.Note != o.Note || got.Figures != o.Figures || len(got.Lines) != 2 {
		t.Errorf("got order %+v, %v, want the one that was placed", got, err)
	}
}
