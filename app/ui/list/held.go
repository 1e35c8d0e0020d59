package list

import "carrito/app/catalog"

// Hold keeps the products of the list that is shown in their places until the shopper leaves
// it, although the catalogue has changed. Before the whole program is there, it does nothing.
func (s *Screen) Hold() { s.holds = s.filters.ready }

// Held reports whether the page has a list that keeps its places. Its products are then as
// they are in the present catalogue.
func (s *Screen) Held() bool { return s.holds && s.filters.renew() }

// renew puts the products of the list as they are now in the place of those of an earlier
// catalogue. One whose part is on its way is as it was. One that was removed is sold out. It
// returns false if the page has no list or an empty one, or one with a product that was never
// there.
func (p *filters) renew() bool {
	products := p.list.products
	for i, old := range products {
		if old == nil {
			return false
		}
		if now, ok := p.Catalog.Product(old.ID); ok {
			products[i] = now
		} else if p.Catalog.Has(old.ID) {
			p.Catalog.Want(old.ID)
		} else {
			gone := *old
			gone.Stock, gone.Variants = 0, append([]catalog.Variant(nil), old.Variants...)
			for v := range gone.Variants {
				gone.Variants[v].Stock = 0
			}
			products[i] = &gone
		}
	}
	return p.list.pages > 0 && len(products) > 0
}
