package refresh_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"carrito/app/catalog"
	"carrito/app/refresh"
)

// largeDirectory returns the directory of a catalogue of three parts, and publishes it and
// its parts at addresses with a version. Only the products of part 1 differ with it.
func (f *fake) publishLarge(version int) (address string) {
	var hashes []string
	for part := range 3 {
		of := 1
		if part == 1 {
			of = version
		}
		var products []string
		for i := range catalog.PartSize {
			products = append(products, fmt.Sprintf(`{"id":%d,"name":"P","price":"%d.00"}`, part*catalog.PartSize+i+1, of))
		}
		hashes = append(hashes, fmt.Sprintf(`"%d-%d"`, part, of))
		f.answer(partAddress(part, of), refresh.Answer{Text: "[" + strings.Join(products, ",") + "]"})
	}
	address = fmt.Sprintf("/web/catalog.%d.json", version)
	f.answer(address, refresh.Answer{Text: fmt.Sprintf(`{"folder":"/part.","sizes":"}}}","parts":[%s],"files":{"todo":"list"}}`,
		strings.Join(hashes, ","))})
	f.answer(currentAddress, refresh.Answer{Text: "v1 " + address + " s1"})
	return address
}

func partAddress(part, version int) string { return fmt.Sprintf("/part.%d-%d.json", part, version) }

// inParts is like in, with a catalogue in parts of version 1.
func inParts(t *testing.T, test func(t *testing.T, f *fake, l *refresh.Loop)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		l := f.loop()
		products, _, err := l.Open(f.publishLarge(1), catalog.Sized{})
		if err != nil {
			t.Fatal(err)
		}
		f.products = products
		l.Attach(f)
		go l.Run()
		test(t, f, l)
		synctest.Wait()
		l.Stop()
	})
}

// price returns the price of a product on the page, or "" if it is not loaded.
func (f *fake) price(id int) (price string) {
	f.Do(func() {
		if p, ok := f.products.Product(id); ok {
			price = p.Price.String()
		}
	})
	return price
}

// draw draws the page with these products, so that it asks for their parts.
func (f *fake) draw(l *refresh.Loop, ids ...int) {
	f.Do(func() {
		for _, id := range ids {
			f.products.Want(id)
		}
		l.Supply()
	})
}

// told returns whether parts failed, each time that the page was told of some.
func (f *fake) told() []bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return slices.Clone(f.supplied)
}

// failed reports whether parts failed when the page was last told.
func (f *fake) failed() bool {
	told := f.told()
	return told[len(told)-1]
}

func TestSupply(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		for part := range 2 {
			f.hold(partAddress(part, 1), time.Second)
		}
		f.draw(l)
		f.draw(l, 40, 41, 1)
		f.draw(l, 40)
		time.Sleep(2 * time.Second)
		if f.price(40) != "1.00" || f.price(1) != "1.00" || f.price(90) != "" {
			t.Errorf("got the prices %q, %q, %q, want the two wanted parts", f.price(40), f.price(1), f.price(90))
		}
		if f.fetches(partAddress(1, 1)) != 1 || f.fetches(partAddress(0, 1)) != 1 || !slices.Equal(f.told(), []bool{false}) {
			t.Errorf("got %q fetched and %v, want each part once, told once", f.fetched, f.told())
		}
	})
}

// A part that fails is tried once more, except for another part, which the browser would
// find in its cache again. Then the page hears of it, and the part is left alone until the
// shopper tries again.
func TestPartThatFails(t *testing.T) {
	for name, test := range map[string]struct {
		change func(f *fake, address string)
		tries  int
	}{
		"missing":          {(*fake).silence, 2},
		"cut off":          {answers(`[{"id":33`), 2},
		"a page of a host": {answers("<!doctype html>"), 2},
		"another part":     {answers(`[{"id":1,"name":"P","price":"1.00"}]`), 1},
	} {
		t.Run(name, func(t *testing.T) {
			inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
				test.change(f, partAddress(1, 1))
				f.draw(l, 40, 1)
				time.Sleep(time.Minute)
				if f.price(40) != "" || f.price(1) != "1.00" || !f.failed() {
					t.Errorf("got %q, %q, told %v; want the other part alone, and that one failed", f.price(40), f.price(1), f.told())
				}
				told := len(f.told())
				f.draw(l, 40)
				synctest.Wait()
				tries := f.fetches(partAddress(1, 1))
				if tries != test.tries || len(f.told()) != told {
					t.Errorf("got %d fetches, told %d times; want %d, and it left alone afterwards", tries, len(f.told()), test.tries)
				}
				f.publishLarge(1)
				f.Do(l.Retry)
				f.draw(l, 40)
				synctest.Wait()
				if f.price(40) != "1.00" || f.failed() {
					t.Errorf("got %q, told %v; want the part at another try", f.price(40), f.told())
				}
			})
		})
	}
}

