package session_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/session"
)

func TestFavorites(t *testing.T) {
	var store storage
	s, _ := open(t, &store)
	if _, ok, _ := store.Get(session.Favorites); ok {
		t.Error("got favoritos stored, want none before the first")
	}
	steps := []struct {
		id   int
		is   bool
		want string
	}{
		{7, true, "[7]"}, {1, true, "[7,1]"}, {7, true, "[7,1]"}, {2, false, "[7,1]"}, {2, true, "[7,1,2]"},
		{1, false, "[7,2]"}, {1, true, "[7,2,1]"}, {9, true, "[7,2,1,9]"},
		{7, false, "[2,1,9]"}, {2, false, "[1,9]"}, {1, false, "[9]"},
	}
	for _, step := range steps {
		if err := s.SetFavorite(step.id, step.is); err != nil {
			t.Fatal(err)
		}
		if got := store.text(session.Favorites); got != step.want || s.Get(session.Favorites) != got {
			t.Errorf("product %d, %t: got %s stored and %s shown, want %s", step.id, step.is, got, s.Get(session.Favorites), step.want)
		}
		shown := strings.ReplaceAll(fmt.Sprint(s.Favorites()), " ", ",")
		if want := strings.ReplaceAll(strings.ReplaceAll(step.want, ",9", ""), "9", ""); shown != want { // 9 does not exist
			t.Errorf("product %d, %t: got the favourites %s, want %s", step.id, step.is, shown, want)
		}
		if again, _ := open(t, &store); !slices.Equal(again.Favorites(), s.Favorites()) {
			t.Errorf("product %d, %t: got %v read back, want %v", step.id, step.is, again.Favorites(), s.Favorites())
		}
	}
	if got := stored(s); got != "{}" {
		t.Errorf("got the cart %s, want it left alone", got)
	}
}

// What stands in the two variables when the shop opens, and what is made of it
// where the ledger knows nothing.
var idTexts = []struct{ name, text, want string }{
	{"none", "", "[]"},
	{"two", "[7,1]", "[7 1]"},
	{"with spaces", " [ 7 , 1 ]\n", "[7 1]"},
	{"in quotes", `["7","1"]`, "[7 1]"},
	{"text", "hola", "[]"},
	{"null", "null", "[]"},
	{"a number", "7", "[]"},
	{"an object", `{"7":true}`, "[]"},
	{"cut off", "[7,1,", "[7 1]"},
	{"broken in the middle", "[7,,1]", "[7]"},
	{"something behind", "[7,1]]", "[7 1]"},
	{"twice the same", "[7,1,7,7,1]", "[7 1]"},
	{"products that are gone", "[9,7,10000000000,1]", "[7 1]"},
	{"no ids", `[0,-1,1.5,7e0,"x",null,true,[2],{"2":2},"07"," 7",99999999999999999999,1]`, "[1]"},
	{"nested too deep", strings.Repeat("[", 100_000), "[]"},
}

func TestDamagedFavoritesAndViewed(t *testing.T) {
	for _, tt := range idTexts {
		t.Run(tt.name, func(t *testing.T) {
			var store storage
			store.Set(session.Favorites, tt.text)
			store.Set(session.Viewed, tt.text)
			s, news := open(t, &store)
			if damaged(news.Damage) || s.Broken() != nil {
				t.Errorf("got news %+v and broken %v, want neither", news, s.Broken())
			}
			if got := fmt.Sprint(s.Favorites()); got != tt.want {
				t.Errorf("favoritos: got %s, want %s", got, tt.want)
			}
			if got := fmt.Sprint(s.Viewed()); got != tt.want {
				t.Errorf("vistos: got %s, want %s", got, tt.want)
			}
			s.SetFavorite(2, true)
			s.View(2)
			if !slices.Contains(s.Favorites(), 2) || s.Viewed()[0] != 2 {
				t.Errorf("got %v and %v, want 2 among the one and first of the other", s.Favorites(), s.Viewed())
			}
		})
	}
}

