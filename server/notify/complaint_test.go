package notify

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"carrito/app/shop"
	"carrito/server/complaint"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
)

// newBook returns what sends the mails of an empty book, its log and the mail server.
func newBook(t *testing.T) (*Complaints, *orderdb.Store, *bytes.Buffer, *sink) {
	t.Helper()
	store, inbox, logged := shoptest.Store(t), newSink(t), new(bytes.Buffer)
	store.MailsComplaints = true
	return &Complaints{Mail: &ShopperMail{Mail: newMail(t, inbox.address)}, Book: store, Log: log.New(logged, "", 0)}, store, logged, inbox
}

// sheet is a sheet as the form takes it.
func sheet(email string) complaint.Sheet {
	return complaint.Sheet{
		Placed: time.Date(2026, 11, 5, 15, 0, 0, 0, time.UTC), Provider: complaint.Provider{Name: "Moda SAC", RUC: "20999999990", Address: "Jr. Los Telares 123"},
		Name: "Ana Ñusta", Document: "DNI 12345678", Address: "Av. Sol 1", Email: email, Good: complaint.Producto, Kind: complaint.Reclamo,
		Description: "Polo azul", Detail: "Llegó roto.\nDos veces.", Request: "Otro polo",
	}
}

// read returns a mail with its subject and its text.
func read(t *testing.T, got receivedMail) (header mail.Header, subject, text string) {
	t.Helper()
	message, err := mail.ReadMessage(strings.NewReader(got.data))
	if err != nil {
		t.Fatal(err)
	}
	subject, err = new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(message.Body))
	if err != nil {
		t.Fatal(err)
	}
	return message.Header, subject, strings.ReplaceAll(string(body), "\r\n", "\n")
}

