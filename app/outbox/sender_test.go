package outbox_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"carrito/app/outbox"
)

const other = "01939a3e-7b00-7123-8abc-0123456789ac"

func wantStates(t *testing.T, what string, got []outbox.State, want ...outbox.State) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestSend(t *testing.T) {
	tests := []struct {
		name      string
		answer    outbox.Answer
		stored    []outbox.Record
		want      []outbox.State // states that the page shows
		posted    int
		kept      outbox.State // state in the store at the end; empty if deleted
		broadcast []outbox.State
	}{
		{"arrives", sent, nil, []outbox.State{outbox.Sending, outbox.Sending, outbox.Sent}, 1, "", []outbox.State{outbox.Sent}},
		{"waits", busy, nil, []outbox.State{outbox.Sending, outbox.Sending, outbox.Waiting}, 1, outbox.Waiting, []outbox.State{outbox.Waiting}},
		{"is refused", outbox.Answer{Status: 400}, nil, []outbox.State{outbox.Sending, outbox.Sending, outbox.Refused}, 1, "", []outbox.State{outbox.Refused}},
		{"was sent by another tab", busy, []outbox.Record{inState(id, outbox.Sent)}, []outbox.State{outbox.Sending, outbox.Sent}, 0, "", []outbox.State{outbox.Sent}},
		{"has the number of another order", busy, []outbox.Record{otherBody(outbox.Sent)}, []outbox.State{outbox.Sending, outbox.Taken}, 0, "", []outbox.State{outbox.Taken}},
		{"replaces an order that waits", sent, []outbox.Record{otherBody(outbox.Waiting)}, []outbox.State{outbox.Sending, outbox.Sending, outbox.Sent}, 1, "", []outbox.State{outbox.Sent}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, test.answer, test.stored, func(t *testing.T, f *fake, s *outbox.Sender) {
				run(s)
				f.set(func() { f.shown, f.broadcast, f.posted, f.syncs = nil, nil, nil, 0 })
				for _, r := range test.stored {
					f.set(func() { f.records[r.ID] = r })
				}
				s.Send(post, ordered(id, 1))
				synctest.Wait()
				wantStates(t, "shown", f.states(id), test.want...)
				wantStates(t, "broadcast", f.broadcasts(), test.broadcast...)
				if f.posts() != test.posted || f.stored(id) != test.kept {
					t.Errorf("got %d posts and state %q in the store, want %d and %q", f.posts(), f.stored(id), test.posted, test.kept)
				}
				if waits := test.posted > 0; (f.syncs > 0) != waits {
					t.Errorf("got %d sync requests, want some only if the order waits", f.syncs)
				}
				if f.posts() > 0 && (f.posted[0].Body != waiting(id).Body || f.posted[0].URL != post.URL || f.posted[0].Since == 0) {
					t.Errorf("posted %+v, want the order with the present time", f.posted[0])
				}
			})
		})
	}
}

// otherBody returns the record of a different order with the same number.
func otherBody(state outbox.State) outbox.Record {
	o := ordered(id, 2)
	r := outbox.New(post, "", &o)
	r.State = state
	return r
}

// An order is stored before it is posted, so that closing the page does not
// lose it.
func TestStoredBeforeItIsPosted(t *testing.T) {
	in(t, sent, nil, func(t *testing.T, f *fake, s *outbox.Sender) {
		f.answer = func(r outbox.Record) outbox.Answer {
			if f.stored(r.ID) != outbox.Waiting {
				t.Errorf("got state %q in the store during the post, want waiting", f.stored(r.ID))
			}
			return sent
		}
		run(s)
		s.Send(post, ordered(id, 1))
	})
}

