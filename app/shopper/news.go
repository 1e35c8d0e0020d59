package shopper

import (
	"slices"

	"carrito/app/cart"
	"carrito/app/session"
)

// report adds sentences about what happened to the session to the news. If boot.js changes the
// cart while the program starts, the session is opened twice, so what the news says already is
// left out.
func (s *Shopper) report(news session.News) {
	add := func(sentence string) {
		if !slices.Contains(s.News, sentence) {
			s.News = append(s.News, sentence)
		}
	}
	for _, entry := range news.Damage.Dropped {
		add(s.Text.EntryDropped(entry))
	}
	if news.Damage.Unreadable {
		add(s.Text.CartUnreadable)
	}
	for _, change := range news.Changes {
		add(s.changeText(change))
	}
	for _, p := range news.Renamed {
		add(s.Text.FavoriteRenamed(p.Name))
	}
	s.warnOfStorage()
}

// warnOfStorage adds to the news that the session cannot be stored. It does so once.
func (s *Shopper) warnOfStorage() {
	if s.Session.Broken() != nil && !s.storageWarned {
		s.storageWarned = true
		s.News = append(s.News, s.Text.StorageBroken)
	}
}

// changeText returns the sentence for a change that the catalogue made to the cart.
func (s *Shopper) changeText(c cart.Change) string {
	name := LineName(c.Line)
	switch c.Kind {
	case cart.PriceChanged:
		return s.Text.PriceChanged(name, s.Money(c.Line.UnitPrice), s.Money(c.Price))
	case cart.Renamed:
		return s.Text.Renamed(name, s.nameNow(c.Line))
	case cart.StockReduced:
		return s.Text.StockReduced(name, c.Quantity)
	case cart.TooMany:
		return s.Text.TooMany(name, c.Quantity)
	case cart.SoldOut:
		return s.Text.SoldOutSince(name)
	default:
		if name == "" {
			name = string(c.Line.Key())
		}
		return s.Text.GoneSince(name)
	}
}

// nameNow returns the name of a line in the present catalogue.
func (s *Shopper) nameNow(l cart.Line) string {
	if p, ok := s.Catalog.Product(l.ProductID); ok {
		v, _ := p.Variant(l.VariantID)
		l.Name, l.Variant = p.Name, v.Name()
	}
	return LineName(l)
}

// LineName returns the name of a line with its variant, such as "Polo básico (M /
// Blanco)".
func LineName(l cart.Line) string { return named(l.Name, l.Variant) }

func named(name, variant string) string {
	if variant == "" {
		return name
	}
	return name + " (" + variant + ")"
}