// answers returns a function that makes the server answer an address with a text.
func answers(text string) func(f *fake, address string) {
	return func(f *fake, address string) { f.answer(address, refresh.Answer{Text: text}) }
}

// A part that does not come is given up, and asked for again if the shopper wants. The
// others do not wait for it.
func TestPartThatHangs(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.hold(partAddress(1, 1), time.Minute)
		f.draw(l, 40, 1)
		time.Sleep(time.Second)
		if f.price(1) != "1.00" || !slices.Equal(f.told(), []bool{false}) {
			t.Errorf("got %q after a second, told %v; want the part that has come", f.price(1), f.told())
		}
		time.Sleep(20 * time.Second)
		if f.price(40) != "" || !slices.Equal(f.told(), []bool{false, true}) {
			t.Errorf("got %q after 21 s, told %v; want that a part failed", f.price(40), f.told())
		}
		f.hold(partAddress(1, 1), 0)
		f.Do(l.Retry)
		f.draw(l, 40)
		synctest.Wait()
		if f.price(40) != "1.00" || f.failed() {
			t.Errorf("got %q, told %v; want the part at another try", f.price(40), f.told())
		}
		time.Sleep(time.Minute) // what hangs ends
	})
}

// A part whose first try lasts as long as the page waits is not fetched again.
func TestPartThatEndsLate(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.hold(partAddress(1, 1), 20*time.Second)
		f.silence(partAddress(1, 1))
		f.draw(l, 40)
		time.Sleep(time.Minute)
		if got := f.fetches(partAddress(1, 1)); got != 1 || !slices.Equal(f.told(), []bool{true}) {
			t.Errorf("got %d fetches, told %v; want one that failed", got, f.told())
		}
	})
}

// Parts that come shortly after each other are drawn at once.
func TestPartsThatComeTogether(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		for part, held := range []time.Duration{10 * time.Millisecond, 40 * time.Millisecond, time.Second} {
			f.hold(partAddress(part, 1), held)
		}
		f.draw(l, 1, catalog.PartSize+1, 2*catalog.PartSize+1)
		time.Sleep(500 * time.Millisecond)
		if f.price(1) == "" || f.price(40) == "" || len(f.told()) != 1 {
			t.Errorf("got %q, %q, told %v; want two parts, told once", f.price(1), f.price(40), f.told())
		}
		time.Sleep(time.Second)
		if f.price(90) == "" || len(f.told()) != 2 {
			t.Errorf("got %q, told %v; want the third part", f.price(90), f.told())
		}
	})
}

// A part that does not come does not keep a new catalogue from being shown.
func TestNewCatalogueWithAPartThatHangs(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.draw(l, 40)
		synctest.Wait()
		address := f.publishLarge(2)
		f.hold(partAddress(1, 2), time.Minute)
		l.Ask()
		time.Sleep(21 * time.Second)
		if f.shown(l) != address {
			t.Errorf("got %q shown, want the new catalogue", f.shown(l))
		}
		time.Sleep(time.Minute) // what hangs ends
	})
}

// A network that wants a login answers with a page. It is not taken for one of the files
// that need not be JSON.
func TestPageInPlaceOfAFile(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.answer("/part.list", refresh.Answer{Text: "<!doctype html>", HTML: true})
		f.Do(func() {
			f.products.File("todo")
			l.Supply()
		})
		time.Sleep(time.Minute)
		if content, ok := f.products.File("todo"); ok || !slices.Equal(f.told(), []bool{true}) {
			t.Errorf("got %q, told %v; want no file, and to hear so", content, f.told())
		}
	})
}

// A part that comes does not hide that another one could not be had.
func TestPartsThatComeAfterOneThatFails(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.silence(partAddress(1, 1))
		f.draw(l, 40)
		time.Sleep(time.Minute)
		f.draw(l, 1)
		synctest.Wait()
		if !slices.Equal(f.told(), []bool{true, true}) {
			t.Errorf("told %v, want twice that a part failed", f.told())
		}
	})
}

// A part that is missing since the shop was published anew makes the page take the new
// catalogue.
func TestPartOfAnEarlierShop(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.silence(partAddress(1, 1))
		address := f.publishLarge(2)
		f.silence(partAddress(1, 1))
		f.draw(l, 40)
		time.Sleep(time.Minute)
		if f.shown(l) != address {
			t.Fatalf("got %q shown, want the new catalogue", f.shown(l))
		}
		f.draw(l, 40)
		synctest.Wait()
		if f.price(40) != "2.00" {
			t.Errorf("got the price %q, want that of the new catalogue", f.price(40))
		}
		if slices.Contains(f.told(), true) {
			t.Errorf("told %v, want not a word of failure", f.told())
		}
	})
}

