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
		want      []outbox.State // shown
		posted    int
		kept      outbox.State // empty if the order is not stored at the end
		broadcast []outbox.State
	}{
		{"arrives", sent, nil, []outbox.State{outbox.Sending, outbox.Sending, outbox.Sent}, 1, "", []outbox.State{outbox.Sent}},
		{"waits", busy, nil, []outbox.State{outbox.Sending, outbox.Sending, outbox.Waiting}, 1, outbox.Waiting, []outbox.State{outbox.Waiting}},
		{"is refused", outbox.Answer{Status: 400}, nil, []outbox.State{outbox.Sending, outbox.Sending, outbox.Refused}, 1, "", []outbox.State{outbox.Refused}},
		{"has been sent by another tab", busy, []outbox.Record{inState(id, outbox.Sent)}, []outbox.State{outbox.Sending, outbox.Sent}, 0, "", []outbox.State{outbox.Sent}},
		{"has the number of another order", busy, []outbox.Record{otherBody(outbox.Sent)}, []outbox.State{outbox.Sending, outbox.Taken}, 0, "", []outbox.State{outbox.Taken}},
		{"replaces one that waits", sent, []outbox.Record{otherBody(outbox.Waiting)}, []outbox.State{outbox.Sending, outbox.Sending, outbox.Sent}, 1, "", []outbox.State{outbox.Sent}},
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
					t.Errorf("got it posted %d times and then stored as %q, want %d and %q", f.posts(), f.stored(id), test.posted, test.kept)
				}
				if waits := test.posted > 0; (f.syncs > 0) != waits {
					t.Errorf("got %d requests to the service worker, want one only for an order that waits", f.syncs)
				}
				if f.posts() > 0 && (f.posted[0].Body != waiting(id).Body || f.posted[0].URL != post.URL || f.posted[0].Since == 0) {
					t.Errorf("got %+v posted, want the order since now", f.posted[0])
				}
			})
		})
	}
}

// otherBody returns the record of another order with the same number.
func otherBody(state outbox.State) outbox.Record {
	o := ordered(id, 2)
	r := outbox.New(post, "", &o)
	r.State = state
	return r
}

// An order is in the store before it goes out, so that none is lost when the
// page is closed meanwhile.
func TestStoredBeforeItIsPosted(t *testing.T) {
	in(t, sent, nil, func(t *testing.T, f *fake, s *outbox.Sender) {
		f.answer = func(r outbox.Record) outbox.Answer {
			if f.stored(r.ID) != outbox.Waiting {
				t.Errorf("got %q in the store while the order goes out, want it to wait there", f.stored(r.ID))
			}
			return sent
		}
		run(s)
		s.Send(post, ordered(id, 1))
	})
}

// A browser that stores nothing sends an order once.
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

// What an earlier page has left is sent, or shown if it is settled.
func TestRunBeginsWithWhatIsLeft(t *testing.T) {
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
					t.Errorf("got it stored as %q once it was seen, want it gone", f.stored(id))
				}
			})
		})
	}
}

// A settled order stays stored until the shopper has seen what became of it.
func TestForgottenOnceSeen(t *testing.T) {
	tests := []struct {
		name         string
		hidden, busy bool
		want         outbox.State
	}{
		{"seen", false, false, ""},
		{"the page is hidden", true, false, outbox.Sent},
		{"the page has other news", false, true, outbox.Sent},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, sent, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
				f.hidden, f.busy = test.hidden, test.busy
				run(s)
				if f.stored(id) != test.want {
					t.Errorf("got it stored as %q, want %q", f.stored(id), test.want)
				}
				f.set(func() { f.hidden, f.busy = false, false })
				s.Wake()
				synctest.Wait()
				if f.stored(id) != "" || f.posts() != 1 {
					t.Errorf("seen later: got it stored as %q after %d posts, want it gone after one", f.stored(id), f.posts())
				}
			})
		})
	}
}

