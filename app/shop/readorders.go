package shop

import "fmt"

// orders reads the member of that name. A salt and a hash are those that a page
// carries; a code is the owner's.
func (d *decoder) orders(o *Orders) {
	const at = "orders"
	d.object(at, func(name string) {
		switch path := at + "." + name; name {
		case "channels":
			d.list(path, func(at string) {
				var c Channel
				d.fields(at, map[string]*string{"kind": &c.Kind, "url": &c.URL, "redirect": &c.Redirect}, nil)
				o.Channels = append(o.Channels, c)
			})
		case "delivery":
			d.list(path, func(at string) { o.Delivery = append(o.Delivery, d.delivery(at)) })
		case "tax":
			d.object(path, func(name string) {
				if name == "included" {
					d.flag(path+"."+name, &o.Tax.Included)
					return
				}
				d.field(path+"."+name, name, map[string]*string{"name": &o.Tax.Name, "percent": &o.Tax.Percent}, nil)
			})
		case "promos":
			d.list(path, func(at string) {
				var p Promo
				d.fields(at, map[string]*string{
					"code": &p.Code, "salt": &p.Salt, "hash": &p.Hash,
					"percent": &p.Percent, "amount": &p.Amount, "minimum": &p.Minimum,
				}, nil)
				o.Promos = append(o.Promos, p)
			})
		case "limits":
			l := &o.Limits
			d.fields(path, map[string]*string{"value": &l.Value}, map[string]*int{"quantity": &l.Quantity, "units": &l.Units, "lines": &l.Lines, "hold": &l.Hold, "perHour": &l.PerHour})
		default:
			d.field(path, name, map[string]*string{"minimum": &o.Minimum}, map[string]*int{"keepMonths": &o.KeepMonths})
		}
	})
}

func (d *decoder) delivery(at string) Delivery {
	var way Delivery
	d.object(at, func(name string) {
		switch path := at + "." + name; name {
		case "pickup":
			d.flag(path, &way.Pickup)
		case "zones":
			d.list(path, func(at string) {
				var z Zone
				d.fields(at, map[string]*string{"id": &z.ID, "name": &z.Name, "price": &z.Price, "freeFrom": &z.FreeFrom}, nil)
				way.Zones = append(way.Zones, z)
			})
		default:
			d.field(path, name, map[string]*string{
				"id": &way.ID, "name": &way.Name, "price": &way.Price, "freeFrom": &way.FreeFrom,
			}, nil)
		}
	})
	return way
}

func (d *decoder) flag(path string, to *bool) {
	var ok bool
	if *to, ok = d.Bool(); !ok {
		d.fault("%s must be true or false", path)
	}
}

func (d *decoder) object(path string, field func(name string)) {
	if !d.Object(field) && d.Err() == nil {
		d.fault("%s must be an object", path)
	}
}

func (d *decoder) list(path string, element func(at string)) {
	if !d.Array(func(i int) { element(fmt.Sprintf("%s[%d]", path, i)) }) && d.Err() == nil {
		d.fault("%s must be a list", path)
	}
}
