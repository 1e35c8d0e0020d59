package notify

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/shoptest"
)

// A damaged order does not keep the owner from hearing of those after it: the owner
// is told of it, too.
func TestDamagedOrder(t *testing.T) {
	ctx, file, inbox, hook := context.Background(), filepath.Join(t.TempDir(), "orders.db"), newSink(t), newReceiver(t)
	store := shoptest.StoreIn(t, file)
	store.Channels = []string{MailChannel, WebhookChannel}
	bad, good := shoptest.Order(t), shoptest.Order(t)
	shoptest.Place(t, store, bad)
	shoptest.Place(t, store, good)
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("UPDATE orders SET body = '{' WHERE id = $1", bad.ID); err != nil {
		t.Fatal(err)
	}
	s := &Sender{Outbox: store, Log: quiet(), Channels: map[string]Channel{
		MailChannel: newMail(t, inbox.address), WebhookChannel: &Webhook{URL: hook.URL, Secret: []byte("secret")},
	}}
	if err := s.Send(ctx, time.Now()); err != nil {
		t.Fatal(err)
	}
	mails := inbox.got()
	if len(mails) != 2 || len(hook.bodies) != 2 {
		t.Fatalf("got %d mails and %d calls, want two of each", len(mails), len(hook.bodies))
	}
	if body := <-hook.bodies; !strings.Contains(body, `"type":"order.unreadable"`) || !strings.Contains(body, bad.ID) {
		t.Errorf("got %s, want it said that the order cannot be read", body)
	}
	if body := <-hook.bodies; !strings.Contains(body, `"type":"order.placed"`) || !strings.Contains(body, good.ID) {
		t.Errorf("got %s, want the order after it", body)
	}
	if text := mails[0].data; !strings.Contains(text, bad.ID) || strings.Contains(text, good.ID) {
		t.Errorf("got %s, want a mail on the damaged order", text)
	}
}
