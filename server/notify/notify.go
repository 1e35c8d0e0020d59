// Package notify notifies the owner of every new order and its payment, by mail and by
// a signed webhook, and the shopper by mail.
//
// When an order is placed, package orderdb adds a notice to its outbox.
// [Sender.Run] sends the notices, tries again while that fails, and marks each one
// when the receiver has accepted it. So no notice is lost. If the server dies before
// it has marked a notice, it sends it a second time, with the same id.
// [FromEnvironment] reads the owner's settings.
package notify

import (
	"context"
	"log"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"carrito/server/inbox/orderdb"
)

// The names of the channels in the outbox.
const (
	MailChannel    = "mail"
	WebhookChannel = "webhook"
	ShopperChannel = "shopper" // a mail to the shopper
)

// Outbox keeps the notices that are to be sent. [orderdb.Store] is one.
type Outbox interface {
	// Due returns notices of a channel that are due, and keeps them from other
	// callers for two minutes.
	Due(ctx context.Context, now time.Time, channel string, limit int) ([]orderdb.Notice, error)
	Delivered(ctx context.Context, notices ...int64) error
	Failed(ctx context.Context, why error, next time.Time, notices ...int64) error
	Release(ctx context.Context, notices ...int64) error
	Order(ctx context.Context, id string) (orderdb.Stored, error)
}

var _ Outbox = (*orderdb.Store)(nil)

// News is what a notice is about: an order as it is now.
type News struct {
	orderdb.Stored
	About  orderdb.PayState // what its payment has become, or "" if the order is new
	Number int64            // of the notice
}

// id returns the same text for a notice at every try.
func (n News) id() string {
	if n.About == "" {
		return n.Order.ID
	}
	return n.Order.ID + "." + strings.ReplaceAll(string(n.About), " ", "-") + "." + strconv.FormatInt(n.Number, 10)
}

// Channel is a way to notify the owner. Send returns nil only when the receiver has
// accepted the message. For an order with a Fault the message says that it cannot be
// read.
type Channel interface {
	Send(ctx context.Context, n News) error
}

// Digester is a channel that can send several orders in one message. It does so if
// there are more in a minute than a person wants to read one by one.
type Digester interface {
	Channel
	SendAll(ctx context.Context, all []News) error
}

const (
	batch    = 4                // notices taken at a time; they must be sent within two minutes
	patience = 20 * time.Second // for one notice, or for a digest
	grace    = 2 * time.Second  // to record what was sent when the server stops
	first    = 5 * time.Second  // until the second try
	longest  = time.Hour        // between two tries
)

// Sender sends the notices of an outbox. Each channel works by itself, so that one
// that hangs does not delay the others.
type Sender struct {
	Outbox   Outbox
	Channels map[string]Channel
	Log      *log.Logger
	Every    time.Duration // between two queries of the outbox

	making sync.Mutex
	lanes  map[string]*lane
}

// Run sends notices until ctx is done, and then returns within a few seconds. It
// releases the notices that were under way; they are sent again.
func (s *Sender) Run(ctx context.Context) {
	var running sync.WaitGroup
	for _, l := range s.all() {
		running.Go(func() { l.run(ctx, s.Every) })
	}
	running.Wait()
}

// all returns the lanes, one for each channel.
func (s *Sender) all() []*lane {
	s.making.Lock()
	defer s.making.Unlock()
	if s.lanes == nil {
		s.lanes = map[string]*lane{}
	}
	for name, channel := range s.Channels {
		if s.lanes[name] == nil {
			s.lanes[name] = &lane{name: name, channel: channel, outbox: s.Outbox, log: s.Log}
		}
	}
	return slices.Collect(maps.Values(s.lanes))
}

// delay returns how long to wait after a number of tries. It doubles with each try,
// less a random part of up to a half, so that notices that failed together are not
// sent again together.
func delay(tries int) time.Duration {
	d := longest
	if tries < 10 { // 5 s × 2¹⁰ is more than an hour
		d = min(longest, first<<tries)
	}
	return d - rand.N(d/2)
}
