package identity

import "iter"

// index maps a key to its value. A key with several values has none.
type index[K, V comparable] struct {
	values map[K]V
	shared map[K]bool
}

func (x *index[K, V]) add(key K, value V) {
	if x.values == nil {
		x.values, x.shared = map[K]V{}, map[K]bool{}
	}
	if other, ok := x.values[key]; ok && other != value {
		x.shared[key] = true
	}
	x.values[key] = value
}

// get returns the value of a key. It reports false for a key with no value or
// several.
func (x *index[K, V]) get(key K) (value V, ok bool) {
	value, ok = x.values[key]
	return value, ok && !x.shared[key]
}

// unique iterates over the keys that have exactly one value, in any order.
func (x *index[K, V]) unique() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for key, value := range x.values {
			if !x.shared[key] && !yield(key, value) {
				return
			}
		}
	}
}
