package shop

import "slices"

func (d decoder) orders(o *Orders) {
	d.Object(func(name string) {
		switch name {
		case "channels":
			d.Array(func(int) {
				var c Channel
				d.fields(map[string]*string{"kind": &c.Kind, "url": &c.URL, "redirect": &c.Redirect}, nil)
				o.Channels = append(o.Channels, c)
			})
		case "delivery":
			d.Array(func(int) { o.Delivery = append(o.Delivery, d.delivery()) })
		case "tax":
			d.Object(func(name string) {
				if name == "included" {
					o.Tax.Included, _ = d.Bool()
					return
				}
				d.field(name, map[string]*string{"name": &o.Tax.Name, "percent": &o.Tax.Percent}, nil)
			})
		case "promos":
			d.Array(func(int) {
				var p Promo
				d.fields(map[string]*string{
					"code": &p.Code, "salt": &p.Salt, "hash": &p.Hash,
					"percent": &p.Percent, "amount": &p.Amount, "minimum": &p.Minimum,
				}, nil)
				o.Promos = append(o.Promos, p)
			})
		case "limits":
			l := &o.Limits
			d.fields(map[string]*string{"value": &l.Value}, map[string]*int{"quantity": &l.Quantity, "units": &l.Units, "lines": &l.Lines, "hold": &l.Hold, "perHour": &l.PerHour})
		case "noReceipts":
			o.NoReceipts, _ = d.Bool()
		default:
			d.field(name, map[string]*string{"minimum": &o.Minimum}, map[string]*int{"keepMonths": &o.KeepMonths})
		}
	})
}

func (d decoder) payment() Payment {
	var p Payment
	d.Object(func(name string) {
		switch i := slices.Index(paymentTexts[:], name); {
		case i >= 0:
			*p.text(i), _ = d.Text()
		case name == "channels":
			p.Channels = d.texts()
		case name == "delivery":
			p.Delivery = d.texts()
		}
	})
	return p
}

func (d decoder) texts() (texts []string) {
	d.Array(func(int) {
		text, _ := d.Text()
		texts = append(texts, text)
	})
	return texts
}

func (d decoder) delivery() Delivery {
	var way Delivery
	d.Object(func(name string) {
		switch name {
		case "pickup":
			way.Pickup, _ = d.Bool()
		case "zones":
			d.Array(func(int) {
				var z Zone
				d.fields(map[string]*string{"id": &z.ID, "name": &z.Name, "price": &z.Price, "freeFrom": &z.FreeFrom}, nil)
				way.Zones = append(way.Zones, z)
			})
		default:
			d.field(name, map[string]*string{
				"id": &way.ID, "name": &way.Name, "price": &way.Price, "freeFrom": &way.FreeFrom,
			}, nil)
		}
	})
	return way
}
