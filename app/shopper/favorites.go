package shopper

import (
	"slices"

	"carrito/app/catalog"
	"carrito/app/session"
)

// ToggleFavorite adds a product to the favourites, or removes it.
func (s *Shopper) ToggleFavorite(p *catalog.Product) Result {
	add := !s.IsFavorite(p)
	err := s.Session.SetFavorite(p.ID, add)
	s.warnOfStorage()
	switch {
	case err != nil:
		return s.Refuse(s.Text.FavoritesFull(session.MaxFavorites))
	case add:
		return s.done(s.Text.FavoriteAdded(p.Name), false)
	default:
		return s.done(s.Text.FavoriteRemoved(p.Name), false)
	}
}

// IsFavorite reports whether a product is a favourite.
func (s *Shopper) IsFavorite(p *catalog.Product) bool {
	return slices.Contains(s.Session.Favorites(), p.ID)
}

// Viewed returns the latest products that the shopper has looked at, at most
// limit of them and without the given one. A page calls it once, when it is
// opened, so that views in other tabs do not move its content.
func (s *Shopper) Viewed(limit int, without *catalog.Product) []*catalog.Product {
	var products []*catalog.Product
	for _, p := range s.products(s.Session.Viewed()) {
		if p != without && len(products) < limit {
			products = append(products, p)
		}
	}
	return products
}
