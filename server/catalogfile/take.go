package catalogfile

import "slices"

// Take returns o with some fields as they are in from.
func Take(o, from Object, fields ...Field) Object {
	now, other := withAddresses(o), withAddresses(from)
	for _, f := range fields {
		if f.Variant == 0 {
			now = now.With(f.Name, other.Get(f.Name))
		} else {
			now = now.WithObjects(variants, takeVariant(now.Objects(variants), other.Objects(variants), f))
		}
	}
	return keepText(withPlaces(now), o)
}

// takeVariant takes a field of a variant, or the whole variant, from another list.
func takeVariant(list, others []Object, f Field) []Object {
	is := func(o Object) bool { return o.ID() == f.Variant }
	at, place := slices.IndexFunc(list, is), slices.IndexFunc(others, is)
	switch {
	case place < 0 && at < 0:
	case place < 0:
		list = slices.Delete(list, at, at+1)
	case at < 0:
		list = slices.Insert(list, min(place, len(list)), others[place])
	case f.Name == "":
		list[at] = others[place]
	default:
		list[at] = list[at].With(f.Name, others[place].Get(f.Name))
	}
	return list
}
