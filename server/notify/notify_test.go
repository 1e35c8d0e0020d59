package notify

import (
	"context"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carrito/app/money"
	"carrito/app/shop"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
)

func demoShop() *shop.Shop {
	s := &shop.Shop{Name: "MODA DJANGO", Language: "es", Currency: "PEN", BaseURL: "https://shop.example/tienda/",
		Money: money.Format{Code: "PEN", Digits: 2, Prefix: "S/ ", Decimal: ".", Group: ",", First: 3, Rest: 3, Minimum: 4}}
	s.Orders.Delivery = []shop.Delivery{{ID: "envio", Name: "Envío a domicilio", Zones: []shop.Zone{{ID: "lima", Name: "Lima y Callao", Price: "10.00"}}}}
	s.Orders.Tax = shop.Tax{Name: "IGV", Percent: "18", Included: true}
	return s
}

func newMail(t *testing.T, address string) *Mail {
	t.Helper()
	return &Mail{
		Server: &url.URL{Scheme: "smtp", Host: address}, Shop: demoShop,
		From: &mail.Address{Address: "tienda@shop.example"}, To: []*mail.Address{{Address: "rosa@shop.example"}, {Address: "luis@shop.example"}},
	}
}

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

// receiver is a webhook that answers as it is told.
type receiver struct {
	*httptest.Server
	status   atomic.Int64
	requests chan *http.Request
	bodies   chan string
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{requests: make(chan *http.Request, 100), bodies: make(chan string, 100)}
	r.status.Store(http.StatusOK)
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		r.requests <- request
		r.bodies <- string(body)
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(int(r.status.Load()))
	}))
	t.Cleanup(r.Close)
	return r
}

// What fails is tried again, later each time, and marked once it is taken; what
// is taken is not sent again.
func TestFailsThenSucceeds(t *testing.T) {
	ctx, store, inbox, hook := context.Background(), shoptest.Store(t), newSink(t), newReceiver(t)
	store.Channels = []string{MailChannel, WebhookChannel}
	s := &Sender{Outbox: store, Log: quiet(), Channels: map[string]Channel{
		MailChannel: newMail(t, inbox.address), WebhookChannel: &Webhook{URL: hook.URL, Secret: []byte("secret")},
	}}
	shoptest.Place(t, store, shoptest.Order(t))
	inbox.refuse.Store(2)
	hook.status.Store(http.StatusServiceUnavailable)
	now := time.Now()
	send := func(after time.Duration, mails, calls int) {
		t.Helper()
		now = now.Add(after)
		if err := s.Send(ctx, now); err != nil {
			t.Fatal(err)
		}
		if len(inbox.got()) != mails || len(hook.requests) != calls {
			t.Fatalf("got %d mails and %d calls, want %d and %d", len(inbox.got()), len(hook.requests), mails, calls)
		}
	}
	send(0, 0, 1)
	send(time.Second, 0, 1) // too early
	send(5*time.Second, 0, 2)
	hook.status.Store(http.StatusFound) // a redirect is no yes either, and is not followed
	send(10*time.Second, 1, 3)
	hook.status.Store(http.StatusNoContent)
	send(20*time.Second, 1, 4)
	send(24*time.Hour, 1, 4)
}

// crashing is an outbox whose server dies between the sending and the mark.
type crashing struct {
	Outbox
	crash bool
}

func (c *crashing) Delivered(ctx context.Context, notices ...int64) error {
	if c.crash {
		return context.DeadlineExceeded
	}
	return c.Outbox.Delivered(ctx, notices...)
}

func TestCrashBetweenSendingAndMark(t *testing.T) {
	ctx, store, hook := context.Background(), shoptest.Store(t), newReceiver(t)
	store.Channels = []string{WebhookChannel}
	o := shoptest.Order(t)
	shoptest.Place(t, store, o)
	outbox := &crashing{store, true}
	s := &Sender{Outbox: outbox, Log: quiet(), Channels: map[string]Channel{WebhookChannel: &Webhook{URL: hook.URL, Secret: []byte("secret")}}}
	now := time.Now()
	if err := s.Send(ctx, now); err == nil {
		t.Fatal("got no error, want the crash")
	}
	outbox.crash = false
	if err := s.Send(ctx, now.Add(time.Minute)); err != nil || len(hook.requests) != 1 {
		t.Fatalf("got %v and %d calls, want it left to the server that has it", err, len(hook.requests))
	}
	if err := s.Send(ctx, now.Add(3*time.Minute)); err != nil || len(hook.requests) != 2 {
		t.Fatalf("got %v and %d calls, want it sent a second time", err, len(hook.requests))
	}
	if err := s.Send(ctx, now.Add(time.Hour)); err != nil || len(hook.requests) != 2 {
		t.Errorf("got %v and %d calls, want it marked", err, len(hook.requests))
	}
	for range 2 {
		if got := (<-hook.requests).Header.Get("Webhook-Id"); got != o.ID {
			t.Errorf("got webhook-id %q, want %q each time", got, o.ID)
		}
	}
}

