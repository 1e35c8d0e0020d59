package refresh_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"carrito/app/catalog"
	"carrito/app/refresh"
)

func TestOpen(t *testing.T) {
	silent := func(address string) func(*fake) { return func(f *fake) { f.silence(address) } }
	answers := func(address string, a refresh.Answer) func(*fake) { return func(f *fake) { f.answer(address, a) } }
	tests := []struct {
		name, address string
		change        func(*fake)
		fetched       []string
		sized         string
		err           bool
		shown         string
		stale         catalog.Staleness
		day           string
	}{
		{"a page", oldAddress, func(*fake) {}, []string{oldAddress}, "page", false, oldAddress, catalog.Fresh, ""},
		{"the shell", "", func(*fake) {}, []string{currentAddress, oldAddress}, "s1", false, oldAddress, catalog.Fresh, ""},
		{"a page, from the worker", oldAddress, answers(oldAddress, refresh.Answer{Text: oldProducts, Date: "Sunday", Stale: catalog.Unreachable}),
			[]string{oldAddress}, "page", false, "", catalog.Unreachable, "on Sunday"},
		{"a page without a server", oldAddress, silent(oldAddress), []string{oldAddress}, "page", true, "", catalog.Fresh, ""},
		{"the shell without a server", "", silent(currentAddress), []string{currentAddress}, "page", true, "", catalog.Fresh, ""},
		{"the shell without a catalogue", "", silent(oldAddress), []string{currentAddress, oldAddress}, "s1", true, "", catalog.Fresh, ""},
		{"a page whose catalogue is broken", oldAddress, answers(oldAddress, refresh.Answer{Text: "<html>"}), []string{oldAddress}, "page", true, "", catalog.Fresh, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := newFake()
			test.change(f)
			l := f.loop()
			products, sized, err := l.Open(test.address, catalog.Sized{Version: "page"})
			if (err != nil) != test.err || (products == nil) != test.err {
				t.Fatalf("got %v, %v; want an error: %v", products, err, test.err)
			}
			if !slices.Equal(f.fetched, test.fetched) || sized.Version != test.sized {
				t.Errorf("got %q fetched and the pictures %q, want %q and %q", f.fetched, sized.Version, test.fetched, test.sized)
			}
			if err != nil {
				return
			}
			l.Attach(f)
			if f.shown(l) != test.shown {
				t.Errorf("got %q shown, want %q", f.shown(l), test.shown)
			}
			if f.stale != test.stale || f.day != test.day || f.reported != 1 {
				t.Errorf("got the staleness %d, day %q, told %d times; want %d, %q, once", f.stale, f.day, f.reported, test.stale, test.day)
			}
		})
	}
}

func TestNothingNew(t *testing.T) {
	in(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		ask(l)
		f.want(t, "asked", "10.00", "", catalog.Fresh, "")
		if f.fetches(oldAddress) != 1 || f.updates != 0 || f.days != 0 {
			t.Errorf("got %d fetches of the catalogue, %d updates and %d dates, want 1, 0 and 0", f.fetches(oldAddress), f.updates, f.days)
		}
		time.Sleep(time.Hour)
		if got := f.fetches(currentAddress); got != 1 {
			t.Errorf("got the server asked %d times, want once", got)
		}
	})
}

func TestNewCatalogue(t *testing.T) {
	in(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.publish()
		ask(l)
		f.want(t, "published", "12.00", newAddress, catalog.Fresh, "")
		if f.shown(l) != newAddress || f.sized.Version != "s2" || f.updates != 0 {
			t.Errorf("got %q shown with the pictures %q and %d updates, want the new ones and none", f.shown(l), f.sized.Version, f.updates)
		}
		ask(l)
		if got := f.fetches(newAddress); got != 1 {
			t.Errorf("got the new catalogue fetched %d times, want once", got)
		}
	})
}