// News of an order that the shopper has sent anew meanwhile leaves the new one
// alone.
func TestForgetLeavesANewOrder(t *testing.T) {
	for name, now := range map[string]outbox.Record{"another state": waiting(id), "another body": otherBody(outbox.Refused)} {
		t.Run(name, func(t *testing.T) {
			in(t, busy, []outbox.Record{now}, func(t *testing.T, f *fake, s *outbox.Sender) {
				s.Hear(inState(id, outbox.Refused))
				synctest.Wait()
				if f.stored(id) != now.State {
					t.Errorf("got %q, want the new order to stay as it is", f.stored(id))
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
			t.Errorf("got %q broadcast and %q stored, want nothing", f.broadcasts(), f.stored(id))
		}
	})
}

// An order that waits is sent again after 5 s, 10 s, 20 s and so on.
func TestRests(t *testing.T) {
	in(t, busy, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		run(s)
		time.Sleep(76 * time.Second)
		want := []time.Duration{0, 5 * time.Second, 15 * time.Second, 35 * time.Second, 75 * time.Second}
		if !slices.Equal(f.times, want) {
			t.Errorf("got posts at %v, want %v", f.times, want)
		}
		wantStates(t, "shown", f.states(id), outbox.Sending, outbox.Waiting, outbox.Waiting, outbox.Waiting, outbox.Waiting, outbox.Waiting)
		if f.syncs != len(want) {
			t.Errorf("got %d requests to the service worker, want one after each attempt", f.syncs)
		}
		f.set(func() { f.answer = func(outbox.Record) outbox.Answer { return sent } })
		s.Wake() // the network is back
		synctest.Wait()
		if f.stored(id) != "" || f.posts() != len(want)+1 {
			t.Errorf("woken: got %q after %d posts, want it sent at once", f.stored(id), f.posts())
		}
		time.Sleep(2 * time.Hour)
		if f.posts() != len(want)+1 {
			t.Errorf("sent: got %d posts, want none any more", f.posts())
		}
	})
}

// An answer that asks for a rest gets it, however often the sender is woken.
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

// The sender rests until the first of several orders is due.
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

// An order that has waited for two weeks goes out only if the shopper says so.
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
			t.Errorf("got %d posts and %q stored, want none and old", f.posts(), f.stored(id))
		}
	})
}

func TestCancel(t *testing.T) {
	tests := []struct {
		name   string
		stored []outbox.Record
		want   []outbox.State
		kept   outbox.State // while the page has other news
	}{
		{"waits", []outbox.Record{waiting(id)}, []outbox.State{outbox.Cancelled}, ""},
		{"is sent already", []outbox.Record{inState(id, outbox.Sent)}, []outbox.State{outbox.Sent}, outbox.Sent},
		{"is refused already", []outbox.Record{inState(id, outbox.Refused)}, []outbox.State{outbox.Refused}, outbox.Refused},
		{"was seen already", nil, nil, ""},
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
					t.Errorf("got it stored as %q, want %q", f.stored(id), test.kept)
				}
			})
		})
	}
}

// An order on its way can no longer be taken back.
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

// The answer to an order that was replaced while it was posted is not the answer
// to the new one.
func TestReplacedWhileItIsPosted(t *testing.T) {
	in(t, sent, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		f.answer = func(outbox.Record) outbox.Answer { time.Sleep(10 * time.Second); return sent }
		run(s)
		s.Send(post, ordered(id, 2))
		time.Sleep(11 * time.Second)
		if f.stored(id) != outbox.Waiting {
			t.Errorf("got %q, want the new order to wait for its own answer", f.stored(id))
		}
		time.Sleep(20 * time.Second)
		wantStates(t, "shown", f.states(id), outbox.Sending, outbox.Sending, outbox.Waiting, outbox.Sending, outbox.Sent)
		if f.posts() != 2 || f.posted[1].Body != otherBody(outbox.Waiting).Body || f.stored(id) != "" {
			t.Errorf("got %d posts and %q stored, want the new order sent", f.posts(), f.stored(id))
		}
	})
}

// However often the sender is woken while it sends, it sends once more.
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

// A record that was deleted while its order was posted does not come back.
func TestDeletedWhileItIsPosted(t *testing.T) {
	in(t, busy, []outbox.Record{waiting(id)}, func(t *testing.T, f *fake, s *outbox.Sender) {
		f.answer = func(r outbox.Record) outbox.Answer {
			f.set(func() { delete(f.records, r.ID) })
			return busy
		}
		run(s)
		if f.stored(id) != "" {
			t.Errorf("got %q stored, want nothing", f.stored(id))
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
		{"changed, but unreadable", unreadable, outbox.Refused, true, false},
		{"an order that cannot be read", noOrder, outbox.Sent, false, false},
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
					t.Errorf("got %+v, want it %s, with the order %v and a proposal %v", d.Delivery, test.state, test.order, test.proposal)
				}
				if d.Proposal != nil && d.Proposal.Lines[0].Quantity != 2 {
					t.Errorf("got the proposal %+v, want that of the answer", d.Proposal)
				}
			})
		})
	}
}