// A list that was changed by hand is right; what is no list costs no favourite
// that the ledger knows.
func TestFavoritesChangedByHand(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"as it was", "[7,1]", "[7 1]"},
		{"one added", "[7,1,2]", "[7 1 2]"},
		{"one removed", "[1]", "[1]"},
		{"all removed", "[]", "[]"},
		{"another order", "[1,7]", "[1 7]"},
		{"other ones", "[2]", "[2]"},
		{"with one that does not exist", "[7,9]", "[7]"},
		{"the variable removed", "", "[7 1]"},
		{"text", "hola", "[7 1]"},
		{"null", "null", "[7 1]"},
		{"cut off", "[7", "[7 1]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := &network{t: t}
			a := n.tab(&storage{})
			a.SetFavorite(7, true)
			a.SetFavorite(1, true)
			b := n.tab(copyOf(a.store))
			n.close(a)
			a.store.Set(session.Favorites, tt.text)
			n.tab(a.store)
			n.settle()
			n.sameEverywhere(tt.name)
			if got := fmt.Sprint(b.Favorites()); got != tt.want {
				t.Errorf("got the favourites %s in another tab, want %s", got, tt.want)
			}
		})
	}
}

// crowd is a shop of so many products.
func crowd(t testing.TB, products int) *catalog.Catalog {
	t.Helper()
	var all []string
	for id := range products {
		all = append(all, fmt.Sprintf(`{"id":%d,"slug":"p-%[1]d","name":"P","price":"1"}`, id+1))
	}
	c, err := catalog.Parse("["+strings.Join(all, ",")+"]", 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRoomForFavoritesAndViewed(t *testing.T) {
	var ids []int
	for id := range 10_000 {
		ids = append(ids, id+1)
	}
	all := strings.ReplaceAll(fmt.Sprint(ids), " ", ",")
	var store storage
	store.Set(session.Favorites, all)
	store.Set(session.Viewed, all)
	s, _ := session.Open(&store, always(crowd(t, 10_000)), "TIENDA", 2)
	if got := s.Favorites(); !slices.Equal(got, ids[:session.MaxFavorites]) {
		t.Errorf("got the favourites %v, want the first %d", got, session.MaxFavorites)
	}
	if got := s.Viewed(); !slices.Equal(got, ids[:session.MaxViewed]) {
		t.Errorf("got looked at %v, want the first %d", got, session.MaxViewed)
	}
	if err := s.SetFavorite(5000, true); !errors.Is(err, session.ErrFull) {
		t.Errorf("got error %v, want %v", err, session.ErrFull)
	}
	if err := s.SetFavorite(3, true); err != nil {
		t.Errorf("got error %v for what is one already, want none", err)
	}
	s.SetFavorite(1, false)
	if err := s.SetFavorite(5000, true); err != nil || s.Favorites()[session.MaxFavorites-1] != 5000 {
		t.Errorf("got error %v and %v, want 5000 in the room that was made", err, s.Favorites())
	}
	s.View(5000)
	if got, want := s.Viewed(), append([]int{5000}, ids[:session.MaxViewed-1]...); !slices.Equal(got, want) {
		t.Errorf("got looked at %v, want %v", got, want)
	}
	if got := len(store.text(session.Changes)) + len(store.text(session.Viewed)); got > 4000 {
		t.Errorf("got %d bytes of ledger and vistos, want them bounded", got)
	}
}

func TestViewed(t *testing.T) {
	n := &network{t: t}
	a, b := n.tab(&storage{}), n.tab(&storage{})
	n.settle()
	for _, step := range []struct {
		id            int
		want          string
		wantAnnounced int // messages to the other tab
	}{{1, "[1]", 1}, {1, "[1]", 0}, {2, "[2,1]", 1}, {7, "[7,2,1]", 1}, {1, "[1,7,2]", 1}, {1, "[1,7,2]", 0}} {
		a.View(step.id)
		if got := a.store.text(session.Viewed); got != step.want {
			t.Errorf("product %d: got %s, want %s", step.id, got, step.want)
		}
		if got := len(n.sent); got != step.wantAnnounced {
			t.Errorf("product %d: got %d messages, want %d", step.id, got, step.wantAnnounced)
		}
		n.settle()
		n.sameEverywhere(fmt.Sprint("product ", step.id))
	}
	b.View(2)
	n.settle()
	n.sameEverywhere("looked at in the other tab")
	if got := n.tab(&storage{}); got != nil {
		n.settle()
		if got.Get(session.Viewed) != "[2,1,7]" {
			t.Errorf("got %s in a new tab, want what the others have", got.Get(session.Viewed))
		}
	}
}

// Favourites live in memory where storage does not work.
func TestFavoritesWithoutStorage(t *testing.T) {
	s, _ := open(t, blocked())
	s.SetFavorite(7, true)
	s.View(1)
	if got := fmt.Sprint(s.Favorites(), s.Viewed()); got != "[7] [1]" {
		t.Errorf("got %s, want [7] [1] in memory", got)
	}
}

func TestFavoritesAreWrittenBeforeTheyAreShown(t *testing.T) {
	var store storage
	s, _ := open(t, &store)
	var writes []string
	store.onSet = func(name, _ string) error {
		writes = append(writes, name)
		if len(s.Favorites()) != 0 {
			t.Errorf("while %s is written: got %v shown, want none yet", name, s.Favorites())
		}
		return nil
	}
	s.SetFavorite(7, true)
	if want := []string{session.Favorites, session.Changes}; !slices.Equal(writes, want) || len(s.Favorites()) != 1 {
		t.Errorf("got %v after the writes %q, want 7 after %q", s.Favorites(), writes, want)
	}
}

// A product that is made a favourite anywhere is one everywhere, whatever else
// happens at the same time.
func TestFavoritesOfAllTabsSurvive(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 4))
		n := &network{t: t, r: r}
		n.tab(&storage{})
		want := map[int]bool{}
		for range 60 {
			tab := n.open[r.IntN(len(n.open))]
			switch r.IntN(12) {
			case 0, 1, 2, 3:
				id := 1 + r.IntN(20)
				tab.SetFavorite(id, true)
				want[id] = true
			case 4:
				tab.add(1, 0, 1)
			case 5:
				n.tab(copyOf(tab.store))
			case 6:
				n.close(tab)
				n.tab(tab.store)
			case 7:
				n.tab(&storage{})
			default:
				n.deliver()
			}
		}
		n.settle()
		n.show()
		n.sameEverywhere(fmt.Sprint("seed ", seed))
		text := n.open[0].Get(session.Favorites)
		for id := range want {
			if !strings.Contains(strings.NewReplacer("[", ",", "]", ",").Replace(text), ","+strconv.Itoa(id)+",") {
				t.Fatalf("seed %d: got %s, want %d in it", seed, text, id)
			}
		}
	}
}