// The server's catalogue may be newer than the program of a page that is open.
func TestNewerCatalogue(t *testing.T) {
	tests := []struct {
		name, text string
	}{
		{"a field that is not known", `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "12.00", "seal": {"of": "GOTS"}}]`},
		{"a value that is not known", `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "12.00", "tags": {"summer": true}, "stock": {"lima": 3}}]`},
		{"a product that is not understood", `[{"id": 2, "name": "Boina", "price": {"from": "20.00"}}, {"id": 1, "slug": "gorra", "name": "Gorra", "price": "12.00"}]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, func(t *testing.T, f *fake, l *refresh.Loop) {
				f.publish()
				f.answer(newAddress, refresh.Answer{Text: test.text})
				ask(l)
				f.want(t, "published", "12.00", newAddress, catalog.Fresh, "")
			})
		})
	}
}

func TestNewVersion(t *testing.T) {
	tests := []struct {
		name  string
		stale catalog.Staleness
		want  int
	}{
		{"from the server", catalog.Fresh, 1},
		{"from the worker", catalog.Unreachable, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, func(t *testing.T, f *fake, l *refresh.Loop) {
				f.answer(currentAddress, refresh.Answer{Text: "v2 " + oldAddress + " s1", Stale: test.stale})
				ask(l)
				if f.updates != test.want {
					t.Errorf("got %d updates, want %d", f.updates, test.want)
				}
			})
		})
	}
}

// While there is no fresh catalogue the page says so, with the day of what it
// shows, and the loop tries every five seconds.
func TestStale(t *testing.T) {
	kept := func(text string, why catalog.Staleness) refresh.Answer {
		return refresh.Answer{Text: text, Date: "Sunday", Stale: why}
	}
	current := version + " " + newAddress + " s2"
	tests := []struct {
		name   string
		change func(*fake)
		why    catalog.Staleness
		day    string
		shown  string
	}{
		{"no server", func(f *fake) { f.silence(currentAddress) }, catalog.Unreachable, "on Monday", oldAddress},
		{"no catalogue", func(f *fake) { f.publish(); f.silence(newAddress) }, catalog.Unreachable, "on Monday", oldAddress},
		{"a sign-in page", func(f *fake) { f.answer(currentAddress, refresh.Answer{Text: "<html>", Date: "Tuesday"}) }, catalog.Unreadable, "on Monday", oldAddress},
		{"a broken catalogue", func(f *fake) { f.publish(); f.answer(newAddress, refresh.Answer{Text: "[", Date: "Tuesday"}) }, catalog.Unreadable, "on Monday", oldAddress},
		{"a copy of current.json", func(f *fake) { f.answer(currentAddress, kept(current, catalog.Unreachable)) }, catalog.Unreachable, "on Sunday", oldAddress},
		{"a copy, for the server's is broken", func(f *fake) { f.answer(currentAddress, kept(current, catalog.Unreadable)) }, catalog.Unreadable, "on Sunday", oldAddress},
		{"a copy of the catalogue", func(f *fake) { f.publish(); f.answer(newAddress, kept(oldProducts, catalog.Unreachable)) }, catalog.Unreachable, "on Sunday", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, func(t *testing.T, f *fake, l *refresh.Loop) {
				test.change(f)
				ask(l)
				f.want(t, "stale", "10.00", "", test.why, test.day)
				if f.shown(l) != test.shown {
					t.Errorf("got %q shown, want %q", f.shown(l), test.shown)
				}
				before := f.fetches(currentAddress)
				time.Sleep(16 * time.Second)
				if got := f.fetches(currentAddress) - before; got != 3 {
					t.Errorf("got the server asked %d times in 16 seconds, want 3", got)
				}
				f.publish()
				f.answer(newAddress, refresh.Answer{Text: newProducts, Date: "Tuesday"})
				time.Sleep(5 * time.Second)
				f.want(t, "back", "12.00", newAddress, catalog.Fresh, "")
				before = f.fetches(currentAddress)
				time.Sleep(time.Hour)
				if got := f.fetches(currentAddress); got != before {
					t.Errorf("fresh: got the server asked %d times more, want no more", got-before)
				}
			})
		})
	}
}

// The day that a page tells is the last one on which the server confirmed the
// catalogue.
func TestDayIsTheLastConfirmed(t *testing.T) {
	in(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.answer(currentAddress, refresh.Answer{Text: version + " " + oldAddress + " s1", Date: "Wednesday"})
		ask(l)
		f.silence(currentAddress)
		ask(l)
		f.want(t, "away", "10.00", "", catalog.Unreachable, "on Wednesday")
	})
}

// A new catalogue waits until a press on the page has ended, also one that began while the
// parts of the catalogue were fetched.
func TestPressHoldsTheCatalogue(t *testing.T) {
	in(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.press()
		f.publish()
		ask(l)
		f.want(t, "pressed", "10.00", "", catalog.Fresh, "")
		f.release()
		synctest.Wait()
		f.want(t, "released", "12.00", newAddress, catalog.Fresh, "")
	})
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.draw(l, 40)
		synctest.Wait()
		f.publishLarge(2)
		f.hold(partAddress(1, 2), time.Second)
		ask(l)
		f.press()
		time.Sleep(2 * time.Second)
		if got := f.price(40); got != "1.00" {
			t.Errorf("pressed while a part came: got the price %s, want that of the earlier catalogue", got)
		}
		f.release()
		synctest.Wait()
		if got := f.price(40); got != "2.00" {
			t.Errorf("released: got the price %s, want that of the new catalogue", got)
		}
	})
}

// However often the loop is asked while it compares, it compares once more.
func TestAskedWhileComparing(t *testing.T) {
	in(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.press()
		f.publish()
		ask(l)
		for range 5 {
			l.Ask()
		}
		f.release()
		synctest.Wait()
		if got := f.fetches(currentAddress); got != 2 {
			t.Errorf("got the server asked %d times, want twice", got)
		}
	})
}

// The page hears that the server has its catalogue: another tab may have another
// one, and the session waits to know whose is old.
func TestConfirm(t *testing.T) {
	tests := []struct {
		name      string
		change    func(*fake)
		confirmed []string
	}{
		{"the same one", func(*fake) {}, []string{oldAddress}},
		{"a new one", func(f *fake) { f.publish() }, nil},
		{"no server", func(f *fake) { f.silence(currentAddress) }, nil},
		{"a copy of current.json", func(f *fake) {
			f.answer(currentAddress, refresh.Answer{Text: version + " " + oldAddress + " s1", Stale: catalog.Unreachable})
		}, nil},
		{"no catalogue", func(f *fake) { f.publish(); f.silence(newAddress) }, nil},
		{"a copy of the catalogue", func(f *fake) {
			f.publish()
			f.answer(newAddress, refresh.Answer{Text: newProducts, Date: "Sunday", Stale: catalog.Unreachable})
		}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in(t, func(t *testing.T, f *fake, l *refresh.Loop) {
				test.change(f)
				ask(l)
				f.mutex.Lock()
				defer f.mutex.Unlock()
				if !slices.Equal(f.confirmed, test.confirmed) {
					t.Errorf("got %q confirmed, want %q", f.confirmed, test.confirmed)
				}
			})
		})
	}
}
