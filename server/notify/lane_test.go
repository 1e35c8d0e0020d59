package notify

import (
	"context"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/shoptest"
)

// stuck is a receiver that takes an order and never answers.
type stuck struct{ asked chan string }

func (s stuck) Send(ctx context.Context, o News) error {
	s.asked <- o.Order.ID
	select {}
}

// polite is one that gives up with ctx.
type polite struct{ asked chan string }

func (p polite) Send(ctx context.Context, o News) error {
	p.asked <- o.Order.ID
	<-ctx.Done()
	return ctx.Err()
}

// A receiver that hangs keeps no other from hearing of orders.
func TestStuckChannel(t *testing.T) {
	store, inbox := shoptest.Store(t), newSink(t)
	store.Channels = []string{WebhookChannel, MailChannel}
	s := &Sender{Outbox: store, Log: quiet(), Every: time.Millisecond, Channels: map[string]Channel{
		WebhookChannel: stuck{make(chan string, 10)}, MailChannel: newMail(t, inbox.address),
	}}
	go s.Run(t.Context())
	for range 3 {
		shoptest.Place(t, store, shoptest.Order(t))
	}
	waitFor(t, "three mails", func() bool { return len(inbox.got()) == 3 })
}

// A server that is stopped waits for no receiver, and the next one tells of what
// was under way.
func TestStop(t *testing.T) {
	store, inbox := shoptest.Store(t), newSink(t)
	inbox.silent.Store(true)
	store.Channels = []string{WebhookChannel, MailChannel}
	hook := polite{make(chan string, 10)}
	s := &Sender{Outbox: store, Log: quiet(), Every: time.Millisecond, Channels: map[string]Channel{WebhookChannel: hook, MailChannel: newMail(t, inbox.address)}}
	ctx, stop := context.WithCancel(t.Context())
	var placed []order.Order
	for range 3 {
		placed = append(placed, shoptest.Order(t))
		shoptest.Place(t, store, placed[len(placed)-1])
	}
	done := make(chan struct{})
	go func() { s.Run(ctx); close(done) }()
	<-hook.asked
	waitFor(t, "a mail under way", func() bool { return inbox.connections() > 0 })
	stop()
	select {
	case <-done:
	case <-time.After(patience / 2):
		t.Fatal("got nothing, want the sender stopped")
	}
	taken, answering := newReceiver(t), newSink(t)
	next := &Sender{Outbox: store, Log: quiet(), Channels: map[string]Channel{
		WebhookChannel: &Webhook{URL: taken.URL, Secret: []byte("secret")}, MailChannel: newMail(t, answering.address),
	}}
	if err := next.Send(t.Context(), time.Now()); err != nil {
		t.Fatal(err)
	}
	if len(taken.bodies) != 3 || len(answering.got()) != 3 {
		t.Errorf("got %d calls and %d mails, want three of each at once", len(taken.bodies), len(answering.got()))
	}
}

// Many orders in a minute make few mails, which have all of them.
func TestDigest(t *testing.T) {
	store, inbox := shoptest.Store(t), newSink(t)
	store.Channels = []string{MailChannel}
	s := &Sender{Outbox: store, Log: quiet(), Channels: map[string]Channel{MailChannel: newMail(t, inbox.address)}}
	now := time.Now()
	send := func(after time.Duration) int {
		t.Helper()
		now = now.Add(after)
		before := len(inbox.got())
		if err := s.Send(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		return len(inbox.got()) - before
	}
	var ids []string
	place := func(n int) {
		for range n {
			o := shoptest.Order(t)
			ids = append(ids, o.ID)
			shoptest.Place(t, store, o)
		}
	}
	place(3)
	if got := send(time.Second); got != 3 {
		t.Errorf("got %d mails for three orders, want one for each", got)
	}
	place(61)
	if got := send(time.Second); got != 0 {
		t.Errorf("got %d mails more in the same minute, want none", got)
	}
	inbox.refuse.Store(1)
	if got := send(time.Minute); got != 0 {
		t.Errorf("got %d mails, want the only one refused", got)
	}
	if got := send(10 * time.Second); got != 1 {
		t.Errorf("got %d mails for 61 orders, want one", got)
	}
	place(1)
	if got := send(time.Minute); got != 1 {
		t.Errorf("got %d mails for one order, want one", got)
	}
	mails := inbox.got()
	if subject := mails[3].data; !strings.Contains(subject, "61 pedidos nuevos") {
		t.Errorf("got %.300s, want the number in the subject", subject)
	}
	var all string
	for _, l := range mails {
		all += strings.ReplaceAll(l.data, "=\n", "")
	}
	for _, id := range ids {
		if n := strings.Count(all, "\n"+id+"\n"); n != 1 {
			t.Errorf("%s is told %d times, want once", id, n)
		}
	}
}

// waitFor waits until something is so.
func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not yet", what)
		}
	}
}