// The consumer gets the copy and the answer, and the owner a note.
func TestMailsOfComplaints(t *testing.T) {
	c, store, logged, inbox := newBook(t)
	contact := demoShop()
	contact.Contact.Email = "hola@shop.example"
	c.Mail.Shop = func() *shop.Shop { return contact }
	added, err := store.AddComplaint(t.Context(), sheet("ana@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.send(t.Context(), time.Now); err != nil {
		t.Fatal(err)
	}
	if err := store.AnswerComplaint(t.Context(), 1, "Te enviamos otro.\nDisculpa.", time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := c.send(t.Context(), time.Now); err != nil {
		t.Fatal(err)
	}
	got := inbox.got()
	if len(got) != 3 {
		t.Fatalf("got %d mails, want the copy, the note and the answer", len(got))
	}
	page := "https://shop.example/tienda/reclamos/" + added.Token
	tests := []struct {
		name, to, reply, subject string
		parts                    []string
	}{
		{"copy", "<ana@example.com>", "<hola@shop.example>", "Hoja de Reclamación N.º 1 · MODA DJANGO",
			[]string{page, "Nombre: Ana Ñusta\n", "Documento: DNI 12345678\n", "Detalle: Llegó roto.\n    Dos veces.\n", "Proveedor: Moda SAC\n    RUC 20999999990", "26/11/2026", complaint.Notice}},
		{"note", "<rosa@shop.example>", "<ana@example.com>", "Hoja de Reclamación N.º 1: responde hasta el 26/11/2026", []string{"https://shop.example/tienda/admin/reclamos", "Pedido del consumidor: Otro polo\n"}},
		{"answer", "<ana@example.com>", "<hola@shop.example>", "Respuesta a tu Hoja de Reclamación N.º 1 · MODA DJANGO", []string{"Te enviamos otro.\nDisculpa.\n", page, complaint.Notice}},
	}
	for i, test := range tests {
		header, subject, text := read(t, got[i])
		if subject != test.subject || header.Get("Reply-To") != test.reply || !strings.HasPrefix(header.Get("To"), test.to) || header.Get("Auto-Submitted") != "auto-generated" {
			t.Errorf("%s: got %q and %v", test.name, subject, header)
		}
		for _, part := range test.parts {
			if !strings.Contains(text, part) {
				t.Errorf("%s: got no %q in\n%s", test.name, part, text)
			}
		}
	}
	if logged.Len() > 0 {
		t.Errorf("got the log %s, want nothing to say", logged)
	}
	if now, err := store.Complaint(t.Context(), 1); err != nil || !now.Mails.AnswerSent {
		t.Errorf("got %+v, %v, want the answer sent", now.Mails, err)
	}
}

// Whatever a consumer types stays in its field: it makes no header, no field of its own
// and no further recipient.
func TestHostileComplaints(t *testing.T) {
	const evil = "x\r\nBcc: todos@evil.example\r\n\r\nDetalle: inventado\r\n.\r\nQUIT"
	c, store, logged, inbox := newBook(t)
	for _, email := range []string{"ana@example.com", "ana@example.com\r\nBcc: todos@evil.example", "a@b.example, todos@evil.example", "\"Ana\r\nX: y\" <ana@example.com>", "nada", ""} {
		s := sheet(email)
		s.Name, s.Document, s.Address, s.Phone, s.Parent, s.Good, s.Kind = evil, evil, evil, evil, evil, evil, evil
		s.Description, s.Detail, s.Request, s.Provider.Name = evil, evil+"\u202e\u2028y", evil, evil
		if _, err := store.AddComplaint(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	for n := range int64(6) {
		if err := store.AnswerComplaint(t.Context(), n+1, evil, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		if err := c.send(t.Context(), time.Now); err != nil {
			t.Fatal(err)
		}
	}
	got := inbox.got()
	if len(got) != 6+2 { // notes, and two mails to the only consumer with one address
		t.Errorf("got %d mails, want six notes, a copy and an answer", len(got))
	}
	for _, one := range got {
		if strings.Contains(strings.Join(one.to, ""), "evil") || len(one.to) > 2 {
			t.Errorf("got a mail to %v", one.to)
		}
		header, _, text := read(t, one)
		for name := range header {
			switch name {
			case "From", "To", "Subject", "Date", "Message-Id", "Mime-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted", "Reply-To", "User-Agent", "X-Mailer":
			default:
				t.Errorf("got the header %s", name)
			}
		}
		if strings.Contains(fmt.Sprint(header), "evil") {
			t.Errorf("got what was typed in %v", header)
		}
		if strings.Count(text, "\nDetalle: ") > 1 || strings.ContainsAny(text, "\r\u202e\u2028") {
			t.Errorf("got a field that nobody has, or signs that change others, in\n%q", text)
		}
	}
	if strings.Contains(logged.String(), "evil") {
		t.Errorf("got the log %s", logged)
	}
}

// What fails is tried again until it is sent, and once. No log has the address.
func TestComplaintMailsAreRetried(t *testing.T) {
	c, store, logged, inbox := newBook(t)
	if _, err := store.AddComplaint(t.Context(), sheet("ana@example.com")); err != nil {
		t.Fatal(err)
	}
	inbox.refuse.Store(3)
	now := time.Now()
	clock := func() time.Time { return now }
	for i, want := range []int{0, 1, 2, 2} {
		if err := c.send(t.Context(), clock); err != nil || len(inbox.got()) != want {
			t.Fatalf("try %d: got %v and %d mails, want %d", i, err, len(inbox.got()), want)
		}
		now = now.Add(time.Hour)
	}
	if !strings.Contains(logged.String(), "copy of sheet 1, try 1") || strings.Contains(logged.String(), "ana@") || strings.Contains(logged.String(), "rosa@") || strings.Contains(logged.String(), "Ñusta") {
		t.Errorf("got the log\n%swant the sheet and nothing about the consumer", logged)
	}
}

// An address gets few copies, and all together get few in a day. Further copies are
// dropped, and hold back neither the shop's answers nor the mails about orders.
func TestFewCopies(t *testing.T) {
	for _, test := range []struct {
		name   string
		before int // copies that others got today
		copies int
	}{{"to one address", 0, shopperMails}, {"to all", copiesPerDay - 2, 2}} {
		t.Run(test.name, func(t *testing.T) {
			c, store, logged, inbox := newBook(t)
			c.daily().AllowN(time.Now(), test.before)
			const sheets = shopperMails + 3
			for range sheets {
				if _, err := store.AddComplaint(t.Context(), sheet("ana@example.com")); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.send(t.Context(), time.Now); err != nil || len(inbox.got()) != sheets+test.copies {
				t.Errorf("got %v and %d mails, want the notes and %d copies", err, len(inbox.got()), test.copies)
			}
			for n := range int64(sheets) {
				now, err := store.Complaint(t.Context(), n+1)
				if sent := n < int64(test.copies); err != nil || now.Mails.Copy != sent || now.Mails.CopySent != sent {
					t.Errorf("sheet %d: got %+v, %v, want the copy sent: %t", n+1, now.Mails, err, sent)
				}
				if err := store.AnswerComplaint(t.Context(), n+1, "Sí.", time.Now()); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.send(t.Context(), time.Now); err != nil || len(inbox.got()) != 2*sheets+test.copies {
				t.Errorf("got %v and %d mails, want all the answers", err, len(inbox.got()))
			}
			if due, err := store.DueComplaintMails(t.Context(), time.Now().AddDate(0, 0, 1), 100); err != nil || len(due) != 0 {
				t.Errorf("got %v, %v, want no copy that waits", due, err)
			}
			if got := strings.Count(logged.String(), "is not mailed"); got != sheets-test.copies || strings.Contains(logged.String(), "ana@") {
				t.Errorf("got the log\n%s\nwant each copy that is dropped", logged)
			}
			news := News{Stored: orderdb.Stored{Order: shoptest.Order(t), State: orderdb.New}}
			news.Order.Customer.Email = "ana@example.com"
			if _, ok := c.Mail.recipient(news); !ok {
				t.Error("got no mail about an order of the same address")
			}
		})
	}
}

// A mail that cannot be addressed is never noted as sent, unless the consumer's data was
// deleted.
func TestComplaintsWithoutAddress(t *testing.T) {
	c, store, logged, inbox := newBook(t)
	if _, err := store.AddComplaint(t.Context(), sheet("ana..perez@example.com")); err != nil {
		t.Fatal(err)
	}
	if err := store.AnswerComplaint(t.Context(), 1, "Sí.", time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := c.send(t.Context(), time.Now); err != nil || len(inbox.got()) != 1 {
		t.Errorf("got %v and %d mails, want the note alone", err, len(inbox.got()))
	}
	if now, err := store.Complaint(t.Context(), 1); err != nil || now.Mails.CopySent || now.Mails.AnswerSent {
		t.Errorf("got %+v, %v, want neither sent", now.Mails, err)
	}
	for _, want := range []string{"copy of sheet 1, try 1", "answer of sheet 1, try 1"} {
		if !strings.Contains(logged.String(), want) || strings.Contains(logged.String(), "perez") {
			t.Errorf("got the log %s, want %q and no address", logged, want)
		}
	}
	for _, test := range []struct {
		name  string
		sheet complaint.Sheet
		want  error
	}{
		{"deleted", complaint.Sheet{Name: orderdb.Nobody}, nil}, {"called so", complaint.Sheet{Name: orderdb.Nobody, Email: "nada"}, errNoAddress},
		{"no address", complaint.Sheet{Name: "Ana"}, errNoAddress},
	} {
		if err := c.sendOne(t.Context(), orderdb.AnswerMail, test.sheet, time.Now()); err != test.want {
			t.Errorf("%s: got %v, want %v", test.name, err, test.want)
		}
	}
}

// timedBook notes when it is asked for mails.
type timedBook struct {
	*orderdb.Store
	asked []time.Time
}

func (b *timedBook) DueComplaintMails(ctx context.Context, now time.Time, limit int) ([]orderdb.ComplaintMail, error) {
	b.asked = append(b.asked, now)
	return b.Store.DueComplaintMails(ctx, now, limit)
}

// Each batch is leased from when it is taken, however long those before it took.
func TestBatchesHaveTheirOwnTime(t *testing.T) {
	c, store, _, _ := newBook(t)
	book := &timedBook{Store: store}
	c.Book = book
	for range batch {
		if _, err := store.AddComplaint(t.Context(), sheet("ana@example.com")); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Now()
	clock := func() time.Time { now = now.Add(30 * time.Second); return now }
	if err := c.send(t.Context(), clock); err != nil || len(book.asked) != 3 {
		t.Fatalf("got %v and %d questions, want two batches", err, len(book.asked))
	}
	for i, at := range book.asked[1:] {
		if at.Sub(book.asked[i]) < batch*30*time.Second {
			t.Errorf("got %v after %v, want the time of the batch", at, book.asked[i])
		}
	}
}

// Without a mail server nothing is queued, and a later one sends no old copies.
func TestNoMailServer(t *testing.T) {
	c, store, _, inbox := newBook(t)
	store.MailsComplaints = false
	if _, err := store.AddComplaint(t.Context(), sheet("ana@example.com")); err != nil {
		t.Fatal(err)
	}
	if err := c.send(t.Context(), time.Now); err != nil || len(inbox.got()) != 0 {
		t.Errorf("got %v and %d mails, want none", err, len(inbox.got()))
	}
	if got := (Config{}).Complaints(Config{}.Channels(demoShop), store, quiet(), time.Second); got != nil {
		t.Errorf("got %v, want nothing that sends", got)
	}
}