// If the browser cannot store an order, the order is sent once.
func TestSendUnkept(t *testing.T) {
	tests := []struct {
		name      string
		answer    outbox.Answer
		want      outbox.State
		broadcast int
	}{
		{"arrives", sent, outbox.Sent, 1},
		{"does not arrive", busy, outbox.Unkept, 0},
		{"is refused", outbox.Answer{Status: 400}, outbox.Refused, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, test.answer, nil, func(t *testing.T, f *fake, s *outbox.Sender) {
				f.broken = true
				run(s)
				s.Send(post, ordered(id, 1))
				time.Sleep(time.Hour)
				wantStates(t, "shown", f.states(id), outbox.Sending, test.want)
				if f.posts() != 1 || len(f.broadcasts()) != test.broadcast {
					t.Errorf("got %d posts and %d broadcasts, want 1 and %d", f.posts(), len(f.broadcasts()), test.broadcast)
				}
			})
		})
	}
}

// Run sends the orders that an earlier page left, and shows the settled ones.
func TestRunBeginsWithStoredOrders(t *testing.T) {
	for state, want := range map[outbox.State][]outbox.State{
		outbox.Waiting: {outbox.Sending, outbox.Sent},
		outbox.Sent:    {outbox.Sent},
		outbox.Refused: {outbox.Refused},
		outbox.Taken:   {outbox.Taken},
		outbox.Old:     {outbox.Old},
	} {
		t.Run(string(state), func(t *testing.T) {
			in(t, sent, []outbox.Record{inState(id, state)}, func(t *testing.T, f *fake, s *outbox.Sender) {
				run(s)
				wantStates(t, "shown", f.states(id), want...)
				if got, want := f.posts() == 1, state == outbox.Waiting; got != want {
					t.Errorf("got posted %v, want %v", got, want)
				}
				if f.stored(id) != "" {
					t.Errorf("got state %q in the store after the shopper saw it, want the record deleted", f.stored(id))
				}
			})
		})
	}
}

// A settled order stays in the store until the shopper has seen its state.
func TestForgottenOnceSeen(t *testing.T) {
	tests := []struct {
		name         string
		hidden, busy bool
		want         outbox.State
	}{
		{"seen", false, false, ""},
		{"the page is hidden", true, false, outbox.Sent},
		{"the page defers news", false, true, outbox.Sent},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, sent, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
				f.hidden, f.busy = test.hidden, test.busy
				run(s)
				if f.stored(id) != test.want {
					t.Errorf("got state %q in the store, want %q", f.stored(id), test.want)
				}
				f.set(func() { f.hidden, f.busy = false, false })
				s.Wake()
				synctest.Wait()
				if f.stored(id) != "" || f.posts() != 1 {
					t.Errorf("seen later: got state %q in the store after %d posts, want the record deleted after one", f.stored(id), f.posts())
				}
			})
		})
	}
}

// News of an order does not delete the record if the shopper has sent the order
// again meanwhile.
func TestForgetLeavesANewOrder(t *testing.T) {
	for name, now := range map[string]outbox.Record{"another state": waiting(id), "another body": otherBody(outbox.Refused)} {
		t.Run(name, func(t *testing.T) {
			in(t, busy, []outbox.Record{now}, func(t *testing.T, f *fake, s *outbox.Sender) {
				s.Hear(inState(id, outbox.Refused))
				synctest.Wait()
				if f.stored(id) != now.State {
					t.Errorf("got state %q in the store, want the new record unchanged", f.stored(id))
				}
			})
		})
	}
}

func TestHear(t *testing.T) {
	in(t, busy, []outbox.Record{inState(id, outbox.Sent)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		s.Hear(inState(id, outbox.Sent))
		synctest.Wait()
		wantStates(t, "shown", f.states(id), outbox.Sent)
		if len(f.broadcasts()) != 0 || f.stored(id) != "" {
			t.Errorf("got %q broadcast and %q in the store, want neither", f.broadcasts(), f.stored(id))
		}
	})
}