// A mail server that says nothing holds nobody up for ever, and the order is
// kept.
func TestSilentServer(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	inbox := newSink(t)
	inbox.silent.Store(true)
	if err := newMail(t, inbox.address).Send(ctx, News{Stored: orderdb.Stored{Order: shoptest.Order(t)}}); err == nil {
		t.Error("got no error, want one")
	}
}

func TestChannelThatIsGone(t *testing.T) {
	ctx, store := context.Background(), shoptest.Store(t)
	store.Channels = []string{MailChannel}
	shoptest.Place(t, store, shoptest.Order(t))
	s := &Sender{Outbox: store, Log: quiet()}
	now := time.Now()
	if err := s.Send(ctx, now); err != nil {
		t.Fatal(err)
	}
	inbox := newSink(t)
	s.Channels = map[string]Channel{MailChannel: newMail(t, inbox.address)}
	if err := s.Send(ctx, now.Add(2*time.Hour)); err != nil || len(inbox.got()) != 1 {
		t.Errorf("got %v and %d mails, want the mail once the channel is back", err, len(inbox.got()))
	}
}

func TestDelay(t *testing.T) {
	for tries := range 100 {
		whole := min(time.Hour, 5*time.Second*time.Duration(1<<min(tries, 12)))
		if got := delay(tries); got > whole || got < whole/2 {
			t.Errorf("after %d tries: got %v, want between %v and %v", tries, got, whole/2, whole)
		}
	}
}

func TestFromEnvironment(t *testing.T) {
	const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
	tests := []struct {
		name, environment string
		channels, wrong   string // the variables that are named
	}{
		{"nothing", "", "", ""},
		{"mail", "CARRITO_SMTP=smtp://u:p@h:25 CARRITO_MAIL_TO=a@b.example,c@d.example", "mail shopper", ""},
		{"webhook", "CARRITO_WEBHOOK=https://h.example/x CARRITO_WEBHOOK_SECRET=" + secret, "webhook", ""},
		{"both", "CARRITO_SMTP=smtps://h CARRITO_MAIL_TO=a@b.example CARRITO_MAIL_FROM=x@y.example CARRITO_WEBHOOK=http://127.0.0.1:9/x CARRITO_WEBHOOK_SECRET=" + secret, "mail shopper webhook", ""},
		{"no recipient", "CARRITO_SMTP=smtp://u:hush@h", "", "CARRITO_MAIL_TO"},
		{"no server", "CARRITO_MAIL_TO=a@b.example", "", "CARRITO_SMTP"},
		{"another scheme", "CARRITO_SMTP=http://u:hush@h CARRITO_MAIL_TO=a@b.example", "", "CARRITO_SMTP"},
		{"no secret", "CARRITO_WEBHOOK=https://h.example/x", "", "CARRITO_WEBHOOK_SECRET"},
		{"a short secret", "CARRITO_WEBHOOK=https://h.example/x CARRITO_WEBHOOK_SECRET=whsec_aHVzaA==", "", "CARRITO_WEBHOOK_SECRET"},
		{"clear text", "CARRITO_WEBHOOK=http://h.example/hush CARRITO_WEBHOOK_SECRET=" + secret, "", "CARRITO_WEBHOOK"},
		{"clear text, named", "CARRITO_CLEARTEXT=h.example CARRITO_WEBHOOK=http://h.example/x CARRITO_WEBHOOK_SECRET=" + secret, "webhook", ""},
		{"no URL", "CARRITO_WEBHOOK=h CARRITO_WEBHOOK_SECRET=" + secret, "", "CARRITO_WEBHOOK"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			environment := map[string]string{}
			for _, assignment := range strings.Fields(test.environment) {
				name, value, _ := strings.Cut(assignment, "=")
				environment[name] = value
			}
			c, err := FromEnvironment(func(name string) string { return environment[name] })
			if test.wrong != "" {
				if err == nil || !strings.HasPrefix(err.Error(), test.wrong+" ") || strings.Contains(err.Error(), "\n") {
					t.Errorf("got error %v, want one about %s only", err, test.wrong)
				}
				if err != nil && (strings.Contains(err.Error(), "hush") || strings.Contains(err.Error(), "aHVzaA")) {
					t.Errorf("got a secret in %q", err)
				}
				return
			}
			if got := strings.Join(slices.Sorted(maps.Keys(c.Channels(demoShop))), " "); err != nil || got != test.channels {
				t.Errorf("got %q, %v, want %q", got, err, test.channels)
			}
		})
	}
}
