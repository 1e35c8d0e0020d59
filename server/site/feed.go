package site

import (
	"io"

	"carrito/app/address"
	"carrito/server/listing"
)

// The feeds: what marketplaces read to list the shop's products.
const (
	GoogleFeed = "/feeds/google.xml" // for Google Merchant Center
	MetaFeed   = "/feeds/meta.csv"   // for the catalogues of Facebook, Instagram and WhatsApp
)

// Feeds are the addresses of all feeds.
var Feeds = []string{GoogleFeed, MetaFeed}

// WriteFeed writes one of the [Feeds], one item at a time: a feed of 100,000 products
// has 290 MB. base is as in [Site.Sitemap].
func (s *Site) WriteFeed(w io.Writer, name, base string) error {
	l := s.lister(base)
	if name == MetaFeed {
		feed := listing.NewMeta(w)
		if err := s.writeItems(l, feed.Write); err != nil {
			return err
		}
		return feed.Close()
	}
	feed := listing.NewGoogle(w, l)
	if err := s.writeItems(l, feed.Write); err != nil {
		return err
	}
	return feed.Close()
}

func (s *Site) writeItems(l *listing.Lister, write func(*listing.Lister, listing.Item) error) error {
	texts := s.texts()
	for _, p := range s.Catalog.Products() {
		for _, item := range l.Items(p, texts[p.ID]) {
			if err := write(l, item); err != nil {
				return err
			}
		}
	}
	return nil
}

// lister returns a lister whose addresses begin with base if shop.json has no baseURL.
func (s *Site) lister(base string) *listing.Lister {
	at := address.Site{Base: s.Shop.BaseURL, Prefix: s.Prefix(), Folders: s.static}
	if at.Base == "" {
		at.Base = base
	}
	return listing.New(s.Shop, at)
}

// FeedHints returns lines about products that the feeds cannot list, or list worse than
// they could.
func (s *Site) FeedHints() []string {
	return s.lister("https://shop.example").Hints(s.Catalog.Products(), s.texts())
}