// An order that waits is sent again after 5 s, then 10 s, 20 s and so on.
func TestRests(t *testing.T) {
	in(t, busy, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		run(s)
		time.Sleep(76 * time.Second)
		synctest.Wait()
		want := []time.Duration{0, 5 * time.Second, 15 * time.Second, 35 * time.Second, 75 * time.Second}
		if !slices.Equal(f.times, want) {
			t.Errorf("got posts at %v, want %v", f.times, want)
		}
		wantStates(t, "shown", f.states(id), outbox.Sending, outbox.Waiting, outbox.Waiting, outbox.Waiting, outbox.Waiting, outbox.Waiting)
		if f.syncs != len(want) {
			t.Errorf("got %d sync requests, want one after each attempt", f.syncs)
		}
		f.set(func() { f.answer = func(outbox.Record) outbox.Answer { return sent } })
		s.Wake() // the network is back
		synctest.Wait()
		if f.stored(id) != "" || f.posts() != len(want)+1 {
			t.Errorf("after Wake: got state %q in the store and %d posts, want the order sent at once", f.stored(id), f.posts())
		}
		time.Sleep(2 * time.Hour)
		if f.posts() != len(want)+1 {
			t.Errorf("after it was sent: got %d posts, want no more", f.posts())
		}
	})
}

// An answer with Retry-After delays the next attempt, however often Wake is
// called.
func TestRetryAfterIsKept(t *testing.T) {
	in(t, outbox.Answer{Status: 503, RetryAfter: 60_000}, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		run(s)
		for range 11 {
			time.Sleep(5 * time.Second)
			s.Wake()
		}
		synctest.Wait()
		if f.posts() != 1 {
			t.Errorf("got %d posts within a minute, want one", f.posts())
		}
		time.Sleep(10 * time.Second)
		if f.posts() != 2 {
			t.Errorf("got %d posts after a minute, want two", f.posts())
		}
	})
}

// The sender pauses until the first of several orders is due.
func TestRestsUntilTheFirst(t *testing.T) {
	late := waiting(other)
	late.Tries = 6
	for name, records := range map[string][]outbox.Record{"the late one last": {waiting(id), late}, "the late one first": {late, waiting(id)}} {
		t.Run(name, func(t *testing.T) {
			if name == "the late one first" {
				records[0].ID, records[1].ID = id, other
			}
			in(t, outbox.Answer{Status: 503}, records, func(t *testing.T, f *fake, s *outbox.Sender) {
				run(s)
				time.Sleep(6 * time.Second)
				if f.posts() != 4 {
					t.Errorf("got %d posts in six seconds, want two of each", f.posts())
				}
			})
		})
	}
}

// An order that has waited for two weeks is not sent until the shopper agrees.
func TestOldOrderIsNotSent(t *testing.T) {
	old := waiting(id)
	in(t, sent, nil, func(t *testing.T, f *fake, s *outbox.Sender) {
		old.Since = time.Now().UnixMilli()
		f.records[id] = old
		time.Sleep(14*24*time.Hour + time.Second)
		f.busy = true
		run(s)
		wantStates(t, "shown", f.states(id), outbox.Old)
		if f.posts() != 0 || f.stored(id) != outbox.Old {
			t.Errorf("got %d posts and state %q in the store, want none and old", f.posts(), f.stored(id))
		}
	})
}

func TestCancel(t *testing.T) {
	tests := []struct {
		name   string
		stored []outbox.Record
		want   []outbox.State
		kept   outbox.State // in the store while the page defers news
	}{
		{"waits", []outbox.Record{waiting(id)}, []outbox.State{outbox.Cancelled}, ""},
		{"already sent", []outbox.Record{inState(id, outbox.Sent)}, []outbox.State{outbox.Sent}, outbox.Sent},
		{"already refused", []outbox.Record{inState(id, outbox.Refused)}, []outbox.State{outbox.Refused}, outbox.Refused},
		{"already seen", nil, nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, busy, test.stored, func(t *testing.T, f *fake, s *outbox.Sender) {
				f.busy = true
				s.Cancel(id)
				synctest.Wait()
				wantStates(t, "shown", f.states(id), test.want...)
				wantStates(t, "broadcast", f.broadcasts(), test.want...)
				if f.stored(id) != test.kept {
					t.Errorf("got state %q in the store, want %q", f.stored(id), test.kept)
				}
			})
		})
	}
}

