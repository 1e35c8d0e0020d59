// Package notify tells the owner of every new order, by mail and by a signed
// webhook.
//
// What is to be told stands in the outbox of package orders since the order was
// placed. [Sender.Run] takes it from there, tries again for as long as it fails,
// and marks it once the other side has taken it: so nothing is lost, and where a
// server dies between the two it is told a second time, with the same id.
// [FromEnvironment] reads the owner's settings.
package notify

import (
	"context"
	"log"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"carrito/server/inbox/orderdb"
)

// The names of the channels, as they stand in the outbox.
const (
	MailChannel    = "mail"
	WebhookChannel = "webhook"
)

// Outbox is where notices wait. [orderdb.Store] is one.
type Outbox interface {
	// Due returns notices of a channel that are to be sent now, and holds them back
	// from others for two minutes.
	Due(ctx context.Context, now time.Time, channel string, limit int) ([]orderdb.Notice, error)
	Delivered(ctx context.Context, notices ...int64) error
	Failed(ctx context.Context, why error, next time.Time, notices ...int64) error
	Release(ctx context.Context, notices ...int64) error
	Order(ctx context.Context, id string) (orderdb.Stored, error)
}

var _ Outbox = (*orderdb.Store)(nil)

// Channel is a way to the owner. Send returns nil only once the other side has
// taken the news of the order. Of one with a Fault it tells that it cannot be read.
type Channel interface {
	Send(ctx context.Context, o orderdb.Stored) error
}

// Digester is a channel that can tell of several orders at once. Where there are
// more in a minute than a person wants to hear of one by one, it does.
type Digester interface {
	Channel
	SendAll(ctx context.Context, all []orderdb.Stored) error
}

const (
	batch    = 4                // notices taken at a time: they are sent within the two minutes that they are held for
	patience = 20 * time.Second // for one notice, or for a digest
	grace    = 2 * time.Second  // to note what was sent, once the server is stopped
	first    = 5 * time.Second  // until the second try
	longest  = time.Hour        // between two tries
)

// Sender sends what is in an outbox, each channel by itself: one that hangs does
// not keep the owner from hearing by the others.
type Sender struct {
	Outbox   Outbox
	Channels map[string]Channel
	Log      *log.Logger
	Every    time.Duration // between two looks at the outbox

	making sync.Mutex
	lanes  map[string]*lane
}

// Run sends until ctx is done. It then returns within a few seconds, whatever the
// other sides do, and gives back what was under way: it is sent again.
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

// delay is how long to wait after so many tries before: twice as long each
// time, with up to half of it taken off by chance, so that what failed together
// does not come back together.
func delay(tries int) time.Duration {
	d := longest
	if tries < 10 { // 5 s × 2¹⁰ is more than an hour
		d = min(longest, first<<tries)
	}
	return d - rand.N(d/2)
}