// Whatever stands in the variables, the session opens, and what it shows are
// products that there are, without repeats; written and read again it is the same.
func FuzzFavoritesAndViewed(f *testing.F) {
	for _, tt := range idTexts {
		if len(tt.text) < 1000 {
			f.Add(tt.text, tt.text, "")
		}
	}
	f.Add("[7,1]", "[1]", `{"1:0":[5,"x",0,5],"7:0":[4,"x",0,4],"favoritos":[5,"_7_1"],"vistos":[6,"x"]}`)
	f.Add("[7]", "[1]", `{"0:0":[5,"x",0,5],"07:0":[4,"x",0,4],"7:0":[9,"x",3,9],"favoritos":[5,"7"]}`)
	f.Fuzz(func(t *testing.T, favorites, viewed, ledger string) {
		var store storage
		store.Set(session.Favorites, favorites)
		store.Set(session.Viewed, viewed)
		store.Set(session.Changes, ledger)
		s, _ := open(t, &store)
		for what, ids := range map[string][]int{"favourites": s.Favorites(), "looked at": s.Viewed()} {
			sorted := slices.Sorted(slices.Values(ids))
			if len(slices.Compact(sorted)) != len(ids) {
				t.Errorf("%s: got %v, want no repeats", what, ids)
			}
			for _, id := range ids {
				if _, ok := shop(t).Product(id); !ok {
					t.Errorf("%s: got %d, want products that there are", what, id)
				}
			}
		}
		again, _ := open(t, &store)
		if got, want := fmt.Sprint(again.Favorites(), again.Viewed()), fmt.Sprint(s.Favorites(), s.Viewed()); got != want {
			t.Errorf("read back: got %s, want %s", got, want)
		}
		if got := again.Get(session.Changes); got != s.Get(session.Changes) {
			t.Errorf("read back: got the ledger %s, want %s", got, s.Get(session.Changes))
		}
		s.SetFavorite(2, true)
		s.View(2)
		if !slices.Contains(s.Favorites(), 2) || s.Viewed()[0] != 2 {
			t.Errorf("got %v and %v, want 2 among the one and first of the other", s.Favorites(), s.Viewed())
		}
	})
}