// A page says that a part is missing only if the server's catalogue is the same, or if that
// cannot be known soon.
func TestPartFailsWhileTheCatalogueIsCompared(t *testing.T) {
	const catalogue = "/web/catalog.2.json"
	for name, test := range map[string]struct {
		change func(f *fake)
		after  time.Duration // when the page hears of the part that failed after 1 s; 0 if never
	}{
		"the same catalogue":                       {func(f *fake) { f.publishLarge(1) }, time.Second},
		"a new one that comes late":                {func(f *fake) { f.publishLarge(2); f.hold(catalogue, 5*time.Second) }, 0},
		"a new one that comes at once":             {func(f *fake) { f.publishLarge(2) }, 0},
		"a new one that cannot be read":            {func(f *fake) { f.publishLarge(2); f.silence(catalogue) }, time.Second},
		"no server":                                {func(f *fake) { f.silence(currentAddress) }, time.Second},
		"a server that does not answer, for hours": {func(f *fake) { f.hold(currentAddress, time.Hour) }, 11 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
				test.change(f)
				f.silence(partAddress(1, 1))
				f.draw(l, 40)
				heard := time.Duration(0)
				for begun := time.Now(); time.Since(begun) < time.Minute; time.Sleep(100 * time.Millisecond) {
					if heard == 0 && slices.Contains(f.told(), true) {
						heard = time.Since(begun)
					}
				}
				if heard.Truncate(time.Second) != test.after {
					t.Errorf("heard of the missing part after %v, want %v", heard, test.after)
				}
				time.Sleep(time.Hour) // what hangs ends
			})
		})
	}
}

// Parts that come while a failure waits for the comparison do not bring it up.
func TestPartComesWhileTheCatalogueIsCompared(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.publishLarge(2)
		f.hold("/web/catalog.2.json", 5*time.Second)
		f.silence(partAddress(1, 1))
		f.draw(l, 40)
		time.Sleep(2 * time.Second)
		f.draw(l, 1)
		time.Sleep(time.Minute)
		if f.price(1) != "1.00" || slices.Contains(f.told(), true) {
			t.Errorf("got %q, told %v; want the other part, and not a word of failure", f.price(1), f.told())
		}
	})
}

// A part of an earlier catalogue that fails once another is shown does not count.
func TestPartOfTheOldCatalogueFailsLate(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.hold(partAddress(1, 1), 5*time.Second)
		f.silence(partAddress(1, 1))
		f.draw(l, 40)
		f.publishLarge(2)
		f.silence(partAddress(1, 1))
		ask(l)
		time.Sleep(time.Minute)
		if !slices.Equal(f.told(), []bool{false}) {
			t.Errorf("told %v, want once that nothing failed", f.told())
		}
	})
}

// A new catalogue comes with what the page has: the same parts, and the changed ones as
// they are now. Nothing is missing when it is shown.
func TestNewCatalogueInParts(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.draw(l, 1, 40)
		synctest.Wait()
		f.publishLarge(2)
		ask(l)
		if f.price(1) != "1.00" || f.price(40) != "2.00" || f.price(90) != "" {
			t.Errorf("got the prices %q, %q, %q, want the same part and the changed one", f.price(1), f.price(40), f.price(90))
		}
		if f.fetches(partAddress(0, 1)) != 1 || f.fetches(partAddress(1, 2)) != 1 {
			t.Errorf("got %q fetched, want only the changed part anew", f.fetched)
		}
	})
}

// A part that comes while the changed ones of a new catalogue are fetched is not lost if it
// is the same there.
func TestPartComesWhileANewCatalogueIsFetched(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.draw(l, 40)
		synctest.Wait()
		address := f.publishLarge(2)
		f.hold(partAddress(1, 2), 5*time.Second)
		l.Ask()
		time.Sleep(time.Second)
		f.draw(l, 1)
		time.Sleep(10 * time.Second)
		if f.shown(l) != address || f.price(40) != "2.00" || f.price(1) != "1.00" {
			t.Errorf("got %q with the prices %q and %q, want the new catalogue with both parts", f.shown(l), f.price(40), f.price(1))
		}
		if got := f.fetches(partAddress(0, 1)); got != 1 {
			t.Errorf("got the part fetched %d times, want once", got)
		}
	})
}

// A part that arrives after a new catalogue was shown does not mix with it.
func TestPartOfTheOldCatalogueComesLate(t *testing.T) {
	inParts(t, func(t *testing.T, f *fake, l *refresh.Loop) {
		f.hold(partAddress(1, 1), 10*time.Second)
		f.draw(l, 40)
		f.publishLarge(2)
		ask(l)
		time.Sleep(time.Hour)
		if got := f.price(40); got == "1.00" {
			t.Errorf("got the price %q of the old catalogue in the new one", got)
		}
	})
}
