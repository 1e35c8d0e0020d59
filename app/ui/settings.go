package ui

import (
	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/shop"
)

// SettingsID is the id of the element in which a page carries its [Settings].
const SettingsID = "carrito-settings"

// Settings is what the server writes into every page for the browser program.
type Settings struct {
	Shop     *shop.Shop   `json:"shop"`
	Money    money.Format `json:"money"`
	Prefix   string       `json:"prefix"`   // path the shop lives under, without a slash at its end
	Products string       `json:"products"` // address of the catalogue
	Sized    Sized        `json:"sized,omitzero"`
	Say      Troubles     `json:"say"`
}

// Troubles are the sentences boot.js shows where the program cannot.
type Troubles struct {
	Unavailable string `json:"unavailable"` // the program did not arrive
	Crashed     string `json:"crashed"`     // the program ended
	Catalog     string `json:"catalog"`     // the catalogue did not arrive
}

// Store returns the store for these settings.
func (set Settings) Store(products *catalog.Catalog) *Store {
	set.Shop.Money = set.Money
	store := NewStore(set.Shop, products)
	store.Prefix = set.Prefix
	store.Sized = set.Sized
	assetPrefix = set.Prefix
	return store
}

// Settings returns what a page of this store carries for the browser.
func (s *Store) Settings(products string) Settings {
	say := Troubles{Unavailable: s.Text.Unavailable, Crashed: s.Text.Crashed, Catalog: s.Text.CatalogBroken}
	return Settings{Shop: s.Shop, Money: s.Shop.Money, Prefix: s.Prefix, Products: products, Sized: s.Sized, Say: say}
}
