package catalogfile_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/server/catalogfile"
)

func object(t testing.TB, text string) catalogfile.Object {
	t.Helper()
	o, err := catalogfile.ParseObject(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return o
}

func TestMerge(t *testing.T) {
	for name, test := range map[string]struct{ base, mine, theirs, want, conflicts string }{
		"different fields":  {`{"id":1,"a":1,"b":1}`, `{"id":1,"a":2,"b":1}`, `{"id":1,"a":1,"b":2}`, `{"id":1,"a":2,"b":2}`, ""},
		"the same change":   {`{"a":1}`, `{"a":2}`, `{"a":2}`, `{"a":2}`, ""},
		"one field":         {`{"a":1}`, `{"a":2}`, `{"a":3}`, `{"a":2}`, "0a"},
		"added by them":     {`{"a":1}`, `{"a":2}`, `{"a":1,"c":3}`, `{"a":2,"c":3}`, ""},
		"removed by me":     {`{"a":1,"b":1}`, `{"a":1}`, `{"a":2,"b":1}`, `{"a":2}`, ""},
		"removed, changed":  {`{"b":1}`, `{}`, `{"b":2}`, `{}`, "0b"},
		"order of members":  {`{"a":{"x":1,"y":2}}`, `{"a":{"y":2,"x":1}}`, `{"a":{"x":1,"y":3}}`, `{"a":{"x":1,"y":3}}`, ""},
		"variants apart":    {`{"variants":[{"id":1,"p":1},{"id":2,"p":1}]}`, `{"variants":[{"id":1,"p":2},{"id":2,"p":1}]}`, `{"variants":[{"id":1,"p":1},{"id":2,"p":3}]}`, `{"variants":[{"id":1,"p":2},{"id":2,"p":3}]}`, ""},
		"one variant":       {`{"variants":[{"id":1,"p":1}]}`, `{"variants":[{"id":1,"p":2}]}`, `{"variants":[{"id":1,"p":3}]}`, `{"variants":[{"id":1,"p":2}]}`, "1p"},
		"variants added":    {`{"variants":[{"id":1}]}`, `{"variants":[{"id":1},{"n":1}]}`, `{"variants":[{"id":1},{"id":2}]}`, `{"variants":[{"id":1},{"id":2},{"n":1}]}`, ""},
		"variant gone":      {`{"variants":[{"id":1},{"id":2,"p":1}]}`, `{"variants":[{"id":1}]}`, `{"variants":[{"id":1},{"id":2,"p":9}]}`, `{"variants":[{"id":1}]}`, "2"},
		"variant gone back": {`{"variants":[{"id":1},{"id":2,"p":1}]}`, `{"variants":[{"id":1},{"id":2,"p":5}]}`, `{"variants":[{"id":1,"s":1}]}`, `{"variants":[{"id":1,"s":1},{"id":2,"p":5}]}`, "2"},
	} {
		t.Run(name, func(t *testing.T) {
			got, conflicts := catalogfile.Merge(object(t, test.base), object(t, test.mine), object(t, test.theirs))
			text, _ := json.Marshal(got)
			if string(text) != test.want {
				t.Errorf("got %s, want %s", text, test.want)
			}
			var fields []string
			for _, c := range conflicts {
				fields = append(fields, fmt.Sprint(c.Variant, c.Name))
			}
			if strings.Join(fields, " ") != test.conflicts {
				t.Errorf("got the conflicts %q, want %q", fields, test.conflicts)
			}
		})
	}
}

// flat returns the fields of a product and its variants, each with its JSON.
func flat(t *testing.T, o catalogfile.Object) map[string]string {
	t.Helper()
	text, _ := json.Marshal(o)
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for name, value := range members {
		if name != "variants" {
			all[name] = string(value)
		}
	}
	for _, v := range o.Objects("variants") {
		for name, value := range flat(t, v) {
			all[fmt.Sprint("v", v.ID(), ".", name)] = value
		}
	}
	return all
}

// randomEdits changes some fields of a product with eight fields and three variants.
func randomEdits(random *rand.Rand, o catalogfile.Object) catalogfile.Object {
	for range random.IntN(6) {
		name := fmt.Sprint("f", random.IntN(8))
		if random.IntN(3) == 0 {
			list := o.Objects("variants")
			list[random.IntN(len(list))] = list[random.IntN(len(list))].With(name, random.IntN(3))
			slices.SortFunc(list, func(a, b catalogfile.Object) int { return a.ID() - b.ID() })
			if compact := slices.CompactFunc(list, func(a, b catalogfile.Object) bool { return a.ID() == b.ID() }); len(compact) == 3 {
				o = o.WithObjects("variants", compact)
			}
			continue
		}
		value := any(random.IntN(3))
		if random.IntN(5) == 0 {
			value = nil
		}
		o = o.With(name, value)
	}
	return o
}

// Whatever two owners change at once: what only one of them has changed is in the
// result, and what both have changed in different ways is a conflict, with all three
// values.
func TestMergeLosesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	start := `{"id":1,"unknown":{"x":[1]},"f0":0,"f1":1,"f2":2,"f3":0,"variants":[{"id":1,"f0":0},{"id":2,"f0":1},{"id":3,"f5":2}]}`
	for range 5000 {
		base := randomEdits(random, object(t, start))
		mine, theirs := randomEdits(random, base), randomEdits(random, base)
		merged, conflicts := catalogfile.Merge(base, mine, theirs)
		b, m, th, got := flat(t, base), flat(t, mine), flat(t, theirs), flat(t, merged)
		want := map[string][3]string{}
		all := map[string]bool{}
		for _, side := range []map[string]string{b, m, th} {
			for name := range maps.Keys(side) {
				all[name] = true
			}
		}
		for name := range all {
			expected := m[name]
			if m[name] == b[name] {
				expected = th[name]
			} else if th[name] != b[name] && th[name] != m[name] {
				want[name] = [3]string{b[name], m[name], th[name]}
			}
			if got[name] != expected {
				t.Fatalf("%s: got %s, want %s\nbase %v\nmine %v\ntheirs %v", name, got[name], expected, b, m, th)
			}
		}
		told := map[string][3]string{}
		for _, c := range conflicts {
			name := c.Name
			if c.Variant > 0 {
				name = fmt.Sprint("v", c.Variant, ".", c.Name)
			}
			told[name] = [3]string{string(c.Base), string(c.Mine), string(c.Theirs)}
		}
		if !maps.Equal(told, want) {
			t.Fatalf("got the conflicts %v, want %v", told, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(two)
	f.Add(`[{"a":1,"a":2},{}]`)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := catalogfile.Parse([]byte(text))
		if err != nil {
			return
		}
		again, err := catalogfile.Parse(c.Bytes())
		if err != nil || len(again.Products) != len(c.Products) {
			t.Fatalf("%q: got %v for what was written, want as many products", text, err)
		}
		for i, p := range c.Products {
			changed := p.With("name", "otro")
			if text, _ := json.Marshal(changed); !json.Valid(text) || changed.Text("name") != "otro" {
				t.Fatalf("%q: got %s at place %d, want JSON with the name", text, text, i)
			}
		}
	})
}