// Cancel cannot take back an order that is being posted.
func TestCancelWhileItIsPosted(t *testing.T) {
	in(t, sent, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		f.busy = true
		f.answer = func(outbox.Record) outbox.Answer { time.Sleep(10 * time.Second); return sent }
		run(s)
		s.Cancel(id)
		time.Sleep(time.Minute)
		wantStates(t, "shown", f.states(id), outbox.Sending, outbox.Sent, outbox.Sent)
	})
}

func TestCancelUnstored(t *testing.T) {
	in(t, busy, nil, func(t *testing.T, f *fake, s *outbox.Sender) {
		f.broken = true
		s.Cancel(id)
		synctest.Wait()
		wantStates(t, "shown", f.states(id))
	})
}

// An answer does not apply to an order that replaced the posted one meanwhile.
func TestReplacedWhileItIsPosted(t *testing.T) {
	in(t, sent, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		f.answer = func(outbox.Record) outbox.Answer { time.Sleep(10 * time.Second); return sent }
		run(s)
		s.Send(post, ordered(id, 2))
		time.Sleep(11 * time.Second)
		if f.stored(id) != outbox.Waiting {
			t.Errorf("got state %q in the store, want the new order to wait for its own answer", f.stored(id))
		}
		time.Sleep(20 * time.Second)
		wantStates(t, "shown", f.states(id), outbox.Sending, outbox.Sending, outbox.Waiting, outbox.Sending, outbox.Sent)
		if f.posts() != 2 || f.posted[1].Body != otherBody(outbox.Waiting).Body || f.stored(id) != "" {
			t.Errorf("got %d posts and state %q in the store, want the new order sent", f.posts(), f.stored(id))
		}
	})
}

// However often Wake is called during an attempt, the sender sends once more.
func TestWokenWhileSending(t *testing.T) {
	in(t, busy, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		f.answer = func(outbox.Record) outbox.Answer { time.Sleep(time.Second); return busy }
		run(s)
		for range 5 {
			s.Wake()
		}
		time.Sleep(4 * time.Second)
		if f.posts() != 2 {
			t.Errorf("got %d posts, want two", f.posts())
		}
	})
}

// A record that was deleted during the post is not stored again.
func TestDeletedWhileItIsPosted(t *testing.T) {
	in(t, busy, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		f.answer = func(r outbox.Record) outbox.Answer {
			f.set(func() { delete(f.records, r.ID) })
			return busy
		}
		run(s)
		if f.stored(id) != "" {
			t.Errorf("got state %q in the store, want no record", f.stored(id))
		}
	})
}

func TestShow(t *testing.T) {
	proposed := waiting(id)
	proposed.State = outbox.Changed
	proposed.Answer = `{"reason":"changed","order":` + otherBody(outbox.Waiting).Body + `}`
	unreadable := proposed
	unreadable.Answer = `{"reason":"changed","order":{"id":7}}`
	noOrder := inState(id, outbox.Sent)
	noOrder.Body = "x"
	tests := []struct {
		name            string
		record          outbox.Record
		state           outbox.State
		order, proposal bool
	}{
		{"sent", inState(id, outbox.Sent), outbox.Sent, true, false},
		{"changed", proposed, outbox.Changed, true, true},
		{"changed, with an invalid proposal", unreadable, outbox.Refused, true, false},
		{"order that cannot be read", noOrder, outbox.Sent, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, busy, nil, func(t *testing.T, f *fake, s *outbox.Sender) {
				s.Hear(test.record)
				synctest.Wait()
				if len(f.shown) != 1 {
					t.Fatalf("got %d deliveries, want one", len(f.shown))
				}
				d := f.shown[0]
				if d.State != test.state || (d.Order != nil) != test.order || (d.Proposal != nil) != test.proposal || d.Kind != test.record.Kind {
					t.Errorf("got %+v, want state %s, order %v, proposal %v", d.Delivery, test.state, test.order, test.proposal)
				}
				if d.Proposal != nil && d.Proposal.Lines[0].Quantity != 2 {
					t.Errorf("got the proposal %+v, want the one from the answer", d.Proposal)
				}
			})
		})
	}
}
