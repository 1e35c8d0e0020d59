package catalogfile

import (
	"encoding/json"
	"slices"
	"strconv"
)

// picture is the member of a variant with the place of its picture among the product's.
const picture = "image"

// withAddresses returns a product whose variants have the addresses of their pictures
// in place of the places, which change with the order of the pictures.
func withAddresses(o Object) Object {
	images := o.Objects("images")
	return eachVariant(o, func(v Object) Object {
		if at, ok := v.Int(picture); ok && at >= 0 && at < len(images) {
			return v.With(picture, images[at].Text("src"))
		}
		return v
	})
}

// withPlaces undoes withAddresses. A variant whose picture is gone has none.
func withPlaces(o Object) Object {
	images := o.Objects("images")
	return eachVariant(o, func(v Object) Object {
		var src string
		if json.Unmarshal(v.Get(picture), &src) != nil {
			return v
		}
		at := slices.IndexFunc(images, func(image Object) bool { return image.Text("src") == src })
		if at < 0 {
			return v.With(picture, nil)
		}
		return v.With(picture, json.RawMessage(strconv.Itoa(at)))
	})
}

func eachVariant(o Object, change func(Object) Object) Object {
	list := o.Objects(variants)
	for i, v := range list {
		list[i] = change(v)
	}
	if len(list) == 0 {
		return o
	}
	return o.WithObjects(variants, list)
}

// keepText returns o as it stands in the file if it is the same product.
func keepText(o, inFile Object) Object {
	if sameObject(o, inFile) {
		return inFile
	}
	return o
}
